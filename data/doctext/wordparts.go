package doctext

import (
	"encoding/xml"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"
)

// wordParts are the names of the parts of a Word document.
type wordParts struct{ document, numbering, styles, footnotes, endnotes, comments string }

// partNames finds the parts by their relationships; where these tell nothing they are
// called as Word calls them.
func partNames(part func(string, func(*xml.Decoder) error) error) (n wordParts, err error) {
	n = wordParts{"word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"}
	from := func(name, base string, to map[string]*string) error {
		err := part(name, func(d *xml.Decoder) error {
			for {
				token, err := d.RawToken()
				if err != nil {
					return err
				}
				x, ok := token.(xml.StartElement)
				if !ok || x.Name.Local != "Relationship" || attribute(x, "TargetMode") == "External" {
					continue
				}
				if name := to[path.Base(attribute(x, "Type"))]; name != nil {
					target := attribute(x, "Target")
					if !strings.HasPrefix(target, "/") {
						target = path.Join("/", base, target)
					}
					*name = strings.TrimPrefix(path.Clean(target), "/")
				}
			}
		})
		if errors.Is(err, ErrNoWord) {
			return nil
		}
		return err
	}
	if err = from("_rels/.rels", "", map[string]*string{"officeDocument": &n.document}); err != nil {
		return n, err
	}
	folder, file := path.Split(n.document)
	return n, from(folder+"_rels/"+file+".rels", folder, map[string]*string{
		"numbering": &n.numbering, "styles": &n.styles, "footnotes": &n.footnotes, "endnotes": &n.endnotes, "comments": &n.comments})
}

// on tells whether a property that is there holds: it may be there to be switched off.
func on(x xml.StartElement) bool {
	return !slices.Contains([]string{"0", "false", "off", "none"}, value(x))
}

// symbols are characters of fonts of signs that have one of their own in Unicode, by
// their font and number there: boxes and ticks of forms, bullets.
var symbols = map[string]map[int64]string{
	"Wingdings":   {0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "◆", 0xA1: "○", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xE0: "→", 0xD8: "➢", 0xF0: "⇨"},
	"Wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x99: "●", 0xA2: "■", 0xA3: "□"},
	"Symbol":      {0xB7: "·", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xAE: "→"},
	"Webdings":    {0x61: "✓", 0x63: "□", 0x67: "■"},
}

// symbol is the character of a sign, a square where it has none.
func symbol(x xml.StartElement) string {
	n, err := strconv.ParseInt(attribute(x, "char"), 16, 32)
	if err != nil {
		return ""
	}
	if of, ok := symbols[attribute(x, "font")]; ok {
		if r, ok := of[n&0xFF]; ok {
			return r
		}
		return "□"
	}
	if n < 0x20 || n >= 0xE000 && n < 0xF900 {
		return "□"
	}
	return string(rune(n))
}
