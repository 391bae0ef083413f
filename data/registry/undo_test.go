package registry_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/registry"
)

// facts are all rows of all tables but the journal's, as text. Contents of
// attachments stay when their change is taken back, so they are left out, and so
// is the search index, which has its own test.
func facts(t interface{ Fatal(...any) }, r *registry.Registry) map[string][]string {
	all, err := r.AllFacts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Whatever was done, taking it back leaves every table as it was, byte by byte.
func TestUndoRestoresEverything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		r, err := registry.Open(t.Context(), copyOfTemplate(t), options())
		if err != nil {
			rt.Fatal(err)
		}
		defer func() {
			if err := r.Close(); err != nil {
				rt.Fatal(err)
			}
		}()
		states := []map[string][]string{facts(rt, r)}
		for n := range rapid.IntRange(1, 12).Draw(rt, "changes") {
			what := fmt.Sprint("改动", n)
			err := r.Do(t.Context(), registry.Action{What: what}, func(tx *registry.Tx) error {
				for range rapid.SampledFrom([]int{1, 1, 1, 2, 3}).Draw(rt, "steps") {
					if err := randomStep(rt, tx, true); err != nil {
						return err
					}
				}
				return nil
			})
			plainRefusal(rt, err)
			if last, ok := r.Undoable(); ok && last == what { // also where a second step took the first back
				states = append(states, facts(rt, r))
			} else if diff := cmp.Diff(states[len(states)-1], facts(rt, r)); diff != "" {
				rt.Fatal("changed without a step to take back:", diff)
			}
		}
		for n := len(states) - 2; n >= 0; n-- {
			if _, err := r.Undo(t.Context()); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(states[n], facts(rt, r)); diff != "" {
				rt.Fatal(diff)
			}
		}
		if what, ok := r.Undoable(); ok {
			rt.Fatal("still undoable:", what)
		}
		indexed(rt, r)
		redone := rapid.IntRange(0, len(states)-1).Draw(rt, "redone")
		for n := 1; n <= redone; n++ {
			if _, err := r.Redo(t.Context()); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(states[n], facts(rt, r)); diff != "" {
				rt.Fatal(diff)
			}
		}
		for n := redone - 1; n >= 0; n-- { // what was made again can be taken back again
			if _, err := r.Undo(t.Context()); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(states[n], facts(rt, r)); diff != "" {
				rt.Fatal(diff)
			}
		}
		for range states[1:] {
			if _, err := r.Redo(t.Context()); err != nil {
				rt.Fatal(err)
			}
		}
		if diff := cmp.Diff(states[len(states)-1], facts(rt, r)); diff != "" {
			rt.Fatal(diff)
		}
		report, err := r.Check(t.Context())
		if err != nil || len(report.Damage) > 0 {
			rt.Fatal(report.Damage, err)
		}
	})
}

func TestUndoIsAChangeOfItsOwn(t *testing.T) {
	t.Parallel()
	path := copyOfTemplate(t)
	r, err := registry.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Undo(t.Context()); err == nil {
		t.Error("what an earlier sitting did was taken back")
	} else {
		problem(t, err, "撤销")
	}
	for _, name := range []string{"甲局", "乙局"} {
		do(t, r, "添加"+name, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: name}) })
	}
	for _, want := range []string{"添加乙局", "添加甲局"} {
		if what, ok := r.Undoable(); !ok || what != want {
			t.Errorf("undoable: %q", what)
		}
		if what, err := r.Undo(t.Context()); err != nil || what != want {
			t.Errorf("%q %v", what, err)
		}
	}
	entries, err := r.Journal(t.Context(), 0, 4)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, e := range entries {
		said = append(said, e.What)
	}
	if diff := cmp.Diff([]string{"撤销：添加甲局", "撤销：添加乙局", "添加乙局", "添加甲局"}, said); diff != "" {
		t.Error(diff)
	}
	content(t, r)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, ok := openAt(t, path, options()).Undoable(); ok {
		t.Error("a new sitting can undo the old one's changes")
	}
}

// A change made after an undo takes the way forward away, as everywhere.
func TestRedoEndsWithTheNextChange(t *testing.T) {
	t.Parallel()
	r := opened(t)
	if _, err := r.Redo(t.Context()); err == nil {
		t.Error("something was redone where nothing was undone")
	} else {
		problem(t, err, "重做")
	}
	add := func(name string) {
		do(t, r, "添加"+name, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: name}) })
	}
	add("甲局")
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if what, ok := r.Redoable(); !ok || what != "添加甲局" {
		t.Errorf("redoable: %q", what)
	}
	if what, err := r.Redo(t.Context()); err != nil || what != "添加甲局" {
		t.Errorf("%q %v", what, err)
	}
	entries, err := r.Journal(t.Context(), 0, 1)
	if err != nil || entries[0].What != "重做：添加甲局" {
		t.Errorf("%+v %v", entries, err)
	}
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	add("乙局")
	if what, ok := r.Redoable(); ok {
		t.Errorf("still redoable: %q", what)
	}
	content(t, r)
}

func TestDeletionsAreTakenBackAtAnyTime(t *testing.T) {
	t.Parallel()
	path := copyOfTemplate(t)
	r, err := registry.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	talk := data.Consultation{ProposalID: leadID, Phase: data.Before, Date: day("2022-03-05"), Method: data.Phone, Said: "请先解决用地。"}
	do(t, r, "记沟通", func(tx *registry.Tx) error { return tx.SaveConsultation(&talk) })
	do(t, r, "删除", func(tx *registry.Tx) error {
		return errors.Join(tx.Remove(data.RecordConsultation, talk.ID), tx.Remove(data.RecordUnit, unitFinance))
	})
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	r = openAt(t, path, options()) // another sitting: Undo knows nothing of it
	gone, err := r.Deleted(t.Context(), leadID)
	if err != nil || len(gone) != 1 {
		t.Fatalf("%+v %v", gone, err)
	}
	d := gone[0]
	if d.Kind != string(data.RecordConsultation) || d.ID != talk.ID || d.Subject != "第12号" || d.Record != "沟通记录" || d.By != "李秘书" || !d.At.Equal(noon) || !strings.Contains(d.Text, "代表意见：请先解决用地。") {
		t.Errorf("%+v", d)
	}
	if all, err := r.Deleted(t.Context(), 0); err != nil || len(all) != 2 {
		t.Errorf("%+v %v", all, err)
	}
	do(t, r, "恢复", func(tx *registry.Tx) error { return tx.Restore(data.Record(d.Kind), d.ID) })
	if gone, err = r.Deleted(t.Context(), leadID); err != nil || len(gone) != 0 {
		t.Errorf("still deleted: %+v %v", gone, err)
	}
	c, err := r.Case(t.Context(), leadID)
	if err != nil || len(c.Consultations) != 1 || c.Consultations[0].Said != talk.Said {
		t.Errorf("%+v %v", c.Consultations, err)
	}
	entries, err := r.Journal(t.Context(), leadID, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := entries[0].Sentences(2022)[0]; !strings.HasPrefix(got, "7月1日 李秘书 恢复 第12号 沟通记录（") {
		t.Error(got)
	}
}
