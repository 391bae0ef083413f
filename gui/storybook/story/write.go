package story

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"slices"

	"jianban/data"
)

// Tx is a change under way.
type Tx struct {
	m     *Memory
	next  tables
	dirty map[data.ID]bool // proposals whose facts changed
	given []*data.ID       // set by inserts; zero again where the change is refused
	saved []any
}

func (m *Memory) begin() *Tx {
	m.mu.Lock()
	defer m.mu.Unlock()
	return &Tx{m: m, next: m.now.copied(), dirty: map[data.ID]bool{}}
}

// checkFacts refuses facts that cannot be, as the registry does.
func (t *Tx) checkFacts() error {
	if len(t.dirty) == 0 {
		return nil
	}
	cases := t.next.cases(data.Scope{}, slices.Sorted(maps.Keys(t.dirty)))
	rules := t.m.ruleYears(&t.next)
	var all data.Problems
	for _, c := range cases {
		impossible, _ := data.CheckFacts(c, rules.Of(c))
		for _, p := range impossible {
			if len(cases) > 1 {
				p.Message = "第" + c.Proposal.Number + "号：" + p.Message
			}
			all = append(all, p)
		}
	}
	return all.Err()
}

// usable refuses a record that is not there or was deleted.
func (t *Tx) usable(r ref) error {
	in := t.next.of(r.what)
	there, deleted := in.state(r.id)
	switch {
	case !there:
		return notThere(in.label(), r.id)
	case deleted:
		return data.Problems{{Field: in.label(), Message: "所选的" + in.label() + "已被删除", Hint: "请先恢复它，或另选一个"}}
	}
	return nil
}

// belongs refuses a record of another proposal.
func (t *Tx) belongs(what data.Record, id, proposal data.ID) error {
	if id == 0 {
		return nil
	}
	in := t.next.of(what)
	if there, _ := in.state(id); !there {
		return notThere(in.label(), id)
	}
	if in.owner(id) != proposal {
		return data.Problems{{Field: in.label(), Message: "所选的" + in.label() + "属于另一件建议", Hint: "请重新选择"}}
	}
	return nil
}

// record is anything that can be saved.
type record[T any] interface {
	*T
	Validate() data.Problems
}

// put validates and saves a record of a table.
func put[T any, P record[T]](t *Tx, in *table[T], p P) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	if err := keep(t, in, (*T)(p)); err != nil {
		return err
	}
	if owner := in.ownerOf((*T)(p)); owner != 0 && in.record != data.RecordAttachment { // a file is no fact that rules look at
		t.dirty[owner] = true
	}
	t.saved = append(t.saved, clone(*p))
	return nil
}

// keep saves a record whose references are there.
func keep[T any](t *Tx, in *table[T], p *T) error {
	for _, r := range in.refsOf(p) {
		if err := t.usable(r); err != nil {
			return err
		}
	}
	got, err := in.save(*p)
	if err != nil {
		return err
	}
	if id, _ := in.head(p); *id == 0 {
		*id = got
		t.given = append(t.given, id)
	}
	return nil
}

// first is the first error that is one.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// SaveBook keeps a book; a meeting has one book only.
func (t *Tx) SaveBook(b *data.Book) error { return put(t, &t.next.books, b) }

// SaveUnit keeps a unit; names of units are unique.
func (t *Tx) SaveUnit(u *data.Unit) error { return put(t, &t.next.units, u) }

// SaveLeader keeps a leader.
func (t *Tx) SaveLeader(l *data.Leader) error { return put(t, &t.next.leaders, l) }

// SaveProposer keeps a deputy or member; a deleted one's name stays taken.
func (t *Tx) SaveProposer(p *data.Proposer) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	in := &t.next.proposers
	for _, x := range in.rows {
		if x.Deleted && x.ID != p.ID && in.unique(x) == in.unique(p) {
			return data.Problems{in.taken}
		}
	}
	return put(t, in, p)
}

// SaveExtension keeps an extension of the time limit.
func (t *Tx) SaveExtension(e *data.Extension) error { return put(t, &t.next.extensions, e) }

// SaveAssignment keeps an assignment.
func (t *Tx) SaveAssignment(a *data.Assignment) error { return put(t, &t.next.assignments, a) }

// SaveConsultation keeps a consultation.
func (t *Tx) SaveConsultation(c *data.Consultation) error {
	for _, id := range slices.Concat(c.Invited, c.Attended) {
		if err := t.usable(ref{data.RecordProposer, id}); err != nil {
			return err
		}
	}
	return put(t, &t.next.consultations, c)
}

// SaveFeedback keeps a feedback form.
func (t *Tx) SaveFeedback(f *data.Feedback) error { return put(t, &t.next.feedback, f) }

// SaveCommitment keeps a promise.
func (t *Tx) SaveCommitment(c *data.Commitment) error {
	if err := first(t.belongs(data.RecordReply, c.ReplyID, c.ProposalID), t.belongs(data.RecordReply, c.FollowUp, c.ProposalID)); err != nil {
		return err
	}
	return put(t, &t.next.commitments, c)
}

// SaveSupervision keeps a visit or an urging.
func (t *Tx) SaveSupervision(s *data.Supervision) error { return put(t, &t.next.supervisions, s) }

// SaveDispatch keeps one sending of a reply to one of its proposers.
func (t *Tx) SaveDispatch(d *data.Dispatch) error {
	if err := t.belongs(data.RecordReply, d.ReplyID, d.ProposalID); err != nil {
		return err
	}
	return put(t, &t.next.dispatches, d)
}

// SaveWaiver keeps a warning that was passed over.
func (t *Tx) SaveWaiver(w *data.Waiver) error {
	if err := t.belongs(data.RecordReply, w.ReplyID, w.ProposalID); err != nil {
		return err
	}
	return put(t, &t.next.waivers, w)
}

// SaveScore keeps points that a person gave a unit.
func (t *Tx) SaveScore(s *data.Score) error { return put(t, &t.next.scores, s) }

// SaveHoliday keeps a day of a holiday notice; a day stands there once.
func (t *Tx) SaveHoliday(h *data.Holiday) error { return put(t, &t.next.holidays, h) }

// SaveYearClosing keeps a year's figures as they were fixed.
func (t *Tx) SaveYearClosing(y *data.YearClosing) error { return put(t, &t.next.closings, y) }

// SaveDisclosure keeps the decision on publication.
func (t *Tx) SaveDisclosure(d *data.Disclosure) error { return put(t, &t.next.disclosures, d) }

// SaveSummary keeps a year's prose.
func (t *Tx) SaveSummary(s *data.Summary) error { return put(t, &t.next.summaries, s) }

// SaveSettings keeps the office's own facts.
func (t *Tx) SaveSettings(s *data.Settings) error {
	if err := s.Validate().Err(); err != nil {
		return err
	}
	t.saved = append(t.saved, clone(*s))
	_, err := t.next.settings.save(settingsRow{id: 1, Settings: *s})
	return err
}

// SavePack adds a rule pack, in force from its date on, or corrects the one
// that has the same date.
func (t *Tx) SavePack(p *data.RulePack) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	t.saved = append(t.saved, clone(*p))
	_, err := t.next.packs.save(packRow{id: t.packFrom(p.From), Pack: *p})
	return err
}

// packFrom finds the pack of a day; 0 where there is none.
func (t *Tx) packFrom(from data.Date) data.ID {
	for _, p := range t.next.packs.alive() {
		if p.Pack.From == from {
			return p.id
		}
	}
	return 0
}

// RemovePack marks the rule pack in force from a date on as deleted; the only
// one stays.
func (t *Tx) RemovePack(from data.Date) error {
	id := t.packFrom(from)
	switch {
	case id == 0:
		return data.Problem{Field: "办理规则", Message: "没有自" + from.Chinese() + "起适用的规则", Hint: "请刷新后再试"}
	case len(t.next.packs.alive()) == 1:
		return data.Problem{Field: "办理规则", Message: "这是唯一的办理规则，不能删除", Hint: "请先新建另一套规则"}
	}
	return t.Remove(data.RecordPack, id)
}

// AddAttachment keeps a file.
func (t *Tx) AddAttachment(a *data.Attachment, content []byte) error {
	if err := a.Validate().Err(); err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	a.SHA256, a.Size = hex.EncodeToString(sum[:]), int64(len(content))
	if err := t.belongs(data.RecordConsultation, a.ConsultationID, a.ProposalID); err != nil {
		return err
	}
	t.m.mu.Lock()
	t.m.contents[a.SHA256] = append([]byte{}, content...)
	t.m.mu.Unlock()
	return put(t, &t.next.attachments, a)
}

var errNoSuchRecord = errors.New("no such record")
