package paperwork_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/intake"
	"jianban/paperwork"
)

var importDay = intake.Options{Today: data.NewDate(2023, 12, 31)}

// ownLedger writes the demonstration year as a workbook, and says where.
func ownLedger(t *testing.T) (registry, ledger string) {
	t.Helper()
	dir := t.TempDir()
	registry, err := paperwork.MakeDemo(t.Context(), filepath.Join(dir, "d"), 40, 1)
	if err != nil {
		t.Fatal(err)
	}
	d, err := paperwork.Open(t.Context(), registry, importDay.Today)
	if err != nil {
		t.Fatal(err)
	}
	ledger = filepath.Join(dir, "台账.xlsx")
	kind, _ := paperwork.KindOf("ledger-xlsx")
	_, err = d.Write(t.Context(), kind, paperwork.Ask{Year: 2022}, ledger)
	if err := errors.Join(err, d.Close()); err != nil {
		t.Fatal(err)
	}
	return registry, ledger
}

// cases are all that a registry holds of its proposals.
func casesIn(t *testing.T, registry string) []data.Case {
	t.Helper()
	d, err := paperwork.Open(t.Context(), registry, importDay.Today)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := d.Registry.Cases(t.Context(), data.Scope{Texts: true})
	if err := errors.Join(err, d.Close()); err != nil {
		t.Fatal(err)
	}
	return cases
}

// A ledger of our own that nobody edited changes nothing in its registry. In a
// new one it makes the same ledger, and reads there unchanged again.
func TestOwnLedgerComesBack(t *testing.T) {
	registry, ledger := ownLedger(t)
	before := casesIn(t, registry)
	plan, err := paperwork.Import(t.Context(), registry, ledger, importDay, false)
	if err != nil || len(plan.Errors) > 0 || plan.Unchanged != len(before) || plan.Created+plan.Updated > 0 {
		t.Fatalf("%d unchanged of %d, %d created, %d updated, %v, %v", plan.Unchanged, len(before), plan.Created, plan.Updated, plan.Errors, err)
	}
	if diff := cmp.Diff(before, casesIn(t, registry)); diff != "" {
		t.Error(diff)
	}
	fresh := filepath.Join(t.TempDir(), "new.db")
	if plan, err = paperwork.Import(t.Context(), fresh, ledger, importDay, false); err != nil || plan.Created != len(before) {
		t.Fatalf("%+v, %v", plan, err)
	}
	rules, err := paperwork.DefaultRules()
	if err != nil {
		t.Fatal(err)
	}
	lines := func(cases []data.Case) map[string][]string {
		all := map[string][]string{}
		for _, r := range data.LedgerRows(cases, data.NewDate(2022, 12, 31), data.SameRules(rules)) {
			all[r.Book+r.Number] = []string{r.Title, r.Role, r.Unit, r.CoUnits, r.Handed.String(), r.Answered.String(), r.Class, r.Attitude, r.Result, r.Remark}
		}
		return all
	}
	was, is := lines(before), lines(casesIn(t, fresh))
	for key, row := range is {
		if row[9] != "" { // a closed matter's answer is told without its class
			row[5], was[key][5] = "", ""
		}
	}
	if diff := cmp.Diff(was, is); diff != "" {
		t.Error(diff)
	}
	if plan, err = paperwork.Import(t.Context(), fresh, ledger, importDay, false); err != nil || plan.Unchanged != len(before) {
		t.Errorf("again: %+v, %v", plan, err)
	}
}

// Where nothing may come of it, nothing is left behind: a dry run, a row that
// is refused, a reading that is cancelled.
func TestImportLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "台账.csv")
	place := filepath.Join(dir, "sub", "r.db")
	if err := errors.Join(os.Mkdir(filepath.Dir(place), 0o755), os.WriteFile(file, []byte("编号,标题,领衔代表,交办时间\n7,关于修路的建议,李明,2023-02-30\n"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if plan, err := paperwork.Import(t.Context(), place, file, importDay, false); err != nil || len(plan.Errors) != 1 {
		t.Errorf("%+v, %v", plan, err)
	}
	if err := os.WriteFile(file, []byte("编号,标题,领衔代表,交办时间\n7,关于修路的建议,李明,2023-02-28\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if plan, err := paperwork.Import(t.Context(), place, file, importDay, true); err != nil || plan.Created != 1 {
		t.Errorf("%+v, %v", plan, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := paperwork.Import(ctx, place, file, importDay, false); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	left, err := os.ReadDir(filepath.Dir(place))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// BenchmarkImport imports the ledger that $JIANBAN_LEDGER names into a new
// registry.
func BenchmarkImport(b *testing.B) {
	path := os.Getenv("JIANBAN_LEDGER")
	if path == "" {
		b.Skip("no ledger is named")
	}
	for b.Loop() {
		plan, err := paperwork.Import(b.Context(), filepath.Join(b.TempDir(), "r.db"), path, importDay, false)
		if err != nil || plan.Created == 0 {
			b.Fatal(err, plan)
		}
	}
}

// What the window's user confirmed while importing is kept beside the registry
// only; the command line reads the next file by it. A file that makes no sense
// there hinders nothing.
func TestImportByWhatWasConfirmed(t *testing.T) {
	dir := t.TempDir()
	file, place := filepath.Join(dir, "台账.csv"), filepath.Join(dir, "r.db")
	if err := os.WriteFile(file, []byte("件名头,标题,领衔代表,交办时间\n7,关于修路的建议,李明,2023-02-28\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := paperwork.Import(t.Context(), place, file, importDay, true); !data.Told(err) {
		t.Fatalf("without a number: %v", err)
	}
	d, err := paperwork.OpenToWork(t.Context(), place, false)
	if err != nil {
		t.Fatal(err)
	}
	in, o := d.Imports(), importDay
	f, err := in.Read(t.Context(), file, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := in.Preview(t.Context(), f, in.Habits().Apply(o), nil)
	if err != nil || p.Plan != nil || len(p.Tables) != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
	h := in.Habits().Clone()
	h.Choose(intake.Proposals, p.Tables[0], 0, intake.Number)
	done := 0
	plan, err := in.Enter(t.Context(), f, h.Apply(o), func(n, _ int) { done = n })
	if err != nil || plan.Created != 1 || len(plan.IDs) != 1 || done != 1 {
		t.Fatalf("%+v, %d rows told, %v", plan, done, err)
	}
	if what, ok := d.Registry.Undoable(); !ok || what != "导入“台账.csv”" {
		t.Errorf("to be undone: %q", what)
	}
	if err := errors.Join(in.SetHabits(h), d.Close()); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(place + ".import"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if plan, err := paperwork.Import(t.Context(), place, file, importDay, false); err != nil || plan.Unchanged != 1 {
		t.Errorf("by what was confirmed: %+v, %v", plan, err)
	}
	for _, text := range []string{"{", "[]", `{"headings":{"proposals":{"件名头":"旗帜"}},"same":{"a":null}}`} {
		if err := os.WriteFile(place+".import", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := paperwork.Import(t.Context(), place, file, importDay, true); !data.Told(err) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
