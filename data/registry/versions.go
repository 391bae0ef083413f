package registry

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"jianban/data"
)

// ReplyVersions are the texts that a reply was saved with, newest first, as the
// journal has them.
func (r *Registry) ReplyVersions(ctx context.Context, id data.ID) ([]data.TextVersion, error) {
	return versions(ctx, r.read, data.RecordReply, id)
}

// OpinionVersions are the texts that an opinion was saved with, newest first.
func (r *Registry) OpinionVersions(ctx context.Context, id data.ID) ([]data.TextVersion, error) {
	return versions(ctx, r.read, data.RecordOpinion, id)
}

func versions(ctx context.Context, q querier, table data.Record, id data.ID) (all []data.TextVersion, err error) {
	rows, err := q.QueryContext(ctx, `SELECT actions.at, actions.by, journal.after FROM journal JOIN actions ON actions.id = journal.action_id
		WHERE journal.tbl = ? AND journal.row_id = ? AND journal.after IS NOT NULL ORDER BY journal.id`, string(table), int64(id))
	if err != nil {
		return nil, explain(err)
	}
	defer func() { err = explain(errors.Join(err, rows.Close())) }()
	for rows.Next() {
		var v data.TextVersion
		var after string
		if err := rows.Scan(scanTime{&v.At}, &v.By, &after); err != nil {
			return nil, errContent(ctx, "journal", err)
		}
		if err := readVersion(after, &v); err != nil {
			return nil, errContent(ctx, "journal", err)
		}
		all = append(all, v)
	}
	return data.Versions(all), rows.Err()
}

// readVersion takes a letter's texts and steps out of a row as the journal
// keeps it. Columns that the row did not have yet stay empty.
func readVersion(row string, v *data.TextVersion) error {
	var columns map[string]any
	if err := json.Unmarshal([]byte(row), &columns); err != nil {
		return err
	}
	fields := append([]field{prose("body", "", &v.Body), prose("done", "", &v.Done), prose("planned", "", &v.Planned), day("sent", "", &v.Sent)}, signColumns(&v.SignOff)...)
	for _, f := range fields {
		value := columns[f.name]
		if into, ok := f.into.(sql.Scanner); ok {
			if err := into.Scan(value); err != nil {
				return fmt.Errorf("%s: %w", f.name, err)
			}
			continue
		}
		if text, ok := value.(string); ok {
			*f.into.(*string) = text
		}
	}
	return nil
}

// mostNames are offered for one step of signing.
const mostNames = 20

// SignNames are the names that stand in the steps of replies and of our
// opinions, those used last first.
func (r *Registry) SignNames(ctx context.Context) (names data.SignNames, err error) {
	for _, step := range []struct {
		column string
		to     *[]string
	}{{"drafted_by", &names.Drafted}, {"reviewed_by", &names.Reviewed}, {"countersigned_by", &names.Countersigned}, {"signed_by", &names.Signed}} {
		var err error
		*step.to, err = strs(ctx, r.read, fmt.Sprintf(`SELECT name FROM (
			SELECT %[1]s AS name, coalesce(drafted, reviewed, signed, '') AS at, id FROM replies WHERE deleted = 0 AND %[1]s <> ''
			UNION ALL SELECT %[1]s, coalesce(drafted, reviewed, signed, ''), id FROM opinions WHERE deleted = 0 AND way = 'out' AND %[1]s <> '')
			GROUP BY name ORDER BY max(at) DESC, max(id) DESC LIMIT %[2]d`, step.column, mostNames))
		if err != nil {
			return names, explain(err)
		}
	}
	return names, nil
}

// NumberGaps are the 文号 of a year (0 for every year) that no paper bears or,
// when it was sent, bore.
func (r *Registry) NumberGaps(ctx context.Context, year int) ([]data.NumberGap, error) {
	part := "〔"
	if year != 0 {
		part = fmt.Sprintf("〔%d〕", year)
	}
	numbers, err := strs(ctx, r.read, `SELECT doc_number FROM replies WHERE (deleted = 0 OR sent IS NOT NULL) AND instr(doc_number, ?1) > 0
		UNION ALL SELECT doc_number FROM opinions WHERE way = 'out' AND (deleted = 0 OR sent IS NOT NULL) AND instr(doc_number, ?1) > 0`, part)
	return data.NumberGaps(numbers), explain(err)
}

// Merged are the proposals that are merged into one (并案), by number.
func (r *Registry) Merged(ctx context.Context, id data.ID) ([]data.Proposal, error) {
	all, err := proposalRows.load(ctx, r.read, "WHERE deleted = 0 AND merged_into = ? ORDER BY number_key, id", []any{int64(id)}, true)
	return all, explain(err)
}
