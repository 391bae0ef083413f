package data_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

func TestALetterIsComparedWithTheRegistry(t *testing.T) {
	all := func(rune) bool { return true }
	r := datatest.Rules()
	for _, c := range []struct {
		name            string
		change          func(*data.Case, *data.Reply)
		blocks, warning string
	}{
		{"the usual opening", func(_ *data.Case, rep *data.Reply) {
			rep.Body = "您提出的《关于测试的建议》（第001号）收悉，现答复如下："
		}, "", ""},
		{"marks within a title set single", func(c *data.Case, rep *data.Reply) {
			c.Proposal.Title, rep.Body = "关于落实《条例》的建议", "您提出的《关于落实〈条例〉的建议》（第1号）收悉。"
		}, "", ""},
		{"another title", func(_ *data.Case, rep *data.Reply) {
			rep.Body = "您提出的《关于修路的建议》（第1号）收悉。"
		}, "关于修路的建议", ""},
		{"another number", func(_ *data.Case, rep *data.Reply) {
			rep.Body = "您提出的《关于测试的建议》（第2号）收悉。"
		}, "写的是第2号", ""},
		{"another's title further down is no matter", func(_ *data.Case, rep *data.Reply) {
			rep.Body = "现答复如下：\n结合李某提出的《关于修路的建议》办理。"
		}, "", ""},
		{"a day that does not exist", func(_ *data.Case, rep *data.Reply) { rep.Body = "将于2022年9月31日前完工。" }, "9月31日", ""},
		{"signed before hand-over", func(_ *data.Case, rep *data.Reply) { rep.SignOff.Signed = datatest.Day(3, 8) }, "早于交办日期", ""},
		{"another dot", func(c *data.Case, rep *data.Reply) {
			c.Proposal.Proposers[0].Name, rep.Salutation = "艾合买提•吐尔逊", "艾合买提 · 吐尔逊代表："
		}, "", ""},
		{"names set apart", func(_ *data.Case, rep *data.Reply) { rep.Salutation = "封　伟代表：" }, "", ""},
		{"with respect and number", func(_ *data.Case, rep *data.Reply) { rep.Salutation = "尊敬的封伟等3名代表：" }, "", ""},
		{"another deputy beside", func(_ *data.Case, rep *data.Reply) { rep.Salutation = "封伟、李明代表" }, "“李明”不是", ""},
		{"shares of 99.9 are rounding", func(_ *data.Case, rep *data.Reply) { rep.Body = "三项分别占33.3%、33.3%、33.3%。" }, "", ""},
		{"shares that do not add up", func(_ *data.Case, rep *data.Reply) { rep.Body = "分别占40.9%、19.3%、35.8%。" }, "", "合计96.0%"},
		{"parts that do not add up", func(_ *data.Case, rep *data.Reply) {
			rep.Body = "共投入269万元，其中管网109万元、道路52万元、绿化107万元。"
		}, "", "其中各项合计268万元"},
		{"three matters, one heading", func(c *data.Case, rep *data.Reply) {
			c.Proposal.Text, rep.Body = "一、存在问题\n略\n二、建议修路\n三、建议装灯", "一、关于修路\n已修。"
		}, "", "提了2个方面"},
		{"a number left out", func(_ *data.Case, rep *data.Reply) { rep.DocNumber = "红政函〔2022〕9号" }, "", "跳号"},
		{"a number of another year", func(_ *data.Case, rep *data.Reply) { rep.DocNumber = "红政函〔2021〕3号" }, "", "是2021年的文号"},
	} {
		x := datatest.Case()
		rep := x.Replies[0]
		c.change(&x, &rep)
		blocking, warnings := data.CheckReply(x, rep, data.Settings{}, r, all, []string{"红政函〔2022〕3号", "红政办函〔2022〕8号"})
		if (c.blocks == "") != (len(blocking) == 0) || !strings.Contains(blocking.Error(), c.blocks) {
			t.Errorf("%s: blocking %q", c.name, blocking.Error())
		}
		if (c.warning == "") != (len(warnings) == 0) || !strings.Contains(warnings.Error(), c.warning) {
			t.Errorf("%s: warnings %q", c.name, warnings.Error())
		}
	}
}

func TestWrongSharesNameTheNumber(t *testing.T) {
	names := []string{"A", "B"}
	for _, c := range []struct {
		total   int
		counts  []int
		printed []string
		says    string
	}{
		{7, []int{4, 3}, []string{"57.1%", "42.9 %"}, ""},
		{4, []int{2, 2}, []string{"50.0%", "50%"}, ""},
		{7, []int{4, 3}, []string{"57.14%", "42.86％"}, ""},
		{8, []int{4, 3}, []string{"57.1%", "42.9%"}, "总数由8改为7"},
		{7, []int{4, 3}, []string{"57.1%", "43.9%"}, "B的占比由43.9%改为42.9%"},
		{7, []int{4, 4}, []string{"57.1%", "42.9%"}, "B由4改为3"},
		{7, []int{1, 2}, []string{"90%", "8%"}, "对不上"},
		{7, []int{4}, nil, "个数不一样"},
	} {
		got := data.ExplainShares(c.total, names[:len(c.counts)], c.counts, c.printed)
		if (c.says == "") != (got == "") || !strings.Contains(got, c.says) {
			t.Errorf("%v of %d, %v: %q", c.counts, c.total, c.printed, got)
		}
	}
}

func TestWhatIsTypedIsTidied(t *testing.T) {
	p := datatest.Case().Proposal
	p.Number, p.Title = " 第０１２号 ", "\u202e关于\u200b测试\x00的建议　"
	if problems := p.Validate(); len(problems) > 0 || p.Number != "012" || p.Title != "关于测试的建议" {
		t.Errorf("%q %q %v", p.Number, p.Title, problems)
	}
	for says, change := range map[string]func(*data.Proposal){
		"编号：没有填写":   func(p *data.Proposal) { p.Number = "第号" },
		"损坏的字符":     func(p *data.Proposal) { p.Title = "关于\xff的建议" },
		"最多200个":    func(p *data.Proposal) { p.Title = strings.Repeat("路", 201) },
		"领衔代表：没有填写": func(p *data.Proposal) { p.Proposers = nil },
		"交办日期：没有填写": func(p *data.Proposal) { p.HandedOver = data.Date{} },
		"不能与自己并案":   func(p *data.Proposal) { p.MergedInto = p.ID },
		"撤转日期：没有填写": func(p *data.Proposal) { p.Closed, p.ClosedWhy = data.Withdrawn, "撤回" },
	} {
		q := datatest.Case().Proposal
		change(&q)
		if got := q.Validate().Error(); !strings.Contains(got, says) {
			t.Errorf("%s: %q", says, got)
		}
	}
}

func TestMoreFactsThatCannotBe(t *testing.T) {
	r := datatest.Rules()
	for says, change := range map[string]func(*data.Case){
		"第2次答复已送达，第1次还没有": func(c *data.Case) { secondRound(c); c.Replies[0].Sent = data.Date{}; c.Feedback = nil },
		"早于第1次答复":         func(c *data.Case) { secondRound(c); c.Replies[1].Sent = datatest.Day(5, 1) },
		"兑现日期":            func(c *data.Case) { c.Commitments = []data.Commitment{{Kept: datatest.Day(1, 1)}} },
		"整改完成": func(c *data.Case) {
			c.Supervisions = []data.Supervision{{Date: datatest.Day(5, 1), Rectified: datatest.Day(4, 1)}}
		},
		"延期至": func(c *data.Case) {
			c.Extensions = []data.Extension{{Applied: datatest.Day(5, 1), Until: datatest.Day(1, 1)}}
		},
	} {
		no, _ := data.CheckFacts(datatest.Case(change), r)
		if !strings.Contains(no.Error(), says) {
			t.Errorf("%s: %q", says, no.Error())
		}
	}
	_, odd := data.CheckFacts(datatest.Case(func(c *data.Case) { c.Disclosure.Published = datatest.Day(5, 1) }), r)
	if !strings.Contains(odd.Error(), "公开日期") {
		t.Errorf("published before sent: %v", odd)
	}
}

// The report of 2018 printed counts that add to 268 of 269 (domain.md).
func TestSummaryNamesTheMisprint(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"共269件，A类109件（40.9%），B类52件（19.3%），C类107件（39.8%）。", "A由109改为110"},
		{"今年共交办269件。其中 A 109 件 (40.9 %)、B 52 件 (19.3 %)、C 107 件 (39.8 %)", "A由109改为110"},
		{"A类件共4件，占总数的57.1%；列入计划准备解决的B类件共3件，占总数的42.9%。", ""},
		{"A类4件，占总数的57.1%，B类3件，占42.9%", ""},
		{"A类4件，占总数的57.1%，B类3件，占43.9%", "B的占比由43.9%改为42.9%"},
		{"共办理7件，A类５件，占57.1％，B类3件，占42.9％", "A由5改为4"},
		{"2021年A类3件，占50%；2022年A类4件，占57.1%，B类3件，占42.9%", ""},
		{"A类4件，占57.1%", ""},
		{"共7件，A类2件，占28.6%，B类2件，占28.6%", ""},
		{"共7件，A类2件，占38.6%，B类2件，占28.6%", "A、B类的件数与占比对不上"},
	} {
		s := data.Summary{Title: "总结", Sections: []data.SummarySection{{Heading: "一、综合情况", Text: c.text}}}
		got := data.FillSummary(s, data.FigureFacts{Now: data.Stats{Year: 2022, Replied: 7, Lead: 7, Total: 269}}).Problems().Error()
		if (c.says == "") != (got == "") || !strings.Contains(got, c.says) {
			t.Errorf("%s: %q", c.text, got)
		}
	}
}
