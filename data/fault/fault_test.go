package fault

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jianban/data"
)

const secret = "关于修建春晖路小学的建议" // words of a proposal

// Each way a panic is thrown, and what the report may say of it.
func TestAReportTellsWhereAndNothingOfTheWork(t *testing.T) {
	var nothing *data.Proposal
	index := 7
	for want, f := range map[string]func(){
		"panic of type string":                                func() { panic(secret) },
		"panic of type *errors.errorString":                   func() { panic(errors.New(secret)) },
		"panic of type data.Problem":                          func() { panic(data.Problem{Message: secret}) },
		"runtime error: index out of range [7] with length 3": func() { _ = []string{secret, secret, secret}[index] },
		"invalid memory address":                              func() { nothing.Title = secret },
		"is string, not int":                                  func() { _ = any(secret).(int) },
	} {
		dir := filepath.Join(t.TempDir(), "logs")
		KeepIn(dir, "1.2.3")
		err := Try(func() error { f(); return nil })
		if !data.Told(err) || !strings.Contains(data.Sentence(err), dir) || strings.Contains(data.Sentence(err), secret) {
			t.Errorf("%s: told %v", want, err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "errors.log"))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{want, "jianban 1.2.3 ", "jianban/data/fault.TestAReport", " fault_test.go:", " testing.go:"} {
			if !strings.Contains(string(text), part) {
				t.Errorf("%s: %q is not in\n%s", want, part, text)
			}
		}
		for _, part := range []string{secret, "/"} { // no folder of anybody's machine
			for _, word := range strings.Fields(string(text)) {
				if strings.Contains(word, part) && !strings.Contains(word, "jianban/") && !strings.HasPrefix(word, "linux/") && !strings.HasPrefix(word, "windows/") {
					t.Errorf("%s: %s is told", want, word)
				}
			}
		}
	}
}

// Reports take a bounded room, and one fault that comes with each picture does
// not drive out the others.
func TestReportsTurnOver(t *testing.T) {
	dir := t.TempDir()
	KeepIn(dir, "1")
	for range 50 {
		keep("the same")
	}
	text, err := os.ReadFile(filepath.Join(dir, "errors.log"))
	if n := strings.Count(string(text), "the same"); err != nil || n != mostOfOne {
		t.Errorf("written %d times, %v", n, err)
	}
	for i := range 1000 {
		keep(strings.Repeat("x", 500+i))
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != mostFiles {
		t.Errorf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil || info.Size() > mostBytes || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f.Name(), info, err)
		}
	}
	if text, err = os.ReadFile(filepath.Join(dir, "errors.log")); err != nil || !strings.Contains(string(text), strings.Repeat("x", 1499)) {
		t.Error("the newest is not in the first file")
	}
}

// Where no report can be written the person is told without one.
func TestWithoutAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"", filepath.Join(file, "logs")} {
		KeepIn(folder, "1")
		if err := Try(func() error { panic(secret) }); !data.Told(err) || strings.Contains(err.Error(), "出错记录在") {
			t.Errorf("%q: %v", folder, err)
		}
	}
}

// What nobody waits for is told to the newest who listens.
func TestWhoListensIsTold(t *testing.T) {
	KeepIn("", "1")
	got := make(chan error, 1)
	defer Listen(func(err error) { t.Error("the older is told", err) })()
	stop := Listen(func(err error) { got <- err })
	for _, begin := range []func(func()){Go, func(f func()) { After(time.Millisecond, f) }, func(f func()) {
		if Run(f) {
			t.Error("it was whole")
		}
	}} {
		begin(func() { panic(secret) })
		select {
		case err := <-got:
			if !data.Told(err) {
				t.Error(err)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("nobody was told")
		}
	}
	stop()
	if !Run(func() {}) {
		t.Error("it was not whole")
	}
}

// What panics beside its caller is that one's fault where it waits, told once; what
// does not is done then.
func TestBesideIsTheCallersFault(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "logs")
	KeepIn(dir, "1.2.3")
	n := 0
	Beside(func() { n++ })()
	if n != 1 {
		t.Error("it was not done")
	}
	err := Try(func() error {
		wait := Beside(func() { panic(secret) })
		wait()
		t.Error("the caller went on")
		return nil
	})
	if !data.Told(err) || strings.Contains(data.Sentence(err), secret) {
		t.Errorf("told %v", err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "errors.log"))
	if err != nil || strings.Count(string(text), "panic of type") != 1 {
		t.Errorf("reported %d times, %v:\n%s", strings.Count(string(text), "panic of type"), err, text)
	}
}

// What a program that does not end waits for is told by functions and lines only.
func TestWhatIsStuckIsReported(t *testing.T) {
	folder := t.TempDir()
	KeepIn(folder, "1")
	t.Cleanup(func() { KeepIn("", "") })
	Stuck()
	report, err := os.ReadFile(filepath.Join(folder, "errors.log"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"stuck\n", "goroutine ", "TestWhatIsStuckIsReported", "fault_test.go:"} {
		if !strings.Contains(string(report), want) {
			t.Errorf("no %q in %s", want, report)
		}
	}
	if wd, err := os.Getwd(); err != nil || strings.Contains(string(report), wd) || strings.Contains(string(report), "(0x") {
		t.Errorf("it tells more: %s", report)
	}
}
