package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Our own colours. For text use Fyne's ColorNameForeground, for actions
// ColorNamePrimary.
const (
	ColorRail        fyne.ThemeColorName = "jianban.rail"        // left rail
	ColorPane        fyne.ThemeColorName = "jianban.pane"        // side column, status bar
	ColorDesk        fyne.ThemeColorName = "jianban.desk"        // behind the pages of a preview
	ColorPaper       fyne.ThemeColorName = "jianban.paper"       // a page, white in both variants
	ColorLine        fyne.ThemeColorName = "jianban.line"        // between areas
	ColorLineSoft    fyne.ThemeColorName = "jianban.lineSoft"    // between rows
	ColorHeading     fyne.ThemeColorName = "jianban.heading"     // table headings, rail words
	ColorMuted       fyne.ThemeColorName = "jianban.muted"       // second lines, hints
	ColorRowSelected fyne.ThemeColorName = "jianban.rowSelected" // chosen row
	ColorBar         fyne.ThemeColorName = "jianban.bar"         // progress bars of figures
	ColorBarBack     fyne.ThemeColorName = "jianban.barBack"
	ColorBarSecond   fyne.ThemeColorName = "jianban.barSecond" // second part of a stacked bar
	ColorOnSecond    fyne.ThemeColorName = "jianban.onSecond"

	// Tones of state: a strong one for shape and word, a soft one behind.
	ColorRed        fyne.ThemeColorName = "jianban.red"
	ColorRedSoft    fyne.ThemeColorName = "jianban.redSoft"
	ColorYellow     fyne.ThemeColorName = "jianban.yellow"
	ColorYellowSoft fyne.ThemeColorName = "jianban.yellowSoft"
	ColorOrange     fyne.ThemeColorName = "jianban.orange"
	ColorOrangeSoft fyne.ThemeColorName = "jianban.orangeSoft"
	ColorGreen      fyne.ThemeColorName = "jianban.green"
	ColorGreenSoft  fyne.ThemeColorName = "jianban.greenSoft"
	ColorGrey       fyne.ThemeColorName = "jianban.grey"
	ColorGreySoft   fyne.ThemeColorName = "jianban.greySoft"
	ColorBlue       fyne.ThemeColorName = "jianban.blue"
	ColorBlueSoft   fyne.ThemeColorName = "jianban.blueSoft"
	ColorBlueLine   fyne.ThemeColorName = "jianban.blueLine" // edge of a chip
)

// Our own sizes, in Fyne's units (px at scale 1).
const (
	SizeTitle     fyne.ThemeSizeName = "jianban.title"     // heading of a screen
	SizeBrand     fyne.ThemeSizeName = "jianban.brand"     // 建办 at the top of the rail
	SizeSmall     fyne.ThemeSizeName = "jianban.small"     // badges, status bar, second lines
	SizeRailIcon  fyne.ThemeSizeName = "jianban.railIcon"  // icons of the rail
	SizeRail      fyne.ThemeSizeName = "jianban.rail"      // width of the rail
	SizeTopBar    fyne.ThemeSizeName = "jianban.topBar"    // height of the bar
	SizeStatusBar fyne.ThemeSizeName = "jianban.statusBar" // height of the status bar
	SizeRow       fyne.ThemeSizeName = "jianban.row"       // height of a table row
	SizeHeadRow   fyne.ThemeSizeName = "jianban.headRow"   // height of a table's heading
	SizeMargin    fyne.ThemeSizeName = "jianban.margin"    // around a screen's content
	SizeCell      fyne.ThemeSizeName = "jianban.cell"      // left and right of a cell's text
	SizeBadge     fyne.ThemeSizeName = "jianban.badge"     // height of a badge
	SizeBadgeSide fyne.ThemeSizeName = "jianban.badgeSide" // left and right inside a badge
	SizeCorner    fyne.ThemeSizeName = "jianban.corner"    // rounding of badges and bars
)

type pair struct{ light, dark color.NRGBA }

func rgb(light, dark uint32) pair { return pair{solid(light), solid(dark)} }

func solid(c uint32) color.NRGBA {
	return color.NRGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xff}
}

// veil is a colour with an alpha, for what lies over others.
func veil(light uint32, la uint8, dark uint32, da uint8) pair {
	p := rgb(light, dark)
	p.light.A, p.dark.A = la, da
	return p
}

var colours = map[fyne.ThemeColorName]pair{
	fynetheme.ColorNameBackground:          rgb(0xffffff, 0x1b2027),
	fynetheme.ColorNameForeground:          rgb(0x1d2733, 0xe3e8ee),
	fynetheme.ColorNamePrimary:             rgb(0x1f5fae, 0x5b98e0),
	fynetheme.ColorNameForegroundOnPrimary: rgb(0xffffff, 0x0f1720),
	fynetheme.ColorNameHyperlink:           rgb(0x1f5fae, 0x7fb2ee),
	fynetheme.ColorNameFocus:               veil(0x1f5fae, 0x55, 0x5b98e0, 0x77),
	fynetheme.ColorNameHover:               veil(0x1f3a5f, 0x10, 0xffffff, 0x14),
	fynetheme.ColorNamePressed:             veil(0x1f3a5f, 0x22, 0xffffff, 0x22),
	fynetheme.ColorNameSelection:           rgb(0xd6e5f7, 0x2b4669),
	fynetheme.ColorNameButton:              rgb(0xeceff3, 0x2b323b),
	fynetheme.ColorNameDisabledButton:      rgb(0xf1f3f6, 0x242a32),
	fynetheme.ColorNameDisabled:            rgb(0x788490, 0x83909d),
	fynetheme.ColorNamePlaceHolder:         rgb(0x687583, 0x8c97a3),
	fynetheme.ColorNameInputBackground:     rgb(0xffffff, 0x222831),
	fynetheme.ColorNameInputBorder:         rgb(0x8693a0, 0x6f7a88),
	fynetheme.ColorNameHeaderBackground:    rgb(0xf3f5f8, 0x232932),
	fynetheme.ColorNameMenuBackground:      rgb(0xffffff, 0x262c35),
	fynetheme.ColorNameOverlayBackground:   rgb(0xffffff, 0x222831),
	fynetheme.ColorNameSeparator:           rgb(0xe1e6ec, 0x343c46),
	fynetheme.ColorNameShadow:              veil(0x1d2733, 0x40, 0x000000, 0x80),
	fynetheme.ColorNameScrollBar:           veil(0x43515f, 0x70, 0xaab4bf, 0x70),
	fynetheme.ColorNameError:               rgb(0xb3261e, 0xf08a82),
	fynetheme.ColorNameForegroundOnError:   rgb(0xffffff, 0x2a0d0b),
	fynetheme.ColorNameWarning:             rgb(0x8a6100, 0xe5bd5c),
	fynetheme.ColorNameSuccess:             rgb(0x24734a, 0x73c99b),

	ColorRail:        rgb(0xf3f5f8, 0x20262e),
	ColorPane:        rgb(0xf8fafb, 0x1f242c),
	ColorDesk:        rgb(0xe2e5ea, 0x12161b),
	ColorPaper:       rgb(0xffffff, 0xffffff),
	ColorLine:        rgb(0xdde3ea, 0x363e48),
	ColorLineSoft:    rgb(0xe8ecf1, 0x2b323b),
	ColorHeading:     rgb(0x43515f, 0xb9c3ce),
	ColorMuted:       rgb(0x5a6876, 0x9aa6b2),
	ColorRowSelected: rgb(0xe8f0fa, 0x263a54),
	ColorBar:         rgb(0x6692ca, 0x5b86ba),
	ColorBarBack:     rgb(0xeceff3, 0x2b323b),
	ColorBarSecond:   rgb(0x61748b, 0x62748a),
	ColorOnSecond:    rgb(0xffffff, 0xffffff),
	ColorRed:         rgb(0xb3261e, 0xf2938b),
	ColorRedSoft:     rgb(0xfbe3e1, 0x4a2422),
	ColorYellow:      rgb(0x8a6100, 0xe8c468),
	ColorYellowSoft:  rgb(0xfdf2d4, 0x453917),
	ColorOrange:      rgb(0x9a4a00, 0xf0a868),
	ColorOrangeSoft:  rgb(0xfde8d3, 0x4a3018),
	ColorGreen:       rgb(0x24734a, 0x7fd0a5),
	ColorGreenSoft:   rgb(0xe4f3ea, 0x1f3d2d),
	ColorGrey:        rgb(0x5a6876, 0xa9b4bf),
	ColorGreySoft:    rgb(0xeceff3, 0x2d343d),
	ColorBlue:        rgb(0x1f5fae, 0x8bbaf0),
	ColorBlueSoft:    rgb(0xe3edf9, 0x223853),
	ColorBlueLine:    rgb(0xbcd3ee, 0x38577c),
}

var sizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameText:            14,
	fynetheme.SizeNameCaptionText:     13,
	fynetheme.SizeNameSubHeadingText:  16,
	fynetheme.SizeNameHeadingText:     20,
	fynetheme.SizeNamePadding:         4,
	fynetheme.SizeNameInnerPadding:    6,
	fynetheme.SizeNameLineSpacing:     4,
	fynetheme.SizeNameInlineIcon:      18,
	fynetheme.SizeNameInputRadius:     5,
	fynetheme.SizeNameButtonRadius:    5,
	fynetheme.SizeNameSelectionRadius: 0,
	fynetheme.SizeNameModalBlurRadius: 0,

	SizeTitle:     16,
	SizeBrand:     18,
	SizeSmall:     13,
	SizeRailIcon:  22,
	SizeRail:      84,
	SizeTopBar:    48,
	SizeStatusBar: 28,
	SizeRow:       35,
	SizeHeadRow:   32,
	SizeMargin:    16,
	SizeCell:      10,
	SizeBadge:     21,
	SizeBadgeSide: 7,
	SizeCorner:    4,
}

// fixed sizes do not grow with the text.
var fixed = map[fyne.ThemeSizeName]bool{
	fynetheme.SizeNameInputRadius:     true,
	fynetheme.SizeNameButtonRadius:    true,
	fynetheme.SizeNameSelectionRadius: true,
	SizeCorner:                        true,
}
