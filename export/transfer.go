package export

import (
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Transfer (转办单) is the sheet that goes with a proposal through the house: who
// handles it and by when, what leaders say, what came of it and what the proposer
// thinks; behind it the proposal itself. Fields and their order: forms.md, §8.
func Transfer(c data.Case, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	r = r.For(c.Book)
	style := formStyle(s, data.PlaceNames(r.Pack, s, c.Book))
	body, p := c.Book.Meeting.Body, c.Proposal
	handed := first(c.Book.HandedBy, s.Office)
	unit := leadUnit(c, yearly(c))
	rep, _ := c.LastSent()
	paper, number, sent := "答复件送出", rep.DocNumber, rep.Sent
	limit := data.ReplyLimit(c, r)
	if !p.Role.Answers() {
		o, _ := c.OurOpinion()
		paper, number, sent = body.Assisting()+"意见送出", o.DocNumber, o.Sent
		limit = data.OpinionLimit(c, r)
	}
	_, form := c.LeadMark(data.ResultOf)

	var rows formRows
	rows.pair("届次", c.Book.Name(), "编号", matterNumber(c))
	rows.line(titleWord(c), p.Title)
	rows.pair(proposedWord(c), c.ProposersInShort(), "联系电话", p.LeadProposer().Phone)
	rows.pair("转交机关", handed, "交办日期", orHandDay(p.HandedOver))
	rows.pair("办理方式", roleWord(c)+keyWord(p), "办理期限", orHandDay(limit.Deadline))
	rows.pair("牵头领导", sponsor(c, p.HandedOver), "主办单位", strings.Join(nonEmptyWords(unit.Name, unit.Contact, unit.Phone), " "))
	rows.line(body.Assisting()+"单位", helpingUnits(c, yearly(c)))
	if p.Supervision() != "" {
		rows.pair("督办领导", p.Supervisor, "督办委室", p.Committee)
	}
	rows.room("拟办意见", "", 3)
	rows.room("领导批示", "", 4)
	if p.Role.Answers() {
		rows.line("办理结果", classBoxes(rep.Class, r))
		rows.line("征求"+body.Member()+"意见", boxes(string(form.Result), wordsOf(r.Pack.MarkWords())...))
		rows.pair(body.Member()+"签字", "", "签字日期", handDay)
	}
	rows.pair(paper, orHandDay(sent), "文号", number)

	pages := formSheet(transferTitle(c), rows, style, m, page.Note(transferNotes(c, r), noteFont, style, m))
	pages = append(pages, original(c, style, m)...)
	return page.Document{Title: transferTitle(c), Author: s.Office, Pages: pages, Paper: data.PaperName(c, "转办单")}
}

func transferTitle(c data.Case) string {
	if c.Book.Meeting.Body == data.CPPCC {
		return "政协提案转办单"
	}
	return "人大代表" + matter(c) + "转办单"
}

// titleWord is what a proposal's title is called: 案由 of a 提案.
func titleWord(c data.Case) string {
	if c.Book.Meeting.Body == data.CPPCC {
		return "案由"
	}
	return "标题"
}

// proposedWord is what the proposers are called on forms.
func proposedWord(c data.Case) string {
	if c.Book.Meeting.Body == data.CPPCC {
		return "提案人"
	}
	return "提出人"
}

// roleWord is our part, as the book's body calls it.
func roleWord(c data.Case) string {
	if c.Proposal.Role == data.Assist {
		return c.Book.Meeting.Body.Assisting()
	}
	return string(c.Proposal.Role)
}

func keyWord(p data.Proposal) string {
	if p.Key {
		return "（重点督办）"
	}
	return ""
}

// orHandDay is a day, or where it is not known yet the place for it.
func orHandDay(d data.Date) string { return first(d.Chinese(), handDay) }

func transferNotes(c data.Case, r data.Rules) string {
	body := c.Book.Meeting.Body
	notes := []string{
		"注：1. 选中的一项前打“√”。",
		"2. 不属于本单位职责的，请在" + r.Term(c, data.ForReturn, "收到后") + "书面申请退回，逾期视为签收。",
		"3. 先与" + body.Member() + "面商，再发书面答复；" + body.Assisting() + "意见在" + r.Term(c, data.ForOpinion, "") + "送主办单位。",
		"4. 办结后，本单连同答复原件归档。",
	}
	return strings.Join(notes, "\n")
}

// original is the proposal itself: its facts and its text.
func original(c data.Case, style page.Style, m page.Measurer) []page.Page {
	text := strings.TrimSpace(c.Proposal.Text)
	if text == "" {
		return nil
	}
	p, who := c.Proposal, c.Proposal.LeadProposer()
	var rows formRows
	rows.pair("届次", c.Book.Name(), "编号", matterNumber(c))
	rows.line(titleWord(c), p.Title)
	rows.pair(proposedWord(c), nameIn(who), "联系电话", who.Phone)
	rows.line("通讯地址", who.Address)
	if len(p.Proposers) > 1 {
		c.Proposal.Proposers = p.Proposers[1:]
		rows.line("附议人", proposersAll(c))
	}
	return formSheet(matter(c)+"原文", rows, style, m, append([]page.Block{page.Gap{Rows: 0.5}}, typed(text, style, m)...)...)
}
