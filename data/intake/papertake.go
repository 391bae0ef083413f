package intake

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"jianban/data"
)

// paperMaker makes of a paper and the case before it the case after it.
type paperMaker struct {
	maker
	paper *Paper
	hints paperHints
	facts bool // the case's own facts are changed
}

// take takes what the paper says into the facts, where these say nothing yet.
func (m *paperMaker) take() {
	defer func() {
		if m.facts && m.paper.Revised {
			m.note("文件里有还没有接受的修订，按全部接受后的文字取用，请核对")
		}
	}()
	if m.hints.kind == otherPaper {
		m.note("不是建议原文或答复，只作附件")
		return
	}
	if m.paper.Text == "" {
		if len(m.paper.Notes) == 0 {
			m.note("没有可以取用的文字（可能是扫描件），只作附件")
		}
		return
	}
	if m.hints.kind == replyPaper {
		m.takeReply()
		return
	}
	p := &m.after.Proposal
	text, head := ownText(m.paper.Text, p.Title)
	if facts := untold(head, m.after); len(facts) > 0 {
		m.note("文件开头写的“" + strings.Join(facts, "”“") + "”没有算作内容，登记库里没有，需要的请补登")
	}
	switch {
	case text == "" || sameText(p.Text, text) || sameText(p.Text, m.paper.Text):
	case p.Text != "":
		m.note("登记的内容与文件不同，内容没有改动，文件作为附件")
	default:
		m.set("内容", &p.Text, text)
		m.facts = true
	}
	if t := m.hints.inText; t != "" && !sameTitle(t, p.Title) {
		m.note("文件里的标题是《" + mendTitle(t) + "》，请核对是不是这一件")
	}
}

// sameText tells whether two texts say the same, however they are broken into
// lines.
func sameText(a, b string) bool { return bare(mendText(a)) == bare(mendText(b)) }

// holdsText tells whether a letter says what a text says, perhaps with opening and
// close around it, which the program writes by itself.
func holdsText(letter, text string) bool {
	return sameText(letter, text) || utf8.RuneCountInString(text) > 30 && strings.Contains(bare(mendText(letter)), bare(mendText(text)))
}

// takeReply puts the text of a letter where one was answered and no text stands;
// where nothing tells that it was answered it becomes a draft.
func (m *paperMaker) takeReply() {
	if !m.after.Proposal.Role.Answers() {
		m.note("这一件由" + m.after.Proposal.LeadBody + "答复，文件只作附件")
		return
	}
	letter := readReply(m.paper.Text)
	if letter.body == "" {
		m.note("看不出答复的正文，只作附件")
		return
	}
	if slices.ContainsFunc(m.after.Replies, func(r data.Reply) bool { return r.Body != "" && holdsText(letter.body, r.Body) }) {
		return
	}
	i := m.round(letter)
	if i < 0 {
		if len(m.after.Replies) > 0 {
			m.note("已有的答复正文与文件不同，正文没有改动，文件作为附件")
			return
		}
		m.after.Replies = append(m.after.Replies, data.Reply{Round: 1})
		i = 0
		m.note("没有登记过答复时间，正文作为答复草稿，请补登送达日期和类别")
	}
	rep := &m.after.Replies[i]
	field := data.RoundWord("答复", rep.Round) + "正文"
	if rep.Sent.IsZero() {
		field = data.RoundWord("答复", rep.Round) + "草稿"
	}
	m.set(field, &rep.Body, letter.body)
	m.facts = true
	switch {
	case letter.docNumber == "" || rep.DocNumber == letter.docNumber:
	case rep.DocNumber == "":
		m.set("文号", &rep.DocNumber, letter.docNumber)
	default:
		m.note(fmt.Sprintf("文件上的文号是%s，登记的是%s，文号没有改动", letter.docNumber, rep.DocNumber))
	}
	m.class(rep, letter.class)
}

// class takes the sign on a letter where none is known, and tells one that is
// another.
func (m *paperMaker) class(rep *data.Reply, sign string) {
	if sign == "" {
		return
	}
	class, ok := letterOf(sign, m.run.known.Rules.Of(m.after).Pack)
	switch {
	case !ok || class == rep.Class:
	case rep.Class == "":
		m.set("类别", &rep.Class, class)
	default:
		m.note("文件上的类别是" + class + "，登记的是" + rep.Class + "，类别没有改动")
	}
}

// round is the reply whose text the letter can be: that of its 文号 or of the
// round that its name tells, else the first sent, else the first draft, without
// a text; -1 where none is.
func (m *paperMaker) round(letter replyText) int {
	best := -1
	for i, r := range m.after.Replies {
		if r.Body != "" || m.hints.round != 0 && r.Round != m.hints.round {
			continue
		}
		if letter.docNumber != "" && r.DocNumber == letter.docNumber {
			return i
		}
		if best < 0 || m.after.Replies[best].Sent.IsZero() && !r.Sent.IsZero() {
			best = i
		}
	}
	return best
}

// attach tells whether the file is to be kept with the proposal, and counts that
// as a change.
func (m *paperMaker) attach() bool {
	has := func(a data.Attachment) bool { return a.SHA256 == m.paper.SHA256 }
	if slices.ContainsFunc(m.after.Attachments, has) {
		return false
	}
	name := path.Base(m.paper.Name)
	m.after.Attachments = append(slices.Clone(m.after.Attachments), data.Attachment{Name: name, SHA256: m.paper.SHA256, Size: m.paper.Size})
	m.changed("附件", "", strings.TrimSpace(name))
	return true
}
