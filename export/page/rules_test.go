package page

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What no line begins and none ends with (GB/T 15834-2011, 5.1; gongwen.md),
// written down here and not read from the code.
const (
	neverFirst = "，。、；：！？）》〉】〕」』”’·—…～~/／％%℃,.;:!?)]"
	neverLast  = "（《〈【〔「『“‘([/／"
)

// wordsOf are what a letter is made of; marks follow words as they do in writing.
var wordsOf = []string{
	"红塔区", "人民政府", "建议", "已投入资金1,234.50万元", "57.1%", "2022年6月30日", "第12号", "〔2022〕15号", "GB/T 9704—2012", "35 kV", "development", "PUE1.25", "主/协办",
	"《实施方案》", "“一件一策”", "《关于〈条例〉的“说明”》", "（一）", "（见《通报》（云政发〔2018〕39号））", "‘甲’", "——", "……", "阿某·买某", "－5℃～45℃", "①", "𬱖", "e\u0301",
}

// writing is a paragraph as people write: no more than a few marks in a row.
func writing() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(1, 40).Draw(t, "words") {
			b.WriteString(rapid.SampledFrom(wordsOf).Draw(t, "word"))
			b.WriteString(rapid.SampledFrom([]string{"", "", "", "，", "、", "；", "：", "”。", "）；", "！", "？"}).Draw(t, "mark"))
		}
		return b.String()
	})
}

// No line of any writing begins with a closing mark or ends with an opening
// one, none parts a number from its unit, and a full line ends at the edge or
// with its last mark's blank half past it.
func TestLinesOfAnyWriting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := writing().Draw(t, "text")
		width := MM(rapid.IntRange(100, 156).Draw(t, "width"))
		lines := FillText(s, fangsong, Setting{Width: width, Track: BodyTrack, Indent: 2 * CharPitch}, half{})
		checkLines(t, s, lines, width)
		for i, l := range lines {
			rs := []rune(text(l))
			first, last := rs[0], rs[len(rs)-1]
			if i > 0 && strings.ContainsRune(neverFirst, first) {
				t.Fatalf("a line begins with %q: %q", first, texts(lines))
			}
			if i == len(lines)-1 {
				continue
			}
			if strings.ContainsRune(neverLast, last) {
				t.Fatalf("a line ends with %q: %q", last, texts(lines))
			}
			if next, _ := firstRune(lines[i+1]); digit(last) && (digit(next) || strings.ContainsRune("年月日号万亿%", next)) {
				t.Fatalf("%q is parted from %q: %q", last, next, texts(lines))
			}
			over := float64(rightEdge(l) - width)
			if blank := strings.ContainsRune(closers, last); over > 0.001 && !(blank && over < float64(BodyEm)/2+0.001) {
				t.Fatalf("a line ends %.3f mm past the edge: %q", over, text(l))
			}
		}
	})
}

// A piece without a break of UAX #14 that is longer than a line is parted where
// no rule of the paper is broken, if there is such a place.
func TestLongPiecesKeepTheRules(t *testing.T) {
	for s, want := range map[string][]string{
		"红塔区红塔区红塔区红塔区红塔区红塔区，57.1%”。——‘甲’57.1%”。——": {"红塔区红塔区红塔区红塔区红塔区红", "塔区，57.1%”。——‘甲’57.1%”。——"},
		"‘甲’57.1%——‘甲’57.1%——‘甲’57.1%——":           {"‘甲’57.1%——‘甲’57.1%——", "‘甲’57.1%——"},
	} {
		lines := FillText(s, fangsong, Setting{Width: 100, Track: BodyTrack, Indent: 2 * CharPitch}, half{})
		if got := texts(lines); !slices.Equal(got, want) {
			t.Errorf("%s is broken as %q, want %q", s, got, want)
		}
	}
}

func firstRune(l Line) (rune, bool) {
	for _, r := range text(l) {
		return r, true
	}
	return 0, false
}

// Whatever stands in whatever field: no page has more than its 22 rows (21, 23 or 24
// where that serves the signing), none of them off the grid or below the type area,
// and nothing leaves the sides of it.
func TestPagesOfAnyLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.OneOf(writing(), anyText())
		draw := func(name string) string { return some.Draw(t, name) }
		l := Letter{
			Title: draw("title"), To: draw("to"), Body: Body(draw("body")+"\n"+draw("more"), BodySize),
			Signing: Signing{Attachments: []string{draw("attachment"), "甲"}, Body: draw("signature"), Date: draw("date"), Note: draw("note"), Unsealed: rapid.Bool().Draw(t, "unsealed")},
			Annexes: []Annex{{Title: draw("annex"), Body: Body(draw("annexed"), BodySize)}},
		}
		l.Colophon = Colophon{CopyTo: []string{draw("copies")}, Printer: draw("printer"), Printed: draw("printed")}
		l.Head = LetterHead{Name: draw("name"), Number: draw("number"), Class: draw("class"), Public: draw("public")}
		if rapid.Bool().Draw(t, "file") {
			l.Head = FileHead{Names: []string{draw("name"), draw("other")}, Number: draw("number"), Class: draw("class")}
		}
		pages, rows := l.Fit(half{})
		for i, p := range pages {
			checkPage(t, i, p, rows)
		}
		l.UsualRows = true
		usual, n := l.Fit(half{})
		for i, p := range usual {
			checkPage(t, i, p, n)
		}
		if n != RowsPerPage || rows > n && len(pages) >= len(usual) || rows <= n && len(pages) != len(usual) {
			t.Fatalf("%d pages of %d rows, %d of %d", len(usual), n, len(pages), rows)
		}
	})
}

func checkPage(t fataler, i int, p Page, most int) {
	pitch := TypeHeight / MM(most)
	top := TopMargin + (pitch-BodyEm)/2 + BodyEm*0.88
	rows := map[int]bool{}
	for _, k := range p.Marks {
		g, ok := k.(Glyphs)
		if !ok {
			continue
		}
		over := end(g) - 184
		text := []rune(g.Text)
		first, last := text[0], text[len(text)-1]
		if kindOf(first, 0, 0) == kindCombine {
			continue // a circle around a letter is wider than it
		}
		if blank := kindOf(last, 0, 0) == kindClose || kindOf(last, 0, 0) == kindSpace; g.X < 28-0.001 || over > 0.001 && !(blank && over < g.Font.Em()/2+0.001) {
			t.Fatalf("page %d: outside the type area: %s to %.3f", i+1, DumpMark(g), end(g))
		}
		if g.Font != fangsong || i == 0 {
			continue
		}
		n := float64(g.Baseline-top) / float64(pitch)
		if math.Abs(n-math.Round(n)) > 0.001 || n < -0.001 || n > float64(most)-0.999 {
			t.Fatalf("page %d: off the %d rows: %s", i+1, most, DumpMark(g))
		}
		rows[int(math.Round(n))] = true
	}
	if len(rows) > most {
		t.Fatalf("page %d has %d rows", i+1, len(rows))
	}
}

// Whatever paragraphs follow each other: no page ends with a paragraph's first
// row or begins with its last one, and only so few rows stay free as that takes.
func TestNoRowOfAParagraphAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		total := 0
		for _, n := range rapid.SliceOfN(rapid.IntRange(1, 9), 1, 40).Draw(t, "rows") {
			b.WriteString(hanzi(28*n-2) + "\n")
			total += n
		}
		pages := Layout(Body(b.String(), BodySize), Official(), half{})
		set := 0
		for i, p := range pages {
			first := firsts(p)
			set += len(first)
			if last := i == len(pages)-1; !last && len(first) < 20 {
				t.Fatalf("page %d has only %d rows", i+1, len(first))
			}
			if i == 0 {
				continue
			}
			before := firsts(pages[i-1])
			if n := len(before); !first[0] && before[n-1] {
				t.Fatalf("page %d ends with a paragraph's first row", i)
			}
			if !first[0] && (len(first) == 1 || first[1]) {
				t.Fatalf("page %d begins with a paragraph's last row", i+1)
			}
		}
		if set != total {
			t.Fatalf("%d rows set, want %d", set, total)
		}
	})
}

// firsts tells for each row of a page whether it begins a paragraph.
func firsts(p Page) []bool {
	var out []bool
	for _, k := range p.Marks {
		if g, ok := k.(Glyphs); ok && g.Font == fangsong {
			out = append(out, g.X > 30)
		}
	}
	return out
}
