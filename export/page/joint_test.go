package page

import "testing"

// Three bodies of ten characters (56.444 mm) sign with seals: two in the first
// row, their middles 56.444 + 2.822 = 59.267 mm apart, the third five rows (51
// mm: more than a seal of 42) below, over the date.
func TestJointSignature(t *testing.T) {
	l := letterOf(100)
	a, b, c := hanzi(10), "乙"+hanzi(9), "丙"+hanzi(9)
	l.Signing.Body = a + "\n" + b + "\n" + c
	pages := l.Pages(half{})
	middle := func(g Glyphs) MM { return (g.X + end(g)) / 2 }
	one, _ := find(t, pages, a)
	two, _ := find(t, pages, b)
	three, on := find(t, pages, c)
	date, dated := find(t, pages, "2022年6月8日")
	if !near(end(date), 184-4*CharPitch) || !near(middle(three), middle(date)) || !near(date.Baseline-three.Baseline, RowPitch) || on != dated {
		t.Errorf("the last body %s\nand the date %s", DumpMark(three), DumpMark(date))
	}
	if one.Baseline != two.Baseline || !near(three.Baseline-two.Baseline, 5*RowPitch) || !near(two.X, three.X) || !near(middle(two)-middle(one), 59.2667) {
		t.Errorf("%s\n%s\n%s", DumpMark(one), DumpMark(two), DumpMark(three))
	}
	// Short names stand three in a row, 42 + 2.822 mm apart: seals do not touch.
	l.Signing.Body = "甲局\n乙局\n丙局\n丁局"
	pages = l.Pages(half{})
	one, _ = find(t, pages, "甲局")
	three, _ = find(t, pages, "丙局")
	four, _ := find(t, pages, "丁局")
	if !near(middle(three)-middle(one), 2*(42+BodyEm/2)) || !near(four.X, three.X) || !near(four.Baseline-one.Baseline, 5*RowPitch) {
		t.Errorf("%s\n%s\n%s", DumpMark(one), DumpMark(three), DumpMark(four))
	}
	// Without seals they stand one below the other.
	l.Signing.Unsealed = true
	pages = l.Pages(half{})
	one, _ = find(t, pages, "甲局")
	four, _ = find(t, pages, "丁局")
	if !near(four.Baseline-one.Baseline, 3*RowPitch) {
		t.Errorf("%s\n%s", DumpMark(one), DumpMark(four))
	}
}

// inked is half with strokes reaching 0.9 em above and 0.05 em below.
type inked struct{ half }

func (inked) Ink(f Font, _ rune) (up, down MM) { return 0.9 * f.Em(), 0.05 * f.Em() }

// Where the shapes are known, places that count from strokes follow them.
func TestStrokesWhereKnown(t *testing.T) {
	l := letterOf(2000)
	pages := l.Pages(inked{})
	name, _ := find(t, pages, "玉溪市红塔区人民政府")
	rules := rulesOf(pages[0], Red)
	if top := name.Baseline - 0.9*name.Font.Em(); !near(top, 30) {
		t.Errorf("the name's top edge at %.3f, want 30", top)
	}
	if free := rules[0].Y1 - rules[0].Weight/2 - name.Baseline - 0.05*name.Font.Em(); !near(free, 4) {
		t.Errorf("%.3f mm below the name, want 4", free)
	}
	number, _ := find(t, pages, "— 2 —")
	if top := number.Baseline - 0.9*number.Font.Em(); !near(top, 269) {
		t.Errorf("the dash's top at %.3f, want 269", top)
	}
	l = fileOf(3)
	l.Head = FileHead{Names: []string{hanzi(10), hanzi(8)}, Number: "红政发〔2022〕15号"}
	pages = l.Pages(inked{})
	first, _ := find(t, pages, hanzi(10))
	second := rulesOf(pages[0], Red)[0]
	last := pages[0].Marks[1].(Glyphs)
	number, _ = find(t, pages, "红政发")
	if top := first.Baseline - 0.9*first.Font.Em(); !near(top, 72) || !near(number.Baseline-0.88*BodyEm-last.Baseline-0.05*last.Font.Em(), 2*RowPitch) || second.Y1 < number.Baseline {
		t.Errorf("names %s\n%s\n文号 %s", DumpMark(first), DumpMark(last), DumpMark(number))
	}
}
