package paperwork_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"jianban/data"
	"jianban/data/draft"
	"jianban/paperwork"
)

// On a full disk the drafts kept before stay, the person is told by its name,
// and once there is room again the next are kept.
func TestFullDiskKeepsTheDraftsBefore(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skipf("no small disk to be had: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	d := paperwork.DraftsBeside(filepath.Join(dir, "registry.db"))
	if err := d.Write(typed(1)); err != nil {
		t.Fatal(err)
	}
	large := []draft.Draft{{Title: "第12号答复", Fields: []draft.Field{{Label: "正文", Text: strings.Repeat("字", 100_000)}}}}
	if err := d.Write(large); !data.Told(err) || !strings.Contains(err.Error(), "磁盘已满") {
		t.Errorf("says %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left on the full disk: %v, %v", left, err)
	}
	if got, err := d.Read(); err != nil || !reflect.DeepEqual(got, typed(1)) {
		t.Errorf("kept %d, %v", len(got), err)
	}
	if err := d.Write(typed(2)); err != nil {
		t.Errorf("the place is not given back: %v", err)
	}
}
