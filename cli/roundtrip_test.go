package cli

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianban/data"
)

// computed are the columns that are no facts of a ledger: a limit may have been
// extended, a stage follows from drafts; talks and promises are entered one by one.
var computed = []string{"办理期限", "阶段", "沟通记录", "承诺事项"}

// A ledger that was exported and read into a fresh registry gives the same facts
// again: in both kinds of files, with the usual columns and with all of them.
func TestExportedLedgersComeBack(t *testing.T) {
	var all []string
	for _, c := range data.AllLedgerColumns() {
		all = append(all, c.Title)
	}
	few := "编号,标题,领衔代表,代表团,联名代表,办理方式,承办单位,交办时间,答复时间,类别,文号,届次,内容"
	for name, demo := range map[string][]string{"demo year": nil, "generated year": {"--size", "120"}} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "d")
			ran(t, append([]string{"demo", dir}, demo...)...)
			from := filepath.Join(dir, "registry.db")
			noted(t, from)
			for i, columns := range []string{"", few, strings.Join(all, ",")} {
				ending := []string{".csv", ".xlsx", ".xlsx"}[i]
				was := ledger(t, from, columns)
				file := filepath.Join(t.TempDir(), "l"+ending)
				ran(t, append([]string{"--registry", from, "export", "ledger-xlsx", "--year", "2022", "--out", file}, asked(columns)...)...)
				fresh := filepath.Join(t.TempDir(), "fresh.db")
				ran(t, "--registry", fresh, "import", file)
				compare(t, was, ledger(t, fresh, columns))
				if said := ran(t, "--registry", from, "import", file); !strings.Contains(said, "新增0，更新0，未变") {
					t.Errorf("read into its own registry: %s", said)
				}
			}
		})
	}
}

// noted has the office note something about every proposal, closed ones as well.
func noted(t *testing.T, registry string) {
	t.Helper()
	said := "届次,编号,标题,备注\n"
	for _, row := range ledger(t, registry, "届次,编号,标题,备注")[1:] {
		note := "转自市里"
		if row[3] != "" {
			note = row[3] + "；" + note
		}
		said += row[0] + "," + row[1] + "," + row[2] + "," + note + "\n"
	}
	file := filepath.Join(t.TempDir(), "noted.csv")
	if err := os.WriteFile(file, []byte(said), 0o600); err != nil {
		t.Fatal(err)
	}
	ran(t, "--registry", registry, "import", file, "--year", "2022")
	if got := ledger(t, registry, "届次,编号,备注")[1][2]; !strings.HasSuffix(got, "转自市里") {
		t.Fatalf("noted: %q", got)
	}
}

// ran runs the program and is what it says.
func ran(t *testing.T, args ...string) string {
	t.Helper()
	var said bytes.Buffer
	if code := run(t.Context(), args, &said, &said); code != 0 {
		t.Fatalf("%q: %d, %s", args, code, said.String())
	}
	return said.String()
}

func asked(columns string) []string {
	if columns == "" {
		return nil
	}
	return []string{"--columns", columns}
}

// ledger are the rows of a registry's ledger, its headings first.
func ledger(t *testing.T, registry, columns string) [][]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "look.csv")
	ran(t, append([]string{"--registry", registry, "export", "ledger-xlsx", "--year", "2022", "--out", path}, asked(columns)...)...)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := slices.Index(rows[0], "编号")
	book := slices.Index(rows[0], "届次")
	slices.SortFunc(rows[1:], func(a, b []string) int { // books may have been met in another order
		return strings.Compare(a[book]+"\x00"+a[number], b[book]+"\x00"+b[number])
	})
	return rows
}

func compare(t *testing.T, was, is [][]string) {
	t.Helper()
	if len(was) != len(is) {
		t.Fatalf("%d rows became %d", len(was)-1, len(is)-1)
	}
	answered, returned := slices.Index(was[0], "答复时间"), slices.Index(was[0], "反馈时间")
	for i, row := range was {
		for j, cell := range row {
			if slices.Contains(computed, was[0][j]) || cell == is[i][j] {
				continue
			}
			// Marks older than the letter shown: a row has one letter, and its day counts.
			if j == returned && cell == "" && is[i][j] == row[answered] {
				continue
			}
			t.Errorf("row %d, %s: %q became %q", i, was[0][j], cell, is[i][j])
		}
	}
}
