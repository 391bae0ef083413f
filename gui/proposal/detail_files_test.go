package proposal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/form"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// A file is chosen with two double clicks: its folder, itself.
func TestAddAnAttachment(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		dir := t.TempDir()
		t.Setenv("HOME", dir)
		if err := os.Mkdir(filepath.Join(dir, "照片"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "照片", "座谈会.jpg"), []byte("picture"), 0o600); err != nil {
			t.Fatal(err)
		}
		s := openCase(t, r, story.Lead().Proposal.ID, screen.TabFiles)
		s.addFile()
		onethread.Settle()
		var chooser *ui.Table[form.FileRow]
		screentest.Walk(r.Panels[0].Content, func(o fyne.CanvasObject) bool {
			if w, ok := o.(*ui.Table[form.FileRow]); ok {
				chooser = w
			}
			return chooser == nil
		})
		chooser.Choose(0)
		chooser.Open()
		onethread.Settle()
		r.Keep("choose-file")
		chooser.Choose(0)
		chooser.Open()
		onethread.Settle()
		s.Refresh() // as the window does after a change
		onethread.Settle()
		if !strings.Contains(strings.Join(screentest.Texts(s.Root()), " "), "座谈会.jpg") {
			t.Errorf("the attachment is not shown: %v", screentest.Texts(s.Root()))
		}
	}, story.Lead())
}
