package export

import (
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// ReturnForm (退办申请表) is a unit's application to return what it was assigned,
// and the office's answer on the same sheet (forms.md, §9). Where nothing was asked
// yet it is empty but for whose it is.
func ReturnForm(c data.Case, a data.Assignment, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	style := formStyle(s, data.PlaceNames(r.Pack, s, c.Book))
	unit := a.Unit.At(a.Assigned)
	title := matter(c) + "退办申请表"
	answer := map[data.ReturnState]string{data.ReturnAgreed: "同意退回", data.ReturnNotGranted: "不同意退回"}[a.Return()]
	decided := a.ReturnConsented
	if a.Return() == data.ReturnNotGranted {
		decided = a.Accepted
	}
	limit := ""
	if !a.Assigned.IsZero() {
		limit = data.ReturnLimit(c, a, r).Deadline.Chinese()
	}
	rows := aboutRows(c)
	rows.pair("申请单位", unit.Name, "承办", partWord(c, a.Part))
	rows.pair("交办日期", orHandDay(a.Assigned), "退办期限", first(limit, handDay))
	rows.room("退办理由", a.ReturnReason, 6)
	rows.room("建议改由何单位承办", "", 2)
	rows.pair("经办人", first(a.Contact, a.Unit.Contact), "联系电话", first(a.Phone, a.Unit.Phone))
	rows.pairRoom("负责人签字", "", "申请日期", orHandDay(a.Returned), 2)
	rows.line("审核意见", boxes(answer, "同意退回", "不同意退回"))
	rows.room("理由", "", 4)
	rows.pair("改由承办", newLead(c, a), "重新交办", orHandDay(newAssigned(c, a)))
	rows.pairRoom("审核人签字", "", "审核日期", orHandDay(decided), 2)
	note := page.Note("注：应在退办期限前提出，由单位主要负责人签字、加盖公章；同意以前仍由申请单位负责。", noteFont, style, m)
	return page.Document{Title: title, Author: s.Office, Pages: formSheet(title, rows, style, m, note), Paper: data.PaperName(c, ReturnWord(a))}
}

// ReturnWord is what the form is called among the papers of its proposal.
func ReturnWord(a data.Assignment) string {
	return "退办申请表 " + a.Unit.At(a.Assigned).Name + " " + a.Assigned.String()
}

// newLead names who works on it in the place of a unit that may return it.
func newLead(c data.Case, a data.Assignment) string {
	n, ok := followed(c, a)
	if !ok {
		return ""
	}
	return n.Unit.At(n.Assigned).Name
}

func newAssigned(c data.Case, a data.Assignment) data.Date {
	n, _ := followed(c, a)
	return n.Assigned
}

// followed is the assignment that took the place of a returned one.
func followed(c data.Case, a data.Assignment) (data.Assignment, bool) {
	if a.Active() {
		return data.Assignment{}, false
	}
	for _, n := range c.Assignments {
		if n.ID != a.ID && n.Part == a.Part && n.Active() && !n.Assigned.Before(a.ReturnConsented) {
			return n, true
		}
	}
	return data.Assignment{}, false
}

// ExtensionForm (延期申请表) is the application for more time for a reply, and the
// answer to it on the same sheet. The zero Extension leaves all of it free.
func ExtensionForm(c data.Case, e data.Extension, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	r = r.For(c.Book)
	style := formStyle(s, data.PlaceNames(r.Pack, s, c.Book))
	title := matter(c) + "延期办理申请表"
	unit := leadUnit(c, formed(c, e.Applied))
	limit := ""
	if !c.Proposal.HandedOver.IsZero() {
		limit = data.ReplyLimit(data.EarlierExtensions(c, e), r).Deadline.Chinese()
	}
	most := data.LongestExtension(c, r).Chinese()
	answer := ""
	if !e.Approved.IsZero() {
		answer = "同意延期至" + e.Until.Chinese()
	}
	free := "同意延期至　　　　年　　月　　日"
	if answer != "" {
		free = answer
	}
	rows := aboutRows(c)
	rows.pair("申请单位", unit.Name, "联系电话", unit.Phone)
	rows.pair("交办日期", orHandDay(c.Proposal.HandedOver), "原办理期限", first(limit, handDay))
	rows.pair("申请延期至", orHandDay(e.Until), "最长可延至", first(most, handDay))
	rows.room("延期理由", e.Reason, 6)
	rows.room("目前办理情况和下步安排", "", 4)
	rows.pairRoom("负责人签字", "", "申请日期", orHandDay(e.Applied), 2)
	rows.line("审批意见", boxes(answer, free, "不同意延期"))
	if !e.Told.IsZero() {
		rows.line("向"+c.Book.Meeting.Body.Member()+"说明", e.Told.Chinese())
	}
	rows.pairRoom("审批机关", first(e.ApprovedBy, c.Book.HandedBy), "审批日期", orHandDay(e.Approved), 2)
	note := page.Note("注：应在原办理期限届满前书面提出，单位主要负责人签字、加盖公章；批准以前仍按原期限办理。批准后告知"+c.Book.Meeting.Body.Member()+"。", noteFont, style, m)
	return page.Document{Title: title, Author: s.Office, Pages: formSheet(title, rows, style, m, note), Paper: data.PaperName(c, ExtensionWord(e))}
}

// ExtensionWord is what the form is called among the papers of its proposal.
func ExtensionWord(e data.Extension) string {
	return strings.TrimSpace("延期申请表 " + e.Applied.String())
}

// aboutRows tell which proposal a form is about.
func aboutRows(c data.Case) (rows formRows) {
	rows.pair("届次", c.Book.Name(), "编号", matterNumber(c))
	rows.line(titleWord(c), c.Proposal.Title)
	rows.line(proposedWord(c), c.ProposersInShort())
	return rows
}

// receiptWays are how a letter reaches a proposer.
var receiptWays = []string{"当面送达", "邮寄送达", "委托转交"}

// Receipt (送达回执) is signed by a proposer for a round's letter: the upper half
// stays in the office, the lower one comes back. d is the sending as it is entered,
// or zero. For our opinion to a lead body see OpinionReceipt.
func Receipt(c data.Case, rep data.Reply, to data.Proposer, d data.Dispatch, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	sh, _ := replySheet(c, rep, s, r.For(c.Book))
	word := data.RoundWord("送达回执", rep.Round)
	if to.Name != "" {
		word += " " + to.Name
	}
	return receipt(c, receiptOf{sh, nameIn(to), strings.Join(nonEmptyWords(to.Address, to.Phone), "　"), first(d.Method, rep.SentBy), d.Date, d.Receipt, word}, s, r, m)
}

// OpinionReceipt is signed by the lead body for our opinion.
func OpinionReceipt(c data.Case, o data.Opinion, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	sh, _ := opinionSheet(c, o, s, r)
	return receipt(c, receiptOf{sh, c.Proposal.LeadBody, "", "", o.Sent, "", "送达回执"}, s, r, m)
}

// receiptOf is what a receipt tells.
type receiptOf struct {
	sheet
	to, address, way string
	day              data.Date
	signed, word     string
}

func receipt(c data.Case, of receiptOf, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	style := formStyle(s, data.PlaceNames(r.Pack, s, c.Book))
	half := func(title, keeps string) []page.Block {
		var rows formRows
		rows.line("送达文书", of.title)
		rows.pair("文号", of.number, "送达日期", orHandDay(of.day))
		rows.line("受送达人", of.to)
		rows.line("地址、电话", of.address)
		rows.line("送达方式", boxes(of.way, receiptWays...))
		rows.pairRoom("签收人", of.signed, "签收日期", handDay, 2)
		rows.pair("送达人", "", "备注", "")
		form := page.Form{Rows: rows, Font: formFont, Least: formRow, Whole: true}
		return []page.Block{page.Title{Text: title, Size: 18}, form.Block(style, m), page.Note(keeps, noteFont, style, m)}
	}
	blocks := half("送达回执（存根）", "此联由"+first(s.Office, "送达单位")+"留存。")
	blocks = append(blocks, page.Gap{Rows: 0.5}, cutLine(style), page.Gap{Rows: 0.5})
	blocks = append(blocks, half("送达回执", "此联由受送达人签收后交回："+officeContact(s)+"。")...)
	return page.Document{Title: "送达回执", Author: s.Office, Pages: page.Layout(blocks, style, m), Paper: data.PaperName(c, of.word)}
}

// cutLine is a dashed line to cut along.
func cutLine(s page.Style) page.Block {
	var marks []page.Mark
	for x := page.MM(0); x < s.W; x += 4 {
		marks = append(marks, page.Rule{X1: x, Y1: 1, X2: x + 2, Y2: 1, Weight: 0.2, Color: page.Grey})
	}
	return page.Custom{Boxes: []page.Box{{H: 2, Marks: marks}}}
}
