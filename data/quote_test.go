package data_test

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

func TestProblemsQuoteTheWordsTheyAreAbout(t *testing.T) {
	covers := func(r rune) bool { return r != '😀' }
	for _, c := range []struct {
		field, text, quote string
	}{
		{"正文", "您提出的《关于测试的建议》（第1号）收悉。共计××元。", "××"},
		{"计划落实事项", "明年【】完成。", "【】"},
		{"正文", "很好😀。", "😀"},
		{"正文", "您提出的《关于修路的建议》（第1号）收悉。", "关于修路的建议"},
		{"正文", "您提出的《关于测试的建议》（第2号）收悉。", "2号"},
		{"正文", "将于2022年9月31日前完工。", "2022年9月31日"},
		{"主送", "封伟、李明代表", "李明"},
		{"正文", "已办。分别占40.9%、19.3%、35.8%。再说。", "分别占40.9%、19.3%、35.8%"},
		{"正文", "今年共投入269万元，其中管网109万元、道路52万元、绿化107万元。", "共投入269万元，其中管网109万元、道路52万元、绿化107万元"},
	} {
		x := datatest.Case()
		rep := x.Replies[0]
		switch c.field {
		case "正文":
			rep.Body = c.text
		case "计划落实事项":
			rep.Planned = c.text
		case "主送":
			rep.Salutation = c.text
		}
		blocking, warnings := data.CheckReply(x, rep, data.Settings{}, datatest.Rules(), covers, nil)
		all := append(blocking, warnings...)
		if !slices.ContainsFunc(all, func(p data.Problem) bool { return p.Field == c.field && p.Quote == c.quote }) {
			t.Errorf("%s: no problem quotes %q: %+v", c.text, c.quote, all)
		}
		for _, p := range all {
			if p.Field == c.field && !strings.Contains(c.text, p.Quote) {
				t.Errorf("%q quotes what is not in the text: %q", p.Message, p.Quote)
			}
		}
	}
}
