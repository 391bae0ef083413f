package registry

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
)

// SaveReply keeps one round's reply. A 文号 in use by another paper is
// refused, and so is another 文号 for a reply that was sent.
func (t *Tx) SaveReply(r *data.Reply) error {
	if err := replyRows.settle(t, r); err != nil {
		return err
	}
	numbered := func(t *Tx) error {
		return errors.Join(t.docNumberFree("文号", r.DocNumber, data.RecordReply, r.ID), t.docNumberStays(r.DocNumber, r.Sent, "replies", r.ID))
	}
	if err := errors.Join(looksWith(t, &replyRows, r, numbered), numbered(t)); err != nil {
		return explain(err)
	}
	return replyRows.put(t, r)
}

// SaveOpinion keeps an opinion, ours or a unit's. The 文号 of ours is kept as
// that of replies is; a unit's is the unit's own affair.
func (t *Tx) SaveOpinion(o *data.Opinion) error {
	if err := opinionRows.settle(t, o); err != nil {
		return err
	}
	if o.Way == data.OpinionOut {
		numbered := func(t *Tx) error {
			return errors.Join(t.docNumberFree("文号", o.DocNumber, data.RecordOpinion, o.ID), t.docNumberStays(o.DocNumber, o.Sent, "opinions", o.ID))
		}
		if err := errors.Join(looksWith(t, &opinionRows, o, numbered), numbered(t)); err != nil {
			return explain(err)
		}
	}
	return opinionRows.put(t, o)
}

// SaveIssue keeps the number that a paper was given which nothing else keeps. One that
// another paper bears is refused, and a second one of a paper.
func (t *Tx) SaveIssue(i *data.Issue) error {
	if err := issueRows.settle(t, i); err != nil {
		return err
	}
	if err := i.Validate().Err(); err != nil {
		return err
	}
	if err := t.issueFits(*i); err != nil {
		return explain(err)
	}
	return issueRows.keep(t, i)
}

// issueFits refuses a number that another paper bears, and a second one of a paper.
func (t *Tx) issueFits(i data.Issue) error {
	if err := t.docNumberFree(i.Kind.NumberWord(), i.Number, data.RecordIssue, i.ID); err != nil {
		return err
	}
	others, err := issueRows.load(t.ctx, t.tx, "WHERE deleted = 0 AND kind = ? AND coalesce(proposal_id, 0) = ? AND coalesce(unit_id, 0) = ? AND id <> ? ORDER BY id",
		[]any{string(i.Kind), int64(i.ProposalID), int64(i.Unit.ID), int64(i.ID)}, false)
	if had := data.IssueOf(others, i); err == nil && had.ID != 0 {
		return data.Problems{had.Doubled()}
	}
	return err
}

// mustBeFree refuses to bring back a number that meanwhile another paper bears.
func (t *Tx) mustBeFree(id data.ID) error {
	found, err := issueRows.load(t.ctx, t.tx, "WHERE id = ?", []any{int64(id)}, false)
	if err != nil || len(found) == 0 {
		return explain(err)
	}
	return explain(t.issueFits(found[0]))
}

// SaveSupervision keeps a visit or an urging. Several may bear one 文号, that of no
// other paper; what an earlier release let pass stays until it is changed.
func (t *Tx) SaveSupervision(s *data.Supervision) error {
	if err := supervisionRows.settle(t, s); err != nil {
		return err
	}
	had := ""
	err := t.tx.QueryRowContext(t.ctx, "SELECT doc_number FROM supervisions WHERE id = ?", int64(s.ID)).Scan(&had)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return explain(err)
	}
	if number := strings.TrimSpace(s.DocNumber); number != had {
		if err := t.docNumberFree("文号", number, data.RecordSupervision, s.ID); err != nil {
			return explain(err)
		}
	}
	return supervisionRows.put(t, s)
}

// bearing are the numbers that papers bear or, when they were sent, bore.
const bearing = `(SELECT 'replies' AS record, id, doc_number FROM replies WHERE deleted = 0 OR sent IS NOT NULL
	UNION ALL SELECT 'opinions', id, doc_number FROM opinions WHERE way = 'out' AND (deleted = 0 OR sent IS NOT NULL)
	UNION ALL SELECT 'supervisions', id, doc_number FROM supervisions WHERE deleted = 0
	UNION ALL SELECT 'issues', id, doc_number FROM issues WHERE deleted = 0) AS papers`

// docNumberFree refuses a number, called by word, that another paper has, or had when
// it was sent. One that a letter shares with an urging since an earlier release stays.
func (t *Tx) docNumberFree(word, number string, record data.Record, self data.ID) error {
	if number = strings.TrimSpace(number); number == "" {
		return nil
	}
	owner, id, err := t.bearer(number, record, self)
	if err != nil || id == 0 {
		return err
	}
	by, err := numbered(t.ctx, t.tx, "record = ?1 AND papers.id = ?2", owner, id)
	if err != nil || len(by) == 0 {
		return errors.Join(err, errNoRow(data.Record(owner), data.ID(id), nil))
	}
	return data.Problems{data.NumberTaken(word, number, by[0])}
}

// bearer is the first other paper with a number; ID 0 where there is none. It is sorted
// here: asked of SQLite in order, all four kinds of papers are merged by sorting, at each
// of the thousands of numbers of a ledger.
func (t *Tx) bearer(number string, record data.Record, self data.ID) (owner string, first int64, err error) {
	rows, err := t.tx.QueryContext(t.ctx, "SELECT record, id FROM "+bearing+` WHERE doc_number = ?1 AND NOT (record = ?2 AND (id = ?3 OR record = 'supervisions'))
		AND NOT (record = 'supervisions' AND EXISTS (SELECT 1 FROM `+string(record)+` WHERE id = ?3 AND doc_number = ?1))`,
		number, string(record), int64(self))
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var by string
		var id int64
		if err := rows.Scan(&by, &id); err != nil {
			return "", 0, err
		}
		if first == 0 || cmp.Or(cmp.Compare(by, owner), cmp.Compare(id, first)) < 0 {
			owner, first = by, id
		}
	}
	return owner, first, rows.Err()
}

// Numbered are the papers whose number is of a year, every year for 0, in the order of
// the register.
func (r *Registry) Numbered(ctx context.Context, year int) ([]data.NumberedPaper, error) {
	every, err := numbered(ctx, r.sparing(r.read), "papers.deleted = 0 AND doc_number <> ''")
	var all []data.NumberedPaper
	for _, p := range every {
		if year == 0 || p.Year == year {
			all = append(all, p)
		}
	}
	data.SortNumbered(all)
	return all, explain(err)
}

// numbered reads papers with their numbers, in whatever state they are.
func numbered(ctx context.Context, q querier, cond string, args ...any) (all []data.NumberedPaper, err error) {
	rows, err := q.QueryContext(ctx, `SELECT papers.record, papers.id, papers.kind, papers.round, doc_number, day, papers.proposal_id, papers.title, proposals.number, proposals.title, `+yearOf+`, books.body, books.direction, books.issuer, units.name FROM (
			SELECT 'replies' AS record, id, '' AS kind, round, doc_number, coalesce(signed, sent) AS day, proposal_id, CAST(NULL AS INTEGER) AS unit_id, '' AS title, deleted FROM replies
			UNION ALL SELECT 'opinions', id, '', 0, doc_number, coalesce(signed, sent), proposal_id, CAST(NULL AS INTEGER), '', deleted FROM opinions WHERE way = 'out'
			UNION ALL SELECT 'supervisions', id, kind, 0, doc_number, date, proposal_id, unit_id, '', deleted FROM supervisions
			UNION ALL SELECT 'issues', id, kind, 0, doc_number, date, proposal_id, unit_id, title, deleted FROM issues) AS papers
		LEFT JOIN proposals ON proposals.id = papers.proposal_id LEFT JOIN books ON books.id = proposals.book_id LEFT JOIN units ON units.id = papers.unit_id
		WHERE `+cond+" ORDER BY papers.record, papers.id", args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var p data.NumberedPaper
		var kind string
		var number, title, body, direction, issuer, unit sql.NullString
		var year sql.NullInt64
		if err := rows.Scan(&p.Record, &p.ID, &kind, &p.Round, &p.Number, scanDay{&p.Date}, scanRef{&p.ProposalID}, &p.Title, &number, &title, &year, &body, &direction, &issuer, &unit); err != nil {
			return nil, errContent(ctx, "replies", err)
		}
		b := data.Book{Meeting: data.Meeting{Body: data.Body(body.String)}, Direction: data.Direction(direction.String), Issuer: issuer.String}
		all = append(all, p.Called(kind, b, number.String, title.String, int(year.Int64), unit.String))
	}
	return all, rows.Err()
}

// docNumberStays refuses another 文号 for a paper that is out of the house.
func (t *Tx) docNumberStays(number string, sent data.Date, table string, id data.ID) error {
	if id == 0 || sent.IsZero() {
		return nil
	}
	var had string
	err := t.tx.QueryRowContext(t.ctx, "SELECT doc_number FROM "+table+" WHERE id = ? AND sent IS NOT NULL AND doc_number <> ''", int64(id)).Scan(&had)
	if errors.Is(err, sql.ErrNoRows) || err == nil && had == strings.TrimSpace(number) {
		return nil
	}
	if err != nil {
		return err
	}
	return data.Problems{{Field: "文号", Message: had + "已随文发出，不能再改", Hint: "登记有误时，请先清除发出日期"}}
}

// NextDocNumber is the next 文号 of a series in a year, such as
// 红政函〔2022〕16号: the lowest that was given and taken back before its paper
// was sent, else one above the highest in use.
func (t *Tx) NextDocNumber(series string, year int) (string, error) {
	prefix := fmt.Sprintf("%s〔%d〕", strings.TrimSpace(series), year)
	used, err := numbersIn(t.ctx, t.tx, prefix, "SELECT doc_number FROM "+bearing+" WHERE doc_number >= ?1 AND doc_number < ?2")
	if err != nil {
		return "", explain(err)
	}
	back, err := numbersIn(t.ctx, t.tx, prefix, `SELECT json_extract(before, '$.doc_number') AS n FROM journal
		WHERE before IS NOT NULL AND tbl IN ('replies', 'opinions')
			AND json_extract(before, '$.doc_number') >= ?1 AND json_extract(before, '$.doc_number') < ?2
		GROUP BY n HAVING count(json_extract(before, '$.sent')) = 0`)
	if err != nil {
		return "", explain(err)
	}
	for _, n := range back {
		if _, taken := slices.BinarySearch(used, n); !taken {
			return fmt.Sprintf("%s%d号", prefix, n), nil
		}
	}
	next := 1
	if len(used) > 0 {
		next = used[len(used)-1] + 1
	}
	return fmt.Sprintf("%s%d号", prefix, next), nil
}

// numbersIn are the numbers after the prefix, in order; query's ?1 and ?2
// bound the 文号 that begin with it.
func numbersIn(ctx context.Context, q querier, prefix, query string) (numbers []int, err error) {
	rows, err := q.QueryContext(ctx, query, prefix, prefix+"\U0010FFFF")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var full string
		if err := rows.Scan(&full); err != nil {
			return nil, err
		}
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(full, prefix), "号")); err == nil && n > 0 {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, rows.Err()
}

// DocNumbers are the 文号 of all papers that bear the year, each as often as a paper
// does: replies, our opinions, urgings (which may share one), notices and invitations.
func (r *Registry) DocNumbers(ctx context.Context, year int) (numbers []string, err error) {
	numbers, err = strs(ctx, r.read, `SELECT doc_number FROM replies WHERE deleted = 0 AND doc_number LIKE '%' || ?1 || '%'
		UNION ALL SELECT doc_number FROM opinions WHERE deleted = 0 AND way = 'out' AND doc_number LIKE '%' || ?1 || '%'
		UNION ALL SELECT DISTINCT doc_number FROM supervisions WHERE deleted = 0 AND doc_number LIKE '%' || ?1 || '%'
		UNION ALL SELECT doc_number FROM issues WHERE deleted = 0 AND kind <> 'dossier' AND doc_number LIKE '%' || ?1 || '%'`, fmt.Sprintf("〔%d〕", year))
	return numbers, explain(err)
}

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
			UNION ALL SELECT %[1]s, coalesce(drafted, reviewed, signed, ''), id FROM opinions WHERE deleted = 0 AND way = 'out' AND %[1]s <> '') AS signed_by
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
	if r.ownOnly() { // others have the numbers between
		return nil, nil
	}
	part := "〔"
	if year != 0 {
		part = fmt.Sprintf("〔%d〕", year)
	}
	numbers, err := strs(ctx, r.read, "SELECT doc_number FROM "+bearing+" WHERE doc_number LIKE '%' || ?1 || '%'", part)
	return data.NumberGaps(numbers), explain(err)
}

// Merged are the proposals that are merged into one (并案), by number.
func (r *Registry) Merged(ctx context.Context, id data.ID) ([]data.Proposal, error) {
	all, err := proposalRows.load(ctx, r.read, "WHERE deleted = 0 AND merged_into = ? ORDER BY number_key, id", []any{int64(id)}, true)
	return all, explain(err)
}
