package registry

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"jianban/data"
	"jianban/data/registry/postgres"
)

// Create makes a new registry and opens it, complete or not at all; an
// existing file is refused.
func Create(ctx context.Context, path string, o Options) (*Registry, error) {
	if err := CreateWith(ctx, path, o, func(*Registry) error { return nil }); err != nil {
		return nil, err
	}
	return Open(ctx, path, o)
}

// CreateWith makes a new registry and lets fill write into it under another
// name beside path; only when fill has succeeded and the disk has it does it
// appear at path. A failure leaves nothing; what a killed program left is
// swept up by the next.
func CreateWith(ctx context.Context, path string, o Options, fill func(*Registry) error) (err error) {
	if postgres.Is(path) {
		return createShared(ctx, path, o, fill)
	}
	if _, err := os.Lstat(path); err == nil {
		return createProblem(path, fs.ErrExist)
	}
	o.ReadOnly = false
	r, err := prepare(path, o)
	if err != nil {
		return err
	}
	if r.readOnly != "" {
		return createProblem(path, fs.ErrPermission)
	}
	r.file = r.path + ".new"
	h, by, err := hold(r.path, r.opts.By, r.opts.Now())
	if err != nil {
		return createProblem(path, err)
	}
	if h == nil {
		return data.Problem{Field: "登记库", Message: "“" + path + "”正由" + by + "建立", Hint: "请等它完成"}
	}
	defer func() { err = errors.Join(err, removeAll(r.file), h.release()) }()
	if err := removeAll(r.file); err != nil {
		return createProblem(path, err)
	}
	if err := errors.Join(r.build(ctx, fill), r.Close()); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return explain(err)
	}
	if err := publish(r.file, r.path); err != nil {
		return createProblem(path, err)
	}
	return nil
}

// build makes the structure, keeps the rule pack and fills. Nothing is synced
// on the way: publish does that once.
func (r *Registry) build(ctx context.Context, fill func(*Registry) error) error {
	f, err := os.OpenFile(r.file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return createProblem(r.path, err)
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := r.connect(ctx, "OFF"); err != nil {
		return err
	}
	if err := stepForward(ctx, r.write, 0, migrations()); err != nil {
		return err
	}
	if err := r.ensureIndex(ctx); err != nil {
		return err
	}
	if pack := r.opts.Pack; pack.Name != "" {
		if err := r.Do(ctx, Action{What: "建立登记库"}, func(t *Tx) error { return t.SavePack(&pack) }); err != nil {
			return err
		}
	}
	return fill(r)
}

// publish makes the finished file durable and gives it its name, without
// overwriting another.
func publish(tmp, path string) error {
	f, err := os.OpenFile(tmp, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(tmp, path); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		if _, err := os.Lstat(path); err == nil { // a file system without links
			return fs.ErrExist
		}
		if err := os.Rename(tmp, path); err != nil {
			return err
		}
	}
	return syncFolder(filepath.Dir(path))
}

func createProblem(path string, err error) error {
	dir := filepath.Dir(path)
	p := data.Problem{Field: "登记库", Message: "不能在“" + dir + "”建立文件", Hint: "请换一个位置"}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Message = "文件夹“" + dir + "”不存在"
	case errors.Is(err, fs.ErrExist):
		p.Message, p.Hint = "“"+path+"”已经存在", "请换一个名称，已有文件不会被改动"
	case noSpace(err):
		p.Message, p.Hint = fullDisk+"，不能在“"+dir+"”建立文件", "请腾出空间后再试"
	case errors.Is(err, fs.ErrPermission):
		p.Message = "没有权限写入“" + dir + "”"
	}
	return p
}

func removeAll(base string) error {
	var errs []error
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		errs = append(errs, gone(os.Remove(base+end)))
	}
	return errors.Join(errs...)
}
