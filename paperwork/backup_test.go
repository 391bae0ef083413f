package paperwork

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// backingUp is a desk at a small registry, its backups, and a clock to set.
func backingUp(t *testing.T) (d *Desk, b *Backups, clock *time.Time) {
	t.Helper()
	clock = new(time.Time)
	*clock = time.Date(2026, 11, 1, 9, 0, 0, 0, time.Local)
	opts, err := options(false)
	if err != nil {
		t.Fatal(err)
	}
	opts.Now = func() time.Time { return *clock }
	reg, err := registry.Create(t.Context(), filepath.Join(t.TempDir(), "库.db"), opts)
	if err != nil {
		t.Fatal(err)
	}
	d = &Desk{Registry: reg}
	t.Cleanup(func() { _ = d.Registry.Close() })
	b = d.Backups("test")
	b.now = opts.Now
	return d, b, clock
}

// enter saves something, so that the journal goes on.
func enter(t *testing.T, d *Desk, unit string) {
	t.Helper()
	if err := d.Registry.Do(t.Context(), registry.Action{What: "登记单位"}, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: unit}) }); err != nil {
		t.Fatal(err)
	}
}

func made(t *testing.T, b *Backups) data.BackupMade {
	t.Helper()
	m, err := b.Make(t.Context(), func(int64, int64) {})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func state(t *testing.T, b *Backups) data.BackupState {
	t.Helper()
	s, err := b.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func due(t *testing.T, b *Backups, closing, want bool) {
	t.Helper()
	if got, err := b.Due(t.Context(), closing); err != nil || got != want {
		t.Errorf("due %v (%v), want %v", got, err, want)
	}
}

func TestBackupsOfAMonth(t *testing.T) {
	t.Parallel()
	d, b, clock := backingUp(t)
	due(t, b, false, true)
	if _, warn := state(t, b).Overdue(*clock); !warn {
		t.Error("a registry that was never backed up is not told")
	}
	folder := filepath.Join(filepath.Dir(d.Registry.Path()), BackupFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	// What is no good backup of this registry is never removed.
	foreign := []string{"别的.bak", "库 20260101-090000.bak", "说明.txt"}
	for _, name := range foreign {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("别人的"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	first := made(t, b)
	spoiled, err := os.ReadFile(first.Path)
	if err != nil {
		t.Fatal(err)
	}
	spoiled[100] ^= 1
	if err := os.WriteFile(first.Path, spoiled, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 28 {
		*clock = clock.AddDate(0, 0, 1)
		due(t, b, false, true)
		enter(t, d, clock.Format("单位0102"))
		due(t, b, true, true)
		made(t, b)
		due(t, b, false, false)
		due(t, b, true, false)
	}
	s := state(t, b)
	// 29 November 2026 is a Sunday: days 23 to 29; weeks to 8, 15, 22 and 29; the
	// month and the year are the 29th; and the spoiled one of the 1st, a Sunday,
	// which nobody dares to remove.
	if s.Places[0].Count != 7+3+1 || !s.Last.Made.Equal(*clock) || s.Places[0].Size == 0 {
		t.Errorf("%+v", s)
	}
	for _, name := range append(foreign, filepath.Base(first.Path)) {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
	if days, warn := s.Overdue(clock.AddDate(0, 0, 6)); days != 6 || warn {
		t.Errorf("after six days: %d, %v", days, warn)
	}
	if days, warn := s.Overdue(clock.AddDate(0, 0, 7)); days != 7 || !warn {
		t.Errorf("after seven days: %d, %v", days, warn)
	}
}

// A second place gets each backup, and the newest when it comes back.
func TestSecondPlace(t *testing.T) {
	t.Parallel()
	_, b, clock := backingUp(t)
	stick := filepath.Join(t.TempDir(), "U盘")
	if err := errors.Join(os.Mkdir(stick, 0o700), b.SetSecond(stick)); err != nil {
		t.Fatal(err)
	}
	m := made(t, b)
	if _, err := registry.VerifyBackup(t.Context(), filepath.Join(stick, filepath.Base(m.Path))); err != nil {
		t.Error(err)
	}
	if err := os.Rename(stick, stick+" 拔出"); err != nil {
		t.Fatal(err)
	}
	*clock = clock.AddDate(0, 0, 1)
	made(t, b)
	s := state(t, b)
	if p := s.Places[1]; !p.Away || !p.Last.Made.Equal(m.Made) {
		t.Errorf("%+v", p)
	}
	due(t, b, false, false)
	if err := os.Rename(stick+" 拔出", stick); err != nil {
		t.Fatal(err)
	}
	due(t, b, false, true)
	*clock = clock.Add(time.Second)
	made(t, b)
	if p := state(t, b).Places[1]; p.Away || !p.Last.Made.Equal(*clock) {
		t.Errorf("%+v", p)
	}
	due(t, b, false, false)
}

// Before the disk is full the oldest go; the two newest stay, then it is told.
func TestBackupsMakeRoom(t *testing.T) {
	t.Parallel()
	_, b, clock := backingUp(t)
	for range 5 {
		*clock = clock.AddDate(0, 0, 1)
		made(t, b)
	}
	free := int64(0)
	b.free = func(string) (int64, error) { free += 10 << 20; return free, nil }
	*clock = clock.AddDate(0, 0, 1)
	made(t, b) // one had to go
	if n := state(t, b).Places[0].Count; n != 5 {
		t.Errorf("%d backups", n)
	}
	b.free = func(string) (int64, error) { return 0, nil }
	_, err := b.Make(t.Context(), func(int64, int64) {})
	var p data.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Message, "放不下") {
		t.Error(err)
	}
	if n := state(t, b).Places[0].Count; n != 2 {
		t.Errorf("%d backups are left", n)
	}
}

// What was restored takes the registry's place when the desk is closed; one
// step takes it back.
func TestRestoreInPlace(t *testing.T) {
	t.Parallel()
	d, b, clock := backingUp(t)
	path := d.Registry.Path()
	reopen := func() *Backups {
		t.Helper()
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if !d.Again() {
			t.Error("the window is not opened again")
		}
		opts, err := options(false)
		if err != nil {
			t.Fatal(err)
		}
		opts.Now = func() time.Time { return *clock }
		reg, err := registry.Open(context.Background(), path, opts)
		if err != nil {
			t.Fatal(err)
		}
		*d = Desk{Registry: reg}
		again := d.Backups("test")
		again.now = opts.Now
		return again
	}
	units := func() int {
		t.Helper()
		all, err := d.Registry.Units(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	if err := b.SetPassphrase("口令口令"); err != nil {
		t.Fatal(err)
	}
	enter(t, d, "甲局")
	m := made(t, b)
	enter(t, d, "乙局")
	if _, _, err := b.Look(t.Context(), m.Path, "错"); err == nil {
		t.Error("a wrong passphrase opens it")
	}
	if _, _, err := b.Look(t.Context(), path, ""); err == nil || !strings.Contains(err.Error(), "正在使用") {
		t.Errorf("the open registry is looked at as a backup: %v", err)
	}
	then, today, err := b.Look(t.Context(), m.Path, "口令口令")
	if err != nil || then.Actions+1 != today.Actions {
		t.Errorf("%d then, %d today, %v", then.Actions, today.Actions, err)
	}
	if err := b.Restore(t.Context(), m.Path, "口令口令", func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	if units() != 2 {
		t.Error("restored before the desk was closed")
	}
	*clock = clock.Add(time.Minute)
	b = reopen()
	if units() != 1 {
		t.Errorf("%d units in the restored registry", units())
	}
	if notice := b.Notice(); !strings.Contains(notice, "恢复前") || b.Notice() != "" {
		t.Errorf("said at the start: %q", notice)
	}
	s := state(t, b)
	if s.Aside == "" || !s.Encrypted {
		t.Fatalf("%+v", s)
	}
	if err := b.TakeBack(); err != nil {
		t.Fatal(err)
	}
	*clock = clock.Add(time.Minute)
	b = reopen()
	if units() != 2 {
		t.Errorf("%d units after taking it back", units())
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".jianban-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left %v (%v)", left, err)
	}
	// Another program has it: nothing is replaced, and it is told.
	if err := b.TakeBack(); err != nil {
		t.Fatal(err)
	}
	opts, err := options(false)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Registry.Close(); err != nil {
		t.Fatal(err)
	}
	other, err := registry.Open(t.Context(), path, opts)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.finish(); err != nil {
		t.Error(err)
	}
	if notice := b.Notice(); !strings.Contains(notice, "没有替换") {
		t.Errorf("said at the next start: %q", notice)
	}
	if all, err := other.Units(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("%d units (%v)", len(all), err)
	}
	if err := other.Close(); err != nil {
		t.Error(err)
	}
}

// A chain that was cut or written anew since the newest backup is told by
// check, also where only the note of an encrypted backup is at hand; what was
// restored through the window is not.
func TestCheckComparesWithTheBackups(t *testing.T) {
	t.Parallel()
	for what, encrypted := range map[string]bool{"plain": false, "encrypted": true} {
		d, b, clock := backingUp(t)
		if encrypted {
			if err := b.SetPassphrase("口令口令口令"); err != nil {
				t.Fatal(err)
			}
		}
		path := d.Registry.Path()
		early := filepath.Join(t.TempDir(), "early.bak")
		if _, err := d.Backup(t.Context(), early, "", "test"); err != nil {
			t.Fatal(err)
		}
		enter(t, d, "甲局")
		m := made(t, b)
		enter(t, d, "乙局")
		if rep, err := d.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
			t.Errorf("%s, whole: %v %v", what, rep.Damage, err)
		}
		*clock = clock.Add(time.Hour)
		if err := d.Registry.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(path); err != nil { // an earlier state, put there by hand
			t.Fatal(err)
		}
		if _, err := Restore(t.Context(), early, path, ""); err != nil {
			t.Fatal(err)
		}
		again := func() *Desk {
			t.Helper()
			opts, err := options(false)
			if err != nil {
				t.Fatal(err)
			}
			opts.Now = func() time.Time { return *clock }
			reg, err := registry.Open(t.Context(), path, opts)
			if err != nil {
				t.Fatal(err)
			}
			return &Desk{Registry: reg}
		}
		d.Registry = again().Registry
		rep, err := d.Check(t.Context())
		if err != nil || len(rep.Damage) != 1 || !strings.Contains(rep.Damage[0], "与备份“"+filepath.Base(m.Path)+"”不符") {
			t.Errorf("%s, cut: %v %v", what, rep.Damage, err)
		}
		// the same through the window
		if err := b.Restore(t.Context(), early, "", nil); err != nil {
			t.Fatal(err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		d.Registry = again().Registry
		if rep, err := d.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
			t.Errorf("%s, restored: %v %v", what, rep.Damage, err)
		}
		if err := d.Registry.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Of a damaged registry no backup is made that would take a good one's place.
func TestNoBackupOfADamagedRegistry(t *testing.T) {
	t.Parallel()
	d, b, clock := backingUp(t)
	enter(t, d, "甲一局")
	good := made(t, b)
	if err := d.Registry.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(d.Registry.Path())
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(content, []byte("甲一局"))
	if at < 0 {
		t.Fatal("the unit is not in the file")
	}
	content[at+5]++ // another character
	if err := os.WriteFile(d.Registry.Path(), content, 0o600); err != nil {
		t.Fatal(err)
	}
	opts, err := options(false)
	if err != nil {
		t.Fatal(err)
	}
	opts.Now = func() time.Time { return *clock }
	if d.Registry, err = registry.Open(t.Context(), d.Registry.Path(), opts); err != nil {
		t.Fatal(err)
	}
	*clock = clock.Add(48 * time.Hour)
	if _, err := b.Make(t.Context(), func(int64, int64) {}); err == nil || !strings.Contains(err.Error(), "已损坏") {
		t.Errorf("a backup of it: %v", err)
	}
	if all, err := b.own(t.Context(), filepath.Dir(good.Path)); err != nil || len(all) != 1 || all[0].Path != good.Path {
		t.Errorf("backups %v, %v", all, err)
	}
}
