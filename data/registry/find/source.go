package find

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"jianban/data"
)

// Querier is what reading needs: the pool, or a transaction.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Part is one text of a proposal and how its place is called.
type Part struct {
	Label     string
	Text      string
	DocNumber bool // a 文号
}

// Doc is all of a proposal that is searched.
type Doc struct {
	ID                     data.ID
	Year                   int
	Book                   data.ID
	Number, Title, Role    string
	Class                  string // of the last reply
	Marks                  []string
	People, Units, Leaders []data.ID
	Parts                  []Part // in the order in which places are named
	round                  int64  // of the reply whose Class it is
}

// source is a query for one kind of record of the proposals asked for (?1): the
// proposal, the kind's number, a word and a number of its own, five texts.
type source struct {
	query string
	take  func(d *Doc, r *record)
}

// record is a row of a source.
type record struct {
	word  string
	ref   int64
	texts [5]string
}

func (d *Doc) add(label, text string) {
	if text != "" {
		d.Parts = append(d.Parts, Part{Label: label, Text: text})
	}
}

func (d *Doc) addNumber(label, text string) {
	if text != "" {
		d.Parts = append(d.Parts, Part{Label: label, Text: text, DocNumber: true})
	}
}

func with(list []data.ID, id int64) []data.ID {
	if id != 0 {
		list = append(list, data.ID(id))
	}
	return list
}

// sources are read in this order; %s is the condition on the proposal. The first
// makes the proposals: the others' records of proposals that it lacks are passed over.
var sources = []source{
	{"SELECT p.id, %d, p.number, b.year, p.title, p.text, p.remark, p.topic, p.lead_body || ' ' || p.closed_why FROM proposals AS p JOIN books AS b ON b.id = p.book_id WHERE p.deleted = 0 AND p.id %s", nil},
	{"SELECT id, %d, role, CASE WHEN between_meetings = 1 THEN CAST(substr(coalesce(handed_over, ''), 1, 4) AS INTEGER) ELSE 0 END, CAST(book_id AS TEXT), CAST(coalesce(sponsor_id, 0) AS TEXT), supervisor, committee, '' FROM proposals WHERE id %s", func(d *Doc, r *record) {
		d.Role = r.word
		if r.ref != 0 {
			d.Year = int(r.ref)
		}
		book, _ := strconv.ParseInt(r.texts[0], 10, 64) // whole numbers of the file
		sponsor, _ := strconv.ParseInt(r.texts[1], 10, 64)
		d.Book, d.Leaders = data.ID(book), with(d.Leaders, sponsor)
		d.add("督办领导", r.texts[2])
		d.add("督办委室", r.texts[3])
	}},
	{"SELECT proposal_id, %d, '', proposer_id, '', '', '', '', '' FROM proposal_proposers WHERE proposal_id %s", func(d *Doc, r *record) {
		d.People = with(d.People, r.ref)
	}},
	{"SELECT proposal_id, %d, '', round, body, done, planned, doc_number, contact || ' ' || contact_phone || '\n' || class FROM replies WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		name := "答复"
		if r.ref > 1 {
			name = fmt.Sprintf("第%d次答复", r.ref)
		}
		contact, class, _ := strings.Cut(r.texts[4], "\n")
		if r.ref >= d.round {
			d.Class, d.round = class, r.ref
		}
		d.addNumber(name+"文号", r.texts[3])
		d.add(name+"正文", r.texts[0])
		d.add(name+"已落实事项", r.texts[1])
		d.add(name+"计划落实事项", r.texts[2])
		d.add(name+"联系人", strings.TrimSpace(contact))
	}},
	{"SELECT proposal_id, %d, phase, 0, said, agreed, items, place, led_by || ' ' || others FROM consultations WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		name := "沟通记录（" + r.word + "）"
		d.add(name+"代表意见", r.texts[0])
		d.add(name+"商定事项", r.texts[1])
		d.add(name+"商定事项", agreed(r.texts[2]))
		d.add(name+"地点", r.texts[3])
		d.add(name+"参加人", strings.TrimSpace(r.texts[4]))
	}},
	{"SELECT proposal_id, %d, way, coalesce(unit_id, 0), body, doc_number, '', '', '' FROM opinions WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		d.Units = with(d.Units, r.ref)
		d.addNumber("协办意见文号", r.texts[1])
		d.add("协办意见", r.texts[0])
	}},
	{"SELECT proposal_id, %d, '', coalesce(unit_id, 0), text, proof, '', '', '' FROM commitments WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		d.Units = with(d.Units, r.ref)
		d.add("承诺事项", r.texts[0])
		d.add("承诺兑现依据", r.texts[1])
	}},
	{"SELECT proposal_id, %d, '', coalesce(unit_id, 0), responsible, contact, phone, return_reason, '' FROM assignments WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		d.Units = with(d.Units, r.ref)
		d.add("承办单位责任领导", r.texts[0])
		d.add("承办单位联系人", r.texts[1])
		d.add("承办单位电话", r.texts[2])
		d.add("退回理由", r.texts[3])
	}},
	{"SELECT proposal_id, %d, attitude, 0, result, opinion, solved, talked_by, '' FROM feedback WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		for _, m := range []string{r.word, r.texts[0]} {
			if m != "" {
				d.Marks = append(d.Marks, m)
			}
		}
		d.add("征询意见", r.texts[1])
		d.add("问题解决情况", r.texts[2])
		d.add("面商人", r.texts[3])
	}},
	{"SELECT proposal_id, %d, kind, 0, held_by, mark, opinion, '', '' FROM assessments WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		d.add(r.word+"单位", r.texts[0])
		d.add(r.word+"结论", r.texts[1])
		d.add(r.word+"意见", r.texts[2])
	}},
	{"SELECT proposal_id, %d, kind, unit_id, findings, answer, people, doc_number, '' FROM supervisions WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		d.Units = with(d.Units, r.ref)
		d.addNumber(r.word+"文号", r.texts[3])
		d.add(r.word+"情况", r.texts[0])
		d.add(r.word+"单位反馈", r.texts[1])
		d.add(r.word+"参加人员", r.texts[2])
	}},
	{"SELECT proposal_id, %d, '', 0, reason, approved_by, '', '', '' FROM extensions WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		d.add("延期理由", r.texts[0])
		d.add("延期批准人", r.texts[1])
	}},
	{"SELECT proposal_id, %d, '', 0, name, coalesce((SELECT text FROM search_texts WHERE search_texts.sha256 = attachments.sha256), ''), '', '', '' FROM attachments WHERE deleted = 0 AND proposal_id %s", func(d *Doc, r *record) {
		d.add("附件名", r.texts[0])
		d.add("附件“"+r.texts[0]+"”", r.texts[1])
	}},
}

// agreed are the words of a list of agreed items, as the registry keeps it.
func agreed(list string) string {
	if list == "[]" || list == "" {
		return ""
	}
	var items []data.AgreedItem
	if json.Unmarshal([]byte(list), &items) != nil {
		return ""
	}
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = item.What + " " + item.Who
	}
	return strings.Join(words, "\n")
}

// The two ways of naming proposals: a list of IDs as JSON, or the first and last.
var (
	byList  = sourceQuery("IN (SELECT value FROM json_each(?1))")
	byRange = sourceQuery("BETWEEN ?1 AND ?2")
)

func sourceQuery(cond string) string {
	parts := make([]string, len(sources))
	for i, s := range sources {
		parts[i] = fmt.Sprintf(s.query, i, cond)
	}
	return strings.Join(parts, " UNION ALL ")
}

// List is a list as SQLite's json_each reads it; none is [].
func List[T any](all []T) string {
	b, err := json.Marshal(all)
	if err != nil || len(all) == 0 {
		return "[]"
	}
	return string(b)
}

// docsOf reads proposals by ID; those that are deleted or not there are missing.
func docsOf(ctx context.Context, q Querier, ids []data.ID) (map[data.ID]*Doc, error) {
	return readDocs(ctx, q, byList, List(ids))
}

// docsIn reads the proposals of a stretch of IDs.
func docsIn(ctx context.Context, q Querier, from, to data.ID) (map[data.ID]*Doc, error) {
	return readDocs(ctx, q, byRange, int64(from), int64(to))
}

func readDocs(ctx context.Context, q Querier, query string, args ...any) (docs map[data.ID]*Doc, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	docs = map[data.ID]*Doc{}
	var id data.ID
	var kind int
	var r record
	into := []any{&id, &kind, &r.word, &r.ref, &r.texts[0], &r.texts[1], &r.texts[2], &r.texts[3], &r.texts[4]}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		if kind == 0 {
			d := &Doc{ID: id, Number: r.word, Year: int(r.ref), Title: r.texts[0]}
			d.add("标题", d.Title)
			d.add(ownText, r.texts[1])
			d.add("备注", r.texts[2])
			d.add("类别主题", r.texts[3])
			d.add("主办机关、撤转原因", strings.TrimSpace(r.texts[4]))
			docs[id] = d
		} else if d := docs[id]; d != nil {
			sources[kind].take(d, &r)
		}
	}
	return docs, rows.Err()
}
