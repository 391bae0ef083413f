// Package file puts finished papers into the file system: whole or not at
// all, under names that Windows accepts, and with a Chinese answer where it
// cannot be done. It knows nothing of what is inside a paper.
//
// Start with Write; MakeFolder prepares a folder for several papers.
package file

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"jianban/data"
)

// Write makes the file at path from what fill writes. The content first goes
// to a temporary file beside it, is flushed to disk and then renamed, so that
// a failure, a full disk or a kill leaves the old file or none. The folder
// must exist; a file that no paper may replace is refused, see target. What a
// person can mend is returned as data.Problem; an error of fill is returned as
// it is.
func Write(path string, fill func(io.Writer) error) error {
	return write(path, shared, fill)
}

// WriteOwn is Write of a file that only its owner may read, however large.
func WriteOwn(path string, fill func(io.Writer) error) error { return write(path, own, fill) }

// WriteBytes is Write of content that is ready.
func WriteBytes(path string, content []byte) error { return write(path, shared, ready(content)) }

// WritePrivate is WriteBytes of a file that only its owner may read and only one
// program writes. It outlasts a loss of power where the file system can make it so.
func WritePrivate(path string, content []byte) error {
	if err := write(path, private, ready(content)); err != nil {
		return err
	}
	if folder, err := os.Open(filepath.Dir(path)); err == nil {
		_ = folder.Sync() // Windows and some file systems cannot
		_ = folder.Close()
	}
	return nil
}

// RemovePrivate removes a file of WritePrivate, if it is there, and what a kill
// left of it under way.
func RemovePrivate(path string) error {
	for _, name := range []string{path + underWay, path} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Explain(path, err)
		}
	}
	return nil
}

// ready fills a file with content.
func ready(content []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}
}

// kind is for whom a file is: who may read it, and what it is called under way.
type kind struct {
	mode  fs.FileMode
	begin func(to string) (*os.File, error)
}

var (
	// shared files are papers. CreateTemp makes files that only their owner may
	// read; a paper is for others too.
	shared = kind{0o644, beginTemporary}
	// own files are what papers would be, but for their owner only.
	own = kind{0o600, beginTemporary}
	// private files hold what nobody else may see, so that a kill must not leave
	// pieces of them about: under way they have one name, and the next write takes
	// away what bears it.
	private = kind{0o600, func(to string) (*os.File, error) {
		if err := os.Remove(to + underWay); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		return os.OpenFile(to+underWay, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	}}
)

// beginTemporary begins a file that a kill may leave; the next sweeps it up.
func beginTemporary(to string) (*os.File, error) {
	sweep(filepath.Dir(to), time.Now())
	return os.CreateTemp(filepath.Dir(to), temporary)
}

// underWay ends the name of a private file that is being written.
const underWay = ".new"

func write(path string, k kind, fill func(io.Writer) error) error {
	to, err := target(path)
	if err != nil {
		return err
	}
	tmp, err := k.begin(to)
	if err != nil {
		return Explain(path, err)
	}
	defer os.Remove(tmp.Name()) // gone already where the rename went well
	if err := fill(&recorder{w: tmp, path: path}); err != nil {
		return errors.Join(err, closeQuietly(tmp))
	}
	if err := finish(tmp); err != nil {
		return Explain(path, err)
	}
	if err := os.Rename(tmp.Name(), to); err != nil {
		return Explain(path, err)
	}
	// Where the file system knows no such thing the file is there all the same.
	_ = os.Chmod(to, k.mode)
	return nil
}

// recorder turns a failed write into the sentence for the person, so that a
// full disk in the middle of a paper is told as such.
type recorder struct {
	w    io.Writer
	path string
}

func (r *recorder) Write(p []byte) (int, error) {
	n, err := r.w.Write(p)
	if err != nil {
		return n, Explain(r.path, err)
	}
	return n, nil
}

func finish(f *os.File) error {
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

func closeQuietly(f *os.File) error {
	if err := f.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}

// MakeFolder makes the folder at path where it is missing; its parent must
// exist. It tells whether it made it, so that a run that writes nothing can
// take it away again with RemoveFolder.
func MakeFolder(path string) (made bool, err error) {
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return false, nil
	case err == nil:
		return false, data.Problem{Field: "输出位置", Message: "“" + path + "”是一个文件，不是文件夹", Hint: "请给出文件夹名"}
	}
	if err := checkFolder(filepath.Dir(filepath.Clean(path))); err != nil {
		return false, err
	}
	if err := os.Mkdir(path, 0o755); err != nil {
		return false, Explain(path, err)
	}
	return true, nil
}

// RemoveFolder removes a folder that is empty; one that is not stays.
func RemoveFolder(path string) error {
	left, err := os.ReadDir(path)
	if err != nil || len(left) > 0 {
		return err
	}
	return os.Remove(path)
}

func checkFolder(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return data.Problem{Field: "输出位置", Message: "文件夹“" + dir + "”不存在", Hint: "请先建立这个文件夹，或换一个位置"}
	case err != nil:
		return Explain(dir, err)
	case !info.IsDir():
		return data.Problem{Field: "输出位置", Message: "“" + dir + "”不是文件夹", Hint: "请换一个位置"}
	}
	return nil
}

// Explain says in Chinese why the file system refused path; an error that
// already is a sentence for people stays as it is.
func Explain(path string, err error) error {
	if data.Told(err) {
		return err
	}
	p := data.Problem{Field: "输出位置"}
	switch {
	case diskFull(err):
		p.Message, p.Hint = "磁盘已满，“"+path+"”没有写成", "请腾出空间后再试，原有文件没有改动"
	case inUse(err):
		p.Message, p.Hint = "“"+path+"”正被别的程序打开，不能替换", "请在那个程序（如 PDF 阅读器、WPS）里关闭它后再试，或换一个文件名；原有文件没有改动"
		return data.InUse{Problem: p, Path: path}
	case readOnly(err):
		p.Message, p.Hint = "“"+path+"”所在的磁盘是只读的", "请换一个位置"
	case errors.Is(err, fs.ErrPermission):
		p.Message, p.Hint = "没有权限写入“"+path+"”", "请换一个位置，或请管理员放开权限"
	case nameTooLong(err):
		p.Message, p.Hint = "文件名“"+filepath.Base(path)+"”太长", "请改短一些"
	default:
		p.Message, p.Hint = "写不了“"+path+"”（"+err.Error()+"）", "请换一个位置再试"
	}
	return p
}
