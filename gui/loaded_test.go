package gui

import (
	"context"
	"sync/atomic"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// readings counts what is read of a store's cases.
type readings struct {
	screen.Store
	asked atomic.Int32
	last  atomic.Pointer[data.Scope]
}

func (r *readings) Cases(ctx context.Context, s data.Scope) ([]data.Case, error) {
	r.asked.Add(1)
	r.last.Store(&s)
	return r.Store.Cases(ctx, s)
}

func (r *readings) EachCase(ctx context.Context, s data.Scope, f func(data.Case) error) error {
	r.asked.Add(1)
	return r.Store.EachCase(ctx, s, f)
}

// A screen gone to again is shown as it is; after a change, on another day and for
// another book it is loaded anew.
func TestAScreenIsLoadedAgainOnlyWhereSomethingChanged(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		store := &readings{Store: r.Deps.Store}
		r.Deps.Store = store
		m := shown(t, r, 1366, 768)
		visit := func(p screen.Place) int32 {
			before := store.asked.Load()
			m.Go(p)
			onethread.Settle()
			return store.asked.Load() - before
		}
		rail := []screen.Place{screen.PlaceToday, screen.PlaceLedger, screen.PlaceTalks, screen.PlaceUrging, screen.PlaceFeedback, screen.PlacePromises, screen.PlaceScores, screen.PlaceSummary}
		for _, p := range rail {
			visit(p)
		}
		for _, p := range rail {
			if n := visit(p); n != 0 {
				t.Errorf("%s gone to again reads %d times", p, n)
			}
		}
		if err := store.Do(t.Context(), "备注", func(tx screen.Tx) error {
			p := story.Lead().Proposal
			p.Remark = "另记"
			return tx.SaveProposal(&p)
		}); err != nil {
			t.Fatal(err)
		}
		onethread.Settle()
		for _, p := range rail[:len(rail)-1] { // the summary was on screen and is loaded already
			if visit(p) == 0 {
				t.Errorf("%s does not show what was changed", p)
			}
		}
		m.onPeriod(period{Year: 2022, Book: 1})
		onethread.Settle()
		if visit(screen.PlaceLedger) == 0 {
			t.Error("the ledger does not show another book")
		}
		onethread.Settle()
		m.Close()
	}, story.Lead(), story.Draft())
}

// A list of chosen proposals reads these, not all that the registry has.
func TestAListOfChosenProposalsReadsOnlyThem(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		store := &readings{Store: r.Deps.Store}
		r.Deps.Store = store
		m := shown(t, r, 1366, 768)
		m.OpenList("未办", []data.ID{12})
		onethread.Settle()
		if s := store.last.Load(); s == nil || len(s.IDs) != 1 || s.IDs[0] != 12 {
			t.Errorf("reads %+v", s)
		}
		onethread.Settle()
		m.Close()
	}, story.Lead(), story.Draft())
}

// The year is closed from where it is reported: 封账 on 总结 opens the form, whose
// button says so, whether the scores were shown before or not.
func TestTheYearIsClosedFromTheSummary(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		for i, title := range []string{"2022年封账", "2022年再次封账"} {
			m.Go(screen.PlaceSummary)
			onethread.Settle()
			screentest.TapText(t, m.body, "封账")
			onethread.Settle()
			if panelTitle(m) != title {
				t.Fatalf("time %d: %q is opened", i+1, panelTitle(m))
			}
			p := m.panels[0]
			r.Keep("main-closing")
			screentest.TapText(t, p.Buttons[1], "封账")
			onethread.Settle()
			closed, err := r.Memory.YearClosings(t.Context(), 2022, m.Book())
			if err != nil || len(m.panels) != 0 || len(closed) == 0 {
				t.Errorf("%d closings, %d panels, %v", len(closed), len(m.panels), err)
			}
		}
	}, story.Lead())
}
