package widget_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	ui "jianban/gui/widget"
)

// However narrow, no line begins with a closing mark, pieces keep their looks
// and no character is lost.
func TestMarkedWrapsAsChineseIsSet(t *testing.T) {
	test.NewTempApp(t)
	const text = "水、电、路、网同步到位，预计全年实现产值8亿元。"
	runes := []rune(text)
	m := ui.NewMarked(ui.Piece{Text: string(runes[:9])}, ui.Piece{Text: string(runes[9:12]), Bold: true}, ui.Piece{Text: string(runes[12:]) + "\n二"})
	for width := float32(60); width < 400; width += 7 {
		m.Resize(fyne.NewSize(width, 200))
		var shown strings.Builder
		for _, s := range m.Segments {
			seg, ok := s.(*fw.TextSegment)
			if !ok {
				t.Fatalf("a segment of %T", s)
			}
			shown.WriteString(seg.Text)
		}
		if lines := strings.Count(shown.String(), "\n") + 1; m.MinSize().Height < float32(lines)*fyne.MeasureText("二", 14, fyne.TextStyle{}).Height {
			t.Errorf("at %v it asks for %v with %d lines", width, m.MinSize().Height, lines)
		}
		if len(m.Segments) != 3 || strings.ReplaceAll(shown.String(), "\n", "") != text+"二" {
			t.Fatalf("at %v it shows %q", width, shown.String())
		}
		for _, line := range strings.Split(shown.String(), "\n") {
			if ui.Hangs(line) {
				t.Errorf("at %v a line begins %q", width, line)
			}
		}
	}
	if m.String() != text+"\n二" {
		t.Errorf("holds %q", m.String())
	}
}

// A click finds the piece under it, on whatever row it stands.
func TestChoosableKnowsWhereItsPiecesStand(t *testing.T) {
	test.NewTempApp(t)
	got := -1
	c := ui.NewChoosable(func(i int) { got = i })
	c.SetPieces([]ui.Piece{{Text: strings.Repeat("水电路网", 20)}, {Text: "标出", Bold: true}, {Text: "以后\n又一段"}})
	for _, width := range []float32{120, 300, 2000} {
		c.Resize(fyne.NewSize(width, 600))
		got = -1
		rows, x := 0, float32(0)
		for _, s := range c.Segments[:1] {
			parts := strings.Split(s.Textual(), "\n")
			rows, x = len(parts)-1, fyne.MeasureText(parts[len(parts)-1], 14, fyne.TextStyle{}).Width
		}
		line := fyne.MeasureText("水", 14, fyne.TextStyle{}).Height
		at := fyne.NewPos(x+8+3, c.Top(1)+line/2)
		if strings.HasPrefix(c.Segments[1].Textual(), "\n") { // the row ended just before
			at = fyne.NewPos(8+3, c.Top(1)+line*1.5)
		}
		c.Tapped(&fyne.PointEvent{Position: at})
		if got != 1 {
			t.Errorf("at width %v, %d rows, a click at %v is on piece %d", width, rows, at, got)
		}
		got = -1
		c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5000, 5000)})
		if got != -1 {
			t.Errorf("a click beside the text is on piece %d", got)
		}
	}
}
