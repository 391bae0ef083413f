package cli

import (
	"bytes"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/paperwork"
)

// An opinion sent under a reply's 文号 is refused by the command line, for files
// and for the printer alike.
func TestTheCommandLineRefusesANumberUsedTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	var said bytes.Buffer
	if code := run(t.Context(), []string{"demo", dir, "--size", "20", "--years", "1"}, &said, &said); code != 0 {
		t.Fatal(said.String())
	}
	path := filepath.Join(dir, "registry.db")
	desk, err := paperwork.Open(t.Context(), path, data.NewDate(2022, 12, 31))
	if err != nil {
		t.Fatal(err)
	}
	cases, err := desk.Registry.Cases(t.Context(), data.Scope{Texts: true})
	if err != nil {
		t.Fatal(err)
	}
	var taken string
	var o data.Opinion
	for _, c := range cases {
		if last, ok := c.LastSent(); ok {
			taken = last.DocNumber
		}
		if i := slices.IndexFunc(c.Opinions, func(o data.Opinion) bool { return o.Way == data.OpinionOut && !o.Sent.IsZero() }); i >= 0 {
			o = c.Opinions[i]
		}
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path) // the registry itself refuses it; an older one may hold it
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{"INSERT INTO open_action SELECT max(id) FROM actions", fmt.Sprintf("UPDATE opinions SET doc_number = '%s' WHERE id = %d", taken, o.ID), "DELETE FROM open_action"} {
		if _, err := db.Exec(change); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"export", "opinions", "--out", filepath.Join(dir, "out")},
		{"print", "opinions"},
	} {
		said.Reset()
		if code := run(t.Context(), append([]string{"--registry", path}, args...), &said, &said); code == 0 || !strings.Contains(said.String(), taken+"已经用过") {
			t.Errorf("%v: %d, %s", args, code, said.String())
		}
	}
}

// A registry that somebody else has open can only be read: the paper is written, and it
// is told that its number was not kept.
func TestANumberThatCannotBeKeptIsTold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	ran(t, "demo", dir)
	path, out := filepath.Join(dir, "registry.db"), filepath.Join(dir, "archive")
	desk, err := paperwork.OpenToRecord(t.Context(), path, data.NewDate(2022, 12, 31))
	if err != nil {
		t.Fatal(err)
	}
	said := ran(t, "--registry", path, "export", "dossier", "--number", "9", "--archive-number", "WS-0001", "--out", out)
	if !strings.Contains(said, "注意：档号没有登记：") || !strings.Contains(said, "archive") {
		t.Errorf("said %s", said)
	}
	issues, err := desk.Registry.Issues(t.Context())
	if err != nil || len(issues) != 0 {
		t.Errorf("kept %v, %v", issues, err)
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	if said := ran(t, "--registry", path, "export", "dossier", "--number", "9", "--archive-number", "WS-0001", "--out", out); strings.Contains(said, "没有登记") {
		t.Errorf("said %s", said)
	}
}
