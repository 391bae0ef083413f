package registry

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
)

// applicationID marks a file as a registry of this program: "JBAN".
const applicationID = 0x4A42414E

// header is what the first 100 bytes of the file say (sqlite.org/fileformat).
type header struct {
	pageSize int64
	pages    int64 // 0 where the file does not know
	version  int
	id       uint32
}

// readHeader reads it through the anchor; see there why in no other way. The
// size is asked for last: a file that another program works with grows first.
func readHeader(a *anchor) (h header, size int64, err error) {
	b := make([]byte, 100)
	_, err = a.file.ReadAt(b, 0)
	info, e := a.file.Stat()
	switch {
	case e != nil:
		return h, 0, e
	case errors.Is(err, io.EOF) || err == nil && string(b[:16]) != "SQLite format 3\x00":
		return h, info.Size(), errNotRegistry
	case err != nil:
		return h, 0, err
	}
	h = header{pageSize: int64(binary.BigEndian.Uint16(b[16:])), version: int(binary.BigEndian.Uint32(b[60:])), id: binary.BigEndian.Uint32(b[68:])}
	if h.pageSize == 1 {
		h.pageSize = 65536
	}
	if binary.BigEndian.Uint32(b[24:]) == binary.BigEndian.Uint32(b[92:]) { // else the count may be out of date
		h.pages = int64(binary.BigEndian.Uint32(b[28:]))
	}
	return h, info.Size(), nil
}

var errNotRegistry = errors.New("not a registry")

// examine opens the file and looks at its first bytes before SQLite may touch
// it, so that nothing is ever written beside a file that is foreign, newer or
// cut.
func examine(path string) (*anchor, error) {
	a, err := openAnchor(path)
	if err != nil {
		return nil, header{}.judge(path, err)
	}
	err = wholeFile(path, func() (want, size int64, err error) {
		h, size, err := readHeader(a)
		if err = h.judge(path, err); err != nil || logBeside(path) { // a part of it may be in the log
			return 0, 0, err
		}
		return h.pages * h.pageSize, size, nil
	})
	if err != nil {
		return nil, errors.Join(err, a.close())
	}
	return a, nil
}

// judge says what is wrong with a file by its header, or by why that could not
// be read.
func (h header) judge(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errMissing(path)
	case errors.Is(err, errNotRegistry) || err == nil && h.id != applicationID:
		return errForeign(path)
	case err != nil:
		return errUnreadable(path, err)
	case h.version > SchemaVersion():
		return errNewer(path, h.version)
	case h.version < 1 || h.pageSize < 512:
		return errDamaged(path, "文件头不对")
	}
	return nil
}

// looksAtSize is how often a file is looked at that seems cut.
const looksAtSize = 4

// wholeFile refuses a file shorter than its own page count says. Another program
// may save, fold and empty its log between the two, so what seems cut is looked
// at again.
func wholeFile(path string, look func() (want, size int64, err error)) error {
	for n := 1; ; n++ {
		want, size, err := look()
		switch {
		case err != nil || size >= want:
			return err
		case n == looksAtSize:
			return errDamaged(path, fmt.Sprintf("应有%d字节，只有%d字节", want, size))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// logBeside tells whether a log beside the file holds a part of it.
func logBeside(path string) bool {
	for _, end := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(path + end); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

// verify looks again after SQLite has recovered what a log held: a kill during
// a checkpoint leaves a short file that recovers whole. Where another program
// keeps a log, the file may lack what that log has.
func (r *Registry) verify(ctx context.Context) error {
	whole := true
	if r.write != nil {
		var err error
		if _, whole, err = r.checkpoint(ctx, r.write, "PASSIVE"); err != nil {
			return err
		}
	}
	if whole { // else a reader keeps a part in the log
		if err := r.verifySize(ctx); err != nil {
			return err
		}
	}
	return r.verifyStructure(ctx)
}

// verifySize refuses a file that is cut.
func (r *Registry) verifySize(ctx context.Context) error {
	return wholeFile(r.path, func() (want, size int64, err error) {
		if err := r.read.QueryRowContext(ctx, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&want); err != nil {
			return 0, 0, err
		}
		info, err := os.Stat(r.file) // opening it would cost SQLite its locks
		if err != nil {
			return 0, 0, errUnreadable(r.path, err)
		}
		if r.write == nil && !r.still && logBeside(r.file) { // another program's
			return 0, 0, nil
		}
		return want, info.Size(), nil
	})
}

// verifyStructure refuses what this program cannot read; of a file that has to
// be brought forward first a copy is read where the file cannot be written.
func (r *Registry) verifyStructure(ctx context.Context) error {
	var version, tables int
	if err := r.read.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if err := r.read.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('proposals', 'journal', 'actions')").Scan(&tables); err != nil {
		return err
	}
	switch {
	case version > SchemaVersion():
		return errNewer(r.path, version)
	case tables != 3:
		return errDamaged(r.path, "缺少数据表")
	case version < SchemaVersion() && r.write == nil:
		return r.readOlder(ctx, version)
	}
	return nil
}

// dsn is a path as SQLite's file: names want it.
func dsn(path string) string {
	name := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(filepath.ToSlash(path))
	if !strings.HasPrefix(name, "/") { // C:/…
		name = "/" + name
	}
	return "file://" + name
}

// SQLiteVersion is the version of the SQLite inside.
func SQLiteVersion() string {
	v, _, _ := sqlite3.Version()
	return v
}

// backupName is where the nth copy of a second before a migration goes.
func backupName(path string, version int, now time.Time, n int) string {
	name := path + ".v" + strconv.Itoa(version) + "-" + now.Format("20060102-150405")
	if n > 1 {
		name += "-" + strconv.Itoa(n)
	}
	return name + ".bak"
}

// fullDisk is why nothing can be written where no room is left.
const fullDisk = "磁盘已满"

// wantsRoom tells whether SQLite failed because the disk is full. It does not
// always say so of the files beside the registry: then the folder is tried.
func (r *Registry) wantsRoom(err error) bool {
	if noSpace(err) {
		return true
	}
	var se sqlite3.Error
	if !errors.As(err, &se) {
		return false
	}
	switch se.Code {
	case sqlite3.ErrFull:
		return true
	case sqlite3.ErrIoErr, sqlite3.ErrCantOpen:
		return noSpace(se.SystemErrno) || noSpace(tryRoom(filepath.Dir(r.path)))
	}
	return false
}

// tryRoom writes as much as SQLite needs beside a file, and takes it away.
func tryRoom(dir string) error {
	f, err := os.CreateTemp(dir, ".jianban-*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, 64<<10))
	return errors.Join(err, f.Close(), os.Remove(f.Name()))
}

// readWithoutRoom reads a registry beside which nothing can be written any
// more. Where a log holds a part of it, both are read as copies in the folder
// for temporary files, which often lies on another disk.
func (r *Registry) readWithoutRoom(ctx context.Context) error {
	if err := r.disconnect(); err != nil {
		return err
	}
	r.read, r.write = nil, nil
	if r.holder != nil {
		err := errors.Join(r.anchor.unseize(), r.holder.release())
		if r.holder, r.alone = nil, false; err != nil {
			return err
		}
		if err := r.shareFile(); err != nil {
			return err
		}
	}
	r.readOnly, r.fixed = fullDisk, true
	if logBeside(r.path) && r.shared && !r.still {
		if err := r.copyAway(); err != nil {
			return err
		}
	}
	if err := r.connect(ctx, "FULL"); err != nil {
		return err
	}
	return r.verify(ctx)
}

// copyAway makes the copies that are read from then on.
func (r *Registry) copyAway() (err error) {
	if r.temp, err = newTemp(); err != nil {
		return err
	}
	r.file = filepath.Join(r.temp.dir, filepath.Base(r.path))
	if err := fillFile(r.file, io.NewSectionReader(r.anchor.file, 0, math.MaxInt64)); err != nil {
		return err
	}
	log, err := os.Open(r.path + "-wal") // SQLite has no locks on it
	if err != nil {
		return gone(err)
	}
	return errors.Join(fillFile(r.file+"-wal", log), log.Close())
}

func fillFile(path string, from io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Close())
}

// lateClock is how far behind the registry's last action the clock may be;
// workstations that take turns differ by so much.
const lateClock = 5 * time.Minute

// lookAtClock tells of a clock that went back: the next action would be
// entered before the last.
func (r *Registry) lookAtClock(ctx context.Context) {
	var text string
	if err := r.read.QueryRowContext(ctx, "SELECT at FROM actions ORDER BY id DESC LIMIT 1").Scan(&text); err != nil {
		return // nothing was done yet, or Check tells
	}
	last, err := time.Parse(time.RFC3339, text)
	if now := r.opts.Now(); err == nil && last.Sub(now) > lateClock {
		r.notices = append(r.notices, "电脑的时间是"+data.Moment(now)+"，早于登记库里最后一次操作的时间"+data.Moment(last.In(now.Location()))+"，请核对电脑的日期和时间")
	}
}

// wayOut is what a person can do where nothing can be written.
func (r *Registry) wayOut() string {
	if r.readOnly == fullDisk {
		return "请腾出空间后重新打开"
	}
	if r.person != nil {
		return "要修改，请换有权限的用户名"
	}
	return "请关闭占用它的程序，或改用可以写入的文件"
}
