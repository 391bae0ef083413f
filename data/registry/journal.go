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
type nameBook map[string]map[int64]string

func (r *Registry) names(ctx context.Context) (nameBook, error) {
	type row struct {
		id   data.ID
		name string
	}
	book := nameBook{}
	for _, x := range []struct{ column, table, from, form string }{
		{"unit_id", "units", "name", "%s"}, {"sponsor_id", "leaders", "name", "%s"},
		{"proposer_id", "proposers", "name", "%s"}, {"merged_into", "proposals", "number", "第%s号"}, {"follow_up", "replies", "round", "第%s次答复"},
	} {
		all, err := load(ctx, r.read, x.table, "", nil, false, func(y *row) (*data.ID, []field) {
			return &y.id, []field{text(x.from, &y.name)}
		})
		if err != nil {
			return nil, err
		}
		book[x.column] = map[int64]string{}
		for _, y := range all {
			book[x.column][int64(y.id)] = fmt.Sprintf(x.form, y.name)
		}
	}
	book["attended"], book["invited"] = book["proposer_id"], book["proposer_id"]
	books, err := r.Books(ctx)
	if err != nil {
		return nil, err
	}
	book["book_id"] = map[int64]string{0: "全部"}
	for _, b := range books {
		book["book_id"][int64(b.ID)] = b.Name()
	}
	return book, nil
}

// tell lists the fields that changed; a record that came or went is one line.
func (n nameBook) tell(c change) ([]data.JournalChange, error) {
	record := tableLabel(c.table)
	if record == "" {
		return nil, nil
	}
	before, err := n.columns(c, c.before)
	if err != nil {
		return nil, err
	}
	after, err := n.columns(c, c.after)
	if err != nil {
		return nil, err
	}
	one := data.JournalChange{Subject: n.subject(c, before), Record: record}
	switch {
	case before == nil:
		one.Act, one.After = data.Entered, n.whole(c.table, after)
		return []data.JournalChange{one}, nil
	case after == nil || before["deleted"] == "否" && after["deleted"] == "是":
		one.Act, one.Before = data.Deleted, n.whole(c.table, before)
		return []data.JournalChange{one}, nil
	case before["deleted"] == "是" && after["deleted"] == "否":
		one.Act, one.After = data.Restored, n.whole(c.table, after)
		return []data.JournalChange{one}, nil
	}
	told, err := packChanges(c, one)
	if err != nil {
		return nil, err
	}
	for _, column := range slices.Sorted(maps.Keys(after)) {
		label := columnLabel(c.table, column)
		if label == "" || before[column] == after[column] || column == "pack" {
			continue
		}
		one.Field, one.Before, one.After = label, clip(before[column]), clip(after[column])
		told = append(told, one)
	}
	return told, nil
}

// subject is whose record it is: the proposal's number, else for points the
// unit and the item, for a person or a unit its name; row is as it was before
// the change.
func (n nameBook) subject(c change, row map[string]string) string {
	if c.proposal != 0 {
		return n["merged_into"][int64(c.proposal)]
	}
	if row == nil {
		return "" // what is entered is told in full
	}
	switch c.table {
	case "scores":
		return strings.TrimSuffix(row["unit_id"]+" "+row["item"], " "+nothing)
	case "supervisions":
		return row["unit_id"]
	case "units", "leaders", "proposers":
		return row["name"]
	}
	return ""
}

// columns are a row's values in words; nil where there is no row.
func (n nameBook) columns(c change, text sql.NullString) (map[string]string, error) {
	if !text.Valid {
		return nil, nil
	}
	var raw map[string]any
	if err := json.Unmarshal([]byte(text.String), &raw); err != nil {
		return nil, fmt.Errorf("journal %d: %w", c.id, err)
	}
	words := map[string]string{}
	for column, v := range raw {
		words[column] = n.show(column, v)
	}
	return words, nil
}

// whole is a record in one line: what is filled in, the shorter the earlier.
func (n nameBook) whole(table string, words map[string]string) string {
	var parts []string
	for _, column := range slices.Sorted(maps.Keys(words)) {
		label, word := columnLabel(table, column), words[column]
		if label == "" || column == "deleted" || word == nothing || word == "否" {
			continue
		}
		parts = append(parts, label+"："+clip(word))
	}
	slices.SortStableFunc(parts, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	if len(parts) > 8 {
		parts = append(parts[:8], "……")
	}
	return strings.Join(parts, "；")
}

// nothing is how an empty value is read aloud.
const nothing = "（空）"

// The columns that say yes or no.
var yesNo = []string{"deleted", "key", "between_meetings", "demo", "xbs_licensed", "preprinted"}

func (n nameBook) show(column string, v any) string {
	switch v := v.(type) {
	case float64:
		if v != float64(int64(v)) {
			return strconv.FormatFloat(v, 'f', -1, 64)
		}
		if name, ok := n[column][int64(v)]; ok {
			return name
		}
		if column == "points" { // kept in tenths
			return data.Points(v).String() + "分"
		}
		if slices.Contains(yesNo, column) {
			return map[bool]string{true: "是", false: "否"}[v != 0]
		}
		return strconv.FormatInt(int64(v), 10)
	case string:
		return n.showText(column, v)
	}
	return nothing
}

func (n nameBook) showText(column, v string) string {
	switch column {
	case "way":
		return map[string]string{data.OpinionIn: "协办单位来文", data.OpinionOut: "我方报送"}[v]
	case "pack":
		return "（" + strconv.Itoa(len(v)) + "字节）"
	case "figures":
		return countList(v, "%d个数字")
	case "appraisal":
		return countList(v, "%d个单位")
	case "kind":
		if word, ok := map[string]string{string(data.DayOff): "放假", string(data.DayWork): "调休上班"}[v]; ok {
			return word
		}
	case "attended", "invited", "copy_to", "sections", "classes", "former", "items", "clerks":
		return n.showList(column, v)
	}
	if d, ok := isoDay(v); ok {
		return d.Chinese()
	}
	if v == "" {
		return nothing
	}
	return v
}

// showList reads a list kept as JSON.
func (n nameBook) showList(column, v string) string {
	var items []any
	if err := json.Unmarshal([]byte(v), &items); err != nil {
		return v
	}
	var words []string
	for _, item := range items {
		switch item := item.(type) {
		case map[string]any:
			words = append(words, showObject(item))
		case string:
			words = append(words, item)
		default:
			words = append(words, n.show(column, item))
		}
	}
	if len(words) == 0 {
		return nothing
	}
	return strings.Join(words, "、")
}

// countList tells how long a list is that is too long to be read aloud.
func countList(v, form string) string {
	var items []any
	if err := json.Unmarshal([]byte(v), &items); err != nil {
		return "（读不出来）"
	}
	return fmt.Sprintf(form, len(items))
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

// clip keeps a value on one readable line: at most 40 characters.
func clip(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}
