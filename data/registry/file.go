package registry

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
)

// applicationID marks a file as a registry of this program: "JBAN".
const applicationID = 0x4A42414E

// header is what the first 100 bytes of the file say (sqlite.org/fileformat).
type header struct {
	pageSize int64
	version  int
}

// examine looks at the file's first bytes before SQLite may touch it, so that
// nothing is ever written beside a foreign file.
func examine(path string) (header, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return header{}, errMissing(path)
	}
	if err != nil {
		return header{}, data.Problem{Field: "登记库", Message: "打不开“" + path + "”", Hint: "请检查权限"}
	}
	b := make([]byte, 100)
	_, err = io.ReadFull(f, b)
	if e := f.Close(); e != nil {
		return header{}, e
	}
	if err != nil || string(b[:16]) != "SQLite format 3\x00" || binary.BigEndian.Uint32(b[68:]) != applicationID {
		return header{}, errForeign(path)
	}
	h := header{pageSize: int64(binary.BigEndian.Uint16(b[16:])), version: int(binary.BigEndian.Uint32(b[60:]))}
	if h.pageSize == 1 {
		h.pageSize = 65536
	}
	if h.version > SchemaVersion {
		return header{}, errNewer(path, h.version)
	}
	return h, nil
}

// verifySize refuses a cut file: after SQLite has recovered what a log beside
// it holds, the file must be as long as its own page count says. Pages that
// are only in the log do not count.
func (r *Registry) verifySize(h header) error {
	if _, err := os.Stat(r.path + "-wal"); err == nil && r.write == nil {
		return nil // another program's log holds the rest
	}
	if r.write != nil {
		if _, err := r.write.Exec("PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
			return explain(err)
		}
	}
	info, err := os.Stat(r.path)
	if err != nil {
		return err
	}
	var pages int64
	if err := r.read.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		return explain(err)
	}
	f, err := os.Open(r.path)
	if err != nil {
		return err
	}
	b := make([]byte, 32)
	_, err = io.ReadFull(f, b)
	if e := f.Close(); err != nil || e != nil {
		return errors.Join(err, e)
	}
	told := int64(binary.BigEndian.Uint32(b[28:]))
	if info.Size() < told*h.pageSize {
		return errDamaged(r.path, fmt.Sprintf("应有%d字节，只有%d字节", told*h.pageSize, info.Size()))
	}
	return nil
}

// Create makes a new registry, complete or not at all; an existing file is
// refused.
func Create(path string, o Options) (*Registry, error) {
	if err := CreateWith(path, o, func(*Registry) error { return nil }); err != nil {
		return nil, err
	}
	return Open(path, o)
}

// CreateWith makes a new registry and fills it under another name; only when
// fill has succeeded does it appear at path.
func CreateWith(path string, o Options, fill func(*Registry) error) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return data.Problem{Field: "登记库", Message: "“" + path + "”已经存在", Hint: "请换一个名称，已有文件不会被改动"}
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".registry-*.new")
	if err != nil {
		return createProblem(path, err)
	}
	defer func() { err = errors.Join(err, removeAll(tmp.Name())) }()
	if err := tmp.Close(); err != nil {
		return err
	}
	o.ReadOnly = false
	r, err := prepare(tmp.Name(), o)
	if err != nil {
		return err
	}
	if err := errors.Join(r.fillNew(fill), r.Close()); err != nil {
		return explain(err)
	}
	if err := publish(tmp.Name(), path); err != nil {
		return createProblem(path, err)
	}
	return nil
}

func (r *Registry) fillNew(fill func(*Registry) error) error {
	if r.readOnly != "" {
		return data.Problem{Field: "登记库", Message: r.readOnly, Hint: "请换一个位置"}
	}
	if err := r.connect(); err != nil {
		return err
	}
	if err := r.migrateTo(0, migrations()); err != nil {
		return err
	}
	pack := r.opts.Pack
	err := r.Do(context.Background(), Action{"新建登记库"}, func(t *Tx) error { return t.SavePack(&pack) })
	if err != nil {
		return err
	}
	if err := fill(r); err != nil {
		return err
	}
	_, err = r.write.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// publish gives the finished file its name, without overwriting another, and
// makes the name durable.
func publish(tmp, path string) error {
	if err := os.Chmod(tmp, 0o644); err != nil {
		return err
	}
	if err := os.Link(tmp, path); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		if err := os.Rename(tmp, path); err != nil { // a file system without links
			return err
		}
	}
	return syncFolder(filepath.Dir(path))
}

func createProblem(path string, err error) error {
	p := data.Problem{Field: "登记库", Message: "不能在“" + filepath.Dir(path) + "”建立文件", Hint: "请换一个位置"}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Message = "文件夹“" + filepath.Dir(path) + "”不存在"
	case errors.Is(err, fs.ErrExist):
		p.Message = "“" + path + "”已经存在"
	case errors.Is(err, fs.ErrPermission):
		p.Message = "没有权限写入“" + filepath.Dir(path) + "”"
	}
	return p
}

func removeAll(base string) error {
	var errs []error
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(base + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// takeLock makes this program the only writer; where another is, the registry
// opens for reading and says who has it.
func (r *Registry) takeLock() error {
	lock := flock.New(r.path + ".lock")
	ok, err := lock.TryLock()
	if err != nil {
		r.readOnly = "不能在所在文件夹加锁"
		return nil
	}
	if !ok {
		who, err := os.ReadFile(r.path + ".who")
		if err != nil || len(who) == 0 {
			who = []byte("另一个程序")
		}
		r.readOnly = "正由" + strings.TrimSpace(string(who)) + "使用"
		return nil
	}
	r.lock = lock
	host, err := os.Hostname()
	if err != nil {
		host = "本机"
	}
	text := fmt.Sprintf("%s（%s，进程%d，%s起）", r.opts.By, host, os.Getpid(), r.opts.Now().Format("15:04"))
	return os.WriteFile(r.path+".who", []byte(text), 0o644)
}

func (r *Registry) releaseLock() error {
	if r.lock == nil {
		return nil
	}
	var errs []error
	if err := os.Remove(r.path + ".who"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		errs = append(errs, err)
	}
	errs = append(errs, r.lock.Unlock())
	r.lock = nil
	return errors.Join(errs...)
}

// dsn is a path as SQLite's file: names want it.
func dsn(path string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(filepath.ToSlash(path))
}

// SQLiteVersion is the version of the SQLite inside.
func SQLiteVersion() string {
	v, _, _ := sqlite3.Version()
	return v
}

// backupName is where the copy before a migration goes.
func backupName(path string, version int, now time.Time) string {
	return path + ".v" + strconv.Itoa(version) + "-" + now.Format("20060102-150405") + ".bak"
}
