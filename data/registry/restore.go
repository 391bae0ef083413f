package registry

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"filippo.io/age"
	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
)

// Restore makes a registry at to of the backup at from, complete or not at
// all. A target that exists, a backup that is cut or changed, and a wrong
// passphrase are refused and leave nothing behind. The registry is examined
// whole before it gets its name. progress is told the bytes read; it may be nil.
func Restore(ctx context.Context, from, to, passphrase string, progress func(done, total int64)) (m data.BackupManifest, err error) {
	if err := freePlace(to); err != nil {
		return m, err
	}
	sweepParts(filepath.Dir(to), time.Now())
	part, err := newPart(filepath.Dir(to))
	if err != nil {
		return m, writeProblem(to, err)
	}
	defer func() { err = errors.Join(err, removeAll(part)) }()
	if m, err = unpack(ctx, from, part, passphrase, progress); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return m, err
	}
	if err := publish(part, to); err != nil {
		return m, writeProblem(to, err)
	}
	return m, nil
}

// InspectBackup reads a backup whole and tells what it holds; one that is
// encrypted needs its passphrase. Nothing stays: what has to be decrypted goes
// into a temporary file in dir.
func InspectBackup(ctx context.Context, path, passphrase, dir string) (m data.BackupManifest, err error) {
	if m, err = ReadBackup(path); err != nil {
		return m, err
	}
	if !m.Encrypted {
		return VerifyBackup(ctx, path)
	}
	part, err := newPart(dir)
	if err != nil {
		return m, writeProblem(path, err)
	}
	defer func() { err = errors.Join(err, removeAll(part)) }()
	return unpack(ctx, path, part, passphrase, nil)
}

// unpack writes the registry that a backup holds to the file at part and
// examines it.
func unpack(ctx context.Context, from, part, passphrase string, progress func(done, total int64)) (m data.BackupManifest, err error) {
	f, m, err := openBackup(from)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if m.Schema > SchemaVersion() {
		return m, errNewer(from, m.Schema)
	}
	out, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return m, writeProblem(part, err)
	}
	source := io.ReaderAt(f)
	if progress != nil {
		source = &counting{f, m.Size, 0, progress}
	}
	if m.Encrypted {
		m, err = unseal(ctx, source, out, m, passphrase)
	} else {
		err = readBody(ctx, out, source, m)
	}
	if err := errors.Join(err, out.Close()); err != nil {
		if noSpace(err) {
			return m, writeProblem(part, err)
		}
		return m, backupProblem(from, err)
	}
	return m, fits(ctx, from, part, m)
}

// fits examines the registry unpacked and compares it with the manifest.
func fits(ctx context.Context, from, part string, m data.BackupManifest) error {
	found, _, err := examineCopy(ctx, part)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return data.Problem{Field: "备份", Message: "备份“" + from + "”里的登记库有损坏（" + data.Sentence(explain(err)) + "）", Hint: "请改用另一份备份"}
	case found.Size != m.Size || found.Schema != m.Schema || found.Actions != m.Actions || found.Chain != m.Chain || !slices.Equal(found.Years, m.Years):
		return backupProblem(from, errBackupChanged)
	}
	return nil
}

// unseal decrypts the body of an encrypted backup, which is a backup itself,
// and leaves in out what that one holds.
func unseal(ctx context.Context, f io.ReaderAt, out *os.File, sealed data.BackupManifest, passphrase string) (m data.BackupManifest, err error) {
	if passphrase == "" {
		return sealed, data.Problem{Field: "口令", Message: "这份备份是加密的", Hint: "请给出备份口令（命令行用 --passphrase-file）"}
	}
	pair, err := BackupKey{sealed.Recipient, sealed.Key}.unlock(passphrase)
	if err != nil {
		return sealed, err
	}
	h := sha256.New()
	body := io.TeeReader(stopping{ctx, io.NewSectionReader(f, 0, sealed.Size)}, h)
	plain, err := age.Decrypt(body, pair)
	if err != nil {
		return sealed, changedUnless(ctx)
	}
	// A cut or changed age file gives what comes before the damage: out counts
	// only once all was read.
	size, err := io.Copy(out, plain)
	if noSpace(err) {
		return sealed, err
	}
	if err != nil {
		return sealed, changedUnless(ctx)
	}
	if hex.EncodeToString(h.Sum(nil)) != sealed.SHA256 {
		return sealed, errBackupChanged
	}
	if m, err = readManifest(out, size); err != nil {
		return m, errBackupChanged
	}
	if m.Encrypted {
		return m, errBackupChanged
	}
	if err := readBody(ctx, io.Discard, out, m); err != nil {
		return m, err
	}
	return m, out.Truncate(m.Size)
}

// changedUnless is the reason why an age file cannot be read to its end.
func changedUnless(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return errBackupChanged
}

// counting tells how far reading has come.
type counting struct {
	f           io.ReaderAt
	total, done int64
	tell        func(done, total int64)
}

func (c *counting) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.f.ReadAt(p, off)
	c.done += int64(n)
	c.tell(min(c.done, c.total), c.total)
	return n, err
}

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

// partName names what is under way, so that a killed program's can be swept up.
const partName = ".jianban-*.part"

// newPart makes an empty file for its owner only.
func newPart(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, partName) // 0600
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// sweepParts removes what a killed program left under way in a folder. A file
// that is being written changes all the time, so one that did not for an hour
// belongs to nobody. What cannot be removed stays: it counts as no backup.
func sweepParts(dir string, now time.Time) {
	found, err := filepath.Glob(filepath.Join(escapeGlob(dir), partName))
	if err != nil {
		return
	}
	for _, path := range found {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > time.Hour {
			_ = removeAll(path)
		}
	}
}

// escapeGlob takes the meaning from what a pattern would read in a folder's name.
func escapeGlob(dir string) string {
	var out []rune
	for _, c := range dir {
		switch c {
		case '*', '?', '[':
			out = append(out, '[', c, ']')
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

// freePlace refuses a file that is there, or that would take over a log which
// a registry of that name left.
func freePlace(path string) error {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if _, err := os.Lstat(path + end); err == nil {
			return writeProblem(path+end, fs.ErrExist)
		}
	}
	switch info, err := os.Stat(filepath.Dir(path)); {
	case errors.Is(err, fs.ErrNotExist):
		return writeProblem(path, err)
	case err == nil && !info.IsDir():
		return data.Problem{Field: "备份", Message: "“" + filepath.Dir(path) + "”不是文件夹", Hint: "请换一个位置"}
	}
	return nil
}

// writeProblem tells why a backup or a restored registry could not be written.
func writeProblem(path string, err error) error {
	if err == nil || data.Told(err) {
		return err
	}
	p := data.Problem{Field: "备份", Message: "写不了“" + path + "”（" + err.Error() + "）", Hint: "请检查磁盘，或换一个位置"}
	var se sqlite3.Error
	switch {
	case errors.Is(err, fs.ErrExist):
		p.Message, p.Hint = "“"+path+"”已经存在", "请换一个名称；已有文件没有改动"
	case errors.Is(err, fs.ErrNotExist):
		p.Message, p.Hint = "文件夹“"+filepath.Dir(path)+"”不存在", "请先建立这个文件夹，或换一个位置"
	case errors.Is(err, fs.ErrPermission):
		p.Message, p.Hint = "没有权限写入“"+filepath.Dir(path)+"”", "请换一个位置"
	case noRoom(err):
		p.Message, p.Hint = "磁盘已满，“"+path+"”没有写成", "请腾出空间后再试"
	case errors.As(err, &se):
		return explain(err)
	}
	return p
}

// backupProblem tells what is wrong with the backup at path.
func backupProblem(path string, err error) error {
	if err == nil || data.Told(err) {
		return err
	}
	p := data.Problem{Field: "备份", Message: "读不了“" + path + "”（" + err.Error() + "）", Hint: "请检查磁盘"}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Message, p.Hint = "找不到“"+path+"”", "请核对位置"
	case errors.Is(err, fs.ErrPermission):
		p.Message, p.Hint = "没有权限读取“"+path+"”", "请管理员放开权限"
	case errors.Is(err, errNoBackup):
		p.Message, p.Hint = "“"+path+"”不是建办的备份，或者末尾被截去", "请选对文件，或改用另一份备份"
	case errors.Is(err, errBackupChanged):
		p.Message, p.Hint = "备份“"+path+"”不完整或被改动过", "请改用另一份备份"
	case errors.Is(err, errBackupNewer):
		p.Message, p.Hint = "备份“"+path+"”由更新版本的建办写成", "请升级程序"
	case errors.Is(err, errPassphrase):
		p.Field, p.Message, p.Hint = "口令", "口令不对，打不开备份“"+path+"”", "请核对口令；忘记的口令无法找回"
	}
	return p
}

func errCopyDamaged(what string) error {
	return data.Problem{Field: "备份", Message: "登记库有损坏，这份备份不能算数（" + what + "）", Hint: "请运行检查，并保留最近一份好的备份"}
}
