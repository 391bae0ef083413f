package story

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"jianban/data"
)

// read runs f on the records as they are unless reading fails.
func read[T any](ctx context.Context, m *Memory, f func(t tables) T) (out T, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil {
		return out, m.Fail
	}
	if ctx.Err() != nil {
		return out, ctx.Err()
	}
	return f(m.now), nil
}

// Books are all books, newest year first.
func (m *Memory) Books(ctx context.Context) ([]data.Book, error) {
	return read(ctx, m, func(t tables) []data.Book {
		all := of[data.Book](t).alive()
		slices.SortStableFunc(all, func(a, b data.Book) int { return cmp.Compare(b.Meeting.Year, a.Meeting.Year) })
		return all
	})
}

// Units are all units by name.
func (m *Memory) Units(ctx context.Context) ([]data.Unit, error) {
	return read(ctx, m, func(t tables) []data.Unit {
		all := of[data.Unit](t).alive()
		slices.SortStableFunc(all, func(a, b data.Unit) int { return strings.Compare(a.Name, b.Name) })
		return all
	})
}

// Leaders are all leaders, in the order they were entered.
func (m *Memory) Leaders(ctx context.Context) ([]data.Leader, error) {
	return read(ctx, m, func(t tables) []data.Leader { return of[data.Leader](t).alive() })
}

// Proposers are all deputies and members by name.
func (m *Memory) Proposers(ctx context.Context) ([]data.Proposer, error) {
	return read(ctx, m, func(t tables) []data.Proposer {
		all := of[data.Proposer](t).alive()
		slices.SortStableFunc(all, func(a, b data.Proposer) int { return strings.Compare(a.Name, b.Name) })
		return all
	})
}

// Settings are the office's own facts.
func (m *Memory) Settings(ctx context.Context) (data.Settings, error) {
	return read(ctx, m, func(t tables) data.Settings { return of[settingsRow](t).alive()[0].Settings })
}

// RuleYears are the rule packs and the calendar with the days saved.
func (m *Memory) RuleYears(ctx context.Context) (data.RuleYears, error) {
	return read(ctx, m, m.ruleYears)
}

func (m *Memory) ruleYears(t tables) data.RuleYears {
	var before []int
	for _, y := range of[data.YearClosing](t).alive() {
		if y.ScoredBefore() {
			before = append(before, y.Year)
		}
	}
	return data.NewRuleYears(m.packsOf(t), m.calendar.With(t.holidaysByDate())).ScoredBefore(before...)
}

// Packs are all rule packs, the newest first.
func (m *Memory) Packs(ctx context.Context) ([]data.RulePack, error) { return read(ctx, m, m.packsOf) }

func (m *Memory) packsOf(t tables) (all []data.RulePack) {
	for _, p := range of[packRow](t).alive() {
		all = append(all, p.Pack.Filled(clone(m.pack)))
	}
	slices.SortFunc(all, func(a, b data.RulePack) int { return b.From.Compare(a.From) })
	return all
}

// Holidays are the days saved, by date.
func (m *Memory) Holidays(ctx context.Context) ([]data.Holiday, error) {
	return read(ctx, m, tables.holidaysByDate)
}

func (t tables) holidaysByDate() []data.Holiday {
	all := of[data.Holiday](t).alive()
	slices.SortFunc(all, func(a, b data.Holiday) int { return a.Date.Compare(b.Date) })
	return all
}

// SavedLists are the saved searches, in the order in which they were saved.
func (m *Memory) SavedLists(ctx context.Context) ([]data.SavedList, error) {
	return read(ctx, m, func(t tables) []data.SavedList { return of[data.SavedList](t).alive() })
}

// Supervisions are those of all cases and of units as a whole, by date.
func (m *Memory) Supervisions(ctx context.Context) ([]data.Supervision, error) {
	return read(ctx, m, func(t tables) []data.Supervision {
		all := of[data.Supervision](t).alive()
		for i := range all {
			all[i].Unit = t.unit(all[i].Unit.ID)
		}
		slices.SortStableFunc(all, func(a, b data.Supervision) int { return a.Date.Compare(b.Date) })
		return all
	})
}

// Issues are the numbers of papers that nothing else keeps, as they were given.
func (m *Memory) Issues(ctx context.Context) ([]data.Issue, error) {
	return read(ctx, m, func(t tables) []data.Issue {
		all := of[data.Issue](t).alive()
		for i := range all {
			all[i].Unit = t.unit(all[i].Unit.ID)
		}
		slices.SortStableFunc(all, func(a, b data.Issue) int { return a.Date.Compare(b.Date) })
		return all
	})
}

// unit is a unit of any state, as others name it.
func (t tables) unit(id data.ID) (u data.Unit) {
	if found := of[data.Unit](t).find(id); found != nil {
		u = clone(*found)
	}
	return u
}

// Scores are the points given by people in a year, in the order they were given.
func (m *Memory) Scores(ctx context.Context, year int) ([]data.Score, error) {
	return read(ctx, m, func(t tables) (all []data.Score) {
		for _, s := range of[data.Score](t).alive() {
			if s.Year == year {
				s.Unit = t.unit(s.Unit.ID)
				all = append(all, s)
			}
		}
		return all
	})
}

// YearClosings are the fixings of a year over one book (0 over all), latest first.
func (m *Memory) YearClosings(ctx context.Context, year int, bookID data.ID) ([]data.YearClosing, error) {
	return read(ctx, m, func(t tables) (all []data.YearClosing) {
		for _, y := range slices.Backward(of[data.YearClosing](t).alive()) {
			if y.Year == year && y.BookID == bookID {
				all = append(all, y)
			}
		}
		return all
	})
}

// Summary is the prose of a year over one book (0 over all); its ID is 0 where
// none was written.
func (m *Memory) Summary(ctx context.Context, year int, bookID data.ID) (data.Summary, error) {
	return read(ctx, m, func(t tables) data.Summary {
		for _, s := range of[data.Summary](t).alive() {
			if s.Year == year && s.BookID == bookID {
				return s
			}
		}
		return data.Summary{}
	})
}

// Years are the years that have proposals, newest first.
func (m *Memory) Years(ctx context.Context) ([]int, error) {
	return read(ctx, m, func(t tables) (all []int) {
		for _, c := range t.cases(data.Scope{}, nil) {
			all = append(all, c.Year())
		}
		slices.Sort(all)
		all = slices.Compact(all)
		slices.Reverse(all)
		return all
	})
}

// AttachmentData writes the content of an attachment.
func (m *Memory) AttachmentData(ctx context.Context, id data.ID, to io.Writer) error {
	found, err := read(ctx, m, func(t tables) *data.Attachment { return of[data.Attachment](t).find(id) })
	if err != nil {
		return err
	}
	m.mu.Lock()
	gone := found == nil || m.erased[id]
	var content []byte
	if !gone {
		content = m.contents[found.SHA256]
	}
	m.mu.Unlock()
	if gone {
		return errGone
	}
	_, err = to.Write(content)
	return err
}

// errGone is the answer for a record that is not there, where nobody says of
// what kind it was.
var errGone error = data.Problem{Field: "登记库", Message: "找不到这条记录", Hint: "它可能已被删除，请刷新后再试", Gone: true}

// Merged are the proposals merged into one, by number, without proposers and texts.
func (m *Memory) Merged(ctx context.Context, id data.ID) ([]data.Proposal, error) {
	return read(ctx, m, func(t tables) (all []data.Proposal) {
		for _, p := range of[data.Proposal](t).alive() {
			if p.MergedInto == id {
				p.Text, p.Proposers = "", nil
				all = append(all, p)
			}
		}
		slices.SortStableFunc(all, func(a, b data.Proposal) int {
			return strings.Compare(data.NumberKey(a.Number), data.NumberKey(b.Number))
		})
		return all
	})
}
