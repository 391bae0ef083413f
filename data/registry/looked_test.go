package registry

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"jianban/data"
)

// marks counts what lies in the folder of marks.
func marks(t *testing.T, dir string) int {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

// A look that finds nothing leaves a mark of the bytes; the same bytes at
// another place are known, and with any change they are not. A damaged file
// leaves none.
func TestALookIsRememberedForTheSameBytesAlone(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	first := smallRegistry(t)
	path := first.Path()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "marks")
	known := func(path string) (known bool, err error) {
		r, err := Open(t.Context(), path, Options{ReadOnly: true, Looked: dir})
		if err != nil {
			return false, err
		}
		defer func() { _ = r.Close() }()
		c, err := r.contentNow(t.Context())
		if err != nil {
			return false, err
		}
		return c.known(), r.Sound(t.Context())
	}
	if k, err := known(path); k || err != nil || marks(t, dir) != 1 {
		t.Fatalf("at first: %v, %v, %d marks", k, err, marks(t, dir))
	}
	whole := bytesOf(t, path)
	other := filepath.Join(t.TempDir(), "b.db")
	if err := os.WriteFile(other, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if k, err := known(other); !k || err != nil {
		t.Errorf("the same bytes elsewhere: %v, %v", k, err)
	}
	random := rand.New(rand.NewPCG(1, 8))
	for range 40 {
		changed := bytes.Clone(whole)
		at := 100 + random.IntN(len(changed)-100)
		changed[at] ^= 1 << random.IntN(8)
		if err := os.WriteFile(other, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		had := marks(t, dir)
		k, err := known(other)
		if k {
			t.Errorf("byte %d changed: known", at)
		}
		if more := marks(t, dir) > had; more != (err == nil) {
			t.Errorf("byte %d changed: told %v, a mark is left: %v", at, err, more)
		}
	}
}

// What the log beside a file holds is not in a mark.
func TestNoMarkIsToldBesideALog(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	w := smallRegistry(t)
	StopFolding(w)
	if err := w.Do(t.Context(), Action{What: "登记单位"}, func(tx *Tx) error { return tx.SaveUnit(&data.Unit{Name: "丙局"}) }); err != nil {
		t.Fatal(err)
	}
	r, err := Open(t.Context(), w.Path(), Options{ReadOnly: true, Looked: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	if c, err := r.contentNow(t.Context()); err != nil || c.mark != "" {
		t.Errorf("%q, %v", c.mark, err)
	}
	if _, err := w.write.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	if c, err := r.contentNow(t.Context()); err != nil || c.mark == "" {
		t.Errorf("folded: %q, %v", c.mark, err)
	}
}
