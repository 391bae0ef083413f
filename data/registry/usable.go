package registry

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"jianban/data"
)

// referred are the columns that name another record, with that record's table.
var referred = map[string]string{
	"book_id": "books", "unit_id": "units", "sponsor_id": "leaders", "proposer_id": "proposers", "proposal_id": "proposals",
	"merged_into": "proposals", "reply_id": "replies", "follow_up": "replies", "consultation_id": "consultations",
}

// mustBeUsable refuses a record that is not there or was deleted.
func (t *Tx) mustBeUsable(table string, id data.ID) error {
	key := fmt.Sprint(table, id)
	if t.usable[key] {
		return nil
	}
	var deleted bool
	err := t.tx.QueryRowContext(t.ctx, "SELECT deleted FROM "+table+" WHERE id = ?", int64(id)).Scan(&deleted)
	if errors.Is(err, sql.ErrNoRows) {
		return errNoRow(table, id, nil)
	}
	if err != nil {
		return err
	}
	if deleted {
		return data.Problems{{Field: tableLabel(table), Message: "所选的" + tableLabel(table) + "已被删除", Hint: "请先恢复它，或另选一个"}}
	}
	t.usable[key] = true
	return nil
}

// belongs refuses a record of another proposal.
func (t *Tx) belongs(table string, id, proposal data.ID) error {
	if id == 0 {
		return nil
	}
	var owner data.ID
	err := t.tx.QueryRowContext(t.ctx, "SELECT proposal_id FROM "+table+" WHERE id = ?", int64(id)).Scan((*int64)(&owner))
	if errors.Is(err, sql.ErrNoRows) {
		return errNoRow(table, id, nil)
	}
	if err == nil && owner != proposal {
		return data.Problems{{Field: tableLabel(table), Message: "所选的" + tableLabel(table) + "属于另一件建议", Hint: "请重新选择"}}
	}
	return err
}

// parents are the columns by which each record hangs on another that must not
// be deleted while it is in use.
var parents = map[data.Record][]string{
	data.RecordBook: nil, data.RecordUnit: nil, data.RecordLeader: nil, data.RecordProposer: nil, data.RecordSummary: nil, data.RecordPack: nil, data.RecordHoliday: nil, data.RecordYearClosing: nil, data.RecordScore: {"unit_id"},
	data.RecordProposal:  {"book_id", "sponsor_id", "merged_into"},
	data.RecordExtension: {"proposal_id"}, data.RecordAssignment: {"proposal_id", "unit_id"}, data.RecordConsultation: {"proposal_id"}, data.RecordReply: {"proposal_id"},
	data.RecordOpinion: {"proposal_id", "unit_id"}, data.RecordFeedback: {"proposal_id", "proposer_id"}, data.RecordCommitment: {"proposal_id", "reply_id", "unit_id", "follow_up"},
	data.RecordDispatch: {"proposal_id", "reply_id", "proposer_id"}, data.RecordWaiver: {"proposal_id", "reply_id"},
	data.RecordSupervision: {"proposal_id", "unit_id"}, data.RecordDisclosure: {"proposal_id"}, data.RecordAttachment: {"proposal_id", "consultation_id"},
}

// users count what keeps a record from being removed; ?1 is its id.
var users = map[data.Record]string{
	data.RecordBook: "SELECT count(*) FROM proposals WHERE deleted = 0 AND book_id = ?1",
	data.RecordUnit: `SELECT (SELECT count(*) FROM assignments WHERE deleted = 0 AND unit_id = ?1) + (SELECT count(*) FROM opinions WHERE deleted = 0 AND unit_id = ?1)
		+ (SELECT count(*) FROM commitments WHERE deleted = 0 AND unit_id = ?1) + (SELECT count(*) FROM supervisions WHERE deleted = 0 AND unit_id = ?1)
		+ (SELECT count(*) FROM scores WHERE deleted = 0 AND unit_id = ?1)`,
	data.RecordLeader: "SELECT count(*) FROM proposals WHERE deleted = 0 AND sponsor_id = ?1",
	data.RecordProposer: `SELECT (SELECT count(*) FROM proposal_proposers JOIN proposals ON proposals.id = proposal_id WHERE deleted = 0 AND proposer_id = ?1)
		+ (SELECT count(*) FROM feedback WHERE deleted = 0 AND proposer_id = ?1)`,
	data.RecordProposal: "SELECT count(*) FROM proposals WHERE deleted = 0 AND merged_into = ?1",
	data.RecordReply: `SELECT (SELECT count(*) FROM commitments WHERE deleted = 0 AND (reply_id = ?1 OR follow_up = ?1))
		+ (SELECT count(*) FROM dispatches WHERE deleted = 0 AND reply_id = ?1)
		+ (SELECT count(*) FROM feedback JOIN replies USING (proposal_id, round) WHERE feedback.deleted = 0 AND replies.id = ?1)`,
	data.RecordConsultation: "SELECT count(*) FROM attachments WHERE deleted = 0 AND consultation_id = ?1",
}

// Remove marks a record as deleted; Restore takes that back. One that others
// need is refused.
func (t *Tx) Remove(what data.Record, id data.ID) error {
	if query, ok := users[what]; ok {
		var n int
		if err := t.tx.QueryRowContext(t.ctx, query, int64(id)).Scan(&n); err != nil {
			return explain(err)
		}
		if n > 0 {
			label := tableLabel(string(what))
			return data.Problem{Field: label, Message: fmt.Sprintf("这条%s还有%d处在使用", label, n), Hint: "请先改掉或删除那些记录"}
		}
	}
	return explain(t.mark(what, id, 1))
}

// Restore takes a deletion back, where what the record belongs to is still
// there.
func (t *Tx) Restore(what data.Record, id data.ID) error {
	for _, column := range parents[what] {
		var parent data.ID
		err := t.tx.QueryRowContext(t.ctx, "SELECT "+column+" FROM "+string(what)+" WHERE id = ?", int64(id)).Scan(scanRef{&parent})
		if err == nil && parent != 0 {
			err = t.mustBeUsable(referred[column], parent)
		}
		if err != nil {
			return explain(err)
		}
	}
	return explain(t.mark(what, id, 0))
}

func (t *Tx) mark(what data.Record, id data.ID, deleted int) error {
	if _, ok := parents[what]; !ok {
		return fmt.Errorf("no such record %q", what)
	}
	clear(t.usable)
	res, err := t.tx.ExecContext(t.ctx, "UPDATE "+string(what)+" SET deleted = ? WHERE id = ?", deleted, int64(id))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errNoRow(string(what), id, err)
	}
	owner := id
	if what != data.RecordProposal {
		owner = 0
		if slices.Contains(parents[what], "proposal_id") {
			err = t.tx.QueryRowContext(t.ctx, "SELECT proposal_id FROM "+string(what)+" WHERE id = ?", int64(id)).Scan(scanRef{&owner})
		}
	}
	if owner != 0 {
		t.dirty[owner] = true
	}
	return err
}
