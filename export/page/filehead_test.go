package page

import (
	"fmt"
	"strings"
	"testing"
)

// fileOf is a paper in 文件格式 whose body has n rows.
func fileOf(n int) Letter {
	l := letterOf(0)
	l.Head = FileHead{Names: []string{"玉溪市红塔区人民政府"}, Number: "红政发〔2022〕15号"}
	l.Title = "关于交办2022年建议的通知"
	l.Body = Body(strings.Repeat(hanzi(26)+"\n", n), BodySize)
	l.Signing.Note = ""
	l.Colophon.Printer, l.Colophon.Printed = "红塔区人民政府办公室", "2022年6月8日"
	return l
}

func rulesOf(p Page, c Color) []Rule {
	var out []Rule
	for _, k := range p.Marks {
		if r, ok := k.(Rule); ok && r.Color == c {
			out = append(out, r)
		}
	}
	return out
}

// The name's top edge lies 37 + 35 = 72 mm below the paper's, the 文号 two rows
// (20.4545 mm) below its strokes, the red rule 4 mm below the 文号's characters
// and as wide as the type area, the title two rows or a little more below that.
func TestFileHead(t *testing.T) {
	pages := fileOf(5).Pages(half{})
	name, _ := find(t, pages, "玉溪市红塔区人民政府文件")
	if top := name.Baseline - 0.84*name.Font.Em(); !near(top, 72) || name.Color != Red || name.Font.Face != XiaoBiaoSong {
		t.Errorf("the name's top edge at %.3f, want 72, in red", top)
	}
	if name.X < 28 || end(name) > 184 || !near((name.X+end(name))/2, 106) {
		t.Errorf("the name from %.3f to %.3f, want around 106", name.X, end(name))
	}
	number, _ := find(t, pages, "红政发")
	below := name.Baseline + 0.08*name.Font.Em()
	if top := number.Baseline - 0.88*BodyEm; !near(top, below+2*RowPitch) || !near((number.X+end(number))/2, 106) {
		t.Errorf("文号 at %.3f, its middle at %.3f", top, (number.X+end(number))/2)
	}
	red := rulesOf(pages[0], Red)
	if len(red) != 1 || !near(red[0].X1, 28) || !near(red[0].X2, 184) {
		t.Fatalf("red rules %v, want one from 28 to 184", red)
	}
	if top := red[0].Y1 - red[0].Weight/2; !near(top, number.Baseline+0.12*BodyEm+4) {
		t.Errorf("rule at %.3f, want %.3f", top, number.Baseline+0.12*BodyEm+4)
	}
	title, _ := find(t, pages, "关于交办")
	if free := title.Baseline - 0.88*title.Font.Em() - (red[0].Y1 + red[0].Weight/2); free < 2*RowPitch-0.001 || free > 3*RowPitch {
		t.Errorf("%.3f mm above the title, want two rows", free)
	}
	if g, on := find(t, pages, "— 1 —"); on != 1 || !near(end(g), 184-14*PointMM) {
		t.Errorf("page 1's number ends at %.3f on page %d", end(g), on)
	}
}

// Whatever names, they stay between 28 and 184 mm, in order, below 72 mm, and
// leave room for the text on the first page.
func TestFileHeadNamesFit(t *testing.T) {
	sizes := [][]int{{1}, {2}, {5}, {10}, {16}, {18}, {25}, {40}, {10, 8}, {12, 12, 4}, {20, 9, 9, 9}, {8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8}}
	for _, lengths := range sizes {
		l := fileOf(5)
		h := FileHead{Number: "红政发〔2022〕15号"}
		for _, n := range lengths {
			h.Names = append(h.Names, hanzi(n))
		}
		l.Head = h
		pages := l.Pages(half{})
		var low MM
		words, lines := "", 0
		for _, k := range pages[0].Marks {
			g, ok := k.(Glyphs)
			if !ok || g.Color != Red {
				continue
			}
			if g.X < 28 || end(g) > 184.0005 || g.Baseline-0.84*g.Font.Em() < 71.999 {
				t.Errorf("%v: %s ends at %.3f", lengths, DumpMark(g), end(g))
			}
			low = max(low, g.Baseline+0.08*g.Font.Em())
			words += g.Text
			lines++
		}
		want := ""
		for _, n := range lengths {
			want += hanzi(n)
		}
		want += "文件"
		if words != want {
			t.Errorf("%v: set %q, want %q", lengths, words, want)
		}
		if low > 72+75 {
			t.Errorf("%v: the names end at %.3f", lengths, low)
		}
		if _, on := find(t, pages, hanzi(26)); on != 1 {
			t.Errorf("%v: no text on the first page", lengths)
		}
	}
}

// Several names are spread to one width, and 文件 stands at the middle of their
// height at their right.
func TestJointFileHead(t *testing.T) {
	l := fileOf(5)
	l.Head = FileHead{Names: []string{"玉溪市红塔区人民政府办公室", "玉溪市红塔区财政局文件"}, Number: "红政办发〔2022〕15号"}
	pages := l.Pages(half{})
	a, _ := find(t, pages, "人民政府办公室")
	b, _ := find(t, pages, "财政局")
	word, _ := find(t, pages, "文件")
	if !near(a.X, b.X) || !near(end(a), end(b)) || word.X < end(a) || b.Text != "玉溪市红塔区财政局" {
		t.Errorf("%s\n%s\n%s", DumpMark(a), DumpMark(b), DumpMark(word))
	}
	mid := (a.Baseline - 0.84*a.Font.Em() + b.Baseline + 0.08*b.Font.Em()) / 2
	if got := word.Baseline - 0.38*word.Font.Em(); !near(got, mid) {
		t.Errorf("文件's middle at %.3f, want %.3f", got, mid)
	}
}

func TestClassAtTheTopRight(t *testing.T) {
	for name, c := range map[string]struct {
		head   Head
		bottom MM
	}{
		"letter": {LetterHead{Name: "玉溪市红塔区人民政府", Class: "A", Public: "是否公开：是"}, 28},
		"file":   {FileHead{Names: []string{"玉溪市红塔区人民政府"}, Class: "A", Public: "是否公开：是"}, 37 + 2.5*BodyEm},
	} {
		l := letterOf(100)
		l.Head = c.head
		pages := l.Pages(half{})
		class, _ := find(t, pages, "A")
		public, _ := find(t, pages, "是否公开")
		if !near(end(class), 184) || !near(end(public), 184) || !near(public.Baseline-class.Baseline, 1.25*BodyEm) || class.Font.Face != Hei {
			t.Errorf("%s: %s\n%s", name, DumpMark(class), DumpMark(public))
		}
		if low := public.Baseline + 0.12*BodyEm; !near(low, c.bottom) {
			t.Errorf("%s: ends at %.3f, want %.3f", name, low, c.bottom)
		}
	}
}

// The 版记: rules of 0.35, 0.25 and 0.35 mm over the whole width, the last one's
// lower edge at 262 mm, its words in 四号 one character (4.9389 mm) from the sides.
func TestColophon(t *testing.T) {
	pages := fileOf(2).Pages(half{})
	p := pages[len(pages)-1]
	rules := rulesOf(p, Black)
	if len(rules) != 3 {
		t.Fatalf("%d rules, want 3", len(rules))
	}
	row := RowPitch * 14 / 16
	want := []struct{ y, weight MM }{{262 - 2*row + 0.175, 0.35}, {262 - row, 0.25}, {262 - 0.175, 0.35}}
	// Marks stand line by line: the first rule, then the last line's two.
	for i, r := range rules {
		if !near(r.X1, 28) || !near(r.X2, 184) || !near(r.Y1, want[i].y) || !near(r.Weight, want[i].weight) {
			t.Errorf("rule %d: %s, want %.3f", i, DumpMark(r), want[i].y)
		}
	}
	copies, on := find(t, pages, "抄送：")
	printer, _ := find(t, pages, "红塔区人民政府办公室")
	day, _ := find(t, pages, "2022年6月8日印发")
	if on != len(pages) || !near(copies.X, 28+14*PointMM) || !near(printer.X, 28+14*PointMM) || !near(end(day), 184-14*PointMM) || printer.Baseline != day.Baseline {
		t.Errorf("%s\n%s\n%s", DumpMark(copies), DumpMark(printer), DumpMark(day))
	}
	if printer.Font != (Font{FangSong, 14}) {
		t.Errorf("%v", printer.Font)
	}
}

// 主送 that found no room above go over 抄送, without a rule between.
func TestColophonWithAddressees(t *testing.T) {
	l := fileOf(2)
	l.Colophon.To = []string{"各乡镇人民政府", "各街道办事处。"}
	pages := l.Pages(half{})
	to, _ := find(t, pages, "主送：")
	copies, _ := find(t, pages, "抄送：")
	if !near(copies.Baseline-to.Baseline, RowPitch*14/16) || len(rulesOf(pages[len(pages)-1], Black)) != 3 {
		t.Errorf("%s\n%s", DumpMark(to), DumpMark(copies))
	}
	find(t, pages, "街道办事处。")
}

// Whatever its length, a paper in 文件格式 ends on an even page that holds the
// 版记. A blank page and the 版记's after it carry no number (7.5).
func TestColophonOnAnEvenPage(t *testing.T) {
	blanks := 0
	for n := 1; n < 70; n++ {
		pages := fileOf(n).Pages(half{})
		_, on := find(t, pages, "抄送：")
		if on != len(pages) || on%2 != 0 {
			t.Errorf("%d rows: the 版记 on page %d of %d", n, on, len(pages))
		}
		blank := -1
		for i, p := range pages {
			number := ""
			others := 0
			for _, k := range p.Marks {
				if g, ok := k.(Glyphs); ok && g.Font.Face == Song {
					number = g.Text
				} else {
					others++
				}
			}
			if others == 0 {
				blank = i
				blanks++
			}
			want := fmt.Sprintf("— %d —", i+1)
			if blank >= 0 {
				want = ""
			}
			if number != want {
				t.Errorf("%d rows: page %d carries %q, want %q", n, i+1, number, want)
			}
		}
		l := fileOf(n)
		l.OneSided = true
		if one := l.Pages(half{}); len(one) > len(pages) {
			t.Errorf("%d rows: %d pages printed on one side, %d on both", n, len(one), len(pages))
		}
	}
	if blanks == 0 {
		t.Error("no length left a blank page")
	}
}

// An annex begins on a page of its own, 附件1 at the top left in 三号黑体, its
// title in the third row; its titles make the 附件说明; the 版记 comes last.
func TestAnnexes(t *testing.T) {
	l := fileOf(1)
	l.Annexes = []Annex{{Title: "建议交办清单", Body: Body("甲。\n乙。", BodySize)}, {Title: "征询意见表"}}
	pages := l.Pages(half{})
	if len(pages) != 4 {
		t.Fatalf("%d pages, want 4", len(pages))
	}
	mark, on := find(t, pages, "附件2")
	row := func(n int, size float64) MM { return 37 + MM(n-1)*RowPitch + baseline(RowPitch, Font{Size: size}) }
	if on != 3 || mark.X != 28 || mark.Font != (Font{Hei, 16}) || !near(mark.Baseline, row(1, 16)) {
		t.Errorf("page %d: %s", on, DumpMark(mark))
	}
	var title Glyphs
	for _, k := range pages[1].Marks {
		if g, ok := k.(Glyphs); ok && g.Text == "建议交办清单" {
			title = g
		}
	}
	if title.Font != (Font{XiaoBiaoSong, 22}) || !near(title.Baseline, row(3, 22)) {
		t.Errorf("title: %s, want %.3f", DumpMark(title), row(3, 22))
	}
	if g, on := find(t, pages, "建议交办清单"); on != 1 || g.Font != fangsong {
		t.Errorf("附件说明 on page %d: %s", on, DumpMark(g))
	}
	if _, on := find(t, pages, "抄送："); on != 4 {
		t.Errorf("版记 on page %d", on)
	}
	l.Annexes = l.Annexes[:1]
	if mark, _ := find(t, l.Pages(half{})[1:], "附件"); mark.Text != "附件" {
		t.Errorf("the only annex is called %q", mark.Text)
	}
}
