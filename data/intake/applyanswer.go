package intake

import (
	"strings"

	"jianban/data"
)

// answer enters when it was answered: a reply, or our opinion where we assist.
func (m *maker) answer() {
	r := m.r
	if !m.after.Proposal.Role.Answers() {
		m.opinion()
		return
	}
	if r.answered.IsZero() && r.class == "" && r.doc == "" && r.signedBy == "" && r.done == "" && r.planned == "" {
		return
	}
	i := m.reply()
	if i < 0 {
		if !r.answered.IsZero() && r.class == "" {
			m.note("有答复时间" + r.answered.Chinese() + "，没有办理结果类别，答复没有登记；补上类别后再导入")
			return
		}
		if r.answered.IsZero() {
			m.note("没有答复时间，" + m.said() + "先登记为答复草稿，请补登答复时间")
		}
		m.after.Replies = append(m.after.Replies, data.Reply{Round: 1})
		i = len(m.after.Replies) - 1
	}
	rep := &m.after.Replies[i]
	if !r.answered.IsZero() && rep.Sent.IsZero() && r.class == "" && rep.Class == "" {
		m.note("有答复时间没有办理结果类别，答复时间没有登记")
		r.answered = data.Date{}
	}
	m.moveMarks(rep.Round, rep.Sent)
	m.setDay("答复时间", &rep.Sent, r.answered)
	m.set("类别", &rep.Class, r.class)
	m.set("文号", &rep.DocNumber, r.doc)
	m.set("签发人", &rep.SignOff.SignedBy, r.signedBy)
	m.set("已落实事项", &rep.Done, r.done)
	m.set("计划落实事项", &rep.Planned, r.planned)
}

// moveMarks keeps a form that counts as back on the day of its letter there
// where that day is corrected.
func (m *maker) moveMarks(round int, sent data.Date) {
	for i := range m.after.Feedback {
		if f := &m.after.Feedback[i]; !m.r.answered.IsZero() && !sent.IsZero() && f.Round == round && f.Received == sent {
			f.Received = m.r.answered
		}
	}
}

// said names what of an answer the row says.
func (m *maker) said() string {
	if m.r.class != "" {
		return "类别"
	}
	return "答复内容"
}

// reply is the round that the row is about: the one that was sent that day,
// else the last sent, else a draft; -1 where there is none.
func (m *maker) reply() int {
	last := -1
	for i, rep := range m.after.Replies {
		if !rep.Sent.IsZero() && rep.Sent == m.r.answered {
			return i
		}
		if last < 0 || !rep.Sent.IsZero() || m.after.Replies[last].Sent.IsZero() {
			last = i
		}
	}
	return last
}

func (m *maker) opinion() {
	if m.r.answered.IsZero() {
		return
	}
	for i := range m.after.Opinions {
		if o := &m.after.Opinions[i]; o.Way == data.OpinionOut {
			m.setDay("报送时间", &o.Sent, m.r.answered)
			m.set("文号", &o.DocNumber, m.r.doc)
			m.set("签发人", &o.SignOff.SignedBy, m.r.signedBy)
			return
		}
	}
	m.changed("报送时间", "", m.r.answered.Chinese())
	m.after.Opinions = append(m.after.Opinions, data.Opinion{Way: data.OpinionOut, DocNumber: m.r.doc, SignOff: data.SignOff{SignedBy: m.r.signedBy}, Sent: m.r.answered})
}

// feedback enters the lead proposer's marks on the last letter sent.
func (m *maker) feedback() {
	r := m.r
	if r.attitude == "" && r.result == "" || !m.after.Proposal.Role.Answers() {
		return
	}
	rep, ok := m.after.LastJudged()
	lead := m.after.Proposal.LeadProposer().ID
	if !ok || lead == 0 {
		m.note("没有答复时间，评价没有登记")
		return
	}
	i := -1 // the second evaluation, where there is one: its marks are those that a ledger shows
	for at, f := range m.after.Feedback {
		if f.Round == rep.Round && f.ProposerID == lead && (i < 0 || f.Second) {
			i = at
		}
	}
	if i < 0 {
		m.after.Feedback = append(m.after.Feedback, data.Feedback{Round: rep.Round, ProposerID: lead})
		i = len(m.after.Feedback) - 1
	}
	f := &m.after.Feedback[i]
	m.set("办理态度", (*string)(&f.Attitude), string(r.attitude))
	m.set("办理结果", (*string)(&f.Result), string(r.result))
	if f.Received.IsZero() {
		if f.Received = r.returned; f.Received.IsZero() {
			f.Received = rep.Sent
			m.run.plan.note("没有写反馈时间的评价，收回日期按答复时间登记")
		}
	} else {
		m.setDay("收回日期", &f.Received, r.returned)
	}
}

func (m *maker) disclosure() {
	d, r := &m.after.Disclosure, m.r
	if r.open == data.OpenUndecided || r.open == d.Decision {
		return
	}
	m.set("公开", (*string)(&d.Decision), string(r.open))
	if d.Reason == "" && r.open != data.Open {
		if d.Reason = r.whyClosed; d.Reason == "" {
			d.Reason = "台账注明" + string(r.open)
		}
	}
}

// roleUntold settles our part in a new matter that was handed down to us, of which
// neither a column nor a title tells it: a lead unit of the level above answers
// itself, and we assist. One of ours named as lead unit may as well be who works on
// what we only assist; that is told.
func (m *maker) roleUntold(b data.Book) {
	if r := m.r; m.isNew() && r.role == "" && b.Direction == data.HandedDown {
		if len(r.leads) > 0 && m.run.higher(r.leads[0], b) {
			r.role = data.Assist
			m.note("没有写办理方式，主办单位是“" + r.leads[0] + "”，按协办登记，请核对")
			return
		}
		m.note("没有写办理方式，按主办登记；是我们协办的请改为协办")
		m.run.plan.note("“" + b.Name() + "”是上级交来的，没有写办理方式的按主办登记；其中由我们协办的，请加一列“办理方式”写明")
	}
}

// leadBody settles who answers where we assist: as the row says; where the row
// names a higher body as lead unit beside helpers that one; else for new
// matters whoever hands the book's over.
func (m *maker) leadBody() {
	p, r, b := &m.after.Proposal, m.r, m.after.Book
	if p.Role != data.Assist {
		return
	}
	if r.leadBody == "" && len(r.leads) == 1 && m.run.higher(r.leads[0], b) {
		n := min(1, len(r.others))
		r.leadBody, r.leads, r.others = r.leads[0], r.others[:n], r.others[n:]
	}
	if r.leadBody == "" && p.LeadBody == "" {
		r.leadBody = b.HandedBy
		if r.leadBody == "" {
			r.leadBody = strings.TrimPrefix(b.Meeting.Place, "本") + "人民政府办公室"
		}
		m.run.plan.note("协办件没有写明由谁主办的，主办机关先填“" + r.leadBody + "”，请核对")
	}
	m.set("主办机关", &p.LeadBody, r.leadBody)
}

// higher tells that a unit named as leading is not ours but a higher body's.
func (r *run) higher(name string, b data.Book) bool {
	if b.Direction != data.HandedDown {
		return false
	}
	if _, ours := r.units[data.FoldName(name)]; ours {
		return false
	}
	return strings.HasPrefix(name, string(b.Meeting.Level)) || strings.HasPrefix(name, b.Meeting.Place)
}
