package registry

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"jianban/data"
)

// save inserts a record whose id is 0, setting it, and updates any other. What
// it refers to must be there and, where that is a proposal's fact, be its
// owner's; whether it is deleted only Remove and Restore say.
func (t *Tx) save(table data.Record, id *data.ID, owner data.ID, fields []field) error {
	if err := t.mustBeRight(table, *id == 0); err != nil {
		return err
	}
	if err := t.ahead(func(only *Tx) { only.looksAt(table, *id, owner, fields) }); err != nil {
		return err
	}
	saving := t.saving(table, fields)
	values := make([]any, 0, len(fields))
	for _, f := range fields {
		if f.name == deletedColumn {
			continue
		}
		if err := t.mustFit(f, owner); err != nil {
			return err
		}
		values = append(values, f.value())
	}
	if *id != 0 {
		if err := t.mustBeSeen(table, *id, fields); err != nil {
			return err
		}
	}
	if err := t.perhapsLast(table, *id, owner); err != nil {
		return err
	}
	if *id == 0 {
		n, err := t.reg.engine.insert(t.ctx, t.tx, saving.insert, values)
		if err != nil {
			return err
		}
		*id = n
		t.given = append(t.given, id)
		t.claims.add(table)
		return nil
	}
	res, err := t.tx.ExecContext(t.ctx, saving.update, append(values, int64(*id))...)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return t.untouched(table, *id, err)
	}
	t.claims.change(table, *id, saving.names, values)
	return nil
}

// looksAt asks what save looks at before it writes.
func (t *Tx) looksAt(table data.Record, id, owner data.ID, fields []field) {
	for _, f := range fields {
		if f.name != deletedColumn {
			_ = t.mustFit(f, owner)
		}
	}
	if id != 0 {
		_ = t.mustBeSeen(table, id, fields)
	}
}

// perhapsLast has the first record that a change saves take along what is asked when
// the change ends: mostly nothing else is written.
func (t *Tx) perhapsLast(table data.Record, id, owner data.ID) error {
	if t.written || table == data.RecordProposal && id == 0 { // whose proposers follow
		return nil
	}
	t.written = true
	if table == data.RecordProposal {
		owner = id
	}
	return t.reg.engine.along(t.ctx, t.tx, func(q querier) {
		only := t.asking(q)
		switch {
		case owner == 0:
			only.askFor(nil, nil)
		case table == data.RecordAttachment:
			only.askFor(nil, []data.ID{owner})
		default:
			only.askFor([]data.ID{owner}, nil)
		}
	})
}

// saving is how records of a kind are saved.
type saving struct {
	names          []string // columns
	insert, update string
}

// saving is put in words once for all records of a kind.
func (t *Tx) saving(table data.Record, fields []field) saving {
	if s, ok := t.savings[table]; ok {
		return s
	}
	var s saving
	for _, f := range fields {
		if f.name != deletedColumn {
			s.names = append(s.names, f.name)
		}
	}
	s.insert = fmt.Sprintf("INSERT INTO %s (%s) VALUES (?%s)", table, strings.Join(s.names, ", "), strings.Repeat(", ?", len(s.names)-1))
	s.update = fmt.Sprintf("UPDATE %s SET %s = ? WHERE id = ? AND deleted = 0", table, strings.Join(s.names, " = ?, "))
	t.savings[table] = s
	return s
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
		if all, ok := into.to.(*[]data.ID); ok && f.to != "" && !f.loose {
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
	if fits := map[data.Record]func(data.ID) error{data.RecordAttachment: t.mustHold, data.RecordIssue: t.mustBeFree}[what]; fits != nil {
		if err := fits(id); err != nil {
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

// mustBeRight refuses what the role may not write in any case.
func (t *Tx) mustBeRight(table data.Record, added bool) error {
	p := t.reg.person
	if p == nil || p.Kind.Changes(table) && (!added || p.Kind.Adds(table)) {
		return nil
	}
	return p.Forbidden()
}

// untouched is why no row was written: for a role there may be one that it may not
// write.
func (t *Tx) untouched(table data.Record, id data.ID, err error) error {
	if err == nil && t.reg.limited() {
		var n int
		if err = t.tx.QueryRowContext(t.ctx, "SELECT count(*) FROM "+string(table)+" WHERE deleted = 0 AND id = ?", int64(id)).Scan(&n); n == 1 {
			return t.reg.person.Forbidden()
		}
	}
	return errNoRow(table, id, err)
}

func (t *Tx) mark(d description, id data.ID, deleted int) error {
	if err := t.mustBeRight(d.record, false); err != nil {
		return err
	}
	clear(t.usable)
	res, err := t.tx.ExecContext(t.ctx, "UPDATE "+string(d.record)+" SET deleted = ? WHERE id = ?", deleted, int64(id))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return t.untouched(d.record, id, err)
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

// Join makes one of two records that are one person or one unit: whatever names
// the second names the first, which gets what it lacks, and the second is marked
// as deleted. What each of them has and only one may have is refused. It is a
// part of its change like any other, so that one step takes all of it back.
func (t *Tx) Join(what data.Record, keep, gone data.ID) error {
	if keep == gone {
		return data.JoinItself
	}
	for _, id := range []data.ID{keep, gone} {
		if err := t.mustBeUsable(what, id); err != nil {
			return explain(err)
		}
	}
	if what == data.RecordProposer {
		if err := t.joinMovers(keep, gone); err != nil {
			return explain(err)
		}
	}
	if err := t.renameIn(what, keep, gone); err != nil {
		return explain(err)
	}
	switch what {
	case data.RecordProposer:
		return joinRows(t, &proposerRows, keep, gone, data.JoinPeople)
	case data.RecordUnit:
		return joinRows(t, &unitRows, keep, gone, data.JoinUnits)
	}
	return fmt.Errorf("%q cannot be joined", what)
}

// joinRows saves the two records as join makes them.
func joinRows[T any](t *Tx, s *subject[T], keep, gone data.ID, join func(keep, gone T) (T, T)) error {
	var both []T
	for _, id := range []data.ID{keep, gone} {
		found, err := s.load(t.ctx, t.tx, "WHERE id = ?", []any{int64(id)}, false)
		if err != nil || len(found) != 1 {
			return errors.Join(explain(err), errNoRow(s.record, id, nil))
		}
		both = append(both, found[0])
	}
	a, b := join(both[0], both[1])
	if err := s.keep(t, &b); err != nil { // its name is free then
		return err
	}
	if err := s.put(t, &a); err != nil {
		return err
	}
	return explain(t.mark(s.describe(), gone, 1))
}

// renameIn puts one record in place of another wherever facts name it.
func (t *Tx) renameIn(what data.Record, keep, gone data.ID) error {
	for _, by := range subjects() {
		for _, f := range by.fields {
			if f.to != what {
				continue
			}
			if _, many := f.into.(scanJSON); many {
				if err := t.renameInLists(by, f.name, keep, gone); err != nil {
					return err
				}
				continue
			}
			if by.owned {
				if err := t.touch("SELECT DISTINCT proposal_id FROM "+string(by.record)+" WHERE proposal_id IS NOT NULL AND "+f.name+" = ?1", int64(gone)); err != nil {
					return err
				}
			}
			_, err := t.tx.ExecContext(t.ctx, "UPDATE "+string(by.record)+" SET "+f.name+" = ?2 WHERE "+f.name+" = ?1", int64(gone), int64(keep))
			if refusalOf(err).kind == refusedTwice {
				return data.JoinTwice(by.label)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// renameInLists does so in a column of lists; who stands in one twice then stays
// once, where the first stood.
func (t *Tx) renameInLists(by description, name string, keep, gone data.ID) error {
	type row struct {
		id, proposal data.ID
		list         []data.ID
	}
	rows, err := load(t.ctx, t.tx, string(by.record), "WHERE "+name+" <> '[]'", nil, false, func(x *row) (*data.ID, []field) {
		fields := []field{people(name, "", &x.list)}
		if by.owned {
			fields = append(fields, ref(ownerColumn, "", &x.proposal, data.RecordProposal))
		}
		return &x.id, fields
	})
	if err != nil {
		return err
	}
	for _, x := range rows {
		if !slices.Contains(x.list, gone) {
			continue
		}
		var list []data.ID
		for _, id := range x.list {
			if id == gone {
				id = keep
			}
			if !slices.Contains(list, id) {
				list = append(list, id)
			}
		}
		if x.proposal != 0 {
			t.dirty[x.proposal] = true
		}
		if _, err := t.one("UPDATE "+string(by.record)+" SET "+name+" = ? WHERE id = ?", asJSON(list), int64(x.id)); err != nil {
			return err
		}
	}
	return nil
}

// joinMovers puts one proposer in place of another; who moved a proposal twice so
// stays once, where he stood first.
func (t *Tx) joinMovers(keep, gone data.ID) error {
	if err := t.touch("SELECT DISTINCT proposal_id FROM proposal_proposers WHERE proposer_id = ?1", int64(gone)); err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(t.ctx, `DELETE FROM proposal_proposers WHERE id IN (
		SELECT b.id FROM proposal_proposers a JOIN proposal_proposers b ON b.proposal_id = a.proposal_id AND b.position > a.position
		WHERE a.proposer_id IN (?1, ?2) AND b.proposer_id IN (?1, ?2))`, int64(keep), int64(gone)); err != nil {
		return err
	}
	_, err := t.tx.ExecContext(t.ctx, "UPDATE proposal_proposers SET proposer_id = ?2 WHERE proposer_id = ?1", int64(gone), int64(keep))
	return err
}

// touch has the proposals looked at when the change ends.
func (t *Tx) touch(query string, args ...any) (err error) {
	rows, err := t.tx.QueryContext(t.ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id data.ID
		if err := rows.Scan((*int64)(&id)); err != nil {
			return err
		}
		t.dirty[id] = true
	}
	return rows.Err()
}
