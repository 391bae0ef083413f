// Package assets holds the files that are part of the program: fonts, the
// icon, holidays, rule packs, the demonstration year. It only embeds them;
// whoever needs one parses it. LICENSES.md beside this file says where the
// fonts come from and under which licence.
//
// The bytes returned are shared and must not be changed.
package assets

import (
	"embed"
)

//go:embed fonts/*.ttf
var fonts embed.FS

//go:embed holidays.csv
var holidays []byte

//go:embed icon.png
var icon []byte

// Font is the font file of that name, such as NotoSansSC-Medium; nil where
// there is none.
func Font(name string) []byte {
	b, err := fonts.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		return nil
	}
	return b
}

// Holidays is the table of the State Council's notices on holidays, which
// data.ParseCalendar reads.
func Holidays() []byte { return holidays }

// Icon is the program's icon as PNG, 256 pixels square.
func Icon() []byte { return icon }
