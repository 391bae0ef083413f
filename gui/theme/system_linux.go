package theme

import (
	"os"
	"sync"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"github.com/rymdport/portal/settings"
	"github.com/rymdport/portal/settings/appearance"
)

// prefersDark asks the desktop once; without an answer the window is light.
var prefersDark = sync.OnceValue(func() bool {
	scheme, err := appearance.GetColorScheme()
	return err == nil && scheme == appearance.Dark
})

// prefersHigh asks the desktop once whether it wants more contrast. The portal's own
// GetContrast (0.4.2) reads the colour scheme instead (findings/portal-contrast.sh).
var prefersHigh = sync.OnceValue(func() bool {
	value, err := settings.ReadOne(appearance.Namespace, "contrast")
	if err != nil {
		return false
	}
	contrast, err := appearance.ValueToContrast(value)
	return err == nil && contrast == appearance.HigherContrast
})

// wanted is the variant to show. On Linux Fyne takes a desktop without a
// preference for a dark one; FYNE_THEME is Fyne's own switch.
func wanted(v fyne.ThemeVariant) fyne.ThemeVariant {
	if v == fynetheme.VariantDark && os.Getenv("FYNE_THEME") != "dark" && !prefersDark() {
		return fynetheme.VariantLight
	}
	return v
}
