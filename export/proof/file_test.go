package main

import (
	"math"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
)

func TestFileHead(t *testing.T) {
	sheets := measured(t, "11-file")
	rules := sheets[0].strokesOf(red)
	if len(rules) != 1 {
		t.Fatalf("%d red rules, want 1", len(rules))
	}
	name := find(t, sheets, "玉溪市红塔区人民政府文件", 0)
	number := find(t, sheets, "红政发〔2022〕8号", 0)
	top, bottom := sheets[0].inked(t, 28, 60, 184, number.top()-1)
	is(t, "red name's top edge below the type area's", top-37, 35)
	is(t, "red name's middle", name.middle(), 106)
	if name.x() < 28 || name.end() > 184 || name.em() > 22+within || name.glyphs[0].color != red {
		t.Errorf("the red name from %.2f to %.2f mm, %.2f mm high", name.x(), name.end(), name.em())
	}
	is(t, "文号 below the name", number.top()-bottom, 2*rowMM)
	is(t, "文号's middle", number.middle(), 106)
	is(t, "rule below the 文号", rules[0].top()-number.bottom(), 4)
	is(t, "rule's left end", rules[0].x1, 28)
	is(t, "rule's right end", rules[0].x2, 184)
	if math.Abs(rules[0].weight-0.5) > 0.02 {
		t.Errorf("the red rule is %.2f mm thick, want 0.50", rules[0].weight)
	}
	title := find(t, sheets, "关于对玉溪市", 0)
	if first := find(t, sheets, "玉溪市红塔区人民政府", 1); first.top() < title.top() {
		title = first
	}
	if free := title.top() - rules[0].bottom(); free < 2*rowMM-within || free > 3*rowMM {
		t.Errorf("%.2f mm above the title, want two rows", free)
	}
}

// 附件说明 an empty row below the text, names below each other; each annex on a
// page of its own; the 版记 last, on an even page; page numbers outside.
func TestFileEnd(t *testing.T) {
	sheets := measured(t, "11-file")
	if len(sheets) != 4 {
		t.Fatalf("%d pages, want 4", len(sheets))
	}
	text, mark := find(t, sheets, "感谢您", 0), find(t, sheets, "附件：", 0)
	one, two := find(t, sheets, "合流制管网改造计划", 0), find(t, sheets, "征询意见表填写说明", 0)
	is(t, "附件说明 below the text", mark.base()-text.base(), 2*rowMM)
	is(t, "附件说明's left end", mark.x(), 28+2*cellMM)
	is(t, "second name below the first", two.x(), one.x())
	is(t, "second name's row", two.base()-one.base(), rowMM)

	head, title := find(t, sheets, "附件2", 0), find(t, sheets, "征询意见表填写说明", 1)
	if head.page != 3 || title.page != 3 {
		t.Errorf("附件2 on page %d, its title on page %d; want 4", head.page+1, title.page+1)
	}
	is(t, "附件2's left end", head.x(), 28)
	is(t, "附件2's baseline", head.base(), bodyBase(1, bodyMM))
	is(t, "annex title's baseline", title.base(), bodyBase(3, 22*pointMM))
	is(t, "annex title's middle", title.middle(), 106)

	rules := sheets[3].strokesOf(black)
	if len(rules) != 3 {
		t.Fatalf("%d rules in the 版记, want 3", len(rules))
	}
	for _, r := range rules {
		is(t, "版记's left end", r.x1, 28)
		is(t, "版记's right end", r.x2, 184)
		want := 0.35
		if r.y1 > rules[0].y1+1 && r.y1 < 261 {
			want = 0.25
		}
		if math.Abs(r.weight-want) > 0.02 {
			t.Errorf("a rule of the 版记 at %.2f mm is %.2f mm thick, want %.2f", r.y1, r.weight, want)
		}
	}
	copies, printer, day := find(t, sheets, "抄送：", 0), find(t, sheets, "玉溪市红塔区人民政府办公室", 0), find(t, sheets, "2022年3月9日印发", 0)
	is(t, "抄送's left end", copies.x(), 28+smallMM)
	is(t, "印发机关's left end", printer.x(), 28+smallMM)
	is(t, "印发日期's right end", day.end(), 184-smallMM)
	is(t, "印发机关's size", printer.em(), smallMM)
	last := max(rules[0].bottom(), rules[1].bottom(), rules[2].bottom())
	is(t, "版记's lower edge", last, 262)
	for i, n := range []string{"— 1 —", "— 2 —", "— 3 —", "— 4 —"} {
		number := find(t, sheets, n, 0)
		if number.page != i {
			t.Errorf("%s on page %d", n, number.page+1)
		}
		if i%2 == 0 {
			is(t, "odd page number's right end", number.end(), 184-smallMM)
		} else {
			is(t, "even page number's left end", number.x(), 28+smallMM)
		}
	}
}

// The names of bodies that issue together stand below each other before 文件, the
// lead body first; they sign with room for seals of 42 mm that do not touch and
// stay in the type area.
func TestJointFile(t *testing.T) {
	sheets := measured(t, "12-joint")
	lead, second, third, word := find(t, sheets, "玉溪市红塔区人民政府", 0), find(t, sheets, "玉溪市生态环境局", 0), find(t, sheets, "玉溪市水利局", 0), find(t, sheets, "文件", 0)
	for _, w := range []pair{{second, lead}, {third, second}} {
		is(t, "left end of the red names", w.one.x(), w.above.x())
		is(t, "right end of the red names", w.one.end(), w.above.end())
		if w.one.base() <= w.above.base() || w.one.glyphs[0].color != red {
			t.Errorf("red names at %.2f and %.2f mm", w.above.base(), w.one.base())
		}
	}
	if word.x() < lead.end() || word.end() > 184 {
		t.Errorf("文件 from %.2f to %.2f mm", word.x(), word.end())
	}
	class, public := find(t, sheets, "A", 0), find(t, sheets, "部分公开", 0)
	is(t, "class's right end", class.end(), 184)
	is(t, "publication's right end", public.end(), 184)
	if class.top() < 37 || public.base() <= class.base() {
		t.Errorf("class at %.2f mm, publication at %.2f mm", class.base(), public.base())
	}

	a, b, c := find(t, sheets, "玉溪市红塔区人民政府", 1), find(t, sheets, "玉溪市生态环境局", 1), find(t, sheets, "玉溪市水利局", 1)
	date := find(t, sheets, "2022年8月12日", 0)
	is(t, "date's right end", 184-date.end(), 4*cellMM)
	is(t, "last body over the date", c.middle(), date.middle())
	is(t, "date below the last body", date.base()-c.base(), rowMM)
	is(t, "bodies of one row", a.base(), b.base())
	is(t, "rows of seals", c.base()-a.base(), 5*rowMM)
	if b.middle()-a.middle() <= 42 || a.middle()-21 < 28 || b.middle()+21 > 184 {
		t.Errorf("seals of 42 mm at %.1f, %.1f and %.1f mm", a.middle(), b.middle(), c.middle())
	}
}

type pair struct{ one, above word }

// An issuer of 36 characters stands in two red lines of one width; unsealed bodies
// sign below each other, the date two characters right of the longest.
func TestLongIssuerUnsealed(t *testing.T) {
	sheets := measured(t, "13-long-issuer")
	one, two := find(t, sheets, "玉溪市红塔区人民政府研和街道办事处", 0), find(t, sheets, "合办公室管理处", 0)
	top, bottom := sheets[0].inked(t, 20, 29, 160, sheets[0].strokesOf(red)[0].top()-0.5)
	is(t, "red name's top edge", top, 30)
	is(t, "rule below the name", sheets[0].strokesOf(red)[0].top()-bottom, 4)
	if two.base() <= one.base() || one.size() < 18 || one.x() < 28-within || two.end() > 184 {
		t.Errorf("%.1f pt from %.2f to %.2f mm, at %.2f and %.2f mm", one.size(), one.x(), two.end(), one.base(), two.base())
	}
	lead, other, date := find(t, sheets, "玉溪市红塔区人民政府研和街道", 1), find(t, sheets, "玉溪市红塔区工业商贸和信息化局", 0), find(t, sheets, "2022年8月15日", 0)
	if other.base() <= lead.base() || date.base() <= other.base() || lead.size() != 16 {
		t.Errorf("signed at %.2f, %.2f and dated at %.2f mm", lead.base(), other.base(), date.base())
	}
	is(t, "date's left end", date.x()-lead.x(), 2*cellMM)
}

// No more than three seals stand in a row, half a character apart.
func TestFourSeals(t *testing.T) {
	l := page.Letter{Head: page.FileHead{}, Body: page.Body("正文。", page.BodySize), Signing: page.Signing{Body: "甲局\n乙局\n丙局\n丁局", Date: "2022年8月12日"}}
	sheets := readBack(t, page.Document{Pages: l.Pages(font.Embedded())})
	a, b, c, d := find(t, sheets, "甲局", 0), find(t, sheets, "乙局", 0), find(t, sheets, "丙局", 0), find(t, sheets, "丁局", 0)
	is(t, "from seal to seal", b.middle()-a.middle(), 42+bodyMM/2)
	is(t, "the third in the row", c.base(), a.base())
	is(t, "the fourth below the third", d.middle(), c.middle())
	is(t, "rows of seals", d.base()-c.base(), 5*rowMM)
}

// Without a seal the body ends two characters before the edge and the date
// starts two characters right of it.
func TestUnsealed(t *testing.T) {
	sheets := measured(t, "24-summary")
	name, date := find(t, sheets, "玉溪市红塔区人民政府办公室", 0), find(t, sheets, "2022年12月30日", 0)
	is(t, "signature's right end", 184-name.end(), 2*cellMM)
	is(t, "signature below the 附件说明", name.base()-find(t, sheets, "附件：", 0).base(), 2*rowMM)
	is(t, "date right of the signature's left end", date.x()-name.x(), 2*cellMM)
	is(t, "date's row", date.base()-name.base(), rowMM)
}

// A short name is as large as the standard's last edition let it be.
func TestShortFileName(t *testing.T) {
	l := page.Letter{Head: page.FileHead{Names: []string{"区政府"}}, Title: "通知"}
	sheets := readBack(t, page.Document{Pages: l.Pages(font.Embedded())})
	name := find(t, sheets, "区政府文件", 0)
	if math.Abs(name.em()-22) > 0.05 {
		t.Errorf("a short name is %.2f mm high, want 22", name.em())
	}
	top, _ := sheets[0].inked(t, 28, 60, 184, 110)
	is(t, "its top edge", top, 37+35)
}
