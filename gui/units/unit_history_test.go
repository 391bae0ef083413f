package units

import (
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	ui "jianban/gui/widget"
)

// What a unit did leaves with its years and counts as numbers.
func TestAUnitsYearsLeaveInNumbers(t *testing.T) {
	turns := []data.UnitTurn{{Year: 2022, Book: "市六届人大一次会议", Number: "12", Part: data.LeadUnit, Late: true, Urged: 2, Visits: 1}}
	l := ui.ListOf(turnColumns(), turns, "历年承办", "历年承办")
	screentest.Plain(t, l)
	cells := make([]data.Value, len(l.Columns))
	l.Row(0, cells)
	want := map[string]data.Value{"年份": data.CountOf(2022), "催办次数": data.CountOf(2), "督查次数": data.CountOf(1), "逾期": data.TextOf("是"), "编号": data.TextOf("12")}
	for i, c := range l.Columns {
		if w, ok := want[c.Title]; ok && cells[i] != w {
			t.Errorf("%s: %+v", c.Title, cells[i])
		}
		delete(want, c.Title)
	}
	if len(want) > 0 {
		t.Errorf("no column of %v", want)
	}
}
