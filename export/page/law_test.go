package page

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

// pieces of text that meet every rule of line breaking, and what should not be
// in a letter at all.
var scraps = []string{
	"红塔区人民政府", "的", "，", "。", "、", "；", "：", "！", "？", "（", "）", "《", "》", "“", "”", "‘", "’", "——", "……", "·", "～", "/",
	"57.1%", "〔2022〕15号", "2022年6月30日", "第12号", "1,234.50万元", "GB/T 9704-2012", "development", "www.example.gov.cn/a/b/c?d=e", "-", "–",
	" ", "　", "\t", "\n", "\r\n", "\u2028", "\u00a0", "\x00", "\x07", "\u200b", "\u200d", "\ufeff", "\xff", "\xe4\xb8", "😀", "👨‍👩‍👧", "🇨🇳", "e\u0301",
	"𱊑", "䶮", "１２３", "(", ")", "(一)", "'", "\"", "%", "℃", "①", strings.Repeat("x", 90), strings.Repeat("。", 40), strings.Repeat("（", 40),
}

func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(scraps), rapid.String()), 0, 60).Draw(t, "scraps"), "")
	})
}

// ink is what must be on paper: every character that is not blank, in order.
func ink(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || kindOf(r, 0, 0) == kindSpace {
			return -1
		}
		return r
	}, s)
}

// Every character of the input is in exactly one mark, in order; every line
// keeps inside its measure; broken UTF-8 and control characters are survived.
func TestNoCharacterIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "text")
		set := Setting{
			Width: MM(rapid.IntRange(8, 160).Draw(t, "width")), Track: BodyTrack,
			Indent: MM(rapid.IntRange(0, 2).Draw(t, "indent")),
			Align:  Align(rapid.IntRange(0, 3).Draw(t, "align")),
		}
		lines := FillText(s, fangsong, set, half{})
		checkLines(t, s, lines, set.Width)
		for _, l := range BreakTitle(s, fangsong, set.Width, nil, half{}) {
			if len(l.Runs) == 0 {
				t.Fatalf("an empty line in a title")
			}
		}
	})
}

type fataler interface{ Fatalf(string, ...any) }

func checkLines(t fataler, s string, lines []Line, width MM) {
	got := strings.Join(texts(lines), "")
	if ink(got) != ink(Clean(s)) {
		t.Fatalf("set %q of %q", got, Clean(s))
	}
	for _, l := range lines {
		for _, g := range l.Runs {
			if !utf8.ValidString(g.Text) || g.Text == "" {
				t.Fatalf("run %q", g.Text)
			}
		}
		over := rightEdge(l) - width
		last, _ := utf8.DecodeLastRuneInString(text(l))
		if blank := kindOf(last, 0, 0) == kindClose; over > 0.001 && !(blank && over < BodyEm/2+0.001) {
			t.Fatalf("line %q ends %.3f mm past %.3f", text(l), over, width)
		}
	}
}

// Every character of a letter's body is on its pages.
func TestNoCharacterOfALetterIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "text")
		l := letterOf(0)
		l.Body = Body(s, BodySize)
		l.Title = s
		l.Signing.Note = s
		l.To, l.Signing.Body, l.Signing.Attachments = s, s, []string{s, s}
		l.Colophon = Colophon{To: []string{s}, CopyTo: []string{s}, Printer: s, Printed: s}
		l.Annexes = []Annex{{Title: s, Body: Body(s, BodySize)}}
		l.Head = LetterHead{Name: s, Number: s, Class: s, Public: s}
		l.Pages(half{})
		l.Head = FileHead{Names: []string{s, s}, Number: s, Class: s, Public: s}
		l.Pages(half{})

		l = letterOf(0)
		l.Title, l.To, l.Head, l.Signing, l.Colophon = "", "", LetterHead{}, Signing{}, Colophon{}
		l.Body = Body(s, BodySize)
		var b strings.Builder
		for _, p := range l.Pages(half{}) {
			for _, k := range p.Marks {
				if g, ok := k.(Glyphs); ok && g.Font.Face != Song {
					b.WriteString(g.Text)
				}
			}
		}
		if ink(b.String()) != ink(Clean(s)) {
			t.Fatalf("set %q of %q", b.String(), Clean(s))
		}
	})
}

func FuzzFill(f *testing.F) {
	for _, s := range scraps {
		f.Add(s + strings.Join(scraps, ""))
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkLines(t, s, FillText(s, fangsong, Setting{Width: TypeWidth, Track: BodyTrack}, half{}), TypeWidth)
	})
}

func TestOddLetters(t *testing.T) {
	if pages := (Letter{}).Pages(half{}); len(pages) != 1 {
		t.Errorf("an empty letter has %d pages", len(pages))
	}
	l := letterOf(41 * 22 * 28)
	l.UsualRows = true
	if pages := l.Pages(half{}); len(pages) < 40 {
		t.Errorf("%d pages, want 40 or more", len(pages))
	}
	l = letterOf(0)
	for range 60 {
		l.Colophon.CopyTo = append(l.Colophon.CopyTo, hanzi(20))
	}
	pages := l.Pages(half{})
	for i, p := range pages {
		for _, k := range p.Marks {
			if g, ok := k.(Glyphs); ok && (g.Baseline < 20 || g.Baseline > 275) {
				t.Errorf("page %d: outside the paper's text: %s", i+1, DumpMark(g))
			}
		}
	}
}

// The golden file shows one letter mark by mark; run with -update after a
// change that is meant, and read the difference.
func TestGoldenLetter(t *testing.T) {
	got := Dump(Document{Title: "答复", Author: "玉溪市红塔区人民政府", Pages: letterOf(420).Pages(half{})})
	name := filepath.Join("testdata", "letter.txt")
	if *update {
		if os.Getenv("CI") != "" {
			t.Fatal("golden files are not written in CI")
		}
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("line %d:\n got %s\nwant %s", i+1, a[i], b[i])
			}
		}
		t.Fatalf("%d lines, want %d", len(a), len(b))
	}
}
