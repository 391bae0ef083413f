package export

import (
	"fmt"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// inviteWays are what a consultation is called in an invitation.
var inviteWays = map[data.Method]string{
	data.FaceToFace: "与您面商", data.Forum: "召开座谈会", data.Survey: "开展调研", data.Inspection: "组织视察", data.Hearing: "召开办理情况汇报会",
}

// Invitation (邀请函) asks one proposer to come to a consultation, on the office's
// letter paper, under a 文号 where one is given. Day, place and method that are not
// known yet are left free.
func Invitation(c data.Case, x data.Consultation, to data.Proposer, number string, s data.Settings, r data.Rules, m page.Measurer) (page.Document, data.Problems) {
	var ps data.Problems
	names := data.PlaceNames(r.Pack, s, c.Book)
	name := first(s.Office, s.Issuer)
	if name == "" {
		ps = append(ps, data.Problem{Field: "署名", Message: "没有发文机关", Hint: "请在设置里填写办公室名称"})
	}
	member := c.Book.Meeting.Body.Member()
	if data.IsGroup(to.Name) {
		member = ""
	}
	text := strings.NewReplacer("{会议全称}", c.Book.Meeting.FullName(), "{编号}", c.Proposal.Number, "《{标题}》", data.BookTitle(c.Proposal.Title), "{标题}", c.Proposal.Title,
		"{建议}", matter(c), "{您}", "您", "{时间}", first(x.Date.Chinese(), "＿＿月＿＿日＿＿时"), "{地点}", first(x.Place, "＿＿＿＿＿＿＿＿"), "{方式}", first(inviteWays[x.Method], "与您面商"),
	).Replace(r.Pack.Letters.Invite)
	l := page.Letter{
		Head: page.LetterHead{Name: name, Number: number}, Title: "邀请函",
		To:      withColon(first(to.Name, "＿＿＿＿＿") + member),
		Body:    page.Body(text, page.BodySize),
		Signing: page.Signing{Body: name, Date: draftDate, Note: contactNote(s.Contact, s.Phone)},
		Names:   names,
	}
	if s.Demo {
		l.Note = demoNote
	}
	return page.Document{Title: "邀请函", Author: name, Pages: l.Pages(m), Paper: data.PaperName(c, InvitationWord(x, to))}, ps
}

// InvitationWord is what the letter is called among the papers of its proposal.
func InvitationWord(x data.Consultation, to data.Proposer) string {
	word := strings.TrimSpace("邀请函 " + to.Name)
	if x.ID != 0 {
		word += fmt.Sprintf(" %s %d", x.Date, x.ID)
	}
	return word
}
