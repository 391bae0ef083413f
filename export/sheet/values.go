package sheet

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"jianban/data"
)

// Text writes a list as .csv: the headings, then the rows, in UTF-8 with its mark
// (Excel takes others for GBK), parted by commas, lines ended by CRLF (RFC 4180).
//
// A text that a spreadsheet would take for a formula gets an apostrophe before it,
// which reading takes off again; days stand as 2022-03-09, numbers as they are.
func Text(w io.Writer, l data.List) error {
	b := bufio.NewWriterSize(w, 1<<16)
	put := func(s string) { _, _ = b.WriteString(s) } // the error stays for Flush
	put("\uFEFF")
	for i, c := range l.Columns {
		if i > 0 {
			put(",")
		}
		put(quoted(guarded(c.Title)))
	}
	put("\r\n")
	cells := make([]data.Value, len(l.Columns))
	for i := range l.Rows {
		l.Row(i, cells)
		for j, v := range cells {
			if j > 0 {
				put(",")
			}
			s := v.String()
			if v.Kind == data.TextValue {
				s = guarded(s)
			}
			put(quoted(s))
		}
		put("\r\n")
	}
	return b.Flush()
}

// guard stands before a text that a spreadsheet would take for a formula, and
// before one that begins with it; reading takes one off.
const guard = "'"

// guarded is a text that no spreadsheet takes for a formula. Full-width signs
// count as well: Chinese and Japanese Excel takes them alike.
func guarded(s string) string {
	rest := strings.TrimSpace(s)
	if first, _ := utf8.DecodeRuneInString(rest); rest != "" && strings.ContainsRune("=+-@＝＋－＠"+guard, first) {
		return guard + s
	}
	return s
}

// quoted is a value as it stands between commas.
func quoted(s string) string {
	if s == "" || !strings.ContainsAny(s, ",;\"\r\n\t") && s[0] != ' ' && s[len(s)-1] != ' ' {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}
