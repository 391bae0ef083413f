package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"jianban/data"
)

// Journal is what was done to a proposal (0 for everything), newest first, at
// most limit actions.
func (r *Registry) Journal(ctx context.Context, proposalID data.ID, limit int) ([]data.JournalEntry, error) {
	tail, args := "ORDER BY id DESC LIMIT ?1", []any{limit}
	if proposalID != 0 {
		tail, args = "WHERE id IN (SELECT action_id FROM journal WHERE proposal_id = ?2) ORDER BY id DESC LIMIT ?1", []any{limit, int64(proposalID)}
	}
	entries, err := load(ctx, r.read, "actions", tail, args, false, func(e *data.JournalEntry) (*data.ID, []field) {
		return &e.ID, []field{{name: "at", into: scanTime{&e.At}}, text("by", &e.By), text("what", &e.What)}
	})
	if err != nil {
		return nil, explain(err)
	}
	names, err := r.names(ctx)
	if err != nil {
		return nil, explain(err)
	}
	for i := range entries {
		where, args := "WHERE action_id = ? ORDER BY id LIMIT 50", []any{int64(entries[i].ID)}
		if proposalID != 0 {
			where, args = "WHERE action_id = ? AND proposal_id = ? ORDER BY id LIMIT 50", append(args, int64(proposalID))
		}
		changes, err := load(ctx, r.read, "journal", where, args, false, changeFields)
		if err != nil {
			return nil, explain(err)
		}
		for _, c := range changes {
			told, err := names.tell(c)
			if err != nil {
				return nil, err
			}
			entries[i].Changes = append(entries[i].Changes, told...)
		}
	}
	return entries, nil
}

type scanTime struct{ to *time.Time }

func (s scanTime) Scan(v any) (err error) {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("a time of type %T", v)
	}
	*s.to, err = time.Parse(time.RFC3339, text)
	return err
}

// nameBook turns ids into names for the journal's reader.
type nameBook map[string]map[int64]string

func (r *Registry) names(ctx context.Context) (nameBook, error) {
	book := nameBook{}
	for column, query := range map[string]string{
		"unit_id": "SELECT id, name FROM units", "sponsor_id": "SELECT id, name FROM leaders",
		"proposer_id": "SELECT id, name FROM proposers", "merged_into": "SELECT id, '第' || number || '号' FROM proposals",
	} {
		m := map[int64]string{}
		rows, err := r.read.QueryContext(ctx, query)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var id int64
			var name string
			if err := rows.Scan(&id, &name); err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			m[id] = name
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
		book[column] = m
	}
	return book, nil
}

// tell lists the fields that changed; a new or removed record is one line.
func (n nameBook) tell(c change) ([]data.JournalChange, error) {
	record := tableLabel(c.table)
	if record == "" {
		return nil, nil
	}
	if !c.before.Valid {
		return []data.JournalChange{{Record: record, After: "新增"}}, nil
	}
	if !c.after.Valid {
		return []data.JournalChange{{Record: record, Before: "去除"}}, nil
	}
	var before, after map[string]any
	if err := json.Unmarshal([]byte(c.before.String), &before); err != nil {
		return nil, fmt.Errorf("journal %d: %w", c.id, err)
	}
	if err := json.Unmarshal([]byte(c.after.String), &after); err != nil {
		return nil, fmt.Errorf("journal %d: %w", c.id, err)
	}
	var told []data.JournalChange
	for _, column := range sortedColumns(after) {
		if label := columnLabels[column]; label != "" && before[column] != after[column] {
			told = append(told, data.JournalChange{Record: record, Field: label, Before: n.show(column, before[column]), After: n.show(column, after[column])})
		}
	}
	return told, nil
}

func (n nameBook) show(column string, v any) string {
	switch v := v.(type) {
	case nil:
		return "（空）"
	case float64:
		if name, ok := n[column][int64(v)]; ok {
			return name
		}
		if slices.Contains([]string{"deleted", "key", "between_meetings", "demo"}, column) {
			return map[bool]string{true: "是", false: "否"}[v != 0]
		}
		return fmt.Sprint(int64(v))
	case string:
		if d, err := data.ParseDate(v); err == nil {
			return d.Chinese()
		}
		if v == "" {
			return "（空）"
		}
		if runes := []rune(v); len(runes) > 40 {
			return string(runes[:40]) + "…"
		}
		return v
	}
	return fmt.Sprint(v)
}

func sortedColumns(m map[string]any) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
