package registry_test

import (
	"bytes"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"jianban/data"
	"jianban/data/registry"
)

// behind opens the file as a foreign program would.
func behind(t *testing.T, path string) *sql.DB {
	t.Helper()
	if registry.ServerUnderTest != nil {
		db, err := registry.Behind(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
		return db
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("PRAGMA wal_autocheckpoint = 1"); err != nil { // what is done behind it stands in the file, as after closing
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// changePage changes the first page of a table or an index, in the file of a closed
// registry.
func changePage(t *testing.T, path, name string, change func(page []byte)) {
	t.Helper()
	db := behind(t, path)
	var root, size int
	if err := db.QueryRow("SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = ?", name).Scan(&root, &size); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file := read(t, path)
	change(file[(root-1)*size : root*size])
	write(t, path, file)
}

func TestChangesOutsideAnActionAreRefusedByTheFile(t *testing.T) {
	t.Parallel()
	db := behind(t, copyOfTemplate(t))
	for _, query := range []string{
		"UPDATE proposals SET title = '别的'", "INSERT INTO units (name) VALUES ('某局')", "DELETE FROM proposal_proposers",
		"UPDATE journal SET after = NULL", "DELETE FROM journal", "UPDATE actions SET by = '别人'", "DELETE FROM actions",
		"INSERT INTO blobs (sha256) VALUES ('" + strings.Repeat("0", 64) + "')", "INSERT INTO blob_parts (blob_id, position, content) VALUES (1, 0, x'00')",
	} {
		if _, err := db.Exec(query); err == nil {
			t.Errorf("done: %s", query)
		}
	}
}

func TestAChangeThatChangesNothingLeavesNoTrace(t *testing.T) {
	t.Parallel()
	r := opened(t)
	calls := 0
	defer r.OnChange(func() { calls++ })()
	before, err := r.Journal(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.Case(t.Context(), leadID)
	if err != nil {
		t.Fatal(err)
	}
	do(t, r, "保存未改的建议", func(tx *registry.Tx) error { return tx.SaveProposal(&c.Proposal) })
	do(t, r, "空", func(*registry.Tx) error { return nil })
	after, err := r.Journal(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := r.Undoable(); ok || len(after) != len(before) || calls != 0 {
		t.Errorf("%d actions before, %d after, told %d times", len(before), len(after), calls)
	}
}

func TestJournalReadsAloud(t *testing.T) {
	t.Parallel()
	r := opened(t)
	c, err := r.Case(t.Context(), leadID)
	if err != nil {
		t.Fatal(err)
	}
	p := c.Proposal
	do(t, r, "修改第12号建议", func(tx *registry.Tx) error {
		p.Title, p.HandedOver, p.Key, p.Sponsor = "关于别的事情的建议", day("2022-03-05"), true, data.Leader{}
		p.Text = strings.Repeat("长", 500)
		return tx.SaveProposal(&p)
	})
	do(t, r, "交办第12号建议", func(tx *registry.Tx) error {
		a := data.Assignment{ProposalID: leadID, Unit: data.Unit{ID: unitHousing}, Part: data.LeadUnit, Assigned: day("2022-03-06")}
		if err := tx.SaveAssignment(&a); err != nil {
			return err
		}
		a.Unit.ID = unitFinance
		return tx.SaveAssignment(&a)
	})
	entries, err := r.Journal(t.Context(), leadID, 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 || entries[0].What != "交办第12号建议" || entries[1].What != "修改第12号建议" || entries[1].By != "李秘书" || !entries[1].At.Equal(noon) {
		t.Fatalf("%+v", entries)
	}
	want := map[string][2]string{
		"标题": {"关于推进光电子产业园建设的建议", "关于别的事情的建议"}, "交办日期": {"2022年3月1日", "2022年3月5日"},
		"重点": {"否", "是"}, "牵头领导": {"张三", "（空）"}, "建议内容": {"建议加快建设。", strings.Repeat("长", 40) + "…"},
	}
	for _, c := range entries[1].Changes {
		w, ok := want[c.Field]
		if !ok || c.Record != "建议" || !strings.HasPrefix(c.Before, w[0]) || c.After != w[1] {
			t.Errorf("%+v", c)
		}
		delete(want, c.Field)
	}
	if len(want) > 0 {
		t.Errorf("not told: %v", want)
	}
	told := ""
	for _, c := range entries[0].Changes {
		told += c.Record + c.Field + c.Before + c.After + " "
	}
	if !strings.Contains(told, "区住建局") || !strings.Contains(told, "区财政局") {
		t.Error(told)
	}
	if other, err := r.Journal(t.Context(), assistID, 10); err != nil || len(other) != 1 {
		t.Errorf("%d entries of another proposal, %v", len(other), err)
	}
}

// Whoever changes the journal behind the program's back is found out.
func TestTamperingIsFound(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for name, queries := range map[string][]string{
		"a clerk's name":     {"DROP TRIGGER actions_fixed", "UPDATE actions SET by = '别人' WHERE id = 2"},
		"a value":            {"DROP TRIGGER journal_fixed", "UPDATE journal SET after = replace(after, '光电子', '煤炭')"},
		"a row of it":        {"DROP TRIGGER journal_kept", "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)"},
		"the last action":    {"DROP TRIGGER journal_kept", "DROP TRIGGER actions_kept", "DELETE FROM journal WHERE action_id = (SELECT max(id) FROM actions)", "DELETE FROM actions WHERE id = (SELECT max(id) FROM actions)"},
		"a fact":             {"DROP TRIGGER journal_proposals_update", "UPDATE proposals SET title = '别的' WHERE id = 1"},
		"a fact, put right":  {"INSERT INTO open_action (id) VALUES (2)", "UPDATE proposals SET title = '别的' WHERE id = 1", "DELETE FROM open_action"},
		"an attachment":      {"DROP TRIGGER blob_parts_fixed", "UPDATE blob_parts SET content = x'00'", "CREATE TRIGGER blob_parts_fixed BEFORE UPDATE ON blob_parts BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END"},
		"a missing proposer": {"DROP TRIGGER journal_proposers_delete", "PRAGMA foreign_keys = OFF", "DELETE FROM proposers WHERE id = 1"},
		"a table's rule":     {"PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql = replace(sql, '''主办'', ', '') WHERE name = 'proposals'"},
		"a lost index":       {"DROP INDEX proposals_number"},
		"a foreign table":    {"CREATE TABLE extra (id INTEGER)"},
		"a foreign view":     {"CREATE VIEW extra AS SELECT * FROM units"},
		"a foreign index":    {"CREATE INDEX extra ON units (phone)"},
		"a foreign trigger":  {"CREATE TRIGGER extra AFTER UPDATE ON units BEGIN UPDATE units SET phone = OLD.phone WHERE id = OLD.id; END"},
		"whose a fact is":    {"DROP TRIGGER journal_fixed", "UPDATE journal SET proposal_id = NULL", "CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := copyOfTemplate(t)
			r, err := registry.Open(t.Context(), path, options())
			if err != nil {
				t.Fatal(err)
			}
			do(t, r, "附件", func(tx *registry.Tx) error {
				a := data.Attachment{ProposalID: leadID, Name: "甲.pdf", Added: day("2022-03-02")}
				return tx.AddAttachment(&a, bytes.NewReader([]byte("甲")))
			})
			content(t, r)
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			db, err := sql.Open("sqlite3", path)
			if err != nil {
				t.Fatal(err)
			}
			db.SetMaxOpenConns(1)
			for _, q := range queries {
				if _, err := db.Exec(q); err != nil {
					t.Fatalf("%s: %v", q, err)
				}
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			report, err := openAt(t, path, options()).Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(report.Damage) == 0 {
				t.Error("not found")
			}
		})
	}
}

// Each part of an action and of its rows is in the chain: a change of it breaks
// the chain, also where every trigger is as it was. Action 4 takes back action 3.
func TestEveryPartOfTheJournalIsChained(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for _, change := range []string{
		"UPDATE actions SET at = '2022-07-01T12:00:01Z' WHERE id = 4", "UPDATE actions SET by = '别人' WHERE id = 4", "UPDATE actions SET what = '别的' WHERE id = 4", "UPDATE actions SET undoes = 1 WHERE id = 4", "UPDATE actions SET undoes = NULL WHERE id = 4",
		"UPDATE journal SET tbl = 'units' WHERE action_id = 4", "UPDATE journal SET row_id = row_id + 1 WHERE action_id = 4", "UPDATE journal SET before = after WHERE action_id = 4", "UPDATE journal SET after = before WHERE action_id = 4",
		"UPDATE journal SET proposal_id = NULL WHERE action_id = 4", "UPDATE journal SET proposal_id = 2 WHERE action_id = 4", "UPDATE journal SET id = id + 100 WHERE action_id = 4",
		"UPDATE journal SET action_id = 2 WHERE action_id = 4", "DELETE FROM journal WHERE action_id = 4",
	} {
		path := copyOfTemplate(t)
		r, err := registry.Open(t.Context(), path, options())
		if err != nil {
			t.Fatal(err)
		}
		do(t, r, "改", func(tx *registry.Tx) error {
			c, err := r.Case(t.Context(), leadID)
			if err != nil {
				return err
			}
			c.Proposal.Remark = "另"
			return tx.SaveProposal(&c.Proposal)
		})
		if _, err := r.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		tamper(t, path, change)
		report, err := openAt(t, path, options()).Check(t.Context())
		if err != nil || !slices.ContainsFunc(report.Damage, func(d string) bool { return strings.Contains(d, "操作日志从第") }) {
			t.Errorf("%s: not found: %v, %v", change, report.Damage, err)
		}
	}
}

func TestListenersAreToldAfterTheChange(t *testing.T) {
	t.Parallel()
	r := opened(t)
	var seen []int
	remove := r.OnChange(func() {
		cases, err := r.Cases(t.Context(), data.Scope{})
		if err != nil {
			t.Error(err)
		}
		seen = append(seen, len(cases))
	})
	add := func(number string) {
		do(t, r, "登记", func(tx *registry.Tx) error {
			p := proposal(func(p *data.Proposal) { p.Number = number })
			return tx.SaveProposal(&p)
		})
	}
	add("20")
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	remove()
	add("21")
	if len(seen) != 2 || seen[0] != 3 || seen[1] != 2 {
		t.Errorf("told with %v cases", seen)
	}
}

func TestRefusedOrCancelledChangeLeavesNothing(t *testing.T) {
	t.Parallel()
	r := opened(t)
	failure := errors.New("failure of the caller")
	add := func(tx *registry.Tx) error {
		p := proposal(func(p *data.Proposal) { p.Number = "30" })
		return tx.SaveProposal(&p)
	}
	if err := r.Do(t.Context(), registry.Action{What: "失败"}, func(tx *registry.Tx) error { return errors.Join(add(tx), failure) }); !errors.Is(err, failure) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := contextWithCancel(t)
	if err := r.Do(ctx, registry.Action{What: "取消"}, func(tx *registry.Tx) error {
		err := add(tx)
		cancel()
		return err
	}); !errors.Is(err, ctx.Err()) {
		t.Errorf("got %v", err)
	}
	if err := r.Do(ctx, registry.Action{What: "取消"}, add); !errors.Is(err, ctx.Err()) {
		t.Errorf("got %v", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic is lost")
			}
		}()
		if err := r.Do(t.Context(), registry.Action{What: "崩溃"}, func(tx *registry.Tx) error {
			if err := add(tx); err != nil {
				t.Error(err)
			}
			panic("failure of the caller")
		}); err != nil {
			t.Error(err)
		}
	}()
	do(t, r, "登记", add)
	content(t, r)
}

// Readers on other goroutines see whole actions only.
func TestReadersBesideAWriter(t *testing.T) {
	t.Parallel()
	r := opened(t)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				cases, err := r.Cases(t.Context(), data.Scope{})
				if err != nil {
					t.Error(err)
					return
				}
				if len(cases)%2 != 0 {
					t.Errorf("half an action: %d cases", len(cases))
				}
				for _, c := range cases {
					if len(c.Proposal.Proposers) == 0 {
						t.Error("a proposal without its proposers")
					}
				}
			}
		})
	}
	for n := 100; n < 160; n += 2 {
		do(t, r, "登记一对", func(tx *registry.Tx) error {
			for k := range 2 {
				p := proposal(func(p *data.Proposal) { p.Number = number(n + k) })
				if err := tx.SaveProposal(&p); err != nil {
					return err
				}
			}
			return nil
		})
	}
	close(stop)
	readers.Wait()
}
