package theme

import (
	"sync"
	"unsafe"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"
)

// wanted is the variant to show: as the system says.
func wanted(v fyne.ThemeVariant) fyne.ThemeVariant { return v }

// Of SystemParametersInfoW.
const (
	getHighContrast = 0x42 // SPI_GETHIGHCONTRAST
	highContrastOn  = 1    // HCF_HIGHCONTRASTON
)

// prefersHigh asks Windows once whether its high contrast is on.
var prefersHigh = sync.OnceValue(func() bool {
	var asked struct {
		size, flags uint32
		scheme      *uint16
	}
	asked.size = uint32(unsafe.Sizeof(asked))
	ok, _, _ := windows.NewLazySystemDLL("user32.dll").NewProc("SystemParametersInfoW").Call(getHighContrast, uintptr(asked.size), uintptr(unsafe.Pointer(&asked)), 0)
	return ok != 0 && asked.flags&highContrastOn != 0
})
