package export

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
)

// The anchor stands on the last page alone, inside the type area's width and
// below everything else.
func TestAnchorStandsAtTheEnd(t *testing.T) {
	fonts := font.Embedded()
	doc := Summary(data.Summary{Title: "总结", Sections: []data.SummarySection{{Heading: "一、概况", Text: strings.Repeat("办理工作的内容。\n", 60)}}}, data.Stats{Year: 2022, AsOf: data.NewDate(2022, 6, 30)}, nil, nil, data.Settings{Office: "办公室", Demo: true}, data.RuleYears{}, fonts)
	before := len(doc.Pages[len(doc.Pages)-1].Marks)
	anchored := Anchored(doc, data.Anchor{Action: 123, Hash: "3f2a9c01b2d4ffff"}, fonts)
	if len(doc.Pages) < 2 || len(doc.Pages[len(doc.Pages)-1].Marks) != before {
		t.Fatal("the document itself was changed")
	}
	style := page.Official()
	for i, p := range anchored.Pages {
		found := false
		for _, m := range p.Marks {
			g, ok := m.(page.Glyphs)
			if !ok || g.Text != "日志 123-3f2a9c01b2d4" {
				continue
			}
			found = true
			if right := g.X + page.Width(g.Text, g.Font, 0, fonts); right > style.X+style.W+0.01 || g.X < style.X+style.W/2+20 || g.Baseline < style.Y+style.H || g.Baseline > p.Size.H-8 {
				t.Errorf("stands at %v, %v", g.X, g.Baseline)
			}
		}
		if found != (i == len(anchored.Pages)-1) {
			t.Errorf("page %d of %d: %v", i+1, len(anchored.Pages), found)
		}
	}
	if same := Anchored(doc, data.Anchor{}, fonts); len(same.Pages[len(same.Pages)-1].Marks) != before {
		t.Error("an empty journal has an anchor")
	}
}
