package registry

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"jianban/data"
	"jianban/data/registry/find"
)

// Books are all books, newest year first.
func (r *Registry) Books(ctx context.Context) ([]data.Book, error) {
	return bookRows.list(ctx, r.sparing(r.read), "", "year DESC, id")
}

// Units are all units by name.
func (r *Registry) Units(ctx context.Context) ([]data.Unit, error) {
	return unitRows.list(ctx, r.sparing(r.read), "", "name")
}

// Leaders are all leaders, in the order they were entered.
func (r *Registry) Leaders(ctx context.Context) ([]data.Leader, error) {
	return leaderRows.list(ctx, r.sparing(r.read), "", "id")
}

// Proposers are all deputies and members by name.
func (r *Registry) Proposers(ctx context.Context) ([]data.Proposer, error) {
	return proposerRows.list(ctx, r.sparing(r.read), "", "name, id")
}

// Settings are the office's own facts; empty ones in a registry that has none yet.
func (r *Registry) Settings(ctx context.Context) (data.Settings, error) {
	return settingsOf(ctx, r.sparing(r.read))
}

func settingsOf(ctx context.Context, q querier) (data.Settings, error) {
	rows, err := settingsRows.load(ctx, q, "LIMIT 1", nil, false)
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
	all, err := r.ruleYearsIn(ctx, r.sparing(r.read))
	return all, explain(err)
}

func (r *Registry) ruleYearsIn(ctx context.Context, q querier) (all data.RuleYears, err error) {
	days, err := holidayRows.list(ctx, q, "", "date")
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
	before, err := scoredBefore(ctx, q)
	return data.NewRuleYears(packs, r.opts.Calendar.With(days)).ScoredBefore(before...), err
}

// scoredBefore are the years with a closing that was made before packs could say
// how scores are counted.
func scoredBefore(ctx context.Context, q querier) (years []int, err error) {
	rows, err := q.QueryContext(ctx, "SELECT year, appraisal FROM year_closings WHERE deleted = 0")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var y data.YearClosing
		if err := rows.Scan(&y.Year, &y.Appraisal); err != nil {
			return nil, err
		}
		if y.ScoredBefore() {
			years = append(years, y.Year)
		}
	}
	return years, rows.Err()
}

// Packs are all rule packs, the newest first.
func (r *Registry) Packs(ctx context.Context) ([]data.RulePack, error) {
	packs, err := r.packsIn(ctx, r.sparing(r.read))
	return packs, explain(err)
}

// packsByDate are all rule packs, the newest first.
func packsByDate(ctx context.Context, q querier) ([]packRow, error) {
	return packRows.list(ctx, q, "", "since DESC NULLS LAST")
}

func (r *Registry) packsIn(ctx context.Context, q querier) ([]data.RulePack, error) {
	rows, err := packsByDate(ctx, q)
	var packs []data.RulePack
	for _, row := range rows {
		packs = append(packs, row.Filled(r.opts.Pack))
	}
	return packs, err
}

// Holidays are the days that the user entered, by date; those that came with
// the program are not among them.
func (r *Registry) Holidays(ctx context.Context) ([]data.Holiday, error) {
	return holidayRows.list(ctx, r.sparing(r.read), "", "date")
}

// SavedLists are the saved searches, in the order in which they were saved.
func (r *Registry) SavedLists(ctx context.Context) ([]data.SavedList, error) {
	return savedListRows.list(ctx, r.sparing(r.read), "", "id")
}

// Supervisions are all visits and urgings, also those that concern a unit's
// work as a whole, by date.
func (r *Registry) Supervisions(ctx context.Context) ([]data.Supervision, error) {
	return supervisionRows.list(ctx, r.sparing(r.read), "", "date, id")
}

// Issues are the numbers of papers that nothing else keeps, as they were given.
func (r *Registry) Issues(ctx context.Context) ([]data.Issue, error) {
	return issueRows.list(ctx, r.sparing(r.read), "", "date, id")
}

// Scores are the points given by people in a year, in the order they were given.
func (r *Registry) Scores(ctx context.Context, year int) ([]data.Score, error) {
	return scoreRows.list(ctx, r.sparing(r.read), " AND year = ?", "id", year)
}

// YearClosings are the fixings of a year over one book (0 over all), latest first.
func (r *Registry) YearClosings(ctx context.Context, year int, bookID data.ID) ([]data.YearClosing, error) {
	return yearClosingRows.list(ctx, r.sparing(r.read), " AND year = ? AND book_id = ?", "id DESC", year, int64(bookID))
}

// Summary is the prose of a year over one book (0 over all); its ID is 0
// where none was written.
func (r *Registry) Summary(ctx context.Context, year int, bookID data.ID) (data.Summary, error) {
	found, err := summaryRows.list(ctx, r.sparing(r.read), " AND year = ? AND book_id = ?", "id", year, int64(bookID))
	if err != nil || len(found) == 0 {
		return data.Summary{}, err
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

// yearOf is the year a proposal is counted in, as data.Case.Year tells it.
const yearOf = "CASE WHEN proposals.between_meetings = 1 THEN CAST(substr(proposals.handed_over, 1, 4) AS INTEGER) ELSE books.year END"

// caseQuery chooses cases: by scope, or where ids is set by these.
type caseQuery struct {
	scope data.Scope
	ids   []data.ID
	lean  bool     // with no more facts than promises are followed by
	plans []string // with KeptIn: the classes that promise to go on

	// beside, where set, gives a second reader that sees the same registry.
	beside func(func(querier) error) error
}

// queryOf is the query of a scope.
func (r *Registry) queryOf(ctx context.Context, q querier, s data.Scope) (caseQuery, error) {
	c := caseQuery{scope: s, lean: s.Promised || s.KeptIn != 0}
	if s.KeptIn == 0 {
		return c, nil
	}
	packs, err := r.packsIn(ctx, q)
	if err != nil {
		return c, err
	}
	books, err := bookRows.list(ctx, q, "", "id")
	if len(packs) == 0 {
		packs = []data.RulePack{r.opts.Pack}
	}
	c.plans = data.PlanningClasses(packs, books)
	return c, err
}

// Cases are the cases of a scope by book and number (data.SortCases). They
// may be shared with others who ask: callers do not change them.
func (r *Registry) Cases(ctx context.Context, s data.Scope) ([]data.Case, error) {
	if keepable(s) {
		return r.yearCases(ctx, s)
	}
	c, err := r.queryOf(ctx, r.sparing(r.read), s)
	if err != nil {
		return nil, explain(err)
	}
	return r.cases(ctx, c)
}

// Case is one case with its texts.
func (r *Registry) Case(ctx context.Context, id data.ID) (data.Case, error) {
	one := caseQuery{scope: data.Scope{Texts: true}, ids: []data.ID{id}}
	cases, err := r.cases(ctx, one)
	if err == nil && len(cases) == 0 && r.opts.Sparing { // not there, or not to be read: why
		cases, err = loadCases(ctx, r.read, one)
	}
	if err != nil {
		return data.Case{}, explain(err)
	}
	if len(cases) == 0 {
		return data.Case{}, errNoRow(data.RecordProposal, id, nil)
	}
	return cases[0], nil
}

// cases reads in one transaction.
func (r *Registry) cases(ctx context.Context, c caseQuery) (cases []data.Case, err error) {
	err = r.reading(ctx, func(tx *sql.Tx) error {
		if c.ids != nil || c.scope.Texts {
			if cases, err = loadCases(ctx, r.sparing(tx), c); err == nil && c.scope.Texts {
				err = lookedTexts(ctx, r.sparing(tx), cases)
			}
			return err
		}
		action, err := lastAction(ctx, tx)
		if err == nil {
			cases, err = r.readWide(ctx, tx, action, c)
		}
		return err
	})
	data.SortCases(cases)
	return cases, explain(err)
}

// where is the condition on proposals and its arguments.
func (c caseQuery) where() (string, []any) {
	cond, args := []string{"proposals.deleted = 0"}, []any(nil)
	for _, ids := range [][]data.ID{c.ids, c.scope.IDs} {
		if ids != nil {
			cond, args = append(cond, "proposals.id IN (SELECT value FROM json_each(?))"), append(args, find.List(ids))
		}
	}
	if c.scope.Promised {
		cond = append(cond, "proposals.id IN (SELECT proposal_id FROM commitments WHERE deleted = 0)")
	}
	if c.scope.Year != 0 {
		cond, args = append(cond, yearOf+" = ?"), append(args, c.scope.Year)
	}
	if len(c.scope.Numbers) > 0 {
		keys := make([]string, len(c.scope.Numbers))
		for i, n := range c.scope.Numbers {
			keys[i] = data.NumberKey(n)
		}
		cond, args = append(cond, "proposals.number_key IN (SELECT atom FROM json_each(?))"), append(args, find.List(keys))
	}
	if c.scope.KeptIn != 0 {
		began := fmt.Sprintf("%04d", c.scope.KeptIn)
		cond = append(cond, yearOf+" < ? AND (proposals.id IN (SELECT proposal_id FROM commitments WHERE deleted = 0 AND substr(kept, 1, 4) = ?) OR "+
			yearOf+" = ? AND proposals.id IN (SELECT proposal_id FROM replies WHERE deleted = 0 AND class IN (SELECT atom FROM json_each(?))))")
		args = append(args, c.scope.KeptIn, began, c.scope.KeptIn-1, find.List(c.plans))
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
	l := loader{ctx: ctx, q: q, brief: !c.scope.Texts, cases: make([]data.Case, 0, len(c.ids)), index: make(map[data.ID]int, len(c.ids)), words: wordsFor(len(c.ids))}
	if err := l.people(); err != nil {
		return nil, err
	}
	if err := l.proposals(c); err != nil {
		return nil, err
	}
	if len(l.cases) == 0 {
		return l.cases, nil
	}
	var facts []func(*loader) error
	if !c.lean {
		facts = append(facts, (*loader).proposers)
	}
	for _, d := range subjects() {
		if d.spread != nil && (!c.lean || followsPromises(d.record)) && (!c.scope.Figures || counts(d.record)) {
			facts = append(facts, d.spread)
		}
	}
	if err := l.share(facts, c.beside); err != nil {
		return nil, err
	}
	return l.cases, l.hosts(c.lean)
}

// followsPromises tells the facts of a case that Scope.Promised and KeptIn bring.
func followsPromises(fact data.Record) bool {
	return fact == data.RecordAssignment || fact == data.RecordReply || fact == data.RecordCommitment
}

// counts tells the facts of a case that Scope.Figures brings.
func counts(fact data.Record) bool {
	return fact != data.RecordDispatch && fact != data.RecordWaiver && fact != data.RecordDisclosure && fact != data.RecordAttachment && fact != data.RecordIssue
}

type loader struct {
	ctx     context.Context
	q       querier
	brief   bool
	list    string  // the IDs of the proposals that were read, for json_each
	first   data.ID // of a range that hardly has others than these; 0 for none
	last    data.ID
	cases   []data.Case
	index   map[data.ID]int
	books   map[data.ID]data.Book
	units   map[data.ID]data.Unit
	leaders map[data.ID]data.Leader
	words   words
}

// people reads what cases refer to; names of deleted ones still show.
func (l *loader) people() (err error) {
	if l.books, err = byID(l.ctx, l.q, &bookRows, func(b data.Book) data.ID { return b.ID }); err != nil {
		return err
	}
	if l.units, err = byID(l.ctx, l.q, &unitRows, func(u data.Unit) data.ID { return u.ID }); err != nil {
		return err
	}
	l.leaders, err = byID(l.ctx, l.q, &leaderRows, func(d data.Leader) data.ID { return d.ID })
	return err
}

// proposals begins the cases.
func (l *loader) proposals(c caseQuery) error {
	cond, args := c.where()
	var p data.Proposal // every row is read into p and copied out
	var ids []data.ID
	id, fields := proposalRows.columns(&p)
	err := scan(l.ctx, l.q, string(proposalRows.record), "JOIN books ON books.id = proposals.book_id WHERE "+cond+" ORDER BY proposals.id", args, l.brief, id, fields, func() { p = data.Proposal{} }, func() error {
		l.sameWords(fields)
		p.Sponsor = l.leaders[p.Sponsor.ID]
		l.index[p.ID] = len(l.cases)
		l.cases = append(l.cases, data.Case{Book: l.books[p.BookID], Proposal: p})
		ids = append(ids, p.ID)
		return nil
	})
	l.list = find.List(ids)
	l.ranged(ids)
	return err
}

// sameWords has the texts just read be those read before, where they are the same.
func (l *loader) sameWords(fields []field) {
	if l.words == nil {
		return
	}
	for _, f := range fields {
		if f.same != nil {
			f.same(l.words)
		}
	}
}

// owned is the condition that a row of a table belongs to a proposal that was
// read, with its arguments, and the order in which the rows of one proposal follow
// each other, to which a column is added. A year's proposals mostly follow each
// other: where they do it is a range, and rows of others among them are left out.
func (l *loader) owned(table string) (cond string, args []any, order string) {
	order = " ORDER BY " + table + ".proposal_id, " + table + "."
	if l.first != 0 {
		return table + ".proposal_id BETWEEN ? AND ?", []any{int64(l.first), int64(l.last)}, order
	}
	return table + ".proposal_id IN (SELECT value FROM json_each(?))", []any{l.list}, order
}

// ranged notes between which IDs the proposals lie, where that is as good as a list.
func (l *loader) ranged(ids []data.ID) {
	if _, all := l.q.(witness); all || len(ids) < manyCases { // a witness is to see these rows alone
		return
	}
	if first, last := ids[0], ids[len(ids)-1]; last-first < data.ID(len(ids)+len(ids)/4) {
		l.first, l.last = first, last
	}
}

// proposers reads who moved the proposals: many have moved several.
func (l *loader) proposers() error {
	table := string(proposerLinkRows.record)
	cond, args, order := l.owned(table)
	links, err := proposerLinkRows.load(l.ctx, l.q, "WHERE "+cond+order+"position", args, l.brief)
	of, which := "SELECT proposer_id FROM "+table+" WHERE "+cond, args
	if len(l.cases) > few { // of few it can be asked beside who they are (Tx.ahead)
		ids := make([]data.ID, len(links))
		for i, x := range links {
			ids[i] = x.proposer
		}
		slices.Sort(ids)
		of, which = "SELECT value FROM json_each(?)", []any{find.List(slices.Compact(ids))}
	}
	all, e := proposerRows.load(l.ctx, l.q, "WHERE id IN ("+of+")", which, l.brief)
	if err = cmp.Or(err, e); err != nil {
		return err
	}
	known := make(map[data.ID]data.Proposer, len(all))
	for _, p := range all {
		p.Deleted = false // names of deleted ones still show
		known[p.ID] = p
	}
	for _, x := range links {
		c, err := l.of(x.proposal, table)
		if err != nil {
			return err
		}
		p, ok := known[x.proposer]
		if !ok {
			err := errContent(l.ctx, string(proposerRows.record), fmt.Errorf("proposer %d is not there", x.proposer))
			spared, ok := l.q.(sparing)
			if !ok {
				return err
			}
			spared.tell(err)
			continue
		}
		if c != nil {
			c.Proposal.Proposers = append(c.Proposal.Proposers, p)
		}
	}
	return nil
}

// of is the case that a record of table belongs to; nil where that one could
// not be read. In a damaged file an index may lead to records of cases that the
// list of cases left out.
func (l *loader) of(id data.ID, table string) (*data.Case, error) {
	i, ok := l.index[id]
	if !ok {
		if _, ok := l.q.(sparing); ok || l.first != 0 {
			return nil, nil
		}
		return nil, errContent(l.ctx, table, fmt.Errorf("proposal %d is not in the list", id))
	}
	return &l.cases[i], nil
}
