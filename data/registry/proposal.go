package registry

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"jianban/data"
	"jianban/data/registry/find"
)

// SaveProposal keeps a proposal with its proposers, lead proposer first. A
// proposer without an ID is the one of that name however it is spelt
// (data.SameName), body and delegation, or a new one; one with an ID is taken as the registry has it. The number may be
// corrected until a paper that bears it was signed or sent.
func (t *Tx) SaveProposal(p *data.Proposal) error {
	if err := proposalRows.settle(t, p); err != nil {
		return err
	}
	if err := p.Validate().Err(); err != nil {
		return err
	}
	stands := func(t *Tx) error {
		return errors.Join(t.numberFree(p), t.numberStays(p), t.mergesWell(p), t.relatesWell(p))
	}
	if err := looksWith(t, &proposalRows, p, func(only *Tx) error {
		_, _, err := only.linked(p)
		return errors.Join(stands(only), err)
	}); err != nil {
		return explain(err)
	}
	if err := stands(t); err != nil {
		return explain(err)
	}
	had, known, err := t.linked(p)
	if err != nil {
		return explain(err)
	}
	if err := proposalRows.keep(t, p); err != nil {
		return err
	}
	return explain(t.linkProposers(p, had, known))
}

// linked are the proposers that a proposal has, in their order, and what the registry
// has of those whose ID is given.
func (t *Tx) linked(p *data.Proposal) (had []data.ID, known []data.Proposer, err error) {
	if p.ID != 0 {
		had, err = find.IDs(t.ctx, t.tx, "SELECT proposer_id FROM proposal_proposers WHERE proposal_id = ? ORDER BY position", int64(p.ID))
	}
	var given []data.ID
	for _, x := range p.Proposers {
		if x.ID != 0 {
			given = append(given, x.ID)
		}
	}
	if len(given) > 0 {
		var e error
		known, e = proposerRows.load(t.ctx, t.tx, "WHERE id IN (SELECT value FROM json_each(?))", []any{find.List(given)}, false)
		err = errors.Join(err, e)
	}
	return had, known, err
}

// numberFree refuses a number that its meeting has already; a deleted one's
// stays taken, since it can be restored.
func (t *Tx) numberFree(p *data.Proposal) error {
	var other data.ID
	var number, title string
	var deleted bool
	err := t.tx.QueryRowContext(t.ctx, "SELECT id, number, title, deleted FROM proposals WHERE book_id = ? AND number_key = ?", int64(p.BookID), data.NumberKey(p.Number)).
		Scan((*int64)(&other), &number, &title, &deleted)
	if errors.Is(err, sql.ErrNoRows) || err == nil && other == p.ID {
		return nil
	}
	if err != nil {
		return err
	}
	book, err := t.book(p.BookID)
	if err != nil {
		return err
	}
	hint := "请核对编号"
	if deleted {
		hint = "那一件已被删除，编号仍保留；可以恢复它，或换一个编号"
	}
	return data.Problems{{Field: "编号", Message: fmt.Sprintf("%s已有第%s号%s%s", book.Name(), number, book.Meeting.Body.Matter(), data.BookTitle(title)), Hint: hint}}
}

func (t *Tx) book(id data.ID) (data.Book, error) {
	books, err := bookRows.load(t.ctx, t.tx, "WHERE id = ?", []any{int64(id)}, false)
	if err != nil || len(books) == 0 {
		return data.Book{}, err
	}
	return books[0], nil
}

// numberStays refuses another number or meeting once a paper bears it.
func (t *Tx) numberStays(p *data.Proposal) error {
	if p.ID == 0 {
		return nil
	}
	var book data.ID
	var number string
	var papers int
	err := t.tx.QueryRowContext(t.ctx, `SELECT book_id, number,
		(SELECT count(*) FROM replies WHERE proposal_id = ?1 AND (signed IS NOT NULL OR sent IS NOT NULL))
		+ (SELECT count(*) FROM opinions WHERE proposal_id = ?1 AND way = 'out' AND (signed IS NOT NULL OR sent IS NOT NULL))
		FROM proposals WHERE id = ?1`, int64(p.ID)).Scan((*int64)(&book), &number, &papers)
	if errors.Is(err, sql.ErrNoRows) {
		return errNoRow(data.RecordProposal, p.ID, nil)
	}
	if err != nil || papers == 0 || book == p.BookID && data.NumberKey(number) == data.NumberKey(p.Number) {
		return err
	}
	return data.Problems{{Field: "编号", Message: "第" + number + "号已有签发的文书，编号和届次不能再改", Hint: "请改回第" + number + "号"}}
}

// mergesWell refuses a proposal merged into itself, directly or in a ring.
func (t *Tx) mergesWell(p *data.Proposal) error {
	if p.ID == 0 || p.MergedInto == 0 {
		return nil
	}
	var ring bool
	err := t.tx.QueryRowContext(t.ctx, `WITH RECURSIVE chain (id) AS (SELECT CAST(?1 AS BIGINT) UNION SELECT merged_into FROM proposals JOIN chain USING (id) WHERE merged_into IS NOT NULL)
		SELECT ?2 IN (SELECT id FROM chain)`, int64(p.MergedInto), int64(p.ID)).Scan(&ring)
	if err != nil || !ring {
		return err
	}
	return data.Problems{{Field: "并案", Message: "一件建议不能并入自己", Hint: "请另选一件，或先解除对方的并案"}}
}

// relatesWell refuses links with proposals that never were; those deleted since
// may be restored.
func (t *Tx) relatesWell(p *data.Proposal) error {
	if len(p.Related) == 0 {
		return nil
	}
	wanted := slices.Compact(slices.Sorted(slices.Values(p.Related)))
	var known int
	err := t.tx.QueryRowContext(t.ctx, "SELECT count(*) FROM proposals WHERE id IN (SELECT value FROM json_each(?))", find.List(wanted)).Scan(&known)
	if err != nil || known == len(wanted) {
		return err
	}
	return data.Problems{data.RelatedUnknown}
}

func (t *Tx) linkProposers(p *data.Proposal, had []data.ID, known []data.Proposer) error {
	same := len(had) == len(p.Proposers)
	for i := range p.Proposers {
		if err := t.findProposer(&p.Proposers[i], known); err != nil {
			return err
		}
		same = same && had[i] == p.Proposers[i].ID
	}
	if same {
		return nil
	}
	if len(had) > 0 {
		if _, err := t.tx.ExecContext(t.ctx, "DELETE FROM proposal_proposers WHERE proposal_id = ?", int64(p.ID)); err != nil {
			return err
		}
	}
	for i, q := range p.Proposers {
		if _, err := t.one("INSERT INTO proposal_proposers (proposal_id, proposer_id, position) VALUES (?, ?, ?)", int64(p.ID), int64(q.ID), i); err != nil {
			return err
		}
		t.claims.add(proposerLinkRows.record)
	}
	return nil
}

// findProposer makes p the registry's own. Telephone and address of one found
// by name are filled in where the registry lacks them. known has those whose ID is given.
func (t *Tx) findProposer(p *data.Proposer, known []data.Proposer) (err error) {
	var found []data.Proposer
	if i := slices.IndexFunc(known, func(q data.Proposer) bool { return q.ID == p.ID }); i >= 0 {
		found = known[i : i+1]
	}
	if p.ID == 0 {
		args := []any{p.Name, string(p.Body), p.Delegation}
		found, err = proposerRows.load(t.ctx, t.tx, "WHERE name = ? AND body = ? AND delegation = ?", args, false)
		if err == nil && len(found) == 0 {
			found, err = proposerRows.load(t.ctx, t.tx, "WHERE body = ? AND delegation = ? ORDER BY deleted, id", args[1:], false)
			found = slices.DeleteFunc(found, func(q data.Proposer) bool { return !data.SameName(q.Name, p.Name) })
		}
	}
	switch {
	case err != nil:
		return err
	case len(found) == 0 && p.ID == 0:
		return t.SaveProposer(p)
	case len(found) == 0:
		return errNoRow(data.RecordProposer, p.ID, nil)
	}
	given := *p
	*p = found[0]
	if p.Deleted {
		if given.ID != 0 {
			return t.mustBeUsable(data.RecordProposer, p.ID)
		}
		p.Deleted = false
		if err := t.Restore(data.RecordProposer, p.ID); err != nil {
			return err
		}
	}
	if given.ID != 0 || !p.Complete(given) {
		return nil
	}
	return t.SaveProposer(p)
}

// hosts gives merged cases what they take from the case they are merged into,
// at the end of the chain where that is merged itself. Those may lie outside
// the scope that is read, or have been read lean, without all that is taken.
func (l *loader) hosts(lean bool) error {
	var merged, roots []data.ID
	for _, c := range l.cases {
		if c.Proposal.MergedInto != 0 {
			merged = append(merged, c.Proposal.ID)
		}
	}
	if len(merged) == 0 {
		return nil
	}
	rootOf, err := l.rootsOf(merged)
	if err != nil {
		return err
	}
	byID := map[data.ID]data.Host{}
	add := func(h data.Case) {
		byID[h.Proposal.ID] = data.Host{
			ID: h.Proposal.ID, Number: h.Proposal.Number, Title: h.Proposal.Title,
			Assignments: h.Assignments, Replies: h.Replies, Opinions: h.Opinions,
		}
	}
	for _, root := range rootOf {
		if i, ok := l.index[root]; ok && !lean {
			add(l.cases[i])
		} else {
			roots = append(roots, root)
		}
	}
	if len(roots) > 0 {
		hosts, err := loadCases(l.ctx, l.q, caseQuery{scope: data.Scope{Texts: !l.brief}, ids: roots})
		if err != nil {
			return err
		}
		for _, h := range hosts {
			add(h)
		}
	}
	for _, id := range merged {
		l.cases[l.index[id]].Host = byID[rootOf[id]]
	}
	return nil
}

// rootsOf finds for each merged proposal the one that its chain ends with.
func (l *loader) rootsOf(merged []data.ID) (rootOf map[data.ID]data.ID, err error) {
	rows, err := l.q.QueryContext(l.ctx, `WITH RECURSIVE chain (id, host) AS (
			SELECT id, merged_into FROM proposals WHERE id IN (SELECT value FROM json_each(?))
			UNION SELECT chain.id, proposals.merged_into FROM chain JOIN proposals ON proposals.id = chain.host WHERE proposals.merged_into IS NOT NULL)
		SELECT chain.id, chain.host FROM chain JOIN proposals ON proposals.id = chain.host WHERE proposals.merged_into IS NULL`, find.List(merged))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	rootOf = map[data.ID]data.ID{}
	for rows.Next() {
		var id, root data.ID
		if err := rows.Scan(&id, &root); err != nil {
			return nil, err
		}
		rootOf[id] = root
	}
	return rootOf, rows.Err()
}
