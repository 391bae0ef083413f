package pdf_test

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// letter is two pages of 22 rows of 28 characters, of 400 different ones
// as a real letter has.
func letter() page.Document {
	doc := page.Document{Title: "关于𬱖的答复", Author: "区政府", Bookmarks: []page.Bookmark{{Title: "第1页𬱖", Page: 1}}}
	r := rune(0x4E00)
	for range 2 {
		var marks []page.Mark
		for row := range 22 {
			text := make([]rune, 0, 28)
			for len(text) < 28 {
				if r++; r > 0x4FFF {
					r = 0x4E00
				}
				if font.Embedded().Covers(page.FangSong, r) {
					text = append(text, r)
				}
			}
			marks = append(marks, page.Glyphs{X: 28, Baseline: 45 + page.MM(row)*10.227, Font: page.Font{Face: page.FangSong, Size: 16}, Text: string(text), Track: -0.0757})
		}
		marks = append(marks, page.Rule{X1: 20, Y1: 40, X2: 190, Y2: 40, Weight: 0.8, Color: page.Red},
			page.Glyphs{X: 28, Baseline: 280, Font: page.Font{Face: page.Hei, Size: 14}, Text: "李𬱖、龑𣲗：57.1%"})
		doc.Pages = append(doc.Pages, page.Page{Size: page.A4, Marks: marks})
	}
	return doc
}

func render(t testing.TB, doc page.Document) []byte {
	t.Helper()
	file, err := pdf.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestOtherProgramsReadWhatWasPainted(t *testing.T) {
	doc := letter()
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, render(t, doc), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "qpdf", "--check", path)
	text := strings.Join(strings.Fields(run(t, "pdftotext", "-layout", path, "-")), "")
	for _, pg := range doc.Pages {
		for _, m := range pg.Marks {
			if g, ok := m.(page.Glyphs); ok && !strings.Contains(text, g.Text) {
				t.Errorf("the file lacks %q", g.Text)
			}
		}
	}
	if fonts := run(t, "pdffonts", path); strings.Count(fonts, " yes yes yes ") != strings.Count(fonts, "+") || strings.Count(fonts, "+") < 2 {
		t.Errorf("a font is not embedded, not a subset or without a map to characters:\n%s", fonts)
	}
	if raw := render(t, doc); !bytes.Contains(raw, []byte("/Lang (zh-CN)")) {
		t.Error("the file does not say that it is Chinese")
	}
	if info := run(t, "pdfinfo", path); !strings.Contains(info, "关于𬱖的答复") || !strings.Contains(info, "595.28 x 841.89") {
		t.Errorf("title or size is wrong:\n%s", info)
	}
}

func TestTheSameFactsGiveTheSameBytes(t *testing.T) {
	want := render(t, letter())
	if len(want) > 250_000 {
		t.Errorf("two pages weigh %d bytes", len(want))
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if !bytes.Equal(render(t, letter()), want) {
				t.Error("the bytes differ")
			}
		})
	}
	all.Wait()
}

func TestACharacterThatNoFontHasIsNamed(t *testing.T) {
	doc := page.Document{Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{page.Glyphs{X: 30, Baseline: 50, Font: page.Font{Face: page.Hei, Size: 16}, Text: "好😀"}}}}}
	_, err := pdf.Render(doc, font.Embedded())
	if err == nil || !strings.Contains(err.Error(), "U+1F600") || !strings.Contains(err.Error(), "第1页") {
		t.Errorf("got %v", err)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "中文", "\xff\xfe", "a\x00b", "𬱖", "(\\)", "\u202e", "\ue000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := page.Document{Title: s, Bookmarks: []page.Bookmark{{Title: s, Page: 1}}, Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{page.Glyphs{X: 30, Baseline: 50, Font: page.Font{Face: page.Song, Size: 16}, Text: s}}}}}
		if file, err := pdf.Render(doc, font.Embedded()); err == nil && !bytes.HasPrefix(file, []byte("%PDF")) {
			t.Error("neither a file nor an error")
		} else if err != nil && strings.Contains(err.Error(), "paint") {
			t.Errorf("the painter stumbled: %v", err)
		}
	})
}

// A landscape appendix must not move the marks of the upright pages before it.
func TestPagesOfDifferentSizeKeepTheirPlaces(t *testing.T) {
	mark := func(text string) []page.Mark {
		return []page.Mark{page.Glyphs{X: 30, Baseline: 50, Font: page.Font{Face: page.Song, Size: 16}, Text: text}}
	}
	doc := page.Document{Title: "总结", Bookmarks: []page.Bookmark{{Title: "正文", Page: 1}}, Pages: []page.Page{
		{Size: page.A4, Marks: mark("正文")}, {Size: page.A4Landscape, Marks: mark("附表")}}}
	path := filepath.Join(t.TempDir(), "mixed.pdf")
	if err := os.WriteFile(path, render(t, doc), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "qpdf", "--check", path)
	words := regexp.MustCompile(`yMin="([\d.]+)"[^>]*>(正文|附表)<`).FindAllStringSubmatch(run(t, "pdftotext", "-bbox", path, "-"), -1)
	if len(words) != 2 {
		t.Fatalf("found %q", words)
	}
	a, errA := strconv.ParseFloat(words[0][1], 64)
	b, errB := strconv.ParseFloat(words[1][1], 64)
	if errA != nil || errB != nil || math.Abs(a-b) > 0.05 { // points; places are rounded to hundredths
		t.Errorf("the same baseline stands at %v and %v pt on two sizes of paper", a, b)
	}
}

// Every character of every embedded font comes back out of a PDF, those above
// U+FFFF included.
func TestEveryCharacterCanBeReadBack(t *testing.T) {
	set := font.Embedded()
	for _, face := range page.Faces {
		var all []rune
		for r := rune(0x3400); r < 0x2F800; r++ {
			compatibility := r >= 0xF900 && r <= 0xFAFF // readers give the plain character for these
			if unicode.Is(unicode.Han, r) && !compatibility && set.Covers(face, r) {
				all = append(all, r)
			}
		}
		if len(all) < 8105 {
			t.Fatalf("%s has only %d Hanzi", face, len(all))
		}
		doc := page.Document{Title: string(face)}
		var marks []page.Mark
		for row := range slices.Chunk(all, 28) {
			marks = append(marks, page.Glyphs{X: 28, Baseline: 45 + page.MM(len(marks))*10.227, Font: page.Font{Face: face, Size: 16}, Text: string(row), Track: -0.0757})
			if len(marks) == 22 {
				doc.Pages, marks = append(doc.Pages, page.Page{Size: page.A4, Marks: marks}), nil
			}
		}
		doc.Pages = append(doc.Pages, page.Page{Size: page.A4, Marks: marks})
		path := filepath.Join(t.TempDir(), "all.pdf")
		if err := os.WriteFile(path, render(t, doc), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(strings.Fields(run(t, "pdftotext", path, "-")), ""); got != string(all) {
			t.Errorf("%s: %d characters went in, %d came out or in another order", face, len(all), len([]rune(got)))
		}
	}
}
