package widget_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	ui "jianban/gui/widget"
)

// texts are the texts shown, with where they stand.
func texts(o fyne.CanvasObject, at fyne.Position, into map[string]fyne.Position) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch w := o.(type) {
	case *canvas.Text:
		into[w.Text] = at
	case *fyne.Container:
		for _, c := range w.Objects {
			texts(c, at, into)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(w).Objects() {
			texts(c, at, into)
		}
	}
}

// A figure is written after its bar, the longer the farther; what has something
// behind it is a button.
func TestFiguresStandAfterTheirBars(t *testing.T) {
	office(t)
	opened := 0
	bars := ui.NewBars()
	bars.Set("", []ui.BarColumn{{Title: "主办"}}, []ui.BarRow{
		{Name: "区住建局", Cells: []ui.BarCell{{Part: 1, Text: "40", Open: func() { opened++ }}}},
		{Name: "区水利局", Cells: []ui.BarCell{{Part: 0.5, Text: "20"}}},
		{Name: "区民政局", Cells: []ui.BarCell{{Text: "0"}}},
	})
	show(t, container.NewStack(bars.Root), 400, 200)
	at := map[string]fyne.Position{}
	texts(bars.Root, fyne.Position{}, at)
	zero, half, whole := at["0"].X, at["20"].X, at["40"].X
	if !(zero < half && half < whole) || whole > 400-16 {
		t.Errorf("figures stand at %v, %v, %v", zero, half, whole)
	}
	if got := (whole - zero) / (half - zero); got < 1.9 || got > 2.1 {
		t.Errorf("twice as many are %v times as long", got)
	}
	var taps []*ui.Tap
	find(bars.Root, func(o fyne.CanvasObject) {
		if tap, ok := o.(*ui.Tap); ok {
			taps = append(taps, tap)
		}
	})
	if len(taps) != 1 {
		t.Fatalf("%d buttons", len(taps))
	}
	test.Tap(taps[0])
	if opened != 1 {
		t.Error("a bar opens nothing")
	}
}

func find(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	f(o)
	switch w := o.(type) {
	case *fyne.Container:
		for _, c := range w.Objects {
			find(c, f)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(w).Objects() {
			find(c, f)
		}
	}
}

// Lines that end near each other have their names apart, and none lies outside.
func TestNamesOfLinesStandApart(t *testing.T) {
	office(t)
	lines := ui.NewLines()
	lines.Set([]string{"1月", "2月", "3月"}, []ui.LineSeries{
		{Name: "交办", Values: []int{5, 9, 15}}, {Name: "到期", Values: []int{0, 9, 15}}, {Name: "答复", Values: []int{0, 0, 14}}, {Name: "无", Values: []int{0, 0, 0}}})
	show(t, container.NewStack(lines), 420, 150)
	at := map[string]fyne.Position{}
	texts(lines, fyne.Position{}, at)
	var tops []float32
	for _, name := range []string{"交办 15", "到期 15", "答复 14", "无 0"} {
		p, ok := at[name]
		if !ok || p.X < 300 {
			t.Fatalf("%s at %v of %v", name, p, at)
		}
		tops = append(tops, p.Y)
	}
	slices.Sort(tops)
	for i, y := range tops {
		if y < -1 || y > 150-16 || i > 0 && y-tops[i-1] < 14 {
			t.Errorf("names at %v", tops)
		}
	}
	if _, ok := at["1月"]; !ok {
		t.Error("a step without its name")
	}
}
