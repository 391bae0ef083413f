package registry

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
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

// packChanges are what changed within a rule pack, which is kept in one column;
// none for a change of other records. one is the change to be filled in.
func packChanges(c change, one data.JournalChange) ([]data.JournalChange, error) {
	if c.table != data.RecordPack {
		return nil, nil
	}
	was, err := packIn(c, c.before.String)
	if err != nil {
		return nil, err
	}
	is, err := packIn(c, c.after.String)
	if err != nil {
		return nil, err
	}
	is.Name, is.From = was.Name, was.From // columns of their own
	before, after := factsByLabel(was), factsByLabel(is)
	var told []data.JournalChange
	for _, f := range append(was.Facts(), is.Facts()...) {
		if before[f.Label] == after[f.Label] {
			continue
		}
		one.Field, one.Before, one.After = f.Label, clip(before[f.Label]), clip(after[f.Label])
		told = append(told, one)
		delete(before, f.Label) // told once
		delete(after, f.Label)
	}
	return told, nil
}

func factsByLabel(p data.RulePack) map[string]string {
	facts := map[string]string{}
	for _, f := range p.Facts() {
		facts[f.Label] = f.Value
	}
	return facts
}

// packIn reads the pack of a row of packs.
func packIn(c change, row string) (p data.RulePack, err error) {
	var kept struct{ Pack string }
	if err = json.Unmarshal([]byte(row), &kept); err == nil {
		err = json.Unmarshal([]byte(kept.Pack), &p)
	}
	if err != nil {
		return p, fmt.Errorf("journal %d: %w", c.id, err)
	}
	return p, nil
}

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

// How values that the journal keeps are read aloud. They come as JSON has them.

func tellNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func tellFlag(v any) string {
	if n, ok := v.(float64); ok && n != 0 {
		return "是"
	}
	return "否"
}

func tellDay(v any) string {
	text, ok := v.(string)
	if d, isDay := isoDay(text); isDay {
		return d.Chinese()
	}
	if !ok || text == "" {
		return nothing
	}
	return text
}

// tellPoints reads points, which are kept in tenths.
func tellPoints(v any) string {
	n, _ := v.(float64)
	return data.Points(n).String() + "分"
}

func tellWay(v any) string {
	if v == data.OpinionIn {
		return "协办单位来文"
	}
	return "我方报送"
}

func tellHoliday(v any) string {
	if v == string(data.DayWork) {
		return "调休上班"
	}
	return "放假"
}

func countFigures(v any) string { return countList(v, "%d个数字") }

func countUnits(v any) string { return countList(v, "%d个单位") }

// countList tells how long a list is that is too long to be read aloud.
func countList(v any, form string) string {
	text, _ := v.(string)
	var items []any
	if err := json.Unmarshal([]byte(text), &items); err != nil {
		return "（读不出来）"
	}
	return fmt.Sprintf(form, len(items))
}

func countBytes(v any) string {
	text, _ := v.(string)
	return "（" + strconv.Itoa(len(text)) + "字节）"
}

// tellList reads a list of words, of numbers or of what showObject reads.
func tellList(v any) string {
	text, ok := v.(string)
	if !ok {
		return nothing
	}
	return readList(text, func(item any) string {
		switch item := item.(type) {
		case map[string]any:
			return showObject(item)
		case string:
			return item
		case float64:
			return tellNumber(item)
		}
		return nothing
	})
}

// tellLimits reads a book's own limits aloud.
func tellLimits(v any) string {
	text, ok := v.(string)
	var rules []data.LimitRule
	if !ok || json.Unmarshal([]byte(text), &rules) != nil || len(rules) == 0 {
		return nothing
	}
	words := make([]string, len(rules))
	for i, r := range rules {
		words[i] = string(r.For) + "：" + r.Words()
	}
	return strings.Join(words, "；")
}

// readList reads a list kept as JSON, item by item.
func readList(v string, tell func(item any) string) string {
	var items []any
	if err := json.Unmarshal([]byte(v), &items); err != nil {
		return v
	}
	if len(items) == 0 {
		return nothing
	}
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = tell(item)
	}
	return strings.Join(words, "、")
}

// showObject reads an entry of a list aloud: a section of a summary, a class, a
// former name, something agreed.
func showObject(item map[string]any) string {
	var parts []string
	for _, key := range []string{"Heading", "Text", "Letter", "Name", "FullName", "What", "Who", "By", "Until", "Done"} {
		word, ok := item[key].(string)
		if d, isDay := isoDay(word); isDay {
			word = map[string]string{"By": "限", "Until": "至", "Done": "完成于"}[key] + d.Chinese()
		}
		if ok && word != "" {
			parts = append(parts, word)
		}
	}
	return strings.Join(parts, " ")
}
