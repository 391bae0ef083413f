package native

import "testing"

// The caret of a text at every scale that Windows offers, worked out by hand.
func TestCaretInPixels(t *testing.T) {
	window := Place{0, 0, 1366, 768}
	for _, c := range []struct {
		scale float32
		want  Caret
	}{
		{1, Caret{380, 401, 2, 19}},    // to 382, 419.5
		{1.25, Caret{475, 501, 3, 23}}, // 475, 501.25; to 477.5, 524.375
		{1.5, Caret{570, 602, 3, 27}},  // 570, 601.5; to 573, 629.25: halves go away from zero
		{1.75, Caret{665, 702, 4, 32}}, // 665, 701.75; to 668.5, 734.125
		{2, Caret{760, 802, 4, 37}},    // 760, 802; to 764, 839
		{0.8, Caret{304, 321, 2, 15}},  // 304, 320.8; to 305.6, 335.6
	} {
		if got := CaretAt(Place{380, 401, 2, 18.5}, window, c.scale); got != c.want {
			t.Errorf("at %v: %v, want %v", c.scale, got, c.want)
		}
	}
}

// A caret that is scrolled away is looked for at the window's edge.
func TestCaretOutOfSight(t *testing.T) {
	window := Place{0, 0, 1000, 700}
	for _, c := range []struct {
		caret Place
		want  Caret
	}{
		{Place{500, -90, 2, 20}, Caret{500, 0, 2, 20}},
		{Place{500, 900, 2, 20}, Caret{500, 680, 2, 20}},
		{Place{-30, 300, 2, 20}, Caret{0, 300, 2, 20}},
		{Place{1400, 300, 2, 20}, Caret{998, 300, 2, 20}},
		{Place{500, 300, 0, 0}, Caret{500, 300, 1, 1}}, // an area of nothing is none to keep clear of
	} {
		if got := CaretAt(c.caret, window, 1); got != c.want {
			t.Errorf("%v: %v, want %v", c.caret, got, c.want)
		}
	}
}
