package story

import (
	"context"
	"slices"
	"strings"
	"time"

	"jianban/data"
)

// action is one change in the journal.
type action struct {
	at      time.Time
	by      string
	what    string
	changes []change
}

// step is a change of this sitting that can be taken back.
type step struct {
	what          string
	before, after tables
}

// diff are the rows in which t is not as before.
func (t tables) diff(before tables) (all []change) {
	old := before
	for i, in := range t {
		all = append(all, in.diff(old[i])...)
	}
	return all
}

// changes are all that the journal tells of, oldest first.
func (m *Memory) changes() (all []change) {
	for _, a := range m.journal {
		all = append(all, a.changes...)
	}
	return all
}

// today is the time now.
func (m *Memory) today() time.Time {
	if m.Now != nil {
		return m.Now()
	}
	return Today
}

// commit takes tables for the present ones and writes the journal; false where
// nothing is new. A row that one change wrote twice is told of once.
func (m *Memory) commit(what string, next tables) bool {
	a := action{at: m.today(), by: m.clerk, what: what, changes: next.diff(m.now)}
	if len(a.changes) == 0 {
		return false
	}
	old := m.now
	for i, in := range next {
		in.keepLast(old[i])
	}
	m.now, m.journal = next, append(m.journal, a)
	return true
}

// Undo takes back the last change of this sitting.
func (m *Memory) Undo(ctx context.Context) (string, error) {
	return m.reverse(ctx, "撤销", &m.done, &m.undone, func(s step) tables { return s.before })
}

// Redo makes again what Undo took back last.
func (m *Memory) Redo(ctx context.Context) (string, error) {
	return m.reverse(ctx, "重做", &m.undone, &m.done, func(s step) tables { return s.after })
}

func (m *Memory) reverse(ctx context.Context, word string, from, to *[]step, goal func(step) tables) (string, error) {
	if err := m.writable(ctx); err != nil {
		return "", err
	}
	m.turn.Lock()
	defer m.turn.Unlock()
	m.mu.Lock()
	n := len(*from) - 1
	if n < 0 {
		m.mu.Unlock()
		return "", data.Problem{Field: word, Message: "没有可以" + word + "的修改", Hint: "只能" + word + "这次打开以来的修改"}
	}
	last := (*from)[n]
	*from = (*from)[:n]
	next := goal(last)
	if err := m.bringsBack(word, last, &next); err != nil {
		m.mu.Unlock()
		return "", err
	}
	*to = append(*to, last)
	m.commit(word+"："+last.what, next)
	m.mu.Unlock()
	m.Changed()
	return last.what, nil
}

// Undoable is the last change of this sitting that Undo would take back.
func (m *Memory) Undoable() (string, bool) { return m.last(&m.done) }

// Redoable is the change that Redo would make again.
func (m *Memory) Redoable() (string, bool) { return m.last(&m.undone) }

func (m *Memory) last(list *[]step) (string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(*list) == 0 {
		return "", false
	}
	return (*list)[len(*list)-1].what, true
}

// Journal is what was done to a proposal (0 for everything), newest first, at
// most limit actions. Of their changes it tells which records came and went.
func (m *Memory) Journal(ctx context.Context, proposalID data.ID, limit int) ([]data.JournalEntry, error) {
	return read(ctx, m, func(t tables) (all []data.JournalEntry) {
		for i, a := range slices.Backward(m.journal) {
			if len(all) == limit {
				break
			}
			e := data.JournalEntry{ID: data.ID(i + 1), At: a.at, By: a.by, What: a.what}
			touched := false
			for _, c := range a.changes {
				if proposalID == 0 || c.owner == proposalID {
					touched = true
					e.Changes = append(e.Changes, t.tell(c)...)
				}
			}
			if touched {
				all = append(all, e)
			}
		}
		return all
	})
}

// tell says of a change whether its record came or went.
func (t tables) tell(c change) (all []data.JournalChange) {
	one := data.JournalChange{Subject: t.subject(c), Record: c.label}
	switch {
	case c.before == nil:
		one.Act = data.Entered
	case c.after == nil || c.isGone && !c.wasGone:
		one.Act = data.Deleted
	case c.wasGone && !c.isGone:
		one.Act = data.Restored
	}
	if one.Act != "" {
		all = append(all, one)
	}
	before, _ := c.before.(*data.Proposal)
	after, _ := c.after.(*data.Proposal)
	return append(all, links(one.Subject, before, after)...)
}

// links are the ties between a proposal and its proposers, which are records of
// their own.
func links(subject string, before, after *data.Proposal) (all []data.JournalChange) {
	tied := func(p *data.Proposal) (ids []data.ID) {
		if p == nil {
			return nil
		}
		for _, q := range p.Proposers {
			ids = append(ids, q.ID)
		}
		return ids
	}
	had, has := tied(before), tied(after)
	if slices.Equal(had, has) {
		return nil
	}
	for range had {
		all = append(all, data.JournalChange{Subject: subject, Record: "提出代表", Act: data.Deleted})
	}
	for range has {
		all = append(all, data.JournalChange{Subject: subject, Record: "提出代表", Act: data.Entered})
	}
	return all
}

// subject is whose record it is: the proposal's number, else for points the
// unit and the item, for a person or a unit its name.
func (t tables) subject(c change) string {
	if c.owner != 0 {
		return t.number(c.owner)
	}
	switch x := c.before.(type) {
	case *data.Score:
		return strings.TrimSpace(t.unit(x.Unit.ID).Name + " " + x.Item)
	case *data.Supervision:
		return t.unit(x.Unit.ID).Name
	case *data.Issue:
		return x.Number
	case *data.Unit:
		return x.Name
	case *data.Leader:
		return x.Name
	case *data.Proposer:
		return x.Name
	}
	return ""
}

// number is how a proposal is named, such as 第12号.
func (t tables) number(id data.ID) string {
	if p := of[data.Proposal](t).find(id); p != nil {
		return "第" + p.Number + "号"
	}
	return ""
}

// Deleted are the records marked as deleted, those of one proposal (0 for all),
// latest deletion first. What they held is not told.
func (m *Memory) Deleted(ctx context.Context, proposalID data.ID) ([]data.DeletedRecord, error) {
	return read(ctx, m, func(t tables) (all []data.DeletedRecord) {
		last := map[ref]data.DeletedRecord{}
		for _, a := range m.journal {
			for _, c := range a.changes {
				last[ref{c.what, c.id}] = data.DeletedRecord{Kind: string(c.what), ID: c.id, Subject: t.number(c.owner), Record: c.label, At: a.at, By: a.by}
			}
		}
		for _, in := range t {
			for _, id := range in.deleted() {
				if in.what() == data.RecordAttachment && m.erased[id] {
					continue
				}
				if d, ok := last[ref{in.what(), id}]; ok && (proposalID == 0 || in.owner(id) == proposalID) {
					all = append(all, d)
				}
			}
		}
		slices.SortStableFunc(all, func(a, b data.DeletedRecord) int { return b.At.Compare(a.At) })
		return all
	})
}

// ReplyVersions are the texts that a reply was saved with, newest first.
func (m *Memory) ReplyVersions(ctx context.Context, id data.ID) ([]data.TextVersion, error) {
	return m.versions(ctx, func(row any) (v data.TextVersion, ok bool) {
		r, ok := row.(*data.Reply)
		if !ok || r.ID != id {
			return v, false
		}
		return data.TextVersion{Body: r.Body, Done: r.Done, Planned: r.Planned, SignOff: r.SignOff, Sent: r.Sent}, true
	})
}

// OpinionVersions are the texts that an opinion was saved with, newest first.
func (m *Memory) OpinionVersions(ctx context.Context, id data.ID) ([]data.TextVersion, error) {
	return m.versions(ctx, func(row any) (v data.TextVersion, ok bool) {
		o, ok := row.(*data.Opinion)
		if !ok || o.ID != id {
			return v, false
		}
		return data.TextVersion{Body: o.Body, SignOff: o.SignOff, Sent: o.Sent}, true
	})
}

func (m *Memory) versions(ctx context.Context, of func(row any) (data.TextVersion, bool)) ([]data.TextVersion, error) {
	return read(ctx, m, func(tables) []data.TextVersion {
		var all []data.TextVersion
		for _, a := range m.journal {
			for _, c := range a.changes {
				if v, ok := of(c.after); ok {
					v.At, v.By = a.at, a.by
					all = append(all, v)
				}
			}
		}
		return data.Versions(all)
	})
}
