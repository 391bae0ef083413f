package gui

import (
	"testing"

	"jianban/data"
	"jianban/gui/storybook/story"
)

// ofBook is the lead proposal as one of another book, handed over on 8 March
// and answered on 8 June of the book's year.
func ofBook(id data.ID, b data.Book) data.Case {
	c := story.Lead()
	c.Book = b
	c.Proposal.ID, c.Proposal.BookID = id, b.ID
	c.Proposal.HandedOver = data.NewDate(b.Meeting.Year, 3, 8)
	c.Replies[0].ID, c.Replies[0].ProposalID, c.Replies[0].Sent = id, id, data.NewDate(b.Meeting.Year, 6, 8)
	return c
}

func bookIn(id data.ID, year int, body data.Body) data.Book {
	b := story.Book()
	b.ID, b.Meeting.Year, b.Meeting.Body = id, year, body
	return b
}

// An office with one book a year sees the year before of its own book, with the
// promises of earlier years that were kept in it, counted by its own rules: two
// months for a reply in 2021, three in 2022.
func TestTheYearBeforeIsCompared(t *testing.T) {
	now, before := bookIn(1, 2022, data.Congress), bookIn(98, 2021, data.Congress)
	a, b := ofBook(12, now), ofBook(912, before)
	other := ofBook(913, bookIn(97, 2021, data.CPPCC))
	old := ofBook(914, bookIn(96, 2020, data.Congress))
	old.Commitments = []data.Commitment{{ID: 1, ReplyID: 914, Text: "修路", Due: data.NewDate(2021, 9, 1), Kept: data.NewDate(2021, 8, 1)}}
	for name, books := range map[string][]data.Book{
		"one book a year":  {now, before, other.Book, old.Book},
		"two books a year": {now, bookIn(2, 2022, data.CPPCC), before, other.Book, old.Book},
	} {
		lead := map[string]int{"one book a year": 1, "two books a year": 2}[name]
		inRoom(t, func(t *testing.T, r *paperRoom) {
			r.memory.Put(books, []data.Case{a, b, other, old})
			rules, err := r.memory.RuleYears(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			two, three := rules.In(2022).Pack, rules.In(2022).Pack
			two.Name, two.From, two.ReplyMonths = "旧规则", data.NewDate(2020, 1, 1), 2
			three.Name, three.From, three.ReplyMonths = "新规则", data.NewDate(2022, 1, 1), 3
			for _, p := range []data.RulePack{two, three} {
				if err := r.deps.Store.Do(t.Context(), "规则", func(tx Tx) error { return tx.SavePack(&p) }); err != nil {
					t.Fatal(err)
				}
			}
			m, err := NewSummaryScreen(r.deps, r).Load(t.Context(), SummaryState{Year: 2022})
			if err != nil || m.Before == nil {
				t.Fatalf("%s: not compared: %v", name, err)
			}
			if got := m.Before; got.Year != 2021 || got.Lead != lead || got.Commitments.KeptEarlier != 1 {
				t.Errorf("%s: %d with %d lead, %d promises of earlier years", name, got.Year, got.Lead, got.Commitments.KeptEarlier)
			}
			if m.Before.RepliedOnTime != 0 {
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
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openSummary(t, r)
		if s.model.Before != nil || s.figure.changes.Visible() {
			t.Error("compared with nothing")
		}
	}, story.Lead())
	b := ofBook(912, bookIn(98, 2021, data.Congress))
	inRoom(t, func(t *testing.T, r *paperRoom) {
		r.memory.Put([]data.Book{story.Book(), b.Book}, []data.Case{story.Lead(), b})
		s := openSummary(t, r)
		r.keep("summary-before")
		if !s.figure.changes.Visible() {
			t.Error("the year before is not shown")
		}
	}, story.Lead(), b)
}

// withOlderPromises is a proposal of the year before with two promises, one of
// them kept in 2022.
func withOlderPromises() data.Case {
	older := ofBook(912, bookIn(98, 2021, data.Congress))
	older.Commitments = []data.Commitment{
		{ID: 1, ReplyID: 912, Text: "修路", Due: data.NewDate(2022, 5, 1), Kept: data.NewDate(2022, 4, 1)},
		{ID: 2, ReplyID: 912, Text: "装灯", Due: data.NewDate(2021, 9, 1), Kept: data.NewDate(2021, 8, 1)},
	}
	return older
}

// The promises of earlier years that were kept in the year are in its summary.
func TestPromisesOfEarlierYearsAreCounted(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openSummary(t, r)
		if got := s.view.stats.Promises.KeptEarlier; got.Num != 1 || got.IDs[0] != 912 {
			t.Errorf("%+v", got)
		}
	}, story.Lead(), withOlderPromises())
}

func TestGuardsOfASummary(t *testing.T) {
	var s *SummaryScreen
	guards(t, edited{
		name:  "总结",
		open:  func(t *testing.T, r *paperRoom) Screen { s = openSummary(t, r); return s },
		write: func(text string) { s.editor.text.SetText(text) },
		text:  func() string { return s.editor.text.Text },
		touch: func() { s.edits++ },
		dirty: func() bool { return s.dirty() },
	})
}
