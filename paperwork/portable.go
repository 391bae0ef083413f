package paperwork

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"jianban/data/registry"
)

// PortableMark is the file that makes a program portable where it lies beside it.
const PortableMark = "portable.txt"

// portable is the folder of a portable program; "" where it is none.
var portable string

// Portable makes the program keep all that it keeps, registry, settings and
// caches, in the folder “data” beside itself, where PortableMark lies beside it;
// else nothing changes. It tells whether it does. program is the program's own
// file. Only this process sees it: what it starts finds its usual places.
func Portable(program string) bool {
	dir := filepath.Dir(program)
	if info, err := os.Stat(filepath.Join(dir, PortableMark)); err != nil || !info.Mode().IsRegular() {
		return false
	}
	portable = dir
	home := filepath.Join(dir, "data")
	xdg.DataHome, xdg.ConfigHome, xdg.StateHome, xdg.CacheHome = home, home, home, filepath.Join(home, "cache")
	return true
}

// Preferences is the file of a portable program's widths and choices; "" where
// the desktop keeps them.
func Preferences() string {
	if portable == "" {
		return ""
	}
	return filepath.Join(xdg.ConfigHome, "jianban", "window.json")
}

// PlaceToKeep is a path as it is written down for the next start: what lies in a
// portable program's folder relative to that, for a stick comes back under
// another letter.
func PlaceToKeep(path string) string {
	if portable == "" || path == "" || registry.Shared(path) {
		return path
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(portable, full)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return full
	}
	return rel
}

// PlaceKept is the path that PlaceToKeep wrote down.
func PlaceKept(kept string) string {
	if portable == "" || kept == "" || filepath.IsAbs(kept) || registry.Shared(kept) {
		return kept
	}
	return filepath.Join(portable, kept)
}
