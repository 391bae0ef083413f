package registry

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

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
	for _, id := range slices.Concat(c.Invited, c.Attended) {
		if err := t.mustBeUsable("proposers", id); err != nil {
			return explain(err)
		}
	}
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
	if err := errors.Join(t.belongs("replies", c.ReplyID, c.ProposalID), t.belongs("replies", c.FollowUp, c.ProposalID)); err != nil {
		return explain(err)
	}
	id, fields := commitmentFields(c)
	return t.put("commitments", c, id, fields, c.ProposalID)
}

// SaveSupervision keeps a visit or an urging.
func (t *Tx) SaveSupervision(s *data.Supervision) error {
	id, fields := supervisionFields(s)
	return t.put("supervisions", s, id, fields, s.ProposalID)
}

// SaveDispatch keeps one sending of a reply to one of its proposers.
func (t *Tx) SaveDispatch(d *data.Dispatch) error {
	if err := t.belongs("replies", d.ReplyID, d.ProposalID); err != nil {
		return explain(err)
	}
	id, fields := dispatchFields(d)
	return t.put("dispatches", d, id, fields, d.ProposalID)
}

// SaveWaiver keeps a warning that was passed over.
func (t *Tx) SaveWaiver(w *data.Waiver) error {
	if err := t.belongs("replies", w.ReplyID, w.ProposalID); err != nil {
		return explain(err)
	}
	id, fields := waiverFields(w)
	return t.put("waivers", w, id, fields, w.ProposalID)
}

// SaveScore keeps points that a person gave a unit.
func (t *Tx) SaveScore(s *data.Score) error {
	id, fields := scoreFields(s)
	return t.put("scores", s, id, fields, 0)
}

// SaveHoliday keeps a day of a holiday notice; a day stands there once.
func (t *Tx) SaveHoliday(h *data.Holiday) error {
	id, fields := holidayFields(h)
	return t.put("holidays", h, id, fields, 0)
}

// SaveYearClosing keeps a year's figures as they were fixed.
func (t *Tx) SaveYearClosing(y *data.YearClosing) error {
	id, fields := yearClosingFields(y)
	return t.put("year_closings", y, id, fields, 0)
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

// SavePack adds a rule pack, in force from its date on, or corrects the one
// that has the same date.
func (t *Tx) SavePack(p *data.RulePack) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	b, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("rule pack: %w", err)
	}
	since := day("since", &p.From).value()
	res, err := t.tx.ExecContext(t.ctx, "UPDATE packs SET name = ?, pack = ? WHERE since IS ? AND deleted = 0", p.Name, string(b), since)
	if err != nil {
		return explain(err)
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return err
	}
	_, err = t.tx.ExecContext(t.ctx, "INSERT INTO packs (name, since, pack) VALUES (?, ?, ?)", p.Name, since, string(b))
	return explain(err)
}

// RemovePack marks the rule pack in force from a date on as deleted; the only
// one stays.
func (t *Tx) RemovePack(from data.Date) error {
	since := day("since", &from).value()
	var id data.ID
	var all int
	err := t.tx.QueryRowContext(t.ctx, "SELECT coalesce(max(CASE WHEN since IS ? THEN id END), 0), count(*) FROM packs WHERE deleted = 0", since).Scan((*int64)(&id), &all)
	switch {
	case err != nil:
		return explain(err)
	case id == 0:
		return data.Problem{Field: "办理规则", Message: "没有自" + from.Chinese() + "起适用的规则", Hint: "请刷新后再试"}
	case all == 1:
		return data.Problem{Field: "办理规则", Message: "这是唯一的办理规则，不能删除", Hint: "请先新建另一套规则"}
	}
	return t.Remove(data.RecordPack, id)
}

// AddAttachment keeps a file; equal contents are stored once.
func (t *Tx) AddAttachment(a *data.Attachment, content []byte) error {
	if err := a.Validate().Err(); err != nil {
		return err
	}
	if err := t.belongs("consultations", a.ConsultationID, a.ProposalID); err != nil {
		return explain(err)
	}
	sum := sha256.Sum256(content)
	a.SHA256, a.Size = hex.EncodeToString(sum[:]), int64(len(content))
	if content == nil {
		content = []byte{}
	}
	if _, err := t.tx.ExecContext(t.ctx, "INSERT INTO blobs (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING", a.SHA256, content); err != nil {
		return explain(err)
	}
	id, fields := attachmentFields(a)
	return t.put("attachments", a, id, fields, 0) // a file is no fact that rules look at
}
