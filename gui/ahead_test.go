package gui

import (
	"context"
	"errors"
	"testing"
	"time"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// idle lets nobody do anything, over a large year, until nothing is loaded ahead any
// more.
func idle(m *Main) {
	m.ahead.many = max(m.ahead.many, worthAhead)
	for range 3 * aheadLooks {
		m.loadAhead()
		onethread.Settle()
	}
}

// While nobody does anything every screen of the rail is loaded: going to one the
// first time, and after a change, then reads nothing.
func TestScreensAreLoadedAhead(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		store := &readings{Store: r.Deps.Store}
		r.Deps.Store = store
		m := shown(t, r, 1366, 768)
		m.startAhead()
		all := func(when string) {
			t.Helper()
			idle(m)
			for _, p := range places() {
				before := store.asked.Load()
				m.Go(p.place)
				onethread.Settle()
				if n := store.asked.Load() - before; n != 0 && !p.last {
					t.Errorf("%s: %s reads %d times", when, p.place, n)
				}
			}
		}
		all("at first")
		if err := store.Do(t.Context(), "备注", func(tx screen.Tx) error {
			p := story.Lead().Proposal
			p.Remark = "另记"
			return tx.SaveProposal(&p)
		}); err != nil {
			t.Fatal(err)
		}
		onethread.Settle()
		all("after a change")
		asked := store.asked.Load()
		idle(m)
		if n := store.asked.Load() - asked; n != 0 {
			t.Errorf("what is loaded is loaded again, %d times", n)
		}
		m.Close()
	}, story.Lead(), story.Draft())
}

// Nothing is loaded ahead while a change is under way, or the window is locked.
func TestNothingIsLoadedAheadOfWork(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
		m.startAhead()
		m.changing = "保存"
		idle(m)
		m.ahead.many = 2
		if m.kept[screen.PlaceScores] != nil {
			t.Error("a screen is loaded beside a change")
		}
		m.changing = ""
		m.loadAhead() // a small year
		onethread.Settle()
		if len(m.kept) > 1 {
			t.Error("a screen of a small year is loaded ahead")
		}
		m.putOffAhead(time.Hour)
		m.putOffAhead(0)
		if left := time.Until(m.ahead.from); left < 59*time.Minute {
			t.Errorf("waits only %v after a change and a key", left)
		}
	}, story.Lead())
}

// refusing is a store from which no scores can be read.
type refusing struct {
	screen.Store
	err   error
	asked int
}

func (s *refusing) Scores(ctx context.Context, year int) ([]data.Score, error) {
	s.asked++
	if s.err != nil {
		return nil, s.err
	}
	return s.Store.Scores(ctx, year)
}

// What cannot be loaded ahead is told when it is gone to, not before, and once.
func TestALoadAheadFailsInSilence(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		store := &refusing{Store: r.Deps.Store, err: errors.New("读不出来")}
		r.Deps.Store = store
		m := shown(t, r, 1366, 768)
		m.startAhead()
		idle(m)
		if title := panelTitle(m); title != "" {
			t.Fatalf("told ahead: %s", title)
		}
		if store.asked != 1 {
			t.Errorf("tried %d times", store.asked)
		}
		m.Go(screen.PlaceScores)
		onethread.Settle()
		if title := panelTitle(m); title != "没有完成" {
			t.Errorf("gone to, it says %q", title)
		}
		m.Close()
	}, story.Lead())
}
