package print

import (
	"strings"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
)

// letter is a reply of three pages with class, 文号 and copies.
func letter() page.Document {
	l := page.Letter{
		Head:     page.LetterHead{Name: "玉溪市红塔区人民政府", Number: "红政函〔2022〕15号", Class: "A"},
		Title:    "关于对玉溪市第六届人民代表大会第一次会议第12号建议的答复",
		To:       "李某代表：",
		Body:     page.Body(strings.Repeat("您提出的建议收悉，已交由我区研究办理，现答复如下。\n", 40), page.BodySize),
		Signing:  page.Signing{Body: "玉溪市红塔区人民政府", Date: "2022年6月30日"},
		Colophon: page.Colophon{CopyTo: []string{"区人大常委会代表工作委员会"}},
	}
	return page.Document{Title: "答复", Pages: l.Pages(font.Embedded())}
}

// On pre-printed sheets the red name and the four red rules are left out and
// everything else is moved by the same way, on every page.
func TestPreprinted(t *testing.T) {
	doc := letter()
	before := page.Dump(doc)
	got := Preprinted(doc, Shift{X: 1.5, Y: -2})
	if page.Dump(doc) != before {
		t.Error("the document given was changed")
	}
	if len(got.Pages) != len(doc.Pages) || len(doc.Pages) < 2 {
		t.Fatalf("%d pages of %d", len(got.Pages), len(doc.Pages))
	}
	left := 0
	for i, p := range doc.Pages {
		at := 0
		for _, m := range p.Marks {
			if red(m) {
				left++
				continue
			}
			if at == len(got.Pages[i].Marks) {
				t.Fatalf("page %d lacks %s", i+1, page.DumpMark(m))
			}
			moved := got.Pages[i].Marks[at]
			at++
			was, is := m.(page.Glyphs), moved.(page.Glyphs)
			if is.Text != was.Text || !near(is.X-was.X, 1.5) || !near(is.Baseline-was.Baseline, -2) {
				t.Errorf("page %d: %s became %s", i+1, page.DumpMark(was), page.DumpMark(is))
			}
		}
		if at != len(got.Pages[i].Marks) {
			t.Errorf("page %d has %d marks, want %d", i+1, len(got.Pages[i].Marks), at)
		}
	}
	if left != 5 {
		t.Errorf("%d red marks left out, want the name and four rules", left)
	}
	text := page.Dump(got)
	for _, want := range []string{"红政函〔2022〕15号", " A\n", "关于对", "抄送："} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not printed", want)
		}
	}
}

func near(a, b page.MM) bool { return a-b < 1e-9 && b-a < 1e-9 }

// Rules, pictures and links move too.
func TestEveryMarkMoves(t *testing.T) {
	doc := page.Document{Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{
		page.Rule{X1: 1, Y1: 2, X2: 3, Y2: 4, Weight: 1}, page.Picture{X: 1, Y: 2, W: 3, H: 4}, page.Link{X: 1, Y: 2, W: 3, H: 4, To: 1},
	}}}}
	want := []page.Mark{page.Rule{X1: 11, Y1: 22, X2: 13, Y2: 24, Weight: 1}, page.Picture{X: 11, Y: 22, W: 3, H: 4}, page.Link{X: 11, Y: 22, W: 3, H: 4, To: 1}}
	for i, m := range Preprinted(doc, Shift{10, 20}).Pages[0].Marks {
		if page.DumpMark(m) != page.DumpMark(want[i]) {
			t.Errorf("%s, want %s", page.DumpMark(m), page.DumpMark(want[i]))
		}
	}
}

func TestShiftTooFar(t *testing.T) {
	if err := (Shift{X: -30, Y: 30}).Validate().Err(); err != nil {
		t.Error(err)
	}
	err := Shift{X: 30.5, Y: -31}.Validate().Err()
	if err == nil || !strings.Contains(err.Error(), "右移") || !strings.Contains(err.Error(), "下移") {
		t.Errorf("%v", err)
	}
}
