package paint_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/paint"
)

// letter is the bench's letter (export/pdf/testdata/letter.txt) as a reply is laid out.
func letter(t testing.TB) page.Document {
	t.Helper()
	text, err := os.ReadFile("../pdf/testdata/letter.txt")
	if err != nil {
		t.Fatal(err)
	}
	title, rest, _ := strings.Cut(string(text), "\n")
	to, body, _ := strings.Cut(rest, "\n")
	l := page.Letter{
		Head: page.LetterHead{Name: "玉溪市红塔区人民政府", Number: "红政函〔2022〕12号", Class: "A"}, Title: title, To: to,
		Body:     page.Body(body, page.BodySize),
		Signing:  page.Signing{Body: "玉溪市红塔区人民政府", Date: "2022年6月30日", Note: "联系人：王芳，电话：0877-2012345"},
		Colophon: page.Colophon{CopyTo: []string{"市人大常委会选联工委", "市政府督查室"}},
	}
	return page.Document{Title: title, Author: "玉溪市红塔区人民政府", Paper: "市六届人大一次会议 第12号 答复", Pages: l.Pages(font.Embedded())}
}

// A file of every format tells which paper it is, as its own older writing does
// before it is replaced.
func TestAFileOfEveryFormatTellsWhichPaperItIs(t *testing.T) {
	doc := letter(t)
	for _, f := range data.PaperFormats {
		content, err := paint.Render(doc, font.Embedded(), f)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "a"+f.Ending)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := paint.PaperAt(path); got != doc.Paper {
			t.Errorf("%s: %q", f.Name, got)
		}
		if err := os.WriteFile(path, content[:len(content)/2], 0o600); err != nil {
			t.Fatal(err)
		}
		if got := paint.PaperAt(path); f != data.PaperPDF && got != "" {
			t.Errorf("half a file of %s is %q", f.Name, got)
		}
		if got := paint.PaperAt(filepath.Join(t.TempDir(), "none"+f.Ending)); got != "" {
			t.Errorf("no file is %q", got)
		}
	}
}

func TestAnOFDIsNoLargerThanThePDF(t *testing.T) {
	doc := letter(t)
	sizes := map[string]int{}
	for _, f := range data.PaperFormats {
		content, err := paint.Render(doc, font.Embedded(), f)
		if err != nil {
			t.Fatal(err)
		}
		sizes[f.Name] = len(content)
	}
	if sizes["OFD"] > sizes["PDF"] || sizes["Word"] > sizes["PDF"]/5 {
		t.Errorf("%v bytes", sizes)
	}
}

func benchmark(b *testing.B, f data.PaperFormat) {
	size := 0
	round := func() {
		content, err := paint.Render(letter(b), font.Embedded(), f)
		if err != nil {
			b.Fatal(err)
		}
		size = len(content)
	}
	round() // fonts are opened and characters looked up once
	b.ReportAllocs()
	for b.Loop() {
		round()
	}
	b.ReportMetric(float64(size), "file-bytes")
}

// BenchmarkPDF, BenchmarkWord and BenchmarkOFD are a reply of two pages from plain
// text to the bytes of its file.
func BenchmarkPDF(b *testing.B)  { benchmark(b, data.PaperPDF) }
func BenchmarkWord(b *testing.B) { benchmark(b, data.PaperWord) }
func BenchmarkOFD(b *testing.B)  { benchmark(b, data.PaperOFD) }
