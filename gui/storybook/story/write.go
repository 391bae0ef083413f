package story

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
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
	return data.RefuseImpossible(t.next.cases(data.Scope{}, slices.Sorted(maps.Keys(t.dirty))), t.m.ruleYears(t.next))
}

// usable refuses a record that is not there or was deleted.
func (t *Tx) usable(r ref) error {
	in := t.next.named(r.what)
	there, deleted := in.state(r.id)
	switch {
	case !there:
		return notThere(in.title(), r.id)
	case deleted:
		return data.Problems{{Field: in.title(), Message: "所选的" + in.title() + "已被删除", Hint: "请先恢复它，或另选一个"}}
	}
	return nil
}

// fits refuses a record that is not usable or is another proposal's than owner.
func (t *Tx) fits(r ref, owner data.ID) error {
	if err := t.usable(r); err != nil {
		return err
	}
	if in := t.next.named(r.what); in.isFact() && in.owner(r.id) != owner {
		return data.Problems{{Field: in.title(), Message: "所选的" + in.title() + "属于另一件建议", Hint: "请重新选择"}}
	}
	return nil
}

// record is anything that can be saved.
type record[T any] interface {
	*T
	Validate() data.Problems
}

// put validates and saves a record.
func put[T any, P record[T]](t *Tx, p P) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	if err := keep(t, (*T)(p)); err != nil {
		return err
	}
	in := of[T](t.next)
	if owner := in.ownerOf((*T)(p)); owner != 0 && in.record != data.RecordAttachment && in.record != data.RecordIssue { // no facts that rules look at
		t.dirty[owner] = true
	}
	t.saved = append(t.saved, clone(*p))
	return nil
}

// keep saves a record if whom and what it names fits: the first that does not
// is told.
func keep[T any](t *Tx, p *T) error {
	in := of[T](t.next)
	owner := in.ownerOf(p)
	for _, l := range in.linksOf(p) {
		if *l.id == 0 {
			continue
		}
		if err := t.fits(ref{l.what, *l.id}, owner); err != nil {
			return err
		}
	}
	if in.people != nil {
		for _, id := range in.people(p) {
			if err := t.usable(ref{data.RecordProposer, id}); err != nil {
				return err
			}
		}
	}
	got, err := in.save(*p)
	if err != nil {
		return err
	}
	if id, _, _ := in.head(p); *id == 0 {
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

// SaveProposer keeps a deputy or member; a deleted one's name stays taken.
func (t *Tx) SaveProposer(p *data.Proposer) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	in := of[data.Proposer](t.next)
	for _, x := range in.rows {
		if x.Deleted && x.ID != p.ID && in.unique(x) == in.unique(p) {
			return data.Problems{in.twice}
		}
	}
	return put(t, p)
}

// SaveSettings keeps the office's own facts.
func (t *Tx) SaveSettings(s *data.Settings) error {
	if err := s.Validate().Err(); err != nil {
		return err
	}
	t.saved = append(t.saved, clone(*s))
	_, err := of[settingsRow](t.next).save(settingsRow{id: 1, Settings: *s})
	return err
}

// SavePack adds a rule pack, in force from its date on, or corrects the one
// that has the same date.
func (t *Tx) SavePack(p *data.RulePack) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	t.saved = append(t.saved, clone(*p))
	_, err := of[packRow](t.next).save(packRow{id: t.packFrom(p.From), Pack: *p})
	return err
}

// packFrom finds the pack of a day; 0 where there is none.
func (t *Tx) packFrom(from data.Date) data.ID {
	for _, p := range of[packRow](t.next).alive() {
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
	case len(of[packRow](t.next).alive()) == 1:
		return data.Problem{Field: "办理规则", Message: "这是唯一的办理规则，不能删除", Hint: "请先新建另一套规则"}
	}
	return t.Remove(data.RecordPack, id)
}

// AddAttachment keeps a file, read once.
func (t *Tx) AddAttachment(a *data.Attachment, content io.ReadSeeker) error {
	if err := a.Validate().Err(); err != nil {
		return err
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return data.AttachmentUnreadable(a.Name)
	}
	all, err := io.ReadAll(io.LimitReader(content, data.AttachmentMost+1))
	if err != nil {
		return data.AttachmentUnreadable(a.Name)
	}
	if err := data.AttachmentFits(a.Name, int64(len(all))); err != nil {
		return err
	}
	sum := sha256.Sum256(all)
	a.SHA256, a.Size = hex.EncodeToString(sum[:]), int64(len(all))
	t.m.mu.Lock()
	t.m.contents[a.SHA256] = all
	t.m.mu.Unlock()
	return put(t, a)
}

var errNoSuchRecord = errors.New("no such record")
