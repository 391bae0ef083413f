package registry_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// Files that are no registry are refused in Chinese, before anything is
// written to them or beside them.
func TestWrongFilesAreRefusedUntouched(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	whole, err := os.ReadFile(copyOfTemplate(t))
	if err != nil {
		t.Fatal(err)
	}
	random := make([]byte, 5000)
	source := rand.NewChaCha8([32]byte{7})
	if _, err := source.Read(random); err != nil {
		t.Fatal(err)
	}
	changed := func(at int, value uint32) []byte {
		b := bytes.Clone(whole)
		binary.BigEndian.PutUint32(b[at:], value)
		return b
	}
	for _, c := range []struct {
		name    string
		content []byte
		says    string
	}{
		{"empty", nil, "不是建办的登记库"},
		{"five bytes", []byte("PK\x03\x04x"), "不是建办的登记库"},
		{"random", random, "不是建办的登记库"},
		{"only a header", whole[:100], "损坏"},
		{"cut within a page", whole[:40000], "损坏"},
		{"cut by one page", whole[:len(whole)-4096], "损坏"},
		{"another program's", changed(68, 0x12345678), "不是建办的登记库"},
		{"newer", changed(60, uint32(registry.SchemaVersion()+1)), "更新版本"},
		{"version 0", changed(60, 0), ""},
		{"rubbish in the schema", slices.Concat(whole[:100], bytes.Repeat([]byte{0xFF}, 3996), whole[4096:]), "损坏"},
	} {
		for _, readOnly := range []bool{false, true} {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				path := filepath.Join(t.TempDir(), "r.db")
				if err := os.WriteFile(path, c.content, 0o644); err != nil {
					t.Fatal(err)
				}
				o := options()
				o.ReadOnly = readOnly
				r, err := registry.Open(t.Context(), path, o)
				if err == nil {
					t.Fatal("opened", r.Close())
				}
				if p := problem(t, err, "登记库"); !strings.Contains(p.Error(), c.says) || p.Hint == "" {
					t.Errorf("%q", p.Error())
				}
				if left := beside(t, path); len(left) != 1 {
					t.Errorf("left beside it: %v", left)
				}
				if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, c.content) {
					t.Errorf("the file was changed (%v)", err)
				}
			})
		}
	}
}

func TestMissingFileIsRefused(t *testing.T) {
	t.Parallel()
	for _, path := range []string{filepath.Join(t.TempDir(), "no.db"), filepath.Join(t.TempDir(), "no", "such", "r.db"), t.TempDir()} {
		_, err := registry.Open(t.Context(), path, options())
		problem(t, err, "登记库")
		if _, err := os.Stat(path + ".lock"); err == nil {
			t.Error("a lock file was left")
		}
	}
}

func TestCreateRefusesWhatIsThere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "r.db")
	if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := registry.Create(t.Context(), path, options())
	if p := problem(t, err, "登记库"); !strings.Contains(p.Message, "已经存在") {
		t.Error(p)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "mine" {
		t.Errorf("%q %v", b, err)
	}
	_, err = registry.Create(t.Context(), filepath.Join(t.TempDir(), "no", "r.db"), options())
	problem(t, err, "登记库")
}

func TestCreateIsCompleteOrNotAtAll(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "r.db")
	wrong := data.Problem{Field: "编号", Message: "不对"}
	err := registry.CreateWith(t.Context(), path, options(), func(r *registry.Registry) error {
		if err := r.Do(context.Background(), registry.Action{What: "登记"}, enter); err != nil {
			return err
		}
		if _, err := os.Stat(path); err == nil {
			t.Error("it is there before it is whole")
		}
		return wrong
	})
	if !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
	if left := beside(t, path); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	if err := registry.CreateWith(t.Context(), path, options(), func(r *registry.Registry) error {
		return r.Do(context.Background(), registry.Action{What: "登记"}, enter)
	}); err != nil {
		t.Fatal(err)
	}
	if left := beside(t, path); len(left) != 1 {
		t.Errorf("beside it: %v", left)
	}
	content(t, openAt(t, path, options()))
}

// What a killed Create left is swept up by the next.
func TestCreateSweepsUpAfterAKill(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "r.db")
	for _, end := range []string{".new", ".new-wal", ".new-shm"} {
		if err := os.WriteFile(path+end, []byte("rest"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, err := registry.Create(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if left := beside(t, path); len(left) != 1 {
		t.Errorf("beside it: %v", left)
	}
}

func TestNothingStaysBesideAClosedRegistry(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for _, readOnly := range []bool{false, true} {
		path := copyOfTemplate(t)
		o := options()
		o.ReadOnly = readOnly
		r, err := registry.Open(t.Context(), path, o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Cases(t.Context(), data.Scope{}); err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if left := beside(t, path); len(left) != 1 {
			t.Errorf("read-only %v: beside it: %v", readOnly, left)
		}
	}
}

func TestReadOnlyFileOpensForReading(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for _, what := range []string{"file", "folder"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			path := copyOfTemplate(t)
			target, mode, back := path, os.FileMode(0o444), os.FileMode(0o644)
			if what == "folder" {
				target, mode, back = filepath.Dir(path), 0o555, 0o755
			}
			if err := os.Chmod(target, mode); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := os.Chmod(target, back); err != nil {
					t.Error(err)
				}
			})
			r := openAt(t, path, options())
			why, readOnly := r.ReadOnly()
			if !readOnly || !strings.Contains(why, "只读") && !strings.Contains(why, "不能写入") {
				t.Errorf("%q %v", why, readOnly)
			}
			refused(t, r, "登记库", enter)
			content(t, r)
			if left := beside(t, path); len(left) != 1 {
				t.Errorf("beside it: %v", left)
			}
		})
	}
}

func TestSecondProgramReadsAndNamesTheFirst(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	first, err := registry.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	second := openAt(t, path, options())
	why, readOnly := second.ReadOnly()
	if !readOnly || !strings.Contains(why, "李秘书") || !strings.Contains(why, "12:00") {
		t.Errorf("%q", why)
	}
	if p := refused(t, second, "登记库", enter); !strings.Contains(p.Message, "李秘书") {
		t.Error(p)
	}
	do(t, first, "登记", func(tx *registry.Tx) error {
		p := proposal(func(p *data.Proposal) { p.Number = "77" })
		return tx.SaveProposal(&p)
	})
	cases, err := second.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 3 {
		t.Errorf("the second sees %d cases", len(cases))
	}
	if _, readOnly := first.ReadOnly(); readOnly {
		t.Error("the first lost its right to write")
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	third := openAt(t, path, options())
	if why, readOnly := third.ReadOnly(); readOnly {
		t.Errorf("after the first closed: %q", why)
	}
}

func TestReadersTakeNoLock(t *testing.T) {
	t.Parallel()
	path := copyOfTemplate(t)
	o := options()
	o.ReadOnly = true
	reader := openAt(t, path, o)
	refused(t, reader, "登记库", enter)
	if why, readOnly := openAt(t, path, options()).ReadOnly(); readOnly {
		t.Error(why)
	}
}

func TestPathsWithSpacesAndSigns(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"登记 库.db", "a#b?c%20.db", "x&mode=memory.db"} {
		path := filepath.Join(t.TempDir(), name)
		r, err := registry.Create(t.Context(), path, options())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		do(t, r, "登记", enter)
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if left := beside(t, path); !slices.Equal(left, []string{name}) {
			t.Errorf("%v", left)
		}
	}
}

// Opening and making a registry end with their context and leave what was
// there: an older file is as old as before, a new one does not appear.
func TestOpeningCanBeStopped(t *testing.T) {
	t.Parallel()
	ctx, cancel := contextWithCancel(t)
	old, fresh := filepath.Join(t.TempDir(), "old.db"), filepath.Join(t.TempDir(), "new.db")
	registry.Released(t, old, 20)
	was, err := os.ReadFile(old)
	if err != nil {
		t.Fatal(err)
	}
	if err := registry.CreateWith(ctx, fresh, options(), func(r *registry.Registry) error {
		cancel()
		return r.Do(ctx, registry.Action{What: "登记"}, enter)
	}); !errors.Is(err, context.Canceled) {
		t.Errorf("making: %v", err)
	}
	if left := beside(t, fresh); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	if _, err := registry.Open(ctx, old, options()); !errors.Is(err, context.Canceled) {
		t.Errorf("opening: %v", err)
	}
	if now, err := os.ReadFile(old); err != nil || !bytes.Equal(was, now) {
		t.Errorf("the old file was changed (%v)", err)
	}
	if left := beside(t, old); len(left) != 1 {
		t.Errorf("beside it: %v", left)
	}
	openAt(t, old, options()) // and it comes forward when nobody stops it
}
