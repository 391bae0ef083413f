package gui

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// A deletion is told with the way back, until something else is said.
func TestADeletionOffersToBeUndone(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		talk := story.Lead().Consultations[0].ID
		m.Save("第12号删除沟通", func(tx screen.Tx) error { return tx.Remove(data.RecordConsultation, talk) }, func(err error) {
			if err != nil {
				t.Error(err)
			}
		})
		onethread.Settle()
		if said := m.status.said.Text; !strings.HasPrefix(said, "第12号删除沟通，已保存") {
			t.Fatalf("says %q", said)
		}
		r.Keep("main-deleted")
		screentest.TapText(t, m.status.acts, "撤销")
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), 12)
		if err != nil || len(c.Consultations) != len(story.Lead().Consultations) {
			t.Errorf("%d talks, %v", len(c.Consultations), err)
		}
		if len(m.status.acts.Objects) != 0 || !strings.HasPrefix(m.status.said.Text, "已撤销") {
			t.Errorf("offers %d, says %q", len(m.status.acts.Objects), m.status.said.Text)
		}
	}, story.Lead())
}
