package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Look is which colours the window wears.
type Look string

// The looks.
const (
	LookSystem Look = ""     // light, dark or of high contrast, as the system says
	LookLight  Look = "浅色"   // dark words on white
	LookDark   Look = "深色"   // light words on a dark ground
	LookHigh   Look = "高对比度" // white, yellow and cyan on black, with edges
)

// Looks are all, in the order of choice lists.
var Looks = []Look{LookSystem, LookLight, LookDark, LookHigh}

// Name is how a look is called in choice lists.
func (l Look) Name() string {
	if l == LookSystem {
		return "跟随系统"
	}
	return string(l)
}

// LookNamed is the look of a name in choice lists; LookSystem for all others.
func LookNamed(name string) Look {
	for _, l := range Looks {
		if l.Name() == name {
			return l
		}
	}
	return LookSystem
}

// InLook is the office's theme in a look.
func InLook(l Look) fyne.Theme {
	t := newOffice(1)
	t.look = l
	return t
}

// looks tell the colours of each look but LookSystem, which is one of them.
var looks = map[Look]func(fyne.ThemeColorName) color.NRGBA{
	LookLight: func(n fyne.ThemeColorName) color.NRGBA { return colours[n].light },
	LookDark:  func(n fyne.ThemeColorName) color.NRGBA { return colours[n].dark },
	LookHigh: func(n fyne.ThemeColorName) color.NRGBA {
		if c, ok := high[n]; ok {
			return c
		}
		return colours[n].dark
	},
}

// worn is the look that the theme has now: its own, else what the system asks for.
func (t *office) worn(variant fyne.ThemeVariant) Look {
	switch {
	case t.look != LookSystem:
		return t.look
	case prefersHigh():
		return LookHigh
	case wanted(variant) == fynetheme.VariantDark:
		return LookDark
	}
	return LookLight
}

// high are the colours of LookHigh: a black ground without shades, words in white,
// what can be done in cyan, what is chosen in deep blue; every area has an edge.
var high = map[fyne.ThemeColorName]color.NRGBA{
	fynetheme.ColorNameBackground:          solid(0x000000),
	fynetheme.ColorNameForeground:          solid(0xffffff),
	fynetheme.ColorNamePrimary:             solid(0x3ff2ff),
	fynetheme.ColorNameForegroundOnPrimary: solid(0x000000),
	fynetheme.ColorNameHyperlink:           solid(0x3ff2ff),
	fynetheme.ColorNameFocus:               {R: 0xff, G: 0xff, B: 0x00, A: 0xaa},
	fynetheme.ColorNameHover:               {R: 0xff, G: 0xff, B: 0xff, A: 0x33},
	fynetheme.ColorNamePressed:             {R: 0xff, G: 0xff, B: 0xff, A: 0x55},
	fynetheme.ColorNameSelection:           solid(0x123070),
	fynetheme.ColorNameButton:              solid(0x2b2b2b),
	fynetheme.ColorNameDisabledButton:      solid(0x000000),
	fynetheme.ColorNameDisabled:            solid(0xc4c4c4),
	fynetheme.ColorNamePlaceHolder:         solid(0xd0d0d0),
	fynetheme.ColorNameInputBackground:     solid(0x000000),
	fynetheme.ColorNameInputBorder:         solid(0xffffff),
	fynetheme.ColorNameHeaderBackground:    solid(0x000000),
	fynetheme.ColorNameMenuBackground:      solid(0x000000),
	fynetheme.ColorNameOverlayBackground:   solid(0x000000),
	fynetheme.ColorNameSeparator:           solid(0xffffff),
	fynetheme.ColorNameShadow:              {R: 0xff, G: 0xff, B: 0xff, A: 0x60},
	fynetheme.ColorNameScrollBar:           solid(0xffffff),
	fynetheme.ColorNameError:               solid(0xff8a80),
	fynetheme.ColorNameForegroundOnError:   solid(0x000000),
	fynetheme.ColorNameWarning:             solid(0xffe600),
	fynetheme.ColorNameSuccess:             solid(0x5cff8d),

	ColorRail:        solid(0x000000),
	ColorPane:        solid(0x000000),
	ColorDesk:        solid(0x000000),
	ColorLine:        solid(0xffffff),
	ColorLineSoft:    solid(0x8a8a8a),
	ColorHeading:     solid(0xffffff),
	ColorMuted:       solid(0xe0e0e0),
	ColorRowSelected: solid(0x123070),
	ColorBar:         solid(0x3ff2ff),
	ColorBarBack:     solid(0x2b2b2b),
	ColorBarSecond:   solid(0xbdbdbd),
	ColorOnSecond:    solid(0x000000),
	ColorRed:         solid(0xff8a80),
	ColorRedSoft:     solid(0x000000),
	ColorYellow:      solid(0xffe600),
	ColorYellowSoft:  solid(0x000000),
	ColorOrange:      solid(0xffb347),
	ColorOrangeSoft:  solid(0x000000),
	ColorGreen:       solid(0x5cff8d),
	ColorGreenSoft:   solid(0x000000),
	ColorGrey:        solid(0xe0e0e0),
	ColorGreySoft:    solid(0x000000),
	ColorBlue:        solid(0x3ff2ff),
	ColorBlueSoft:    solid(0x000000),
	ColorBlueLine:    solid(0x3ff2ff),
}
