package office

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// backupRoom opens the settings over backups of which the last was made some
// days ago; a second place is away.
func backupRoom(t *testing.T, r *screentest.Room, days int) (*SettingsScreen, *screentest.Backups) {
	t.Helper()
	made := r.Deps.Now().AddDate(0, 0, -days)
	last := data.BackupMade{Path: "/数据/备份/registry 1.bak", Made: made, Size: 3 << 20}
	b := &screentest.Backups{Is: data.BackupState{Last: last, Places: []data.BackupPlace{
		{Folder: "/数据/备份", Count: 12, Size: 40 << 20, Last: last}, {Folder: "/U盘", Away: true}}}}
	r.Deps.Backups = b
	return openSettings(t, r), b
}

func TestSettingsTellTheLastBackup(t *testing.T) {
	for days, want := range map[int]string{0: "已检查", 6: "已检查", 7: "已7天没有备份", 30: "已30天没有备份"} {
		screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
			s, _ := backupRoom(t, r, days)
			shown := strings.Join(screentest.Texts(s.backup.root), "\n")
			for _, want := range []string{want, "/数据/备份", "12份，共40.0 MB", "/U盘", "现在不在", "没有设置，备份不加密"} {
				if !strings.Contains(shown, want) {
					t.Errorf("after %d days the settings lack %q:\n%s", days, want, shown)
				}
			}
			if s.backup.back.Visible() {
				t.Error("nothing was restored, yet it can be taken back")
			}
			if days == 7 {
				r.Keep("settings-backup")
			}
		}, story.Lead())
	}
}

// A desk of a shared registry that made no backup tells who made the last one.
func TestSettingsTellOthersBackups(t *testing.T) {
	for days, want := range map[int][]string{0: {"今天 ", "，王某在“OFFICE-2”上", "别处已备份", "这台电脑还没有做过备份"}, 9: {"，王某在“OFFICE-2”上", "已9天没有备份"}} {
		screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
			r.Deps.Backups = &screentest.Backups{Is: data.BackupState{Elsewhere: data.BackupBy{Made: story.Today.Add(-time.Duration(days)*24*time.Hour - time.Minute), By: "王某", Desk: "OFFICE-2"}, Places: []data.BackupPlace{{Folder: "/数据/备份"}}}}
			s := openSettings(t, r)
			shown := strings.Join(screentest.Texts(s.backup.root), "\n")
			for _, w := range want {
				if !strings.Contains(shown, w) {
					t.Errorf("after %d days lacks %q:\n%s", days, w, shown)
				}
			}
			if strings.Contains(shown, "请立即备份") || strings.Contains(shown, "\n还没有备份") {
				t.Errorf("says that there is none:\n%s", shown)
			}
			r.Keep(fmt.Sprintf("settings-backup-elsewhere-%d", days))
		}, story.Lead())
	}
}

func TestBackupAtOnceAndItsPlaces(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, b := backupRoom(t, r, 8)
		screentest.TapText(t, s.backup.root, "立即备份")
		onethread.Settle()
		screentest.TapText(t, s.backup.root, "不用第二位置")
		onethread.Settle()
		if got := fmt.Sprint(b.Asked); got != "[备份 第二位置 ]" || len(r.Said) == 0 || !strings.Contains(r.Said[0], "已备份到") {
			t.Errorf("asked %s, said %v", got, r.Said)
		}
	}, story.Lead())
}

// A passphrase is taken only when it was typed twice the same; the panel says
// that a lost one cannot be had back.
func TestBackupPassphrase(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, b := backupRoom(t, r, 0)
		screentest.TapText(t, s.backup.root, "备份口令")
		onethread.Settle()
		p := r.Panels[0]
		if !strings.Contains(strings.ReplaceAll(screentest.ShownIn(r), "\n", ""), "无法找回") {
			t.Errorf("shown: %s", screentest.ShownIn(r))
		}
		first, again := screentest.EntryOf(t, r, "至少8个字"), screentest.EntryOf(t, r, "再输入一次")
		for _, typed := range [][2]string{{"短", "短"}, {"足够长的口令一", "足够长的口令一"}, {"足够长的口令一二", "足够长的口令一三"}} {
			first.SetText(typed[0])
			again.SetText(typed[1])
			p.Save()
			onethread.Settle()
		}
		r.Keep("settings-backup-passphrase")
		if len(b.Asked) != 0 || !first.Password {
			t.Errorf("taken: %v", b.Asked)
		}
		again.SetText("足够长的口令一二")
		p.Save()
		onethread.Settle()
		if got := fmt.Sprint(b.Asked); got != "[口令 足够长的口令一二]" {
			t.Errorf("asked %s", got)
		}
	}, story.Lead())
}

// Restoring looks inside first, asks for the passphrase until it fits, and
// tells what would be lost.
func TestRestoreLooksInsideFirst(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, b := backupRoom(t, r, 0)
		stamp := "2022-06-01T08:30:00+08:00"
		b.Passphrase = "密码"
		b.Then = data.BackupManifest{Made: time.Date(2022, 6, 1, 9, 0, 0, 0, time.UTC), Clerk: "李秘书", Actions: 10, Chain: "a", LastEntry: stamp, Years: []data.BackupYear{{Year: 2021, Count: 20, Last: stamp}, {Year: 2022, Count: 3, Last: stamp}}}
		b.Today = data.BackupManifest{Actions: 14, Chain: "b", LastEntry: "2022-06-03T08:30:00+08:00", Years: []data.BackupYear{{Year: 2021, Count: 20, Last: stamp}, {Year: 2022, Count: 5, Last: "2022-06-03T08:30:00+08:00"}}}
		closed := 0
		s.backup.reopen = func() { closed++ }
		s.backup.open("/U盘/旧.bak")
		onethread.Settle()
		ask := r.Panels[0]
		ask.Save()
		onethread.Settle()
		if len(r.Panels) != 1 || !strings.Contains(screentest.ShownIn(r), "口令不对") {
			t.Fatalf("a wrong passphrase: %s", screentest.ShownIn(r))
		}
		screentest.EntryOf(t, r, "").SetText("密码")
		ask.Save()
		onethread.Settle()
		r.Keep("settings-restore")
		shown := strings.Join(screentest.Texts(r.Panels[1].Content), "\n")
		for _, want := range []string{"2022年6月1日 09:00 李秘书", "2021年", "20件", "相同", "2022年", "3件", "5件", "不同", "恢复后，备份以后的4次改动不在其中：2022年少2件。", "撤回恢复"} {
			if !strings.Contains(shown, want) {
				t.Errorf("lacks %q:\n%s", want, shown)
			}
		}
		if len(b.Asked) != 0 || closed != 0 {
			t.Fatalf("asked %v before it was confirmed", b.Asked)
		}
		screentest.TapText(t, r.Panels[1].Buttons[1], "恢复")
		onethread.Settle()
		if got := fmt.Sprint(b.Asked); got != "[恢复 /U盘/旧.bak 密码]" || closed != 1 {
			t.Errorf("asked %s, closed %d times", got, closed)
		}
	}, story.Lead())
}

func TestRestoringIsTakenBackInOneStep(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		made := data.BackupMade{Made: r.Deps.Now()}
		b := &screentest.Backups{Is: data.BackupState{Last: made, Aside: "/数据/registry 恢复前.db"}}
		r.Deps.Backups, r.Yes = b, true
		s := openSettings(t, r)
		closed := 0
		s.backup.reopen = func() { closed++ }
		screentest.TapText(t, s.backup.root, "撤回恢复")
		onethread.Settle()
		if got := fmt.Sprint(b.Asked); got != "[撤回]" || closed != 1 {
			t.Errorf("asked %s, closed %d times", got, closed)
		}
	}, story.Lead())
}

func TestLossWords(t *testing.T) {
	then, today := data.BackupManifest{Actions: 3, Chain: "a", Origin: "o"}, data.BackupManifest{Actions: 3, Chain: "a", Origin: "o"}
	if got := lossWords(nil, then, today); got != "备份以后没有新的登记，内容相同。" {
		t.Error(got)
	}
	then.Origin = "another"
	then.Chain = "b"
	if got := lossWords(nil, then, today); !strings.Contains(got, "不是同一段记录") {
		t.Error(got)
	}
}
