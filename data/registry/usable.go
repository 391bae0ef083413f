package registry

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"jianban/data"
)

// save inserts a record whose id is 0, setting it, and updates any other. What
// it refers to must be there and, where that is a proposal's fact, be its
// owner's; whether it is deleted only Remove and Restore say.
func (t *Tx) save(table data.Record, id *data.ID, owner data.ID, fields []field) error {
	var names []string
	var values []any
	for _, f := range fields {
		if f.name == deletedColumn {
			continue
		}
		if err := t.mustFit(f, owner); err != nil {
			return err
		}
		names, values = append(names, f.name), append(values, f.value())
	}
	if *id == 0 {
		query := fmt.Sprintf("INSERT INTO %s (%s) VALUES (?%s)", table, strings.Join(names, ", "), strings.Repeat(", ?", len(names)-1))
		res, err := t.one(query, values...)
		if err != nil {
			return err
		}
		n, err := res.LastInsertId()
		*id = data.ID(n)
		t.given = append(t.given, id)
		t.claims.add(table)
		return err
	}
	res, err := t.tx.ExecContext(t.ctx, fmt.Sprintf("UPDATE %s SET %s = ? WHERE id = ? AND deleted = 0", table, strings.Join(names, " = ?, ")), append(values, int64(*id))...)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errNoRow(table, *id, err)
	}
	t.claims.change(table, *id, names, values)
	return nil
}

// mustFit refuses a reference to what is not there, was deleted or is another
// proposal's.
func (t *Tx) mustFit(f field, owner data.ID) error {
	var id data.ID
	switch into := f.into.(type) {
	case scanRef:
		id = *into.to
	case *data.ID:
		id = *into
	case scanJSON:
		if all, ok := into.to.(*[]data.ID); ok && f.to != "" {
			for _, id := range *all {
				if err := t.mustBeUsable(f.to, id); err != nil {
					return err
				}
			}
		}
	}
	if id == 0 || f.to == "" {
		return nil
	}
	if err := t.mustBeUsable(f.to, id); err != nil {
		return err
	}
	if d, _ := described(f.to); d.owned {
		return t.belongs(f.to, id, owner)
	}
	return nil
}

func errNoRow(table data.Record, id data.ID, err error) error {
	if err != nil {
		return err
	}
	return data.Problem{Field: tableLabel(table), Message: fmt.Sprintf("找不到这条%s（%d）", tableLabel(table), id), Hint: "它可能已被删除，请刷新后再试", Gone: true}
}

// recordID is one record of any kind.
type recordID struct {
	table data.Record
	id    data.ID
}

// mustBeUsable refuses a record that is not there or was deleted.
func (t *Tx) mustBeUsable(table data.Record, id data.ID) error {
	if t.usable[recordID{table, id}] {
		return nil
	}
	var deleted bool
	err := t.tx.QueryRowContext(t.ctx, "SELECT deleted FROM "+string(table)+" WHERE id = ?", int64(id)).Scan(&deleted)
	if errors.Is(err, sql.ErrNoRows) {
		return errNoRow(table, id, nil)
	}
	if err != nil {
		return err
	}
	if deleted {
		return data.Problems{{Field: tableLabel(table), Message: "所选的" + tableLabel(table) + "已被删除", Hint: "请先恢复它，或另选一个"}}
	}
	t.usable[recordID{table, id}] = true
	return nil
}

// belongs refuses a record of another proposal.
func (t *Tx) belongs(table data.Record, id, proposal data.ID) error {
	var owner data.ID
	err := t.tx.QueryRowContext(t.ctx, "SELECT proposal_id FROM "+string(table)+" WHERE id = ?", int64(id)).Scan((*int64)(&owner))
	if errors.Is(err, sql.ErrNoRows) {
		return errNoRow(table, id, nil)
	}
	if err == nil && owner != proposal {
		return data.Problems{{Field: tableLabel(table), Message: "所选的" + tableLabel(table) + "属于另一件建议", Hint: "请重新选择"}}
	}
	return err
}

// Remove marks a record as deleted; Restore takes that back. One that others
// need is refused.
func (t *Tx) Remove(what data.Record, id data.ID) error {
	d, err := marked(what)
	if err != nil {
		return err
	}
	if query := d.inUse(); query != "" {
		var n int
		if err := t.tx.QueryRowContext(t.ctx, query, int64(id)).Scan(&n); err != nil {
			return explain(err)
		}
		if n > 0 {
			return data.Problem{Field: d.label, Message: fmt.Sprintf("这条%s还有%d处在使用", d.label, n), Hint: "请先改掉或删除那些记录"}
		}
	}
	return explain(t.mark(d, id, 1))
}

// Restore takes a deletion back, where what the record belongs to is still
// there.
func (t *Tx) Restore(what data.Record, id data.ID) error {
	d, err := marked(what)
	if err != nil {
		return err
	}
	for _, f := range d.fields {
		if f.to == "" || f.bond == named {
			continue
		}
		var parent data.ID
		err := t.tx.QueryRowContext(t.ctx, "SELECT "+f.name+" FROM "+string(what)+" WHERE id = ?", int64(id)).Scan(scanRef{&parent})
		if err == nil && parent != 0 {
			err = t.mustBeUsable(f.to, parent)
		}
		if err != nil {
			return explain(err)
		}
	}
	if what == data.RecordAttachment {
		if err := t.mustHold(id); err != nil {
			return err
		}
	}
	return explain(t.mark(d, id, 0))
}

// marked describes records that can be marked as deleted.
func marked(what data.Record) (description, error) {
	d, ok := described(what)
	if !ok || !d.removable {
		return d, fmt.Errorf("no such record %q", what)
	}
	return d, nil
}

func (t *Tx) mark(d description, id data.ID, deleted int) error {
	clear(t.usable)
	res, err := t.tx.ExecContext(t.ctx, "UPDATE "+string(d.record)+" SET deleted = ? WHERE id = ?", deleted, int64(id))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errNoRow(d.record, id, err)
	}
	t.claims.change(d.record, id, []string{deletedColumn}, []any{deleted})
	var owner data.ID
	switch {
	case d.record == data.RecordProposal:
		owner = id
	case d.owned:
		err = t.tx.QueryRowContext(t.ctx, "SELECT proposal_id FROM "+string(d.record)+" WHERE id = ?", int64(id)).Scan(scanRef{&owner})
	}
	if owner != 0 {
		t.dirty[owner] = true
	}
	return err
}
