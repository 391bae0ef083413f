package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Value is what one cell of a list holds when the list leaves the program: a
// text, a day or a number. A workbook keeps days and numbers as such; paper and
// text files show String.
type Value struct {
	Kind   ValueKind
	Text   string
	Day    Date
	Number float64
}

// ValueKind is what a Value is.
type ValueKind uint8

// The kinds of values. A day that is not known and an empty text are the same
// empty cell.
const (
	TextValue ValueKind = iota
	DayValue
	NumberValue
)

// TextOf is a text as a value: formulas, numbers and days in it stay text.
func TextOf(s string) Value { return Value{Text: s} }

// DayOf is a day as a value; the zero Date is an empty cell.
func DayOf(d Date) Value {
	if d.IsZero() {
		return Value{}
	}
	return Value{Kind: DayValue, Day: d}
}

// CountOf is a number of things as a value.
func CountOf(n int) Value { return Value{Kind: NumberValue, Number: float64(n)} }

// PointsOf are points of an appraisal as a value: 87.5.
func PointsOf(p Points) Value { return Value{Kind: NumberValue, Number: float64(p) / 10} }

// String is the value as paper and text files show it: 2022-03-09, 3, 区住建局.
func (v Value) String() string {
	switch v.Kind {
	case DayValue:
		return v.Day.String()
	case NumberValue:
		return strconv.FormatFloat(v.Number, 'f', -1, 64)
	}
	return v.Text
}

// Setting is how the cells of a column stand.
type Setting uint8

// The settings: as wide as the longest cell asks for, in the middle; wrapped, in
// the middle; wrapped, from the left.
const (
	Snug Setting = iota
	Wrapped
	Prose
)

// ListColumn is a column of a list that leaves the program.
type ListColumn struct {
	ID      string
	Title   string
	Width   float64 // millimetres on a lying A4 sheet, a weight elsewhere
	Setting Setting
}

// List is a list as it leaves the program, as a workbook, a text file or on
// paper: every table on screen and the ledger of the command line give one.
type List struct {
	Name    string // what it is, short: 台账, 沟通记录; the sheet of a workbook bears it
	Title   string // over all columns
	Note    string // stands below the title on paper; "" for none
	Empty   string // is said where there are no rows
	Columns []ListColumn
	Rows    int
	// Row fills cells, one for each column, with those of a row from 0.
	Row func(i int, cells []Value)
}

// widestList is what the columns of a list on lying paper may add up to, in
// millimetres of their own: half as much again as the sheet has.
const widestList = 400

// FitsPaper refuses columns that no sheet of paper has room for.
func (l List) FitsPaper() error {
	var width float64
	for _, c := range l.Columns {
		width += c.Width
	}
	if width <= widestList {
		return nil
	}
	return Problem{Field: "栏目", Message: fmt.Sprintf("选了%d栏，一页纸放不下", len(l.Columns)), Hint: "请少选几栏，或存为 Excel"}
}

// Only is the list with the columns of these IDs, in the list's order; an empty
// choice, or one of which no column is there, leaves all.
func (l List) Only(ids []string) List {
	var kept []int
	for i, c := range l.Columns {
		if slices.Contains(ids, c.ID) {
			kept = append(kept, i)
		}
	}
	if len(kept) == 0 || len(kept) == len(l.Columns) {
		return l
	}
	columns, row, all := make([]ListColumn, len(kept)), l.Row, make([]Value, len(l.Columns))
	for i, at := range kept {
		columns[i] = l.Columns[at]
	}
	l.Columns = columns
	l.Row = func(i int, cells []Value) {
		row(i, all)
		for j, at := range kept {
			cells[j] = all[at]
		}
	}
	return l
}

// ColumnsNamed are the columns of these names, in the order of the names. A name
// is a heading, a second heading of it, or an ID. One that is unknown or given
// twice is a Problem, which lists what there is.
func ColumnsNamed(names []string) ([]LedgerColumn, error) {
	all := AllLedgerColumns()
	var chosen []LedgerColumn
	for _, name := range names {
		name = strings.TrimSpace(name)
		i := slices.IndexFunc(all, func(c LedgerColumn) bool {
			return c.ID == name || c.Title == name || slices.Contains(c.Also, name)
		})
		if i < 0 {
			titles := make([]string, len(all))
			for j, c := range all {
				titles[j] = c.Title
			}
			return nil, Problem{Field: "栏目", Message: "台账没有“" + name + "”这一栏", Hint: "可用：" + strings.Join(titles, "、")}
		}
		if slices.ContainsFunc(chosen, func(c LedgerColumn) bool { return c.ID == all[i].ID }) {
			return nil, Problem{Field: "栏目", Message: "“" + name + "”写了两次", Hint: "请只写一次"}
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}
