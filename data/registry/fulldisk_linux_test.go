package registry_test

import (
	"path/filepath"
	"strings"
	"testing"

	"jianban/data/registry"
)

// A disk of which a page is left, two, three …: whatever SQLite stumbles over
// first, making a registry is refused as a full disk and leaves nothing.
func TestAFullDiskIsToldWhereverItIsMet(t *testing.T) {
	t.Parallel()
	for _, size := range []string{"8k", "12k", "16k", "20k", "24k", "32k", "48k", "64k", "96k"} {
		dir := smallDisk(t, "size="+size)
		_, err := registry.Create(t.Context(), filepath.Join(dir, "registry.db"), options())
		if p := problem(t, err, "登记库"); !strings.Contains(p.Message, "磁盘已满") {
			t.Errorf("%s: %v", size, p)
		}
		if left := beside(t, filepath.Join(dir, "registry.db")); len(left) > 0 {
			t.Errorf("%s: left %v", size, left)
		}
	}
}
