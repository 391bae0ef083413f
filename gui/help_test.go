package gui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data/manual"
	book "jianban/gui/manual"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func helpShown(m *Main) string {
	m.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	onethread.Settle()
	if len(m.panels) == 0 {
		return ""
	}
	return strings.Join(screentest.Texts(m.win.Canvas().Overlays().Top()), "\n")
}

// F1 opens the manual at the page that belongs to what is shown; Esc closes it.
func TestHelpBelongsToTheScreen(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		at := func(what, words string) {
			t.Helper()
			onethread.Settle()
			if all := helpShown(m); !strings.Contains(all, words) {
				t.Errorf("on %s the manual does not say %q", what, words)
			}
			r.Keep("help-" + what)
			escape(m)
			if len(m.panels) != 0 {
				t.Fatal("Esc leaves the manual open")
			}
		}
		for place, words := range map[screen.Place]string{
			screen.PlaceToday: "说清办公室是谁", screen.PlaceLedger: "保存并登记下一件", screen.PlaceTalks: "记一次沟通", screen.PlaceUrging: "记督办",
			screen.PlaceFeedback: "征询意见表", screen.PlacePromises: "从答复中取", screen.PlaceScores: "封账", screen.PlaceSummary: "数字依据", screen.PlaceSettings: "备好一年的四册",
		} {
			m.Go(place)
			at(string(place), words)
		}
		m.Go(screen.PlaceLedger)
		m.onFind()
		at("search", "怎么打")
		m.OpenCase(12, screen.TabTalks)
		at("talks", "印登记表")
		m.OpenReply(12, 0)
		at("letter", "逐处查看")
		m.onEscape()
		onethread.Settle()
		m.onNew()
		onethread.Settle()
		if all := helpShown(m); len(m.panels) != 2 || !strings.Contains(all, "保存并登记下一件") {
			t.Errorf("over a form: %d panels, %s", len(m.panels), all)
		}
		if helpShown(m); len(m.panels) != 2 {
			t.Error("F1 opens a second manual")
		}
		escape(m)
		if len(m.panels) != 1 || m.panels[0].Title != "新建建议" {
			t.Error("Esc closes more than the manual")
		}
	}, story.Lead())
}

// Every screen of the rail has a page that is there; the page of shortcuts has them all.
func TestHelpListsEveryShortcut(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		pages := book.Pages(shortcutBlocks())
		for _, p := range places() {
			if !slices.ContainsFunc(pages, func(q manual.Page) bool { return q.ID == pageOf[p.place] }) {
				t.Errorf("%s leads to the page %q, which is not there", p.place, pageOf[p.place])
			}
		}
		at := slices.IndexFunc(pages, func(p manual.Page) bool { return p.ID == book.Keys })
		for _, s := range shortcuts() {
			if !slices.ContainsFunc(pages[at].Blocks, func(b manual.Block) bool { return b.Mark == s.keys && b.Text == s.what }) {
				t.Errorf("the manual lacks %s", s.keys)
			}
		}
	})
}
