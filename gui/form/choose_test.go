package form

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
