package gui

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// twoDesks stands for a registry in which another desk saved something, once.
type twoDesks struct {
	store    screen.Store
	newest   data.ID
	conflict *data.Conflict
	seen     []data.ID
	decided  []data.Decided
}

func (d *twoDesks) Seen() data.ID { return d.newest }

func (d *twoDesks) DoSeen(ctx context.Context, what string, seen data.ID, decided []data.Decided, f func(screen.Tx) error) (data.ID, error) {
	d.seen, d.decided = append(d.seen, seen), decided
	if c := d.conflict; c != nil {
		d.newest, d.conflict = d.newest+1, nil
		return d.newest, *c
	}
	d.newest++
	return d.newest, d.store.Do(ctx, what, f)
}

func conflictOf(fields ...data.ConflictField) *data.Conflict {
	return &data.Conflict{Kind: data.RecordUnit, ID: 7, Record: "单位", By: "李四", At: time.Date(2022, 6, 15, 9, 30, 0, 0, time.UTC), What: "修改单位", Fields: fields}
}

var (
	bothPhones = data.ConflictField{Name: "phone", Label: "电话", Was: "1", Theirs: "2", Mine: "3", WasWords: "1", TheirWords: "2", MyWords: "3"}
	bothNotes  = data.ConflictField{Name: "note", Label: "备注", Text: true, Was: "", Theirs: "甲", Mine: "乙", TheirWords: "甲", MyWords: "乙"}
	theirName  = data.ConflictField{Name: "contact", Label: "联系人", Was: "王某", Theirs: "赵某", Mine: "王某", WasWords: "王某", TheirWords: "赵某", MyWords: "王某"}
)

func withDesks(t *testing.T, c *data.Conflict, run func(m *Main, d *twoDesks, r *screentest.Room, errs *[]error)) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		d := &twoDesks{store: m.deps.Store, newest: 40, conflict: c}
		m.deps.Shared = d
		m.refresh()
		onethread.Settle()
		var errs []error
		d.newest = 50 // of which the screen knows nothing
		m.Save("修改单位", func(tx screen.Tx) error { return tx.SaveUnit(&data.Unit{Name: "甲局"}) }, func(err error) { errs = append(errs, err) })
		onethread.Settle()
		run(m, d, r, &errs)
	}, story.Lead())
}

// What only the other one changed is kept without a question, and told.
func TestWhatOnlyAnotherChangedIsKept(t *testing.T) {
	withDesks(t, conflictOf(theirName), func(m *Main, d *twoDesks, _ *screentest.Room, errs *[]error) {
		if len(m.panels) != 0 || len(*errs) != 1 || (*errs)[0] != nil {
			t.Fatalf("%d panels, ended with %v", len(m.panels), *errs)
		}
		if want := []data.ID{40, 51}; len(d.seen) != 2 || d.seen[0] != want[0] || d.seen[1] != want[1] {
			t.Errorf("saved as one who saw %v, want %v", d.seen, want)
		}
		if got := d.decided[0].Merged(d.decided[0].Chosen)["contact"]; got != "赵某" {
			t.Errorf("the contact becomes %v", got)
		}
		if said := m.status.said.Text; !strings.Contains(said, "李四刚改的联系人一并保留") {
			t.Errorf("the window says %q", said)
		}
	})
}

// What both changed is asked field by field; nothing is taken for chosen.
func TestWhatBothChangedIsAsked(t *testing.T) {
	withDesks(t, conflictOf(bothPhones, bothNotes, theirName), func(m *Main, d *twoDesks, r *screentest.Room, errs *[]error) {
		if len(m.panels) != 1 || len(*errs) != 0 {
			t.Fatalf("%d panels, ended with %v", len(m.panels), *errs)
		}
		p := m.panels[0]
		all := strings.Join(screentest.Texts(p.Content), "|")
		for _, want := range []string{"李四在", "电话", "备注", "自动保留李四改的：联系人"} {
			if !strings.Contains(all, want) {
				t.Errorf("the panel lacks %s: %s", want, all)
			}
		}
		r.Keep("conflict")
		p.Save()
		onethread.Settle()
		if len(m.panels) != 1 || len(d.seen) != 1 || !strings.Contains(strings.Join(screentest.Texts(p.Content), "|"), "“电话”还没有选择") {
			t.Errorf("saved without a choice: %v", d.seen)
		}
		var choices []*ui.Choice[data.Side]
		screentest.Walk(p.Content, func(o fyne.CanvasObject) bool {
			if c, ok := o.(*ui.Choice[data.Side]); ok {
				choices = append(choices, c)
			}
			return true
		})
		choices[0].Choose(data.Both) // a telephone holds one number: not offered
		choices[0].Choose(data.Theirs)
		choices[1].Choose(data.Both)
		p.Save()
		onethread.Settle()
		if len(m.panels) != 0 || len(*errs) != 1 || (*errs)[0] != nil {
			t.Fatalf("%d panels, ended with %v", len(m.panels), *errs)
		}
		got := d.decided[0].Merged(d.decided[0].Chosen)
		if got["phone"] != "2" || got["note"] != "甲\n乙" || got["contact"] != "赵某" {
			t.Errorf("saved %v", got)
		}
	})
}

// Who will not decide now has saved nothing and lost nothing; the next save asks anew.
func TestAConflictCanWait(t *testing.T) {
	withDesks(t, conflictOf(bothPhones), func(m *Main, d *twoDesks, _ *screentest.Room, errs *[]error) {
		escape(m)
		onethread.Settle()
		if len(m.panels) != 0 || len(*errs) != 1 || (*errs)[0] == nil || !strings.Contains((*errs)[0].Error(), "没有保存") || len(d.seen) != 1 {
			t.Errorf("%d panels, ended with %v, saved as %v", len(m.panels), *errs, d.seen)
		}
	})
}

// A change that is not this window's own is told as another's.
func TestAnothersChangeIsToldAsSuch(t *testing.T) {
	withDesks(t, nil, func(m *Main, _ *twoDesks, r *screentest.Room, _ *[]error) {
		if said := m.status.said.Text; !strings.HasPrefix(said, "已保存") {
			t.Errorf("of the own change the window says %q", said)
		}
		r.Memory.Changed()
		onethread.Settle()
		if said := m.status.said.Text; !strings.HasPrefix(said, "登记内容有变动，已更新") {
			t.Errorf("of another's it says %q", said)
		}
	})
}
