package letter

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/plain"
	"jianban/gui/preview"
	"jianban/gui/storybook/story"
)

// longBody makes a letter of three pages.
var longBody = "一、基本情况\n" + strings.Repeat("红塔工业园区光电子产业园规划面积1200亩，已纳入年内重点工作统筹推进，一期380亩土地报批已经完成，标准厂房6月底前交付3万平方米。", 20) + "\n二、下一步打算\n继续推进。"

// BenchmarkKeyToPage is what one key costs between typing and the repainted
// page, but for handing the picture to the screen: pages, checks, repairs,
// places, and the visible page painted 668 pixels wide. Issue 11 allows 100 ms.
func BenchmarkKeyToPage(b *testing.B) {
	c := story.Lead()
	facts := paperFacts{Case: c, Letter: c.Replies[0], Settings: data.Settings{Office: "办公室", Issuer: "玉溪市红塔区人民政府"}}
	memory, err := story.Story{Cases: func() []data.Case { return []data.Case{c} }}.Registry()
	if err != nil {
		b.Fatal(err)
	}
	years, err := memory.RuleYears(b.Context())
	facts.Rules = years.In(2022)
	if err != nil {
		b.Fatal(err)
	}
	fonts := font.Embedded()
	painter := preview.NewPainter(fonts)
	pages := 0
	for i := 0; b.Loop(); i++ {
		facts.Letter.Body = longBody + strings.Repeat("字", i%40)
		l := letteringOf(facts, replyPaper, nil, fonts)
		plain.Repairs(facts.Letter.Body, 0)
		pages = len(l.doc.Pages)
		if _, err := painter.Paint(b.Context(), l.doc.Pages[min(1, pages-1)], 668); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(pages), "pages")
}
