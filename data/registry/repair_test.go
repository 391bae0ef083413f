package registry_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// hurtIndex changes a byte of the index over the names of units, in the file of a
// closed registry; the table stays as it is.
func hurtIndex(t *testing.T, path string) {
	t.Helper()
	changePage(t, path, "units_name", func(page []byte) {
		at := bytes.LastIndex(page, []byte("局"))
		if at < 0 {
			t.Fatal("the index holds no name")
		}
		copy(page[at:], "院")
	})
}

// A broken index is told as what can be repaired, the repair makes it whole, and
// nothing else has changed.
func TestABrokenIndexIsRepaired(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	before, err := openAt(t, path, options()).Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path = copyOfTemplate(t)
	hurtIndex(t, path)
	r := openAt(t, path, options())
	report, err := r.Check(t.Context())
	if err != nil || len(report.Damage) == 0 {
		t.Fatalf("%v, %v", report.Damage, err)
	}
	var mend []data.Finding
	for _, f := range report.Findings {
		if f.Weight != data.WeightDamage {
			t.Errorf("among the damage: %+v", f)
		}
		if f.Way == data.WayRepair {
			mend = append(mend, f)
		}
	}
	if len(mend) != 1 || !strings.Contains(mend[0].What, "索引与记录不一致") || mend[0].Where != "承办单位的索引" {
		t.Errorf("to be repaired: %+v of %v", mend, report.Damage)
	}
	if _, err := behind(t, path).Exec("INSERT INTO open_action (id) VALUES (2)"); err != nil {
		t.Fatal(err)
	}
	told := 0
	defer r.OnDamage(func() { told++ })()
	told = 0
	done, after, err := r.Repair(t.Context(), func(ctx context.Context) (registry.Report, error) { return r.Check(ctx) })
	if err != nil || len(after.Damage) != 0 || fmt.Sprint(done) != "[清除了1条没有结束的操作 重建了全部索引]" {
		t.Fatalf("did %v, left %v, %v", done, after.Damage, err)
	}
	if len(r.Damage()) != 0 || told == 0 {
		t.Errorf("still said to be damaged: %v, told %d times", r.Damage(), told)
	}
	units, err := r.Units(t.Context())
	if err != nil || fmt.Sprint(units) != fmt.Sprint(before) {
		t.Errorf("before %v, after %v, %v", before, units, err)
	}
	content(t, r)
}

// An index that holds a record too many, which SQLite's own check passes over, is
// repaired too.
func TestAStrayEntryIsRepaired(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	strayEntry(t, path)
	r := openAt(t, path, options())
	toRepair := func(report registry.Report) bool {
		return slices.ContainsFunc(report.Findings, func(f data.Finding) bool { return f.Way == data.WayRepair && f.Where == "承办单位的索引" })
	}
	report, err := r.Check(t.Context())
	if err != nil || !toRepair(report) {
		t.Fatalf("%+v, %v", report.Findings, err)
	}
	if _, after, err := r.Repair(t.Context(), func(ctx context.Context) (registry.Report, error) { return r.Check(ctx) }); err != nil || toRepair(after) {
		t.Errorf("left %+v, %v", after.Findings, err)
	}
}

// What only a backup brings back is said with its proposal, and a repair leaves it.
func TestDamageNamesItsPlace(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	first := openAt(t, path, options())
	do(t, first, "交办", func(tx *registry.Tx) error {
		return tx.SaveAssignment(&data.Assignment{ProposalID: leadID, Unit: data.Unit{ID: unitHousing}, Part: data.LeadUnit, Assigned: day("2022-04-02")})
	})
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, path, "UPDATE proposals SET title = '别的标题' WHERE id = 1", "UPDATE assignments SET contact = '别人' WHERE id = 1", "UPDATE units SET phone = '2' WHERE id = 1")
	r := openAt(t, path, options())
	_, report, err := r.Repair(t.Context(), func(ctx context.Context) (registry.Report, error) { return r.Check(ctx) })
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range report.Findings {
		got = append(got, fmt.Sprintf("%s %s %s %d", f.Weight, f.Way, f.Where, f.Proposal))
	}
	place := "市六届人大一次会议第12号 别的标题 1"
	for _, want := range []string{"损坏 恢复备份 " + place, "损坏 恢复备份 承办单位 0"} {
		if !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("lacks %q:\n%s", want, strings.Join(got, "\n"))
		}
	}
	if n := strings.Count(strings.Join(got, "\n"), place); n != 2 || len(r.Damage()) == 0 {
		t.Errorf("%d lines of the proposal, damage %v", n, r.Damage())
	}
}

// Facts that are unusual lead to their proposal; a check that leaves the machine
// to others finds the same.
func TestFindingsLeadToTheirProposal(t *testing.T) {
	t.Parallel()
	r := opened(t)
	do(t, r, "答复", func(tx *registry.Tx) error {
		return tx.SaveConsultation(&data.Consultation{ProposalID: leadID, Date: day("2022-01-02"), Phase: data.Before, Method: data.Methods[0], Attended: []data.ID{proposerYin}})
	})
	loud, err := r.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	quiet, err := r.Check(registry.Quietly(t.Context()))
	if err != nil || fmt.Sprint(quiet) != fmt.Sprint(loud) || len(loud.Findings) != len(loud.Impossible)+len(loud.Warnings) {
		t.Errorf("loud %+v\nquiet %+v, %v", loud, quiet, err)
	}
	for _, f := range loud.Findings {
		if strings.HasPrefix(f.What, "沟通日期：") {
			if f.Weight != data.WeightRemind || f.Way != data.WayOpen || f.Proposal != leadID || f.About != data.AboutTalk || !strings.Contains(f.Where, "第12号 ") {
				t.Errorf("%+v", f)
			}
			return
		}
	}
	t.Errorf("found %+v", loud.Findings)
}

// A repair that is cancelled, or of a registry that cannot be written, changes
// nothing and says so.
func TestRepairThatCannotBeMade(t *testing.T) {
	t.Parallel()
	path := copyOfTemplate(t)
	o := options()
	o.ReadOnly = true
	check := func(context.Context) (registry.Report, error) {
		t.Error("checked")
		return registry.Report{}, nil
	}
	if _, _, err := openAt(t, path, o).Repair(t.Context(), check); !data.Told(err) || !strings.Contains(err.Error(), "不能修复") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := opened(t).Repair(ctx, check); err != context.Canceled {
		t.Error(err)
	}
}
