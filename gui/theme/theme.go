// Package theme is the look of the window: every colour and size has a name
// here and stands nowhere else. It wraps Fyne's own theme, so that Fyne's
// widgets and ours agree, and brings the embedded Chinese font, so that a
// machine without any Chinese font looks right.
//
// Start with New. Colour and Size look a name up in the theme in force; widgets
// call them when they refresh, never once and for all, because the variant
// (light or dark, as the system says) can change while the window is open.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// office is the theme of the window.
type office struct {
	base          fyne.Theme
	regular, bold fyne.Resource
	scale         float32
	look          Look
}

// New makes the theme from the bytes of two font files, an upright and a bold
// face that hold Chinese. Where one is empty, Fyne's own font stands in.
// Scale enlarges text and spaces; 1 is normal.
func New(regular, bold []byte, scale float32) fyne.Theme { return newTheme(regular, bold, scale) }

func newTheme(regular, bold []byte, scale float32) *office {
	t := &office{base: fynetheme.DefaultTheme(), scale: scale}
	if t.scale <= 0 {
		t.scale = 1
	}
	if len(regular) > 0 {
		t.regular = fyne.NewStaticResource("ui-regular", regular)
	}
	if len(bold) > 0 {
		t.bold = fyne.NewStaticResource("ui-bold", bold)
	}
	return t
}

// Font gives the embedded face for every style; symbols keep Fyne's own face.
func (t *office) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return t.base.Font(style)
	case style.Bold && t.bold != nil:
		return t.bold
	case t.regular != nil:
		return t.regular
	}
	return t.base.Font(style)
}

// Icon is Fyne's, a little lower.
func (t *office) Icon(name fyne.ThemeIconName) fyne.Resource { return lowered(t.base.Icon(name)) }

// Color looks in our table first, then in Fyne's.
func (t *office) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	worn := t.worn(variant)
	if _, ours := colours[name]; ours {
		return looks[worn](name)
	}
	if variant = fynetheme.VariantDark; worn == LookLight {
		variant = fynetheme.VariantLight
	}
	return t.base.Color(name, variant)
}

// Size looks in our table first, then in Fyne's; both grow with the scale.
func (t *office) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		if fixed[name] {
			return s
		}
		return s * t.scale
	}
	return t.base.Size(name)
}

// Colour looks up a colour of the theme and variant in force.
func Colour(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }

// Size looks up a size of the theme in force.
func Size(name fyne.ThemeSizeName) float32 { return fynetheme.Size(name) }

// Scale is how much larger than usual the user wants text, and what goes with it.
func Scale() float32 { return Size(fynetheme.SizeNameText) / 14 }
