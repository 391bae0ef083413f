package widget_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	ui "jianban/gui/widget"
)

type unitRow struct{ name, title string }

func unitTable(prefs fyne.Preferences) *ui.Table[unitRow] {
	column := func(id, title string, width, flex float32, f func(unitRow) string) ui.Column[unitRow] {
		return ui.Column[unitRow]{ID: id, Title: title, Width: width, Flex: flex, Sort: true, Cell: func(r unitRow) ui.Cell { return ui.Cell{Text: f(r)} }}
	}
	t := ui.NewTable(func(r unitRow) int64 { return int64(len(r.name)) }, []ui.Column[unitRow]{
		column("name", "单位", 100, 0, func(r unitRow) string { return r.name }),
		column("title", "标题", 100, 1, func(r unitRow) string { return r.title }),
	})
	return t.Remember(prefs, "units.columns")
}

// wide is where the second column begins.
func wide(t *testing.T, table *ui.Table[unitRow], rows ...unitRow) float32 {
	t.Helper()
	table.SetRows(rows)
	show(t, container.NewStack(table), 800, 200)
	at := map[string]fyne.Position{}
	texts(table, fyne.Position{}, at)
	return at[rows[0].title].X - at[rows[0].name].X
}

// A column is as wide as what it holds, never narrower than its heading, never
// beyond what leaves the title its room; it does not shrink while one filters.
func TestColumnsAreAsWideAsWhatTheyHold(t *testing.T) {
	office(t)
	short := wide(t, unitTable(nil), unitRow{"甲", "关于道路的建议"})
	eight := wide(t, unitTable(nil), unitRow{"区自然资源管理局", "关于道路的建议"})
	endless := wide(t, unitTable(nil), unitRow{strings.Repeat("很长的名称", 20), "关于道路的建议"})
	if short < 50 || short > 70 { // two letters of heading, the sides and the arrow
		t.Errorf("one letter takes %v", short)
	}
	if eight < 8*14+20 || eight > 8*14+28 {
		t.Errorf("eight letters take %v", eight)
	}
	if endless != 1.6*100+10 { // shortened, and so measured from the table's edge
		t.Errorf("an endless name takes %v", endless)
	}
	table := unitTable(nil)
	wide(t, table, unitRow{"区自然资源管理局", "关于道路的建议"})
	if again := wide(t, table, unitRow{"甲", "关于道路的建议"}); again != eight {
		t.Errorf("filtering makes it %v", again)
	}
}

// A column's edge can be dragged; the width outlives the table, and a double click
// gives it back what it holds.
func TestAColumnKeepsTheWidthOneGivesIt(t *testing.T) {
	office(t)
	office(t)
	prefs := fyne.CurrentApp().Preferences()
	row := unitRow{"区自然资源管理局", "关于道路的建议"}
	table := unitTable(prefs)
	before := wide(t, table, row)
	type edge interface {
		fyne.Draggable
		fyne.DoubleTappable
	}
	var edges []edge
	find(table, func(o fyne.CanvasObject) {
		if e, ok := o.(edge); ok {
			edges = append(edges, e)
		}
	})
	if len(edges) != 1 {
		t.Fatalf("%d edges to drag", len(edges))
	}
	edges[0].Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(40, 0)})
	edges[0].DragEnd()
	if got := wide(t, unitTable(prefs), row); got < before+39 || got > before+41 {
		t.Errorf("later it is %v, was %v", got, before)
	}
	edges[0].DoubleTapped(nil)
	if got := wide(t, unitTable(prefs), row); got != before {
		t.Errorf("back it is %v, was %v", got, before)
	}
	prefs.SetStringList("units.columns", []string{"name=-5", "name=x", "=9", "gone=100"})
	if got := wide(t, unitTable(prefs), row); got != before {
		t.Errorf("nonsense makes it %v", got)
	}
}
