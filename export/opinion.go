package export

import (
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Opinion is the letter with our opinion to the lead body where we assist
// (协办意见, for 提案 会办意见): the reply's paper without a class, addressed to
// the body that answers.
//
// The problems are what keeps it from being final; the document is there all
// the same.
func Opinion(c data.Case, o data.Opinion, s data.Settings, r data.Rules, m page.Measurer) (page.Document, data.Problems) {
	sh, ps := opinionSheet(c, o, s, r)
	doc, more := letter(sh, c, s, r, m)
	doc.Paper = data.PaperName(c, c.Book.Meeting.Body.Assisting()+"意见")
	doc.Told = append(doc.Told, seriesTold(o.DocNumber, data.PaperOf(c, s, o.SignOff.Signed, true))...)
	return doc, append(ps, more...)
}

// opinionSheet are the words of an opinion, before they are set on paper.
func opinionSheet(c data.Case, o data.Opinion, s data.Settings, r data.Rules) (sheet, data.Problems) {
	w := r.Pack.Letters
	title, ps := FillWording(w.OpinionTitle, c, s, o.SignOff.Signed)
	opening, more := FillWording(w.OpinionOpening, c, s, o.SignOff.Signed)
	ps = append(ps, more...)
	end, more := FillWording(w.OpinionClose, c, s, o.SignOff.Signed)
	ps = append(ps, more...)
	if data.ReadLetterText(o.Body).Empty() {
		ps = append(ps, data.Problem{Field: "正文", Message: "还没有内容", Hint: "请写" + c.Book.Meeting.Body.Assisting() + "意见"})
	}
	return sheet{
		title: title, number: o.DocNumber,
		to:     withColon(c.Proposal.LeadBody),
		nobody: data.NoLeadBody,
		body:   framed(opening, o.Body, end, opensOpinion, closesOpinion),
		signed: o.SignOff.Signed,
		note:   contactNote(s.Contact, s.Phone),
	}, ps
}

// opensOpinion knows the first paragraph of an opinion that begins by itself.
func opensOpinion(paragraph string) bool {
	return strings.Contains(paragraph, "收悉") || strings.Contains(paragraph, "意见如下") ||
		strings.HasSuffix(paragraph, "意见：") || strings.Contains(paragraph, "如下：")
}

// closesOpinion knows a last paragraph that ends an opinion.
func closesOpinion(paragraph string) bool {
	for _, w := range []string{"参考", "此函", "特此函", "以上意见"} {
		if strings.Contains(paragraph, w) {
			return true
		}
	}
	return false
}
