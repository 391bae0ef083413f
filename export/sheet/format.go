package sheet

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
)

// format is what a style's number format does to a number.
type format struct {
	day    bool
	zeros  int    // leading zeros up to so many digits: 000
	before string // words around the number: 第000号
	after  string
	struck bool // its font strikes through
}

// builtInDays are the numbers of Excel's own formats that show days, those of
// Chinese Excel (27–36, 50–58) too. 18–21 and 45–47 show times only.
func builtInDay(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58
}

var (
	formatQuoted  = regexp.MustCompile(`"[^"]*"`)
	formatNoise   = regexp.MustCompile(`\\.|_.|\*.|\[[^\]]*\]`)
	formatElapsed = regexp.MustCompile(`(?i)\[(h+|m+|s+)\]`)
	zeroFormat    = regexp.MustCompile(`^(?:\[[^\]]*\])?((?:"[^"]*"|\\.|[\p{Han}])*)(0+)((?:"[^"]*"|\\.|[\p{Han}])*)$`)
)

// readFormat reads a number format's code.
func readFormat(code string) format {
	first, _, _ := strings.Cut(code, ";")
	if m := zeroFormat.FindStringSubmatch(first); m != nil {
		return format{zeros: len(m[2]), before: literal(m[1]), after: literal(m[3])}
	}
	if formatElapsed.MatchString(first) {
		return format{}
	}
	bare := strings.ToLower(formatNoise.ReplaceAllString(formatQuoted.ReplaceAllString(first, ""), ""))
	if strings.Contains(bare, "general") {
		return format{}
	}
	return format{day: strings.ContainsAny(bare, "yed") || strings.Contains(bare, "m") && !strings.ContainsAny(bare, "hs0#")}
}

// literal is a piece of a format without its quotes.
func literal(s string) string {
	return strings.NewReplacer(`"`, "", `\`, "").Replace(s)
}

// show is a number as a reader sees it: as a whole number where it is one.
func (f format) show(n float64, raw string) string {
	if n != float64(int64(n)) || n < -1e15 || n > 1e15 {
		return raw
	}
	s := strconv.FormatInt(int64(n), 10)
	for len(s) < f.zeros && n >= 0 {
		s = "0" + s
	}
	return f.before + s + f.after
}

// styles reads which style shows days.
func (w *workbook) styles(name string) error {
	codes := map[int]format{}
	var struck []bool // by font
	in := false
	return w.tokens(name, func(_ *xml.Decoder, t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil && len(codes) < mostStyles {
					codes[id] = readFormat(attr(e, "formatCode"))
				}
			case "font":
				if len(struck) < mostStyles {
					struck = append(struck, false)
				}
			case "strike":
				if v := attr(e, "val"); len(struck) > 0 && (v == "" || isTrue(v)) {
					struck[len(struck)-1] = true
				}
			case "cellXfs":
				in = true
			case "xf":
				if !in {
					return nil
				}
				if len(w.formats) == mostStyles {
					return boundError{"样式太多"}
				}
				id, _ := strconv.Atoi(attr(e, "numFmtId"))
				f, ok := codes[id]
				if !ok {
					f.day = builtInDay(id)
				}
				if font, err := strconv.Atoi(attr(e, "fontId")); err == nil && font >= 0 && font < len(struck) {
					f.struck = struck[font]
				}
				w.formats = append(w.formats, f)
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				in = false
			}
		}
		return nil
	})
}
