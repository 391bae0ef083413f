package export

import (
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// SignSheet (发文稿纸) is the sheet on which a reply goes through the house before
// it is signed: who drafted, checked and countersigned it and who signs, to whom it
// goes and with what. What is entered stands there already.
func SignSheet(c data.Case, rep data.Reply, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	sh, _ := replySheet(c, rep, s, r.For(c.Book))
	return signSheet(c, sh, rep.SignOff, data.RoundWord("发文稿纸", rep.Round), s, r, m)
}

// OpinionSignSheet is the sheet of our opinion to a lead body.
func OpinionSignSheet(c data.Case, o data.Opinion, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	sh, _ := opinionSheet(c, o, s, r)
	return signSheet(c, sh, o.SignOff, "发文稿纸", s, r, m)
}

func signSheet(c data.Case, sh sheet, off data.SignOff, word string, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	r = r.For(c.Book)
	style := formStyle(s, data.PlaceNames(r.Pack, s, c.Book))
	title := data.PaperOf(c, s, off.Signed, false).Issuer + "发文稿纸"
	step := func(day data.Date, who string) string { return strings.Join(nonEmptyWords(who, day.Chinese()), " ") }
	unit := leadUnit(c, formed(c, off.Drafted))

	var rows formRows
	rows.pair("发文字号", first(sh.number, handNumber(off.Signed)), "紧急程度", "")
	rows.pairRoom("签发", step(off.Signed, off.SignedBy), "会签", step(off.Countersigned, off.CountersignedBy), 5)
	rows.pairRoom("审核", step(off.Reviewed, off.ReviewedBy), "办公室核稿", "", 3)
	rows.pair("主办单位", unit.Name, "联系电话", first(unit.Phone, s.Phone))
	rows.pair("拟稿人", off.DraftedBy, "拟稿日期", orHandDay(off.Drafted))
	rows.room("标题", sh.title, 2)
	rows.room("主送", strings.TrimSuffix(sh.to, "："), 1)
	rows.room("抄送", strings.Join(sh.copies, "，"), 1)
	if c.Proposal.Role.Answers() {
		rows.line("附件", "征询意见表")
		rows.line("结果类别", classBoxes(sh.class, r))
		rows.line("是否公开", boxes(string(c.Disclosure.Decision), string(data.Open), string(data.PartlyOpen), string(data.NotOpen)))
	} else {
		rows.line("附件", "")
	}
	rows.pair("印数", "", "用印日期", handDay)
	rows.pair("校对", "", "印发日期", handDay)
	rows.room("备注", "", 2)
	return page.Document{Title: title, Author: s.Office, Pages: formSheet(title, rows, style, m), Paper: data.PaperName(c, word)}
}
