package story

import (
	"fmt"
	"slices"

	"jianban/data"
)

// Changed tells the listeners that something was written. Whoever wraps Do
// calls it after f.
func (m *Memory) Changed() {
	m.mu.Lock()
	var all []func()
	for _, f := range m.listeners {
		all = append(all, f)
	}
	m.mu.Unlock()
	for _, f := range all {
		f()
	}
}

// record is anything that can be saved.
type record[T any] interface {
	*T
	Validate() data.Problems
}

// save validates a row, gives it an ID and puts it into the list that at finds
// in its proposal's case.
func save[T any, P record[T]](m *Memory, p P, id func(*T) *data.ID, owner data.ID, at func(*data.Case) *[]T) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil {
		return m.Fail
	}
	if *id((*T)(p)) == 0 {
		*id((*T)(p)) = m.next()
	}
	m.saved = append(m.saved, *p)
	for i := range m.cases {
		if m.cases[i].Proposal.ID != owner || at == nil {
			continue
		}
		list := slices.Clone(*at(&m.cases[i]))
		n := slices.IndexFunc(list, func(t T) bool { return *id(&t) == *id((*T)(p)) })
		if n < 0 {
			list = append(list, *p)
		} else {
			list[n] = *p
		}
		*at(&m.cases[i]) = list
	}
	return nil
}

// SaveBook keeps a book.
func (m *Memory) SaveBook(b *data.Book) error {
	return saveAside(m, b, func(b *data.Book) *data.ID { return &b.ID }, &m.books)
}

// SaveUnit keeps a unit.
func (m *Memory) SaveUnit(u *data.Unit) error {
	return saveAside(m, u, func(u *data.Unit) *data.ID { return &u.ID }, &m.office.units)
}

// SaveLeader keeps a leader.
func (m *Memory) SaveLeader(l *data.Leader) error {
	return saveAside(m, l, func(l *data.Leader) *data.ID { return &l.ID }, &m.office.leaders)
}

// SaveProposer keeps a proposer.
func (m *Memory) SaveProposer(p *data.Proposer) error {
	return saveAside(m, p, func(p *data.Proposer) *data.ID { return &p.ID }, &m.office.proposers)
}

// SaveProposal keeps a proposal; a new one makes a new case.
func (m *Memory) SaveProposal(p *data.Proposal) error {
	isNew := p.ID == 0
	if err := save(m, p, func(p *data.Proposal) *data.ID { return &p.ID }, 0, nil); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range m.cases {
		if m.cases[i].Proposal.ID == p.ID {
			m.cases[i].Proposal = *p
		}
	}
	if isNew {
		c := data.Case{Proposal: *p}
		for _, b := range m.books {
			if b.ID == p.BookID {
				c.Book = b
			}
		}
		m.cases = append(m.cases, c)
	}
	return nil
}

// SaveExtension keeps an extension.
func (m *Memory) SaveExtension(e *data.Extension) error {
	return save(m, e, func(e *data.Extension) *data.ID { return &e.ID }, e.ProposalID, func(c *data.Case) *[]data.Extension { return &c.Extensions })
}

// SaveAssignment keeps an assignment.
func (m *Memory) SaveAssignment(a *data.Assignment) error {
	return save(m, a, func(a *data.Assignment) *data.ID { return &a.ID }, a.ProposalID, func(c *data.Case) *[]data.Assignment { return &c.Assignments })
}

// SaveConsultation keeps a consultation.
func (m *Memory) SaveConsultation(x *data.Consultation) error {
	return save(m, x, func(x *data.Consultation) *data.ID { return &x.ID }, x.ProposalID, func(c *data.Case) *[]data.Consultation { return &c.Consultations })
}

// SaveReply keeps a reply.
func (m *Memory) SaveReply(r *data.Reply) error {
	return save(m, r, func(r *data.Reply) *data.ID { return &r.ID }, r.ProposalID, func(c *data.Case) *[]data.Reply { return &c.Replies })
}

// SaveOpinion keeps an opinion.
func (m *Memory) SaveOpinion(o *data.Opinion) error {
	return save(m, o, func(o *data.Opinion) *data.ID { return &o.ID }, o.ProposalID, func(c *data.Case) *[]data.Opinion { return &c.Opinions })
}

// SaveFeedback keeps a feedback.
func (m *Memory) SaveFeedback(f *data.Feedback) error {
	return save(m, f, func(f *data.Feedback) *data.ID { return &f.ID }, f.ProposalID, func(c *data.Case) *[]data.Feedback { return &c.Feedback })
}

// SaveCommitment keeps a commitment.
func (m *Memory) SaveCommitment(x *data.Commitment) error {
	return save(m, x, func(x *data.Commitment) *data.ID { return &x.ID }, x.ProposalID, func(c *data.Case) *[]data.Commitment { return &c.Commitments })
}

// SaveSummary keeps the prose of a year.
func (m *Memory) SaveSummary(s *data.Summary) error {
	if err := save(m, s, func(s *data.Summary) *data.ID { return &s.ID }, 0, nil); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.summaries = slices.DeleteFunc(m.summaries, func(o data.Summary) bool { return o.Year == s.Year && o.BookID == s.BookID })
	m.summaries = append(m.summaries, *s)
	return nil
}

// SaveSettings keeps the office's own facts.
func (m *Memory) SaveSettings(s *data.Settings) error {
	if err := s.Validate().Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil {
		return m.Fail
	}
	m.settings = *s
	m.saved = append(m.saved, *s)
	return nil
}

// AddAttachment keeps the name only.
func (m *Memory) AddAttachment(a *data.Attachment, content []byte) error {
	a.Size = int64(len(content))
	return save(m, a, func(a *data.Attachment) *data.ID { return &a.ID }, a.ProposalID, func(c *data.Case) *[]data.Attachment { return &c.Attachments })
}

// gone is a row that was taken out, with the way to put it back.
type gone struct {
	data.DeletedRecord
	owner data.ID
	back  func(*data.Case)
}

// Delete removes a row of any kind.
func (m *Memory) Delete(id data.ID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil {
		return m.Fail
	}
	m.cases = slices.DeleteFunc(m.cases, func(c data.Case) bool { return c.Proposal.ID == id })
	m.books = slices.DeleteFunc(slices.Clone(m.books), func(b data.Book) bool { return b.ID == id })
	m.office.holidays = slices.DeleteFunc(m.office.holidays, func(h data.Holiday) bool { return h.ID == id })
	m.office.units = slices.DeleteFunc(m.office.units, func(u data.Unit) bool { return u.ID == id })
	for i := range m.cases {
		c := &m.cases[i]
		take(m, c, "答复", &c.Replies, func(r data.Reply) bool { return r.ID == id }, func(c *data.Case) *[]data.Reply { return &c.Replies })
		take(m, c, "协办意见", &c.Opinions, func(o data.Opinion) bool { return o.ID == id }, func(c *data.Case) *[]data.Opinion { return &c.Opinions })
		take(m, c, "沟通记录", &c.Consultations, func(x data.Consultation) bool { return x.ID == id }, func(c *data.Case) *[]data.Consultation { return &c.Consultations })
		take(m, c, "交办", &c.Assignments, func(a data.Assignment) bool { return a.ID == id }, func(c *data.Case) *[]data.Assignment { return &c.Assignments })
		take(m, c, "征询意见表", &c.Feedback, func(f data.Feedback) bool { return f.ID == id }, func(c *data.Case) *[]data.Feedback { return &c.Feedback })
		take(m, c, "送达", &c.Dispatches, func(d data.Dispatch) bool { return d.ID == id }, func(c *data.Case) *[]data.Dispatch { return &c.Dispatches })
		take(m, c, "放行", &c.Waivers, func(w data.Waiver) bool { return w.ID == id }, func(c *data.Case) *[]data.Waiver { return &c.Waivers })
		take(m, c, "附件", &c.Attachments, func(a data.Attachment) bool { return a.ID == id }, func(c *data.Case) *[]data.Attachment { return &c.Attachments })
	}
	for i := range m.gone {
		if m.gone[i].ID == 0 {
			m.gone[i].ID = id
		}
	}
	return nil
}

// take moves a row from a case to those that are gone.
func take[T any](m *Memory, c *data.Case, record string, list *[]T, is func(T) bool, at func(*data.Case) *[]T) {
	for _, x := range *list {
		if is(x) {
			d := data.DeletedRecord{Subject: "第" + c.Proposal.Number + "号", Record: record, At: Today, By: "普某"}
			m.gone = append(m.gone, gone{d, c.Proposal.ID, func(c *data.Case) { *at(c) = append(slices.Clone(*at(c)), x) }})
		}
	}
	*list = slices.DeleteFunc(slices.Clone(*list), is)
}

// BringBack puts a deleted row back.
func (m *Memory) BringBack(id data.ID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil {
		return m.Fail
	}
	for i, g := range m.gone {
		if g.ID != id {
			continue
		}
		for j := range m.cases {
			if m.cases[j].Proposal.ID == g.owner {
				g.back(&m.cases[j])
			}
		}
		m.gone = slices.Delete(m.gone, i, i+1)
		return nil
	}
	return ErrNotFound
}

// NextDocNumber is the number after the highest of the series and year.
func (m *Memory) NextDocNumber(series string, year int) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil {
		return "", m.Fail
	}
	prefix, highest := fmt.Sprintf("%s〔%d〕", series, year), 0
	for _, n := range m.numbers(prefix) {
		var got int
		if _, err := fmt.Sscanf(n, prefix+"%d号", &got); err == nil {
			highest = max(highest, got)
		}
	}
	return fmt.Sprintf("%s%d号", prefix, highest+1), nil
}
