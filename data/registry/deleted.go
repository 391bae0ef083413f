package registry

import (
	"context"
	"errors"
	"fmt"
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
	var all []data.DeletedRecord
	for _, d := range subjects() {
		cond, args := "", []any(nil)
		switch {
		case !d.removable:
			continue
		case proposalID == 0 && d.record == data.RecordAttachment:
			cond = " AND NOT " + isErased("t")
		case proposalID == 0:
		case d.record == data.RecordProposal:
			cond, args = " AND t.id = ?", []any{int64(proposalID)}
		case d.record == data.RecordAttachment:
			cond, args = " AND t.proposal_id = ? AND NOT "+isErased("t"), []any{int64(proposalID)}
		case d.owned:
			cond, args = " AND t.proposal_id = ?", []any{int64(proposalID)}
		default:
			continue
		}
		found, err := r.deletedOf(ctx, d, cond, args, names)
		if err != nil {
			return nil, explain(err)
		}
		all = append(all, found...)
	}
	slices.SortStableFunc(all, func(a, b data.DeletedRecord) int { return b.At.Compare(a.At) })
	return all, nil
}

// deletedOf reads the deleted records of one kind as the journal last told them.
func (r *Registry) deletedOf(ctx context.Context, of description, cond string, args []any, names nameBook) (all []data.DeletedRecord, err error) {
	rows, err := r.read.QueryContext(ctx, fmt.Sprintf(`SELECT j.id, t.id, coalesce(j.proposal_id, 0), j.before, j.after, a.at, a.by FROM %[1]s AS t
		JOIN journal AS j ON j.id = (SELECT max(id) FROM journal WHERE tbl = '%[1]s' AND row_id = t.id)
		JOIN actions AS a ON a.id = j.action_id WHERE t.deleted = 1%[2]s`, of.record, cond), args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		c := change{table: of.record}
		d := data.DeletedRecord{Kind: string(of.record), Record: of.label}
		if err := rows.Scan(&c.id, &d.ID, &c.proposal, &c.before, &c.after, scanTime{&d.At}, &d.By); err != nil {
			return nil, err
		}
		row, err := names.columns(of, c, c.after)
		if err != nil {
			return nil, err
		}
		d.Subject, d.Text = names[data.RecordProposal][int64(c.proposal)], names.whole(of, row)
		all = append(all, d)
	}
	return all, rows.Err()
}
