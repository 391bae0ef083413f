package data_test

import (
	"errors"
	"testing"

	"jianban/data"
)

func TestWhichPathsAreShares(t *testing.T) {
	for path, want := range map[string]bool{
		`\\fs01\share\registry.db`: true, `//fs01/share/a`: true, `\\?\UNC\fs01\share\a`: true, `\\?\unc\fs01\a`: true,
		`\\wsl$\Debian\a`: true, `\\10.0.0.5\公共\a`: true,
		`C:\Users\张三\a`: false, `\\?\C:\a`: false, `\\.\COM1`: false, `\\?\Volume{1}\a`: false, `/home/a`: false, `\a`: false, `\\`: false, ``: false, `\\\a`: false,
	} {
		if got := data.UNCPath(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

func TestWhichMountAPathLiesOn(t *testing.T) {
	const mounts = `22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/nas rw shared:1 - cifs //nas/x rw
31 22 0:41 / /home/u/远程\040盘 rw - fuse.sshfs u@h:/ rw
32 22 8:2 / /mnt/usb rw - fuseblk /dev/sdb1 rw
33 30 8:3 / /mnt/nas/local rw - ext4 /dev/sdc rw
34 22 0:42 / /mnt/usb rw - nfs4 h:/ rw
broken
`
	for path, want := range map[string]struct {
		kind   string
		remote bool
	}{
		"/a": {"ext4", false}, "/mnt/nas/a": {"cifs", true}, "/mnt/nas2/a": {"ext4", false}, "/mnt/nas": {"cifs", true},
		"/home/u/远程 盘/a": {"fuse.sshfs", true}, "/mnt/nas/local/a": {"ext4", false}, "/mnt/usb/a": {"nfs4", true},
	} {
		if kind := data.MountedKind(mounts, path); kind != want.kind || data.RemoteKind(kind) != want.remote {
			t.Errorf("%s: %s", path, kind)
		}
	}
	if data.MountedKind("", "/a") != "" || data.RemoteKind("") || data.RemoteKind("fuseblk") {
		t.Error("a kind is made up")
	}
}

func TestWhichFoldersAreSynced(t *testing.T) {
	roots := map[string]string{`C:\Users\张三\工作盘`: "OneDrive", "": "OneDrive"}
	for path, want := range map[string]string{
		`C:\Users\张三\OneDrive\建办\registry.db`:           "OneDrive",
		`C:\Users\张三\OneDrive - 红塔区政府办\文档\registry.db`:  "OneDrive",
		`c:\users\张三\工作盘\registry.db`:                   "OneDrive",
		`C:\Users\张三\工作盘2\registry.db`:                  "",
		`C:\Users\张三\AppData\Local\jianban\registry.db`: "",
		`D:\坚果云\a.db`:                                   "坚果云",
		`/home/u/Dropbox/a.db`:                          "Dropbox",
		`/home/u/Nextcloud/a.db`:                        "Nextcloud",
		`D:\BaiduSyncdisk\a.db`:                         "百度网盘",
		`D:\办公\onedrive.db`:                             "", // a file's name is no folder
		`D:\onedrivers\a.db`:                            "",
		`C:\Users\u\iCloudDrive\a.db`:                   "iCloud",
	} {
		if got := data.SyncedBy(path, roots); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	if data.SyncWarning("") != "" {
		t.Error("a warning of none")
	}
}

func TestSecondName(t *testing.T) {
	taken := map[string]bool{`D:\a.b\台账 (2).xlsx`: true, "/a/x (2)": true, "/a/x (3)": true}
	for path, want := range map[string]string{
		`D:\a.b\台账.xlsx`: `D:\a.b\台账 (3).xlsx`, "/a/总结.pdf": "/a/总结 (2).pdf", "/a/x": "/a/x (4)", "/a/表 (2).pdf": "/a/表 (3).pdf", "/a/表 (2026).pdf": "/a/表 (2026) (2).pdf", "/a/表 (x).pdf": "/a/表 (x) (2).pdf", `D:\a.b\无`: `D:\a.b\无 (2)`,
	} {
		if got := data.SecondName(path, func(s string) bool { return taken[s] }); got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
	var told data.Problem
	if err := error(data.InUse{Problem: data.Problem{Message: "开着"}}); !errors.As(err, &told) || !data.Told(err) || data.Sentence(err) != "开着" {
		t.Error("in use is not told")
	}
}
