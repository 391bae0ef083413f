package gui

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

var _ fyne.Preferences = (*Preferences)(nil)

func saveFile(path string, content []byte) error { return os.WriteFile(path, content, 0o600) }

// What was chosen stands in the next sitting, whatever its type.
func TestPreferencesStandInTheNextSitting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "window.json")
	p, told := ReadPreferences(path, saveFile), 0
	p.AddChangeListener(func() { told++ })
	p.SetFloat("宽", 412.5)
	p.SetInt("n", 7)
	p.SetBool("b", true)
	p.SetString("s", "住建局\n")
	p.SetStringList("l", []string{"编号", "标题"})
	p.SetString("gone", "x")
	p.RemoveValue("gone")
	p.SetFloat("none", math.NaN())
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if told != 7 {
		t.Errorf("told %d times", told)
	}
	p = ReadPreferences(path, saveFile)
	if p.Float("宽") != 412.5 || p.Int("n") != 7 || !p.Bool("b") || p.String("s") != "住建局\n" || !slices.Equal(p.StringList("l"), []string{"编号", "标题"}) {
		t.Errorf("kept: %s", p.values)
	}
	if p.StringWithFallback("gone", "-") != "-" || p.FloatWithFallback("none", 3) != 3 || p.IntWithFallback("s", 5) != 5 {
		t.Error("a value that is none is not the fallback")
	}
	if err := p.Close(); err != nil { // nothing was changed: nothing to write
		t.Fatal(err)
	}
}

// A file that is none begins anew; one that cannot be written is told of.
func TestPreferencesOfABadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "window.json")
	for _, text := range []string{"", "null", "[1]", "{\"a\":"} {
		if err := saveFile(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		p := ReadPreferences(path, saveFile)
		p.SetInt("n", 1)
		if err := p.Close(); err != nil || ReadPreferences(path, saveFile).Int("n") != 1 {
			t.Errorf("%q: %v", text, err)
		}
	}
	full := errors.New("full")
	p := ReadPreferences(path, func(string, []byte) error { return full })
	p.SetInt("n", 2)
	if err := p.Close(); !errors.Is(err, full) {
		t.Errorf("told %v", err)
	}
}
