package registry

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"jianban/data"
	"jianban/data/held"
)

// anchor is a registry's file as this program itself has it open: opened
// before SQLite has it and closed after SQLite let go of it, once however many
// registries share it. By POSIX a program that closes a file loses all its
// locks on it, SQLite's too, through whichever descriptor they were taken; so
// an open registry is looked at through its anchor or through SQLite alone.
//
// The anchor also carries the lock of the file itself, whatever it is called:
// exclusive for the one writer, shared for those who read without SQLite's
// locks. SQLite's own locks know nothing of it (place_….go).
type anchor struct {
	file    *os.File
	info    os.FileInfo
	free    func() // of package held
	users   int
	writer  bool // this program has the exclusive lock
	sharers int  // registries of this program that share the shared one
}

// anchors are those of this program.
var anchors struct {
	sync.Mutex
	open []*anchor
}

// openAnchor opens the file at path, or takes part in the anchor that this
// program has already.
func openAnchor(path string) (*anchor, error) {
	anchors.Lock()
	defer anchors.Unlock()
	info, err := os.Stat(path) // before it is opened: a pipe would wait for a writer
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegistry
	}
	for _, a := range anchors.open {
		if os.SameFile(a.info, info) {
			a.users++
			return a, nil
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	a := &anchor{file: f, info: info, users: 1, free: held.Hold(info)}
	anchors.open = append(anchors.open, a)
	return a, nil
}

// close lets go of the anchor; the last to do so closes the file.
func (a *anchor) close() error {
	if a == nil {
		return nil
	}
	anchors.Lock()
	defer anchors.Unlock()
	if a.users--; a.users > 0 {
		return nil
	}
	anchors.open = slices.DeleteFunc(anchors.open, func(b *anchor) bool { return b == a })
	a.free()
	return a.file.Close()
}

// patience is how long a writer waits for one who only looks.
const patience = time.Second

// seize takes the exclusive lock of the file; ok is false where another has
// the file, and reads tells that those only read.
func (a *anchor) seize() (ok, reads bool, err error) {
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if ok, reads, err = a.trySeize(); ok || err != nil || !reads || time.Now().After(end) {
			return ok, reads, err
		}
	}
}

func (a *anchor) trySeize() (ok, reads bool, err error) {
	anchors.Lock()
	defer anchors.Unlock()
	if a.writer || a.sharers > 0 {
		return false, a.sharers > 0, nil
	}
	if ok, err = lockWhole(a.file, true); ok || err != nil {
		a.writer = ok
		return ok, false, err
	}
	if reads, err = lockWhole(a.file, false); reads {
		err = unlockWhole(a.file)
	}
	return false, reads, err
}

// share takes the shared lock; false where a writer has the file.
func (a *anchor) share() (bool, error) {
	if a == nil {
		return false, nil
	}
	anchors.Lock()
	defer anchors.Unlock()
	if a.writer {
		return false, nil
	}
	if a.sharers == 0 {
		if ok, err := lockWhole(a.file, false); !ok || err != nil {
			return false, err
		}
	}
	a.sharers++
	return true, nil
}

// unseize and unshare give the locks back.
func (a *anchor) unseize() error {
	anchors.Lock()
	defer anchors.Unlock()
	a.writer = false
	return unlockWhole(a.file)
}

func (a *anchor) unshare() error {
	anchors.Lock()
	defer anchors.Unlock()
	if a.sharers--; a.sharers > 0 {
		return nil
	}
	return unlockWhole(a.file)
}

// nameInUse is the name of the file under which its log lies or another program
// has it open: SQLite finds a log by the file's name, and a file with several
// names (hard links) must be opened by one. other tells that the file has a
// name outside its folder, where no log can be looked for.
func nameInUse(path string, info os.FileInfo) (name string, other bool) {
	names := links(path, info)
	if names < 2 {
		return path, false
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return path, true
	}
	found, used := uint64(0), ""
	for _, e := range entries {
		sibling := filepath.Join(filepath.Dir(path), e.Name())
		if there, err := os.Lstat(sibling); err != nil || !os.SameFile(there, info) {
			continue
		}
		found++
		if used == "" && (logBeside(sibling) || exists(sibling+".lock")) {
			used = sibling
		}
	}
	if used == "" || logBeside(path) || exists(path+".lock") {
		used = path
	}
	return used, found < names
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func errOtherName(path string) error {
	return data.Problem{Field: "登记库", Message: "“" + path + "”正由另一个程序以另一个文件名（硬链接）使用", Hint: "请关闭那个程序，或用同一个文件名打开；文件没有改动"}
}

// lockedByName tells whether a program has the lock that bears this name.
func lockedByName(path string) (bool, error) {
	if !exists(path + ".lock") {
		return false, nil
	}
	lock := flock.New(path+".lock", flock.SetFlag(os.O_RDONLY))
	free, err := lock.TryRLock()
	return !free, errors.Join(gone(err), lock.Close())
}

// who names the program that has the registry at path.
func who(path string) string {
	text, err := os.ReadFile(path + ".who")
	if name := strings.TrimSpace(string(text)); err == nil && name != "" {
		return name
	}
	return "另一个程序"
}

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
	text := fmt.Sprintf("%s（%s，进程%d，%s起）", clerk, host, os.Getpid(), data.Moment(since))
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
