package widget_test

import (
	"testing"

	"fyne.io/fyne/v2"

	ui "jianban/gui/widget"
)

// The main part grows to its most, then the side part does; where a person drags the
// line, that width holds, here and in the next sitting.
func TestTheSidePartGrowsWhereTheMainPartHasEnough(t *testing.T) {
	office(t)
	prefs := fyne.CurrentApp().Preferences()
	of := func(width float32) *ui.Split {
		s := ui.NewSplit(ui.NewLine("正文"), ui.NewLine("版面"), 700, 320, prefs, "grows")
		s.KeepMain(560)
		s.MostMain(696)
		show(t, s, width, 300)
		return s
	}
	for _, c := range []struct{ window, side float32 }{{1282, 700}, {1400, 704}, {1836, 1140}, {1000, 440}, {700, 320}} {
		if got := of(c.window).SideWidth(); got != c.side {
			t.Errorf("%v wide: the side part is %v, want %v", c.window, got, c.side)
		}
	}
	s := of(1836)
	find(s, func(o fyne.CanvasObject) {
		if bar, ok := o.(fyne.Draggable); ok {
			bar.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(200, 0)})
			bar.DragEnd()
		}
	})
	if got, later := s.SideWidth(), of(1836).SideWidth(); got != 940 || later != 940 {
		t.Errorf("dragged to %v, later %v", got, later)
	}
}
