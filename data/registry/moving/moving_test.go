package moving_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/data/intake"
	"jianban/data/registry"
	"jianban/data/registry/moving"
)

func newRegistry(t *testing.T) *registry.Registry {
	t.Helper()
	reg, err := registry.Create(t.Context(), filepath.Join(t.TempDir(), "r.db"), registry.Options{By: "王某", Pack: datatest.Rules().Pack})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := reg.Close(); err != nil {
			t.Error(err)
		}
	})
	return reg
}

const heads = "编号|标题|领衔代表|附议代表|主办单位|协办单位|交办时间|答复时间|答复类别|满意度|是否公开|牵头领导"

// ledger is a file of these rows under heads.
func ledger(rows ...string) *intake.File {
	s := intake.Sheet{Name: "台账"}
	for i, line := range append([]string{heads}, rows...) {
		r := intake.Row{At: i + 1}
		for _, c := range strings.Split(line, "|") {
			cell := intake.Cell{Text: c}
			if c != "" {
				cell.Kind = intake.TextCell
			}
			r.Cells = append(r.Cells, cell)
		}
		s.Rows = append(s.Rows, r)
	}
	return &intake.File{Name: "台账.xlsx", Sheets: []intake.Sheet{s}}
}

var two = []string{
	"7|关于修路的建议|李明|孙七、周八|区交通局|区财政局|2023-03-01|2023-05-20|A|满意|公开|吴九",
	"8|关于修桥的建议|李　明||区交通局||2023-03-01|||||",
}

func enter(t *testing.T, reg *registry.Registry, file *intake.File) *intake.Plan {
	t.Helper()
	plan, err := moving.Enter(t.Context(), reg, file, intake.Options{Today: data.NewDate(2023, 12, 31)}, "导入台账", nil)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// state is all that a registry's lists tell.
func state(t *testing.T, reg *registry.Registry) string {
	t.Helper()
	ctx := t.Context()
	cases, err := reg.Cases(ctx, data.Scope{Texts: true})
	books, err2 := reg.Books(ctx)
	units, err3 := reg.Units(ctx)
	people, err4 := reg.Proposers(ctx)
	leaders, err5 := reg.Leaders(ctx)
	if err := errors.Join(err, err2, err3, err4, err5); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%+v %+v %+v %+v %+v", cases, books, units, people, leaders)
}

// A file is one action of the journal, taken back by one undo; the same file
// again leaves no trace.
func TestAFileIsOneAction(t *testing.T) {
	reg := newRegistry(t)
	before := state(t, reg)
	if plan := enter(t, reg, ledger(two...)); plan.Created != 2 || len(plan.Errors) > 0 {
		t.Fatalf("%+v", plan)
	}
	cases, err := reg.Cases(t.Context(), data.Scope{Texts: true})
	if err != nil || len(cases) != 2 {
		t.Fatal(cases, err)
	}
	c := cases[0]
	if len(c.Proposal.Proposers) != 3 || len(c.Assignments) != 2 || c.Replies[0].Class != "A" || c.Feedback[0].Result != data.Satisfied || c.Disclosure.Decision != data.Open || c.Proposal.Sponsor.Name != "吴九" {
		t.Errorf("%+v", c)
	}
	if cases[1].Proposal.LeadProposer().ID != c.Proposal.LeadProposer().ID {
		t.Error("李明 and 李　明 are two")
	}
	after := state(t, reg)
	if plan := enter(t, reg, ledger(two...)); plan.Unchanged != 2 || plan.Created+plan.Updated != 0 || state(t, reg) != after {
		t.Errorf("the same again: %+v", plan)
	}
	journal, err := reg.Journal(t.Context(), 0, 10)
	if err != nil || len(journal) != 2 || journal[0].What != "导入台账" { // beside the registry's making
		t.Errorf("%d actions, %v", len(journal), err)
	}
	if _, err := reg.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := state(t, reg); got != before {
		t.Errorf("after one undo\n%s, want\n%s", got, before)
	}
}

// Facts that a file changes are changed, those that it takes away are marked as
// deleted, everything else stays.
func TestAFileChangesWhatItSays(t *testing.T) {
	reg := newRegistry(t)
	enter(t, reg, ledger(two...))
	plan := enter(t, reg, ledger("7|关于修路的建议|李明|孙七、周八|区住建局|区林草局、区财政局|2023-03-01|2023-05-21|B|满意|不公开|吴九", two[1]))
	if plan.Updated != 1 || plan.Unchanged != 1 {
		t.Fatalf("%+v", plan)
	}
	cases, err := reg.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	c := cases[0]
	var units []string
	for _, a := range c.Assignments {
		units = append(units, string(a.Part)+a.Unit.Name)
	}
	if got := strings.Join(units, " "); got != "主办区住建局 协办区财政局 协办区林草局" || c.Replies[0].Sent != data.NewDate(2023, 5, 21) || c.Replies[0].Class != "B" || c.Disclosure.Decision != data.NotOpen {
		t.Errorf("%s, %+v, %+v", got, c.Replies, c.Disclosure)
	}
	enter(t, reg, ledger("7|关于修路的建议|李明|孙七、周八|区住建局|区林草局|2023-03-01|2023-05-21|B|满意|不公开|吴九"))
	if cases, err = reg.Cases(t.Context(), data.Scope{}); err != nil || len(cases[0].Assignments) != 2 {
		t.Errorf("%+v, %v", cases[0].Assignments, err)
	}
}

// One row that is refused keeps all from being written; so does a 文号 that is
// taken, told by its row; so does a cancelled reading.
func TestAllOrNothing(t *testing.T) {
	reg := newRegistry(t)
	before := state(t, reg)
	plan := enter(t, reg, ledger(append(two, "9|关于种树的建议|郑十||区林草局||2023-06-31|||||")...))
	if len(plan.Errors) != 1 || plan.Errors[0].Row != 4 || state(t, reg) != before {
		t.Errorf("%+v", plan.Errors)
	}
	ctx, cancel := context.WithCancel(t.Context())
	many := make([]string, 300)
	for i := range many {
		many[i] = fmt.Sprintf("%d|关于修%d路的建议|李明||区交通局||2023-03-01|||||", i+1, i+1)
	}
	_, err := moving.Enter(ctx, reg, ledger(many...), intake.Options{}, "导入", func(done, total int) {
		if total != 300 || done != 100 {
			t.Errorf("%d of %d", done, total)
		}
		cancel()
	})
	if !errors.Is(err, context.Canceled) || state(t, reg) != before {
		t.Errorf("cancelled: %v", err)
	}
}
