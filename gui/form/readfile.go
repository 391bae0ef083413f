package form

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"jianban/data"
	"jianban/data/held"
)

// ErrTooLarge is the answer of ReadFile to a file that has more than it may;
// ErrNoFile to a folder, a pipe or a device, which might never end.
var (
	ErrTooLarge = errors.New("the file is too large")
	ErrNoFile   = errors.New("not a regular file")
)

// ReadFile reads a file that the user chose, of at most so many bytes, also where
// it grows meanwhile. The registry that is open is refused by a data.Problem:
// reading it would cost it its locks.
func ReadFile(path string, most int64) (content []byte, err error) {
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
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	content = make([]byte, 0, info.Size()+1)
	for {
		n, err := f.Read(content[len(content):cap(content)])
		content = content[:len(content)+n]
		switch {
		case int64(len(content)) > most:
			return nil, ErrTooLarge
		case errors.Is(err, io.EOF):
			return content, nil
		case err != nil:
			return nil, err
		}
		if len(content) == cap(content) {
			content = append(content, 0)[:len(content)]
		}
	}
}
