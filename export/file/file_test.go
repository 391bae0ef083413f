package file_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"jianban/data"
	"jianban/data/held"
	"jianban/export/file"

	"pgregory.net/rapid"
)

func TestAFailedPaperLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "答复.pdf")
	boom := errors.New("boom")
	err := file.Write(path, func(w io.Writer) error {
		if _, err := io.WriteString(w, "half a letter"); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Errorf("the writer's own error is lost: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAFailedPaperKeepsTheOldOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "答复.pdf")
	if err := file.WriteBytes(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := file.Write(path, func(io.Writer) error { return errors.New("no") }); err == nil {
		t.Fatal("no error")
	}
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("the old paper became %q", got)
	}
}

func TestWhereNothingCanBeWritten(t *testing.T) {
	dir := t.TempDir()
	occupied := filepath.Join(dir, "一个文件")
	if err := os.WriteFile(occupied, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ path, says string }{
		"parent missing":       {filepath.Join(dir, "无", "此", "x.pdf"), "不存在"},
		"parent is a file":     {filepath.Join(occupied, "x.pdf"), "文件夹"},
		"target is a folder":   {dir, "是一个文件夹"},
		"name is far too long": {filepath.Join(dir, strings.Repeat("长", 200)+".pdf"), "太长"},
	} {
		t.Run(name, func(t *testing.T) {
			err := file.WriteBytes(c.path, []byte("x"))
			var p data.Problem
			if !errors.As(err, &p) {
				t.Fatalf("not a sentence for people: %v", err)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q does not say %q", err, c.says)
			}
		})
	}
}

// What no paper may replace stays as it is.
func TestFilesThatAreNotReplaced(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		content string
		mode    os.FileMode
		says    string
	}{
		"只读.pdf":      {"old", 0o444, "只读"},
		"registry.db": {"SQLite format 3\x00 and the facts of years", 0o644, "数据库"},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(c.content), c.mode); err != nil {
			t.Fatal(err)
		}
		var p data.Problem
		if err := file.WriteBytes(path, []byte("%PDF")); !errors.As(err, &p) || !strings.Contains(p.Message, c.says) || p.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != c.content {
			t.Errorf("%s became %q, %v", name, got, err)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// A paper for a link goes to the file that it points to; the link stays.
func TestALinkLeadsToItsFile(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "a.pdf"), filepath.Join(dir, "b.pdf")
	if err := os.WriteFile(real, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no links here: ", err)
	}
	if err := file.WriteBytes(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(real); err != nil || string(got) != "new" {
		t.Errorf("%q, %v", got, err)
	}
	if to, err := os.Readlink(link); err != nil || to != real {
		t.Errorf("the link became %q, %v", to, err)
	}
	if err := os.Remove(real); err != nil {
		t.Fatal(err)
	}
	if err := file.WriteBytes(link, []byte("x")); err == nil {
		t.Error("a link to nothing was replaced")
	}
}

// What a killed program left under way is swept up by a later one, but not
// what another is writing.
func TestOldTemporaryFilesAreSweptUp(t *testing.T) {
	dir := t.TempDir()
	old, young, other := filepath.Join(dir, ".jianban-1.tmp"), filepath.Join(dir, ".jianban-2.tmp"), filepath.Join(dir, "旧.tmp")
	for _, path := range []string{old, young, other} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-2 * time.Hour)
	if err := errors.Join(os.Chtimes(old, past, past), os.Chtimes(other, past, past)); err != nil {
		t.Fatal(err)
	}
	if err := file.WriteBytes(filepath.Join(dir, "x.pdf"), nil); err != nil {
		t.Fatal(err)
	}
	for path, stays := range map[string]bool{old: false, young: true, other: true} {
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

// /dev/full answers every write as a full disk does.
func TestFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full on this system")
	}
	dir := t.TempDir()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	err = file.Write(filepath.Join(dir, "x.pdf"), func(io.Writer) error {
		_, err := full.WriteString("x")
		return file.Explain("x.pdf", err)
	})
	if err == nil || !strings.Contains(err.Error(), "磁盘已满") {
		t.Errorf("a full disk is told as %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFolderIsMadeOnlyInsideAnExistingOne(t *testing.T) {
	dir := t.TempDir()
	if made, err := file.MakeFolder(filepath.Join(dir, "答复")); err != nil || !made {
		t.Errorf("made %v, %v", made, err)
	}
	if made, err := file.MakeFolder(filepath.Join(dir, "答复")); err != nil || made {
		t.Errorf("an existing folder: made %v, %v", made, err)
	}
	if _, err := file.MakeFolder(filepath.Join(dir, "无", "此")); err == nil {
		t.Error("a folder without a parent was made")
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"12号 关于A/B：“测试”的建议": "12号 关于A／B：“测试”的建议",
		`a<b>c:d"e\f|g?h*i`: `a〈b〉c：d”e＼f｜g？h＊i`,
		"  两端 空\t格 . ":      "两端 空 格",
		"":                  "未命名",
		"...":               "未命名",
		"con":               "con_",
		"LPT1.答复":           "LPT1_.答复",
		"com²":              "com²_",
		"CONOUT$":           "CONOUT$_",
		"COM10":             "COM10",
		"坏\xff字":            "坏字",
	} {
		if got := file.SafeName(in); got != want {
			t.Errorf("SafeName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSafeNameAlwaysMakesAName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := file.SafeName(rapid.String().Draw(t, "text"))
		if name == "" || utf8.RuneCountInString(name) > 115 || len(name) > 245 || strings.ContainsAny(name, `<>:"/\|?*`) || strings.HasSuffix(name, ".") {
			t.Fatalf("unsafe name %q", name)
		}
	})
}

// What comes from outside, such as an attachment's name, stays in its folder,
// and keeps the ending by which the system knows its program.
func TestSafeFileKeepsItsEnding(t *testing.T) {
	for in, want := range map[string]string{
		"9-../../etc/passwd": "9-..／..／etc／passwd",
		"9-照片 1.jpg":         "9-照片 1.jpg",
		`9-a\b:c?.pdf`:       "9-a＼b：c？.pdf",
		"..":                 "未命名",
		"第12号答复.v2. 一稿的修改说明之二": "第12号答复.v2. 一稿的修改说明之二",
	} {
		if got := file.SafeFile(in); got != want {
			t.Errorf("SafeFile(%q) = %q, want %q", in, got, want)
		}
	}
	long := file.SafeFile(strings.Repeat("长", 200) + ".docx")
	if !strings.HasSuffix(long, "….docx") || len(long) > 255 || utf8.RuneCountInString(long) > 120 {
		t.Errorf("%q", long)
	}
}

// A name in Latin letters is cut by its characters, one of Hanzi by its bytes.
func TestSafeNameIsShort(t *testing.T) {
	if got := file.SafeName(strings.Repeat("a", 200)); got != strings.Repeat("a", 114)+"…" {
		t.Errorf("%d characters: %s", utf8.RuneCountInString(got), got)
	}
	if got := file.SafeName(strings.Repeat("长", 200)); got != strings.Repeat("长", 80)+"…" {
		t.Errorf("%d bytes: %s", len(got), got)
	}
}

// Names that differ in capitals only are one file on Windows; a count behind a
// name has its place within the room that the folder's path leaves.
func TestNamesOfOneFolder(t *testing.T) {
	n, err := file.NewNamer(t.TempDir(), ".pdf")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Ab.pdf", "aB(2).pdf", "ab(3).pdf"} {
		if got := n.Name([]string{"Ab", "aB", "ab"}[i]); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	dir := t.TempDir()
	for len(dir) < 190 {
		dir = filepath.Join(dir, "folder")
	}
	if n, err = file.NewNamer(dir, ".pdf"); err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("a", 60)
	for range 3 {
		if path := filepath.Join(dir, n.Name(text)); utf8.RuneCountInString(path) > 240 {
			t.Errorf("%d characters: %s", utf8.RuneCountInString(path), path)
		}
	}
}

// What is under way is for its user only; the finished paper is for others too.
func TestAPaperUnderWayIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the folder of the user's profile keeps others out")
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := file.Write(path, func(w io.Writer) error {
		entries, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(entries) != 1 {
			t.Fatal(entries, err)
		}
		if info, err := entries[0].Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("under way it is %v, %v", info.Mode(), err)
		}
		_, err = w.Write([]byte("paper"))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("finished it is %v, %v", info.Mode(), err)
	}
}

// No paper replaces a file that the program works on, nor what SQLite keeps
// beside it, and the attempt opens none of them.
func TestAHeldFileIsNotReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "registry.db")
	for _, p := range []string{path, path + "-wal", path + "-shm"} {
		if err := os.WriteFile(p, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	free := held.Hold(info)
	for _, p := range []string{path, path + "-wal", path + "-shm"} {
		var told data.Problem
		if err := file.WriteBytes(p, []byte("paper")); !errors.As(err, &told) || !strings.Contains(told.Message, "正在使用") {
			t.Errorf("%s: %v", p, err)
		}
	}
	free()
	if err := file.WriteBytes(path, []byte("paper")); err != nil {
		t.Error(err)
	}
}

// A private file is its owner's only, also under way, and a kill leaves no piece
// of it beyond the next write or removal.
func TestPrivateFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "草稿")
	leftover := func() {
		if err := os.WriteFile(path+".new", []byte("what a killed program"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	left := func(want ...string) {
		t.Helper()
		var got []string
		entries, err := os.ReadDir(dir)
		for _, e := range entries {
			got = append(got, e.Name())
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("there is %v, %v; want %v", got, err, want)
		}
	}
	for _, content := range []string{"first", "second"} {
		leftover()
		if err := file.WritePrivate(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		left("草稿")
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Errorf("%q, %v", got, err)
		}
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	}
	leftover()
	for range 2 { // gone already the second time
		if err := file.RemovePrivate(path); err != nil {
			t.Error(err)
		}
	}
	left()
}
