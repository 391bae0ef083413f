package export_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
)

// The ranking and each unit's sheet say every point; a unit still to be scored
// is marked as provisional.
func TestAppraisalSaysEveryPoint(t *testing.T) {
	t.Parallel()
	item := data.AppraisalItem{Key: "时限", Name: "在期限内答复", Points: 30, Measure: data.MeasureOnTime}
	scheme := data.Appraisal{Parts: []data.AppraisalPart{{Name: "办理规范", Items: []data.AppraisalItem{item}}}}
	out := data.PartScore{Name: "办理规范", Items: []data.ItemScore{{Item: item, Out: true, Why: "没有这类事项，不计"}}}
	part := data.PartScore{Name: "办理规范", Points: 267, Full: 300, Items: []data.ItemScore{{Item: item, Points: 267, Why: "8/9，88.9%"}}}
	units := []data.UnitScore{
		{Unit: data.Unit{ID: 1, Name: "区住建局"}, Group: data.RankedLead, Rank: 1, Among: 1, Lead: 9, Parts: []data.PartScore{part}, Got: 267, Of: 300, Full: 300, Base: 267, Total: 252, Grade: "良好",
			Additions: []data.Score{{Source: data.Addition, Points: 5, Reason: "经验交流"}}, Untouched: data.Untouched{IDs: []data.ID{3}, Points: 20, Why: "1件没有登记过沟通（第3号）"}},
		{Unit: data.Unit{ID: 2, Name: "区教育局"}, Group: data.RankedAssist, Rank: 1, Among: 1, Assist: 1, Parts: []data.PartScore{out}, Got: 0, Of: 100, Full: 300, Base: 267, Total: 267, Grade: "良好", Open: 1},
	}
	doc := export.Appraisal(data.AppraisalTitle(2022, data.Book{}), data.NewDate(2022, 12, 31), units, scheme, data.Settings{Office: "红塔区人民政府办公室"}, font.Embedded())
	var text string
	for _, p := range doc.Pages {
		for _, m := range p.Marks {
			if g, ok := m.(page.Glyphs); ok {
				text += g.Text
			}
		}
	}
	ranking, sheets, _ := strings.Cut(text, "区住建局　")
	for i, words := range [][]string{
		{"考评结果", "截至2022年12月31日", "主办单位（1个）", "区住建局", "−1.5", "25.2", "良好", "协办单位（1个）", "暂计", "分别排名", "尚有1个单位", "红塔区人民政府办公室"},
		{"25.2分", "主办单位第1名，共1个", "在期限内答复", "26.7", "8/9", "经验交流", "未动手的主办件", "−2", "（第3号）", "区教育局", "26.7分", "—", "不计", "折算", "折算成30分", "暂计"},
	} {
		for _, w := range words {
			if text := []string{ranking, sheets}[i]; !strings.Contains(text, w) {
				t.Errorf("part %d lacks %s: %s", i+1, w, text)
			}
		}
	}
}
