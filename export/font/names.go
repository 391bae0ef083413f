package font

import (
	"regexp"
	"strings"
	"unicode/utf16"

	"jianban/export/page"
)

// names are what a font calls itself.
type names struct {
	label      string // the Chinese family name, else the English one
	postScript string
	all        string // every family and full name, in lower case
}

// readNames reads the name table (OpenType specification, name). A table that
// is damaged gives no names.
func readNames(table []byte) (n names) {
	if len(table) < 6 {
		return names{}
	}
	store := be16(table, 4)
	var english string
	for i := range be16(table, 2) {
		at := 6 + i*12
		if at+12 > len(table) {
			break
		}
		platform, lang, id := be16(table, at), be16(table, at+4), be16(table, at+6)
		from := store + be16(table, at+10)
		to := from + be16(table, at+8)
		if to > len(table) {
			continue
		}
		text := decodeName(platform, table[from:to])
		switch id {
		case 1, 4, 16: // family, full name, typographic family
			n.all += strings.ToLower(text) + "\n"
			if chinese := platform == 3 && lang == 0x0804; chinese && id != 4 && (n.label == "" || id == 16) {
				n.label = text
			}
			if id == 4 && (english == "" || platform == 3 && lang == 0x0409) {
				english = text
			}
		case 6:
			if n.postScript == "" {
				n.postScript = text
			}
		}
	}
	n.label = firstOf(n.label, english, n.postScript)
	return n
}

// decodeName reads UTF-16 (platforms 0 and 3); of other encodings, ASCII.
func decodeName(platform int, b []byte) string {
	if platform == 1 {
		for _, c := range b {
			if c < ' ' || c > '~' {
				return ""
			}
		}
		return string(b)
	}
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) > 1; b = b[2:] {
		units = append(units, uint16(be16(b, 0)))
	}
	return strings.TrimSpace(string(utf16.Decode(units)))
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// roleWords find a role in a font's names, tried in this order: 仿宋 and 小标宋
// are a kind of 宋 by their names.
var roleWords = []struct {
	face  page.Face
	words *regexp.Regexp
}{
	{page.XiaoBiaoSong, regexp.MustCompile(`小标宋|xiao ?biao ?song|fzxbs`)},
	{page.FangSong, regexp.MustCompile(`仿宋|fang ?song|simfang`)},
	{page.Kai, regexp.MustCompile(`楷|kaiti|simkai|wenkai|\bu?kai\b`)},
	{page.Hei, regexp.MustCompile(`黑|heiti|simhei|\bhei\b|hei$|(source han|noto) ?sans.*\b(sc|cn)\b`)},
	{page.Song, regexp.MustCompile(`宋|simsun|song ?ti|\b(song|uming)\b|(source han|noto) ?serif.*\b(sc|cn)\b`)},
}

// role is the role that a font plays by its names.
func (n names) role() (page.Face, bool) {
	for _, w := range roleWords {
		if w.words.MatchString(n.all) {
			return w.face, true
		}
	}
	return "", false
}

var (
	founder    = regexp.MustCompile(`方正|fz|founder`)
	otherForms = regexp.MustCompile(`\b(tc|hk|tw|mo|jp|kr|k|j)\b|^tw-|全字庫|全字库|繁`)
	slanted    = regexp.MustCompile(`italic|oblique|斜`)
)

// foundersXBS tells that this is 方正小标宋, whose licence forbids embedding
// without permission (gongwen.md, Fonts).
func (n names) foundersXBS() bool {
	face, ok := n.role()
	return ok && face == page.XiaoBiaoSong && founder.MatchString(n.all+strings.ToLower(n.postScript))
}

// pdfName is a name that a PDF may bear: ASCII letters, digits and hyphens.
func (n names) pdfName() string {
	clean := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return -1
	}, n.postScript)
	if clean == "" {
		return "Font"
	}
	return clean[:min(len(clean), 60)]
}
