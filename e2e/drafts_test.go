package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	rowX, rowY     = 500, 130  // the first row of the ledger
	againX, againY = 1082, 246 // 恢复 of the first draft offered
)

// TestTypedLetterSurvivesAKill types into a letter, kills the program without
// saving, starts it again, puts the text back and saves it.
func TestTypedLetterSurvivesAKill(t *testing.T) {
	d := open(t)
	d.keys("ctrl+2")
	d.click(rowX, rowY)
	d.keys("F9")
	d.click(bodyX, bodyY)
	d.keys("ctrl+a")
	d.paste("一、基本情况\n断电前写的紫藤长廊。")
	d.shot("drafts-1-typed")
	drafts := d.registry + ".drafts"
	d.await("typed text on disk", func() bool {
		kept, err := os.ReadFile(drafts)
		return err == nil && strings.Contains(string(kept), "断电前写的紫藤长廊。")
	})
	d.kill()
	if d.holds("紫藤长廊") {
		t.Error("in the registry before it was saved")
	}
	info, err := os.Stat(drafts)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}

	d.start(filepath.Dir(filepath.Dir(d.registry)))
	d.shot("drafts-2-offered")
	d.click(againX, againY)
	d.shot("drafts-3-back")
	d.keys("ctrl+s")
	d.await("saved letter", func() bool { return d.holds("紫藤长廊") })
	d.await("drafts dropped", func() bool {
		_, err := os.Stat(drafts)
		return os.IsNotExist(err)
	})
}

// holds tells whether the registry, with its log, holds a text.
func (d *desk) holds(text string) bool {
	d.t.Helper()
	for _, name := range []string{d.registry, d.registry + "-wal"} {
		kept, err := os.ReadFile(name)
		if err != nil && !os.IsNotExist(err) {
			d.t.Fatal(err)
		}
		if strings.Contains(string(kept), text) {
			return true
		}
	}
	return false
}
