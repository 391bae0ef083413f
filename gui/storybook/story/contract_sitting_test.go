package story_test

import (
	"context"
	"errors"
	"strings"

	"jianban/data"
	"jianban/gui/screen"
)

func sittingScenarios() []scenario {
	return []scenario{
		{"undo and redo", undo},
		{"listeners", listeners},
		{"the clerk", clerk},
		{"a change that fails", failing},
		{"a registry that cannot be written", readOnly},
		{"a call that is cancelled", cancelled},
		{"the journal", journal},
	}
}

func (w *world) canUndo() {
	w.t.Helper()
	w.ask("Undoable")
	w.ask("Redoable")
}

func undo(w *world) {
	w.canUndo()
	w.ask("Undo")
	w.ask("Redo")
	begin(w)
	w.canUndo()
	u := &data.Unit{Name: "区工信局"}
	w.make("SaveUnit", u)
	w.make("SaveProposal", with("12", func(p *data.Proposal) { p.ID, p.Title = 1, "改过的标题" }))
	w.make("Remove", data.RecordProposal, data.ID(2))
	for range 2 {
		w.ask("Undo")
		w.canUndo()
		w.ask("Cases", data.Scope{Texts: true})
		w.ask("Deleted", data.ID(0))
	}
	w.ask("Redo")
	w.canUndo()
	w.ask("Case", data.ID(1))
	w.ask("Undo")
	w.ask("Undo")
	w.ask("Units")
	w.make("SaveUnit", &data.Unit{Name: "区农业局"}) // its ID is not that of the one taken back
	w.canUndo()
	w.ask("Redo")
	w.ask("Units")
	w.ask("Undo")
	w.ask("Undo")
	w.ask("Cases", data.Scope{})
	w.ask("Books")
	w.ask("Undo")
	w.ask("Redo")
	w.ask("Cases", data.Scope{Texts: true})
	w.ask("Journal", data.ID(0), 100)
	w.ask("Journal", data.ID(1), 100)
}

func listeners(w *world) {
	told := ""
	listen := func(name string) (remove func()) {
		w.asked["OnChange"] = true
		return w.store.OnChange(func() {
			units, err := w.store.Units(w.t.Context()) // a listener may read what is new
			if err != nil {
				w.t.Error(err)
			}
			told += name + strings.Repeat("'", len(units))
		})
	}
	removeA := listen("a")
	removeB := listen("b")
	u := &data.Unit{Name: "区住建局"}
	w.make("SaveUnit", u)
	w.note("told", told)
	w.make("SaveUnit", u) // nothing new
	w.refuse("SaveUnit", &data.Unit{})
	w.note("told", told)
	removeA()
	removeA()
	w.make("SaveUnit", &data.Unit{Name: "区财政局"})
	w.ask("Undo")
	w.ask("Redo")
	w.note("told", told)
	removeB()
	w.ask("Undo")
	w.note("told", told)
	if told != "a'b'b''b'b''" {
		w.t.Errorf("told %s", told)
	}
}

func clerk(w *world) {
	w.ask("Clerk")
	w.ask("SetClerk", "王某")
	w.ask("Clerk")
	w.make("SaveUnit", &data.Unit{Name: "区住建局"})
	w.ask("SetClerk", "")
	w.ask("Clerk")
	w.make("Remove", data.RecordUnit, data.ID(1))
	w.ask("Journal", data.ID(0), 10)
	w.ask("Deleted", data.ID(0))
	w.asked["Path"] = true
	if w.store.Path() == "" {
		w.t.Error("the registry is nowhere")
	}
}

func failing(w *world) {
	begin(w)
	u := &data.Unit{Name: "区工信局"}
	w.do("半途而废", func(c changing) error {
		if err := c.call("SaveUnit", u); err != nil {
			return err
		}
		return errors.New("the form was closed")
	})
	w.note("left", u)
	w.do("接着做", func(c changing) error {
		if err := c.call("SaveUnit", &data.Unit{}); err == nil {
			return errors.New("a unit without a name was taken")
		}
		return c.call("SaveUnit", u) // a refusal that f takes care of is none of the change
	})
	w.do("什么也不做", func(changing) error { return nil })
	w.do("又改回去", func(c changing) error {
		if err := c.call("Remove", data.RecordUnit, u.ID); err != nil {
			return err
		}
		w.ask("Units") // others do not see it yet
		return nil
	})
	w.ask("Units")
	w.canUndo()
	w.ask("Journal", data.ID(0), 100)
}

func readOnly(w *world) {
	begin(w)
	w.ask("ReadOnly")
	w.lock()
	w.ask("ReadOnly")
	w.refuse("SaveUnit", &data.Unit{Name: "区工信局"})
	w.ask("Undo")
	w.ask("Redo")
	w.ask("Units")
	w.ask("Case", data.ID(1))
}

func cancelled(w *world) {
	begin(w)
	ctx, cancel := context.WithCancel(w.t.Context())
	cancel()
	unit := &data.Unit{Name: "区工信局"}
	err := w.store.Do(ctx, "取消的", func(tx screen.Tx) error { return tx.SaveUnit(unit) })
	w.note("Do", err, unit)
	_, err = w.store.Units(ctx)
	w.note("Units", err)
	_, err = w.store.Case(ctx, 1)
	w.note("Case", err)
	_, err = w.store.Undo(ctx)
	w.note("Undo", err)
	w.ask("Units")
}

func journal(w *world) {
	begin(w)
	longTexts(w)
	w.make("SaveUnit", &data.Unit{ID: 1, Name: "区住房局"})
	w.make("SaveScore", &data.Score{Year: 2022, Unit: data.Unit{ID: 1}, Item: "办理质量", Source: data.SelfScore, Points: 95})
	w.make("SaveSupervision", &data.Supervision{Unit: data.Unit{ID: 1}, Kind: data.Urge, Date: day(6, 9)})
	w.make("Remove", data.RecordScore, data.ID(1))
	w.make("Remove", data.RecordSupervision, data.ID(1))
	w.make("Remove", data.RecordDisclosure, data.ID(1))
	w.make("SaveLeader", &data.Leader{Name: "王某"})
	w.make("Remove", data.RecordLeader, data.ID(2))
	w.make("Restore", data.RecordLeader, data.ID(2))
	w.ask("Journal", data.ID(0), 100)
	w.ask("Journal", data.ID(0), 2)
	w.ask("Journal", data.ID(1), 100)
	w.ask("Journal", data.ID(1), 1)
	w.ask("Journal", data.ID(9), 100)
	w.ask("Deleted", data.ID(0))
	w.ask("Deleted", data.ID(2))
}
