package paperwork_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/draft"
	"jianban/paperwork"
)

// typed are drafts whose fields all say the same number, over some pages.
func typed(n int) []draft.Draft {
	text := strings.Repeat(fmt.Sprintf("第%d次。", n), 2000)
	return []draft.Draft{{Where: draft.Letter, Title: "第12号答复", Fields: []draft.Field{{Label: "文号", Text: fmt.Sprint(n)}, {Label: "正文", Text: text}}}}
}

func draftsIn(t *testing.T) (d paperwork.Drafts, path string) {
	t.Helper()
	registry := filepath.Join(t.TempDir(), "registry.db")
	return paperwork.DraftsBeside(registry), registry + ".drafts"
}

func TestDraftsAreKeptForTheUserOnly(t *testing.T) {
	d, path := draftsIn(t)
	if got, err := d.Read(); got != nil || err != nil {
		t.Fatalf("at first %v, %v", got, err)
	}
	for n := range 3 {
		if err := d.Write(typed(n)); err != nil {
			t.Fatal(err)
		}
		if got, err := d.Read(); err != nil || !reflect.DeepEqual(got, typed(n)) {
			t.Fatalf("kept %d: %v", n, err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	for range 2 { // gone already the second time
		if err := d.Write(nil); err != nil {
			t.Fatal(err)
		}
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 0 {
		t.Errorf("left behind %v, %v", left, err)
	}
}

// A damaged file is set aside with its content and told; the next drafts are kept.
func TestDamagedDraftsAreSetAside(t *testing.T) {
	d, path := draftsIn(t)
	if err := d.Write(typed(1)); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := d.Read()
	var p data.Problem
	if got != nil || !errors.As(err, &p) || !strings.Contains(p.Hint, ".damaged-") {
		t.Fatalf("read %d, %v", len(got), err)
	}
	aside, err := filepath.Glob(path + ".damaged-*")
	if err != nil || len(aside) != 1 {
		t.Fatalf("%v, %v", aside, err)
	}
	if kept, err := os.ReadFile(aside[0]); err != nil || len(kept) != len(whole)/2 {
		t.Errorf("set aside %d bytes, %v", len(kept), err)
	}
	if got, err := d.Read(); got != nil || err != nil {
		t.Errorf("told again: %v, %v", got, err)
	}
	if err := d.Write(typed(2)); err != nil {
		t.Error(err)
	}
}

// A file that a person cannot mend does not stop the start, nor take for ever.
func TestWhatIsNoFileOfDrafts(t *testing.T) {
	d, path := draftsIn(t)
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Read(); got != nil || !data.Told(err) {
		t.Errorf("a folder: %v, %v", got, err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil { // the folder was set aside
		t.Fatal(err)
	}
	if err := os.Truncate(path, 1<<40); err != nil { // a file with a hole
		t.Skip(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if got, err := d.Read(); got != nil || !data.Told(err) {
		t.Errorf("a huge file: %v, %v", got, err)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 10*draft.Most {
		t.Errorf("took %d MB of memory", took>>20)
	}
}

// draftsVariable makes the test program write drafts beside the registry it
// names until it is killed.
const draftsVariable = "JIANBAN_TEST_DRAFTS"

func TestWriteDraftsUntilKilled(t *testing.T) {
	path := os.Getenv(draftsVariable)
	if path == "" {
		return
	}
	d := paperwork.DraftsBeside(path)
	for n := 0; ; n++ {
		if err := d.Write(typed(n)); err != nil {
			t.Fatal(err)
		}
		fmt.Println("kept")
	}
}

// A program killed at any moment leaves the last drafts it told or the next,
// whole, and none before the first.
func TestKilledProgramKeepsItsDrafts(t *testing.T) {
	t.Parallel()
	for range 25 {
		d, path := draftsIn(t)
		child := exec.Command(os.Args[0], "-test.run=^TestWriteDraftsUntilKilled$")
		child.Env = append(os.Environ(), draftsVariable+"="+strings.TrimSuffix(path, ".drafts"))
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		told := 0
		for end := 1 + rand.IntN(20); told < end; told++ {
			var word string
			if _, err := fmt.Fscan(out, &word); err != nil || word != "kept" {
				t.Fatalf("the child says %q, %v", word, err)
			}
		}
		time.Sleep(time.Duration(rand.IntN(3000)) * time.Microsecond)
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for { // what it told until it was killed
			var word string
			if _, err := fmt.Fscan(out, &word); err != nil {
				break
			}
			told++
		}
		if err := child.Wait(); err == nil {
			t.Fatal("the child ended by itself")
		}
		got, err := d.Read()
		if err != nil || !reflect.DeepEqual(got, typed(told-1)) && !reflect.DeepEqual(got, typed(told)) {
			t.Fatalf("after %d told: %d drafts, %v", told, len(got), err)
		}
		if err := d.Write(typed(7)); err != nil { // whatever the killed one left under way
			t.Fatal(err)
		}
		if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
			t.Fatalf("left behind %v, %v", left, err)
		}
	}
}
