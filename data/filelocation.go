package data

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// UNCPath tells whether a Windows path names a share of another machine:
// \\server\share, also as \\?\UNC\server\share or with slashes. \\?\C:\ and \\.\
// are this machine's.
func UNCPath(p string) bool {
	rest, ok := strings.CutPrefix(strings.ReplaceAll(p, "/", `\`), `\\`)
	if !ok || rest == "" {
		return false
	}
	if prefix, inner, _ := strings.Cut(rest, `\`); prefix == "?" || prefix == "." {
		return len(inner) > 4 && strings.EqualFold(inner[:4], `UNC\`)
	}
	return rest[0] != '\\'
}

// MountedKind is the kind of file system that a path lies on, by the table of
// mounts that Linux gives in /proc/self/mountinfo (proc(5)); "" where it is not
// told. Of several at one place the last is on top.
func MountedKind(mountinfo, file string) (kind string) {
	longest := -1
	for line := range strings.Lines(mountinfo) {
		before, after, ok := strings.Cut(line, " - ")
		fields, rest := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(rest) == 0 {
			continue
		}
		at := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\134`, `\`).Replace(fields[4])
		inside := at == "/" || file == at || strings.HasPrefix(file, at+"/")
		if inside && len(at) >= longest {
			longest, kind = len(at), rest[0]
		}
	}
	return kind
}

// remoteKinds are kinds of file systems that lie on another machine.
var remoteKinds = []string{"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "9p", "vboxsf", "davfs", "glusterfs", "lustre",
	"fuse.sshfs", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.davfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.curlftpfs"}

// RemoteKind tells whether a kind of file system lies on another machine, where
// locks cannot be trusted.
func RemoteKind(kind string) bool {
	for _, k := range remoteKinds {
		if k == kind {
			return true
		}
	}
	return false
}

// syncers are the programs that copy a folder to other machines by themselves, by
// what their folders are called.
var syncers = []struct{ folder, program string }{
	{"onedrive", "OneDrive"}, {"坚果云", "坚果云"}, {"nutstore", "坚果云"}, {"dropbox", "Dropbox"},
	{"baidusyncdisk", "百度网盘"}, {"百度网盘", "百度网盘"}, {"baidunetdisk", "百度网盘"}, {"wpsdrive", "WPS云盘"}, {"wps云盘", "WPS云盘"}, {"wps cloud files", "WPS云盘"},
	{"icloud", "iCloud"}, {"google drive", "Google Drive"}, {"googledrive", "Google Drive"}, {"syncthing", "Syncthing"},
	{"nextcloud", "Nextcloud"}, {"seafile", "Seafile"},
}

// SyncedBy is the program that copies the folder of a file to other machines by
// itself; "" where none is known. roots are folders that the system says are
// such, with their program. Folders of OneDrive are called after it and the
// organisation: OneDrive - 红塔区政府办.
func SyncedBy(file string, roots map[string]string) string {
	slashed := strings.ToLower(path.Clean(strings.ReplaceAll(file, `\`, "/")))
	for root, program := range roots {
		root = strings.ToLower(path.Clean(strings.ReplaceAll(root, `\`, "/")))
		if root != "." && root != "/" && strings.HasPrefix(slashed, root+"/") {
			return program
		}
	}
	for _, part := range strings.Split(path.Dir(slashed), "/") {
		for _, s := range syncers {
			if rest, ok := strings.CutPrefix(strings.TrimPrefix(part, "."), s.folder); ok && (rest == "" || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "-") || s.folder == "icloud" && rest == "drive") {
				return s.program
			}
		}
	}
	return ""
}

// SyncWarning is what a person is told of a registry in such a folder, without a
// full stop; "" where program is none.
func SyncWarning(program string) string {
	if program == "" {
		return ""
	}
	return "登记库在" + program + "的文件夹里。同步程序会在登记库正在使用时复制或替换它，几台电脑都打开时会丢失内容；请关闭程序后把登记库移到本机的普通文件夹再打开，备份可以留在这里"
}

// SecondName is the name beside a file that cannot be replaced: 台账 (2).xlsx, or
// the first of (3), (4) … that is not taken. After 台账 (2).xlsx comes (3).
func SecondName(file string, taken func(string) bool) string {
	ending := path.Ext(path.Base(strings.ReplaceAll(file, `\`, "/")))
	stem, begin := strings.TrimSuffix(file, ending), 2
	if i := strings.LastIndex(stem, " ("); i >= 0 && strings.HasSuffix(stem, ")") {
		if n, err := strconv.Atoi(stem[i+2 : len(stem)-1]); err == nil && n > 1 && n < 1000 {
			stem, begin = stem[:i], n+1
		}
	}
	for n := begin; ; n++ {
		if name := fmt.Sprintf("%s (%d)%s", stem, n, ending); !taken(name) {
			return name
		}
	}
}

// InUse is the problem that another program has the file at Path open, so that it
// cannot be replaced.
type InUse struct {
	Problem
	Path string
}

// Unwrap is what a person is told.
func (u InUse) Unwrap() error { return u.Problem }
