package export

import (
	"jianban/data"
	"jianban/export/page"
)

// Measures of the code on a feedback form, in millimetres: its side, and the room
// with what must stay free around it.
const (
	codeSide page.MM = 22
	codeRoom page.MM = 32
)

// codeFont is the face of the code in digits.
var codeFont = page.Font{Face: page.Song, Size: 10.5}

// Survey (征询意见表) is the form on which a proposer says what he thinks of a
// round's reply. It goes out with the letter, empty but for what is known; one that
// came back is filled in as it is entered. Fields and their order: forms.md, §6.
// The code in its corner (data.FormCode) leads back to it. A form that names nobody
// has none.
func Survey(c data.Case, f data.Feedback, s data.Settings, r data.Rules, m page.Measurer) page.Document {
	r = r.For(c.Book)
	style := formStyle(s, data.PlaceNames(r.Pack, s, c.Book))
	rep := replyOf(c, f.Round)
	who := proposerOf(c, f.ProposerID)
	member := c.Book.Meeting.Body.Member()
	title := c.Book.Meeting.FullName() + matter(c) + "办理情况征询意见表"
	if f.Second {
		title = c.Book.Meeting.FullName() + matter(c) + "办理情况二次评价表"
	}

	var rows formRows
	rows.line("标题", c.Proposal.Title)
	rows.pair(matter(c)+"编号", matterNumber(c), "主办单位", answeredBy(c, s, rep))
	rows.pair(member, nameIn(who), "答复文号", rep.DocNumber)
	rows.pair("答复函", boxes("", "收到", "未收到"), "收到时间", handDay)
	rows.line("办理态度", boxes(string(f.Attitude), wordsOf(r.Pack.MarkWords())...))
	rows.line("办理结果", boxes(string(f.Result), wordsOf(r.Pack.MarkWords())...))
	rows.line("面商人", boxes(f.TalkedBy, data.TalkerWords...))
	rows.line("面商形式", boxes(f.TalkForm, data.FormedWords...))
	rows.line("解决情况", boxes(f.Solved, data.SolvedWords...))
	rows.room("对办理情况的意见", f.Opinion, 4)
	rows.pair(member+"签名", "", "填表日期", handDay)
	rows.line("通讯地址", who.Address)
	rows.line("联系电话", who.Phone)

	doc := page.Document{Title: title, Author: s.Office, Paper: data.PaperName(c, SurveyWord(c, f))}
	doc.Pages = formSheet(title, rows, style, m, surveyFoot(c, f, rep, s, r, style, m))
	return doc
}

// SurveyWord is what a form is called among the papers of its proposal:
// 征询意见表 李某, and from the second round on with it; of a second evaluation 二次评价表.
func SurveyWord(c data.Case, f data.Feedback) string {
	form := "征询意见表"
	if f.Second {
		form = "二次评价表"
	}
	word := data.RoundWord(form, f.Round)
	if name := proposerOf(c, f.ProposerID).Name; name != "" {
		word += " " + name
	}
	return word
}

func replyOf(c data.Case, round int) data.Reply {
	for _, rep := range c.Replies {
		if rep.Round == round {
			return rep
		}
	}
	return data.Reply{Round: round}
}

func proposerOf(c data.Case, id data.ID) data.Proposer {
	for _, p := range c.Proposal.Proposers {
		if p.ID == id {
			return p
		}
	}
	return data.Proposer{}
}

// nameIn is a proposer with the delegation.
func nameIn(p data.Proposer) string {
	if p.Delegation == "" {
		return p.Name
	}
	return p.Name + "（" + p.Delegation + "）"
}

// answeredBy is who answers a reply's proposal.
func answeredBy(c data.Case, s data.Settings, rep data.Reply) string {
	return data.PaperOf(c, s, rep.SignOff.Signed, false).Issuer
}

// surveyFoot are the notes below a form, the code beside them.
func surveyFoot(c data.Case, f data.Feedback, rep data.Reply, s data.Settings, r data.Rules, style page.Style, m page.Measurer) page.Block {
	coded := f.ProposerID != 0
	width := style.W
	if coded {
		width -= codeRoom
	}
	pitch := noteFont.Em() * 1.35
	box := page.Box{H: 2}
	for _, note := range surveyNotes(c, f, rep, coded, s, r) {
		for _, l := range page.FillText(note, noteFont, page.Setting{Width: width}, m) {
			box.H += pitch
			box.Marks = append(box.Marks, l.At(0, box.H-pitch*0.25)...)
		}
	}
	if coded {
		code := data.FormCode{Proposal: c.Proposal.ID, Round: f.Round, Proposer: f.ProposerID, Second: f.Second}
		x := style.W - codeSide - 4 // its right side stays free too
		if marks, err := codeMarks(code.Scanned(), x, 4, codeSide); err == nil {
			box.Marks = append(box.Marks, marks...)
		}
		digits := code.String()
		at := x + (codeSide-page.Width(digits, codeFont, 0, m))/2
		box.Marks = append(box.Marks, page.Glyphs{X: min(at, style.W-page.Width(digits, codeFont, 0, m)), Baseline: codeSide + 10, Font: codeFont, Text: digits})
		box.H = max(box.H, codeSide+12)
	}
	return page.Custom{Boxes: []page.Box{box}, KeepFirst: 1}
}

// surveyNotes are the notes on how a form is filled in (forms.md, §6: six of them).
func surveyNotes(c data.Case, f data.Feedback, rep data.Reply, coded bool, s data.Settings, r data.Rules) []string {
	member := c.Book.Meeting.Body.Member()
	back := "3. 请在" + r.Term(c, data.ForForm, "收到答复后") + "填好交回"
	second, asks := data.SecondLimit(c, rep, r)
	switch {
	case f.Second && asks:
		back = "3. 请在" + second.Deadline.Chinese() + "前填好交回"
	case f.Second:
		back = "3. 请填好交回"
	case !rep.Sent.IsZero():
		back = "3. 请在" + data.FeedbackLimit(c, rep, r).Deadline.Chinese() + "前填好交回"
	}
	if to := officeContact(s); to != "" {
		back += "：" + to
	}
	judges := "1. 本表由" + member + "本人填写，请在选中的一项前的方框内打“√”；办理态度、办理结果各选一项。"
	if f.Second {
		judges = "1. 本表由" + member + "本人填写，请就答复以后的落实情况再作一次评价，在选中的一项前的方框内打“√”。"
	}
	notes := []string{
		"填表说明",
		judges,
		"2. 意见一栏写不下的，可以另附纸。",
		back + "。",
		"4. 对办理结果不满意的，承办单位将重新办理，并在" + r.Term(c, data.ForReanswer, "收到本表后") + "再次答复。",
		"5. 对办理态度不满意的，承办单位负责人将登门听取意见。",
	}
	if coded {
		notes = append(notes, "6. 右边的编码只用于登记本表，不含个人信息。")
	}
	return notes
}
