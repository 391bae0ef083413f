// Package story makes up what the window shows: a registry in memory and the
// facts in it (empty, one row, thousands, very long titles, an error). The
// storybook command opens every screen on them, and the screens' tests use the
// same facts.
//
// A Memory answers as data/registry does: contract_world_test.go puts the same
// questions to both. It does without two things: its journal tells which
// records came and went, not each field, and what was deleted is not read
// aloud. It is safe for concurrent use, as loads run off the UI goroutine. It
// does not know package gui; whoever hands it to a screen wraps Do in a line. A
// fact of a new kind is a table in kinds.go and a line each in cases.go, put.go
// and write.go.
package story

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"jianban/assets"
	"jianban/data"
)

// Memory is a registry in memory.
type Memory struct {
	// Fail is the error of every read, and of every write; nil where all is well.
	Fail error
	// ReadOnlyReason makes the registry read-only where it is not empty.
	ReadOnlyReason string
	// Now is the time of each change; nil takes Today.
	Now func() time.Time

	turn sync.Mutex // held while a change is under way

	mu           sync.Mutex
	now          tables
	pack         data.RulePack // the default
	calendar     data.Calendar
	contents     map[string][]byte // of attachments, by hash
	erased       map[data.ID]bool  // attachments whose bytes are gone for good
	clerk        string
	journal      []action
	done, undone []step
	listeners    map[int]func()
	nextKey      int
	saved        []any // newest last, for tests
}

// usualClerk works where nobody else was named.
const usualClerk = "普某"

// NewMemory makes an empty registry with the default rules.
func NewMemory() (*Memory, error) {
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		return nil, fmt.Errorf("story: %w", err)
	}
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		return nil, fmt.Errorf("story: %w", err)
	}
	m := &Memory{now: newTables(), pack: pack, calendar: calendar, contents: map[string][]byte{}, erased: map[data.ID]bool{}, clerk: usualClerk, listeners: map[int]func(){}}
	of[packRow](m.now).add(packRow{Pack: pack})
	of[settingsRow](m.now).add(settingsRow{Settings: Office()})
	return m, nil
}

// Saved is what was saved since the start, in order.
func (m *Memory) Saved() []any {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.saved)
}

// Do makes one change, as registry.Do does: all that f writes or nothing.
func (m *Memory) Do(ctx context.Context, what string, f func(*Tx) error) error {
	changed, err := m.inTurn(ctx, what, f)
	if changed {
		m.Changed()
	}
	return err
}

func (m *Memory) inTurn(ctx context.Context, what string, f func(*Tx) error) (changed bool, err error) {
	if err := m.writable(ctx); err != nil {
		return false, err
	}
	m.turn.Lock()
	defer m.turn.Unlock()
	t := m.begin()
	if err = f(t); err == nil {
		err = t.checkFacts()
	}
	if err != nil {
		for _, id := range t.given {
			*id = 0 // so that the same record can be saved again
		}
		return false, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.saved = append(m.saved, t.saved...)
	before := m.now
	if !m.commit(what, t.next) {
		return false, nil
	}
	m.done, m.undone = append(m.done, step{what, before, t.next}), nil
	return true, nil
}

// writable is the answer where nothing can be written.
func (m *Memory) writable(ctx context.Context) error {
	if m.ReadOnlyReason != "" {
		return data.Problem{Field: "登记库", Message: m.ReadOnlyReason + "，不能修改", Hint: "请关闭占用它的程序，或改用可以写入的文件"}
	}
	if m.Fail != nil {
		return m.Fail
	}
	return ctx.Err()
}

// Changed tells the listeners that something was written; Do does so itself.
func (m *Memory) Changed() {
	m.mu.Lock()
	var all []func()
	for _, key := range slices.Sorted(maps.Keys(m.listeners)) {
		all = append(all, m.listeners[key])
	}
	m.mu.Unlock()
	for _, f := range all {
		f()
	}
}

// OnChange calls f after every change.
func (m *Memory) OnChange(f func()) (remove func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := m.nextKey
	m.nextKey++
	m.listeners[key] = f
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		delete(m.listeners, key)
	}
}

// SaveSettings keeps the office's own facts, in a change of its own.
func (m *Memory) SaveSettings(s *data.Settings) error {
	return m.Do(context.Background(), "修改设置", func(t *Tx) error { return t.SaveSettings(s) })
}

// Delete removes the fact of a case that has this ID, in a change of its own.
func (m *Memory) Delete(id data.ID) error {
	return m.Do(context.Background(), "删除", func(t *Tx) error {
		for _, in := range t.next {
			if there, deleted := in.state(id); there && !deleted && in.owner(id) != 0 {
				return t.Remove(in.what(), id)
			}
		}
		return notThere("建议", id)
	})
}

// ReadOnly tells whether nothing may be changed.
func (m *Memory) ReadOnly() (string, bool) { return m.ReadOnlyReason, m.ReadOnlyReason != "" }

// Path is a made-up place.
func (m *Memory) Path() string { return "演示/registry.db" }

// Clerk is who works.
func (m *Memory) Clerk() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.clerk
}

// SetClerk names another; "" takes the usual one again.
func (m *Memory) SetClerk(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.clerk = name; name == "" {
		m.clerk = usualClerk
	}
}
