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
