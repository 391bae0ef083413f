package registry

import (
	"context"
	"encoding/json"
	"errors"

	"jianban/data"
	"jianban/data/registry/find"
)

// lookedTexts tells of cases with a published text what their last letter said when that
// text was kept (data.Case.Looked), as the journal has it.
func lookedTexts(ctx context.Context, q querier, cases []data.Case) (err error) {
	var replies, disclosures []data.ID
	of := map[data.ID]*data.Case{} // by the ID of the disclosure
	for i := range cases {
		c := &cases[i]
		rep, sent := c.LastSent()
		if !sent || c.Disclosure.Text == "" {
			continue
		}
		replies, disclosures, of[c.Disclosure.ID] = append(replies, rep.ID), append(disclosures, c.Disclosure.ID), c
	}
	if len(of) == 0 {
		return nil
	}
	// What one action saves belongs together: the letter comes first.
	rows, err := q.QueryContext(ctx, `SELECT tbl, row_id, after FROM journal WHERE after IS NOT NULL AND
		(tbl = 'replies' AND row_id IN (SELECT value FROM json_each(?)) OR tbl = 'disclosures' AND row_id IN (SELECT value FROM json_each(?)))
		ORDER BY action_id, tbl DESC, id`, find.List(replies), find.List(disclosures))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	said, kept := map[data.ID]data.TextVersion{}, map[data.ID]string{}
	for rows.Next() {
		var table data.Record
		var id data.ID
		var after string
		if err := rows.Scan(&table, (*int64)(&id), &after); err != nil {
			return errContent(ctx, "journal", err)
		}
		if table == data.RecordReply {
			var v data.TextVersion
			if err := readVersion(after, &v); err != nil {
				return errContent(ctx, "journal", err)
			}
			said[id] = v
			continue
		}
		var row struct{ Text string }
		if err := json.Unmarshal([]byte(after), &row); err != nil {
			return errContent(ctx, "journal", err)
		}
		if c := of[id]; row.Text != kept[id] {
			rep, _ := c.LastSent()
			kept[id], c.Looked = row.Text, said[rep.ID]
		}
	}
	return rows.Err()
}
