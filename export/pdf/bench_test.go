//go:build unix

package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"github.com/jung-kurt/gofpdf"

	"jianban/assets"
	"jianban/export/font"
	"jianban/export/page"
)

// benchLetter is the text of testdata/letter.txt, which scripts/bench.sh also
// gives to other programs: its title, its addressee, its body.
func benchLetter(t testing.TB) (title, to, body string) {
	t.Helper()
	text, err := os.ReadFile("testdata/letter.txt")
	if err != nil {
		t.Fatal(err)
	}
	title, rest, _ := strings.Cut(string(text), "\n")
	to, body, _ = strings.Cut(rest, "\n")
	return title, to, body
}

func TestTheBenchLetterHasTwoPages(t *testing.T) {
	doc := set(t)
	file := render(t, doc)
	if len(doc.Pages) != 2 || len(file) > 130_000 {
		t.Errorf("%d pages, %d bytes; want 2 pages in 130 KB at most", len(doc.Pages), len(file))
	}
}

// differing is the letter with one Hanzi in nine changed for another of its own, so
// that no two have a line in common: programs that keep what they have set before
// shall set each of them.
func differing(t testing.TB, number int) (title, to, body string) {
	title, to, body = benchLetter(t)
	var own []rune
	for _, r := range body {
		if unicode.Is(unicode.Han, r) {
			own = append(own, r)
		}
	}
	at := 0
	change := func(r rune) rune {
		if !unicode.Is(unicode.Han, r) {
			return r
		}
		if at++; at%9 != number%9 {
			return r
		}
		return own[(at*31+number*7919)%len(own)]
	}
	return strings.Map(change, title), to, strings.Map(change, body)
}

// set lays the bench's letter out as a reply is.
func set(t testing.TB) page.Document {
	title, to, body := benchLetter(t)
	return reply(title, to, body)
}

func reply(title, to, body string) page.Document {
	l := page.Letter{
		Head: page.LetterHead{Name: "玉溪市红塔区人民政府", Number: "红政函〔2022〕12号", Class: "A"}, Title: title, To: to,
		Body:     page.Body(body, page.BodySize),
		Signing:  page.Signing{Body: "玉溪市红塔区人民政府", Date: "2022年6月30日", Note: "联系人：王芳，电话：0877-2012345"},
		Colophon: page.Colophon{CopyTo: []string{"市人大常委会选联工委", "市政府督查室"}},
	}
	return page.Document{Title: title, Author: "玉溪市红塔区人民政府", Pages: l.Pages(font.Embedded())}
}

// measured runs one round again and again and reports its CPU time, which
// compares also where the machine is busy, and the size of what it makes.
func measured(b *testing.B, round func() []byte) {
	round() // fonts are opened and characters looked up once
	size, start := 0, cpu(b)
	b.ReportAllocs()
	for b.Loop() {
		size = len(round())
	}
	b.ReportMetric(float64(cpu(b)-start)/float64(b.N)/1e6, "cpu-ms/op")
	b.ReportMetric(float64(size), "file-bytes")
}

func cpu(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkReply is a reply of two pages from plain text to the bytes of its PDF.
func BenchmarkReply(b *testing.B) {
	measured(b, func() []byte { return render(b, set(b)) })
}

// BenchmarkReplies is a reply of two pages from plain text to the bytes of its PDF,
// each of fifty unlike the others. Where JIANBAN_BENCH_LETTERS names a folder, the
// texts are written there for other programs.
func BenchmarkReplies(b *testing.B) {
	const letters = 50
	var texts [letters][3]string
	for i := range texts {
		texts[i][0], texts[i][1], texts[i][2] = differing(b, i+1)
		if dir := os.Getenv("JIANBAN_BENCH_LETTERS"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, strconv.Itoa(i)+".txt"), []byte(strings.Join(texts[i][:], "\n")), 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
	i := 0
	measured(b, func() []byte {
		i++
		t := texts[i%letters]
		return render(b, reply(t[0], t[1], t[2]))
	})
}

// BenchmarkNaive is the same text as gofpdf's manual has it: whole fonts,
// MultiCell. It breaks lines before any mark and loses characters; it is here
// to be compared with.
func BenchmarkNaive(b *testing.B) {
	title, to, body := benchLetter(b)
	measured(b, func() []byte {
		p := gofpdf.New("P", "mm", "A4", "")
		p.SetMargins(28, 37, 26)
		p.SetAutoPageBreak(true, 35)
		for _, name := range []string{"NotoSerifSC-SemiBold", "JianbanKai-Light", "JianbanKai-Regular", "NotoSansSC-Medium"} {
			p.AddUTF8FontFromBytes(name, "", bytes.Clone(assets.Font(name))) // gofpdf writes into it
		}
		p.AddPage()
		p.SetFont("NotoSerifSC-SemiBold", "", 22)
		p.MultiCell(0, 11, title, "", "C", false)
		p.SetFont("JianbanKai-Light", "", 16)
		p.MultiCell(0, 10.2, to, "", "L", false)
		for line := range strings.Lines(body) {
			switch {
			case strings.Contains(line[:min(len(line), 9)], "、"):
				p.SetFont("NotoSansSC-Medium", "", 16)
			case strings.HasPrefix(line, "（"):
				p.SetFont("JianbanKai-Regular", "", 16)
			default:
				p.SetFont("JianbanKai-Light", "", 16)
			}
			p.MultiCell(0, 10.2, "　　"+strings.TrimSpace(line), "", "L", false)
		}
		var out bytes.Buffer
		if err := p.Output(&out); err != nil {
			b.Fatal(err)
		}
		return out.Bytes()
	})
}

// BenchmarkTable1000 is a table of 1,000 rows and six columns to PDF.
func BenchmarkTable1000(b *testing.B) {
	small := page.Font{Face: page.Song, Size: 10.5}
	t := page.Table{Font: small, Head: page.Font{Face: page.Hei, Size: 10.5}}
	for _, c := range []page.Column{{Title: "编号", Width: 12}, {Title: "标题", Width: 60}, {Title: "代表", Width: 20}, {Title: "承办单位", Width: 30}, {Title: "期限", Width: 24}, {Title: "类别", Width: 10}} {
		c.Fit = c.Width < 30
		t.Columns = append(t.Columns, c)
	}
	title, _, _ := benchLetter(b)
	for i := range 1000 {
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), title, "李明华", "区住房和城乡建设局", "2022-06-09", "A"})
	}
	measured(b, func() []byte {
		style := page.Official()
		return render(b, page.Document{Title: "台账", Pages: page.Layout([]page.Block{t.Block(style, font.Embedded())}, style, font.Embedded())})
	})
}
