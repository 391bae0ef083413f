package data_test

import (
	"errors"
	"strings"
	"testing"

	"jianban/data"
)

// The choice of columns leaves what is in them and their order as it is.
func TestOnlySomeColumnsOfAList(t *testing.T) {
	l := data.List{Rows: 2, Columns: []data.ListColumn{{ID: "a"}, {ID: "b"}, {ID: "c"}}, Row: func(i int, cells []data.Value) {
		cells[0], cells[1], cells[2] = data.TextOf("甲"), data.CountOf(i), data.DayOf(data.NewDate(2022, 3, 9))
	}}
	some := l.Only([]string{"c", "a", "gone"})
	cells := make([]data.Value, 2)
	some.Row(1, cells)
	if len(some.Columns) != 2 || cells[0].String() != "甲" || cells[1].String() != "2022-03-09" {
		t.Errorf("%+v of %+v", cells, some.Columns)
	}
	if n := len(l.Only([]string{"gone"}).Columns); n != 3 {
		t.Errorf("a choice of nothing leaves %d columns", n)
	}
	for v, want := range map[data.Value]string{data.CountOf(12): "12", {Kind: data.NumberValue, Number: 97.5}: "97.5", data.DayOf(data.Date{}): "", data.TextOf("=1"): "=1"} {
		if got := v.String(); got != want {
			t.Errorf("%+v shows %q", v, got)
		}
	}
}

// Columns are asked for by heading, by a usual other word, or by ID, and come in
// the order asked for.
func TestColumnsOfALedgerByName(t *testing.T) {
	got, err := data.ColumnsNamed([]string{"内容", " 文号", "number"})
	if err != nil || len(got) != 3 || got[0].ID != "text" || got[1].Title != "答复文号" || got[2].Title != "编号" || !data.NeedTexts(got) || data.NeedTexts(got[1:]) {
		t.Errorf("%+v, %v", got, err)
	}
	var p data.Problem
	if _, err := data.ColumnsNamed([]string{"编号", "价格"}); !errors.As(err, &p) || !strings.Contains(p.Message, "价格") || !strings.Contains(p.Hint, "承诺事项") {
		t.Errorf("an unknown column: %v", err)
	}
	if _, err := data.ColumnsNamed([]string{"文号", "答复文号"}); err == nil {
		t.Error("a column stands twice")
	}
	seen := map[string]bool{}
	for _, c := range data.AllLedgerColumns() {
		for _, name := range append([]string{c.ID, c.Title}, c.Also...) {
			if seen[name] {
				t.Errorf("two columns are called %s", name)
			}
			seen[name] = true
		}
	}
}

// Co-signers are told apart by where they are from; a letter that has
// not gone out has no 文号 yet.
func TestWhatAnExportedLedgerTells(t *testing.T) {
	one, other := data.Proposer{ID: 1, Name: "李明", Delegation: "北城代表团"}, data.Proposer{ID: 2, Name: "李明", Delegation: "研和代表团"}
	third := data.Proposer{ID: 3, Name: "孙七", Delegation: "北城代表团"}
	c := data.Case{Proposal: data.Proposal{ID: 1, Number: "1", Role: data.Assist, Proposers: []data.Proposer{one, other, third}},
		Opinions: []data.Opinion{{Way: data.OpinionOut, DocNumber: "红政办函〔2022〕1号", SignOff: data.SignOff{SignedBy: "夏知秋"}}}}
	columns, err := data.ColumnsNamed([]string{"联名代表", "文号", "签发人", "人数"})
	if err != nil {
		t.Fatal(err)
	}
	day := data.NewDate(2022, 12, 31)
	row := func() []data.Value {
		cells := make([]data.Value, len(columns))
		data.LedgerList("台账", columns, []data.Case{c}, day, data.SameRules(data.Rules{})).Row(0, cells)
		return cells
	}
	if got := row(); got[0].Text != "李明（研和代表团）、孙七（北城代表团）" || got[1].Text != "" || got[2].Text != "" || got[3] != data.CountOf(3) {
		t.Errorf("told %v", got)
	}
	c.Opinions[0].Sent = data.NewDate(2022, 4, 1)
	if got := row(); got[1].Text != "红政办函〔2022〕1号" || got[2].Text != "夏知秋" {
		t.Errorf("sent: told %v", got)
	}
	day = data.NewDate(2022, 3, 31)
	if got := row(); got[1].Text != "" {
		t.Errorf("the day before: told %v", got)
	}
}

// A saved search needs a name and something to choose by, of what filters have.
func TestSavedListsAreChecked(t *testing.T) {
	l := data.SavedListOf(data.LedgerFilter{Year: 2022, Book: "册", Words: " 污水  管网 ", Role: "主办", Light: string(data.LightRed)})
	l.Name = " 逾期的\n"
	if ps := l.Validate(); len(ps) > 0 || l.Name != "逾期的" || l.Words != "污水 管网" || l.Told() != "主办，已逾期，“污水 管网”" || l.Filter().Year != 0 {
		t.Errorf("%+v, %v, told %s", l, ps, l.Told())
	}
	for field, l := range map[string]data.SavedList{
		"列表名称": {Words: "污水"}, "列表": {Name: "全部"}, "办理方式": {Name: "错", Role: "帮办"}, "阶段": {Name: "错", Stage: "没有"}, "时限": {Name: "错", Light: "紫"},
	} {
		if ps := l.Validate(); len(ps) != 1 || ps[0].Field != field {
			t.Errorf("%s: %v", field, ps)
		}
	}
	if ps := (&data.SavedList{Name: strings.Repeat("长", 21), Words: "水"}).Validate(); len(ps) != 1 {
		t.Errorf("a long name: %v", ps)
	}
}

// What a sheet of paper has no room for is refused; what one usually prints is not.
func TestTooManyColumnsForPaper(t *testing.T) {
	of := func(columns []data.LedgerColumn) error {
		return data.LedgerList("台账", columns, nil, data.NewDate(2022, 12, 31), data.SameRules(data.Rules{})).FitsPaper()
	}
	for name, columns := range map[string][]data.LedgerColumn{"printed": data.LedgerColumns(), "usual": data.WorkbookColumns()} {
		if err := of(columns); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := of(data.AllLedgerColumns()); err == nil {
		t.Error("every column fits")
	}
}
