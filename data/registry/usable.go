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

// Record names what kind of row Remove and Restore mark.
type Record string

// The records that can be removed.
const (
	Books         Record = "books"
	Units         Record = "units"
	Leaders       Record = "leaders"
	Proposers     Record = "proposers"
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
	Packs         Record = "packs"
	Dispatches    Record = "dispatches"
	Waivers       Record = "waivers"
	Scores        Record = "scores"
	Holidays      Record = "holidays"
	YearClosings  Record = "year_closings"
)

// parents are the columns by which each record hangs on another that must not
// be deleted while it is in use.
var parents = map[Record][]string{
	Books: nil, Units: nil, Leaders: nil, Proposers: nil, Summaries: nil, Packs: nil, Holidays: nil, YearClosings: nil, Scores: {"unit_id"},
	Proposals:  {"book_id", "sponsor_id", "merged_into"},
	Extensions: {"proposal_id"}, Assignments: {"proposal_id", "unit_id"}, Consultations: {"proposal_id"}, Replies: {"proposal_id"},
	Opinions: {"proposal_id", "unit_id"}, Feedback: {"proposal_id", "proposer_id"}, Commitments: {"proposal_id", "reply_id", "unit_id", "follow_up"},
	Dispatches: {"proposal_id", "reply_id", "proposer_id"}, Waivers: {"proposal_id", "reply_id"},
	Supervisions: {"proposal_id", "unit_id"}, Disclosures: {"proposal_id"}, Attachments: {"proposal_id", "consultation_id"},
}

// users count what keeps a record from being removed; ?1 is its id.
var users = map[Record]string{
	Books: "SELECT count(*) FROM proposals WHERE deleted = 0 AND book_id = ?1",
	Units: `SELECT (SELECT count(*) FROM assignments WHERE deleted = 0 AND unit_id = ?1) + (SELECT count(*) FROM opinions WHERE deleted = 0 AND unit_id = ?1)
		+ (SELECT count(*) FROM commitments WHERE deleted = 0 AND unit_id = ?1) + (SELECT count(*) FROM supervisions WHERE deleted = 0 AND unit_id = ?1)
		+ (SELECT count(*) FROM scores WHERE deleted = 0 AND unit_id = ?1)`,
	Leaders: "SELECT count(*) FROM proposals WHERE deleted = 0 AND sponsor_id = ?1",
	Proposers: `SELECT (SELECT count(*) FROM proposal_proposers JOIN proposals ON proposals.id = proposal_id WHERE deleted = 0 AND proposer_id = ?1)
		+ (SELECT count(*) FROM feedback WHERE deleted = 0 AND proposer_id = ?1)`,
	Proposals: "SELECT count(*) FROM proposals WHERE deleted = 0 AND merged_into = ?1",
	Replies: `SELECT (SELECT count(*) FROM commitments WHERE deleted = 0 AND (reply_id = ?1 OR follow_up = ?1))
		+ (SELECT count(*) FROM dispatches WHERE deleted = 0 AND reply_id = ?1)
		+ (SELECT count(*) FROM feedback JOIN replies USING (proposal_id, round) WHERE feedback.deleted = 0 AND replies.id = ?1)`,
	Consultations: "SELECT count(*) FROM attachments WHERE deleted = 0 AND consultation_id = ?1",
}

// Remove marks a record as deleted; Restore takes that back. One that others
// need is refused.
func (t *Tx) Remove(what Record, id data.ID) error {
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
func (t *Tx) Restore(what Record, id data.ID) error {
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

func (t *Tx) mark(what Record, id data.ID, deleted int) error {
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
	if what != Proposals {
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
