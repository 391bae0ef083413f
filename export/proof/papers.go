package main

import (
	"fmt"
	"strconv"
	"strings"

	"jianban/assets"
	"jianban/data"
	"jianban/export"
	"jianban/export/batch"
	"jianban/export/page"
)

// paper is one document of the proof sheet.
type paper struct {
	name string
	doc  page.Document
}

// papers are the letters, then the papers made from a year of invented facts.
func papers(m page.Measurer) ([]paper, error) {
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		return nil, err
	}
	all, err := readLetters(pack, m)
	if err != nil {
		return nil, err
	}
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		return nil, err
	}
	r := data.Rules{Pack: pack, Calendar: calendar}
	years := data.SameRules(r)
	cases, asOf := year(60), data.NewDate(2022, 10, 31)
	settings := data.Settings{Office: "玉溪市红塔区人民政府办公室", Issuer: "玉溪市红塔区人民政府", Contact: "段某", Phone: "0877-0000100", Demo: true}

	reply, _ := export.Reply(cases[0], cases[0].Replies[0], settings, r, m)
	empty, _ := export.Reply(data.Case{}, data.Reply{}, data.Settings{}, data.Rules{}, m)
	draft, _ := export.Reply(data.Case{}, data.Reply{}, settings, r, m)
	opinion, _ := export.Opinion(cases[2], cases[2].Opinions[0], settings, r, m)
	ledger, _ := export.Ledger("市六届人大一次会议建议办理台账", cases, asOf, years, m)
	st := data.Statistics(cases, 2022, asOf, years)
	summary := export.Summary(data.Summary{Year: 2022, Signed: data.NewDate(2022, 12, 30), Title: "红塔区人民政府办公室2022年市人大代表建议办理工作总结", Sections: []data.SummarySection{
		{Heading: "一、综合情况", Text: strings.Repeat("截至10月底，60件建议全部办理完毕，办复率100%，面商率100%。", 9)},
		{Heading: "二、主要做法", Text: "（一）提高站位，强化责任落实。" + strings.Repeat("区政府常务会议专题研究，区长领办、副区长督办、部门承办。", 8)},
		{Heading: "三、存在的问题", Text: "一是个别单位与代表沟通不够。二是少数建议落实周期较长。"},
	}}, st, nil, cases, settings, years, m)
	forms, err := forms(batch.Source{Cases: cases[:6], Settings: settings, Rules: years, Measure: m})
	if err != nil {
		return nil, err
	}
	all = append(all, forms...)
	return append(all,
		paper{"20-reply", reply}, paper{"21-draft", draft}, paper{"22-opinion", opinion},
		paper{"23-ledger", export.Demo(ledger, settings, m)}, paper{"24-summary", summary},
		paper{"25-tall-table", tallTable(r, m)}, paper{"26-empty", empty},
	), nil
}

// forms are the first two papers of each further kind, blank ones where nothing is
// recorded.
func forms(s batch.Source) ([]paper, error) {
	var all []paper
	for i, k := range batch.Kinds() {
		if k.Name == "replies" || k.Name == "opinions" {
			continue
		}
		papers := k.Papers(s, batch.Choices{})
		if len(papers) == 0 {
			papers = k.Papers(s, batch.Choices{Blank: true})
		}
		var docs []page.Document
		for _, p := range papers[:min(2, len(papers))] {
			doc, err := p.Document()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", k.Name, err)
			}
			docs = append(docs, doc)
		}
		if len(docs) > 0 {
			all = append(all, paper{fmt.Sprintf("%d-%s", 30+i, k.Name), export.Join(k.Word, docs)})
		}
	}
	return all, nil
}

// year is n cases of 2022, each third 协办, with long and short names.
func year(n int) []data.Case {
	cases := make([]data.Case, n)
	for i := range cases {
		id := data.ID(i + 1)
		c := data.Case{
			Book: data.Book{
				ID: 1, Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022}, Direction: data.HandedDown,
				Issuer: "玉溪市红塔区人民政府", CopyTo: []string{"玉溪市人大常委会选联工委", "玉溪市人民政府督查室"},
			},
			Proposal: data.Proposal{
				ID: id, Number: fmt.Sprintf("%03d", i+1), Role: data.Lead, Topic: "城建交通", HandedOver: data.NewDate(2022, 3, 9),
				Title: "关于" + strings.Repeat("进一步完善", i%7+1) + "城乡基础设施的建议", LeadBody: "玉溪市住房和城乡建设局",
				Proposers: []data.Proposer{{ID: id, Name: "李𬱖"}, {ID: id + 1000, Name: "阿某·买某"}},
			},
			Assignments: []data.Assignment{{ProposalID: id, Unit: data.Unit{ID: data.ID(i%7 + 1), Name: "区" + data.ChineseNumber(i%7+1) + "局"}, Part: data.LeadUnit, Assigned: data.NewDate(2022, 3, 10), Accepted: data.NewDate(2022, 3, 11)}},
		}
		number := fmt.Sprintf("红政函〔2022〕%d号", i+1)
		if i%3 == 2 {
			c.Proposal.Role = data.Assist
			c.Opinions = []data.Opinion{{ProposalID: id, Way: data.OpinionOut, DocNumber: number, Body: strings.Repeat("经研究，我区支持该建议，已安排资金1,200万元。\n", 4), SignOff: data.SignOff{Signed: data.NewDate(2022, 4, 6)}}}
		} else {
			c.Replies = []data.Reply{{ProposalID: id, Round: 1, Class: string("AB"[i%2]), DocNumber: number, Done: "已建成管网10公里。", Planned: "2023年再建5公里。", SignOff: data.SignOff{Signed: data.NewDate(2022, 5, 20)}, Sent: data.NewDate(2022, 5, 25)}}
		}
		cases[i] = c
	}
	return cases
}

// tallTable is a table over pages as a clerk pastes it into an attachment, one of
// its rows taller than a page.
func tallTable(r data.Rules, m page.Measurer) page.Document {
	text := "您提出的建议收悉，现答复如下：\n情况见附件。\n此复。\n" + data.AnnexMark + "建议办理情况一览表\n编号\t标题\t办理情况\n"
	for i := range 40 {
		words := "已办结，代表满意。"
		if i == 4 {
			words = strings.Repeat("区住建局会同区财政局现场办公，新建截污管5.6公里，占计划的57.1%；", 60)
		}
		text += strconv.Itoa(i+1) + "\t关于完善中心城区截污管网的建议\t" + words + "\n"
	}
	doc, _ := export.Reply(data.Case{}, data.Reply{Body: text}, data.Settings{}, r, m)
	return doc
}
