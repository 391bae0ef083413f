package registry

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/data"
)

// releasedFiles are registries that earlier releases wrote
// (scripts/old-registry.sh).
func releasedFiles(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("testdata/old/*.db.gz")
	if err != nil || len(all) == 0 {
		t.Fatal("no registry of an earlier release: ", err)
	}
	return all
}

// unpacked is a released file at a place of its own.
func unpacked(t *testing.T, name string) string {
	t.Helper()
	packed, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "registry.db")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// today is how this program opens a registry.
func today(t *testing.T) Options {
	t.Helper()
	csv, err := os.ReadFile("../../assets/holidays.csv")
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := data.ParseCalendar(csv)
	if err != nil {
		t.Fatal(err)
	}
	return Options{By: "李秘书", Pack: testPack(t), Calendar: calendar, Now: func() time.Time { return time.Date(2023, 2, 1, 9, 0, 0, 0, time.UTC) }}
}

// asTheyWere wants the facts and the figures of a released file as the release
// had them: its own closing of 2022 tells.
func asTheyWere(t *testing.T, r *Registry) {
	t.Helper()
	cases, err := r.Cases(t.Context(), data.Scope{Texts: true})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := r.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	scores, err := r.Scores(t.Context(), 2022)
	if err != nil {
		t.Fatal(err)
	}
	closings, err := r.YearClosings(t.Context(), 2022, 0)
	if err != nil || len(closings) != 1 || closings[0].Note != "报市" {
		t.Fatal(closings, err)
	}
	figures, err := closings[0].FixedFigures()
	if err != nil || len(figures) < 30 {
		t.Fatalf("%d figures, %v", len(figures), err)
	}
	end := data.NewDate(2022, 12, 31)
	now := data.FixFigures(data.Statistics(cases, 2022, end, rules), cases)
	if changed := data.ChangedFigures(figures, now); len(changed) > 0 {
		t.Errorf("figures are not as they were: %+v", changed)
	}
	if lost := slices.DeleteFunc(slices.Clone(figures), func(f data.FixedFigure) bool {
		return slices.ContainsFunc(now, func(g data.FixedFigure) bool { return f.Name == g.Name })
	}); len(lost) > 0 {
		t.Errorf("figures that are told no longer: %+v", lost)
	}
	fixed, err := closings[0].FixedScores()
	if err != nil || len(fixed) == 0 {
		t.Fatalf("%d scores, %v", len(fixed), err)
	}
	if changed := data.ChangedScores(fixed, data.FixScores(data.Appraise(cases, scores, 2022, end, rules))); len(changed) > 0 {
		t.Errorf("scores are not as they were: %+v", changed)
	}
	i := slices.IndexFunc(cases, func(c data.Case) bool { return c.Proposal.Remark == "已回访" })
	if i < 0 || len(cases) != 15 || cases[i].Proposal.Text == "" || !slices.ContainsFunc(cases[i].Consultations, func(x data.Consultation) bool {
		return x.Said == "没有别的意见。" && len(x.Items) == 1 && x.Items[0].What == "明年再看"
	}) {
		t.Errorf("%d cases, the changed one is number %d", len(cases), i)
	}
	sound(t, r)
}

// sound wants nothing to be wrong with file, journal and facts.
func sound(t *testing.T, r *Registry) {
	t.Helper()
	rep, err := r.Check(t.Context())
	if err != nil || len(rep.Damage)+len(rep.Impossible)+len(rep.Warnings) > 0 {
		t.Errorf("check: %v %v %v, %v", rep.Damage, rep.Impossible, rep.Warnings, err)
	}
}

// readWithoutWriting reads an older file where it may not be written: as it is
// asked for, and where its folder is write-protected.
func readWithoutWriting(t *testing.T, path string) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	was, dir := bytesOf(t, path), filepath.Dir(path)
	for what, mode := range map[string]fs.FileMode{"asked for": 0o700, "protected": 0o500} {
		o := today(t)
		o.ReadOnly = mode == 0o700
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		r, err := Open(t.Context(), path, o)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if n := r.Notices(); len(n) != 1 || !strings.Contains(n[0], "结构2") {
			t.Errorf("%s: notices %q", what, n)
		}
		r.notices = nil
		asTheyWere(t, r)
		if err := r.Do(t.Context(), Action{What: "x"}, func(*Tx) error { return nil }); err == nil {
			t.Errorf("%s: it can be written", what)
		}
		if err := errors.Join(r.Close(), os.Chmod(dir, 0o700)); err != nil {
			t.Fatal(err)
		}
		if now := bytesOf(t, path); !bytes.Equal(was, now) {
			t.Errorf("%s: the file was changed", what)
		}
		for _, dir := range []string{dir, os.TempDir()} {
			if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 && !slices.Equal(left, []string{path}) {
				t.Errorf("%s: left %v, %v", what, left, err)
			}
		}
	}
}

func bytesOf(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// An older file of which no whole copy can be made first is not brought forward.
func TestDamagedOlderFileIsNotBroughtForward(t *testing.T) {
	t.Parallel()
	path := unpacked(t, releasedFiles(t)[0])
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	var root, size int
	if err := db.QueryRow("SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = 'assignments'").Scan(&root, &size); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	was := bytesOf(t, path)
	clear(was[(root-1)*size : root*size])
	if err := os.WriteFile(path, was, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, today(t)); err == nil || !strings.Contains(err.Error(), "已损坏") {
		t.Error(err)
	}
	if now := bytesOf(t, path); !bytes.Equal(was, now) {
		t.Error("the file was changed")
	}
	if left, err := filepath.Glob(path + "*"); err != nil || len(left) != 1 {
		t.Errorf("left %v, %v", left, err)
	}
}

// The copy before a migration counts only where it has all that the file has.
func TestTheCopyBeforeAMigrationIsVerified(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	r := smallRegistry(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	if _, err := r.write.Exec("VACUUM INTO ?", copied); err != nil {
		t.Fatal(err)
	}
	if err := r.verifyOld(t.Context(), copied); err != nil {
		t.Error(err)
	}
	db, err := sql.Open("sqlite3", copied)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("DELETE FROM open_action; INSERT INTO open_action VALUES (1)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.verifyOld(t.Context(), copied); !errors.Is(err, errUnsound) {
		t.Errorf("a row too many: %v", err)
	}
}

// A registry that a release wrote opens in this program, read-only and for
// writing; file, journal and hash chain are whole, every figure is the one that
// the release fixed, and the work goes on in it.
func TestWhatAReleaseWroteStaysReadable(t *testing.T) {
	for _, name := range releasedFiles(t) {
		path := unpacked(t, name)
		readWithoutWriting(t, path)
		r, err := Open(t.Context(), path, today(t))
		if err != nil {
			t.Fatal(err)
		}
		asTheyWere(t, r)
		entries, err := r.Journal(t.Context(), 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		var what []string
		for _, e := range entries {
			what = append(what, e.What)
		}
		for _, want := range []string{"撤销：误删", "撤销：登记甲办", "重做：登记甲办", "封账"} {
			if !slices.Contains(what, want) {
				t.Errorf("the journal lacks %s: %v", want, what)
			}
		}
		gone, err := r.Deleted(t.Context(), 0)
		if err != nil || len(gone) != 1 || gone[0].Record != "附件" || !strings.Contains(gone[0].Text, "回访记录.txt") {
			t.Fatalf("%+v %v", gone, err)
		}
		if err := r.Do(t.Context(), Action{What: "恢复附件"}, func(tx *Tx) error { return tx.Restore(data.Record(gone[0].Kind), gone[0].ID) }); err != nil {
			t.Fatal(err)
		}
		if content, err := r.Content(t.Context(), gone[0].ID); err != nil || string(content) != "回访记录" {
			t.Errorf("%q %v", content, err)
		}
		if _, err := r.Undo(t.Context()); err != nil {
			t.Error(err)
		}
		asTheyWere(t, r)
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A step forward of a later release keeps facts, figures and hash chain of a
// registry that a release wrote.
func TestWhatAReleaseWroteComesForward(t *testing.T) {
	t.Parallel()
	for _, name := range releasedFiles(t) {
		r, err := Open(t.Context(), unpacked(t, name), today(t))
		if err != nil {
			t.Fatal(err)
		}
		if err := r.migrateOld(t.Context(), append(migrations(), "ALTER TABLE proposals ADD COLUMN later TEXT NOT NULL DEFAULT ''")); err != nil {
			t.Fatal(err)
		}
		if wrong, err := wrongTriggers(t.Context(), r.read); err != nil || len(wrong) > 0 {
			t.Errorf("triggers %v, %v", wrong, err)
		}
		if c, err := follow(t.Context(), fileEngine{}, r.read, nil); err != nil || c.broken != 0 || c.strays != 0 {
			t.Errorf("the chain breaks: %+v, %v", c, err)
		}
		rep, err := r.Check(t.Context())
		if err != nil || !slices.Equal(rep.Damage, []string{"数据表的结构被改动过（proposals）"}) { // this test's step is in no release
			t.Errorf("%v %v", rep.Damage, err)
		}
		if copies, err := filepath.Glob(r.path + ".v*.bak"); err != nil || len(copies) != 2 { // one of the release's, one before this test's step
			t.Errorf("copies %v, %v", copies, err)
		}
		if cases, err := r.Cases(t.Context(), data.Scope{}); err != nil || len(cases) != 15 {
			t.Errorf("%d cases, %v", len(cases), err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// In what older programs wrote the hash leaves out whose fact a row is: the
// row's own columns tell.
func TestOwnersInOlderJournalsAreChecked(t *testing.T) {
	t.Parallel()
	for _, name := range releasedFiles(t) {
		for _, change := range []string{
			"UPDATE journal SET proposal_id = NULL WHERE tbl = 'replies'", "UPDATE journal SET proposal_id = 3 WHERE tbl = 'proposals' AND row_id = 4",
			"UPDATE journal SET proposal_id = 3 WHERE tbl = 'units'",
		} {
			r, err := Open(t.Context(), unpacked(t, name), today(t))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := r.write.Exec("DROP TRIGGER journal_fixed; " + change + "; " + fixedTriggers()["journal_fixed"]); err != nil {
				t.Fatal(err)
			}
			rep, err := r.Check(t.Context())
			if err != nil || len(rep.Damage) != 1 || !strings.Contains(rep.Damage[0], "改动所属的建议被改过") {
				t.Errorf("%s: %v %v", change, rep.Damage, err)
			}
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// What a killed program left of its copies is swept up by the next; what one
// still reads is not.
func TestLeftCopiesAreSweptUp(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.TempDir()) // where Windows looks
	living, err := newTemp()
	if err != nil {
		t.Fatal(err)
	}
	dead, err := newTemp()
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(filepath.Join(dead.dir, "forward.db"), []byte("x"), 0o600), dead.lock.Unlock()); err != nil {
		t.Fatal(err)
	}
	sweepTemps()
	if exists(dead.dir) || !exists(living.dir) {
		t.Errorf("the dead one is there: %v, the living one: %v", exists(dead.dir), exists(living.dir))
	}
	if err := living.remove(); err != nil || exists(living.dir) {
		t.Error(err)
	}
}
