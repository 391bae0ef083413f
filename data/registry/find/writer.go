package find

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"jianban/data"
)

// Execer is what writing needs: a transaction.
type Execer interface {
	Querier
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// mostFresh is how many changed proposals stand beside the blocks before they
// are folded into them.
const mostFresh = 256

// Update brings the index up to the facts of these proposals, within the
// transaction that changed them. fold puts the changes into the blocks at once,
// so that nothing of what stood there before is left in the file.
func Update(ctx context.Context, tx Execer, ids []data.ID, fold bool) error {
	if len(ids) == 0 {
		return nil
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(ids) > mostFresh {
		return writeBlocks(ctx, tx, ids)
	}
	docs, err := docsOf(ctx, tx, ids)
	if err != nil {
		return err
	}
	beside, err := freshBeside(ctx, tx, ids)
	if err != nil {
		return err
	}
	c := newCollector()
	for _, id := range ids {
		var terms []uint64 // none: no proposal any more
		if d := docs[id]; d != nil {
			terms = c.of(d)
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO search_fresh (proposal_id, terms) VALUES (?, ?) ON CONFLICT (proposal_id) DO UPDATE SET terms = excluded.terms", int64(id), freshRow(id, terms)); err != nil {
			return err
		}
	}
	fresh := beside + len(ids)
	if _, err := tx.ExecContext(ctx, "UPDATE search_state SET fresh = ?", fresh); err != nil || fresh <= mostFresh && !fold {
		return err
	}
	return foldFresh(ctx, tx)
}

// freshBeside counts the fresh proposals besides these. They are counted at each change
// and the number is noted, so that a lost one is missed.
func freshBeside(ctx context.Context, q Querier, ids []data.ID) (n int, err error) {
	err = q.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM search_fresh) - (SELECT count(*) FROM search_fresh WHERE proposal_id IN (SELECT value FROM json_each(?)))", List(ids)).Scan(&n)
	return n, err
}

// Ask asks what Update asks of a few proposals, or what Note does; the answers are nobody's.
func Ask(ctx context.Context, q Querier, ids []data.ID, note bool) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(ids) == 0 {
		return
	}
	_, _ = docsOf(ctx, q, ids)
	if !note {
		_, _ = freshBeside(ctx, q, ids)
	}
}

// Note gives the row of each of these proposals that stands beside the blocks, for
// those who may not write there themselves.
func Note(ctx context.Context, q Querier, ids []data.ID, put func(id data.ID, row []byte) error) error {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	docs, err := docsOf(ctx, q, ids)
	if err != nil {
		return err
	}
	c := newCollector()
	for _, id := range ids {
		if d := docs[id]; d != nil {
			err = errors.Join(err, put(id, freshRow(id, c.of(d))))
		}
	}
	return err
}

// countFresh notes how many proposals are fresh. A registry that has no index yet has
// no such note.
func countFresh(ctx context.Context, tx Execer) error {
	_, err := tx.ExecContext(ctx, "UPDATE search_state SET fresh = (SELECT count(*) FROM search_fresh)")
	return err
}

// Rebuild makes the whole index anew.
func Rebuild(ctx context.Context, tx Execer) error {
	for _, table := range []string{"search_fresh", "search_terms", "search_state"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	last, err := lastProposal(ctx, tx)
	if err != nil {
		return err
	}
	for from := data.ID(0); from <= last; from += blockDocs {
		pairs, err := pairsIn(ctx, tx, from, from+blockDocs-1)
		if err != nil {
			return err
		}
		if err := writeBlock(ctx, tx, blockOf(from), pairs); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO search_state (id, form) VALUES (1, ?)", Form)
	return err
}

// Built tells whether the registry has an index of this program's form.
func Built(ctx context.Context, q Querier) (bool, error) {
	var form int
	err := q.QueryRowContext(ctx, "SELECT form FROM search_state WHERE id = 1").Scan(&form)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return form == Form, err
}

func lastProposal(ctx context.Context, q Querier) (id data.ID, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM proposals").Scan((*int64)(&id))
	return id, err
}

// pairsIn reads and indexes the proposals of a stretch of IDs within one block.
func pairsIn(ctx context.Context, q Querier, from, to data.ID) ([]uint64, error) {
	docs, err := docsIn(ctx, q, from, to)
	if err != nil {
		return nil, err
	}
	return pairsOf(docs, slices.Collect(maps.Keys(docs))), nil
}

func pairsOf(docs map[data.ID]*Doc, ids []data.ID) (pairs []uint64) {
	c := newCollector()
	for _, id := range ids {
		if d := docs[id]; d != nil {
			for _, t := range c.gather(d) {
				pairs = append(pairs, pair(t, placeOf(id)))
			}
		}
	}
	sortPairs(pairs)
	return pairs
}

// sortPairs sorts by bytes, lowest first: many pairs are sorted several times as
// fast as by comparing.
func sortPairs(pairs []uint64) {
	if len(pairs) < 1<<12 {
		slices.Sort(pairs)
		return
	}
	other := make([]uint64, len(pairs))
	from, to := pairs, other
	for shift := 0; shift < 64; shift += 8 {
		var count [257]int
		for _, p := range from {
			count[p>>shift&255+1]++
		}
		if slices.Contains(count[1:], len(from)) { // all alike
			continue
		}
		for i := range 256 {
			count[i+1] += count[i]
		}
		for _, p := range from {
			b := p >> shift & 255
			to[count[b]] = p
			count[b]++
		}
		from, to = to, from
	}
	if &from[0] != &pairs[0] {
		copy(pairs, from)
	}
}

// writeBlocks indexes many proposals, in order of ID, into their blocks; what is
// fresh of these blocks goes with it.
func writeBlocks(ctx context.Context, tx Execer, ids []data.ID) error {
	fresh, err := freshIDs(ctx, tx)
	if err != nil {
		return err
	}
	blocks := map[int][]data.ID{}
	for _, id := range ids {
		blocks[blockOf(id)] = append(blocks[blockOf(id)], id)
	}
	for _, id := range fresh {
		if b := blocks[blockOf(id)]; b != nil {
			blocks[blockOf(id)] = append(b, id)
		}
	}
	for _, block := range slices.Sorted(maps.Keys(blocks)) {
		if err := renew(ctx, tx, block, blocks[block]); err != nil {
			return err
		}
	}
	return countFresh(ctx, tx)
}

// foldFresh puts what is fresh into its blocks.
func foldFresh(ctx context.Context, tx Execer) error {
	ids, err := freshIDs(ctx, tx)
	if err != nil {
		return err
	}
	return writeBlocks(ctx, tx, ids)
}

func freshIDs(ctx context.Context, q Querier) ([]data.ID, error) {
	return IDs(ctx, q, "SELECT proposal_id FROM search_fresh")
}

// IDs are the answer to a query that asks for IDs alone.
func IDs(ctx context.Context, q Querier, query string, args ...any) (ids []data.ID, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id data.ID
		if err := rows.Scan((*int64)(&id)); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// renew indexes some proposals of one block anew. A block that is damaged is
// indexed whole.
func renew(ctx context.Context, tx Execer, block int, ids []data.ID) error {
	var drop [blockDocs / 64]uint64
	for _, id := range ids {
		drop[placeOf(id)>>6] |= 1 << (placeOf(id) & 63)
	}
	had, err := blockPairs(ctx, tx, block, &drop)
	first := data.ID(block) << placeBits
	var now []uint64
	switch {
	case errors.Is(err, errDamaged):
		had = nil
		now, err = pairsIn(ctx, tx, first, first+blockDocs-1)
	case err == nil:
		now, err = pairsFor(ctx, tx, ids)
	}
	if err != nil {
		return err
	}
	if err := writeBlock(ctx, tx, block, merge(had, now)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM search_fresh WHERE proposal_id BETWEEN ? AND ?", int64(first), int64(first+blockDocs-1))
	return err
}

// pairsFor reads and indexes some proposals of one block: as a stretch where
// they are many.
func pairsFor(ctx context.Context, q Querier, ids []data.ID) ([]uint64, error) {
	from, to := slices.Min(ids), slices.Max(ids)
	if int(to-from) < 2*len(ids) {
		docs, err := docsIn(ctx, q, from, to)
		return pairsOf(docs, slices.Compact(slices.Sorted(slices.Values(ids)))), err
	}
	docs, err := docsOf(ctx, q, ids)
	return pairsOf(docs, slices.Compact(slices.Sorted(slices.Values(ids)))), err
}

// blockPairs reads a whole block, less the proposals in drop.
func blockPairs(ctx context.Context, q Querier, block int, drop *[blockDocs / 64]uint64) (pairs []uint64, err error) {
	err = eachChunk(ctx, q, block, func(c chunk) error {
		pairs, err = c.pairs(pairs, drop)
		return err
	})
	return pairs, err
}

// eachChunk reads the chunks of a block, which follow each other from its first
// term to its last; a block may have none.
func eachChunk(ctx context.Context, q Querier, block int, f func(chunk) error) (err error) {
	rows, err := q.QueryContext(ctx, "SELECT key, terms FROM search_terms WHERE key BETWEEN ? AND ? ORDER BY key", chunkKey(block, 0), chunkKey(block, lastTerm))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	next := uint64(0)
	for rows.Next() {
		var key int64
		var sealed sql.RawBytes
		if err := rows.Scan(&key, &sealed); err != nil {
			return err
		}
		c, err := chunkOf(key, sealed)
		if err != nil || c.first != next {
			return errDamaged
		}
		if err := f(c); err != nil {
			return err
		}
		next = c.next
	}
	if next != 0 && next != lastTerm {
		return errDamaged
	}
	return rows.Err()
}

func writeBlock(ctx context.Context, tx Execer, block int, pairs []uint64) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM search_terms WHERE key BETWEEN ? AND ?", chunkKey(block, 0), chunkKey(block, lastTerm)); err != nil {
		return err
	}
	for _, c := range encode(pairs) {
		key, sealed := c.row(block)
		if _, err := tx.ExecContext(ctx, "INSERT INTO search_terms (key, terms) VALUES (?, ?)", key, sealed); err != nil {
			return fmt.Errorf("index of block %d: %w", block, err)
		}
	}
	return nil
}
