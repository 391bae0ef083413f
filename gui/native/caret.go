package native

import "math"

// Caret is where the caret of a text stands in a window's content, in pixels:
// an input method puts its candidates beside it.
type Caret struct{ X, Y, Width, Height int32 }

// Place is a rectangle of a window's content in the window's own units.
type Place struct{ X, Y, Width, Height float32 }

// CaretAt is where a caret stands in pixels, scale of them a unit. Where the text
// is scrolled so that the caret is out of sight, it is the nearest place within
// the window: candidates are not put where nobody sees them.
func CaretAt(caret, window Place, scale float32) Caret {
	within := func(at, size, from, room float32) (int32, int32) {
		size = min(size, room)
		at = min(max(at, from), from+room-size)
		first := pixel(at, scale)
		return first, max(pixel(at+size, scale)-first, 1)
	}
	var c Caret
	c.X, c.Width = within(caret.X, caret.Width, window.X, window.Width)
	c.Y, c.Height = within(caret.Y, caret.Height, window.Y, window.Height)
	return c
}

// pixel is the pixel that a place begins at.
func pixel(at, scale float32) int32 { return int32(math.Round(float64(at) * float64(scale))) }
