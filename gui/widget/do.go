package widget

import (
	"fyne.io/fyne/v2"

	"jianban/data/fault"
)

// Do does f on the UI goroutine, later; a panic in it is told (package fault) and
// leaves the window as it is.
func Do(f func()) {
	fyne.Do(func() { fault.Run(f) })
}
