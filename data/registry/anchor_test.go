package registry_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// cutBack takes the last action off the chain's end with all that it did, as a
// person does who knows the file.
var cutBack = []string{
	"DELETE FROM units WHERE name = '丙局'",
	"DELETE FROM journal WHERE action_id = (SELECT max(id) FROM actions)",
	"DELETE FROM actions WHERE id = (SELECT max(id) FROM actions)",
	"UPDATE sqlite_sequence SET seq = seq - 1 WHERE name IN ('actions', 'journal', 'units')",
}

// withAnchor opens a registry and takes the end of its chain.
func withAnchor(t *testing.T) (path string, r *registry.Registry, end data.Anchor) {
	t.Helper()
	path = copyOfTemplate(t)
	r = openAt(t, path, options())
	end, err := r.Anchor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return path, r, end
}

func addUnit(t *testing.T, r *registry.Registry, name string) {
	t.Helper()
	do(t, r, "添加"+name, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: name}) })
}

// A chain cut at its end together with its facts is whole in itself; an anchor
// kept elsewhere shows that something is gone, in its short form too.
func TestAnAnchorShowsACutChain(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path, r, before := withAnchor(t)
	addUnit(t, r, "丙局")
	end, err := r.Anchor(t.Context())
	if err != nil || end.Action != before.Action+1 || len(end.Hash) != 64 {
		t.Fatalf("%+v after %+v, %v", end, before, err)
	}
	short, err := data.ParseAnchor(end.String())
	if err != nil {
		t.Fatal(err)
	}
	if report, err := r.Check(t.Context(), before, end, short); err != nil || len(report.Damage) > 0 {
		t.Fatalf("whole: %v %v", report.Damage, err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, path, cutBack...)
	r = openAt(t, path, options())
	if report, err := r.Check(t.Context(), before); err != nil || len(report.Damage) > 0 {
		t.Errorf("without the last anchor: %v %v", report.Damage, err)
	}
	for _, a := range []data.Anchor{end, short} {
		if report, err := r.Check(t.Context(), before, a); err != nil || len(report.Damage) != 1 || !strings.Contains(report.Damage[0], "与留存的日志锚"+end.String()+"不符") {
			t.Errorf("%s: %v %v", a, report.Damage, err)
		}
	}
	addUnit(t, r, "丁局") // another action takes its number
	if report, err := r.Check(t.Context(), end); err != nil || len(report.Damage) != 1 {
		t.Errorf("grown again: %v %v", report.Damage, err)
	}
}

// A closing keeps the chain's end before it, and check compares.
func TestAClosedYearKeepsAnAnchor(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path, r, before := withAnchor(t)
	closing := data.YearClosing{Year: 2022, AsOf: day("2022-12-31"), ClosedOn: day("2023-01-05"), Figures: "[]", Appraisal: "[]"}
	do(t, r, "封账", func(tx *registry.Tx) error { return tx.SaveYearClosing(&closing) })
	if closing.Anchor != before.Full() {
		t.Errorf("%q, the chain ended with %q", closing.Anchor, before.Full())
	}
	closing.Note, closing.Anchor = "另", ""
	do(t, r, "改说明", func(tx *registry.Tx) error { return tx.SaveYearClosing(&closing) })
	kept, err := r.YearClosings(t.Context(), 2022, 0)
	if err != nil || len(kept) != 1 || kept[0].Anchor != before.Full() {
		t.Errorf("after a correction: %+v %v", kept, err)
	}
	if report, err := r.Check(t.Context()); err != nil || len(report.Damage) > 0 {
		t.Errorf("%v %v", report.Damage, err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	wrong := "1-" + strings.Repeat("0", 64)
	tamper(t, path, "UPDATE year_closings SET anchor = '"+wrong+"'")
	report, err := openAt(t, path, options()).Check(t.Context())
	if err != nil || !slices.ContainsFunc(report.Damage, func(d string) bool { return strings.Contains(d, "与留存的日志锚1-000000000000不符") }) {
		t.Errorf("%v %v", report.Damage, err)
	}
}

// Who knows the file can write a whole chain anew: it is whole in itself, and
// only an anchor kept elsewhere shows that it is another.
func TestAnAnchorShowsAChainWrittenAnew(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path, r, end := withAnchor(t)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, path, "UPDATE proposals SET title = '另一个题目' WHERE id = 1", "UPDATE journal SET after = json_set(after, '$.title', '另一个题目') WHERE tbl = 'proposals' AND row_id = 1")
	if report, err := openAt(t, path, options()).Check(t.Context()); err != nil || len(report.Damage) == 0 {
		t.Fatalf("the old chain over other facts: %v %v", report.Damage, err)
	}
	hashes, err := registry.HashesAnew(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	var changes []string
	for id, hash := range hashes {
		changes = append(changes, fmt.Sprintf("UPDATE actions SET hash = '%s' WHERE id = %d", hash, id))
	}
	tamper(t, path, changes...)
	r = openAt(t, path, options())
	if report, err := r.Check(t.Context()); err != nil || len(report.Damage) > 0 {
		t.Errorf("in itself: %v %v", report.Damage, err)
	}
	end.From = "x.bak"
	if report, err := r.Check(t.Context(), end); err != nil || len(report.Damage) != 1 || !strings.Contains(report.Damage[0], "与备份“x.bak”不符") {
		t.Errorf("with an anchor: %v %v", report.Damage, err)
	}
	if d := r.Damage(); len(d) > 0 {
		t.Errorf("an anchor elsewhere stops all papers: %v", d)
	}
}

// A zeroed page is told by check and before a figure leaves, whatever it held.
func TestAZeroedPageIsTold(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for _, name := range []string{"proposals", "proposals_number", "replies", "assignments_proposal", "journal", "journal_row", "actions", "settings"} {
		path := copyOfTemplate(t)
		changePage(t, path, name, func(page []byte) { clear(page) })
		r, err := registry.Open(t.Context(), path, options())
		if err != nil { // of actions the clock's look is told at once
			continue
		}
		t.Cleanup(func() { _ = r.Close() })
		problem(t, r.Sound(t.Context()), "登记库")
		if report, err := r.Check(t.Context()); err != nil || len(report.Damage) == 0 {
			t.Errorf("%s: check finds %v, %v", name, report.Damage, err)
		}
	}
}
