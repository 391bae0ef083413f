package page

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var song9 = Font{Song, 9}

// tableOf is a table of two columns, 30 and 50 mm wide.
func tableOf(rows ...[]string) Table {
	return Table{
		Columns: []Column{{Title: "编号", Width: 30, Align: Centre}, {Title: "标题", Width: 50}},
		Rows:    rows, Font: song9, Head: Font{Hei, 9}, Empty: "（无）",
	}
}

func manyRows(n int) [][]string {
	rows := make([][]string, n)
	for i := range rows {
		rows[i] = []string{strconv.Itoa(i + 1), hanzi(20)}
	}
	return rows
}

// set lays out one table alone.
func (t Table) set() []Page {
	s := Official()
	s.Numbers = NumberNone
	return Layout([]Block{t.Block(s, half{})}, s, half{})
}

// said is all that stands in one face on a page, in order.
func said(p Page, face Face) string {
	var b strings.Builder
	for _, k := range p.Marks {
		if g, ok := k.(Glyphs); ok && g.Font.Face == face {
			b.WriteString(g.Text)
		}
	}
	return b.String()
}

// level are the rules that run across a page, from top to bottom as set.
func level(p Page) []Rule {
	var out []Rule
	for _, k := range p.Marks {
		if r, ok := k.(Rule); ok && r.Y1 == r.Y2 {
			out = append(out, r)
		}
	}
	return out
}

// A table of 80 mm stands in the middle of 156: from 28+38 = 66 to 146 mm. Its
// head and one row of one line are each 9 pt × 1.25 + 1.8 mm = 5.76875 mm high.
func TestTablePlaces(t *testing.T) {
	pages := tableOf([]string{"12", "甲"}).set()
	var frame []string
	for _, k := range pages[0].Marks {
		if r, ok := k.(Rule); ok {
			frame = append(frame, DumpMark(r))
		}
	}
	want := []string{
		"  66.000   37.000 rule to 66.000 42.769 weight 0.35", "  96.000   37.000 rule to 96.000 42.769 weight 0.25", " 146.000   37.000 rule to 146.000 42.769 weight 0.35",
		"  65.825   37.000 rule to 146.175 37.000 weight 0.35", "  65.825   42.769 rule to 146.175 42.769 weight 0.25",
		"  66.000   42.769 rule to 66.000 48.538 weight 0.35", "  96.000   42.769 rule to 96.000 48.538 weight 0.25", " 146.000   42.769 rule to 146.000 48.538 weight 0.35",
		"  65.825   48.538 rule to 146.175 48.538 weight 0.35",
	}
	if got := strings.Join(frame, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("rules\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// The head stands on every page, and every page's part is closed by a thick rule.
func TestTableOverPages(t *testing.T) {
	pages := tableOf(manyRows(200)...).set()
	if len(pages) < 5 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, p := range pages {
		if got := said(p, Hei); got != "编号标题" {
			t.Errorf("page %d: head %q", i+1, got)
		}
		rules := level(p)
		last := rules[len(rules)-1]
		for _, k := range p.Marks {
			switch k := k.(type) {
			case Rule:
				if max(k.Y1, k.Y2) > last.Y1+tiny {
					t.Errorf("page %d: a rule below the last: %s", i+1, DumpMark(k))
				}
			case Glyphs:
				if k.Baseline > last.Y1 {
					t.Errorf("page %d: words below the last rule: %s", i+1, DumpMark(k))
				}
			}
		}
		if rules[0].Weight != TableFrame || last.Weight != TableFrame || last.Y1 > TopMargin+TypeHeight+tiny {
			t.Errorf("page %d: framed by %s and %s", i+1, DumpMark(rules[0]), DumpMark(last))
		}
	}
}

// A row taller than a page goes on over its end without a rule in between.
func TestTallRow(t *testing.T) {
	long := hanzi(3000)
	pages := tableOf([]string{"1", "短"}, []string{"2", long}, []string{"3", "尾"}).set()
	if len(pages) < 2 {
		t.Fatalf("%d pages", len(pages))
	}
	var all strings.Builder
	for _, p := range pages {
		all.WriteString(said(p, Song))
	}
	if got := all.String(); got != "1短2"+long+"3尾" {
		t.Errorf("set %q", got)
	}
	// head 2, the rows' own 1 or none, close 1
	if n := len(level(pages[0])); n != 4 {
		t.Errorf("%d rules across the first page, want 4", n)
	}
}

func TestTableWithoutRows(t *testing.T) {
	pages := tableOf().set()
	if said(pages[0], Hei) != "编号标题" || said(pages[0], Song) != "（无）" {
		t.Errorf("an empty table says %q", said(pages[0], Song))
	}
}

// A table that fits on one page is not broken, one that does not begins where
// it stands.
func TestWholeTable(t *testing.T) {
	s := Official()
	s.Numbers = NumberNone
	lay := func(n int) []Page {
		table := tableOf(manyRows(n)...)
		table.Whole = true
		return Layout([]Block{Gap{Rows: 12}, Paragraph{Spans: Headed("前文", BodySize)}, table.Block(s, half{})}, s, half{})
	}
	if pages := lay(18); len(pages) != 2 || said(pages[0], Song) != "" {
		t.Errorf("%d pages, the first says %q", len(pages), said(pages[0], Song))
	}
	if pages := lay(60); said(pages[0], Song) == "" {
		t.Error("a long table leaves the rest of the page empty")
	}
}

// A table wider than the paper's text is narrowed to it.
func TestWideTable(t *testing.T) {
	table := tableOf([]string{"12", "甲"})
	for i := range table.Columns {
		table.Columns[i].Width *= 10
	}
	for _, r := range level(table.set()[0]) {
		if r.X1 < LeftMargin-TableFrame || r.X2 > LeftMargin+TypeWidth+TableFrame {
			t.Errorf("%s", DumpMark(r))
		}
	}
}

// A column that fits takes its longest cell's 4 × 3.175 + 2.4 + 0.4 = 15.5 mm,
// one without words its heading's 2 × 3.175 + 2.8 = 9.15 mm; the third takes
// the rest of 120 mm.
func TestFittedColumns(t *testing.T) {
	table := Table{Font: song9, Head: Font{Hei, 9}, Columns: []Column{{Title: "态度", Width: 20, Fit: true}, {Title: "备注", Width: 40}, {Title: "标题", Width: 60}},
		Rows: [][]string{{"满意", "", "甲"}, {"基本满意", "", "乙"}}}
	for i, want := range []MM{15.5, 9.15, 95.35} {
		if got := table.Widths(Official(), half{})[i]; math.Abs(float64(got-want)) > 0.001 {
			t.Errorf("column %d is %.3f mm wide, want %.3f", i+1, got, want)
		}
	}
	table.Rows[0][0] = hanzi(100) // no more than twice what it asked for
	if got := table.Widths(Official(), half{})[0]; got != 40 {
		t.Errorf("a long cell makes its column %.3f mm wide, want 40", got)
	}
}

// One or two characters do not stand alone in a cell's last line: 16 Hanzi at
// 15 to the line become 14 and more.
func TestEvenedCell(t *testing.T) {
	set := Setting{Width: 15 * song9.Em(), Align: Left}
	for n, want := range map[int]int{15: 15, 16: 3, 17: 3, 18: 3} {
		lines := evened(hanzi(n), song9, set, half{})
		last := text(lines[len(lines)-1])
		if got := len([]rune(last)); got != want && (n == 15 || got < want) {
			t.Errorf("%d characters end with a line of %d, want %d", n, got, want)
		}
	}
}

// The short way sets a cell as the long one does.
func TestShortCells(t *testing.T) {
	for _, text := range []string{"办结", "2022-06-30", "A", "第12号", "57.1%", "基本满意"} {
		for _, align := range []Align{Left, Centre, Right} {
			set := Setting{Width: 40, Align: align}
			got, ok := short(text, song9, set, half{})
			want := FillText(text, song9, set, half{})
			if !ok || len(want) != 1 || DumpMark(got.Runs[0]) != DumpMark(want[0].Runs[0]) || math.Abs(float64(got.Width-want[0].Width)) > 1e-9 {
				t.Errorf("%s: %v %+v, want %+v", text, ok, got, want)
			}
		}
	}
	for _, text := range []string{"", "甲 乙", "（甲）", "甲，", hanzi(60), "\u200b"} {
		if _, ok := short(text, song9, Setting{Width: 40}, half{}); ok {
			t.Errorf("%q took the short way", text)
		}
	}
}

// Every character of every cell is on the pages, inside its column.
func TestNoCharacterOfATableIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "columns")
		table := Table{Font: song9, Head: Font{Hei, 9}}
		for range n {
			table.Columns = append(table.Columns, Column{Title: "题", Width: MM(rapid.IntRange(6, 80).Draw(t, "width")), Fit: rapid.Bool().Draw(t, "fit"), Align: Align(rapid.IntRange(0, 3).Draw(t, "align"))})
		}
		want := map[rune]int{}
		count := func(s string, by int) {
			for _, r := range ink(Clean(s)) {
				if want[r] += by; want[r] == 0 {
					delete(want, r)
				}
			}
		}
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			var row []string
			for range rapid.IntRange(0, n).Draw(t, "cells") {
				cell := anyText().Draw(t, "cell")
				row = append(row, cell)
				count(cell, 1)
			}
			table.Rows = append(table.Rows, row)
		}
		for _, p := range table.set() {
			count(said(p, Song), -1)
			for _, k := range p.Marks {
				g, ok := k.(Glyphs)
				if ok && (g.Baseline < TopMargin || g.Baseline > TopMargin+TypeHeight || math.IsNaN(float64(g.X))) {
					t.Fatalf("outside the type area: %s", DumpMark(g))
				}
			}
		}
		if len(want) > 0 {
			t.Fatalf("characters too few or too many: %v", want)
		}
	})
}

// 4 of 7 of 156 mm are 89.143 mm; a label that does not fit stands below.
func TestShareBar(t *testing.T) {
	s := Official()
	bar := ShareBar([]Share{{"A类4件", 4, ShareColors[0]}, {"B类3件", 3, ShareColors[1]}, {"C类0件", 0, ShareColors[2]}}, song9, s, half{})
	if len(bar.Boxes) != 1 {
		t.Fatalf("%d boxes", len(bar.Boxes))
	}
	first, second := bar.Boxes[0].Marks[0].(Rule), bar.Boxes[0].Marks[2].(Rule)
	if math.Abs(float64(first.X2)-89.143) > 0.001 || second.X1 != first.X2 || math.Abs(float64(second.X2)-156) > 0.001 {
		t.Errorf("parts %s, %s", DumpMark(first), DumpMark(second))
	}
	if bar := ShareBar([]Share{{hanzi(30), 1, ShareColors[0]}, {"余", 99, ShareColors[1]}}, song9, s, half{}); len(bar.Boxes) != 2 {
		t.Errorf("a label too long for its part makes %d boxes, want 2", len(bar.Boxes))
	}
	if bar := ShareBar(nil, song9, s, half{}); len(bar.Boxes) != 1 || len(bar.Boxes[0].Marks) != 4 {
		t.Error("nothing is not an empty frame")
	}
}

func BenchmarkTableOf1000Rows(b *testing.B) {
	table := Table{Font: song9, Head: Font{Hei, 9}}
	for i := range 15 {
		table.Columns = append(table.Columns, Column{Title: hanzi(3), Width: 10, Align: Align(i % 4)})
	}
	for i := range 1000 {
		var row []string
		for k := range 15 {
			row = append(row, strconv.Itoa(i*k)+hanzi(i%20))
		}
		table.Rows = append(table.Rows, row)
	}
	for b.Loop() {
		table.set()
	}
}
