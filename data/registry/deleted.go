package registry

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"jianban/data"
)

// Deleted are the records marked as deleted, those of one proposal (0 for
// all), latest deletion first. Tx.Restore takes a deletion back at any time.
func (r *Registry) Deleted(ctx context.Context, proposalID data.ID) ([]data.DeletedRecord, error) {
	names, err := r.names(ctx)
	if err != nil {
		return nil, explain(err)
	}
	columns, err := columnsOf(ctx, r.read)
	if err != nil {
		return nil, explain(err)
	}
	var all []data.DeletedRecord
	for _, kind := range slices.Sorted(maps.Keys(parents)) {
		cond, args := "", []any(nil)
		switch {
		case proposalID == 0:
		case kind == data.RecordProposal:
			cond, args = " AND t.id = ?", []any{int64(proposalID)}
		case slices.Contains(columns[string(kind)], "proposal_id"):
			cond, args = " AND t.proposal_id = ?", []any{int64(proposalID)}
		default:
			continue
		}
		found, err := r.deletedOf(ctx, string(kind), cond, args, names)
		if err != nil {
			return nil, explain(err)
		}
		all = append(all, found...)
	}
	slices.SortStableFunc(all, func(a, b data.DeletedRecord) int { return b.At.Compare(a.At) })
	return all, nil
}

// deletedOf reads the deleted rows of one table as the journal last told them.
func (r *Registry) deletedOf(ctx context.Context, table, cond string, args []any, names nameBook) (all []data.DeletedRecord, err error) {
	rows, err := r.read.QueryContext(ctx, fmt.Sprintf(`SELECT j.id, t.id, coalesce(j.proposal_id, 0), j.before, j.after, a.at, a.by FROM %s AS t
		JOIN journal AS j ON j.id = (SELECT max(id) FROM journal WHERE tbl = '%s' AND row_id = t.id)
		JOIN actions AS a ON a.id = j.action_id WHERE t.deleted = 1%s`, table, table, cond), args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		c := change{table: table}
		d := data.DeletedRecord{Kind: table, Record: tableLabel(table)}
		if err := rows.Scan(&c.id, &d.ID, &c.proposal, &c.before, &c.after, scanTime{&d.At}, &d.By); err != nil {
			return nil, err
		}
		row, err := names.columns(c, c.after)
		if err != nil {
			return nil, err
		}
		d.Subject, d.Text = names["merged_into"][int64(c.proposal)], names.whole(table, row)
		all = append(all, d)
	}
	return all, rows.Err()
}
