package export

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Handout (告知单, of the 造册) tells one proposer which of the proposals he raised
// are handled by whom, until when, and whom he can ask (domain.md, Told to the
// deputies). cases are those he raised or signed, in order. It asks for his own
// telephone where none is known.
func Handout(who data.Proposer, cases []data.Case, s data.Settings, y data.RuleYears, m page.Measurer) page.Document {
	title := fmt.Sprintf("%s%s办理责任告知单", bookOf(cases), matterOf(cases))
	member := cases[0].Book.Meeting.Body.Member()
	opening := who.Name
	if !data.IsGroup(who.Name) {
		opening += member
	}
	intro := fmt.Sprintf("%s：您提出或附议的%s共%d件，已由下列单位承办。办理中承办单位会与您联系，您也可以直接向经办人了解情况。", opening, matterOf(cases), len(cases))
	if who.Name == "" {
		intro = strings.Replace(intro, "：", "　　　　"+member+"：", 1)
	}
	style := formStyle(s, data.PlaceNamesOver(cases, y, s))
	style.Numbers = page.NumberLater
	small := page.Font{Face: page.FangSong, Size: 11}
	t := page.Table{Font: small, Head: page.Font{Face: page.Hei, Size: 11}, Columns: []page.Column{
		{Title: "编号", Width: 14, Align: page.Centre, Fit: true}, {Title: "标题", Width: 40}, {Title: "身份", Width: 12, Align: page.Centre, Fit: true},
		{Title: "承办单位", Width: 32}, {Title: "经办人、电话", Width: 30, Align: page.Centre, Fit: true}, {Title: "办理期限", Width: 26, Align: page.Centre, Fit: true}}}
	for _, c := range cases {
		part := "附议"
		if c.Proposal.LeadProposer().ID == who.ID {
			part = "领衔"
		}
		h := handledBy(c, y)
		units := h[0]
		if h[1] != "" {
			units += "（" + partWord(c, data.CoUnit) + "：" + h[1] + "）"
		}
		t.Rows = append(t.Rows, []string{c.Proposal.Number, c.Proposal.Title, part, units, strings.Join(nonEmptyWords(h[3], h[4]), "\n"), h[5]})
	}
	var rows formRows
	rows.pair("姓名", nameIn(who), "联系电话", who.Phone)
	rows.line("通讯地址", who.Address)
	rows.line("面商方式", boxes("", data.FormedWords[:3]...))
	rows.room("方便的时间和地点", "", 2)
	rows.room("要说明的情况", "", 7)
	rows.pair(member+"签名", "", "日期", handDay)
	form := page.Form{Rows: rows, Font: formFont, Least: formRow, Whole: true}
	blocks := []page.Block{page.Title{Text: title}, page.Gap{Rows: 0.5}, page.Body(intro, page.BodySize)[0], page.Gap{Rows: 0.3}, t.Block(style, m)}
	if to := officeContact(s); to != "" {
		blocks = append(blocks, page.Note("组织办理单位："+to, noteFont, style, m))
	}
	blocks = append(blocks, page.Gap{Rows: 0.5}, cutLine(style), page.Gap{Rows: 0.3}, page.Title{Text: "联系方式回执", Size: 16}, form.Block(style, m),
		page.Note("请核对以上内容，有变动的请更正，连同您方便面商的方式、时间交回组织办理单位。", noteFont, style, m))
	return page.Document{Title: title, Author: s.Office, Pages: page.Layout(blocks, style, m), Paper: HandoutPaper(who, cases)}
}

// HandoutPaper and HandoutListPaper name them within their files
// (page.Document.Paper).
func HandoutPaper(who data.Proposer, cases []data.Case) string {
	return fmt.Sprintf("%s告知单 %s %d", bookOf(cases), who.Name, who.ID)
}

// HandoutListPaper is said with HandoutPaper.
func HandoutListPaper(delegation string, cases []data.Case) string {
	return bookOf(cases) + "造册 " + delegation
}

// HandoutList (造册) is the same of one delegation (代表团, 界别), or of those who
// are in none, proposer by proposer: cases are those that one of them leads.
func HandoutList(delegation string, cases []data.Case, s data.Settings, y data.RuleYears, m page.Measurer) page.Document {
	body := cases[0].Book.Meeting.Body
	name := first(delegation, "未填"+delegationWord(body)+"的"+body.Member())
	title := fmt.Sprintf("%s%s办理责任一览表（%s）", bookOf(cases), matterOf(cases), name)
	t := page.Table{Font: page.Font{Face: page.Song, Size: 10.5}, Head: page.Font{Face: page.Hei, Size: 10.5}, Columns: []page.Column{
		{Title: "领衔" + body.Member(), Width: 22, Align: page.Centre, Fit: true}, {Title: "电话", Width: 26, Align: page.Centre, Fit: true},
		{Title: "编号", Width: 16, Align: page.Centre, Fit: true}, {Title: "标题", Width: 74}, {Title: "人数", Width: 12, Align: page.Centre, Fit: true},
		{Title: "主办单位", Width: 30, Align: page.Centre}, {Title: body.Assisting() + "单位", Width: 30, Align: page.Centre},
		{Title: "责任领导", Width: 22, Align: page.Centre, Fit: true}, {Title: "经办人", Width: 20, Align: page.Centre, Fit: true},
		{Title: "联系电话", Width: 30, Align: page.Centre, Fit: true}, {Title: "办理期限", Width: 26, Align: page.Centre, Fit: true}}}
	for _, c := range cases {
		who := c.Proposal.LeadProposer()
		row := []string{who.Name, who.Phone, c.Proposal.Number, c.Proposal.Title, fmt.Sprint(len(c.Proposal.Proposers))}
		t.Rows = append(t.Rows, append(row, handledBy(c, y)...))
	}
	style := ledgerStyle()
	style.Names = data.PlaceNamesOver(cases, y, s)
	blocks := []page.Block{page.Title{Text: title, Size: ledgerTitle}, t.Block(style, m)}
	if to := officeContact(s); to != "" {
		blocks = append(blocks, page.Note("组织办理单位："+to, noteFont, style, m))
	}
	style.Running = title
	return Demo(page.Document{Title: title, Author: s.Office, Pages: page.Layout(blocks, style, m), Paper: HandoutListPaper(delegation, cases)}, s, m)
}

func delegationWord(b data.Body) string {
	if b == data.CPPCC {
		return "界别"
	}
	return "代表团"
}

// bookOf names the book of cases, and nothing where they are of several.
func bookOf(cases []data.Case) string {
	if slices.ContainsFunc(cases, func(c data.Case) bool { return c.Book.ID != cases[0].Book.ID }) {
		return ""
	}
	return cases[0].Book.Name()
}

// handledBy are the cells that tell who handles a case and by when.
func handledBy(c data.Case, y data.RuleYears) []string {
	a, _ := c.LeadAssignment()
	u := a.Unit.InYear(c.Year())
	limit := data.ReplyLimit(c, y.Of(c)).Deadline
	if !c.Proposal.Role.Answers() {
		limit = data.OpinionLimit(c, y.Of(c)).Deadline
	}
	return []string{u.Name, helpingUnits(c, yearly(c)), first(a.Responsible, u.Responsible), first(a.Contact, u.Contact), first(a.Phone, u.Phone), limit.Chinese()}
}
