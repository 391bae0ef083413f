package registry_test

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// logFrame is a page in the log with its head.
const logFrame = 24 + 4096

// A log that has lost pages gives what stands before the damage, and that is
// told; the damaged log stays as it was, for whoever can read more out of it. A
// log as a kill leaves it is never called damaged.
func TestATornLogIsTold(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	var file, log, index, underWay []byte
	for saved := uint32(0); saved == 0 || binary.NativeEndian.Uint32(index[16:]) != saved; { // else killed between a save and its mark in the index
		crash := copyOfTemplate(t)
		crashed(t, crash, 6)
		file, log, index = read(t, crash), read(t, crash+"-wal"), read(t, crash+"-shm")
		saved, underWay = 0, nil
		for n, at := uint32(1), 32; at+logFrame <= len(log); n, at = n+1, at+logFrame {
			if page := log[at : at+logFrame]; binary.BigEndian.Uint32(page[4:]) != 0 {
				saved = n
			} else if len(underWay) < 3*logFrame { // pages of which none is a save's last
				underWay = append(underWay, page...)
			}
		}
	}
	changed := func(f func(b []byte)) []byte {
		b := bytes.Clone(log)
		f(b)
		return b
	}
	middle := 32 + len(log)/logFrame/2*logFrame
	for name, c := range map[string]struct {
		log     []byte
		index   bool
		damaged bool
	}{
		"as the kill left it":                       {log, true, false},
		"without the index":                         {log, false, false},
		"a bit turned over":                         {changed(func(b []byte) { b[middle+100] ^= 4 }), true, true},
		"a bit turned over, no index":               {changed(func(b []byte) { b[middle+100] ^= 4 }), false, true},
		"the first page":                            {changed(func(b []byte) { clear(b[32:1000]) }), false, true},
		"a page's salt":                             {changed(func(b []byte) { b[middle+9] ^= 1 }), false, true},
		"the head":                                  {changed(func(b []byte) { b[17] ^= 1 }), false, true},
		"cut within a page":                         {log[:middle+77], false, true},
		"cut between pages":                         {log[:middle], true, true},
		"cut to its head":                           {log[:32], true, true},
		"emptied":                                   {nil, true, true},
		"an older log's pages behind it":            {append(bytes.Clone(log), bytes.Repeat([]byte{7}, logFrame)...), false, false},
		"pages of a save under way behind it":       {append(bytes.Clone(log), underWay...), true, false},
		"nothing but zeros, as a loss of power may": {make([]byte, len(log)), false, false},
	} {
		path := filepath.Join(t.TempDir(), "registry.db")
		write(t, path, file)
		write(t, path+"-wal", c.log)
		if c.index {
			write(t, path+"-shm", index)
		}
		for _, readOnly := range []bool{true, false} { // who reads leaves it so that who writes is told too
			o := options()
			o.ReadOnly = readOnly
			r, err := registry.Open(t.Context(), path, o)
			if err != nil {
				t.Errorf("%s, read-only %v: %v", name, readOnly, err)
				continue
			}
			content(t, r)
			told := slices.ContainsFunc(r.Notices(), func(n string) bool {
				return strings.Contains(n, "日志已损坏") && strings.Contains(n, "现有的最后一次修改")
			})
			if told != c.damaged || len(r.Notices()) > 1 {
				t.Errorf("%s, read-only %v: told %q", name, readOnly, r.Notices())
			}
			if cases, err := r.Cases(t.Context(), data.Scope{}); err != nil || len(cases)%2 != 0 || !c.damaged && c.log != nil && hasBytes(c.log) && len(cases) < 14 {
				t.Errorf("%s, read-only %v: %d cases, %v", name, readOnly, len(cases), err)
			}
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			kept := path + "-wal"
			if !readOnly {
				kept = path + ".损坏的日志-20220701-120000"
			}
			if c.damaged && !bytes.Equal(read(t, kept), c.log) {
				t.Errorf("%s, read-only %v: the damaged log was changed", name, readOnly)
			}
			if readOnly && c.damaged && !bytes.Equal(read(t, path), file) {
				t.Errorf("%s: reading has changed the file", name)
			}
		}
	}
}

func hasBytes(b []byte) bool { return slices.ContainsFunc(b, func(c byte) bool { return c != 0 }) }

// strayEntry gives the index of the units that are not deleted one that is, in the
// file of a closed registry.
func strayEntry(t *testing.T, path string) {
	t.Helper()
	r, err := registry.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	var gone data.Unit
	do(t, r, "添加丙局", func(tx *registry.Tx) error {
		gone.Name = "丙局"
		return tx.SaveUnit(&gone)
	})
	do(t, r, "删除丙局", func(tx *registry.Tx) error { return tx.Remove(data.RecordUnit, gone.ID) })
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, path, "CREATE INDEX all_names ON units (name)", "PRAGMA writable_schema = ON",
		"UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'all_names') WHERE name = 'units_name'", "DELETE FROM sqlite_schema WHERE name = 'all_names'")
}

// A log that is torn after a part of it was folded leaves entries in indexes for
// rows that are not there; they are made anew.
func TestIndexesOfATornLogAreMadeAnew(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	strayEntry(t, path)
	says := func(r *registry.Registry) bool {
		t.Helper()
		report, err := r.Check(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return slices.Contains(report.Damage, "索引与数据表不符（units_name）")
	}
	r, err := registry.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	if !says(r) {
		t.Error("check does not see the entry too many")
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	crashed(t, path, 3)
	log := read(t, path+"-wal")
	log[len(log)/2] ^= 1
	write(t, path+"-wal", log)
	if says(openAt(t, path, options())) {
		t.Error("the index is as it was")
	}
}
