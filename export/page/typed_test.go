package page

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// typed lays a table out as a paper of its own.
func typedPages(rows [][]string) []Page {
	s := Official()
	return Layout(TypedTable(rows, s, half{}), s, half{})
}

func sizesOf(pages []Page) (least, most float64) {
	least = 100
	for _, p := range pages {
		for _, k := range p.Marks {
			if g, ok := k.(Glyphs); ok && g.Font.Face == FangSong {
				least, most = min(least, g.Font.Size), max(most, g.Font.Size)
			}
		}
	}
	return least, most
}

// Whatever stands in its cells: nothing is lost, and nothing leaves the type area.
func TestTypedTablesKeepEveryCharacter(t *testing.T) {
	cell := rapid.StringMatching(`[甲乙丙0-9,.（）a-z]{0,40}`)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 14).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, n, n), 1, 12).Draw(t, "rows")
		want := map[rune]int{}
		for _, r := range rows {
			for _, c := range r {
				for _, x := range c {
					want[x]++
				}
			}
		}
		pages := typedPages(rows)
		got := map[rune]int{}
		for i, p := range pages {
			for _, k := range p.Marks {
				g, ok := k.(Glyphs)
				if !ok || g.Baseline > Official().bottom() {
					continue
				}
				if end := g.X + Width(g.Text, g.Font, g.Track, half{}); n < 12 && (g.X < LeftMargin-1 || end > LeftMargin+TypeWidth+1) {
					t.Fatalf("page %d: %s ends at %.2f", i+1, DumpMark(g), end)
				}
				for _, x := range g.Text {
					got[x]++
				}
			}
		}
		for x, k := range want {
			if got[x] < k { // heads are repeated
				t.Fatalf("%c stands %d times, %d are on paper", x, k, got[x])
			}
		}
	})
}

// A short table is set in 四号 over the whole width; one of many columns and long
// cells in smaller type, its head on every page, and each row stays within half a
// page.
func TestTypedTablesShrinkToFit(t *testing.T) {
	short := [][]string{{"项目", "投资（万元）"}, {"厂房", "3,150.00"}, {"管网", "260.00"}}
	pages := typedPages(short)
	if least, most := sizesOf(pages); least != 14 || most != 14 {
		t.Errorf("a short table is set from %g to %g pt", least, most)
	}
	left, right := MM(300), MM(0)
	for _, k := range pages[0].Marks {
		if r, ok := k.(Rule); ok {
			left, right = min(left, r.X1), max(right, r.X2)
		}
	}
	if !near(left, LeftMargin-TableFrame/2) || !near(right, LeftMargin+TypeWidth+TableFrame/2) {
		t.Errorf("it reaches from %.2f to %.2f", left, right)
	}

	wide := [][]string{{"序号", "名称", "地点", "内容", "总投资", "补助", "自筹", "开工", "竣工", "单位", "备注"}}
	for range 30 {
		wide = append(wide, []string{"1", "第九幼儿园", "玉兴街道", strings.Repeat("新建教学楼", 24), "3,150.00", "1,260.00", "1,890.00", "2022.3", "2023.9", "教育体育局", ""})
	}
	pages = typedPages(wide)
	if least, most := sizesOf(pages); most > 10.5 || least < 7.5 {
		t.Errorf("a wide table is set from %g to %g pt", least, most)
	}
	for i, p := range pages {
		words := ""
		for _, k := range p.Marks {
			if g, ok := k.(Glyphs); ok {
				words += g.Text
			}
		}
		if !strings.HasPrefix(words, "序号名称地点内容") {
			t.Errorf("page %d begins with %.40q", i+1, words)
		}
	}
	if n := len(pages); n > 10 {
		t.Errorf("30 rows take %d pages", n)
	}
}

// A row with one cell above the head is the table's title.
func TestTypedTableTitle(t *testing.T) {
	pages := typedPages([][]string{{"建设项目一览表", "", ""}, {"甲", "乙", "丙"}, {"1", "2", "3"}})
	title, _ := find(t, pages, "建设项目一览表")
	if title.Font.Face != Hei || !near(title.X+end(title), 2*LeftMargin+TypeWidth) {
		t.Errorf("%s", DumpMark(title))
	}
}

// The line that leads to a table stands on the page on which the table begins.
func TestATableStaysWithTheLineThatLeadsToIt(t *testing.T) {
	s := Official()
	for lines := range 30 {
		var blocks []Block
		for range lines {
			blocks = append(blocks, Paragraph{Spans: []Span{{"已完成管网清淤。", Font{FangSong, BodySize}}}})
		}
		blocks = append(blocks, Paragraph{Spans: []Span{{"各片区进度如下：", Font{FangSong, BodySize}}}})
		blocks = append(blocks, TypedTable([][]string{{"片区", "进度"}, {"东片", "八成"}, {"西片", "九成"}, {"南片", "六成"}}, s, half{})...)
		pageOf := func(text string) int {
			for i, p := range Layout(blocks, s, half{}) {
				said := ""
				for _, k := range p.Marks {
					if g, ok := k.(Glyphs); ok {
						said += g.Text
					}
				}
				if strings.Contains(said, text) {
					return i
				}
			}
			return -1
		}
		if at, row := pageOf("如下："), pageOf("东片"); at < 0 || at != row {
			t.Errorf("after %d lines the leading line is on page %d, the first row on %d", lines, at, row)
		}
	}
}
