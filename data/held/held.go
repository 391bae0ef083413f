// Package held knows the files that this program works on through SQLite. By
// POSIX a program that closes a file loses all its locks on it, also those
// that SQLite took, so nobody else in the program may open such a file: ask Is
// before a file is opened that a person chose.
package held

import (
	"os"
	"slices"
	"strings"
	"sync"
)

var files struct {
	sync.Mutex
	all []os.FileInfo
}

// Hold notes a file as held, until free is called.
func Hold(file os.FileInfo) (free func()) {
	files.Lock()
	defer files.Unlock()
	files.all = append(files.all, file)
	return func() {
		files.Lock()
		defer files.Unlock()
		if i := slices.Index(files.all, file); i >= 0 {
			files.all = slices.Delete(files.all, i, i+1)
		}
	}
}

// Is tells whether path is a held file, under whatever name, or one of those
// that SQLite keeps beside it.
func Is(path string) bool {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		base, ok := strings.CutSuffix(path, end)
		if !ok {
			continue
		}
		info, err := os.Stat(base)
		if err != nil {
			continue
		}
		files.Lock()
		same := slices.ContainsFunc(files.all, func(f os.FileInfo) bool { return os.SameFile(f, info) })
		files.Unlock()
		if same {
			return true
		}
	}
	return false
}
