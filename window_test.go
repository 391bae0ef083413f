package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/paperwork"
)

// home gives the test a home of its own and returns its usual registry.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Cleanup(xdg.Reload) // after the environment is as it was
	t.Setenv("HOME", dir)
	t.Setenv("XDG_DATA_HOME", filepath.Join(dir, "data"))
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "config"))
	t.Setenv(paperwork.FontsOnly, paperwork.FontsEmbedded)
	xdg.Reload()
	return filepath.Join(dir, "data", "jianban", "registry.db")
}

// The window opens what was asked for, else what was chosen last, else the usual
// registry; where the one chosen last is gone it says so.
func TestWhichRegistryTheWindowOpens(t *testing.T) {
	usual := home(t)
	opens := func(when, asked, want, says string) {
		t.Helper()
		path, notice := windowRegistry(asked)
		if path != want || says == "" && notice != "" || !strings.Contains(notice, says) {
			t.Errorf("%s: %s, %q; want %s, %q", when, path, notice, want, says)
		}
	}
	opens("at first", "", usual, "")
	chosen := filepath.Join(t.TempDir(), "别处.db")
	if err := os.WriteFile(chosen, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := keepPlace(chosen); err != nil {
		t.Fatal(err)
	}
	opens("after one was chosen", "", chosen, "")
	opens("asked for another", "asked.db", "asked.db", "")
	if err := os.Remove(chosen); err != nil {
		t.Fatal(err)
	}
	opens("after it is gone", "", usual, "“"+chosen+"”不在了，已打开默认登记库")
	opens("asked for another", "asked.db", "asked.db", "")
	if err := keepPlace(""); err != nil {
		t.Fatal(err)
	}
	opens("none chosen", "", usual, "")
}

// What cannot be opened is not remembered.
func TestAnotherRegistryThatCannotBeOpenedIsNotRemembered(t *testing.T) {
	home(t)
	bad := filepath.Join(t.TempDir(), "坏.db")
	if err := os.WriteFile(bad, []byte("no registry"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, create := range []bool{false, true} {
		if err := openOther(t.Context(), bad, create); !data.Told(err) {
			t.Errorf("create %v: %v", create, err)
		}
	}
	if _, err := os.Stat(lastPlace()); err == nil {
		t.Error("its place was kept")
	}
}

// The window's surroundings over a demonstration: it writes through the store,
// under the action's name, and its papers go beside the registry.
func TestWindowOverADemonstration(t *testing.T) {
	home(t)
	path, err := paperwork.MakeDemo(t.Context(), filepath.Join(t.TempDir(), "d"), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	desk, err := paperwork.OpenToWork(t.Context(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := desk.Close(); err != nil {
			t.Error(err)
		}
	}()
	d := windowDeps(t.Context(), desk, "提示")
	if err := d.Store.Do(t.Context(), "试验改名", func(tx screen.Tx) error { return tx.SaveUnit(&data.Unit{Name: "试验单位"}) }); err != nil {
		t.Fatal(err)
	}
	if what, ok := d.Store.Undoable(); !ok || what != "试验改名" {
		t.Errorf("the last action is %q", what)
	}
	folder, err := d.Papers.Folder()
	if err != nil || filepath.Dir(folder) != filepath.Dir(path) {
		t.Errorf("papers go to %s, %v", folder, err)
	}
	if d.Notice != "提示" || d.Version == "" || d.Fonts != desk.Fonts || d.Today() != data.DateOf(d.Now()) {
		t.Errorf("%+v", d)
	}
}

// A registry that was asked for and was not there is made and told; the usual one
// is made at the first start, and no word is said where one is there.
func TestANewRegistryIsToldOf(t *testing.T) {
	home(t)
	path := filepath.Join(t.TempDir(), "写错了.db")
	for _, when := range []struct {
		asked string
		told  bool
	}{{path, true}, {path, false}, {"", false}} {
		at, _ := windowRegistry(when.asked)
		desk, err := paperwork.OpenToWork(t.Context(), at, when.asked == "")
		if err != nil {
			t.Fatal(err)
		}
		said := found(desk, when.asked)
		if told := len(said) == 1 && strings.Contains(said[0], path) && strings.Contains(said[0], "新建"); told != when.told || len(said) > 0 != when.told {
			t.Errorf("%q: told %v", when.asked, said)
		}
		if err := desk.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Where the file manager's program is missing a person is told where the file is.
func TestOpeningAFileWithoutAProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	err := openFile("/某处/答复.pdf")
	if !data.Told(err) || !strings.Contains(err.Error(), "/某处") {
		t.Error(err)
	}
}
