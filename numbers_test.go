package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
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
	opts, err := options(false)
	if err != nil {
		t.Fatal(err)
	}
	reg, err := registry.Open(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := reg.Cases(t.Context(), data.Scope{Texts: true})
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
	if err := reg.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path) // the registry itself refuses it; an older one may hold it
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{"DROP TRIGGER journal_opinions_update", fmt.Sprintf("UPDATE opinions SET doc_number = '%s' WHERE id = %d", taken, o.ID)} {
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

// A ledger of some numbers is not titled as the whole year's, nor that of one
// book.
func TestTheCommandLinesTitles(t *testing.T) {
	var all []data.Case
	for _, n := range []string{"1", "2"} {
		c := data.Case{Book: data.Book{ID: 3, Meeting: data.Meeting{Body: data.CPPCC, Level: data.City, Term: 6, Session: 1, Year: 2022}}}
		c.Proposal.ID, c.Proposal.Number = data.ID(len(all)+1), n
		all = append(all, c)
	}
	w := work{year: 2022, cases: slices.Clone(all)}
	if got := w.title("办理台账"); got != "2022年建议提案办理台账" {
		t.Error(got)
	}
	w.book = all[0].Book
	if err := w.choose([]string{"02"}); err != nil {
		t.Fatal(err)
	}
	if got := w.title("办理台账"); got != "政协市六届一次会议提案办理台账（第02号）" {
		t.Error(got)
	}
}
