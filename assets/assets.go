// Package assets holds the files that are part of the program: fonts, the
// icon, holidays, rule packs, the demonstration year. It only embeds them;
// whoever needs one parses it. LICENSES.md beside this file says where the
// fonts come from and under which licence.
//
// The bytes returned are shared and must not be changed.
package assets

import (
	_ "embed" // for the files below
)

// The fonts are slices and no embed.FS, which would hand out copies: 20 MB of
// memory and 10 ms for one letter. The system reads what is looked at.

//go:embed fonts/JianbanKai-Light.ttf
var kaiLight []byte

//go:embed fonts/JianbanKai-Regular.ttf
var kaiRegular []byte

//go:embed fonts/NotoSansSC-Medium.ttf
var sansMedium []byte

//go:embed fonts/NotoSansSC-Regular.otf
var sansRegular []byte

//go:embed fonts/NotoSansSC-SemiBold.otf
var sansSemiBold []byte

//go:embed fonts/NotoSerifSC-Rare.ttf.zst
var serifRare []byte

//go:embed fonts/NotoSerifSC-Regular.ttf
var serifRegular []byte

//go:embed fonts/NotoSerifSC-SemiBold.ttf
var serifSemiBold []byte

//go:embed holidays.csv
var holidays []byte

//go:embed icon.png
var icon []byte

// Font is the font file of that name, such as NotoSansSC-Medium; nil where
// there is none.
func Font(name string) []byte {
	switch name {
	case "JianbanKai-Light":
		return kaiLight
	case "JianbanKai-Regular":
		return kaiRegular
	case "NotoSansSC-Medium":
		return sansMedium
	case "NotoSansSC-Regular":
		return sansRegular
	case "NotoSansSC-SemiBold":
		return sansSemiBold
	case "NotoSerifSC-Regular":
		return serifRegular
	case "NotoSerifSC-SemiBold":
		return serifSemiBold
	}
	return nil
}

// RareFont is NotoSerifSC-Rare, a font of Hanzi that are seldom needed, packed
// with zstd.
func RareFont() []byte { return serifRare }

// Holidays is the table of the State Council's notices on holidays, which
// data.ParseCalendar reads.
func Holidays() []byte { return holidays }

// Icon is the program's icon as PNG, 256 pixels square.
func Icon() []byte { return icon }
