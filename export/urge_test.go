package export_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
)

func wordsOf(doc page.Document) string {
	var b strings.Builder
	for _, p := range doc.Pages {
		for _, m := range p.Marks {
			if g, ok := m.(page.Glyphs); ok {
				b.WriteString(g.Text)
			}
		}
	}
	return b.String()
}

// The three steps of an urging say what is owed, by when it was due and how
// late it is; the limit is 9 June, the notice of 20 June is 11 days late.
func TestNoticesOfAnUrging(t *testing.T) {
	t.Parallel()
	unit := data.Unit{ID: 5, Name: "区住建局", FullName: "红塔区住房和城乡建设局"}
	c := datatest.Case(func(c *data.Case) { c.Replies, c.Feedback, c.Assignments[0].Unit = nil, nil, unit })
	r := datatest.Rules(func(p *data.RulePack) {
		p.Letters.Remind = "你单位承办的{事项}，{交办时间}交办，办理期限为{办理期限}，请于{反馈时限}告知。"
		p.Letters.Urge = "{事项}已逾期{逾期天数}天，请于{反馈时限}报送。"
		p.Letters.Order = "{事项}现予督办。"
	})
	s := data.Settings{Office: "红塔区人民政府办公室"}
	for kind, want := range map[data.SupervisionKind][]string{
		data.Remind: {"黄色提醒", "提醒函", "红塔区住房和城乡建设局：", "2022年3月10日交办", "办理期限为2022年6月9日", "5个工作日内", "2022年6月20日"},
		data.Urge:   {"橙色催办", "催办", "已逾期11天", "请局领导过问。"},
		data.Order:  {"红色督办", "现予督办"},
	} {
		u := data.Supervision{ID: 1, ProposalID: 1, Unit: unit, Kind: kind, Date: datatest.Day(6, 20), Findings: "请局领导过问。"}
		doc, ps := export.Urge(u, []data.Case{c}, s, data.SameRules(r), font.Embedded())
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		text := wordsOf(doc)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %s: %s", kind, w, text)
			}
		}
	}
	if _, ps := export.Urge(data.Supervision{Kind: data.Visit, Unit: unit}, []data.Case{c}, s, data.SameRules(r), font.Embedded()); len(ps) == 0 {
		t.Error("a visit became a notice")
	}
	early := data.Supervision{Unit: unit, Kind: data.Urge, Date: datatest.Day(5, 16)}
	if doc, _ := export.Urge(early, []data.Case{c}, s, data.SameRules(r), font.Embedded()); strings.Contains(wordsOf(doc), "逾期") {
		t.Errorf("ahead of time: %s", wordsOf(doc))
	}
	two := []data.Case{c, datatest.Case(datatest.Numbered(2), func(c *data.Case) { c.Replies, c.Feedback, c.Assignments[0].Unit = nil, nil, unit })}
	doc, _ := export.Urge(data.Supervision{Unit: unit, Kind: data.Urge, Date: datatest.Day(6, 20)}, two, s, data.SameRules(r), font.Embedded())
	if text := wordsOf(doc); !strings.Contains(text, "2件建议") || !strings.Contains(text, "办理期限") {
		t.Errorf("of two: %s", text)
	}
}

// pageOf is one page of a document by itself.
func pageOf(doc page.Document, i int) page.Document { return page.Document{Pages: doc.Pages[i : i+1]} }
