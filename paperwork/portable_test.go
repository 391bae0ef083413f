package paperwork

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/adrg/xdg"
)

// portableAt makes a program portable for one test, in dir.
func portableAt(t *testing.T, dir string) {
	t.Helper()
	t.Cleanup(func() { portable = ""; xdg.Reload() })
	if err := os.WriteFile(filepath.Join(dir, PortableMark), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if !Portable(filepath.Join(dir, "jianban.exe")) {
		t.Fatal("the mark beside the program is not seen")
	}
}

// Without the mark, or with a folder of that name, nothing changes.
func TestInstalledKeepsItsUsualPlaces(t *testing.T) {
	before := DefaultPlace()
	dir := t.TempDir()
	if Portable(filepath.Join(dir, "jianban")) || DefaultPlace() != before || Preferences() != "" {
		t.Error("portable without a mark")
	}
	if err := os.Mkdir(filepath.Join(dir, PortableMark), 0o700); err != nil {
		t.Fatal(err)
	}
	if Portable(filepath.Join(dir, "jianban")) || DefaultPlace() != before {
		t.Error("portable by a folder")
	}
	if got := PlaceToKeep("登记库.db"); got != "登记库.db" || PlaceKept(got) != got {
		t.Errorf("kept as %q", got)
	}
}

// With the mark all lies in the folder “data” beside the program.
func TestPortableKeepsAllBesideItself(t *testing.T) {
	dir := t.TempDir()
	portableAt(t, dir)
	kept := filepath.Join(dir, "data")
	for name, place := range map[string]string{
		"registry": DefaultPlace(), "marks": marksPlace(), "preferences": Preferences(), "settings": filepath.Join(xdg.ConfigHome, "jianban"),
	} {
		if rel, err := filepath.Rel(kept, place); err != nil || !filepath.IsLocal(rel) {
			t.Errorf("%s at %s, not in %s", name, place, kept)
		}
	}
	d, err := OpenToWork(t.Context(), DefaultPlace(), true)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(kept, "jianban", "registry.db")); err != nil {
		t.Error(err)
	}
}

// A stick that comes back elsewhere still finds the registry chosen on it; one
// outside its folder is kept as it is.
func TestPlaceOnAStickMovesWithIt(t *testing.T) {
	first, second, outside := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "别处.db")
	portableAt(t, first)
	inside := PlaceToKeep(filepath.Join(first, "data", "二〇二六.db"))
	sibling := PlaceToKeep(first + "x.db") // begins with the same letters
	other := PlaceToKeep(outside)
	portableAt(t, second)
	if got, want := PlaceKept(inside), filepath.Join(second, "data", "二〇二六.db"); got != want {
		t.Errorf("inside: %s, want %s", got, want)
	}
	if got := PlaceKept(other); got != outside {
		t.Errorf("outside: %s", got)
	}
	if got := PlaceKept(sibling); got != first+"x.db" {
		t.Errorf("beside: %s", got)
	}
	if PlaceToKeep("") != "" || PlaceKept("") != "" {
		t.Error("no place became one")
	}
}
