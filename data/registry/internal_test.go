package registry

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jianban/data"
)

func fresh(t *testing.T) *Registry {
	t.Helper()
	r, err := Create(t.Context(), NewPlace(t), Options{By: "甲", Now: func() time.Time { return time.Date(2022, 7, 1, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// Every table has its triggers, they name every column, and every table and
// column a reader of the journal meets has a Chinese name.
func TestTriggersAndLabelsCoverEveryColumn(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	r := fresh(t)
	columns, err := columnsOf(t.Context(), r.read)
	if err != nil {
		t.Fatal(err)
	}
	for table, names := range columns {
		if !journalled(table) {
			continue
		}
		for _, event := range []string{"insert", "update", "delete"} {
			found, err := strs(t.Context(), r.read, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", "journal_"+table+"_"+event)
			if err != nil || len(found) != 1 {
				t.Fatalf("%s %s: %d triggers, %v", table, event, len(found), err)
			}
			for _, c := range names {
				if event != "insert" && !strings.Contains(found[0], "'"+c+"', OLD."+c) || event != "delete" && !strings.Contains(found[0], "'"+c+"', NEW."+c) {
					t.Errorf("%s: the trigger leaves out %s", table, c)
				}
			}
		}
		d, ok := described(data.Record(table))
		if !ok || d.label == "" {
			t.Errorf("table %s has no Chinese name", table)
		}
		var labels []string // each once: a reader tells the fields of a record apart by them
		for _, c := range names {
			f, _ := d.field(c)
			if f.label == "" && !slices.Contains(unlabelled, c) && table+"."+c != "settings.deleted" {
				t.Errorf("%s.%s has no Chinese name", table, c)
			}
			if f.label != "" && slices.Contains(labels, f.label) {
				t.Errorf("%s: two fields are called %s", table, f.label)
			}
			labels = append(labels, f.label)
		}
	}
}

// unlabelled columns are of no interest to a reader of the journal.
var unlabelled = []string{"id", "number_key", "proposal_id", "reply_id", "consultation_id", "position", "sha256", "size"}

// The fields of each subject are the columns of its table, no more, no fewer.
func TestFieldsAreTheColumns(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	columns, err := columnsOf(t.Context(), fresh(t).read)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range subjects() {
		names := []string{"id"}
		for _, x := range d.fields {
			names = append(names, x.name)
		}
		if d.record == settingsRows.record { // of which there is one, never deleted
			names = append(names, deletedColumn)
		}
		slices.Sort(names)
		want := slices.Sorted(slices.Values(columns[string(d.record)]))
		if !slices.Equal(names, want) {
			t.Errorf("%s: fields %v, columns %v", d.record, names, want)
		}
	}
}

// An older file is brought forward with its triggers, after a copy was made; a
// migration that fails changes nothing.
func TestMigrations(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	r := fresh(t)
	if err := r.Do(t.Context(), Action{What: "添加"}, func(tx *Tx) error { return tx.SaveUnit(&data.Unit{Name: "区住建局"}) }); err != nil {
		t.Fatal(err)
	}
	steps := append(migrations(), "ALTER TABLE units ADD COLUMN note TEXT NOT NULL DEFAULT ''", "CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; SELECT no_such_function()")
	if err := r.migrateOld(t.Context(), steps); err == nil {
		t.Fatal("a broken step went through")
	}
	var version, half int
	if err := r.write.QueryRow("SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema WHERE name = 'half')").Scan(&version, &half); err != nil {
		t.Fatal(err)
	}
	if version != SchemaVersion()+1 || half != 0 {
		t.Errorf("structure %d, %d tables of the broken step", version, half)
	}
	if wrong, err := wrongTriggers(t.Context(), r.read); err != nil || len(wrong) > 0 {
		t.Errorf("triggers %v, %v", wrong, err)
	}
	if err := r.Do(t.Context(), Action{What: "改名"}, func(tx *Tx) error { return tx.SaveUnit(&data.Unit{ID: 1, Name: "区住建委"}) }); err != nil {
		t.Fatal(err)
	}
	rep, err := r.Check(t.Context())
	if err != nil || !slices.Equal(rep.Damage, []string{"数据表的结构被改动过（units）"}) { // this test's step is in no release
		t.Errorf("%v %v", rep.Damage, err)
	}
	copies, err := filepath.Glob(fmt.Sprintf("%s.v%d-*.bak", r.path, SchemaVersion()))
	if err != nil || len(copies) != 1 {
		t.Fatalf("copies %v, %v", copies, err)
	}
	old, err := Open(t.Context(), copies[0], Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if units, err := old.Units(t.Context()); err != nil || len(units) != 1 || units[0].Name != "区住建局" {
		t.Errorf("%v %v", units, err)
	}
	if err := old.Close(); err != nil {
		t.Error(err)
	}
}

// A registry of every earlier release opens in this one with all its facts, and
// its journal still fits them.
func TestEveryReleasedStructureComesForward(t *testing.T) {
	t.Parallel()
	for version := 1; version < SchemaVersion(); version++ {
		path := filepath.Join(t.TempDir(), "old.db")
		released(t, path, version)
		r, err := Open(t.Context(), path, Options{By: "甲", Pack: data.RulePack{Name: "规则", Classes: []data.ReplyClass{{Letter: "A", Name: "解决"}}}})
		if err != nil {
			t.Fatal(err)
		}
		c, err := r.Case(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if c.Proposal.Title != "旧标题" || len(c.Feedback) != 1 || c.Feedback[0].Result != data.Satisfied || len(c.Supervisions) != 1 || c.Supervisions[0].Kind != data.Urge {
			t.Errorf("from structure %d: %+v", version, c)
		}
		if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
			t.Errorf("from structure %d: %v %v", version, rep.Damage, err)
		}
		if err := r.Do(t.Context(), Action{What: "改"}, func(tx *Tx) error { c.Feedback[0].Solved = "部分解决"; return tx.SaveFeedback(&c.Feedback[0]) }); err != nil {
			t.Error(err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Contents that a release kept as one value each are cut into parts, whatever
// their size; an erased one stays erased.
func TestOldContentsAreCut(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "old.db")
	released(t, path, 3)
	r, err := prepare(path, Options{By: "甲", Pack: testPack(t)})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.connect(t.Context(), "OFF"); err != nil {
		t.Fatal(err)
	}
	sizes := []int{0, 1, partSize, partSize + 1, partsAtOnce * partSize, partsAtOnce*partSize + 7}
	contents := make([][]byte, len(sizes))
	err = r.Do(t.Context(), Action{What: "附件"}, func(tx *Tx) error {
		for i, size := range sizes {
			contents[i] = bytes.Repeat([]byte{byte(i), 1, 2, 3, 4, 5, 6}, size/7+1)[:size]
			sum := fmt.Sprintf("%x", sha256.Sum256(contents[i]))
			_, blob := tx.tx.ExecContext(tx.ctx, "INSERT INTO blobs (sha256, content) VALUES (?, ?)", sum, contents[i])
			_, row := tx.tx.ExecContext(tx.ctx, "INSERT INTO attachments (proposal_id, name, sha256, size, added) VALUES (1, '甲', ?, ?, '2022-03-01')", sum, size)
			if err := errors.Join(blob, row); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	if r, err = Open(t.Context(), path, Options{By: "甲", Pack: testPack(t)}); err != nil {
		t.Fatal(err)
	}
	for i, want := range contents {
		if got, err := r.Content(t.Context(), data.ID(i+1)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes became %d, %v", len(want), len(got), err)
		}
	}
	if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
		t.Errorf("%v %v", rep.Damage, err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

// released writes a registry as the release with this structure wrote it.
func released(t *testing.T, path string, version int) {
	t.Helper()
	r, err := prepare(path, Options{By: "甲"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := r.connect(t.Context(), "FULL"); err != nil {
		t.Fatal(err)
	}
	if err := stepForward(t.Context(), r.write, 0, migrations()[:version]); err != nil {
		t.Fatal(err)
	}
	err = r.Do(t.Context(), Action{What: "旧版登记"}, func(tx *Tx) error {
		_, err := tx.tx.ExecContext(tx.ctx, `
			INSERT INTO books (id, body, level, place, term, session, year, direction) VALUES (1, '人大', '市', '玉溪市', 6, 1, 2022, '交来');
			INSERT INTO units (id, name) VALUES (1, '区住建局');
			INSERT INTO proposers (id, name, body) VALUES (1, '封伟', '人大');
			INSERT INTO proposals (id, book_id, number, number_key, kind, role, title, handed_over, closed) VALUES (1, 1, '1', '1', '建议', '主办', '旧标题', '2022-03-01', '');
			INSERT INTO proposal_proposers (proposal_id, proposer_id, position) VALUES (1, 1, 0);
			INSERT INTO replies (id, proposal_id, round, class, sent) VALUES (1, 1, 1, 'A', '2022-05-01');
			INSERT INTO feedback (id, proposal_id, round, proposer_id, received, attitude, result) VALUES (1, 1, 1, 1, '2022-05-09', '满意', '满意');
			INSERT INTO supervisions (id, proposal_id, unit_id, kind, date) VALUES (1, 1, 1, '催办', '2022-04-01')`)
		return err
	})
	if err := errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
}

// Whatever must be unique is told in words where it is not.
func TestEveryUniqueThingIsNamed(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	firsts, err := strs(t.Context(), fresh(t).read, `SELECT DISTINCT t.name || '.' || c.name FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c
		WHERE t.type = 'table' AND i."unique" = 1 AND c.seqno = 0 AND t.name NOT IN ('blobs', 'blob_parts', 'proposal_proposers', 'search_texts')`) // those are never entered twice
	if err != nil || len(firsts) == 0 {
		t.Fatal(firsts, err)
	}
	for _, first := range firsts {
		table, _, _ := strings.Cut(first, ".")
		if d, _ := described(data.Record(table)); d.twice.Field == "" || d.twice.Message == "" || d.twice.Hint == "" {
			t.Errorf("nothing is said of a second %s", first)
		}
	}
}

func TestOneStepForEveryStructure(t *testing.T) {
	t.Parallel()
	if _, err := schema.ReadFile(fmt.Sprintf("schema/%04d.sql", SchemaVersion())); err != nil {
		t.Errorf("the steps are not numbered one by one: %v", err)
	}
}

// A full disk refuses the change in Chinese; what was there before stays.
func TestFullDisk(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	r := fresh(t)
	var pages int
	if err := r.write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	var most int
	if err := r.write.QueryRow("PRAGMA max_page_count = 130").Scan(&most); err != nil || pages > most {
		t.Fatal(pages, most, err)
	}
	big := data.Summary{Year: 2022, Title: "总结", Sections: []data.SummarySection{{Text: strings.Repeat("很长的总结。", 100_000/6)}}}
	var last error
	for year := 2000; year < 2050 && last == nil; year++ {
		s := big
		s.Year = year
		last = r.Do(t.Context(), Action{What: "总结"}, func(tx *Tx) error { return tx.SaveSummary(&s) })
	}
	var p data.Problem
	if !errors.As(last, &p) || !strings.Contains(p.Message, "磁盘已满") {
		t.Fatalf("got %v", last)
	}
	if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
		t.Errorf("%v %v", rep.Damage, err)
	}
	if err := r.Do(t.Context(), Action{What: "小的改动"}, func(tx *Tx) error { return tx.SaveUnit(&data.Unit{Name: "甲"}) }); err != nil {
		t.Errorf("a small change after it: %v", err)
	}
}

// The connections are what the package promises, all of them.
func TestPragmas(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	r := fresh(t)
	for _, db := range []*sql.DB{r.write, r.read, r.read} {
		conn, err := db.Conn(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := conn.Close(); err != nil {
				t.Error(err)
			}
		}()
		got := map[string]string{}
		for _, pragma := range []string{"foreign_keys", "journal_mode", "application_id", "query_only", "synchronous"} {
			var v string
			if err := conn.QueryRowContext(context.Background(), "PRAGMA "+pragma).Scan(&v); err != nil {
				t.Fatal(err)
			}
			got[pragma] = v
		}
		want := map[string]string{"foreign_keys": "1", "journal_mode": "wal", "application_id": "1245856078", "query_only": "1", "synchronous": got["synchronous"]}
		if db == r.write {
			want["query_only"], want["synchronous"] = "0", "2"
		}
		if !maps.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

// A kill during a checkpoint leaves a short file with a log beside it: it
// recovers whole. Without its log it is refused.
func TestShortFileWithItsLog(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	r := fresh(t)
	if _, err := r.write.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	if err := r.Do(t.Context(), Action{What: "很多"}, func(tx *Tx) error {
		s := data.Summary{Year: 2022, Title: "总结", Sections: []data.SummarySection{{Text: strings.Repeat("长", 150_000)}}}
		return tx.SaveSummary(&s)
	}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	copied := filepath.Join(dir, "killed.db")
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(r.path + end)
		if err != nil {
			t.Fatal(err)
		}
		if end == "" {
			b = append(b, make([]byte, 4096)...) // a page the checkpoint had copied
		}
		if err := os.WriteFile(copied+end, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	again, err := Open(t.Context(), copied, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s, err := again.Summary(t.Context(), 2022, 0); err != nil || s.Title != "总结" {
		t.Errorf("%q %v", s.Title, err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

// Of many programs that open and close one registry, one at a time may write:
// a lock on a file that its holder has just removed counts for nothing.
func TestALockIsOnTheFileThatIsThere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "r.db.lock")
	var inside, held atomic.Int64
	var programs sync.WaitGroup
	for range 4 {
		programs.Go(func() {
			for held.Load() < 2000 && !t.Failed() {
				lock, err := lockFile(path)
				if err != nil {
					t.Error(err)
					return
				}
				if lock == nil {
					continue
				}
				if inside.Add(1) != 1 {
					t.Error("two hold it at once")
				}
				held.Add(1)
				runtime.Gosched()
				inside.Add(-1)
				if err := removeLocked(lock); err != nil {
					t.Error(err)
				}
			}
		})
	}
	programs.Wait()
}

// Lists of IDs are read as package json reads them, whoever wrote them.
func TestListsOfIDs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]data.ID{
		"[1]": {1}, "[1,23]": {1, 23}, "[1, 23]": {1, 23}, "[-1]": {-1}, "[9223372036854775807]": {9223372036854775807},
		"[]": nil, "[ ]": {}, "null": nil,
	} {
		var ids []data.ID
		if err := (scanJSON{&ids}).Scan(text); err != nil || !slices.Equal(ids, want) {
			t.Errorf("%s: %v, %v", text, ids, err)
		}
	}
	for _, text := range []string{"", "[", "[,]", "[1,]", "[1", "1", "[1.5]", "[\"1\"]", "[9223372036854775808]", "{}"} {
		if err := (scanJSON{new([]data.ID)}).Scan(text); err == nil {
			t.Errorf("%s is read", text)
		}
	}
}

// Of a row that one action added and then changed the journal has each change
// once, beside its being added.
func TestAnAddedRowThatIsChanged(t *testing.T) {
	t.Parallel()
	var c claims
	c.add(data.RecordProposer)
	c.change(data.RecordProposer, 7, []string{"phone"}, []any{"1"})
	c.see(data.RecordProposer, 7, true)
	one := c.changed[recordID{data.RecordProposer, 7}]
	if c.added[data.RecordProposer] != 0 || one.found != 0 {
		t.Errorf("added: %d to come, %d changes found", c.added[data.RecordProposer], one.found)
	}
	c.see(data.RecordProposer, 7, false)
	if one.found != one.updates {
		t.Errorf("%d of %d changes found", one.found, one.updates)
	}
}

// A letter that shares its 文号 with an urging, as earlier releases let it, can still be
// corrected; no other paper gets the number.
func TestANumberSharedWithAnUrgingStays(t *testing.T) {
	t.Parallel()
	r := fresh(t)
	r.opts.Pack = testPack(t)
	base(t, r)
	const number = "红政函〔2022〕1号"
	letter := data.Reply{ProposalID: 2, Round: 1, DocNumber: number}
	urging := data.Supervision{ProposalID: 1, Unit: data.Unit{ID: 1}, Kind: data.Urge, Date: on("2022-04-01"), DocNumber: number}
	save := func(f func(*Tx) error) error { return r.Do(t.Context(), Action{What: "登记"}, f) }
	if err := save(func(tx *Tx) error { return errors.Join(tx.SaveReply(&letter), supervisionRows.put(tx, &urging)) }); err != nil {
		t.Fatal(err)
	}
	letter.Body, urging.Findings = "正文", "请答复"
	if err := save(func(tx *Tx) error { return errors.Join(tx.SaveReply(&letter), tx.SaveSupervision(&urging)) }); err != nil {
		t.Errorf("corrected: %v", err)
	}
	for _, f := range []func(*Tx) error{
		func(tx *Tx) error { return tx.SaveReply(&data.Reply{ProposalID: 2, Round: 2, DocNumber: number}) },
		func(tx *Tx) error {
			return tx.SaveIssue(&data.Issue{Kind: data.IssueInvitation, ProposalID: 1, Number: number, Date: on("2022-04-01"), Title: "邀请函"})
		},
	} {
		if err := save(f); err == nil || !strings.Contains(err.Error(), number+"已用于第2号的答复") {
			t.Errorf("given again: %v", err)
		}
	}
}
