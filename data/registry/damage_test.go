package registry_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// A file damaged anywhere is refused in Chinese or opens; what then is read is
// what was written, or the check tells of damage. Nothing is written to it.
func FuzzDamagedFile(f *testing.F) {
	registry.OfFiles(f)
	whole, err := os.ReadFile(copyOfTemplate(f))
	if err != nil {
		f.Fatal(err)
	}
	want, err := everything(openAt(f, copyOfTemplate(f), options()))
	if err != nil {
		f.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 { // bytes in the header, the schema and anywhere; holes; cuts
		for _, below := range []int{100, 8 * 4096, len(whole)} {
			f.Add(random.IntN(below), []byte{byte(random.Uint32())}, len(whole))
		}
		f.Add(random.IntN(len(whole)), bytes.Repeat([]byte{0}, 1+random.IntN(5000)), len(whole))
		f.Add(0, []byte{}, random.IntN(len(whole)))
	}
	f.Add(bytes.Index(whole, []byte("'协办', ")), []byte("'不办'"), len(whole))
	f.Fuzz(func(t *testing.T, at int, put []byte, length int) {
		content := bytes.Clone(whole)
		if at >= 0 && at < len(content) {
			copy(content[at:], put)
		}
		content = content[:min(max(length, 0), len(content))]
		path := filepath.Join(t.TempDir(), "r.db")
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		examineDamaged(t, path, want)
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, content) {
			t.Errorf("the file was changed (%v)", err)
		}
		if left := beside(t, path); len(left) != 1 {
			t.Errorf("beside it: %v", left)
		}
	})
}

func examineDamaged(t *testing.T, path string, want []any) {
	t.Helper()
	o := options()
	o.ReadOnly = true
	r, err := registry.Open(t.Context(), path, o)
	if err != nil {
		problem(t, err, "登记库")
		return
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	got, readErr := everything(r)
	if readErr != nil {
		problem(t, readErr, "")
	}
	report, err := r.Check(t.Context())
	if err != nil {
		problem(t, err, "")
		return
	}
	if len(report.Damage)+len(report.Impossible) == 0 && (readErr != nil || !reflect.DeepEqual(got, want)) {
		t.Errorf("the check is content, yet other facts are read (%v)", readErr)
	}
}

// everything is what screens and papers read, and the file's own statements.
func everything(r *registry.Registry) ([]any, error) {
	ctx := context.Background()
	cases, err1 := r.Cases(ctx, data.Scope{Texts: true})
	books, err2 := r.Books(ctx)
	units, err3 := r.Units(ctx)
	settings, err4 := r.Settings(ctx)
	rules, err5 := r.Rules(ctx, 2022)
	years, err6 := r.Years(ctx)
	return []any{cases, books, units, settings, rules.Pack, years}, errors.Join(err1, err2, err3, err4, err5, err6)
}

// Figures of a closed year that cannot be read are named by the check.
func TestDamagedClosingsAreNamed(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	r, err := registry.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	do(t, r, "封账", func(tx *registry.Tx) error {
		return tx.SaveYearClosing(&data.YearClosing{Year: 2022, AsOf: day("2022-12-31"), ClosedOn: day("2023-01-05"), Figures: "[]", Appraisal: "[]"})
	})
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, path, `UPDATE year_closings SET figures = '{"total":2}'`)
	report, err := openAt(t, path, options()).Check(t.Context())
	if err != nil || !slices.ContainsFunc(report.Damage, func(d string) bool {
		return strings.Contains(d, "2022年的年度封账") && strings.Contains(d, "读不出来")
	}) {
		t.Errorf("check: %v, %v", report.Damage, err)
	}
}

// Values that the file takes but no program can read are told of in Chinese,
// with the kind of record they stand in.
func TestUnreadableValuesAreNamed(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for change, says := range map[string]string{
		"UPDATE books SET copy_to = '{}'":                 "办理册",
		"UPDATE packs SET pack = '[1]'":                   "办理规则",
		"UPDATE proposals SET handed_over = '2022-02-31'": "建议",
	} {
		path := copyOfTemplate(t)
		tamper(t, path, change)
		r := openAt(t, path, options())
		_, err := everything(r)
		if err == nil {
			t.Errorf("%s: read", change)
			continue
		}
		if p := problem(t, err, "登记库"); !strings.Contains(p.Message, says) || !strings.Contains(p.Message, "读不出来") || p.Hint == "" {
			t.Errorf("%s: %v", change, p)
		}
		if report, err := r.Check(t.Context()); err != nil || len(report.Damage) == 0 {
			t.Errorf("%s: check finds nothing (%v)", change, err)
		}
	}
}

// A structure that lacks what the program reads is told of in Chinese.
func TestAMissingColumnIsToldOf(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	tamper(t, path, "PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql = replace(sql, 'signed_by TEXT', 'signed_bx TEXT') WHERE name = 'replies'")
	r := openAt(t, path, options())
	_, err := r.Cases(t.Context(), data.Scope{})
	if p := problem(t, err, "登记库"); !strings.Contains(p.Message, "signed_by") || p.Hint == "" {
		t.Error(p)
	}
	if report, err := r.Check(t.Context()); err != nil || len(report.Damage) == 0 {
		t.Errorf("check finds nothing (%v)", err)
	}
}

// The check names the first action that does not fit the one before.
func TestCheckNamesTheFirstBrokenLink(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	r, err := registry.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"甲局", "乙局", "丙局"} {
		do(t, r, "添加"+name, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: name}) })
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, path, "UPDATE actions SET what = '添加丁局' WHERE what = '添加乙局'", "UPDATE actions SET by = '别人' WHERE what = '添加丙局'")
	report, err := openAt(t, path, options()).Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Damage) != 1 || !strings.Contains(report.Damage[0], "操作日志从第4条起") || !strings.Contains(report.Damage[0], "添加丁局") {
		t.Errorf("%q", report.Damage)
	}
}

// An action cut off the end of the journal, with what it changed, is missed.
func TestTheLastActionIsMissed(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	r, err := registry.Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"甲局", "乙局"} {
		do(t, r, "添加"+name, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: name}) })
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, path, "DELETE FROM units WHERE name = '乙局'", "DELETE FROM journal WHERE action_id = (SELECT max(id) FROM actions)", "DELETE FROM actions WHERE id = (SELECT max(id) FROM actions)")
	report, err := openAt(t, path, options()).Check(t.Context())
	if err != nil || !slices.ContainsFunc(report.Damage, func(d string) bool { return strings.Contains(d, "操作日志") }) {
		t.Errorf("check: %q, %v", report.Damage, err)
	}
}

// tamper changes the file past its triggers and puts these back.
func tamper(t *testing.T, path string, changes ...string) {
	t.Helper()
	db := behind(t, path)
	db.SetMaxOpenConns(1)
	rows, err := db.Query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		t.Fatal(err)
	}
	before, after := []string{"PRAGMA ignore_check_constraints = ON", "PRAGMA foreign_keys = OFF"}, []string(nil)
	for rows.Next() {
		var name, statement string
		if err := rows.Scan(&name, &statement); err != nil {
			t.Fatal(err)
		}
		before, after = append(before, "DROP TRIGGER "+name), append(after, statement)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]string{before, changes, after} {
		for _, statement := range list {
			if _, err := db.Exec(statement); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
		}
	}
}
