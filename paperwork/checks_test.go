package paperwork

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jianban/data"
)

// working opens a desk as the window does.
func working(t *testing.T, path string) *Desk {
	t.Helper()
	d, err := OpenToWork(t.Context(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Registry.Close() }) // where the test did not
	return d
}

// checkDue asks whether a check is due, at a time.
func checkDue(t *testing.T, c *Checks, now time.Time) bool {
	t.Helper()
	c.now = func() time.Time { return now }
	is, err := c.Due(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return is
}

// A registry is checked once after it was opened; again when it was changed, on
// the next day, and after the program was killed, which the next one knows.
func TestWhenTheRegistryIsChecked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "registry.db")
	now := time.Date(2026, 11, 29, 10, 12, 0, 0, time.Local)
	d := working(t, path)
	c := d.Checks()
	if c.State().Unclean || !checkDue(t, c, now) {
		t.Errorf("a new registry: %+v", c.State())
	}
	if found, err := c.Check(t.Context(), true); err != nil || len(found) != 0 {
		t.Fatal(found, err)
	}
	if s := c.State(); !s.Looked || s.Last.At != now || checkDue(t, c, now.Add(time.Hour)) {
		t.Errorf("after a check: %+v", s)
	}
	info, err := os.Stat(path + ".check")
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	d = working(t, path)
	c = d.Checks()
	if s := c.State(); s.Unclean || s.Looked || !s.Last.At.Equal(now) || checkDue(t, c, now.Add(time.Hour)) || !checkDue(t, c, now.AddDate(0, 0, 1)) {
		t.Errorf("closed and opened: %+v", s)
	}
	enter(t, d, "乙局")
	if !checkDue(t, c, now.Add(time.Hour)) {
		t.Error("not due after a change")
	}
	if err := d.Registry.Close(); err != nil { // the program is killed: nobody notes that it ends
		t.Fatal(err)
	}
	d = working(t, path)
	if c := d.Checks(); !c.State().Unclean || !checkDue(t, c, now.Add(time.Hour)) {
		t.Errorf("after a kill: %+v", c.State())
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = working(t, path)
	if d.Checks().State().Unclean {
		t.Error("a kill is told twice")
	}
	if err := os.WriteFile(path+".check", []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s := d.Checks().State(); s.Unclean || !s.Last.At.IsZero() {
		t.Errorf("a broken note: %+v", s)
	}
}

// Who only reads notes nothing: the registry is open in another window.
func TestReadingNotesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "registry.db")
	first := working(t, path)
	first.Checks()
	before, err := os.ReadFile(path + ".check")
	if err != nil {
		t.Fatal(err)
	}
	second := working(t, path)
	c := second.Checks()
	if _, err := c.Check(t.Context(), false); err != nil || c.State().Unclean || !c.State().Looked {
		t.Errorf("%+v, %v", c.State(), err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path + ".check")
	if err != nil || string(after) != string(before) {
		t.Errorf("%s became %s, %v", before, after, err)
	}
}

// A check that somebody asks for ends the quiet one.
func TestAskingEndsTheQuietCheck(t *testing.T) {
	d := working(t, filepath.Join(t.TempDir(), "registry.db"))
	c := d.Checks()
	ctx, cancel := context.WithCancel(t.Context())
	c.hush = cancel // one is under way
	if _, err := c.Check(t.Context(), false); err != nil || ctx.Err() == nil {
		t.Errorf("%v, the quiet one: %v", err, ctx.Err())
	}
	cancel()
	if _, err := c.Check(ctx, true); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Before a repair a backup is made, which opens; where none can be made the file
// is copied as it is.
func TestRepairBacksUpFirst(t *testing.T) {
	path := filepath.Join(t.TempDir(), "登记.db")
	d := working(t, path)
	enter(t, d, "乙局")
	d.Backups("test")
	done, left, err := d.Checks().Repair(t.Context(), func(int64, int64) {})
	if err != nil || len(left) != 0 || len(done) != 2 || done[1] != "重建了全部索引" {
		t.Fatalf("did %v, left %v, %v", done, left, err)
	}
	made, err := filepath.Glob(filepath.Join(filepath.Dir(path), BackupFolder, "*.bak"))
	if err != nil || len(made) != 1 || !strings.Contains(done[0], made[0]) {
		t.Errorf("backups %v, said %q, %v", made, done[0], err)
	}
	d.backups = nil
	done, _, err = d.checks.Repair(t.Context(), func(int64, int64) {})
	copies, e := filepath.Glob(filepath.Join(filepath.Dir(path), "登记 修复前 *.db"))
	if err != nil || e != nil || len(copies) != 1 || !strings.Contains(done[0], filepath.Base(copies[0])) {
		t.Fatalf("copies %v, did %v, %v %v", copies, done, err, e)
	}
	info, err := os.Stat(copies[0])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	aside := working(t, copies[0])
	units, err := aside.Registry.Units(t.Context())
	if err != nil || len(units) != 1 || units[0].Name != "乙局" {
		t.Errorf("the copy holds %v, %v", units, err)
	}
	if err := os.Remove(filepath.Join(filepath.Dir(path), "登记.db.check")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := d.checks.Repair(ctx, func(int64, int64) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if n := d.checks.State().Last; n.Damage != 0 || n == (data.CheckMade{}) {
		t.Errorf("%+v", n)
	}
}
