package registry

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"slices"

	"jianban/data"
	"jianban/data/doctext"
	"jianban/data/registry/find"
)

// Search finds proposals by what is typed into the search box (data.ParseSearch),
// best first.
func (r *Registry) Search(ctx context.Context, ask data.SearchAsk) (found data.Found, err error) {
	err = r.finding(ctx, func(tx *sql.Tx) (sound bool, err error) {
		found, sound, err = r.finder.Search(ctx, tx, ask)
		return sound, err
	})
	return found, err
}

// Around tells what may be said beside what a search found (data.Around).
func (r *Registry) Around(ctx context.Context, ask data.SearchAsk) (around data.Around, err error) {
	err = r.finding(ctx, func(tx *sql.Tx) (sound bool, err error) {
		around, sound, err = r.finder.Around(ctx, tx, ask)
		return sound, err
	})
	return around, err
}

// Like finds the proposals most alike to one, the most alike first, with what was
// answered and promised then.
func (r *Registry) Like(ctx context.Context, ask data.LikeAsk) (all []data.Alike, err error) {
	var likely []find.Likely
	err = r.finding(ctx, func(tx *sql.Tx) (sound bool, err error) {
		likely, sound, err = r.finder.Like(ctx, tx, ask)
		return sound, err
	})
	if err != nil {
		return nil, err
	}
	today := data.DateOf(r.opts.Now())
	for _, x := range likely {
		c, err := r.Case(ctx, x.ID)
		var p data.Problem
		if errors.As(err, &p) && p.Gone { // since
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, data.AlikeOf(c, x.Share, today))
	}
	return all, nil
}

// PastProposals tell which units earlier proposals went to, those handed out last
// first (data.MostPast).
func (r *Registry) PastProposals(ctx context.Context) (past []data.PastProposal, err error) {
	rows, err := r.sparing(r.read).QueryContext(ctx, `SELECT p.title, p.topic, a.unit_id FROM assignments AS a JOIN proposals AS p ON p.id = a.proposal_id
		WHERE a.deleted = 0 AND p.deleted = 0 AND a.part = ? AND a.return_consented IS NULL ORDER BY a.id DESC LIMIT ?`, string(data.LeadUnit), data.MostPast)
	if err != nil {
		return nil, explain(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var p data.PastProposal
		if err := rows.Scan(&p.Title, &p.Topic, (*int64)(&p.Unit)); err != nil {
			return nil, explain(err)
		}
		past = append(past, p)
	}
	return past, explain(rows.Err())
}

// finding reads the index within one transaction. An index that could not be
// used is made anew afterwards, where this program may write.
func (r *Registry) finding(ctx context.Context, f func(*sql.Tx) (sound bool, err error)) error {
	var sound bool
	err := r.reading(ctx, func(tx *sql.Tx) (err error) {
		sound, err = f(tx)
		return err
	})
	if err == nil && !sound && r.write != nil && !r.limited() {
		err = r.RebuildIndex(ctx)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(err)
}

// checkIndex looks whether the search index fits the facts and makes it anew
// where it does not, or tells that this is to be done. The facts themselves are
// not touched.
func (r *Registry) checkIndex(ctx context.Context) (odd string, err error) {
	if r.older != nil { // a copy brought forward has none: searches read the facts
		return "", nil
	}
	var right bool
	err = r.reading(ctx, func(tx *sql.Tx) (err error) {
		right, err = find.Check(ctx, tx)
		return err
	})
	switch {
	case err != nil:
		return "", explain(err)
	case right:
		return "", nil
	case r.ownOnly():
		return "", nil // a unit's searches read the facts
	case r.write == nil || r.limited():
		return "搜索索引与登记的内容不符，搜索会变慢，结果不受影响。下次打开窗口时会重建", nil
	}
	if err := r.RebuildIndex(ctx); err != nil {
		return "", err
	}
	return "搜索索引与登记的内容不符，已经重建。登记的内容没有受影响", nil
}

// RebuildIndex makes the search index anew from the facts. It is no change: the
// journal says nothing of it.
func (r *Registry) RebuildIndex(ctx context.Context) error {
	if r.write == nil {
		return data.Problem{Field: "搜索索引", Message: r.readOnly + "，不能重建", Hint: r.wayOut()}
	}
	if r.limited() {
		return r.person.Forbidden()
	}
	after, err := r.takeTurn(ctx)
	if err != nil {
		return err
	}
	defer after()
	err = r.rebuildIndex(ctx)
	r.finder.Forget()
	return explain(err)
}

// rebuildIndex is one transaction.
func (r *Registry) rebuildIndex(ctx context.Context) error {
	return r.writing(ctx, func(ctx context.Context, tx turn) error {
		return errors.Join(readAttachments(ctx, tx), find.Rebuild(ctx, tx))
	})
}

// ensureIndex makes the index where there is none yet or one of another form: in
// a new file, and in one of an older release.
func (r *Registry) ensureIndex(ctx context.Context) error {
	if r.write == nil {
		return nil
	}
	if r.limited() { // a clerk's program makes it
		r.indexed = true
		return nil
	}
	built, err := find.Built(ctx, r.write)
	if err == nil && !built {
		err = r.rebuildIndex(ctx)
	}
	r.indexed = err == nil
	return err
}

// readAttachments keeps the text of every attachment that has any. Those that
// only ReadTexts can read stay as they were read.
func readAttachments(ctx context.Context, tx turn) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM search_texts WHERE sha256 NOT IN (SELECT sha256 FROM attachments WHERE NOT "+isErased("attachments")+")"); err != nil {
		return err
	}
	all, err := attachmentRows.load(ctx, tx, "WHERE size <= ? AND NOT "+isErased("attachments")+" ORDER BY id", []any{doctext.LargestFile}, false)
	if err != nil {
		return err
	}
	for _, a := range all {
		if !doctext.Readable(a.Name) {
			continue
		}
		content, err := wholeContent(ctx, tx, a.SHA256)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM search_texts WHERE sha256 = ?", a.SHA256); err != nil {
			return err
		}
		if err := keepText(ctx, tx, a, content); err != nil {
			return err
		}
	}
	return nil
}

// wholeContent is a content that is small enough to be held.
func wholeContent(ctx context.Context, q querier, sum string) (content []byte, err error) {
	rows, err := q.QueryContext(ctx, "SELECT blob_parts.content FROM blob_parts JOIN blobs ON blobs.id = blob_id WHERE sha256 = ? ORDER BY position", sum)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var part sql.RawBytes
		if err := rows.Scan(&part); err != nil {
			return nil, err
		}
		content = append(content, part...)
	}
	return content, rows.Err()
}

// readText keeps the text of an attachment that is added, where it has any.
func (t *Tx) readText(a data.Attachment, content io.ReadSeeker) error {
	if !t.reg.indexed || !doctext.Readable(a.Name) || a.Size > doctext.LargestFile {
		return nil
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return data.AttachmentUnreadable(a.Name)
	}
	whole, err := io.ReadAll(io.LimitReader(content, doctext.LargestFile))
	if err != nil {
		return data.AttachmentUnreadable(a.Name)
	}
	return keepText(t.ctx, t.tx, a, whole)
}

// keepText keeps what an attachment says, for the search.
func keepText(ctx context.Context, tx find.Execer, a data.Attachment, content []byte) error {
	text := doctext.Of(a.Name, content)
	if text == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO search_texts (sha256, text) VALUES (?, ?) ON CONFLICT DO NOTHING", a.SHA256, text)
	return err
}

// textsAtOnce is how many attachments are read before their texts are kept
// together, for as long as which nothing of them is found.
const textsAtOnce = 32

// ReadTexts has the attachments read whose text this package cannot take out by
// itself, those added after one and not read yet, and indexes what they say. It
// is no change: the journal says nothing of it, and the reading itself holds up
// nobody. An attachment is read once: what read gives of it, also nothing at all,
// is kept until it is erased; one of which it gives an error is asked for again.
// last is what to go on from.
func (r *Registry) ReadTexts(ctx context.Context, after data.ID, reads func(data.Attachment) bool, read func(ctx context.Context, a data.Attachment, content []byte) (string, error)) (last data.ID, err error) {
	last = after
	if r.write == nil || !r.indexed || r.limited() {
		return last, nil
	}
	all, err := attachmentRows.load(ctx, r.read, "WHERE id > ? AND size <= ? AND sha256 NOT IN (SELECT sha256 FROM search_texts) AND NOT "+isErased("attachments")+" ORDER BY id", []any{int64(after), doctext.LargestFile}, false)
	if err != nil {
		return last, explain(err)
	}
	texts := map[string]string{}
	for i, a := range all {
		if _, known := texts[a.SHA256]; !known && reads(a) {
			content, err := wholeContent(ctx, r.read, a.SHA256)
			if err != nil {
				return last, explain(err)
			}
			text, err := read(ctx, a, content)
			if err != nil {
				return last, err
			}
			texts[a.SHA256] = text
		}
		if len(texts) < textsAtOnce && i < len(all)-1 {
			continue
		}
		if err := r.keepTexts(ctx, texts); err != nil {
			return last, err
		}
		clear(texts)
		last = a.ID
	}
	return last, nil
}

// keepTexts keeps what attachments say, by their hash, and indexes the proposals
// that they belong to; those erased meanwhile are passed over.
func (r *Registry) keepTexts(ctx context.Context, texts map[string]string) error {
	if len(texts) == 0 {
		return nil
	}
	after, err := r.takeTurn(ctx)
	if err != nil {
		return err
	}
	defer after()
	err = r.writing(ctx, func(ctx context.Context, tx turn) (err error) {
		var touched []data.ID
		for sum, text := range texts {
			_, e := tx.ExecContext(ctx, "INSERT INTO search_texts (sha256, text) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM attachments WHERE sha256 = ?1 AND NOT "+isErased("attachments")+") ON CONFLICT DO NOTHING", sum, text)
			some, e2 := find.IDs(ctx, tx, "SELECT proposal_id FROM attachments WHERE deleted = 0 AND sha256 = ?", sum)
			touched, err = append(touched, some...), errors.Join(err, e, e2)
		}
		if err != nil {
			return err
		}
		return find.Update(ctx, tx, touched, false)
	})
	r.finder.Forget()
	return explain(err)
}

// reindex brings the index up to an action: the journal tells which proposals it
// touched, by whatever way.
func (t *Tx) reindex(action data.ID) error {
	if !t.reg.indexed {
		return nil
	}
	touched, books, err := t.touched(action)
	if err != nil {
		return err
	}
	if len(books) > 0 && books[0] < 0 { // of a book whose year changes all are found under another year
		more, err := find.IDs(t.ctx, t.tx, `SELECT p.id FROM journal AS j JOIN proposals AS p ON p.book_id = j.row_id
			WHERE j.action_id = ?1 AND j.tbl = 'books' AND json_extract(j.before, '$.year') <> json_extract(j.after, '$.year')`, int64(action))
		if err != nil {
			return err
		}
		touched = append(touched, more...)
	}
	if t.reg.limited() {
		return find.Note(t.ctx, t.tx, touched, func(id data.ID, row []byte) error {
			return t.reg.engine.later(t.ctx, t.tx, "SELECT freshen(?, ?)", int64(id), row)
		})
	}
	return find.Update(t.ctx, late{t.tx}, touched, t.erased)
}

// touched are the proposals that an action touched and, as numbers below 1, other
// records, of which books come first.
func (t *Tx) touched(action data.ID) (proposals, books []data.ID, err error) {
	touched, err := find.IDs(t.ctx, t.tx, `SELECT CASE tbl WHEN 'books' THEN -row_id ELSE coalesce(proposal_id, 0) END FROM journal WHERE action_id = ?1
		UNION ALL SELECT coalesce(CAST(json_extract(before, '$.proposal_id') AS BIGINT), 0) FROM journal WHERE action_id = ?1 AND before IS NOT NULL`, int64(action))
	slices.Sort(touched)
	touched = slices.Compact(touched)
	n, _ := slices.BinarySearch(touched, 1)
	return touched[n:], touched[:n], err
}

// late is a turn of whose writes nobody needs the answer.
type late struct{ turn }

// ExecContext gives no result.
func (l late) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return nil, l.engine.later(ctx, l.turn, query, args...)
}
