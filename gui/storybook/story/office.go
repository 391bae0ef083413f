package story

import (
	"context"
	"slices"

	"jianban/data"
)

// office is what a registry holds beside cases.
type office struct {
	clerk        string
	units        []data.Unit // those saved, beside those of the cases
	leaders      []data.Leader
	proposers    []data.Proposer
	packs        []data.RulePack
	noDefault    bool // the default pack was removed
	holidays     []data.Holiday
	supervisions []data.Supervision // of units as a whole
	scores       []data.Score
	closings     []data.YearClosing
}

// packs are those saved, newest first, in place of the default where they have
// its day.
func (m *Memory) packs() []data.RulePack {
	all := slices.Clone(m.office.packs)
	if !m.office.noDefault && !slices.ContainsFunc(all, func(p data.RulePack) bool { return p.From == m.rules.Pack.From }) {
		all = append(all, m.rules.Pack)
	}
	slices.SortFunc(all, func(a, b data.RulePack) int { return b.From.Compare(a.From) })
	return all
}

// Packs are the default rule pack and those saved.
func (m *Memory) Packs(context.Context) ([]data.RulePack, error) {
	return read(m, func() []data.RulePack { return m.packs() })
}

// Holidays are the days saved.
func (m *Memory) Holidays(context.Context) ([]data.Holiday, error) {
	return read(m, func() []data.Holiday { return slices.Clone(m.office.holidays) })
}

// Supervisions are those of all cases and of units as a whole.
func (m *Memory) Supervisions(context.Context) ([]data.Supervision, error) {
	return read(m, func() []data.Supervision {
		all := slices.Clone(m.office.supervisions)
		for _, c := range m.cases {
			all = append(all, c.Supervisions...)
		}
		slices.SortStableFunc(all, func(a, b data.Supervision) int { return a.Date.Compare(b.Date) })
		return all
	})
}

// Scores are the points saved for a year.
func (m *Memory) Scores(_ context.Context, year int) ([]data.Score, error) {
	return read(m, func() []data.Score {
		return slices.DeleteFunc(slices.Clone(m.office.scores), func(s data.Score) bool { return s.Year != year })
	})
}

// YearClosings are the fixings of a year, latest first.
func (m *Memory) YearClosings(_ context.Context, year int, bookID data.ID) ([]data.YearClosing, error) {
	return read(m, func() (all []data.YearClosing) {
		for _, y := range slices.Backward(m.office.closings) {
			if y.Year == year && y.BookID == bookID {
				all = append(all, y)
			}
		}
		return all
	})
}

// SavePack keeps a rule pack.
func (m *Memory) SavePack(p *data.RulePack) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.saved = append(m.saved, *p)
	m.office.packs = append(slices.DeleteFunc(m.office.packs, func(q data.RulePack) bool { return q.From == p.From }), *p)
	return m.Fail
}

// RemovePack deletes the rule pack of a day; the only one stays.
func (m *Memory) RemovePack(from data.Date) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.packs()) == 1 {
		return data.Problem{Field: "办理规则", Message: "这是唯一的办理规则，不能删除", Hint: "请先新建另一套规则"}
	}
	m.office.packs = slices.DeleteFunc(m.office.packs, func(q data.RulePack) bool { return q.From == from })
	m.office.noDefault = m.office.noDefault || from == m.rules.Pack.From
	return m.Fail
}

// Clerk is who works.
func (m *Memory) Clerk() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.office.clerk == "" {
		return "普某"
	}
	return m.office.clerk
}

// SetClerk names another.
func (m *Memory) SetClerk(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.office.clerk = name
}

// SaveHoliday keeps a day of a notice.
func (m *Memory) SaveHoliday(h *data.Holiday) error {
	return saveAside(m, h, func(h *data.Holiday) *data.ID { return &h.ID }, &m.office.holidays)
}

// SaveScore keeps points.
func (m *Memory) SaveScore(s *data.Score) error {
	return saveAside(m, s, func(s *data.Score) *data.ID { return &s.ID }, &m.office.scores)
}

// SaveYearClosing keeps a fixing.
func (m *Memory) SaveYearClosing(y *data.YearClosing) error {
	return saveAside(m, y, func(y *data.YearClosing) *data.ID { return &y.ID }, &m.office.closings)
}

// SaveSupervision keeps a visit or an urging.
func (m *Memory) SaveSupervision(s *data.Supervision) error {
	id := func(s *data.Supervision) *data.ID { return &s.ID }
	if s.ProposalID == 0 {
		return saveAside(m, s, id, &m.office.supervisions)
	}
	return save(m, s, id, s.ProposalID, func(c *data.Case) *[]data.Supervision { return &c.Supervisions })
}

// SaveDispatch keeps a sending.
func (m *Memory) SaveDispatch(d *data.Dispatch) error {
	return save(m, d, func(d *data.Dispatch) *data.ID { return &d.ID }, d.ProposalID, func(c *data.Case) *[]data.Dispatch { return &c.Dispatches })
}

// SaveWaiver keeps a warning passed over.
func (m *Memory) SaveWaiver(w *data.Waiver) error {
	return save(m, w, func(w *data.Waiver) *data.ID { return &w.ID }, w.ProposalID, func(c *data.Case) *[]data.Waiver { return &c.Waivers })
}

// saveAside saves a row that is in no case.
func saveAside[T any, P record[T]](m *Memory, p P, id func(*T) *data.ID, list *[]T) error {
	if err := save(m, p, id, 0, nil); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	n := slices.IndexFunc(*list, func(t T) bool { return *id(&t) == *id((*T)(p)) })
	if n < 0 {
		*list = append(*list, *p)
	} else {
		(*list)[n] = *p
	}
	return nil
}
