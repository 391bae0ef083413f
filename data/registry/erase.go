package registry

import (
	"context"

	"jianban/data"
)

// erasedMark, in the journal's entry of a content, is the attachment that was
// erased; the entry stays, with the hash, when the bytes are gone.
const erasedMark = "json_extract(after, '$.erased')"

// EraseAttachment (彻底删除) removes an attachment and its bytes from the file and
// from its log; the journal keeps name and hash. Bytes that another attachment
// has too stay until that one is erased. Neither Undo nor Restore brings it back.
// Copies made of the file before, and what a disk keeps of its former blocks, are
// out of reach.
func (t *Tx) EraseAttachment(id data.ID) error {
	found, err := attachmentRows.load(t.ctx, t.tx, "WHERE id = ?", []any{int64(id)}, false)
	if err != nil || len(found) == 0 {
		return explain(errNoRow(data.RecordAttachment, id, err))
	}
	a := found[0]
	t.erased = true
	if err := t.mustHold(id); err != nil {
		return err
	}
	if !a.Deleted {
		if err := t.Remove(data.RecordAttachment, id); err != nil {
			return err
		}
	}
	if _, err := t.tx.ExecContext(t.ctx, `INSERT INTO journal (action_id, tbl, row_id, proposal_id, before, after)
		SELECT (SELECT id FROM open_action), 'blobs', id, ?, json_object('id', id, 'sha256', sha256), json_object('id', id, 'sha256', sha256, 'erased', ?) FROM blobs WHERE sha256 = ?`,
		int64(a.ProposalID), int64(id), a.SHA256); err != nil {
		return explain(err)
	}
	var kept int
	if err := t.tx.QueryRowContext(t.ctx, "SELECT count(*) FROM attachments WHERE sha256 = ?1 AND NOT "+isErased("attachments"), a.SHA256).Scan(&kept); err != nil || kept > 0 {
		return explain(err)
	}
	if _, err := t.tx.ExecContext(t.ctx, "DELETE FROM search_texts WHERE sha256 = ?", a.SHA256); err != nil {
		return explain(err)
	}
	var blob int64
	if err := t.tx.QueryRowContext(t.ctx, "SELECT id FROM blobs WHERE sha256 = ?", a.SHA256).Scan(&blob); err != nil {
		return explain(err)
	}
	return explain(t.dropContent(blob))
}

// emptyLog empties the log into the file after bytes were erased, so that they are in
// neither. Where a reader is at work it is done after a later change, or by Close.
func (r *Registry) emptyLog(ctx context.Context) error {
	if !r.unfolded {
		return nil
	}
	busy, _, err := r.checkpoint(context.WithoutCancel(ctx), r.write, "TRUNCATE")
	if err != nil {
		return data.Problem{Field: "登记库", Message: "已经保存，但删去的内容还留在登记库旁的日志里（" + err.Error() + "）", Hint: "请关闭程序，关闭时会清除"}
	}
	r.unfolded = busy
	return nil
}

// isErased is the condition that an attachment was erased.
func isErased(table string) string {
	return `EXISTS (SELECT 1 FROM journal AS e JOIN blobs ON e.row_id = blobs.id WHERE e.tbl = 'blobs' AND blobs.sha256 = ` + table + `.sha256 AND json_extract(e.after, '$.erased') = ` + table + `.id)`
}

// mustHold refuses an attachment that was erased.
func (t *Tx) mustHold(id data.ID) error {
	names, err := strs(t.ctx, t.tx, "SELECT name FROM attachments WHERE id = ? AND "+isErased("attachments"), int64(id))
	if err != nil || len(names) == 0 {
		return explain(err)
	}
	return data.Problem{Field: "附件", Message: "“" + names[0] + "”已彻底删除，内容不在登记库里了", Hint: "需要时请重新添加文件", Gone: true}
}

// erasedContents are the hashes whose bytes are rightly gone: every attachment
// that had them was erased.
func erasedContents(ctx context.Context, q querier) (map[string]bool, error) {
	all, err := strs(ctx, q, `SELECT sha256 FROM blobs WHERE id IN (SELECT row_id FROM journal WHERE tbl = 'blobs' AND `+erasedMark+` IS NOT NULL)
		AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.sha256 = blobs.sha256 AND NOT `+isErased("attachments")+")")
	gone := map[string]bool{}
	for _, sum := range all {
		gone[sum] = true
	}
	return gone, err
}

// notErased refuses to take back an action that erased an attachment, or whose
// taking back would show one that was erased since.
func (t *Tx) notErased(word string, last undoable) error {
	names, err := strs(t.ctx, t.tx, `SELECT coalesce(json_extract(j.before, '$.name'), '') FROM journal AS j WHERE j.action_id = ?1 AND j.tbl = 'attachments' AND json_extract(j.before, '$.deleted') = 0
			AND EXISTS (SELECT 1 FROM attachments WHERE attachments.id = j.row_id AND `+isErased("attachments")+`)
		UNION ALL SELECT coalesce((SELECT name FROM attachments WHERE id = `+erasedMark+`), '') FROM journal WHERE action_id = ?1 AND tbl = 'blobs' AND `+erasedMark+" IS NOT NULL", int64(last.id))
	if err != nil || len(names) == 0 {
		return err
	}
	return erasedSince{data.Problem{Field: word, Message: "“" + last.what + "”不能" + word + "：附件“" + names[0] + "”已彻底删除", Hint: "内容不在登记库里了；再按一次，" + word + "更早的修改"}}
}

// erasedSince is why an action can never be taken back.
type erasedSince struct{ data.Problem }

// Unwrap is what a person is told.
func (e erasedSince) Unwrap() error { return e.Problem }
