package gui

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/data/draft"
	"jianban/data/fault"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// draftsEvery is how often the window looks for what was typed and not saved.
const draftsEvery = 3 * time.Second

// draftKeeper keeps what is typed and not saved. Its fields are for the UI
// goroutine; files are written off it, one write at a time.
type draftKeeper struct {
	carried  []carriedDraft // of earlier sittings, neither put back nor given up
	awaited  []draft.Draft  // of them, those to be put back when their form is opened
	live     []draft.Draft  // of this sitting
	kept     []draft.Draft  // what was written last, or is being written
	again    bool           // what was written last was not, or is not the newest
	writing  bool
	failing  bool
	every    *time.Timer
	file     sync.Mutex // held while writing
	load     screen.Latest[[]carriedDraft]
	ready    bool // the drafts of earlier sittings are known
	finished bool
}

// carriedDraft is a draft of an earlier sitting. Gone tells that what it
// belonged to is not in this registry any more.
type carriedDraft struct {
	draft.Draft
	Gone bool
}

// startDrafts reads what earlier sittings left, offers it, and keeps what is
// typed from then on. A registry that cannot be changed has no drafts.
func (m *Main) startDrafts() {
	if _, readOnly := m.deps.Store.ReadOnly(); readOnly || m.deps.Drafts == nil {
		return
	}
	k := &draftKeeper{}
	m.drafts = k
	k.every = fault.After(draftsEvery, func() { ui.Do(m.tickDrafts) })
	m.app.Lifecycle().SetOnExitedForeground(func() { ui.Do(m.keepDrafts) })
	drafts, store := m.deps.Drafts, m.deps.Store
	k.load.Start(func(ctx context.Context) ([]carriedDraft, error) { return loadDrafts(ctx, drafts, store) }, func(found []carriedDraft, err error) {
		k.carried, k.ready, k.again = found, true, true // some may be dropped
		if err != nil {
			m.tellDrafts(err)
		}
		m.showDrafts()
		m.offerDrafts()
		m.keepDrafts()
	})
}

// loadDrafts touches no widget. Drafts that were saved after all, by a program
// that was killed before it could drop them, are none.
func loadDrafts(ctx context.Context, drafts screen.Drafts, r screen.Reader) ([]carriedDraft, error) {
	kept, err := drafts.Read()
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	journal, err := r.Journal(ctx, 0, 200)
	if err != nil {
		journal = nil // they are offered all the same
	}
	var out []carriedDraft
	for _, d := range kept {
		if d.Saved(journal) {
			continue
		}
		x := carriedDraft{Draft: d}
		if d.Proposal != 0 {
			c, err := r.Case(ctx, d.Proposal)
			x.Gone = err != nil || !strings.Contains(d.Title, words.Number(c.Proposal))
		}
		out = append(out, x)
	}
	return out, nil
}

func (m *Main) tickDrafts() {
	if m.drafts.finished {
		return
	}
	m.keepDrafts()
	m.drafts.every.Reset(draftsEvery)
}

// keepDrafts writes what is typed and not saved by now, where that is something
// else than was written before.
func (m *Main) keepDrafts() {
	k := m.drafts
	if k == nil || !k.ready || k.finished {
		return
	}
	all := m.allDrafts()
	if !k.again && slices.EqualFunc(all, k.kept, sameDraft) {
		return
	}
	if k.writing {
		k.again = true
		return
	}
	k.kept, k.again, k.writing = all, false, true
	k.file.Lock()
	fault.Go(func() {
		err := fault.Try(func() error { return m.deps.Drafts.Write(all) })
		k.file.Unlock()
		ui.Do(func() { m.draftsWritten(err) })
	})
}

// draftsWritten says where drafts cannot be kept, once, and when they can again;
// the next look tries anew.
func (m *Main) draftsWritten(err error) {
	k := m.drafts
	k.writing = false
	switch {
	case k.finished:
	case err != nil:
		k.again = true
		if !k.failing {
			k.failing = true
			m.Say("正在填写的内容暂时记不下来，请尽快保存：" + data.Sentence(err))
		}
	default:
		if k.failing {
			k.failing = false
			m.Say("正在填写的内容又能随时记下来了。")
		}
		if k.again {
			m.keepDrafts()
		}
	}
}

// allDrafts are those of earlier sittings and what is typed now.
func (m *Main) allDrafts() []draft.Draft {
	k := m.drafts
	k.live = stamped(m.unsaved(), k.live, m.deps.Now())
	var all []draft.Draft
	for _, d := range k.carried {
		all = append(all, d.Draft)
	}
	return append(all, k.live...)
}

// unsaved is what is typed in the screen shown and in the panels over it.
func (m *Main) unsaved() []draft.Draft {
	var out []draft.Draft
	if t, ok := m.current().(screen.Typist); ok {
		if d, ok := t.Unsaved(); ok {
			out = append(out, d)
		}
	}
	for _, p := range m.panels {
		if p.Unsaved == nil {
			continue
		}
		if d, ok := p.Unsaved(); ok {
			d.Place = string(m.trail[0].place)
			if strings.Contains(d.Title, "号") { // its number is of the proposal at hand
				d.Proposal = m.atHand()
			}
			out = append(out, d)
		}
	}
	for i := range out {
		out[i].Clerk = m.deps.Store.Clerk()
	}
	return out
}

// atHand is the proposal of the screen shown; 0 is none.
func (m *Main) atHand() data.ID {
	if r, ok := m.current().(screen.Recorder); ok {
		if h := r.AtHand(); h != nil {
			return h.ID()
		}
	}
	return 0
}

// stamped are drafts with the times since when, and when last, they were typed,
// known from those before.
func stamped(drafts, before []draft.Draft, now time.Time) []draft.Draft {
	for i := range drafts {
		d := &drafts[i]
		d.Began, d.Typed = now, now
		for _, b := range before {
			if !b.Same(*d) {
				continue
			}
			d.Began = b.Began
			if b.SameText(*d) {
				d.Typed, d.Clerk = b.Typed, b.Clerk
			}
		}
	}
	return drafts
}

// sameDraft tells whether writing one for the other would change nothing.
func sameDraft(a, b draft.Draft) bool {
	return a.Same(b) && a.SameText(b) && a.Typed.Equal(b.Typed) && a.Offered == b.Offered
}

// stopDrafts writes what is left, such as in a form that is open while the
// window closes, and keeps nothing from then on.
func (m *Main) stopDrafts() {
	k := m.drafts
	if k == nil || k.finished {
		return
	}
	k.finished = true
	k.every.Stop()
	k.load.Stop()
	if !k.ready {
		return
	}
	k.file.Lock() // a write under way is older
	defer k.file.Unlock()
	if err := m.deps.Drafts.Write(m.allDrafts()); err != nil {
		fyne.LogError("drafts not kept", err)
	}
}
