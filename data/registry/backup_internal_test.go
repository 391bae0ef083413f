package registry

import (
	"path/filepath"
	"testing"

	"jianban/data"
)

// smallRegistry has one action.
func smallRegistry(t *testing.T) *Registry {
	t.Helper()
	r := fresh(t)
	if err := r.Do(t.Context(), Action{What: "登记单位"}, func(tx *Tx) error { return tx.SaveUnit(&data.Unit{Name: "某局"}) }); err != nil {
		t.Fatal(err)
	}
	return r
}

// The connection that wrote the copy may write nothing afterwards.
func TestReadersStayReadersAfterABackup(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	r := smallRegistry(t)
	r.read.SetMaxOpenConns(2) // one is left open by the copying, and used again
	if _, err := r.Backup(t.Context(), BackupAsk{To: filepath.Join(t.TempDir(), "b")}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		conn, err := r.read.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := conn.Close(); err != nil {
				t.Error(err)
			}
		}()
		var on int
		if err := conn.QueryRowContext(t.Context(), "PRAGMA query_only").Scan(&on); err != nil || on != 1 {
			t.Errorf("query_only is %d (%v)", on, err)
		}
	}
}

// A copy that lacks a row, or ends elsewhere, counts for nothing.
func TestCopyIsComparedWithItsRegistry(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	r := smallRegistry(t)
	end, err := lastAnchor(t.Context(), r.read)
	if err != nil {
		t.Fatal(err)
	}
	counts, err := tableCounts(t.Context(), r.read)
	if err != nil {
		t.Fatal(err)
	}
	m := data.BackupManifest{Actions: int64(end.Action), Chain: end.Hash}
	if err := r.sameAsHere(t.Context(), end, m, counts); err != nil {
		t.Error(err)
	}
	for what, spoil := range map[string]func(){
		"a row is missing":   func() { counts["units"]-- },
		"the end is another": func() { m.Chain = "x" },
		"the end is cut off": func() { m.Actions-- },
		"it runs ahead":      func() { m.Actions += 2 },
	} {
		had, was := m, counts["units"]
		spoil()
		if err := r.sameAsHere(t.Context(), end, m, counts); err == nil || !data.Told(err) {
			t.Errorf("%s: %v", what, err)
		}
		m, counts["units"] = had, was
	}
}
