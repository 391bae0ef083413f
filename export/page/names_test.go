package page

import (
	"slices"
	"strings"
	"testing"

	"jianban/assets"
	"jianban/data"
)

// The program knows no place: names are brought by whoever makes the paper.
func TestNoPlaceIsKnown(t *testing.T) {
	for _, name := range assets.PackNames() {
		pack, err := data.ParsePack(assets.Pack(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, place := range pack.Places {
			if words.has[place] {
				t.Errorf("%s stands in the program", place)
			}
		}
	}
	usual, err := data.ParsePack(assets.Pack(assets.PackNames()[0]))
	if err != nil || len(usual.Places) > 0 {
		t.Errorf("the usual rules name %v, %v", usual.Places, err)
	}
	own, err := data.ParsePack(assets.Pack(assets.DemoPack))
	if err != nil || !slices.Contains(own.Places, "抚仙湖") {
		t.Errorf("the demonstration's place has %v, %v", own.Places, err)
	}
}

// Names are kept whole wherever words are broken by sense: in titles, names of
// bodies, signatures and headings of tables, of any paper.
func TestNamesAreKeptWhole(t *testing.T) {
	const lake = "克木湖畔"
	apart := func(lines []string) bool { return !strings.Contains(strings.Join(lines, "|"), lake) }
	// The name stands where the line would end.
	title := ""
	for n := 10; n < 40 && title == ""; n++ {
		if x := strings.Repeat("甲乙", n/2) + lake + strings.Repeat("丙丁", n/2); apart(texts(BreakTitle(x, Font{XiaoBiaoSong, TitleSize}, TypeWidth, nil, half{}))) {
			title = x
		}
	}
	if title == "" {
		t.Fatal("no title of the test parts the name")
	}
	if got := texts(BreakTitle(title, Font{XiaoBiaoSong, TitleSize}, TypeWidth, []string{lake}, half{})); apart(got) {
		t.Errorf("parted: %q", got)
	}
	s := Official()
	s.Names = []string{lake}
	whole := func(what string, ps []piece) {
		var all []string
		for _, p := range ps {
			line := ""
			for _, m := range p.marks {
				if g, ok := m.(Glyphs); ok {
					line += g.Text
				}
			}
			all = append(all, line)
		}
		if apart(all) {
			t.Errorf("%s parts the name: %q", what, all)
		}
	}
	whole("a title", Title{Text: title}.pieces(s, half{}))
	whole("a signature", Signing{Body: title, Date: "2022年6月30日"}.signature(s, half{}))
	l := Letter{Head: LetterHead{Name: "甲"}, Title: title, Names: s.Names}
	var lines []string
	for _, m := range l.Pages(half{})[0].Marks {
		if g, ok := m.(Glyphs); ok {
			lines = append(lines, g.Text)
		}
	}
	if apart(lines) {
		t.Errorf("a letter parts the name: %q", lines)
	}
	for cut := 1; cut < len([]rune(lake)); cut++ { // a name of which the halves of a long one would part
		x := strings.Repeat("甲", 20-cut) + lake + strings.Repeat("乙", 16+cut)
		if got := halves(x, Font{XiaoBiaoSong, fileSmallest}, TypeWidth, s.Names, half{}); apart(got) {
			t.Errorf("a head parts the name: %q", got)
		}
	}
	column := Table{Font: s.Font, Head: s.Font, Columns: []Column{{Title: "甲乙" + lake, Width: 5 * BodyEm}}}
	lines = nil
	for _, m := range column.Block(s, half{}).Head.Marks {
		if g, ok := m.(Glyphs); ok {
			lines = append(lines, g.Text)
		}
	}
	if apart(lines) {
		t.Errorf("a heading parts the name: %q", lines)
	}
}
