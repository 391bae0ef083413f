package page

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
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

// Of a column 60 mm wide, less 1.2 mm at either side, the longest words, two Hanzi of
// 9 pt (3.175 mm), and 1 mm before them: a whole bar is 50.25 mm long, one of a half
// 25.125 mm; the words stand 1 mm behind.
func TestBarsOfATable(t *testing.T) {
	table := Table{Font: song9, Head: song9, Columns: []Column{{Title: "名", Width: 20}, {Title: "数", Width: 60, Align: Left}},
		Rows: [][]string{{"甲", "八件"}, {"乙", "四件"}, {"丙", "零"}}, Parts: [][]float64{{0, 1}, {0, 0.5}, {0, 0}}}
	s := Official()
	block := table.Block(s, half{})
	for i, want := range []MM{50.25, 25.125, 0} {
		var bars []Rule
		for _, k := range block.Boxes[i].Marks {
			if r, ok := k.(Rule); ok && r.Color == BarInk {
				bars = append(bars, r)
			}
		}
		if want == 0 {
			if len(bars) > 0 {
				t.Errorf("a bar of nothing: %v", bars)
			}
			continue
		}
		if len(bars) != 1 || math.Abs(float64(bars[0].X2-bars[0].X1-want)) > 0.001 || math.Abs(float64(table.BarLength(i, 1, table.Widths(s, half{}), half{})-want)) > 0.001 {
			t.Fatalf("row %d has bars %v, want %v mm", i, bars, want)
		}
		for _, k := range block.Boxes[i].Marks {
			if g, ok := k.(Glyphs); ok && strings.HasSuffix(g.Text, "件") && math.Abs(float64(g.X-bars[0].X2-1)) > 0.001 {
				t.Errorf("words at %v, the bar ends at %v", g.X, bars[0].X2)
			}
		}
	}
}

// Lines end at their last value with their names apart, and every second is dashed.
func TestCurves(t *testing.T) {
	c := Curves{Font: song9, Lines: data.YearLines{Steps: []string{"1月", "2月"}, Lines: []data.YearLine{{Name: "交办", Values: []int{0, 10}}, {Name: "到期", Values: []int{0, 10}}, {Name: "答复", Values: []int{5, 5}}}}}
	box := c.Block(Official(), half{}).Boxes[0]
	var names []MM
	pieces := 0
	for _, k := range box.Marks {
		switch k := k.(type) {
		case Glyphs:
			if strings.HasSuffix(k.Text, " 10") || k.Text == "答复 5" {
				names = append(names, k.Baseline)
			}
			if k.Baseline > box.H || k.X+Width(k.Text, k.Font, 0, half{}) > Official().W+0.01 {
				t.Errorf("outside: %s", DumpMark(k))
			}
		case Rule:
			if k.Weight == 0.35 {
				pieces++
			}
		}
	}
	if len(names) != 3 || math.Abs(float64(names[0]-names[1])) < 3 {
		t.Errorf("names at %v", names)
	}
	if pieces < 10 {
		t.Errorf("the second line is drawn in %d pieces", pieces)
	}
	if len(Curves{Font: song9}.Block(Official(), half{}).Boxes) != 1 {
		t.Error("nothing is not drawn as nothing")
	}
}

func TestAnyCurves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Curves{Font: song9}
		n := rapid.IntRange(0, 14).Draw(t, "steps")
		for i := range n {
			c.Lines.Steps = append(c.Lines.Steps, strconv.Itoa(i+1)+"月")
		}
		for range rapid.IntRange(0, 4).Draw(t, "lines") {
			c.Lines.Lines = append(c.Lines.Lines, data.YearLine{Name: "线", Values: rapid.SliceOfN(rapid.IntRange(0, 1e6), n, n).Draw(t, "values")})
		}
		for _, k := range c.Block(Official(), half{}).Boxes[0].Marks {
			if r, ok := k.(Rule); ok && (math.IsNaN(float64(r.X1+r.X2+r.Y1+r.Y2)) || r.Y1 < -3 || r.X2 > Official().W+1) {
				t.Fatalf("%s", DumpMark(r))
			}
		}
	})
}

// A table's title stays with its head and two rows, and its last two rows together:
// however far down it begins, no page holds less.
func TestATableIsNotCutFromItsHead(t *testing.T) {
	s := Official()
	for gap := range 60 {
		for _, n := range []int{2, 3, 5, 40} {
			table := Table{Font: song9, Head: song9, Columns: []Column{{Title: "编号", Width: 20}}}
			for i := range n {
				table.Rows = append(table.Rows, []string{"行" + strconv.Itoa(i)})
			}
			title := Paragraph{Spans: []Span{{"表题", s.Font}}, KeepNext: true}
			pages := Layout([]Block{Paragraph{Spans: Headed("文", BodySize)}, Gap{Rows: float64(gap) / 3}, title, table.Block(s, half{})}, s, half{})
			for i, p := range pages {
				rows, titled, headed := 0, false, false
				for _, k := range p.Marks {
					g, ok := k.(Glyphs)
					switch {
					case !ok:
					case strings.HasPrefix(g.Text, "行"):
						rows++
					case g.Text == "表题":
						titled = true
					case g.Text == "编号":
						headed = true
					}
				}
				if rows == 1 || titled && rows < 2 || rows > 0 && !headed {
					t.Fatalf("%d rows, gap %d: page %d has %d rows, title %v, head %v", n, gap, i+1, rows, titled, headed)
				}
			}
		}
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
