package registry

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"jianban/data"
)

// mostChanges are told of one action; an import has thousands.
const mostChanges = 50

// Journal is what was done to a proposal (0 for everything), newest first, at
// most limit actions.
func (r *Registry) Journal(ctx context.Context, proposalID data.ID, limit int) ([]data.JournalEntry, error) {
	tail, args := "ORDER BY id DESC LIMIT ?1", []any{limit}
	if proposalID != 0 {
		tail, args = "WHERE id IN (SELECT action_id FROM journal WHERE proposal_id = ?2) ORDER BY id DESC LIMIT ?1", []any{limit, int64(proposalID)}
	}
	entries, err := load(ctx, r.read, "actions", tail, args, false, func(e *data.JournalEntry) (*data.ID, []field) {
		return &e.ID, []field{{name: "at", into: scanTime{&e.At}}, text("by", "", &e.By), text("what", "", &e.What)}
	})
	if err != nil {
		return nil, explain(err)
	}
	names, err := r.names(ctx)
	if err != nil {
		return nil, explain(err)
	}
	for i := range entries {
		where, args := "WHERE action_id = ? ORDER BY id LIMIT "+strconv.Itoa(mostChanges), []any{int64(entries[i].ID)}
		if proposalID != 0 {
			where, args = "WHERE action_id = ? AND proposal_id = ? ORDER BY id LIMIT "+strconv.Itoa(mostChanges), append(args, int64(proposalID))
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
		if len(changes) == mostChanges {
			entries[i].Changes = append(entries[i].Changes, data.JournalChange{Record: "其余", After: "（还有别的改动，未一一列出）"})
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
type nameBook map[data.Record]map[int64]string

func (r *Registry) names(ctx context.Context) (nameBook, error) {
	type row struct {
		id   data.ID
		name string
	}
	book := nameBook{}
	for _, d := range subjects() {
		if d.named.column == "" {
			continue
		}
		all, err := load(ctx, r.read, string(d.record), "", nil, false, func(y *row) (*data.ID, []field) {
			return &y.id, []field{text(d.named.column, "", &y.name)}
		})
		if err != nil {
			return nil, err
		}
		book[d.record] = map[int64]string{}
		for _, y := range all {
			book[d.record][int64(y.id)] = fmt.Sprintf(d.named.form, y.name)
		}
	}
	books, err := r.Books(ctx)
	if err != nil {
		return nil, err
	}
	book[data.RecordBook] = map[int64]string{0: "全部"}
	for _, b := range books {
		book[data.RecordBook][int64(b.ID)] = b.Name()
	}
	return book, nil
}

// tell lists the fields that changed; a record that came or went is one line.
func (n nameBook) tell(c change) ([]data.JournalChange, error) {
	d, ok := described(c.table)
	if !ok {
		return nil, nil
	}
	before, err := n.columns(d, c, c.before)
	if err != nil {
		return nil, err
	}
	after, err := n.columns(d, c, c.after)
	if err != nil {
		return nil, err
	}
	one := data.JournalChange{Subject: n.subject(d, c, before), Record: d.label}
	switch {
	case before == nil:
		one.Act, one.After = data.Entered, n.whole(d, after)
		return []data.JournalChange{one}, nil
	case after == nil || before["deleted"] == "否" && after["deleted"] == "是":
		one.Act, one.Before = data.Deleted, n.whole(d, before)
		return []data.JournalChange{one}, nil
	case before["deleted"] == "是" && after["deleted"] == "否":
		one.Act, one.After = data.Restored, n.whole(d, after)
		return []data.JournalChange{one}, nil
	}
	told, err := packChanges(c, one)
	if err != nil {
		return nil, err
	}
	for _, column := range slices.Sorted(maps.Keys(after)) {
		f, _ := d.field(column)
		if f.label == "" || before[column] == after[column] || column == "pack" {
			continue
		}
		one.Field, one.Before, one.After = f.label, clip(before[column]), clip(after[column])
		told = append(told, one)
	}
	return told, nil
}

// subject is whose record it is: the proposal's number, else what the subject's
// own columns tell (whose); row is as it was before the change.
func (n nameBook) subject(d description, c change, row map[string]string) string {
	if c.proposal != 0 {
		return n[data.RecordProposal][int64(c.proposal)]
	}
	var words []string // none for what is entered: it is told in full
	for _, column := range d.whose {
		if word := row[column]; word != nothing && word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// columns are a row's values in words; nil where there is no row.
func (n nameBook) columns(d description, c change, text sql.NullString) (map[string]string, error) {
	if !text.Valid {
		return nil, nil
	}
	var raw map[string]any
	if err := json.Unmarshal([]byte(text.String), &raw); err != nil {
		return nil, fmt.Errorf("journal %d: %w", c.id, err)
	}
	words := map[string]string{}
	for column, v := range raw {
		if f, ok := d.field(column); ok {
			words[column] = n.show(f, v)
		}
	}
	return words, nil
}

// whole is a record in one line: what is filled in, the shorter the earlier.
func (n nameBook) whole(d description, words map[string]string) string {
	var parts []string
	for _, column := range slices.Sorted(maps.Keys(words)) {
		f, _ := d.field(column)
		word := words[column]
		if f.label == "" || column == deletedColumn || word == nothing || word == "否" {
			continue
		}
		parts = append(parts, f.label+"："+clip(word))
	}
	slices.SortStableFunc(parts, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	if len(parts) > 8 {
		parts = append(parts[:8], "……")
	}
	return strings.Join(parts, "；")
}

// nothing is how an empty value is read aloud.
const nothing = "（空）"

// show reads a column's value aloud.
func (n nameBook) show(f field, v any) string {
	if f.tell != nil {
		return f.tell(v)
	}
	switch v := v.(type) {
	case float64:
		if name, ok := n[f.to][int64(v)]; ok {
			return name
		}
		return tellNumber(v)
	case string:
		if f.to != "" {
			return readList(v, func(id any) string { return n.show(field{to: f.to}, id) })
		}
		if v != "" {
			return v
		}
	}
	return nothing
}

// clip keeps a value on one readable line: at most 40 characters.
func clip(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}
