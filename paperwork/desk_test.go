package paperwork

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/adrg/xdg"
)

// The program's own folder is for the user only; a folder somebody chose stays
// as it is.
func TestTheOwnFolderIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the user's profile keeps others out")
	}
	was := xdg.DataHome
	t.Cleanup(func() { xdg.DataHome = was })
	xdg.DataHome = t.TempDir()
	usual := filepath.Dir(DefaultPlace())
	chosen := filepath.Join(t.TempDir(), "chosen")
	for _, dir := range []string{usual, chosen} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	fresh := filepath.Join(t.TempDir(), "fresh")
	for dir, want := range map[string]os.FileMode{usual: 0o700, chosen: 0o755, fresh: 0o700} {
		desk, err := OpenToWork(t.Context(), filepath.Join(dir, "registry.db"), true)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s is %v, %v", dir, info.Mode(), err)
		}
		if err := desk.Close(); err != nil {
			t.Error(err)
		}
	}
}
