package page

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// unbreakables are pieces that are parted late or never.
var unbreakables = []string{
	"“Internet+”", "“AI”", "“a”“b”", "《Go》", "http://www.hongta.gov.cn/zfxxgk/2022/0630/c1001-12345.html?type=jy&id=12#top", "www.yxht.gov.cn/rdjy/", "office.2022-jy@hongta.gov.cn",
	"“一网通办”", "……", "——", "（“十四五”）", "《关于〈规划〉的说明》（送审稿）", "“”", "‘“甲”乙’", "12,345,678.90元", "GB/T 9704-2012",
}

// Whatever stands in a paragraph as people write them, a Hanzi or mark between two
// codes: each line but the last ends at the edge, or with its last mark's blank half past it.
func TestNoLineIsRagged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 40).Draw(t, "words") {
			b.WriteString(rapid.OneOf(rapid.SampledFrom(wordsOf), rapid.SampledFrom(unbreakables)).Draw(t, "word"))
			b.WriteString(rapid.SampledFrom([]string{"的", "和第三批", "，", "、", "。"}).Draw(t, "mark"))
		}
		lines := FillText(b.String(), fangsong, Setting{Width: TypeWidth, Track: BodyTrack, Indent: 2 * CharPitch}, half{})
		for i, l := range lines[:len(lines)-1] {
			over := l.Width - TypeWidth
			rs := []rune(text(l))
			if abs(over) > 0.01 && !(kindOf(rs[len(rs)-1], 0, 0) == kindClose && over > 0 && over < BodyEm/2+0.001) {
				t.Fatalf("%q ends %.3f mm off the edge, before %q", text(l), over, text(lines[i+1]))
			}
		}
	})
}

// Two marks side by side never stand wider apart than one mark and a Hanzi, half an
// em, nor closer than a mark that gave way, a fifth; and where the first has no blank
// of its own to the other there is none at all: whatever the line needs.
func TestMarksStandEven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := writing().Draw(t, "text")
		width := MM(rapid.IntRange(140, 156).Draw(t, "width"))
		for _, l := range FillText(s, fangsong, Setting{Width: width, Track: BodyTrack, Indent: 2 * CharPitch}, half{}) {
			var before rune
			var ends MM // of the ink before
			for _, g := range l.Runs {
				x := g.X
				for _, r := range g.Text {
					open, close := strings.ContainsRune(neverLast[:len(neverLast)-len("([/／")], r), strings.ContainsRune("，。、；：！？）》〉】〕」』”’", r)
					wasOpen, wasClose := strings.ContainsRune("（《〈【〔「『“‘", before), strings.ContainsRune("，。、；：！？）》〉】〕」』”’", before)
					from := x
					if open { // its strokes stand in the right half of the em
						from += BodyEm / 2
					}
					gap := from - ends - BodyTrack
					switch {
					case wasClose && open && (gap > 0.5*BodyEm+0.01 || gap < 0.2*BodyEm-0.01),
						(wasClose && close || wasOpen && open) && abs(gap) > 0.01:
						t.Fatalf("%.3f mm between %c and %c in %q", gap, before, r, text(l))
					}
					ends = x + BodyEm
					if close {
						ends -= BodyEm / 2
					}
					before = r
					x += half{}.Advance(g.Font, r) + g.Track
				}
			}
		}
	})
}

// The signs are those of the lists, and nothing else is.
func TestSignsAreThoseOfTheLists(t *testing.T) {
	for r := range rune(0x30000) {
		for list, s := range map[string]sign{openers: opens, closers: closes, noStart: neverBegin, noEnd: neverEnd} {
			if strings.ContainsRune(list, r) != s.is(r) {
				t.Errorf("%c (%04X): %v", r, r, s.is(r))
			}
		}
	}
}
