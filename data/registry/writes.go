package registry

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"jianban/data"
)

// record is what the plain Save functions share.
type record interface{ Validate() data.Problems }

// put validates and saves a record; owner is the proposal whose facts it
// changes, 0 where none.
func (t *Tx) put(table string, v record, id *data.ID, fields []field, owner data.ID) error {
	if err := v.Validate().Err(); err != nil {
		return err
	}
	if err := t.save(table, id, fields); err != nil {
		return explain(err)
	}
	if owner != 0 {
		t.dirty[owner] = true
	}
	return nil
}

// SaveBook keeps a book; a meeting has one book only.
func (t *Tx) SaveBook(b *data.Book) error {
	id, fields := bookFields(b)
	return t.put("books", b, id, fields, 0)
}

// SaveUnit keeps a unit; names of units are unique.
func (t *Tx) SaveUnit(u *data.Unit) error {
	id, fields := unitFields(u)
	return t.put("units", u, id, fields, 0)
}

// SaveLeader keeps a leader.
func (t *Tx) SaveLeader(l *data.Leader) error {
	id, fields := leaderFields(l)
	return t.put("leaders", l, id, fields, 0)
}

// SaveProposer keeps a deputy or member.
func (t *Tx) SaveProposer(p *data.Proposer) error {
	id, fields := proposerFields(p)
	return t.put("proposers", p, id, fields, 0)
}

// SaveExtension keeps an extension of the time limit.
func (t *Tx) SaveExtension(e *data.Extension) error {
	id, fields := extensionFields(e)
	return t.put("extensions", e, id, fields, e.ProposalID)
}

// SaveAssignment keeps an assignment.
func (t *Tx) SaveAssignment(a *data.Assignment) error {
	id, fields := assignmentFields(a)
	return t.put("assignments", a, id, fields, a.ProposalID)
}

// SaveConsultation keeps a consultation.
func (t *Tx) SaveConsultation(c *data.Consultation) error {
	id, fields := consultationFields(c)
	return t.put("consultations", c, id, fields, c.ProposalID)
}

// SaveFeedback keeps a feedback form.
func (t *Tx) SaveFeedback(f *data.Feedback) error {
	id, fields := feedbackFields(f)
	return t.put("feedback", f, id, fields, f.ProposalID)
}

// SaveCommitment keeps a promise.
func (t *Tx) SaveCommitment(c *data.Commitment) error {
	id, fields := commitmentFields(c)
	return t.put("commitments", c, id, fields, c.ProposalID)
}

// SaveSupervision keeps a visit or an urging.
func (t *Tx) SaveSupervision(s *data.Supervision) error {
	id, fields := supervisionFields(s)
	return t.put("supervisions", s, id, fields, s.ProposalID)
}

// SaveDisclosure keeps the decision on publication.
func (t *Tx) SaveDisclosure(d *data.Disclosure) error {
	id, fields := disclosureFields(d)
	return t.put("disclosures", d, id, fields, d.ProposalID)
}

// SaveSummary keeps a year's prose.
func (t *Tx) SaveSummary(s *data.Summary) error {
	id, fields := summaryFields(s)
	return t.put("summaries", s, id, fields, 0)
}

// SaveSettings keeps the office's own facts.
func (t *Tx) SaveSettings(s *data.Settings) error {
	row := settingsRow{Settings: *s}
	err := t.tx.QueryRowContext(t.ctx, "SELECT id FROM settings LIMIT 1").Scan(&row.id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return explain(err)
	}
	id, fields := settingsFields(&row)
	if err := t.put("settings", &row.Settings, id, fields, 0); err != nil {
		return err
	}
	*s = row.Settings
	return nil
}

// SavePack adds a rule pack; from its date on it is in force.
func (t *Tx) SavePack(p *data.RulePack) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	b, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("rule pack: %w", err)
	}
	text, since := string(b), day("since", &p.From)
	_, err = t.tx.ExecContext(t.ctx, "INSERT INTO packs (name, since, pack) VALUES (?, ?, ?)", p.Name, since.value(), text)
	return explain(err)
}

// SaveProposal keeps a proposal with its proposers. A proposer without an ID
// is the one of that name, body and delegation, or a new one.
func (t *Tx) SaveProposal(p *data.Proposal) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	if err := t.numberFree(p); err != nil {
		return err
	}
	id, fields := proposalFields(p)
	if err := t.save("proposals", id, fields); err != nil {
		return explain(err)
	}
	t.dirty[p.ID] = true
	return t.linkProposers(p)
}

// numberFree refuses a number that its meeting has already, and a change of a
// number once given.
func (t *Tx) numberFree(p *data.Proposal) error {
	var other data.ID
	var title string
	var deleted bool
	key := data.NumberKey(p.Number)
	err := t.tx.QueryRowContext(t.ctx, "SELECT id, title, deleted FROM proposals WHERE book_id = ? AND number_key = ?", int64(p.BookID), key).Scan(&other, &title, &deleted)
	if errors.Is(err, sql.ErrNoRows) || err == nil && other == p.ID {
		return nil
	}
	if err != nil {
		return explain(err)
	}
	hint := "请核对编号"
	if deleted {
		hint = "那一件已被删除，编号仍保留；可以恢复它，或换一个编号"
	}
	return data.Problems{{Field: "编号", Message: fmt.Sprintf("本次会议已有第%s号《%s》", p.Number, title), Hint: hint}}
}

func (t *Tx) linkProposers(p *data.Proposal) error {
	var had []data.ID
	err := t.tx.QueryRowContext(t.ctx, "SELECT json_group_array(proposer_id) FROM (SELECT proposer_id FROM proposal_proposers WHERE proposal_id = ? ORDER BY position)", int64(p.ID)).Scan(scanJSON{&had})
	if err != nil {
		return explain(err)
	}
	same := len(had) == len(p.Proposers)
	for i := range p.Proposers {
		if err := t.findProposer(&p.Proposers[i]); err != nil {
			return err
		}
		same = same && had[i] == p.Proposers[i].ID
	}
	if same {
		return nil
	}
	if _, err := t.tx.ExecContext(t.ctx, "DELETE FROM proposal_proposers WHERE proposal_id = ?", int64(p.ID)); err != nil {
		return explain(err)
	}
	for i, q := range p.Proposers {
		if _, err := t.tx.ExecContext(t.ctx, "INSERT INTO proposal_proposers (proposal_id, proposer_id, position) VALUES (?, ?, ?)", int64(p.ID), int64(q.ID), i); err != nil {
			return explain(err)
		}
	}
	return nil
}

func (t *Tx) findProposer(p *data.Proposer) error {
	if p.ID == 0 {
		found, err := load(t.ctx, t.tx, "proposers", "WHERE name = ? AND body = ? AND delegation = ?", []any{p.Name, string(p.Body), p.Delegation}, false, proposerFields)
		if err != nil {
			return explain(err)
		}
		if len(found) > 0 {
			old := found[0]
			if p.Phone == "" {
				p.Phone = old.Phone
			}
			if p.Address == "" {
				p.Address = old.Address
			}
			p.ID, p.Deleted = old.ID, false
			if *p == old {
				return nil
			}
		}
	}
	return t.SaveProposer(p)
}

// SaveReply keeps one round's reply; a 文号 in use by another paper is refused.
func (t *Tx) SaveReply(r *data.Reply) error {
	if err := t.docNumberFree(r.DocNumber, "replies", r.ID); err != nil {
		return err
	}
	id, fields := replyFields(r)
	return t.put("replies", r, id, fields, r.ProposalID)
}

// SaveOpinion keeps an opinion, ours or a unit's.
func (t *Tx) SaveOpinion(o *data.Opinion) error {
	if o.Way == data.OpinionOut {
		if err := t.docNumberFree(o.DocNumber, "opinions", o.ID); err != nil {
			return err
		}
	}
	id, fields := opinionFields(o)
	return t.put("opinions", o, id, fields, o.ProposalID)
}

func (t *Tx) docNumberFree(number, table string, self data.ID) error {
	if number = strings.TrimSpace(number); number == "" {
		return nil
	}
	var owner string
	err := t.tx.QueryRowContext(t.ctx, `SELECT proposals.number FROM (
		SELECT 'replies' AS tbl, id, proposal_id, doc_number FROM replies WHERE deleted = 0
		UNION ALL SELECT 'opinions', id, proposal_id, doc_number FROM opinions WHERE deleted = 0 AND way = 'out') AS papers
		JOIN proposals ON proposals.id = papers.proposal_id
		WHERE papers.doc_number = ? AND NOT (papers.tbl = ? AND papers.id = ?) LIMIT 1`, number, table, int64(self)).Scan(&owner)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return explain(err)
	}
	return data.Problems{{Field: "文号", Message: number + "已用于第" + owner + "号", Hint: "请另取一个文号"}}
}

// NextDocNumber is the next free 文号 of a series in a year, such as
// 红政函〔2022〕16号: one above the highest used.
func (t *Tx) NextDocNumber(series string, year int) (string, error) {
	prefix := fmt.Sprintf("%s〔%d〕", series, year)
	used, err := docNumbers(t.ctx, t.tx, prefix)
	if err != nil {
		return "", err
	}
	highest := 0
	for _, u := range used {
		var n int
		if rest, ok := strings.CutPrefix(u, prefix); ok {
			if _, err := fmt.Sscanf(rest, "%d号", &n); err == nil {
				highest = max(highest, n)
			}
		}
	}
	return fmt.Sprintf("%s%d号", prefix, highest+1), nil
}

// AddAttachment keeps a file; equal contents are stored once.
func (t *Tx) AddAttachment(a *data.Attachment, content []byte) error {
	sum := sha256.Sum256(content)
	a.SHA256, a.Size = hex.EncodeToString(sum[:]), int64(len(content))
	if content == nil {
		content = []byte{}
	}
	if _, err := t.tx.ExecContext(t.ctx, "INSERT INTO blobs (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING", a.SHA256, content); err != nil {
		return explain(err)
	}
	id, fields := attachmentFields(a)
	return t.put("attachments", a, id, fields, 0)
}

// Record names what kind of row Remove and Restore mark.
type Record string

// The records that can be removed.
const (
	Books         Record = "books"
	Units         Record = "units"
	Leaders       Record = "leaders"
	Proposals     Record = "proposals"
	Extensions    Record = "extensions"
	Assignments   Record = "assignments"
	Consultations Record = "consultations"
	Replies       Record = "replies"
	Opinions      Record = "opinions"
	Feedback      Record = "feedback"
	Commitments   Record = "commitments"
	Supervisions  Record = "supervisions"
	Disclosures   Record = "disclosures"
	Attachments   Record = "attachments"
	Summaries     Record = "summaries"
)

// users are the places that keep a record from being removed.
var users = map[Record]string{
	Books:   "SELECT count(*) FROM proposals WHERE deleted = 0 AND book_id = ?1",
	Units:   "SELECT count(*) FROM assignments WHERE deleted = 0 AND unit_id = ?1",
	Leaders: "SELECT count(*) FROM proposals WHERE deleted = 0 AND sponsor_id = ?1",
}

// Remove marks a row as deleted; Restore takes that back. A book, unit or
// leader in use is refused.
func (t *Tx) Remove(what Record, id data.ID) error { return t.mark(what, id, 1) }

// Restore takes a deletion back.
func (t *Tx) Restore(what Record, id data.ID) error { return t.mark(what, id, 0) }

func (t *Tx) mark(what Record, id data.ID, deleted int) error {
	if query, ok := users[what]; ok && deleted == 1 {
		var n int
		if err := t.tx.QueryRowContext(t.ctx, query, int64(id)).Scan(&n); err != nil {
			return explain(err)
		}
		if n > 0 {
			return data.Problem{Field: tableLabel(string(what)), Message: fmt.Sprintf("还有%d处在使用", n), Hint: "请先改掉再删除"}
		}
	}
	if tableLabel(string(what)) == "" {
		return fmt.Errorf("no such record %q", what)
	}
	res, err := t.tx.ExecContext(t.ctx, "UPDATE "+string(what)+" SET deleted = ? WHERE id = ?", deleted, int64(id))
	if err != nil {
		return explain(err)
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errNoRow(string(what), id, err)
	}
	owner, err := t.ownerOf(what, id)
	if owner != 0 {
		t.dirty[owner] = true
	}
	return err
}

// ownerOf is the proposal whose facts a record belongs to, 0 where none.
func (t *Tx) ownerOf(what Record, id data.ID) (owner data.ID, err error) {
	switch what {
	case Books, Units, Leaders, Summaries:
		return 0, nil
	case Proposals:
		return id, nil
	}
	err = t.tx.QueryRowContext(t.ctx, "SELECT proposal_id FROM "+string(what)+" WHERE id = ?", int64(id)).Scan(scanRef{&owner})
	return owner, explain(err)
}
