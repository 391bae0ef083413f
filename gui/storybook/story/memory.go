// Package story makes up what the window shows: a registry in memory and the
// facts in it (empty, one row, thousands, very long titles, an error). The
// storybook command opens every screen on them, and the screens' tests use the
// same facts.
//
// A Memory holds plain values and keeps no journal. It is safe for concurrent
// use, as loads run off the UI goroutine. It does not know package gui; whoever
// hands it to a screen wraps Do and Remove in a few lines.
package story

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"jianban/assets"
	"jianban/data"
)

// ErrNotFound is the answer for a proposal that is not there.
var ErrNotFound error = data.Problem{Field: "建议", Message: "找不到这条建议", Gone: true}

// Memory is a registry in memory.
type Memory struct {
	// Fail is the error of every read, and of every write; nil where all is well.
	Fail error
	// ReadOnlyReason makes the registry read-only where it is not empty.
	ReadOnlyReason string

	mu        sync.Mutex
	last      data.ID
	books     []data.Book
	cases     []data.Case
	settings  data.Settings
	summaries []data.Summary
	rules     data.Rules
	office    office
	listeners map[int]func()
	gone      []gone // what Delete took out
	// Saved lists what was saved, newest last, for tests.
	saved []any
}

// NewMemory makes an empty registry with the default rules.
func NewMemory() (*Memory, error) {
	pack, err := data.ParsePack(assets.Pack("hongta"))
	if err != nil {
		return nil, fmt.Errorf("story: %w", err)
	}
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		return nil, fmt.Errorf("story: %w", err)
	}
	return &Memory{last: 1000, rules: data.Rules{Pack: pack, Calendar: calendar}, settings: Office(), listeners: map[int]func(){}}, nil
}

// Put puts books and cases in.
func (m *Memory) Put(books []data.Book, cases []data.Case) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.books, m.cases = books, cases
}

// Saved is what was saved since the start, in order.
func (m *Memory) Saved() []any {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.saved)
}

// read runs f unless reading fails.
func read[T any](m *Memory, f func() T) (out T, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil {
		return out, m.Fail
	}
	return f(), nil
}

// Books lists the books.
func (m *Memory) Books(context.Context) ([]data.Book, error) {
	return read(m, func() []data.Book { return slices.Clone(m.books) })
}

// Units lists the units saved and those that hold assignments.
func (m *Memory) Units(context.Context) ([]data.Unit, error) {
	return read(m, func() []data.Unit {
		all := slices.Clone(m.office.units)
		for _, c := range m.cases {
			for _, a := range c.Assignments {
				if !slices.ContainsFunc(all, a.Unit.Same) {
					all = append(all, a.Unit)
				}
			}
		}
		return all
	})
}

// Leaders lists those saved and the sponsors.
func (m *Memory) Leaders(context.Context) ([]data.Leader, error) {
	return read(m, func() []data.Leader {
		all := slices.Clone(m.office.leaders)
		for _, c := range m.cases {
			if l := c.Proposal.Sponsor; l.ID != 0 && !slices.ContainsFunc(all, func(k data.Leader) bool { return k.ID == l.ID }) {
				all = append(all, l)
			}
		}
		return all
	})
}

// Proposers lists those saved and those of all proposals.
func (m *Memory) Proposers(context.Context) ([]data.Proposer, error) {
	return read(m, func() []data.Proposer {
		all := slices.Clone(m.office.proposers)
		for _, c := range m.cases {
			for _, p := range c.Proposal.Proposers {
				if !slices.ContainsFunc(all, func(q data.Proposer) bool { return q == p || q.ID != 0 && q.ID == p.ID }) {
					all = append(all, p)
				}
			}
		}
		return all
	})
}

// Cases lists those of a scope.
func (m *Memory) Cases(_ context.Context, s data.Scope) ([]data.Case, error) {
	return read(m, func() (all []data.Case) {
		for _, c := range m.cases {
			kept := slices.ContainsFunc(c.Commitments, func(p data.Commitment) bool { return p.Kept.Year == s.KeptIn })
			if s.KeptIn != 0 && (c.Year() >= s.KeptIn || !kept) {
				continue
			}
			if len(s.Numbers) > 0 && !slices.ContainsFunc(s.Numbers, func(n string) bool { return data.NumberKey(n) == data.NumberKey(c.Proposal.Number) }) {
				continue
			}
			if (s.Year == 0 || c.Year() == s.Year) && (s.BookID == 0 || s.KeptIn != 0 || c.Book.ID == s.BookID) {
				all = append(all, c)
			}
		}
		return all
	})
}

// Case finds one.
func (m *Memory) Case(_ context.Context, id data.ID) (data.Case, error) {
	found, err := read(m, func() *data.Case { return m.find(id) })
	if err != nil {
		return data.Case{}, err
	}
	if found == nil {
		return data.Case{}, ErrNotFound
	}
	return *found, nil
}

// find is a copy of a case; nil where there is none.
func (m *Memory) find(id data.ID) *data.Case {
	for _, c := range m.cases {
		if c.Proposal.ID == id {
			c.Replies, c.Opinions = slices.Clone(c.Replies), slices.Clone(c.Opinions)
			if h := m.find(c.Proposal.MergedInto); h != nil && c.Proposal.MergedInto != 0 {
				c.Host = data.Host{ID: h.Proposal.ID, Number: h.Proposal.Number, Title: h.Proposal.Title, Assignments: h.Assignments, Replies: h.Replies, Opinions: h.Opinions}
			}
			return &c
		}
	}
	return nil
}

// Settings are the office's own facts.
func (m *Memory) Settings(context.Context) (data.Settings, error) {
	return read(m, func() data.Settings { return m.settings })
}

// RuleYears are the default pack and those saved, and the calendar with the days
// saved.
func (m *Memory) RuleYears(context.Context) (data.RuleYears, error) {
	return read(m, func() data.RuleYears {
		return data.NewRuleYears(m.packs(), m.rules.Calendar.With(m.office.holidays))
	})
}

// Summary finds the prose of a year; zero where there is none.
func (m *Memory) Summary(_ context.Context, year int, book data.ID) (data.Summary, error) {
	return read(m, func() data.Summary {
		for _, s := range m.summaries {
			if s.Year == year && s.BookID == book {
				return s
			}
		}
		return data.Summary{}
	})
}

// Journal is empty.
func (m *Memory) Journal(context.Context, data.ID, int) ([]data.JournalEntry, error) {
	return read(m, func() []data.JournalEntry { return nil })
}

// AttachmentData is empty.
func (m *Memory) AttachmentData(context.Context, data.ID) ([]byte, error) {
	return read(m, func() []byte { return nil })
}

// DocNumbers lists the 文号 of a year.
func (m *Memory) DocNumbers(_ context.Context, year int) ([]string, error) {
	return read(m, func() []string { return m.numbers(fmt.Sprintf("〔%d〕", year)) })
}

func (m *Memory) numbers(part string) (all []string) {
	add := func(n string) {
		if strings.Contains(n, part) {
			all = append(all, n)
		}
	}
	for _, c := range m.cases {
		for _, r := range c.Replies {
			add(r.DocNumber)
		}
		for _, o := range c.Opinions {
			add(o.DocNumber)
		}
	}
	return all
}

// Years lists the years of all cases, newest first.
func (m *Memory) Years(context.Context) ([]int, error) {
	return read(m, func() (all []int) {
		for _, c := range m.cases {
			if !slices.Contains(all, c.Year()) {
				all = append(all, c.Year())
			}
		}
		slices.Sort(all)
		slices.Reverse(all)
		return all
	})
}

// Undo has nothing to take back.
func (m *Memory) Undo(context.Context) (string, error) {
	return "", data.Problem{Message: "没有可以撤销的改动"}
}

// Undoable is never.
func (m *Memory) Undoable() (string, bool) { return "", false }

// Redo has nothing to make again.
func (m *Memory) Redo(context.Context) (string, error) {
	return "", data.Problem{Message: "没有可以重做的改动"}
}

// Redoable is never.
func (m *Memory) Redoable() (string, bool) { return "", false }

// Deleted lists what Delete took out, newest first.
func (m *Memory) Deleted(_ context.Context, proposal data.ID) ([]data.DeletedRecord, error) {
	return read(m, func() (all []data.DeletedRecord) {
		for _, g := range slices.Backward(m.gone) {
			if proposal == 0 || g.owner == proposal {
				all = append(all, g.DeletedRecord)
			}
		}
		return all
	})
}

// OnChange calls f after every change.
func (m *Memory) OnChange(f func()) (remove func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := int(m.next())
	m.listeners[key] = f
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		delete(m.listeners, key)
	}
}

// ReadOnly tells whether nothing may be changed.
func (m *Memory) ReadOnly() (string, bool) { return m.ReadOnlyReason, m.ReadOnlyReason != "" }

// Path is a made-up place.
func (m *Memory) Path() string { return "演示/registry.db" }

func (m *Memory) next() data.ID {
	m.last++
	return m.last
}
