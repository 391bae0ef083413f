package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"jianban/data"
	"jianban/data/fault"
	"jianban/data/registry/find"
)

// Before a figure is shown the file is looked through: SQLite's own look at
// pages and indexes, and each row against what the journal last said of it. In
// a window that goes on in the background after opening (Watch); where figures
// leave the program they wait for it (Sound). Measured on 15,000 proposals
// (160 MB): 1.1 s of one processor's time, shared by two.

// soundness is what was found so far.
type soundness struct {
	once   sync.Once
	done   chan struct{} // closed when the look is over
	damage []string      // under Registry.mu
	err    error         // why the look could not be finished
}

// Watch begins to look for damage, once; OnDamage tells what is found. Close
// ends the look.
func (r *Registry) Watch() {
	r.sound.once.Do(func() {
		r.watching.Go(func() {
			defer fault.Here() // the look is tried
			defer close(r.sound.done)
			var found []flaw
			err := fault.Try(func() (err error) {
				found, err = r.look(r.live)
				return err
			})
			r.mu.Lock()
			r.sound.err = err
			r.mu.Unlock()
			r.tellDamage(sentences(found)...)
		})
	})
}

// look finds damage that could change what is read.
func (r *Registry) look(ctx context.Context) ([]flaw, error) {
	now, err := r.contentNow(ctx)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err == nil && now.known() {
		return nil, nil
	}
	found, err := together(
		func() ([]flaw, error) { return r.engine.lookThrough(ctx, r) },
		func() ([]flaw, error) { return r.parts(ctx, r.checkRows) },
	)
	if err == nil && len(found) == 0 {
		now.foundSound(r)
	}
	return found, err
}

// together does parts of a look side by side; what they find is in their order.
func together(parts ...func() ([]flaw, error)) (all []flaw, err error) {
	found, errs := make([][]flaw, len(parts)), make([]error, len(parts))
	var wait sync.WaitGroup
	for i, part := range parts {
		wait.Go(func() {
			defer fault.Into(&errs[i])
			found[i], errs[i] = part()
		})
	}
	wait.Wait()
	for _, e := range errs {
		if err == nil {
			err = e
		}
	}
	return slices.Concat(found...), err
}

// tellDamage adds to what is known and tells the listeners.
func (r *Registry) tellDamage(found ...string) {
	r.mu.Lock()
	known := len(r.sound.damage)
	for _, d := range found {
		if !slices.Contains(r.sound.damage, d) {
			r.sound.damage = append(r.sound.damage, d)
		}
	}
	more := len(r.sound.damage) > known
	r.mu.Unlock()
	if more {
		r.damaged.tell()
	}
}

// Damage is what is wrong with the file as far as it is known; empty while
// nothing was found.
func (r *Registry) Damage() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.sound.damage)
}

// OnDamage calls f when damage was found, on any goroutine, and at once where
// it is known already. remove ends that.
func (r *Registry) OnDamage(f func()) (remove func()) {
	remove = r.damaged.add(f)
	if len(r.Damage()) > 0 {
		f()
	}
	return remove
}

// Sound waits for the look and refuses a damaged registry: no figure and no
// paper comes from one.
func (r *Registry) Sound(ctx context.Context) error {
	r.Watch()
	select {
	case <-r.sound.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	r.mu.Lock()
	err := r.sound.err
	r.mu.Unlock()
	if err != nil {
		return explain(err)
	}
	return DamageProblem(r.Damage())
}

// DamageProblem tells a person of damage; nil where there is none.
func DamageProblem(damage []string) error {
	if len(damage) == 0 {
		return nil
	}
	said := "登记库已损坏，其中的数字和文书不可信：" + damage[0]
	if n := len(damage); n > 1 {
		said += fmt.Sprintf("，等%d处", n)
	}
	return data.Problem{Field: "登记库", Message: said, Hint: "请用最近的备份恢复；运行 jianban check 可查看全部损坏之处"}
}

// sparing is a querier whose readers leave out records that cannot be read and
// tell of them: the window shows the others, and its red line the reason.
type sparing struct {
	querier
	tell func(error)
}

// sparing spares the window where Options say so.
func (r *Registry) sparing(q querier) querier {
	if !r.opts.Sparing {
		return q
	}
	return sparing{q, func(err error) {
		var p data.Problem
		if errors.As(err, &p) {
			r.tellDamage(p.Message)
		}
	}}
}

// One letter out of ten years need not wait until all ten were looked through:
// of cases chosen by number each row that they are made of is compared with the
// journal, and that the journal knows of no other. This costs what the cases
// cost, and a scan of the numbers.

// witness is a querier whose readers note which rows they read.
type witness struct {
	querier
	engine engine
	seen   map[data.Record]map[data.ID]bool
}

func (w witness) saw(table data.Record, id data.ID) {
	if w.seen[table] == nil {
		w.seen[table] = map[data.ID]bool{}
	}
	w.seen[table][id] = true
}

// SoundCases are the cases of a scope that has numbers, in the order of Cases. What
// they are made of, the office's settings, rules, units
// and people included, was found to be as the journal has it; else the registry
// is refused as Sound refuses it.
func (r *Registry) SoundCases(ctx context.Context, s data.Scope) (cases []data.Case, err error) {
	var wrong []string
	err = r.reading(ctx, func(tx *sql.Tx) (err error) {
		w := witness{tx, r.engine, map[data.Record]map[data.ID]bool{}}
		if cases, err = loadCases(ctx, w, caseQuery{scope: s, lean: s.Promised}); err == nil {
			wrong, err = w.compare(ctx, s)
		}
		return err
	})
	if err == nil && len(wrong) == 0 {
		data.SortCases(cases)
		return cases, nil
	}
	if found := r.Sound(ctx); found != nil { // it tells all there is
		return nil, found
	}
	r.tellDamage(wrong...)
	return nil, errors.Join(explain(err), DamageProblem(wrong))
}

// compare finds what was read and is not as the journal has it.
func (w witness) compare(ctx context.Context, s data.Scope) (wrong []string, err error) {
	columns, err := w.engine.columns(ctx, w.querier)
	if err != nil {
		return nil, err
	}
	say := func(table data.Record, ids []data.ID) {
		for _, id := range ids {
			if said := rowFlaw(table, id).said; !slices.Contains(wrong, said) {
				wrong = append(wrong, said)
			}
		}
	}
	for _, table := range []data.Record{settingsRows.record, data.RecordPack, data.RecordHoliday, data.RecordBook, data.RecordUnit, data.RecordLeader} {
		ids, err := checkTable(ctx, w.engine, w.querier, string(table), columns[string(table)])
		if err != nil {
			return wrong, err
		}
		say(table, ids)
		delete(w.seen, table) // cases refer to all of them
	}
	told, err := w.told(ctx)
	if err != nil {
		return wrong, err
	}
	for table := range madeOf() { // what the journal knows of was read, and nothing else
		say(table, slices.Concat(lacking(told[table], w.seen[table]), lacking(w.seen[table], told[table])))
	}
	if same, err := w.sameNumbers(ctx, s); err != nil || !same {
		return append(wrong, "建议的编号与索引不符"), err
	}
	for table, ids := range w.seen {
		found, err := strange(ctx, w.engine, w.querier, table, columns[string(table)], slices.Collect(maps.Keys(ids))...)
		if err != nil {
			return wrong, err
		}
		say(table, found)
	}
	return wrong, nil
}

// madeOf are the tables of which the rows of one proposal make its case.
var madeOf = sync.OnceValue(func() map[data.Record]bool {
	all := map[data.Record]bool{data.RecordProposal: true, proposerLinkRows.record: true}
	for _, d := range subjects() {
		if d.spread != nil {
			all[d.record] = true
		}
	}
	return all
})

// lacking are those of some that others lack.
func lacking(some, others map[data.ID]bool) (ids []data.ID) {
	for id := range some {
		if !others[id] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// told are the rows of the proposals that were read, as far as they count: by the
// last that the journal has of each.
func (w witness) told(ctx context.Context) (told map[data.Record]map[data.ID]bool, err error) {
	rows, err := w.QueryContext(ctx, `SELECT j.tbl, j.row_id FROM (SELECT DISTINCT tbl, row_id FROM journal WHERE proposal_id IN (SELECT value FROM json_each(?1))) AS r
		CROSS JOIN journal AS j ON j.id = (SELECT max(id) FROM journal WHERE tbl = r.tbl AND row_id = r.row_id)
		WHERE j.after IS NOT NULL AND coalesce(CAST(json_extract(j.after, '$.deleted') AS BIGINT), 0) = 0 AND j.proposal_id IN (SELECT value FROM json_each(?1))`,
		find.List(slices.Collect(maps.Keys(w.seen[data.RecordProposal]))))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	told = map[data.Record]map[data.ID]bool{}
	for rows.Next() {
		var table data.Record
		var id data.ID
		if err := rows.Scan(&table, &id); err != nil {
			return nil, err
		}
		if told[table] == nil {
			told[table] = map[data.ID]bool{}
		}
		told[table][id] = true
	}
	return told, rows.Err()
}

// sameNumbers tells whether the table, its index and what was read agree on who
// bears the numbers; it notes all who do, in whatever book, so that they are
// compared too.
func (w witness) sameNumbers(ctx context.Context, s data.Scope) (bool, error) {
	keys := make([]string, len(s.Numbers))
	for i, n := range s.Numbers {
		keys[i] = data.NumberKey(n)
	}
	const borne = "number_key IN (SELECT atom FROM json_each(?))"
	inTable, err := w.ids(ctx, "SELECT id FROM proposals NOT INDEXED WHERE "+borne, find.List(keys))
	if err != nil {
		return false, err
	}
	inIndex, err := w.ids(ctx, "SELECT id FROM proposals INDEXED BY proposals_number WHERE book_id IN (SELECT id FROM books) AND "+borne, find.List(keys))
	if err != nil || !maps.Equal(inTable, inIndex) {
		return false, err
	}
	read := w.seen[data.RecordProposal]
	cond, args := caseQuery{scope: s, ids: slices.Collect(maps.Keys(inTable))}.where()
	wanted, err := w.ids(ctx, "SELECT proposals.id FROM proposals JOIN books ON books.id = proposals.book_id WHERE "+cond, args...)
	if err != nil || len(lacking(wanted, read)) > 0 {
		return false, err
	}
	for id := range inTable {
		w.saw(data.RecordProposal, id)
	}
	return true, nil
}

// ids are the one column of a query, as a set.
func (w witness) ids(ctx context.Context, query string, args ...any) (map[data.ID]bool, error) {
	found, err := column[data.ID](ctx, w.querier, query, args...)
	ids := map[data.ID]bool{}
	for _, id := range found {
		ids[id] = true
	}
	return ids, err
}
