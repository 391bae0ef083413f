package registry

import (
	"encoding/json"
	"errors"

	"jianban/data"
)

// hosts gives merged cases what they take from the case they are merged into,
// at the end of the chain where that is merged itself. Those may lie outside
// the scope that is read.
func (l *loader) hosts() error {
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
	for _, root := range rootOf {
		roots = append(roots, root)
	}
	hosts, err := loadCases(l.ctx, l.q, caseQuery{scope: data.Scope{Texts: !l.brief}, ids: roots})
	if err != nil {
		return err
	}
	byID := map[data.ID]data.Host{}
	for _, h := range hosts {
		byID[h.Proposal.ID] = data.Host{
			ID: h.Proposal.ID, Number: h.Proposal.Number, Title: h.Proposal.Title,
			Assignments: h.Assignments, Replies: h.Replies, Opinions: h.Opinions,
		}
	}
	for _, id := range merged {
		l.cases[l.index[id]].Host = byID[rootOf[id]]
	}
	return nil
}

// rootsOf finds for each merged proposal the one that its chain ends with.
func (l *loader) rootsOf(merged []data.ID) (rootOf map[data.ID]data.ID, err error) {
	ids, err := json.Marshal(merged)
	if err != nil {
		return nil, err
	}
	rows, err := l.q.QueryContext(l.ctx, `WITH RECURSIVE chain (id, host) AS (
			SELECT id, merged_into FROM proposals WHERE id IN (SELECT value FROM json_each(?))
			UNION SELECT chain.id, proposals.merged_into FROM chain JOIN proposals ON proposals.id = chain.host WHERE proposals.merged_into IS NOT NULL)
		SELECT chain.id, chain.host FROM chain JOIN proposals ON proposals.id = chain.host WHERE proposals.merged_into IS NULL`, string(ids))
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
