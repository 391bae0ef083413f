package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// contrast is the ratio of WCAG 2.1 (relative luminance), from 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// over is a colour with an alpha as it looks on another.
func over(c, on color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(c.A) + int(b)*(255-int(c.A))) / 255) }
	return color.NRGBA{mix(c.R, on.R), mix(c.G, on.G), mix(c.B, on.B), 255}
}

// What is written can be read: 4.5 to 1 for words, 3 to 1 for shapes and the edges
// of fields (WCAG 2.1 AA, 1.4.3 and 1.4.11), in every look.
func TestContrast(t *testing.T) {
	const words, shapes = 4.5, 3
	grounds := []fyne.ThemeColorName{fynetheme.ColorNameBackground, ColorRail, ColorPane, ColorRowSelected, fynetheme.ColorNameHeaderBackground, fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground}
	type rule struct {
		front fyne.ThemeColorName
		on    []fyne.ThemeColorName
		least float64
	}
	rules := []rule{
		{fynetheme.ColorNameForeground, append(grounds, fynetheme.ColorNameButton, fynetheme.ColorNameInputBackground, fynetheme.ColorNameSelection), words},
		{ColorHeading, grounds, words},
		{ColorMuted, grounds, words},
		{fynetheme.ColorNameHyperlink, grounds, words},
		{fynetheme.ColorNamePlaceHolder, []fyne.ThemeColorName{fynetheme.ColorNameInputBackground, fynetheme.ColorNameBackground}, words},
		{fynetheme.ColorNameForegroundOnPrimary, []fyne.ThemeColorName{fynetheme.ColorNamePrimary}, words},
		{fynetheme.ColorNameForegroundOnError, []fyne.ThemeColorName{fynetheme.ColorNameError}, words},
		{fynetheme.ColorNameError, grounds, words},
		{fynetheme.ColorNameWarning, grounds[:3], words},
		{fynetheme.ColorNameSuccess, grounds[:3], words},
		{ColorOnSecond, []fyne.ThemeColorName{ColorBarSecond}, words},
		{fynetheme.ColorNameInputBorder, []fyne.ThemeColorName{fynetheme.ColorNameInputBackground, fynetheme.ColorNameBackground}, shapes},
		{ColorBar, []fyne.ThemeColorName{fynetheme.ColorNameBackground}, shapes},
		{ColorBarSecond, []fyne.ThemeColorName{fynetheme.ColorNameBackground}, shapes},
		{fynetheme.ColorNamePrimary, grounds, shapes},
	}
	for tone, soft := range map[fyne.ThemeColorName]fyne.ThemeColorName{ColorRed: ColorRedSoft, ColorYellow: ColorYellowSoft, ColorOrange: ColorOrangeSoft, ColorGreen: ColorGreenSoft, ColorGrey: ColorGreySoft, ColorBlue: ColorBlueSoft} {
		rules = append(rules, rule{tone, append([]fyne.ThemeColorName{soft}, grounds...), words})
	}
	for name, colour := range looks {
		for _, r := range rules {
			for _, on := range r.on {
				ground := colour(on)
				if got := contrast(over(colour(r.front), ground), ground); got < r.least {
					t.Errorf("%s: %s on %s is %.2f to 1, want %.1f", name, r.front, on, got, r.least)
				}
			}
		}
	}
}

// A focused field, and the row under the mouse, can be told from the others.
func TestContrastOfFocus(t *testing.T) {
	for name, colour := range looks {
		ground := colour(fynetheme.ColorNameBackground)
		if got := contrast(colour(fynetheme.ColorNamePrimary), ground); got < 3 {
			t.Errorf("%s: the edge of a focused field is %.2f to 1", name, got)
		}
		if colour(ColorRowSelected) == ground {
			t.Errorf("%s: a chosen row looks like the others", name)
		}
	}
}
