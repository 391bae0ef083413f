package registry

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"jianban/data"
)

// Origin is the hash of the registry's first action: its backups bear it.
func (r *Registry) Origin(ctx context.Context) (string, error) {
	var hash string
	err := r.read.QueryRowContext(ctx, "SELECT hash FROM actions WHERE hash <> '' ORDER BY id LIMIT 1").Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return hash, explain(err)
}

// CopyBackup copies a backup to another place, whole or not at all, and reads
// the copy once more.
func CopyBackup(ctx context.Context, from, to string) (err error) {
	if err := freePlace(to); err != nil {
		return err
	}
	sweepParts(filepath.Dir(to), time.Now())
	part, err := newPart(filepath.Dir(to))
	if err != nil {
		return writeProblem(to, err)
	}
	defer func() { err = errors.Join(err, removeAll(part)) }()
	if err := copyFile(ctx, from, part); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return writeProblem(to, err)
	}
	if _, err := VerifyBackup(ctx, part); err != nil {
		return err
	}
	return writeProblem(to, publish(part, to))
}

func copyFile(ctx context.Context, from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, stopping{ctx, in})
	return errors.Join(err, out.Close())
}

// Replace puts the registry at incoming, in the same folder, in the place of
// the one at path, which stays under the name aside. Nobody may have it open.
// A whole registry lies at path all the while, where files can have two names.
func Replace(path, incoming, aside string) (err error) {
	h, by, err := hold(path, "", time.Now())
	if err != nil {
		return writeProblem(path, err)
	}
	if h == nil {
		return data.Problem{Field: "恢复", Message: "登记库正由" + by + "使用，没有替换", Hint: "请关闭它后再恢复一次；登记库没有改动"}
	}
	defer func() { err = errors.Join(err, h.release()) }()
	if logBeside(path) || logBeside(incoming) {
		return data.Problem{Field: "恢复", Message: "登记库正由别的程序打开，没有替换", Hint: "请关闭它后再恢复一次；登记库没有改动"}
	}
	if _, err := os.Lstat(aside); err == nil {
		return writeProblem(aside, os.ErrExist)
	}
	linked := os.Link(path, aside) == nil
	if !linked { // a file system without links
		if err := os.Rename(path, aside); err != nil {
			return writeProblem(aside, err)
		}
	}
	if err := os.Rename(incoming, path); err != nil {
		if linked {
			return errors.Join(writeProblem(path, err), os.Remove(aside))
		}
		return errors.Join(writeProblem(path, err), os.Rename(aside, path))
	}
	for _, end := range []string{"-wal", "-shm", "-journal"} { // empty, and not the new one's
		if err := gone(os.Remove(path + end)); err != nil {
			return err
		}
	}
	return syncFolder(filepath.Dir(path))
}
