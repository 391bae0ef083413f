package registry_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/registry"
)

// An action that something else left open would take every later change for
// its own, and nothing would be kept. It is told by check and ended at opening.
func TestALeftOverActionIsEnded(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	if _, err := behind(t, path).Exec("INSERT INTO open_action (id) VALUES (2)"); err != nil {
		t.Fatal(err)
	}
	o := options()
	o.ReadOnly = true
	report, err := openAt(t, path, o).Check(t.Context())
	if err != nil || len(report.Damage) != 1 || !strings.Contains(report.Damage[0], "没有结束的操作") {
		t.Errorf("check: %v %v", report.Damage, err)
	}
	r := openAt(t, path, options())
	if n := r.LeftOver(); n != 1 {
		t.Errorf("%d found at opening", n)
	}
	addUnit(t, r, "丙局")
	units, err := r.Units(t.Context())
	if err != nil || len(units) != 3 {
		t.Errorf("%v %v", units, err)
	}
	content(t, r)
}

// One that comes while the registry is open makes the next change an error, and
// is ended: the change after it goes through.
func TestAChangeIntoAnotherActionIsAnError(t *testing.T) {
	t.Parallel()
	path := copyOfTemplate(t)
	r := openAt(t, path, options())
	if _, err := behind(t, path).Exec("INSERT INTO open_action (id) VALUES (2)"); err != nil {
		t.Fatal(err)
	}
	u := data.Unit{Name: "丙局"}
	p := refused(t, r, "登记库", func(tx *registry.Tx) error { return tx.SaveUnit(&u) })
	if !strings.Contains(p.Message, "没有结束的操作") || u.ID != 0 {
		t.Errorf("%v, id %d", p, u.ID)
	}
	do(t, r, "添加", func(tx *registry.Tx) error { return tx.SaveUnit(&u) })
	content(t, r)
}

// A file that does not keep, or does not journal, what was written makes the
// change an error: nothing of it stays.
func TestWhatTheFileDoesNotKeepIsAnError(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	insert := func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: "丙局"}) }
	update := func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{ID: 1, Name: "改名局"}) }
	remove := func(tx *registry.Tx) error { return tx.Remove(data.RecordUnit, 3) }
	also := func(tx *registry.Tx) error { return tx.SaveLeader(&data.Leader{Name: "丁"}) } // something that is journalled
	for name, c := range map[string]struct {
		change string
		f      func(*registry.Tx) error
	}{
		"an insert not journalled": {"DROP TRIGGER journal_units_insert", insert},
		"an insert left out":       {"CREATE TRIGGER x BEFORE INSERT ON units BEGIN SELECT RAISE(IGNORE); END", insert},
		"an update not journalled": {"CREATE TRIGGER x BEFORE INSERT ON journal WHEN NEW.tbl = 'units' BEGIN SELECT RAISE(IGNORE); END", update},
		"an update taken back":     {"CREATE TRIGGER x AFTER UPDATE ON units WHEN NEW.name = '改名局' BEGIN UPDATE units SET name = OLD.name WHERE id = OLD.id; END", update},
		"a deletion taken back":    {"CREATE TRIGGER x AFTER UPDATE ON units WHEN NEW.deleted = 1 BEGIN UPDATE units SET deleted = 0 WHERE id = OLD.id; END", remove},
		"proposers not linked": {"CREATE TRIGGER x BEFORE INSERT ON proposal_proposers BEGIN SELECT RAISE(IGNORE); END", func(tx *registry.Tx) error {
			p := proposal(func(p *data.Proposal) { p.Number = "77" })
			return tx.SaveProposal(&p)
		}},
		"an action of its own gone": {"CREATE TRIGGER x AFTER INSERT ON units BEGIN DELETE FROM open_action; END", insert},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := copyOfTemplate(t)
			r := openAt(t, path, options())
			addUnit(t, r, "丙办")
			before, err := everything(r)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := behind(t, path).Exec(c.change); err != nil {
				t.Fatal(err)
			}
			refused(t, r, "登记库", func(tx *registry.Tx) error {
				if err := also(tx); err != nil {
					return err
				}
				return c.f(tx)
			})
			after, err := everything(r)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, after); diff != "" {
				t.Error(diff)
			}
		})
	}
}
