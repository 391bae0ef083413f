package cli

import (
	"runtime"
	"testing"
)

// Little in use: five times as much may be taken; much: twice, as everywhere.
func TestCollectsSeldomWhileLittleIsInUse(t *testing.T) {
	for used, want := range map[uint64]int{0: 400, 2 << 20: 400, 3 << 20: 400, 6 << 20: 200, 12 << 20: 100, 350 << 20: 100} {
		if got := collectAt(used); got != want {
			t.Errorf("%d MB in use: %d %%, want %d", used>>20, got, want)
		}
	}
	runtime.GC()
	if n := inUse(); n == 0 || n > 1<<40 {
		t.Errorf("%d bytes are in use", n)
	}
}
