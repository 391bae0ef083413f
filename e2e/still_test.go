package e2e

import (
	"testing"
	"time"
)

// TestNothingMovesWhereNobodyTypes: with the keyboard in a field the screen stays
// as it is; a caret that blinks would repaint the window thirty times a second.
func TestNothingMovesWhereNobodyTypes(t *testing.T) {
	d := open(t)
	empty := d.picture()
	d.keys("ctrl+f")
	d.await("the keyboard in the search box", func() bool { return d.picture() != empty })
	d.settle()
	before := d.picture()
	for range 20 {
		time.Sleep(100 * time.Millisecond)
		if d.picture() != before {
			t.Fatal("the screen changes by itself")
		}
	}
}
