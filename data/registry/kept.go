package registry

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"jianban/data"
)

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
	if one := c.changed[recordID{table, row}]; one != nil {
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
		query := "SELECT count(*) FROM " + string(key.table) + " WHERE id = ? AND " + strings.Join(one.names, " IS ? AND ") + " IS ?"
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
	columns, err := columnsOfTable(t.ctx, t.tx, string(r.table))
	if err != nil {
		return false, err
	}
	wrong, err := strs(t.ctx, t.tx, "SELECT t.id FROM "+string(r.table)+" AS t LEFT JOIN journal AS j ON j.id = (SELECT max(id) FROM journal WHERE tbl = ? AND row_id = t.id) WHERE t.id = ? AND ("+unlike(columns)+")", string(r.table), int64(r.id))
	return len(wrong) > 0, err
}

// endLeftOver closes actions that something outside this program left open, and
// says how many there were.
func (r *Registry) endLeftOver(ctx context.Context) (n int64, err error) {
	if err := r.write.QueryRowContext(ctx, "SELECT count(*) FROM open_action").Scan(&n); err != nil || n == 0 {
		return 0, err
	}
	res, err := r.write.ExecContext(ctx, "DELETE FROM open_action")
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}
