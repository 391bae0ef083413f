package data

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

// What usual passes over unseen must be what mending leaves alone.
func TestUsualTextNeedsNoMending(t *testing.T) {
	for r := rune(0); r <= 0xFFFF; r++ {
		if r >= 0xD800 && r < 0xE000 {
			continue
		}
		for _, text := range []string{string(r), "中" + string(r) + "文", "a" + string(r)} {
			if usual(text) && !norm.NFC.IsNormalString(text) {
				t.Errorf("%U is usual in %q and not composed", r, text)
			}
		}
	}
}
