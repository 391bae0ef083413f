package registry

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"jianban/data"
)

// alive is the usual tail of a read.
const alive = "WHERE deleted = 0 ORDER BY "

// Books are all books, newest year first.
func (r *Registry) Books(ctx context.Context) ([]data.Book, error) {
	all, err := load(ctx, r.read, "books", alive+"year DESC, id", nil, false, bookFields)
	return all, explain(err)
}

// Units are all units by name.
func (r *Registry) Units(ctx context.Context) ([]data.Unit, error) {
	all, err := load(ctx, r.read, "units", alive+"name", nil, false, unitFields)
	return all, explain(err)
}

// Leaders are all leaders, in the order they were entered.
func (r *Registry) Leaders(ctx context.Context) ([]data.Leader, error) {
	all, err := load(ctx, r.read, "leaders", alive+"id", nil, false, leaderFields)
	return all, explain(err)
}

// Proposers are all deputies and members by name.
func (r *Registry) Proposers(ctx context.Context) ([]data.Proposer, error) {
	all, err := load(ctx, r.read, "proposers", alive+"name, id", nil, false, proposerFields)
	return all, explain(err)
}

// Settings are the office's own facts; empty ones in a registry that has none yet.
func (r *Registry) Settings(ctx context.Context) (data.Settings, error) {
	return settingsOf(ctx, r.read)
}

func settingsOf(ctx context.Context, q querier) (data.Settings, error) {
	rows, err := load(ctx, q, "settings", "LIMIT 1", nil, false, settingsFields)
	if err != nil || len(rows) == 0 {
		return data.Settings{}, explain(err)
	}
	return rows[0].Settings, nil
}

// Rules are the rules of one year (data.RuleYears).
func (r *Registry) Rules(ctx context.Context, year int) (data.Rules, error) {
	all, err := r.RuleYears(ctx)
	return all.In(year), err
}

// RuleYears are the place's rule packs and calendar, by which each case is
// counted under the rules of its own year.
func (r *Registry) RuleYears(ctx context.Context) (data.RuleYears, error) {
	all, err := r.ruleYearsIn(ctx, r.read)
	return all, explain(err)
}

func (r *Registry) ruleYearsIn(ctx context.Context, q querier) (all data.RuleYears, err error) {
	days, err := load(ctx, q, "holidays", alive+"date", nil, false, holidayFields)
	if err != nil {
		return all, err
	}
	packs, err := r.packsIn(ctx, q)
	if err != nil {
		return all, err
	}
	if len(packs) == 0 {
		if r.opts.Pack.Name == "" {
			return all, data.NoRules
		}
		packs = []data.RulePack{r.opts.Pack}
	}
	return data.NewRuleYears(packs, r.opts.Calendar.With(days)), nil
}

// Packs are all rule packs, the newest first.
func (r *Registry) Packs(ctx context.Context) ([]data.RulePack, error) {
	packs, err := r.packsIn(ctx, r.read)
	return packs, explain(err)
}

func (r *Registry) packsIn(ctx context.Context, q querier) (packs []data.RulePack, err error) {
	texts, err := strs(ctx, q, "SELECT pack FROM packs WHERE deleted = 0 ORDER BY since DESC")
	if err != nil {
		return nil, err
	}
	for _, text := range texts {
		var p data.RulePack
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			return nil, errContent(ctx, "packs", err)
		}
		packs = append(packs, p.Filled(r.opts.Pack))
	}
	return packs, nil
}

// Holidays are the days that the user entered, by date; those that came with
// the program are not among them.
func (r *Registry) Holidays(ctx context.Context) ([]data.Holiday, error) {
	all, err := load(ctx, r.read, "holidays", alive+"date", nil, false, holidayFields)
	return all, explain(err)
}

// Supervisions are all visits and urgings, also those that concern a unit's
// work as a whole, by date.
func (r *Registry) Supervisions(ctx context.Context) ([]data.Supervision, error) {
	all, err := load(ctx, r.read, "supervisions", alive+"date, id", nil, false, supervisionFields)
	if err != nil {
		return nil, explain(err)
	}
	return withUnits(ctx, r.read, all, func(s *data.Supervision) *data.Unit { return &s.Unit })
}

// Scores are the points given by people in a year, in the order they were given.
func (r *Registry) Scores(ctx context.Context, year int) ([]data.Score, error) {
	all, err := load(ctx, r.read, "scores", "WHERE deleted = 0 AND year = ? ORDER BY id", []any{year}, false, scoreFields)
	if err != nil {
		return nil, explain(err)
	}
	return withUnits(ctx, r.read, all, func(s *data.Score) *data.Unit { return &s.Unit })
}

// withUnits fills in the units of which only the IDs were read; names of
// deleted ones still show.
func withUnits[T any](ctx context.Context, q querier, all []T, unit func(*T) *data.Unit) ([]T, error) {
	units, err := load(ctx, q, "units", "", nil, false, unitFields)
	if err != nil {
		return nil, explain(err)
	}
	byID := map[data.ID]data.Unit{}
	for _, u := range units {
		byID[u.ID] = u
	}
	for i := range all {
		u := unit(&all[i])
		*u = byID[u.ID]
	}
	return all, nil
}

// YearClosings are the fixings of a year over one book (0 over all), latest first.
func (r *Registry) YearClosings(ctx context.Context, year int, bookID data.ID) ([]data.YearClosing, error) {
	all, err := load(ctx, r.read, "year_closings", "WHERE deleted = 0 AND year = ? AND book_id = ? ORDER BY id DESC", []any{year, int64(bookID)}, false, yearClosingFields)
	return all, explain(err)
}

// Summary is the prose of a year over one book (0 over all); its ID is 0
// where none was written.
func (r *Registry) Summary(ctx context.Context, year int, bookID data.ID) (data.Summary, error) {
	found, err := load(ctx, r.read, "summaries", "WHERE deleted = 0 AND year = ? AND book_id = ?", []any{year, int64(bookID)}, false, summaryFields)
	if err != nil || len(found) == 0 {
		return data.Summary{}, explain(err)
	}
	return found[0], nil
}

// Years are the years that have proposals, newest first.
func (r *Registry) Years(ctx context.Context) (years []int, err error) {
	rows, err := r.read.QueryContext(ctx, "SELECT DISTINCT "+yearOf+" AS y FROM proposals JOIN books ON books.id = proposals.book_id WHERE proposals.deleted = 0 ORDER BY y DESC")
	if err != nil {
		return nil, explain(err)
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	for rows.Next() {
		var y int
		if err := rows.Scan(&y); err != nil {
			return nil, errContent(ctx, "proposals", err)
		}
		years = append(years, y)
	}
	return years, rows.Err()
}

// AttachmentData is the content of an attachment.
func (r *Registry) AttachmentData(ctx context.Context, id data.ID) ([]byte, error) {
	var content []byte
	err := r.read.QueryRowContext(ctx, "SELECT content FROM blobs JOIN attachments ON attachments.sha256 = blobs.sha256 WHERE attachments.id = ?", int64(id)).Scan(&content)
	return content, explain(err)
}

// yearOf is the year a proposal is counted in, as data.Case.Year tells it.
const yearOf = "CASE WHEN proposals.between_meetings = 1 THEN CAST(substr(proposals.handed_over, 1, 4) AS INTEGER) ELSE books.year END"

// caseQuery chooses cases: by scope, or where ids is set by these.
type caseQuery struct {
	scope data.Scope
	ids   []data.ID
}

// Cases are the cases of a scope, in the order in which they were entered.
func (r *Registry) Cases(ctx context.Context, s data.Scope) ([]data.Case, error) {
	return r.cases(ctx, caseQuery{scope: s})
}

// Case is one case with its texts.
func (r *Registry) Case(ctx context.Context, id data.ID) (data.Case, error) {
	cases, err := r.cases(ctx, caseQuery{scope: data.Scope{Texts: true}, ids: []data.ID{id}})
	if err != nil {
		return data.Case{}, err
	}
	if len(cases) == 0 {
		return data.Case{}, errNoRow("proposals", id, nil)
	}
	return cases[0], nil
}

// cases reads in one transaction, so that no change falls between two queries.
func (r *Registry) cases(ctx context.Context, c caseQuery) (cases []data.Case, err error) {
	tx, err := r.read.BeginTx(ctx, nil)
	if err != nil {
		return nil, explain(err)
	}
	defer func() {
		if e := tx.Rollback(); e != nil && err == nil && !errors.Is(e, sql.ErrTxDone) {
			err = explain(e)
		}
	}()
	cases, err = loadCases(ctx, tx, c)
	return cases, explain(err)
}

// where is the condition on proposals and its arguments.
func (c caseQuery) where() (string, []any) {
	cond, args := []string{"proposals.deleted = 0"}, []any(nil)
	if c.ids != nil {
		b, err := json.Marshal(c.ids)
		if err != nil {
			b = []byte("[]")
		}
		cond, args = append(cond, "proposals.id IN (SELECT value FROM json_each(?))"), append(args, string(b))
	}
	if c.scope.Year != 0 {
		cond, args = append(cond, yearOf+" = ?"), append(args, c.scope.Year)
	}
	if len(c.scope.Numbers) > 0 {
		keys := make([]string, len(c.scope.Numbers))
		for i, n := range c.scope.Numbers {
			keys[i] = data.NumberKey(n)
		}
		b, err := json.Marshal(keys)
		if err != nil {
			b = []byte("[]")
		}
		cond, args = append(cond, "proposals.number_key IN (SELECT value FROM json_each(?))"), append(args, string(b))
	}
	if c.scope.KeptIn != 0 {
		cond = append(cond, yearOf+" < ? AND EXISTS (SELECT 1 FROM commitments AS p WHERE p.proposal_id = proposals.id AND p.deleted = 0 AND substr(p.kept, 1, 4) = ?)")
		args = append(args, c.scope.KeptIn, fmt.Sprintf("%04d", c.scope.KeptIn))
	}
	switch {
	case c.scope.BookID != 0 && c.scope.KeptIn != 0:
		cond, args = append(cond, "EXISTS (SELECT 1 FROM books AS b WHERE b.id = ? AND b.body = books.body AND b.level = books.level AND b.direction = books.direction)"), append(args, int64(c.scope.BookID))
	case c.scope.BookID != 0:
		cond, args = append(cond, "proposals.book_id = ?"), append(args, int64(c.scope.BookID))
	}
	return strings.Join(cond, " AND "), args
}

// loadCases reads cases with one query a subject.
func loadCases(ctx context.Context, q querier, c caseQuery) ([]data.Case, error) {
	l := loader{ctx: ctx, q: q, brief: !c.scope.Texts, index: map[data.ID]int{}}
	l.cond, l.args = c.where()
	if err := l.people(); err != nil {
		return nil, err
	}
	proposals, err := load(ctx, q, "proposals", "JOIN books ON books.id = proposals.book_id WHERE "+l.cond+" ORDER BY proposals.id", l.args, l.brief, proposalFields)
	if err != nil {
		return nil, err
	}
	l.cases = make([]data.Case, len(proposals))
	for i, p := range proposals {
		p.Sponsor = l.leaders[p.Sponsor.ID]
		l.cases[i] = data.Case{Book: l.books[p.BookID], Proposal: p}
		l.index[p.ID] = i
	}
	if err := l.proposers(); err != nil {
		return nil, err
	}
	if err := l.facts(); err != nil {
		return nil, err
	}
	return l.cases, l.hosts()
}

type loader struct {
	ctx     context.Context
	q       querier
	brief   bool
	cond    string
	args    []any
	cases   []data.Case
	index   map[data.ID]int
	books   map[data.ID]data.Book
	units   map[data.ID]data.Unit
	leaders map[data.ID]data.Leader
}

// people reads what cases refer to; names of deleted ones still show.
func (l *loader) people() error {
	books, err := load(l.ctx, l.q, "books", "", nil, false, bookFields)
	if err != nil {
		return err
	}
	units, err := load(l.ctx, l.q, "units", "", nil, false, unitFields)
	if err != nil {
		return err
	}
	leaders, err := load(l.ctx, l.q, "leaders", "", nil, false, leaderFields)
	if err != nil {
		return err
	}
	l.books, l.units, l.leaders = map[data.ID]data.Book{}, map[data.ID]data.Unit{}, map[data.ID]data.Leader{}
	for _, b := range books {
		l.books[b.ID] = b
	}
	for _, u := range units {
		l.units[u.ID] = u
	}
	for _, d := range leaders {
		l.leaders[d.ID] = d
	}
	return nil
}

func (l *loader) proposers() (err error) {
	rows, err := l.q.QueryContext(l.ctx, `SELECT proposal_proposers.proposal_id, proposers.id, proposers.name, proposers.body, proposers.delegation, proposers.phone, proposers.address
		FROM proposal_proposers JOIN proposers ON proposers.id = proposal_proposers.proposer_id
		JOIN proposals ON proposals.id = proposal_proposers.proposal_id JOIN books ON books.id = proposals.book_id
		WHERE `+l.cond+" ORDER BY proposal_proposers.proposal_id, position", l.args...)
	if err != nil {
		return err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	for rows.Next() {
		var owner data.ID
		var p data.Proposer
		if err := rows.Scan(&owner, &p.ID, &p.Name, &p.Body, &p.Delegation, &p.Phone, &p.Address); err != nil {
			return errContent(l.ctx, "proposers", err)
		}
		c, err := l.of(owner, "proposers")
		if err != nil {
			return err
		}
		c.Proposal.Proposers = append(c.Proposal.Proposers, p)
	}
	return rows.Err()
}

// spread reads one subject and hands each record to its case.
func spread[T any](l *loader, table string, fieldsOf func(*T) (*data.ID, []field), put func(*data.Case, T), owner func(T) data.ID) error {
	tail := "JOIN proposals ON proposals.id = " + table + ".proposal_id JOIN books ON books.id = proposals.book_id WHERE " + table + ".deleted = 0 AND " + l.cond + " ORDER BY " + table + ".id"
	all, err := load(l.ctx, l.q, table, tail, l.args, l.brief, fieldsOf)
	for _, x := range all {
		c, err := l.of(owner(x), table)
		if err != nil {
			return err
		}
		put(c, x)
	}
	return err
}

// of is the case that a record of table belongs to. In a damaged file an index
// may lead to records of cases that the list of cases left out.
func (l *loader) of(id data.ID, table string) (*data.Case, error) {
	i, ok := l.index[id]
	if !ok {
		return nil, errContent(l.ctx, table, fmt.Errorf("proposal %d is not in the list", id))
	}
	return &l.cases[i], nil
}

func (l *loader) facts() error {
	steps := []func() error{
		func() error {
			return spread(l, "extensions", extensionFields, func(c *data.Case, x data.Extension) { c.Extensions = append(c.Extensions, x) }, func(x data.Extension) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "assignments", assignmentFields, func(c *data.Case, x data.Assignment) {
				x.Unit = l.units[x.Unit.ID]
				c.Assignments = append(c.Assignments, x)
			}, func(x data.Assignment) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "consultations", consultationFields, func(c *data.Case, x data.Consultation) { c.Consultations = append(c.Consultations, x) }, func(x data.Consultation) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "replies", replyFields, func(c *data.Case, x data.Reply) { c.Replies = append(c.Replies, x) }, func(x data.Reply) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "opinions", opinionFields, func(c *data.Case, x data.Opinion) {
				x.Unit = l.units[x.Unit.ID]
				c.Opinions = append(c.Opinions, x)
			}, func(x data.Opinion) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "dispatches", dispatchFields, func(c *data.Case, x data.Dispatch) { c.Dispatches = append(c.Dispatches, x) }, func(x data.Dispatch) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "waivers", waiverFields, func(c *data.Case, x data.Waiver) { c.Waivers = append(c.Waivers, x) }, func(x data.Waiver) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "feedback", feedbackFields, func(c *data.Case, x data.Feedback) { c.Feedback = append(c.Feedback, x) }, func(x data.Feedback) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "commitments", commitmentFields, func(c *data.Case, x data.Commitment) {
				x.Unit = l.units[x.Unit.ID]
				c.Commitments = append(c.Commitments, x)
			}, func(x data.Commitment) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "supervisions", supervisionFields, func(c *data.Case, x data.Supervision) {
				x.Unit = l.units[x.Unit.ID]
				c.Supervisions = append(c.Supervisions, x)
			}, func(x data.Supervision) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "disclosures", disclosureFields, func(c *data.Case, x data.Disclosure) { c.Disclosure = x }, func(x data.Disclosure) data.ID { return x.ProposalID })
		},
		func() error {
			return spread(l, "attachments", attachmentFields, func(c *data.Case, x data.Attachment) { c.Attachments = append(c.Attachments, x) }, func(x data.Attachment) data.ID { return x.ProposalID })
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	for i := range l.cases {
		inOrder(&l.cases[i])
	}
	return nil
}

// inOrder sorts the facts as data.Case promises; what is equal stays in the
// order in which it was entered.
func inOrder(c *data.Case) {
	slices.SortStableFunc(c.Assignments, func(a, b data.Assignment) int { return a.Assigned.Compare(b.Assigned) })
	slices.SortStableFunc(c.Consultations, func(a, b data.Consultation) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(c.Replies, func(a, b data.Reply) int { return cmp.Compare(a.Round, b.Round) })
	slices.SortStableFunc(c.Dispatches, func(a, b data.Dispatch) int {
		return cmp.Or(cmp.Compare(a.ReplyID, b.ReplyID), a.Date.Compare(b.Date))
	})
	slices.SortStableFunc(c.Feedback, func(a, b data.Feedback) int {
		return cmp.Or(cmp.Compare(a.Round, b.Round), a.Received.Compare(b.Received))
	})
	slices.SortStableFunc(c.Commitments, func(a, b data.Commitment) int { return a.Due.Compare(b.Due) })
	slices.SortStableFunc(c.Supervisions, func(a, b data.Supervision) int { return a.Date.Compare(b.Date) })
}
