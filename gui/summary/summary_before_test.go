package summary

import (
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/storybook/story"
)

// An office with one book a year sees the year before of its own book, with the
// promises of earlier years that were kept in it, counted by its own rules: two
// months for a reply in 2021, three in 2022.
func TestTheYearBeforeIsCompared(t *testing.T) {
	now, before := screentest.BookIn(1, 2022, data.Congress), screentest.BookIn(98, 2021, data.Congress)
	a, b := screentest.OfBook(12, now), screentest.OfBook(912, before)
	other := screentest.OfBook(913, screentest.BookIn(97, 2021, data.CPPCC))
	old := screentest.OfBook(914, screentest.BookIn(96, 2020, data.Congress))
	old.Commitments = []data.Commitment{{ID: 1, ReplyID: 914, Text: "修路", Due: data.NewDate(2021, 9, 1), Kept: data.NewDate(2021, 8, 1)}}
	for name, books := range map[string][]data.Book{
		"one book a year":  {now, before, other.Book, old.Book},
		"two books a year": {now, screentest.BookIn(2, 2022, data.CPPCC), before, other.Book, old.Book},
	} {
		lead := map[string]int{"one book a year": 1, "two books a year": 2}[name]
		screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
			r.Memory.Put(books, []data.Case{a, b, other, old})
			rules, err := r.Memory.RuleYears(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			two, three := rules.In(2022).Pack, rules.In(2022).Pack
			two.Name, two.From, two.ReplyMonths = "旧规则", data.NewDate(2020, 1, 1), 2
			three.Name, three.From, three.ReplyMonths = "新规则", data.NewDate(2022, 1, 1), 3
			for _, p := range []data.RulePack{two, three} {
				if err := r.Deps.Store.Do(t.Context(), "规则", func(tx screen.Tx) error { return tx.SavePack(&p) }); err != nil {
					t.Fatal(err)
				}
			}
			m, err := NewSummaryScreen(r.Deps, r).Load(t.Context(), SummaryState{Year: 2022})
			if err != nil {
				t.Fatal(err)
			}
			got, err := m.yearBefore(t.Context(), r.Deps.Store)
			if err != nil || got == nil {
				t.Fatalf("%s: not compared: %v", name, err)
			}
			if got.Year != 2021 || got.Lead != lead || got.Commitments.KeptEarlier != 1 {
				t.Errorf("%s: %d with %d lead, %d promises of earlier years", name, got.Year, got.Lead, got.Commitments.KeptEarlier)
			}
			if got.RepliedOnTime != 0 {
				t.Errorf("%s: the year before is counted by this year's rules", name)
			}
			if st := data.Statistics(m.Cases, 2022, m.asOf(), m.Rules); st.RepliedOnTime != 1 {
				t.Errorf("%s: this year is counted by another's rules", name)
			}
		})
	}
}

// The figures stand beside the prose, and a first year has none to compare.
func TestAFirstYearIsNotCompared(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		if s.model.Before != nil || s.figure.changes.Visible() {
			t.Error("compared with nothing")
		}
	}, story.Lead())
	b := screentest.OfBook(912, screentest.BookIn(98, 2021, data.Congress))
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Memory.Put([]data.Book{story.Book(), b.Book}, []data.Case{story.Lead(), b})
		s := openSummary(t, r)
		r.Keep("summary-before")
		if !s.figure.changes.Visible() {
			t.Error("the year before is not shown")
		}
	}, story.Lead(), b)
}

// The promises of earlier years that were kept in the year are in its summary.
func TestPromisesOfEarlierYearsAreCounted(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		if got := s.view.stats.Promises.KeptEarlier; got.Num != 1 || got.IDs[0] != 912 {
			t.Errorf("%+v", got)
		}
	}, story.Lead(), screentest.WithOlderPromises())
}

func TestGuardsOfASummary(t *testing.T) {
	var s *SummaryScreen
	screentest.Guard(t, screentest.Edited{
		Name:  "总结",
		Open:  func(t *testing.T, r *screentest.Room) screen.Screen { s = openSummary(t, r); return s },
		Write: func(text string) { s.editor.text.SetText(text) },
		Text:  func() string { return s.editor.text.Text },
		Touch: func() { s.edits++ },
		Dirty: func() bool { return s.dirty() },
		Turn: func(_ *testing.T, r *screentest.Room) {
			r.ShownYear = 2021
			s.Refresh()
		},
	})
}
