package registry

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"jianban/data"
)

// The contents of attachments stand beside the facts, each once by its hash, in
// parts: what is written, read and examined is held one part at a time, however
// large it is. SQLite alone could not: the driver takes and gives values whole.

// partSize is how many bytes a part has, the last has less; structure 4 cut the
// older contents so.
const partSize = 256 << 10

// contentTables hold what the journal names by its hash.
var contentTables = []string{"blobs", "blob_parts"}

// cutContents puts the contents of structure 3, each one value, into parts.
func cutContents(ctx context.Context, tx *sql.Tx) error {
	blobs, err := load(ctx, tx, "blobs", "WHERE length(content) > 0", nil, false, func(b *data.ID) (*data.ID, []field) { return b, nil })
	if err != nil {
		return err
	}
	for _, blob := range blobs {
		for position, more := 0, true; more; position += partsAtOnce {
			if more, err = cutPiece(ctx, tx, int64(blob), position); err != nil {
				return err
			}
		}
	}
	return nil
}

// partsAtOnce are cut at a time: SQLite loads a value whole for any piece of it.
const partsAtOnce = 128

// cutPiece cuts the next parts of one content, and tells whether there may be more.
func cutPiece(ctx context.Context, tx *sql.Tx, blob int64, position int) (more bool, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT substr(content, ?, ?) FROM blobs WHERE id = ?", position*partSize+1, partsAtOnce*partSize, blob)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if !rows.Next() {
		return false, rows.Err()
	}
	var piece sql.RawBytes // as long as rows stays where it is
	if err := rows.Scan(&piece); err != nil {
		return false, err
	}
	for part := range slices.Chunk(piece, partSize) {
		if _, err := tx.ExecContext(ctx, "INSERT INTO blob_parts (blob_id, position, content) VALUES (?, ?, ?)", blob, position, []byte(part)); err != nil {
			return false, err
		}
		position++
	}
	return len(piece) == partsAtOnce*partSize, nil
}

// AddAttachment keeps a file; equal contents are stored once. content is read
// twice, each time from its start and to its end: for its hash, then to be kept.
// One that is different the second time is refused, and one that is larger than
// data.AttachmentMost.
func (t *Tx) AddAttachment(a *data.Attachment, content io.ReadSeeker) error {
	if err := a.Validate().Err(); err != nil {
		return err
	}
	if size, err := content.Seek(0, io.SeekEnd); err == nil { // else nobody knows before it is read
		if err := data.AttachmentFits(a.Name, size); err != nil {
			return err
		}
	}
	sum, size, err := t.eachPiece(a.Name, content, func(int, []byte) error { return nil })
	if err != nil {
		return err
	}
	a.SHA256, a.Size = sum, size
	if err := t.holdContent(a, content); err != nil {
		return explain(err)
	}
	if err := t.readText(*a, content); err != nil {
		return explain(err)
	}
	return attachmentRows.keep(t, a)
}

// eachPiece reads a content from its start and gives it on in pieces of
// partSize, counted from 0; name is what messages call it. A piece is the
// reader's own after f.
func (t *Tx) eachPiece(name string, content io.ReadSeeker, f func(position int, piece []byte) error) (sum string, size int64, err error) {
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return "", 0, data.AttachmentUnreadable(name)
	}
	h, piece := sha256.New(), make([]byte, partSize)
	for position := 0; ; position++ {
		if err := t.caller.Err(); err != nil {
			return "", 0, err
		}
		n, err := io.ReadFull(content, piece)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return "", 0, data.AttachmentUnreadable(name)
		}
		if n > 0 {
			h.Write(piece[:n]) // a hash never fails to take a write
			size += int64(n)
			if err := data.AttachmentFits(name, size); err != nil {
				return "", 0, err
			}
			if err := f(position, piece[:n]); err != nil {
				return "", 0, err
			}
		}
		if err != nil {
			return hex.EncodeToString(h.Sum(nil)), size, nil
		}
	}
}

// holdContent keeps the content of an attachment whose hash and size are known;
// one that was erased and comes again is put back.
func (t *Tx) holdContent(a *data.Attachment, content io.ReadSeeker) error {
	if _, err := t.tx.ExecContext(t.ctx, "INSERT INTO blobs (sha256) VALUES (?) ON CONFLICT DO NOTHING", a.SHA256); err != nil {
		return err
	}
	var blob, held int64
	if err := t.claimContent(a, content); err != nil {
		return err
	}
	if err := t.tx.QueryRowContext(t.ctx, "SELECT id, (SELECT coalesce(sum(length(content)), 0) FROM blob_parts WHERE blob_id = blobs.id) FROM blobs WHERE sha256 = ?", a.SHA256).Scan(&blob, &held); err != nil || held == a.Size {
		return err
	}
	if held > 0 {
		if err := t.dropContent(blob); err != nil {
			return err
		}
	}
	t.bulky = true
	sum, _, err := t.eachPiece(a.Name, content, func(position int, piece []byte) error {
		_, err := t.one("INSERT INTO blob_parts (blob_id, position, content) VALUES (?, ?, ?)", blob, position, piece)
		return err
	})
	if err == nil && sum != a.SHA256 {
		err = data.AttachmentChanged(a.Name)
	}
	return err
}

// claimContent shows the server that a unit has a content that is there already, of
// others' attachments, which it may not see.
func (t *Tx) claimContent(a *data.Attachment, content io.ReadSeeker) error {
	var seen bool
	if !t.reg.ownOnly() {
		return nil
	}
	if err := t.tx.QueryRowContext(t.ctx, "SELECT EXISTS (SELECT 1 FROM blobs WHERE sha256 = ?)", a.SHA256).Scan(&seen); err != nil || seen {
		return err
	}
	proof := sha256.New()
	fmt.Fprintf(proof, "%d:", t.reg.person.Unit.ID) // a hash never fails to take a write
	if _, _, err := t.eachPiece(a.Name, content, func(_ int, piece []byte) error {
		proof.Write(piece)
		return nil
	}); err != nil {
		return err
	}
	if err := t.tx.QueryRowContext(t.ctx, "SELECT claim_content(?, ?)", a.SHA256, hex.EncodeToString(proof.Sum(nil))).Scan(&seen); err != nil || seen {
		return err
	}
	return t.reg.person.Forbidden()
}

// dropContent removes the bytes of a content; the file's own guard against that
// is lifted for this one statement. What stood there is overwritten
// (secure_delete, which every writing connection has).
func (t *Tx) dropContent(blob int64) error {
	t.reg.unfolded = true
	lift, restore := t.reg.engine.guardOfContents()
	if _, err := t.tx.ExecContext(t.ctx, lift); err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(t.ctx, "DELETE FROM blob_parts WHERE blob_id = ?", blob); err != nil {
		return err
	}
	_, err := t.tx.ExecContext(t.ctx, restore)
	return err
}

// AttachmentData writes the content of an attachment, as it was at one moment,
// to a writer, whose error comes back as it is. A content that does not fit its
// hash is told when all of it was written: to must not be used then.
func (r *Registry) AttachmentData(ctx context.Context, id data.ID, to io.Writer) error {
	return explain(r.reading(ctx, func(tx *sql.Tx) (err error) {
		var blob int64
		var want, name string
		if err := tx.QueryRowContext(ctx, "SELECT blobs.id, blobs.sha256, attachments.name FROM blobs JOIN attachments ON attachments.sha256 = blobs.sha256 WHERE attachments.id = ? AND NOT "+isErased("attachments"), int64(id)).Scan(&blob, &want, &name); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, "SELECT content FROM blob_parts WHERE blob_id = ? ORDER BY position", blob)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		h := sha256.New()
		var part sql.RawBytes
		for rows.Next() {
			if err := rows.Scan(&part); err != nil {
				return err
			}
			h.Write(part)
			if _, err := to.Write(part); err != nil {
				return err
			}
		}
		if err := rows.Err(); err != nil {
			return err
		}
		if hex.EncodeToString(h.Sum(nil)) != want {
			return data.Problem{Field: "附件", Message: "附件“" + name + "”的内容已损坏", Hint: "请用最近的备份恢复；运行 jianban check 可查看全部损坏之处"}
		}
		return nil
	}))
}

// checkContents compares the contents of attachments with their hashes. What
// was erased is asked for last, so that one erased meanwhile is no damage.
func (r *Registry) checkContents(ctx context.Context) (damage []flaw, err error) {
	wrong, err := wrongContents(ctx, r.read)
	if err != nil || len(wrong) == 0 {
		return nil, err
	}
	erased, err := erasedContents(ctx, r.read)
	if err != nil {
		return nil, err
	}
	for _, w := range wrong {
		if w.size == 0 && erased[w.sum] {
			continue
		}
		names, err := strs(ctx, r.read, "SELECT name FROM attachments WHERE sha256 = ? LIMIT 1", w.sum)
		if err != nil {
			return damage, err
		}
		damage = append(damage, flaw{said: "附件“" + strings.Join(names, "") + "”的内容被改动过", where: tableLabel(data.RecordAttachment)})
	}
	return damage, nil
}

// wrongContent is a content whose bytes, size many, do not have its hash.
type wrongContent struct {
	sum  string
	size int
}

// wrongContents reads all contents by one statement, in the order of an index:
// as they are at one moment, and one part at a time.
func wrongContents(ctx context.Context, q querier) (wrong []wrongContent, err error) {
	rows, err := q.QueryContext(ctx, "SELECT b.sha256, p.content FROM blobs AS b LEFT JOIN blob_parts AS p ON p.blob_id = b.id ORDER BY b.id, p.position")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	h, at := sha256.New(), wrongContent{}
	end := func() {
		if at.sum != "" && hex.EncodeToString(h.Sum(nil)) != at.sum {
			wrong = append(wrong, at)
		}
	}
	var sum, part sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&sum, &part); err != nil {
			return wrong, err
		}
		if at.sum != string(sum) {
			end()
			h.Reset()
			at = wrongContent{sum: string(sum)}
		}
		h.Write(part)
		at.size += len(part)
	}
	end()
	return wrong, rows.Err()
}

// erasedMark, in the journal's entry of a content, is the attachment that was
// erased; the entry stays, with the hash, when the bytes are gone.
const erasedMark = "CAST(json_extract(after, '$.erased') AS BIGINT)"

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
	if t.reg.limited() {
		return t.reg.person.Forbidden()
	}
	t.erased = true
	if err := t.mustHold(id); err != nil {
		return err
	}
	if !a.Deleted {
		if err := t.Remove(data.RecordAttachment, id); err != nil {
			return err
		}
	}
	var blob int64
	if err := t.tx.QueryRowContext(t.ctx, "SELECT id FROM blobs WHERE sha256 = ?", a.SHA256).Scan(&blob); err != nil {
		return explain(err)
	}
	was := fmt.Sprintf(`"id":%d,"sha256":"%s"`, blob, a.SHA256)
	if _, err := t.one("INSERT INTO journal (action_id, tbl, row_id, proposal_id, before, after) VALUES ((SELECT id FROM open_action), 'blobs', ?, ?, ?, ?)",
		blob, int64(a.ProposalID), "{"+was+"}", fmt.Sprintf(`{%s,"erased":%d}`, was, id)); err != nil {
		return explain(err)
	}
	var kept int
	if err := t.tx.QueryRowContext(t.ctx, "SELECT count(*) FROM attachments WHERE sha256 = ?1 AND NOT "+isErased("attachments"), a.SHA256).Scan(&kept); err != nil || kept > 0 {
		return explain(err)
	}
	if _, err := t.tx.ExecContext(t.ctx, "DELETE FROM search_texts WHERE sha256 = ?", a.SHA256); err != nil {
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
	return r.engine.sweep(ctx, r)
}

// isErased is the condition that an attachment was erased.
func isErased(table string) string {
	return `EXISTS (SELECT 1 FROM journal AS e JOIN blobs ON e.row_id = blobs.id WHERE e.tbl = 'blobs' AND blobs.sha256 = ` + table + `.sha256 AND CAST(json_extract(e.after, '$.erased') AS BIGINT) = ` + table + `.id)`
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
	names, err := strs(t.ctx, t.tx, `SELECT coalesce(json_extract(j.before, '$.name'), '') FROM journal AS j WHERE j.action_id = ?1 AND j.tbl = 'attachments' AND CAST(json_extract(j.before, '$.deleted') AS BIGINT) = 0
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
