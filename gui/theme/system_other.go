//go:build !linux && !windows

package theme

import "fyne.io/fyne/v2"

// wanted is the variant to show: as the system says.
func wanted(v fyne.ThemeVariant) fyne.ThemeVariant { return v }

// prefersHigh is never: we do not know how to ask this system.
func prefersHigh() bool { return false }
