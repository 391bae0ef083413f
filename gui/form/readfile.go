package form

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"jianban/data"
	"jianban/data/held"
)

// ErrTooLarge is the answer of OpenFile and ReadFile to a file that has more than it may;
// ErrNoFile to a folder, a pipe or a device, which might never end.
var (
	ErrTooLarge = errors.New("the file is too large")
	ErrNoFile   = errors.New("not a regular file")
)

// OpenFile opens a file that the user chose, of at most so many bytes now; who
// reads it must look where it ends, for it may grow. The registry that is open is
// refused by a data.Problem: reading it would cost it its locks.
func OpenFile(path string, most int64) (*os.File, error) {
	if held.Is(path) {
		return nil, data.Problem{Field: "文件", Message: "“" + filepath.Base(path) + "”是正在使用的登记库", Hint: "请另选一个文件"}
	}
	info, err := os.Stat(path) // before it is opened: a pipe would wait for a writer
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, ErrNoFile
	case info.Size() > most:
		return nil, ErrTooLarge
	}
	return os.Open(path)
}

// ReadFile reads a file that the user chose, of at most so many bytes, also where
// it grows meanwhile.
func ReadFile(path string, most int64) (content []byte, err error) {
	f, err := OpenFile(path, most)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if content, err = io.ReadAll(io.LimitReader(f, most+1)); err == nil && int64(len(content)) > most {
		err = ErrTooLarge
	}
	return content, err
}
