package registry

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"hash"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
)

// closeAction ends the action that every change of the transaction belongs to, where
// anything changed, and gives its hash, which chains it to the action before.
func (t *Tx) closeAction(id data.ID) (sum string, changed bool, err error) {
	prev, err := t.reg.engine.closeAction(t.ctx, t.tx, id)
	if err != nil {
		return "", false, err
	}
	sum, rows, err := t.actionHash(id, prev)
	if err == nil {
		err = t.mustBeKept()
	}
	return sum, rows > 0 && err == nil, err
}

// chained is how hashes are written since structure 3: before it they had no
// mark and left out the rows' own numbers and whose facts they were.
const chained = "2:"

// link is the sum of one action while its rows are read.
type link struct {
	id     data.ID
	hash   string // as the file has it
	rows   int
	whole  bool                                             // every column is in the sum
	see    func(table data.Record, row data.ID, added bool) // is told of each row; nil for none
	strays bool                                             // a row of an older action names another proposal than its facts do
	sum    hash.Hash
}

// text is the sum in the form in which the file keeps it.
func (l *link) text() string {
	sum := hex.EncodeToString(l.sum.Sum(nil))
	if l.whole {
		return chained + sum
	}
	return sum
}

// part is one value: with its length, so that no two contents look alike, and
// NULL unlike any text. A hash never fails to take a write.
func (l *link) part(v []byte) {
	if v == nil && l.whole {
		l.sum.Write([]byte{'-'})
		return
	}
	var head [21]byte
	l.sum.Write(append(strconv.AppendInt(head[:0], int64(len(v)), 10), ':'))
	l.sum.Write(v)
}

// begin takes the hash before and the action's own columns.
func (l *link) begin(prev string, id, at, by, what, undoes []byte) {
	l.sum = sha256.New()
	l.part([]byte(prev))
	if l.whole {
		l.part(id)
	}
	for _, v := range [][]byte{at, by, what, undoes} {
		l.part(v)
	}
}

// row takes a row of the journal.
func (l *link) row(id, action, tbl, row, proposal, before, after []byte) {
	l.rows++
	if l.see != nil {
		n, _ := strconv.ParseInt(string(row), 10, 64) // the column holds nothing else
		l.see(data.Record(tbl), data.ID(n), before == nil)
	}
	if l.whole {
		for _, v := range [][]byte{id, action, tbl, row, proposal, before, after} {
			l.part(v)
		}
		return
	}
	for _, v := range [][]byte{tbl, row, before, after} {
		l.part(v)
	}
	facts := after
	if facts == nil {
		facts = before
	}
	if want := ownerIn(string(tbl), row, facts); string(want) != string(proposal) && !erasing(string(tbl), facts) {
		l.strays = true
	}
}

// ownerIn is the proposal whose fact a row is, as its own columns have it.
func ownerIn(tbl string, row, facts []byte) []byte {
	if tbl == string(data.RecordProposal) {
		return row
	}
	const key = `"` + ownerColumn + `":`
	i := bytes.Index(facts, []byte(key))
	if d, ok := described(data.Record(tbl)); i < 0 || !ok || !d.owned {
		return nil
	}
	number := facts[i+len(key):]
	n := bytes.IndexFunc(number, func(r rune) bool { return r < '0' || r > '9' })
	return number[:max(n, 0)] // null has no digits
}

// erasing tells whether a row tells of a content that was erased: it stands in
// its proposal's history, which it does not name itself.
func erasing(tbl string, facts []byte) bool {
	return tbl == "blobs" && bytes.Contains(facts, []byte(`"erased":`))
}

// actionHash is the hash of the action under way and the number of its rows,
// which are told to the claims.
func (t *Tx) actionHash(id data.ID, prev string) (sum string, rows int, err error) {
	err = walk(t.ctx, t.reg.engine, t.tx, id, func(l *link) (string, bool) {
		l.see = t.claims.see
		return prev, true
	}, func(l *link) bool {
		sum, rows = l.text(), l.rows
		return true
	})
	return sum, rows, err
}

// What a change claims to have written is compared with what the file did, when
// the change ends: rows written are there, and in the journal under this action.

// errLeftOver says that an action stands open that is not this one's: what was
// written went into that one's journal. While the writer's lock is held none can.
var errLeftOver = errors.New("another action is open")

// errNotKept tells that the file did not keep what was written.
func errNotKept() error {
	return data.Problem{Field: "登记库", Message: "登记库没有照样记下这次修改，这次修改没有保存", Hint: "登记库可能被别的程序改动过；请运行 jianban check 查看，或用最近的备份恢复"}
}

func errWasLeftOver() error {
	return data.Problem{Field: "登记库", Message: "登记库里留有一次没有结束的操作，这次修改没有保存", Hint: "它已被清除，请再保存一次"}
}

// claims are what a change says it wrote.
type claims struct {
	added   map[data.Record]int // rows inserted
	changed map[recordID]*claim // rows updated
}

func (c *claims) count() int { return len(c.added) + len(c.changed) }

// claim is what one row was updated to.
type claim struct {
	updates int
	names   []string
	values  []any
	found   int // its rows in the journal
}

func (c *claims) add(table data.Record) {
	if c.added == nil {
		c.added = map[data.Record]int{}
	}
	c.added[table]++
}

func (c *claims) change(table data.Record, id data.ID, names []string, values []any) {
	if c.changed == nil {
		c.changed = map[recordID]*claim{}
	}
	key := recordID{table, id}
	one := c.changed[key]
	if one == nil {
		one = new(claim)
		c.changed[key] = one
	}
	one.updates++
	one.names, one.values = names, values
}

// see takes a row of the journal of this action.
func (c *claims) see(table data.Record, row data.ID, added bool) {
	if _, claimed := c.added[table]; added && claimed {
		c.added[table]--
	}
	if one := c.changed[recordID{table, row}]; one != nil && !added {
		one.found++
	}
}

// one runs a statement that must write exactly one row.
func (t *Tx) one(query string, args ...any) (sql.Result, error) {
	res, err := t.tx.ExecContext(t.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return nil, errors.Join(errNotKept(), err)
	}
	return res, nil
}

// mustBeKept refuses a change of which the file kept less than was claimed, or
// something else. An update that the journal has as often as it was made is
// there; where it has it not, since nothing changed, the row is looked at.
func (t *Tx) mustBeKept() error {
	for _, missing := range t.claims.added {
		if missing > 0 {
			return errNotKept()
		}
	}
	for key, one := range t.claims.changed {
		if one.found == one.updates {
			continue
		}
		var n int
		query := "SELECT count(*) FROM " + string(key.table) + " WHERE id = ? AND " + strings.Join(one.names, " IS NOT DISTINCT FROM ? AND ") + " IS NOT DISTINCT FROM ?"
		if err := t.tx.QueryRowContext(t.ctx, query, slices.Concat([]any{int64(key.id)}, one.values)...).Scan(&n); err != nil {
			return err
		}
		wrong, err := t.unlikeJournal(key)
		if err != nil {
			return err
		}
		if n != 1 || wrong {
			return errNotKept()
		}
	}
	return nil
}

// unlikeJournal tells whether a row is not as the journal last had it.
func (t *Tx) unlikeJournal(r recordID) (bool, error) {
	columns, err := t.reg.engine.columns(t.ctx, t.tx)
	if err != nil {
		return false, err
	}
	wrong, err := strange(t.ctx, t.reg.engine, t.tx, r.table, columns[string(r.table)], r.id)
	return len(wrong) > 0, err
}

// walk reads actions with their rows in order, in one statement: all, or only one.
// begin gives the hash before and whether every column counts; end gets the sum
// and says whether to go on.
func walk(ctx context.Context, e engine, q querier, only data.ID, begin func(*link) (prev string, whole bool), end func(*link) bool) (err error) {
	of, args := func(string) string { return "" }, []any(nil)
	if only != 0 {
		of, args = func(column string) string { return " WHERE " + column + " = ?1" }, []any{int64(only)}
	}
	// An action, then its rows; both come in this order by themselves.
	rows, err := q.QueryContext(ctx, "SELECT id, 0, hash, at, by, what, "+e.asText("undoes")+" FROM actions"+of("id")+
		" UNION ALL SELECT action_id, id, tbl, "+e.asText("row_id")+", "+e.asText("proposal_id")+", "+e.asText("before")+", "+e.asText("after")+" FROM journal"+of("action_id")+" ORDER BY 1, 2", args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var action, row sql.RawBytes
	var v [5]sql.RawBytes
	var l *link
	for rows.Next() {
		if err := rows.Scan(&action, &row, &v[0], &v[1], &v[2], &v[3], &v[4]); err != nil {
			return err
		}
		n, err := strconv.ParseInt(string(action), 10, 64)
		if err != nil {
			return err
		}
		switch {
		case string(row) != "0":
			if l != nil && l.id == data.ID(n) { // else of no action: a reference that is missing
				l.row(row, action, v[0], v[1], v[2], v[3], v[4])
			}
			continue
		case l != nil && !end(l):
			return nil
		}
		l = &link{id: data.ID(n), hash: string(v[0])}
		var prev string
		prev, l.whole = begin(l)
		l.begin(prev, action, v[1], v[2], v[3], v[4])
	}
	if l != nil && rows.Err() == nil {
		end(l)
	}
	return rows.Err()
}

// chain is what following the journal's hashes finds.
type chain struct {
	broken data.ID // the first action whose number or hash does not fit; 0 where all do
	strays data.ID // the first older action with a row that names another proposal than its facts do
	end    data.Anchor
	lost   []data.Anchor // anchors that it does not have
}

// follow compares each hash with the one before, and the chain with anchors
// kept elsewhere. An action cut off the end is missed by its number where
// the engine still remembers the highest it gave, else by an anchor.
func follow(ctx context.Context, e engine, q querier, anchors []data.Anchor) (c chain, err error) {
	wanted := map[data.ID][]data.Anchor{}
	for _, a := range anchors {
		wanted[a.Action] = append(wanted[a.Action], a)
	}
	// Before the actions: another program may save between the two.
	given, err := e.lastGiven(ctx, q)
	if err != nil {
		return c, err
	}
	prev, next, whole := "", data.ID(1), false
	err = walk(ctx, e, q, 0, func(l *link) (string, bool) {
		whole = whole || strings.HasPrefix(l.hash, chained) // once all columns count they do for good
		return prev, whole
	}, func(l *link) bool {
		switch {
		case l.id != next:
			c.broken = next
		case l.text() != l.hash:
			c.broken = l.id
		case l.strays && c.strays == 0:
			c.strays = l.id
		}
		if c.broken != 0 {
			return false
		}
		c.end = anchorOf(l.id, l.hash)
		wanted[l.id] = slices.DeleteFunc(wanted[l.id], func(a data.Anchor) bool { return a.Fits(c.end.Hash) })
		prev, next = l.hash, l.id+1
		return true
	})
	if err != nil || c.broken != 0 {
		return c, err
	}
	for _, missed := range wanted {
		c.lost = append(c.lost, missed...)
	}
	slices.SortFunc(c.lost, func(a, b data.Anchor) int { return cmp.Compare(a.Action, b.Action) })
	if given >= next {
		c.broken = next
	}
	return c, nil
}

func anchorOf(id data.ID, hash string) data.Anchor {
	return data.Anchor{Action: id, Hash: strings.TrimPrefix(hash, chained)}
}

// Anchor is the end of the journal's chain: the last action and its hash. Kept
// outside the file (a backup's manifest, a printed summary) it shows later
// whether the chain was rewritten or cut (Check).
func (r *Registry) Anchor(ctx context.Context) (data.Anchor, error) {
	a, err := lastAnchor(ctx, r.read)
	return a, explain(err)
}

// lastAnchor is the end of the chain; the action under way has no hash yet.
func lastAnchor(ctx context.Context, q querier) (data.Anchor, error) {
	var id data.ID
	var hash string
	err := q.QueryRowContext(ctx, "SELECT id, hash FROM actions WHERE hash <> '' ORDER BY id DESC LIMIT 1").Scan((*int64)(&id), &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return data.Anchor{}, nil
	}
	return anchorOf(id, hash), err
}
