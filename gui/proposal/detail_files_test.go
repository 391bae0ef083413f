package proposal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
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

// Of several files none is kept where one cannot be: too large, or gone since it
// was chosen. It is told which.
func TestAFileThatCannotBeTaken(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		dir := t.TempDir()
		good, large, gone := filepath.Join(dir, "一.pdf"), filepath.Join(dir, "大.mp4"), filepath.Join(dir, "无.pdf")
		for _, path := range []string{good, large} {
			if err := os.WriteFile(path, []byte("%PDF"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Truncate(large, data.AttachmentMost+1); err != nil {
			t.Fatal(err)
		}
		s := openCase(t, r, 12, screen.TabFiles)
		for path, want := range map[string]string{large: "“大.mp4”太大，附件最大2.0 GB", gone: "读不出“无.pdf”"} {
			r.Failed = nil
			s.takeFiles([]string{good, path}, 0)
			onethread.Settle()
			if len(r.Failed) != 1 || !strings.Contains(data.Sentence(r.Failed[0]), want) {
				t.Errorf("told %v", r.Failed)
			}
		}
		if c, err := r.Memory.Case(t.Context(), 12); err != nil || len(c.Attachments) != 0 {
			t.Errorf("kept %+v, %v", c.Attachments, err)
		}
	}, story.Lead())
}
