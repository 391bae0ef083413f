package main

import (
	"math/rand/v2"
	"strings"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
)

// inked is a character with where its strokes begin and end, in millimetres.
type inked struct {
	r               rune
	left, right, at float64
}

// inkOn are the characters of the body's size on a page, in painting order.
func inkOn(p page.Page, fonts *font.Set) []inked {
	var out []inked
	for _, k := range p.Marks {
		g, ok := k.(page.Glyphs)
		if !ok || g.Font.Size != page.BodySize {
			continue
		}
		x := float64(g.X)
		for _, r := range g.Text {
			c := inked{r: r, left: x, right: x, at: float64(g.Baseline)}
			if src, ok := fonts.Resolve(g.Font.Face, r); ok && strings.ContainsRune(openMarks+closeMarks, r) {
				c.left, c.right = strokes(src, r)
				c.left, c.right = x+c.left*bodyMM, x+c.right*bodyMM
			}
			out = append(out, c)
			x += float64(fonts.Advance(g.Font, r) + g.Track)
		}
	}
	return out
}

// strokes tells where a character's shape begins and ends, in em.
func strokes(src *font.Source, r rune) (left, right float64) {
	left = 1
	for _, s := range src.Outline(r) {
		for _, q := range s.P[:max(map[byte]int{'Q': 2, 'C': 3}[s.Op], 1)] {
			left, right = min(left, float64(q[0])), max(right, float64(q[0]))
		}
	}
	return left, right
}

const (
	openMarks  = "（《〈〔【「『“‘"
	closeMarks = "，。、；：！？）》〉〕】」』”’"
)

// In every letter of the proof and in text of every kind two marks side by side stand
// no wider apart than a mark and a Hanzi: half an em and what the shapes leave free of
// their halves. They were up to 9.9 mm apart.
func TestMarksStandEvenByTheirInk(t *testing.T) {
	fonts := font.Embedded()
	all, err := papers(fonts)
	if err != nil {
		t.Fatal(err)
	}
	var pages []page.Page
	for _, p := range all {
		pages = append(pages, p.doc.Pages...)
	}
	proofs := len(pages)
	rng := rand.New(rand.NewPCG(1, 9))
	words := []string{"红塔区", "人民政府", "建议", "已投入资金1,234.50万元", "57.1%", "2022年6月30日", "第12号", "GB/T 9704—2012", "35 kV", "development",
		"《实施方案》", "“一件一策”", "《关于〈条例〉的“说明”》", "（一）", "（见《通报》（云政发〔2018〕39号））", "‘甲’", "〔甲〕"}
	seps := []string{"", "", "", "，", "、", "；", "：", "”。", "）；"}
	for range 60 {
		var b strings.Builder
		for range 5 + rng.IntN(40) {
			b.WriteString(words[rng.IntN(len(words))] + seps[rng.IntN(len(seps))])
		}
		pages = append(pages, page.Layout(page.Body(b.String(), page.BodySize), page.Official(), fonts)...)
	}
	pairs := 0
	for i, p := range pages {
		cs := inkOn(p, fonts)
		for j := 1; j < len(cs); j++ {
			a, b := cs[j-1], cs[j]
			if a.at != b.at || !strings.ContainsRune(closeMarks, a.r) {
				continue
			}
			least, most := 1.0, 5.6
			if strings.ContainsRune(closeMarks, b.r) {
				least, most = 0.1, 2.4
			} else if !strings.ContainsRune(openMarks, b.r) {
				continue
			}
			if pairs++; b.left-a.right < least || b.left-a.right > most {
				t.Errorf("page %d of %d: %.2f mm between %c and %c", i+1, proofs, b.left-a.right, a.r, b.r)
			}
		}
	}
	if pairs < 500 {
		t.Errorf("only %d pairs of marks were measured", pairs)
	}
}
