package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// A scanner types a form's code into the search box, in whatever list that is: the
// form of that deputy opens. Saved, the list is there again and the box waits.
func TestScannedCodeOpensItsForm(t *testing.T) {
	for _, place := range []screen.Place{screen.PlaceLedger, screen.PlaceFeedback} {
		inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
			m.Go(place)
			onethread.Settle()
			scan := func(text string) {
				m.win.Canvas().Focus(m.bar.search)
				m.bar.search.SetText(text)
				m.bar.search.OnSubmitted(text)
				onethread.Settle()
			}
			scan(data.FormCode{Proposal: 12, Round: 1, Proposer: 2}.Scanned())
			if _, ok := m.current().(*proposal.CaseScreen); !ok || len(m.panels) != 1 {
				t.Fatalf("%s: %T, %d panels", place, m.current(), len(m.panels))
			}
			all := strings.Join(screentest.Texts(m.panels[0].Content), "\n")
			if !strings.Contains(all, "王某") || strings.Contains(all, "李某") || !strings.Contains(m.panels[0].Title, "第12号") {
				t.Errorf("%s: the form says %s: %s", place, m.panels[0].Title, all)
			}
			screentest.Walk(m.panels[0].Content, func(o fyne.CanvasObject) bool {
				if c, ok := o.(*ui.Choice[data.Mark]); ok {
					c.Choose(data.Satisfied)
				}
				return true
			})
			m.panels[0].Save()
			onethread.Settle()
			if len(m.panels) != 0 || len(m.trail) != 1 || m.focused() != m.bar.search || m.bar.search.Text != "" {
				t.Errorf("%s: after saving %d panels, %d screens, the box says %q", place, len(m.panels), len(m.trail), m.bar.search.Text)
			}
			c, err := m.deps.Store.Case(t.Context(), 12)
			if err != nil || len(c.Feedback) != 1 || c.Feedback[0].ProposerID != 2 || c.Feedback[0].Result != data.Satisfied || c.Feedback[0].Received.IsZero() {
				t.Errorf("%s: saved %+v, %v", place, c.Feedback, err)
			}
		}, story.Lead())
	}
}

// A code that is wrong, unknown or too early is told in a sentence.
func TestWrongCodesAreTold(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.Go(screen.PlaceLedger)
		onethread.Settle()
		for code, want := range map[string]string{
			"12-1-2-00": "校验码不对",
			data.FormCode{Proposal: 999, Round: 1, Proposer: 2}.String(): "找不到对应的建议",
			data.FormCode{Proposal: 12, Round: 3, Proposer: 2}.String():  "没有第3次答复",
			data.FormCode{Proposal: 12, Round: 1, Proposer: 77}.String(): "没有这位代表",
			data.FormCode{Proposal: 17, Round: 1, Proposer: 1}.Scanned(): "还没有登记送达",
		} {
			m.bar.search.OnSubmitted(code)
			onethread.Settle()
			if len(m.panels) != 1 {
				t.Fatalf("%s: %d panels", code, len(m.panels))
			}
			if all := strings.Join(strings.Fields(strings.Join(screentest.Texts(m.panels[0].Content), "")), ""); !strings.Contains(all, want) {
				t.Errorf("%s: told %s", code, all)
			}
			escape(m)
		}
	}, story.Lead(), story.Draft())
}
