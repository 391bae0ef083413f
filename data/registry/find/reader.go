package find

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"sync"

	"jianban/data"
)

// Reader searches a registry. It keeps in memory who and what the registry has,
// in the order in which hits are shown, and what it read of the index; each
// search first looks whether anything changed since. It is safe for use by
// several goroutines: one search at a time.
type Reader struct {
	mu     sync.Mutex
	action int64 // up to which what is kept is right
	known  bool
	built  bool
	infos  []info // by ID
	newest []data.ID
	names  names
	fresh  map[data.ID][]uint64
	stale  set // of the proposals in fresh
	live   set
	blocks []bool // that must have chunks: they hold proposals that are not fresh
	chunks map[int][]chunk
	kept   int              // bytes of chunks
	memory map[int][]chunk  // the index made from the facts, where the file's cannot be read
	text   data.SearchText  // the text looked into
	docs   map[data.ID]*Doc // read for the searches before, as one types on
	held   int              // bytes of docs
}

// mostDocs and mostHeld bound docs: a proposal with its papers is some
// kilobytes, with long attachments megabytes.
const (
	mostDocs = 256
	mostHeld = 4 << 20
)

// mostKept bounds what is kept of the index, in bytes.
const mostKept = 8 << 20

// info is what is known of a proposal.
type info struct {
	day  int32 // handed over: year, month and day in one number
	year int32
	book data.ID
	live bool

	number, title string
}

// set is a set of proposals: a bit for each ID.
type set []uint64

func (s set) has(id data.ID) bool { return s[id>>6]>>(id&63)&1 != 0 }
func (s set) add(id data.ID)      { s[id>>6] |= 1 << (id & 63) }

func (s set) or(o set) {
	for i := range s {
		s[i] |= o[i]
	}
}

func (s set) and(o set) {
	for i := range s {
		s[i] &= o[i]
	}
}

func (s set) less(o set) {
	for i := range s {
		s[i] &^= o[i]
	}
}

func (r *Reader) none() set { return make(set, len(r.blocks)<<placeBits>>6) }

// Forget has all read anew at the next search.
func (r *Reader) Forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.known = false
}

// mostTouched is how many proposals may have changed since the last search for
// only these to be read again.
const mostTouched = 200

// catchUp brings what is kept up to the last action.
func (r *Reader) catchUp(ctx context.Context, q Querier) error {
	var action int64
	if err := q.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM actions").Scan(&action); err != nil {
		return err
	}
	if r.known && action == r.action {
		return nil
	}
	r.docs = nil
	if r.known && r.built && r.memory == nil && action > r.action {
		if ok, err := r.catchUpSome(ctx, q); err != nil || ok {
			r.action = action
			r.known = err == nil
			return err
		}
	}
	r.known, r.memory = false, nil
	var err error
	if r.built, err = Built(ctx, q); err != nil {
		return err
	}
	r.infos, r.newest = r.infos[:0], r.newest[:0]
	if err := r.loadInfos(ctx, q, "TRUE"); err != nil {
		return err
	}
	slices.SortFunc(r.newest, r.byAge)
	if r.names, err = loadNames(ctx, q); err != nil {
		return err
	}
	r.chunks, r.kept, r.fresh = map[int][]chunk{}, 0, map[data.ID][]uint64{}
	r.resize()
	if r.built {
		err = r.loadFresh(ctx, q, "TRUE")
	}
	if errors.Is(err, errDamaged) {
		r.built, err = false, nil
	}
	if err == nil {
		r.action, r.known = action, true
	}
	return err
}

// Touched asks for the proposals that the actions after ?1 touched, each once: a
// fact that went from one proposal to another touched both.
const Touched = `SELECT proposal_id FROM journal WHERE action_id > ?1 AND proposal_id IS NOT NULL
	UNION SELECT CAST(json_extract(before, '$.proposal_id') AS BIGINT) FROM journal WHERE action_id > ?1 AND before IS NOT NULL AND json_extract(before, '$.proposal_id') IS NOT NULL`

// catchUpSome reads what the journal names since the last search; ok is false
// where all must be read.
func (r *Reader) catchUpSome(ctx context.Context, q Querier) (ok bool, err error) {
	rows, err := q.QueryContext(ctx, "SELECT DISTINCT tbl, 0 FROM journal WHERE action_id > ?1 UNION ALL SELECT '', proposal_id FROM ("+Touched+") AS touched LIMIT 1000", r.action)
	if err != nil {
		return false, err
	}
	touched, people, all, n := map[data.ID]bool{}, false, false, 0
	for ; rows.Next(); n++ {
		var table string
		var id data.ID
		if err := rows.Scan(&table, (*int64)(&id)); err != nil {
			return false, errors.Join(err, rows.Close())
		}
		switch table {
		case "books":
			all = true
		case "proposers", "units", "leaders":
			people = true
		}
		if id != 0 {
			touched[id] = true
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || all || n == 1000 || len(touched) > mostTouched {
		return false, err
	}
	if people {
		if r.names, err = loadNames(ctx, q); err != nil {
			return false, err
		}
	}
	if len(touched) == 0 {
		return true, nil
	}
	list := List(slices.Collect(maps.Keys(touched)))
	r.newest = slices.DeleteFunc(r.newest, func(id data.ID) bool { return touched[id] })
	for id := range touched {
		delete(r.fresh, id)
		if int(id) < len(r.infos) {
			r.infos[id].live = false
		}
	}
	had := len(r.newest)
	if err := r.loadInfos(ctx, q, "p.id IN (SELECT value FROM json_each(?))", list); err != nil {
		return false, err
	}
	for i, id := range slices.Clone(r.newest[had:]) {
		at, _ := slices.BinarySearchFunc(r.newest[:had+i], id, r.byAge)
		r.newest = slices.Insert(slices.Delete(r.newest, had+i, had+i+1), at, id)
	}
	r.resize()
	err = r.loadFresh(ctx, q, "proposal_id IN (SELECT value FROM json_each(?))", list)
	if errors.Is(err, errDamaged) { // or it was folded meanwhile
		return false, nil
	}
	return err == nil, err
}

// byAge orders proposals as hits are shown: the newest first, by the day handed
// over, then the one entered last.
func (r *Reader) byAge(a, b data.ID) int {
	if d := int(r.infos[b].day) - int(r.infos[a].day); d != 0 {
		return d
	}
	return int(b - a)
}

// loadInfos reads the proposals that cond chooses and puts them at the end of newest.
func (r *Reader) loadInfos(ctx context.Context, q Querier, cond string, args ...any) (err error) {
	rows, err := q.QueryContext(ctx, `SELECT p.id, coalesce(p.handed_over, ''), p.between_meetings, p.deleted, p.book_id, b.year, p.number, p.title
		FROM proposals AS p JOIN books AS b ON b.id = p.book_id WHERE `+cond, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id data.ID
		var x info
		var day sql.RawBytes
		var between, deleted bool
		if err := rows.Scan((*int64)(&id), &day, &between, &deleted, (*int64)(&x.book), &x.year, &x.number, &x.title); err != nil {
			return err
		}
		for int(id) >= len(r.infos) {
			r.infos = append(r.infos, info{})
		}
		x.day, x.live = dayNumber(day), !deleted
		if between && x.day > 0 {
			x.year = x.day / 10000
		}
		r.infos[id] = x
		if x.live {
			r.newest = append(r.newest, id)
		}
	}
	return rows.Err()
}

// resize makes the sets as large as the registry.
func (r *Reader) resize() {
	r.blocks = make([]bool, (len(r.infos)+blockDocs-1)/blockDocs)
	r.live = r.none()
	for _, id := range r.newest {
		r.live.add(id)
	}
}

// dayNumber reads 2022-06-30 as 20220630.
func dayNumber(day []byte) (n int32) {
	for _, c := range day {
		if c >= '0' && c <= '9' {
			n = n*10 + int32(c-'0')
		}
	}
	return n
}

// loadFresh reads the rows of changed proposals that cond chooses. All of them
// must then be known: their number is noted.
func (r *Reader) loadFresh(ctx context.Context, q Querier, cond string, args ...any) (err error) {
	var noted int
	if err := q.QueryRowContext(ctx, "SELECT fresh FROM search_state WHERE id = 1").Scan(&noted); err != nil {
		return err
	}
	rows, err := q.QueryContext(ctx, "SELECT proposal_id, terms FROM search_fresh WHERE "+cond, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id data.ID
		var sealed sql.RawBytes
		if err := rows.Scan((*int64)(&id), &sealed); err != nil {
			return err
		}
		if r.fresh[id], err = freshTerms(id, sealed); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if len(r.fresh) != noted {
		return errDamaged
	}
	r.stale = r.none()
	for id := range r.fresh {
		if int(id) < len(r.infos) { // else its entry was taken back
			r.stale.add(id)
		}
	}
	for _, id := range r.newest {
		if !r.stale.has(id) {
			r.blocks[blockOf(id)] = true
		}
	}
	return nil
}

// papers are proposals with all that is searched in them.
func (r *Reader) papers(ctx context.Context, q Querier, ids []data.ID) (map[data.ID]*Doc, error) {
	if len(r.docs)+len(ids) > mostDocs || r.held > mostHeld || r.docs == nil {
		r.docs, r.held = map[data.ID]*Doc{}, 0
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id data.ID) bool { return r.docs[id] != nil })
	if len(missing) > 0 {
		read, err := docsOf(ctx, q, missing)
		if err != nil {
			return nil, err
		}
		maps.Copy(r.docs, read)
		for _, d := range read {
			for _, p := range d.Parts {
				r.held += len(p.Text)
			}
		}
	}
	return r.docs, nil
}

// holders are the proposals that have a term.
func (r *Reader) holders(ctx context.Context, q Querier, term uint64) (set, error) {
	s := r.none()
	return s, r.addHolders(ctx, q, term, s)
}

// addHolders adds them to a set.
func (r *Reader) addHolders(ctx context.Context, q Querier, term uint64, s set) error {
	found := r.none()
	const words = blockDocs / 64
	for block := range r.blocks {
		if err := r.inBlock(ctx, q, block, term, found[block*words:(block+1)*words]); err != nil {
			return err
		}
	}
	if r.memory == nil {
		found.less(r.stale)
		for id, terms := range r.fresh {
			if _, ok := slices.BinarySearch(terms, term); ok && int(id) < len(r.infos) {
				found.add(id)
			}
		}
	}
	found.and(r.live)
	s.or(found)
	return nil
}

func (r *Reader) inBlock(ctx context.Context, q Querier, block int, term uint64, bits []uint64) error {
	c, ok, err := r.chunk(ctx, q, block, term)
	if err != nil || !ok {
		return err
	}
	e, ok, err := c.find(term)
	if err != nil || !ok {
		return err
	}
	return e.into(bits)
}

// chunk is the one that would have a term; ok is false where its block has none.
func (r *Reader) chunk(ctx context.Context, q Querier, block int, term uint64) (c chunk, ok bool, err error) {
	if r.memory != nil {
		i, exact := slices.BinarySearchFunc(r.memory[block], term, byFirst)
		if !exact {
			i--
		}
		if i < 0 {
			return c, false, nil
		}
		return r.memory[block][i], true, nil
	}
	kept := r.chunks[block]
	i, exact := slices.BinarySearchFunc(kept, term, byFirst)
	if exact {
		return kept[i], true, nil
	}
	if i > 0 && term < kept[i-1].next {
		return kept[i-1], true, nil
	}
	var key int64
	var sealed []byte
	err = q.QueryRowContext(ctx, "SELECT key, terms FROM search_terms WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT 1", chunkKey(block, 0), chunkKey(block, term)).Scan(&key, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		if r.blocks[block] {
			return c, false, errDamaged
		}
		return c, false, nil
	}
	if err != nil {
		return c, false, err
	}
	if c, err = chunkOf(key, sealed); err != nil {
		return c, false, err
	}
	if term >= c.next {
		return c, false, errDamaged
	}
	if r.kept += len(c.body); r.kept > mostKept {
		r.chunks, r.kept = map[int][]chunk{}, len(c.body)
		kept, i = nil, 0
	}
	r.chunks[block] = slices.Insert(kept, i, c)
	return c, true, nil
}

func byFirst(c chunk, term uint64) int {
	switch {
	case c.first < term:
		return -1
	case c.first > term:
		return 1
	}
	return 0
}

// remember makes the index from the facts, in memory, where the file's cannot
// be used: the search is slower and as right.
func (r *Reader) remember(ctx context.Context, q Querier) error {
	memory := map[int][]chunk{}
	for block := range r.blocks {
		first := data.ID(block) << placeBits
		pairs, err := pairsIn(ctx, q, first, first+blockDocs-1)
		if err != nil {
			return err
		}
		memory[block] = encode(pairs)
	}
	r.memory = memory
	return nil
}
