package gui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

func TestListFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.DB", "a.db", "照片.jpg", ".hidden.db"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("12345"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "子文件夹"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "broken.db")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kinds []string
		want  string
	}{
		{[]string{".db"}, "[子文件夹/ a.db b.DB]"},
		{nil, "[子文件夹/ a.db b.DB 照片.jpg]"},
	} {
		rows, err := listFolder(dir, c.kinds)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, r := range rows {
			name := r.Name
			if r.Folder {
				name += "/"
			} else if r.Size != 5 {
				t.Errorf("%s has %d bytes", name, r.Size)
			}
			names = append(names, name)
		}
		if got := fmt.Sprint(names); got != c.want {
			t.Errorf("kinds %v: %s, want %s", c.kinds, got, c.want)
		}
	}
	if _, err := listFolder(filepath.Join(dir, "没有"), nil); err == nil || !strings.Contains(err.Error(), "打不开文件夹") {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// A file is chosen with two double clicks: its folder, itself.
func TestAddAnAttachment(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		dir := t.TempDir()
		t.Setenv("HOME", dir)
		if err := os.Mkdir(filepath.Join(dir, "照片"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "照片", "座谈会.jpg"), []byte("picture"), 0o600); err != nil {
			t.Fatal(err)
		}
		s := openCase(t, r, story.Lead().Proposal.ID, TabFiles)
		s.addFile()
		settle()
		var chooser *ui.Table[fileRow]
		walk(r.panels[0].Content, func(o fyne.CanvasObject) bool {
			if w, ok := o.(*ui.Table[fileRow]); ok {
				chooser = w
			}
			return chooser == nil
		})
		chooser.Choose(0)
		chooser.Open()
		settle()
		r.keep("choose-file")
		chooser.Choose(0)
		chooser.Open()
		settle()
		s.Refresh() // as the window does after a change
		settle()
		if !strings.Contains(strings.Join(texts(s.Root()), " "), "座谈会.jpg") {
			t.Errorf("the attachment is not shown: %v", texts(s.Root()))
		}
	}, story.Lead())
}
