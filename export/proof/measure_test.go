package main

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
)

// The numbers of GB/T 9704-2012, in millimetres, by hand: 22 rows in 225 mm, 28
// characters of 16 pt in 156 mm. Nothing here asks the program what it meant.
const (
	rowMM   = 225.0 / 22            // 10.2273
	bodyMM  = 16 * 25.4 / 72        // 5.6444
	cellMM  = (156.0 - bodyMM) / 27 // 5.5687
	smallMM = 14 * 25.4 / 72        // 4.9389
	within  = 0.2
)

// is complains where a measure is off by more than 0.2 mm.
func is(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s: %.2f mm, want %.2f", what, got, want)
	}
}

// bodyBase is the baseline of a row of text: the em box in the row's middle,
// the baseline 0.88 em below its top.
func bodyBase(row int, em float64) float64 {
	return 37 + float64(row-1)*rowMM + (rowMM-em)/2 + 0.88*em
}

// measured paints one of the proof's papers and reads the file back.
func measured(t *testing.T, name string) []sheet {
	t.Helper()
	all, err := papers(font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.name == name {
			return readBack(t, p.doc)
		}
	}
	t.Fatalf("no paper %q", name)
	return nil
}

func readBack(t *testing.T, doc page.Document) []sheet {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := paint(doc, path); err != nil {
		t.Fatal(err)
	}
	sheets := seen(t, path)
	for _, s := range sheets {
		is(t, "paper's width", s.w, 210)
		is(t, "paper's height", s.h, 297)
	}
	return sheets
}

// 28 characters in a row from 28 to 184 mm, 22 rows in a page from 37 to 262.
func TestGrid(t *testing.T) {
	text := strings.Repeat("玉溪市红塔区人民政府办公室印发", 100)
	sheets := readBack(t, page.Document{Pages: page.Layout(page.Body(text, page.BodySize), page.Official(), font.Embedded())})
	if len(sheets) < 3 {
		t.Fatalf("%d pages", len(sheets))
	}
	is(t, "paragraph's indent", sheets[0].glyphs[0].x-28, 2*cellMM)
	rows := map[float64][]glyph{}
	var order []float64
	for _, g := range sheets[1].glyphs {
		if g.size > 15 { // not the page number
			if len(rows[g.base]) == 0 {
				order = append(order, g.base)
			}
			rows[g.base] = append(rows[g.base], g)
		}
	}
	if len(order) != 22 {
		t.Fatalf("%d rows, want 22", len(order))
	}
	for i, y := range order {
		row := rows[y]
		is(t, "baseline", y, bodyBase(i+1, bodyMM))
		if len(row) != 28 {
			t.Errorf("row %d: %d characters, want 28", i+1, len(row))
			continue
		}
		is(t, "left edge", row[0].x, 28)
		is(t, "right edge", row[27].end, 184)
		for k := 1; k < 28; k++ {
			if step := row[k].x - row[k-1].x; math.Abs(step-cellMM) > 0.02 {
				t.Errorf("row %d: character pitch %.3f mm, want %.3f", i+1, step, cellMM)
			}
		}
	}
}

func TestLetterHead(t *testing.T) {
	sheets := measured(t, "02-two-pages")
	first := sheets[0]
	rules := first.strokesOf(red)
	if len(rules) != 4 || len(sheets[1].strokes) != 0 {
		t.Fatalf("%d red rules on page 1, %d lines on page 2; want 4 and 0", len(rules), len(sheets[1].strokes))
	}
	top, bottom := first.inked(t, 20, 29, 190, rules[0].top()-0.5)
	name := find(t, sheets, "玉溪市红塔区人民政府", 0)
	is(t, "head name's top edge", top, 30)
	is(t, "head name's middle", name.middle(), 105)
	is(t, "head name's size", name.em(), 36*pointMM)
	if name.glyphs[0].color != red {
		t.Errorf("the head name's colour is %s", name.glyphs[0].color)
	}
	is(t, "first double rule below the name", rules[0].top()-bottom, 4)
	for _, r := range rules {
		is(t, "rule's left end", r.x1, 20)
		is(t, "rule's right end", r.x2, 190)
		is(t, "rule's length", r.x2-r.x1, 170)
	}
	for i, weight := range []float64{0.8, 0.25, 0.25, 0.8} { // thick above thin, then thin above thick
		if math.Abs(rules[i].weight-weight) > 0.02 {
			t.Errorf("rule %d is %.2f mm thick, want %.2f", i+1, rules[i].weight, weight)
		}
	}
	for i := 1; i < 4; i += 2 {
		if between := rules[i].top() - rules[i-1].bottom(); math.Abs(between-0.6) > 0.02 {
			t.Errorf("%.2f mm between the lines of a double rule, want 0.60", between)
		}
	}
	is(t, "second double rule above the paper's foot", 297-rules[3].bottom(), 20)

	number := find(t, sheets, "红政函〔2022〕16号", 0)
	is(t, "文号's right end", number.end(), 184)
	is(t, "文号 below the double rule", number.top()-rules[1].bottom(), 7.0/8*bodyMM)
	public := find(t, sheets, "公开", 0)
	class := find(t, sheets, "A", 0)
	is(t, "class mark's right end", class.end(), 184)
	is(t, "class mark's size", class.em(), bodyMM)
	if class.base() >= public.base() || public.bottom() > 30 || !strings.Contains(class.font(), "Sans") {
		t.Errorf("class mark at %.2f mm in %s, above %.2f mm", class.base(), class.font(), public.base())
	}
}

func TestLetterText(t *testing.T) {
	sheets := measured(t, "02-two-pages")
	number := find(t, sheets, "红政函〔2022〕16号", 0)
	one, two := find(t, sheets, "关于对玉溪市第六届人民代表大会", 0), find(t, sheets, "第一次会议第27号建议的答复", 0)
	for _, l := range []word{one, two} {
		is(t, "title's size", l.em(), 22*pointMM)
		is(t, "title's middle", l.middle(), 106)
	}
	if free := one.top() - number.bottom(); free < 2*rowMM-within || free > 3*rowMM {
		t.Errorf("%.2f mm above the title, want two rows", free)
	}
	to := find(t, sheets, "李某、王某、普", 0)
	is(t, "salutation's left end", to.x(), 28)
	is(t, "salutation below the title", to.top()-two.top(), 2*rowMM+(22-16)*pointMM/2)
	body := find(t, sheets, "你们提出的", 0)
	is(t, "paragraph's left end", body.x(), 28+2*cellMM)
	is(t, "row pitch", body.base()-to.base(), rowMM)
	if h1, h2 := find(t, sheets, "一、强化规划", 0), find(t, sheets, "（一）完善产业规划。", 0); !strings.Contains(h1.font(), "Sans") || !strings.Contains(h2.font(), "Kai-Regular") {
		t.Errorf("headings in %s and %s", h1.font(), h2.font())
	}
	if run := find(t, sheets, "编制光电子", 0); !strings.Contains(run.font(), "Kai-Light") {
		t.Errorf("the text after a run-in heading is in %s", run.font())
	}
	for i, s := range sheets {
		for _, g := range s.glyphs {
			if g.size == 16 && g.base > 45 && (math.Abs(math.Remainder(g.base-bodyBase(1, bodyMM), rowMM)) > 0.05) && i > 0 {
				t.Errorf("page %d: %c stands off the grid at %.2f", i+1, g.r, g.base)
			}
		}
	}
}

func TestLetterEnd(t *testing.T) {
	sheets := measured(t, "02-two-pages")
	last := find(t, sheets, "感谢你们", 0)
	date := find(t, sheets, "2022年6月10日", 0)
	name := find(t, sheets, "玉溪市红塔区人民政府", 1)
	if name.page != 1 || name.page != date.page {
		t.Fatalf("signed on pages %d and %d", name.page+1, date.page+1)
	}
	is(t, "date's right end", 184-date.end(), 4*cellMM)
	is(t, "signature over the date", name.middle(), date.middle())
	is(t, "date below the signature", date.base()-name.base(), rowMM)
	is(t, "signature below the text", name.base()-last.base(), 3*rowMM)
	note := find(t, sheets, "（联系人：段某", 0)
	is(t, "note below the date", note.base()-date.base(), rowMM)
	is(t, "note's left end", note.x(), 28+2*cellMM)

	copies, more := find(t, sheets, "抄送：", 0), find(t, sheets, "化局。", 0)
	row := rowMM * 14 / 16
	is(t, "抄送's size", copies.em(), smallMM)
	is(t, "抄送's left end", copies.x(), 28+smallMM)
	is(t, "抄送's right end", find(t, sheets, "督查室，玉溪市", 0).end(), 184-smallMM)
	is(t, "抄送's last line", more.base(), 262-row+(row-smallMM)/2+0.88*smallMM)
	dash := find(t, sheets, "— 2 —", 0)
	is(t, "page number's left end on an even page", dash.x(), 28+smallMM)
	is(t, "page number's size", dash.em(), smallMM)
	top, _ := sheets[1].inked(t, dash.x(), dash.top(), dash.glyphs[0].end, dash.bottom())
	is(t, "page number's dash below the type area", top, 262+7)
	for _, g := range sheets[0].glyphs {
		if g.base > 264 {
			t.Errorf("%c stands below the first page's text", g.r)
		}
	}
}
