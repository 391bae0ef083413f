package registry

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
)

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
	return "请关闭占用它的程序，或改用可以写入的文件"
}
