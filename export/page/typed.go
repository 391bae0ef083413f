package page

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// typedSizes are the sizes in points in which a typed table may be set: 四号 as
// the rest of small matter, then smaller until its columns fit.
var typedSizes = []float64{14, 12, 10.5, 9, 7.5}

const (
	// typedNarrow is the room that a cell of words has at least, in em: fewer are
	// hard to read one below the other.
	typedNarrow = 4
	// typedShort is how long the cells of a column may be to stand in its middle,
	// in em.
	typedShort = 10
	// typedTallest is how many lines a cell may have before smaller type is better.
	typedTallest   = 10
	typedAnyHeight = 1 << 20
	// TypedGap is the room above and below a table within a text, in rows.
	TypedGap = 0.5
)

// TypedTable is a table whose cells somebody typed or pasted: the first row is its
// head, the columns are as wide as their words ask for, over the whole width, and
// the type is as small as that needs. Rows before the head with words in their
// first cell alone are its title.
func TypedTable(rows [][]string, s Style, m Measurer) []Block {
	var out []Block
	for len(rows) > 2 && len(rows[0]) > 1 && rows[0][0] != "" && !slices.ContainsFunc(rows[0][1:], filled) {
		out = append(out, Paragraph{Spans: []Span{{rows[0][0], Font{Hei, typedSizes[0]}}}, Align: Centre, KeepNext: true})
		rows = rows[1:]
	}
	if len(out) == 0 {
		out = append(out, Gap{Rows: TypedGap})
	}
	if len(rows) == 0 || len(rows[0]) == 0 {
		return out
	}
	t, fits := typedAt(rows, typedSizes[0], typedTallest, s, m)
	for _, size := range typedSizes[1:] {
		if !fits {
			t, fits = typedAt(rows, size, typedTallest, s, m)
		}
	}
	if !fits { // as tall as it may be
		t, _ = typedAt(rows, t.Font.Size, typedAnyHeight, s, m)
	}
	return append(out, t.Block(s, m), Gap{Rows: TypedGap})
}

func filled(cell string) bool { return strings.TrimSpace(cell) != "" }

// typedAt sets the rows at one size; fits tells that no cell is narrower than its
// words can bear and no row has many more lines than tallest.
func typedAt(rows [][]string, size float64, tallest int, s Style, m Measurer) (t Table, fits bool) {
	t = Table{Rows: rows[1:], Font: Font{FangSong, size}, Head: Font{Hei, size}}
	em := t.Font.Em()
	pad := 2*CellPadX + em/4
	least, wish := make([]MM, len(rows[0])), make([]MM, len(rows[0]))
	for i := range rows[0] {
		wish[i] = headingWidth(rows[0][i], t.Head, m)
		least[i] = min(wish[i], typedNarrow*em)
		for _, r := range rows[1:] {
			w := Width(r[i], t.Font, 0, m)
			wish[i] = max(wish[i], w)
			least[i] = max(least[i], min(w, typedNarrow*em), min(longestWord(r[i], t.Font, m), s.W/3))
		}
		least[i] = max(least[i], min(wish[i]/MM(tallest), s.W/3))
		least[i], wish[i] = least[i]+pad, wish[i]+pad
	}
	widths, fits := shared(least, wish, s.W)
	for i, w := range widths {
		align := Centre
		if wish[i]-pad > typedShort*em {
			align = Left
		}
		t.Columns = append(t.Columns, Column{Title: rows[0][i], Width: w, Align: align})
	}
	return t, fits
}

// headingWidth is what a heading wishes: a longer one stands on two lines, a unit in
// brackets on the second.
func headingWidth(title string, f Font, m Measurer) MM {
	if name, unit, ok := strings.Cut(title, "（"); ok && name != "" {
		return max(Width(name, f, 0, m), Width("（"+unit, f, 0, m))
	}
	if rs := []rune(title); len(rs) > 3 {
		title = string(rs[:(len(rs)+1)/2])
	}
	return Width(title, f, 0, m)
}

// shared shares a width among columns: short ones get what they wish, the long
// ones the same width each of what is left, none less than its least; what nobody
// wishes is shared by what each has. fits tells that the width was enough.
func shared(least, wish []MM, width MM) (widths []MM, fits bool) {
	total := func(level MM) (sum MM) {
		for i := range wish {
			sum += min(wish[i], max(least[i], level))
		}
		return sum
	}
	low, high := MM(0), width
	for range 40 { // halves: to far less than a hair
		if middle := (low + high) / 2; total(middle) > width {
			high = middle
		} else {
			low = middle
		}
	}
	sum := total(low)
	for i := range wish {
		w := min(wish[i], max(least[i], low))
		if sum < width-tiny {
			w *= width / sum
		}
		widths = append(widths, w)
	}
	return widths, sum <= width+tiny
}

// longestWord is the width of the longest run of letters and digits of a text,
// which are not parted over lines: figures above all.
func longestWord(text string, f Font, m Measurer) (longest MM) {
	var w MM
	for _, r := range text {
		if r <= ' ' || r >= utf8.RuneSelf {
			w = 0
			continue
		}
		w += m.Advance(f, r)
		longest = max(longest, w)
	}
	return longest
}
