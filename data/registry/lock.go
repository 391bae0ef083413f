package registry

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// holder makes this program the only writer of a registry. The operating
// system frees the lock of a program that died; who has it stands in a file
// of its own, because Windows does not let others read a locked file.
type holder struct {
	lock *flock.Flock
	who  string // path of the file that names us
}

// hold takes the lock of the registry at path. Where another program has it,
// the holder is nil and by says who that is.
func hold(path, clerk string, since time.Time) (h *holder, by string, err error) {
	lock, err := lockFile(path + ".lock")
	if err != nil {
		return nil, "", err
	}
	if lock == nil {
		return nil, who(path), nil
	}
	h = &holder{lock: lock, who: path + ".who"}
	if clerk == "" {
		clerk = "另一位用户"
	}
	host, err := os.Hostname()
	if err != nil {
		host = "本机"
	}
	text := fmt.Sprintf("%s（%s，进程%d，%s起）", clerk, host, os.Getpid(), since.Format("2006-01-02 15:04"))
	if err := os.WriteFile(h.who, []byte(text), 0o600); err != nil {
		return nil, "", errors.Join(err, h.release())
	}
	return h, "", nil
}

// lockFile locks the file at path, nil where another program has it. A closing
// program removes the file, so a lock on a file that is gone counts for nothing.
func lockFile(path string) (*flock.Flock, error) {
	for {
		lock := flock.New(path)
		ok, err := lock.TryLock()
		if err != nil || !ok {
			return nil, errors.Join(err, lock.Close())
		}
		mine, err := lock.Stat()
		if err != nil {
			return nil, errors.Join(err, lock.Close())
		}
		if there, err := os.Stat(path); err == nil && os.SameFile(mine, there) {
			return lock, nil
		}
		if err := lock.Close(); err != nil {
			return nil, err
		}
	}
}

// release lets other programs write and removes both files.
func (h *holder) release() error {
	if h == nil {
		return nil
	}
	return errors.Join(gone(os.Remove(h.who)), removeLocked(h.lock))
}

// gone forgives that a file to be removed is not there.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
