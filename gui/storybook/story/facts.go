package story

import (
	"fmt"
	"strings"
	"time"

	"jianban/data"
)

// Today is the day on which the stories are told.
var Today = time.Date(2022, time.June, 15, 9, 0, 0, 0, time.UTC)

// Office is a made-up office.
func Office() data.Settings {
	return data.Settings{
		Office: "红塔区人民政府办公室", Issuer: "玉溪市红塔区人民政府", ReplySeries: "红政函", OpinionSeries: "红政意函",
		Contact: "普某", Phone: "0877-2010000", Demo: true,
	}
}

// Book is the city congress's book of 2022, handed down.
func Book() data.Book {
	return data.Book{
		ID: 1, Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022},
		Direction: data.HandedDown, HandedBy: "玉溪市人民政府办公室", CopyTo: []string{"市人大常委会选联工委", "市政府督查室"},
	}
}

func day(month time.Month, d int) data.Date { return data.NewDate(2022, month, d) }

// Lead is a proposal that we answer, replied and sent.
func Lead() data.Case {
	c := data.Case{Book: Book()}
	c.Proposal = data.Proposal{
		ID: 12, BookID: 1, Number: "12", Kind: data.Suggestion, Role: data.Lead,
		Title: "关于推进红塔工业园区光电子产业园建设的建议", Topic: "工业经济", HandedOver: day(time.March, 8),
		Text:      "光电子产业园是我区重点产业园区，建议加快用地保障和标准厂房建设。",
		Sponsor:   data.Leader{ID: 1, Name: "赵某", Post: "副区长"},
		Proposers: []data.Proposer{{ID: 1, Name: "李某", Body: data.Congress, Delegation: "红塔代表团"}, {ID: 2, Name: "王某", Body: data.Congress, Delegation: "红塔代表团"}},
	}
	c.Assignments = []data.Assignment{{
		ID: 101, ProposalID: 12, Unit: data.Unit{ID: 1, Name: "区工信局", FullName: "玉溪市红塔区工业商贸和信息化局", Responsible: "杨某", Contact: "马某"},
		Part: data.LeadUnit, Assigned: day(time.March, 9), Accepted: day(time.March, 10),
	}}
	c.Consultations = []data.Consultation{
		{ID: 201, ProposalID: 12, Phase: data.Before, Date: day(time.March, 15), Method: data.Phone, Attended: []data.ID{1}, LedBy: "马某", LedRank: data.SectionHead, Said: "希望先解决用地。"},
		{ID: 202, ProposalID: 12, Phase: data.During, Date: day(time.April, 20), Method: data.FaceToFace, Place: "园区管委会", Attended: []data.ID{1, 2}, LedBy: "杨某", LedRank: data.UnitHead, Said: "同意办理思路。"},
	}
	c.Replies = []data.Reply{{
		ID: 301, ProposalID: 12, Round: 1, Class: "A", DocNumber: "红政函〔2022〕15号", Body: letterBody,
		SignOff: data.SignOff{Drafted: day(time.May, 30), DraftedBy: "马某", Reviewed: day(time.June, 2), ReviewedBy: "杨某", Signed: day(time.June, 6), SignedBy: "钱某"},
		Sent:    day(time.June, 8), SentBy: "当面送达",
	}}
	c.Disclosure = data.Disclosure{ID: 401, ProposalID: 12, Decision: data.Open}
	return c
}

// letterBody is a reply of about a page.
var letterBody = strings.Join([]string{
	"一、基本情况",
	"红塔工业园区光电子产业园规划面积1200亩，重点发展光学元件、显示模组和终端组装，已纳入全区年内重点工作统筹推进。",
	"二、办理情况",
	"（一）用地保障。已完成一期380亩土地报批，正在办理二期用地预审，涉及的120户农户补偿款已兑付到位。",
	"（二）标准厂房。一期6万平方米标准厂房主体完工，6月底前交付3万平方米，水、电、路、网同步到位。",
	"（三）招商引资。今年以来签约光电子企业5户，其中2户已投产，预计全年实现产值8亿元。",
	"三、下一步打算",
	"我区将加快二期用地报批和厂房建设，争取年内再引进龙头企业1至2户，并及时向您通报进展。",
}, "\n")

// Draft is a proposal whose reply is written but lacks much, and which breaks
// several rules.
func Draft() data.Case {
	c := Lead()
	p := &c.Proposal
	p.ID, p.Number, p.Title = 17, "17", "关于完善中心城区截污管网的建议"
	c.Consultations, c.Disclosure = nil, data.Disclosure{}
	c.Replies = []data.Reply{{ID: 302, ProposalID: 17, Round: 1, Class: "B", Body: "一、基本情况\n中心城区有雨污合流管网××公里，计划改造【】公里。\n二、办理情况\n已完成人民路等3条道路截污管网改造。"}}
	rename(&c)
	return c
}

// Assist is a proposal on which our opinion is due, none written yet.
func Assist() data.Case {
	c := Lead()
	p := &c.Proposal
	p.ID, p.Number, p.Title, p.Role, p.LeadBody = 21, "21", "关于小石桥乡锂矿资源开发的建议", data.Assist, "市自然资源和规划局"
	c.Replies, c.Consultations = nil, nil
	rename(&c)
	return c
}

// Long is a proposal with a title of 120 characters and many proposers.
func Long() data.Case {
	c := Lead()
	p := &c.Proposal
	p.ID, p.Number = 143059, "143059"
	title := strings.Repeat("加快推进全域农村人居环境整治提升和基础设施建设", 6)
	p.Title = "关于" + string([]rune(title)[:115]) + "的建议"
	p.Proposers = nil
	for i := range 20 {
		p.Proposers = append(p.Proposers, data.Proposer{ID: data.ID(50 + i), Name: "欧阳代表" + data.ChineseNumber(i+1), Body: data.Congress, Delegation: "研和代表团"})
	}
	c.Replies[0].Body = strings.Repeat(letterBody+"\n", 8)
	c.Replies[0].ID = 303
	rename(&c)
	return c
}

// rename gives the case's rows its proposal's id.
func rename(c *data.Case) {
	for i := range c.Replies {
		c.Replies[i].ProposalID = c.Proposal.ID
	}
	for i := range c.Assignments {
		c.Assignments[i].ProposalID = c.Proposal.ID
	}
	for i := range c.Consultations {
		c.Consultations[i].ProposalID = c.Proposal.ID
	}
}

// Many are n proposals, two thirds answered.
func Many(n int) []data.Case {
	all := make([]data.Case, 0, n)
	for i := range n {
		c := Lead()
		c.Proposal.ID = data.ID(10000 + i)
		c.Proposal.Number = fmt.Sprint(i + 1)
		c.Proposal.Title = fmt.Sprintf("关于第%d项民生实事的建议", i+1)
		if i%3 == 0 {
			c.Replies = nil
		} else {
			c.Replies[0].ID = data.ID(100000 + i)
			c.Replies[0].DocNumber = fmt.Sprintf("红政函〔2022〕%d号", i+1)
			c.Replies[0].Class = string("AABC"[i%4])
		}
		rename(&c)
		all = append(all, c)
	}
	return all
}

// Story is one set of facts.
type Story struct {
	Name  string // in Chinese, as the storybook lists it
	Key   string // for command lines and file names
	Cases func() []data.Case
	Fail  bool // every read fails
}

// Stories lists all.
func Stories() []Story {
	return []Story{
		{Name: "空", Key: "empty", Cases: func() []data.Case { return nil }},
		{Name: "一件", Key: "one", Cases: func() []data.Case { return []data.Case{Lead()} }},
		{Name: "几件", Key: "few", Cases: func() []data.Case { return []data.Case{Lead(), Draft(), Assist()} }},
		{Name: "五千件", Key: "many", Cases: func() []data.Case { return Many(5000) }},
		{Name: "一百二十字标题", Key: "long", Cases: func() []data.Case { return []data.Case{Long()} }},
		{Name: "读取出错", Key: "error", Cases: func() []data.Case { return nil }, Fail: true},
	}
}

// Registry makes the registry of a story.
func (s Story) Registry() (*Memory, error) {
	m, err := NewMemory()
	if err != nil {
		return nil, err
	}
	m.Put([]data.Book{Book()}, s.Cases())
	if s.Fail {
		m.Fail = data.Problem{Field: "登记库", Message: "文件已损坏", Hint: "请从备份恢复"}
	}
	return m, nil
}
