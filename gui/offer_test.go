package gui

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// A deletion in a form is told with the way back, until something else is said; what
// nothing brings back (彻底删除) offers none, least of all to the change before.
func TestADeletionOffersToBeUndone(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		talks := func() int {
			c, err := r.Memory.Case(t.Context(), 12)
			if err != nil {
				t.Fatal(err)
			}
			return len(c.Consultations)
		}
		all, removed := talks(), false
		e := &form.Editor{Host: m, Form: ui.NewForm(), Title: "编辑沟通", Record: "第12号的沟通"}
		first := e.Field("", "")
		e.Form.Add("说明", false, first, "")
		e.Print, e.Read = func() string { return "" }, func() data.Problems { return nil }
		e.Remove = func(tx screen.Tx) error {
			removed = true
			return tx.Remove(data.RecordConsultation, story.Lead().Consultations[0].ID)
		}
		e.Open(first)
		screentest.TapText(t, e.Panel.Left, "删除")
		screentest.TapText(t, m.panels[1].Buttons[1], "删除")
		onethread.Settle()
		if said := m.status.said.Text; !removed || talks() != all-1 || said != "删除第12号的沟通，已保存" {
			t.Fatalf("%d talks, says %q", talks(), said)
		}
		r.Keep("main-deleted")
		screentest.TapText(t, m.status.acts, "撤销")
		onethread.Settle()
		if talks() != all {
			t.Errorf("%d talks", talks())
		}
		if len(m.status.acts.Objects) != 0 || !strings.HasPrefix(m.status.said.Text, "已撤销") {
			t.Errorf("offers %d, says %q", len(m.status.acts.Objects), m.status.said.Text)
		}
		a := data.Attachment{ProposalID: 12, Name: "签字表.jpg", Added: screentest.June(1)}
		for _, f := range []func(screen.Tx) error{
			func(tx screen.Tx) error { return tx.AddAttachment(&a, strings.NewReader("图")) },
			func(tx screen.Tx) error { return tx.EraseAttachment(a.ID) },
		} {
			m.Save("第12号彻底删除附件", f, func(err error) {
				if err != nil {
					t.Error(err)
				}
			})
			onethread.Settle()
		}
		if len(m.status.acts.Objects) != 0 {
			t.Error("an erasure offers a way back")
		}
	}, story.Lead())
}
