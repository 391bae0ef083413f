package gui

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

// The size of the window outlives the sitting; a size that is none does not.
func TestTheWindowIsAsLargeAsItWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	p := ReadPreferences(path, saveFile)
	f := newFrame(p, 1)
	if f.size != fyne.NewSize(1366, 768) || f.full {
		t.Errorf("at first %v", f.size)
	}
	f.size, f.place, f.full = fyne.NewSize(1510.4, 802), area{-1200, 20, 1510, 802}, true
	f.save()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	g := newFrame(ReadPreferences(path, saveFile), 1)
	if g.size != fyne.NewSize(1510, 802) || g.place != f.place || !g.full {
		t.Errorf("later %+v", g)
	}
	for _, wrong := range [][]int{nil, {1}, {0, 0, 0, 0, 10, 10, 0}, {1000, 700, 0, 0, 0, 0, 0}, {99999, 700, 0, 0, 10, 10, 0}} {
		p.SetIntList(prefFrame, wrong)
		if got := newFrame(p, 1); got.size != fyne.NewSize(1366, 768) {
			t.Errorf("%v makes %v", wrong, got.size)
		}
	}
}

// A window is put back only where its title can be seen: the second screen may be
// gone.
func TestAWindowIsNotPutWhereNobodySeesIt(t *testing.T) {
	one, two := area{0, 0, 1920, 1040}, area{-1280, 0, 1280, 1024}
	for _, c := range []struct {
		at      area
		screens []area
		want    bool
	}{
		{area{100, 100, 1366, 768}, []area{one}, true},
		{area{-1200, 20, 1000, 700}, []area{one, two}, true},
		{area{-1200, 20, 1000, 700}, []area{one}, false},
		{area{1860, 20, 1000, 700}, []area{one}, false}, // 60 pixels of it
		{area{100, 1000, 1000, 700}, []area{one}, false},
		{area{100, -300, 1000, 700}, []area{one}, false}, // its title lies above the screen
		{area{-8, -8, 1936, 1056}, []area{one}, true},    // Windows' full window
		{area{0, 0, 800, 600}, nil, false},
	} {
		if got := c.at.seenOn(c.screens); got != c.want {
			t.Errorf("%v on %v: %v", c.at, c.screens, got)
		}
	}
}
