package file

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"jianban/data"
	"jianban/data/held"
)

// temporary is how files under way are named.
const temporary = ".jianban-*.tmp"

// target is the file that a paper for path replaces or makes: path, or what a
// link there points to. Refused are a folder, a device or pipe (a rename would
// put a file in its place), a file its owner made read-only, and a database:
// a registry must not be lost to a mistyped name.
func target(path string) (string, error) {
	refuse := func(what, hint string) (string, error) {
		return "", data.Problem{Field: "输出位置", Message: "“" + path + "”" + what, Hint: hint}
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		if err := checkFolder(filepath.Dir(path)); err != nil {
			return "", err
		}
		if _, err := os.Lstat(path); err == nil {
			return refuse("是一个链接，它指向的文件不存在", "请换一个文件名")
		}
		return path, nil
	case info.IsDir():
		return refuse("是一个文件夹", "请给出文件名")
	case !info.Mode().IsRegular():
		return refuse("不是普通文件", "请换一个文件名")
	case info.Mode().Perm()&0o200 == 0:
		return refuse("是只读的", "请去掉只读属性，或换一个文件名")
	case held.Is(path):
		return refuse("是正在使用的登记库，不能覆盖", "请换一个文件名；登记库没有改动")
	case database(path):
		return refuse("是一个数据库文件，不能覆盖", "请换一个文件名；原有文件没有改动")
	}
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSymlink != 0 {
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return "", Explain(path, err)
		}
	}
	return path, nil
}

// database tells whether the file is one of SQLite's; one that cannot be read
// cannot be told and is left to the rename.
func database(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() // nothing was written
	magic := []byte("SQLite format 3\x00")
	head := make([]byte, len(magic))
	_, err = io.ReadFull(f, head)
	return err == nil && bytes.Equal(head, magic)
}

// swept are the folders that this program has looked through.
var swept sync.Map

// sweep removes, once for a folder, the files that a killed program left under
// way. No paper takes an hour, so an older one belongs to nobody. What cannot
// be removed stays: it harms no paper.
func sweep(dir string, now time.Time) {
	if _, before := swept.LoadOrStore(dir, true); before {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if ours, err := filepath.Match(temporary, e.Name()); err != nil || !ours || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil && now.Sub(info.ModTime()) > time.Hour {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
