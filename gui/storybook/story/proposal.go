package story

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
)

// SaveProposal keeps a proposal with its proposers, lead proposer first, under
// the registry's conditions.
func (t *Tx) SaveProposal(p *data.Proposal) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	if err := first(t.numberFree(p), t.numberStays(p), t.mergesWell(p), t.relatesWell(p)); err != nil {
		return err
	}
	if err := keep(t, p); err != nil {
		return err
	}
	t.dirty[p.ID] = true
	for i := range p.Proposers {
		if err := t.findProposer(&p.Proposers[i]); err != nil {
			return err
		}
	}
	_, err := of[data.Proposal](t.next).save(*p)
	t.saved = append(t.saved, clone(*p))
	return err
}

// numberFree refuses a number that its meeting has already.
func (t *Tx) numberFree(p *data.Proposal) error {
	for _, q := range of[data.Proposal](t.next).rows {
		if q.ID == p.ID || q.BookID != p.BookID || data.NumberKey(q.Number) != data.NumberKey(p.Number) {
			continue
		}
		hint := "请核对编号"
		if q.Deleted {
			hint = "那一件已被删除，编号仍保留；可以恢复它，或换一个编号"
		}
		var book data.Book
		if b := of[data.Book](t.next).find(p.BookID); b != nil {
			book = *b
		}
		return data.Problems{{Field: "编号", Message: fmt.Sprintf("%s已有第%s号%s%s", book.Name(), q.Number, book.Meeting.Body.Matter(), data.BookTitle(q.Title)), Hint: hint}}
	}
	return nil
}

// numberStays refuses another number or meeting once a paper bears it.
func (t *Tx) numberStays(p *data.Proposal) error {
	if p.ID == 0 {
		return nil
	}
	had := of[data.Proposal](t.next).find(p.ID)
	if had == nil {
		return notThere("建议", p.ID)
	}
	if had.BookID == p.BookID && data.NumberKey(had.Number) == data.NumberKey(p.Number) {
		return nil
	}
	out := func(s data.SignOff, sent data.Date) bool { return !s.Signed.IsZero() || !sent.IsZero() }
	if slices.ContainsFunc(of[data.Reply](t.next).rows, func(r *data.Reply) bool { return r.ProposalID == p.ID && out(r.SignOff, r.Sent) }) ||
		slices.ContainsFunc(of[data.Opinion](t.next).rows, func(o *data.Opinion) bool {
			return o.ProposalID == p.ID && o.Way == data.OpinionOut && out(o.SignOff, o.Sent)
		}) {
		return data.Problems{{Field: "编号", Message: "第" + had.Number + "号已有签发的文书，编号和届次不能再改", Hint: "请改回第" + had.Number + "号"}}
	}
	return nil
}

// mergesWell refuses a proposal merged into itself, directly or in a ring.
func (t *Tx) mergesWell(p *data.Proposal) error {
	if p.ID == 0 {
		return nil
	}
	into := p.MergedInto
	for range of[data.Proposal](t.next).rows {
		if into == p.ID {
			return data.Problems{{Field: "并案", Message: "一件建议不能并入自己", Hint: "请另选一件，或先解除对方的并案"}}
		}
		if q := of[data.Proposal](t.next).find(into); q != nil {
			into = q.MergedInto
		}
	}
	return nil
}

// relatesWell refuses links with proposals that never were.
func (t *Tx) relatesWell(p *data.Proposal) error {
	if slices.ContainsFunc(p.Related, func(id data.ID) bool { return of[data.Proposal](t.next).find(id) == nil }) {
		return data.Problems{data.RelatedUnknown}
	}
	return nil
}

// findProposer makes p the registry's own. Telephone and address of one found
// by name are filled in where the registry lacks them.
func (t *Tx) findProposer(p *data.Proposer) error {
	rows, n := of[data.Proposer](t.next).rows, -1
	for _, is := range []func(*data.Proposer) bool{ // the very name first, then one that is not deleted
		func(q *data.Proposer) bool { return q.ID == p.ID || p.ID == 0 && q.Name == p.Name },
		func(q *data.Proposer) bool { return p.ID == 0 && !q.Deleted && data.SameName(q.Name, p.Name) },
		func(q *data.Proposer) bool { return p.ID == 0 && data.SameName(q.Name, p.Name) },
	} {
		if n < 0 {
			n = slices.IndexFunc(rows, func(q *data.Proposer) bool {
				return is(q) && (p.ID != 0 || q.Body == p.Body && q.Delegation == p.Delegation)
			})
		}
	}
	switch {
	case n < 0 && p.ID == 0:
		return t.person(p)
	case n < 0:
		return notThere("代表", p.ID)
	}
	given := *p
	*p = *of[data.Proposer](t.next).rows[n]
	if p.Deleted {
		if given.ID != 0 {
			return t.usable(ref{data.RecordProposer, p.ID})
		}
		p.Deleted = false
		if err := t.Restore(data.RecordProposer, p.ID); err != nil {
			return err
		}
	}
	if given.ID != 0 || !p.Complete(given) {
		return nil
	}
	return t.person(p)
}

// person saves a proposer with its proposal, which Saved does not tell apart.
func (t *Tx) person(p *data.Proposer) error {
	n := len(t.saved)
	defer func() { t.saved = t.saved[:n] }()
	return t.SaveProposer(p)
}

// SaveReply keeps one round's reply. A 文号 in use by another paper is refused,
// and so is another 文号 for a reply that was sent.
func (t *Tx) SaveReply(r *data.Reply) error {
	had := of[data.Reply](t.next).find(r.ID)
	if err := t.numberFits(ref{data.RecordReply, r.ID}, r.DocNumber, r.Sent, had != nil && !had.Sent.IsZero(), func() string { return had.DocNumber }); err != nil {
		return err
	}
	return put(t, r)
}

// SaveOpinion keeps an opinion, ours or a unit's; the 文号 of ours as that of
// replies is.
func (t *Tx) SaveOpinion(o *data.Opinion) error {
	if o.Way == data.OpinionOut {
		had := of[data.Opinion](t.next).find(o.ID)
		if err := t.numberFits(ref{data.RecordOpinion, o.ID}, o.DocNumber, o.Sent, had != nil && !had.Sent.IsZero(), func() string { return had.DocNumber }); err != nil {
			return err
		}
	}
	return put(t, o)
}

// numberFits refuses a 文号 that another paper has, or had when it was sent, and
// another one for a paper that is out of the house.
func (t *Tx) numberFits(self ref, number string, sent data.Date, out bool, had func() string) error {
	number = strings.TrimSpace(number)
	if err := t.docNumberFree("文号", self, number); err != nil {
		return err
	}
	if self.id != 0 && !sent.IsZero() && out && had() != "" && had() != number {
		return data.Problems{{Field: "文号", Message: had() + "已随文发出，不能再改", Hint: "登记有误时，请先清除发出日期"}}
	}
	return nil
}
