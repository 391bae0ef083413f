package registry

import (
	"errors"
	"fmt"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
)

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
			names := f.name + " = ?1"
			set := "?2"
			if _, many := f.into.(scanJSON); many {
				names = "EXISTS (SELECT 1 FROM json_each(" + f.name + ") WHERE value = ?1)"
				set = "(SELECT json_group_array(who) FROM (SELECT CASE value WHEN ?1 THEN ?2 ELSE value END AS who, min(key) AS at FROM json_each(" + f.name + ") GROUP BY who ORDER BY at))"
			}
			if by.owned {
				if err := t.touch("SELECT DISTINCT proposal_id FROM "+string(by.record)+" WHERE proposal_id IS NOT NULL AND "+names, int64(gone)); err != nil {
					return err
				}
			}
			_, err := t.tx.ExecContext(t.ctx, "UPDATE "+string(by.record)+" SET "+f.name+" = "+set+" WHERE "+names, int64(gone), int64(keep))
			var se sqlite3.Error
			if errors.As(err, &se) && se.ExtendedCode == sqlite3.ErrConstraintUnique {
				return data.JoinTwice(by.label)
			}
			if err != nil {
				return err
			}
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
