package export

import (
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Reply is the letter that answers a proposal (答复), on the answering body's
// letter paper. The clerk's body is the letter: the pack's opening and close
// are added where it has none. Where it is empty, what is done and what is
// planned make two sections.
//
// The problems are what keeps the letter from being final: no 文号, class,
// addressee, date or words. The document is there all the same.
func Reply(c data.Case, rep data.Reply, s data.Settings, r data.Rules, m page.Measurer) (page.Document, data.Problems) {
	sh, ps := replySheet(c, rep, s, r)
	doc, more := letter(sh, c, s, r, m)
	doc.Paper = data.PaperName(c, data.RoundWord("答复", rep.Round))
	doc.Told = append(doc.Told, seriesTold(rep.DocNumber, data.PaperOf(c, s, rep.SignOff.Signed, false))...)
	return doc, append(ps, more...)
}

// replySheet are the words of a reply, before they are set on paper.
func replySheet(c data.Case, rep data.Reply, s data.Settings, r data.Rules) (sheet, data.Problems) {
	w := r.Pack.Letters
	title, ps := FillWording(w.ReplyTitle, c, s, rep.SignOff.Signed)
	opening, more := FillWording(w.ReplyOpening, c, s, rep.SignOff.Signed)
	ps = append(ps, more...)
	end, more := FillWording(w.ReplyClose, c, s, rep.SignOff.Signed)
	ps = append(ps, more...)

	rep = c.Letter(rep)
	body := replyBody(rep)
	if data.ReadLetterText(body).Empty() {
		ps = append(ps, data.Problem{Field: "正文", Message: "还没有内容", Hint: "请写正文"})
	}
	if _, ok := r.Pack.Class(rep.Class); !ok {
		ps = append(ps, data.Problem{Field: "类别", Message: "还没有选择办理结果类别", Hint: "请选择"})
	}
	sh := sheet{
		title: title, number: rep.DocNumber, class: rep.Class, public: openness(c, r),
		to:     withColon(rep.Salutation),
		nobody: data.Problem{Field: "主送", Message: "没有写给谁", Hint: "请填写主送"},
		body:   framed(opening, body, end, opensReply, closesReply),
		signed: rep.SignOff.Signed,
		note:   replyNote(c, rep, s),
		copies: rep.CopyTo,
	}
	if sh.to == "" {
		sh.to = salutation(c)
	}
	if len(sh.copies) == 0 {
		sh.copies = c.Book.CopyTo
	}
	return sh, ps
}

// openness is what stands below the class where the place wants it: the decision
// whether the reply is published.
func openness(c data.Case, r data.Rules) string {
	if !r.Pack.Paper.Openness {
		return ""
	}
	return string(c.Disclosure.Decision)
}

// replyBody is the clerk's text, or sections made of what is done and planned,
// with the attachments.
func replyBody(rep data.Reply) string {
	text := data.ReadLetterText(rep.Body)
	if !text.Empty() {
		return strings.TrimSpace(rep.Body)
	}
	var parts []string
	for _, sec := range []struct{ name, text string }{{"已落实事项", rep.Done}, {"计划落实事项", rep.Planned}} {
		if text := strings.TrimSpace(sec.text); text != "" {
			parts = append(parts, data.ChineseNumber(len(parts)+1)+"、"+sec.name+"\n"+text)
		}
	}
	text.Body = strings.Join(parts, "\n")
	return text.String()
}

// replyNote names who can be asked: the reply's contact, else the answering
// unit's where it answers itself, else the office's.
func replyNote(c data.Case, rep data.Reply, s data.Settings) string {
	if rep.Contact != "" || rep.ContactPhone != "" {
		return contactNote(rep.Contact, rep.ContactPhone)
	}
	if a, ok := c.LeadAssignment(); ok && c.Book.Direction == data.HandedOut {
		return contactNote(first(a.Contact, a.Unit.Contact), first(a.Phone, a.Unit.Phone))
	}
	return contactNote(s.Contact, s.Phone)
}

// framed adds opening and close to a text that has none of its own. Rows of
// tables stay as they are.
func framed(opening, body, end string, opens, closes func(string) bool) string {
	text := data.ReadLetterText(body)
	ps := page.Paragraphs(text.Body)
	before, after := len(ps) == 0 || !opens(ps[0]), len(ps) == 0 || !closes(ps[len(ps)-1])
	text.Body = strings.Trim(text.Body, "\n")
	if before {
		text.Body = strings.TrimRight(opening+"\n"+text.Body, "\n")
	}
	if after {
		text.Body += "\n" + end
	}
	return text.String()
}

// opensReply knows the first paragraph of a letter that begins by itself: 您在…
// 上提出的…, …收悉, …现答复如下 (forms.md, Reply letters really sent).
func opensReply(paragraph string) bool {
	head := strings.HasPrefix(paragraph, "您") || strings.HasPrefix(paragraph, "你") || strings.HasPrefix(paragraph, "贵")
	return head && strings.Contains(paragraph, "提出") || strings.Contains(paragraph, "收悉") ||
		strings.Contains(paragraph, "答复如下") || strings.Contains(paragraph, "回复如下")
}

// closesReply knows a last paragraph that ends a letter.
func closesReply(paragraph string) bool {
	for _, w := range []string{"感谢", "批评指正", "此复", "以上答复"} {
		if strings.Contains(paragraph, w) {
			return true
		}
	}
	return false
}
