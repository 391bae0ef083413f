package registry

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
)

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
