package gui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// inBackedUp runs a test with the window over backups.
func inBackedUp(t *testing.T, b *screentest.Backups, f func(t *testing.T, m *Main, closed *int)) {
	t.Helper()
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		r.Deps.Backups = b
		m := shown(t, r, 1366, 768)
		closed := 0
		m.win.SetOnClosed(func() { closed++ })
		f(t, m, &closed)
		onethread.Settle()
		if closed == 0 {
			m.Close()
		}
	}, story.Lead())
}

func TestStatusLineWarnsWithoutBackup(t *testing.T) {
	now := time.Date(2022, 7, 1, 12, 0, 0, 0, time.UTC)
	for want, made := range map[string]time.Time{
		"还没有备份": {}, "": now.AddDate(0, 0, -6), "已7天没有备份": now.AddDate(0, 0, -7), "已40天没有备份": now.AddDate(0, 0, -40),
	} {
		if got := backupWarning(data.BackupState{Last: data.BackupMade{Made: made}}, nil, now); got != want {
			t.Errorf("made %v: %q, want %q", made, got, want)
		}
	}
	inBackedUp(t, &screentest.Backups{}, func(t *testing.T, m *Main, _ *int) {
		if !m.status.backup.Visible() || m.status.backup.Word != "还没有备份" {
			t.Errorf("the status line shows %q", m.status.backup.Word)
		}
		m.showBackups(data.BackupState{Last: data.BackupMade{Made: m.deps.Now()}}, nil)
		if m.status.backup.Visible() {
			t.Error("the warning stays")
		}
	})
}

func TestClosingMakesABackupWhereSomethingWasSaved(t *testing.T) {
	for _, due := range []bool{true, false} {
		b := &screentest.Backups{IsDue: due}
		inBackedUp(t, b, func(t *testing.T, m *Main, closed *int) {
			m.onClose()
			onethread.Settle()
			if want := map[bool]string{true: "[备份]", false: "[]"}[due]; fmt.Sprint(b.Asked) != want || *closed != 1 {
				t.Errorf("due %v: asked %v, closed %d times", due, b.Asked, *closed)
			}
		})
	}
}

// A backup that fails is told; only who wants to closes without.
func TestClosingTellsThatNoBackupWasMade(t *testing.T) {
	b := &screentest.Backups{IsDue: true, Err: data.Problem{Field: "备份", Message: "磁盘已满", Hint: "请腾出空间"}}
	inBackedUp(t, b, func(t *testing.T, m *Main, closed *int) {
		m.onClose()
		onethread.Settle()
		if *closed != 0 || len(m.panels) != 1 || m.panels[0].Title != "没有备份成" || !strings.Contains(strings.Join(screentest.Texts(m.panels[0].Content), ""), "磁盘已满") {
			t.Fatalf("closed %d times, %d panels", *closed, len(m.panels))
		}
		screentest.TapText(t, m.panels[0].Buttons[1], "不备份，关闭")
		onethread.Settle()
		if *closed != 1 {
			t.Error("it does not close")
		}
	})
}

func TestDueBackupIsMadeWhileOpen(t *testing.T) {
	b := &screentest.Backups{IsDue: true, Is: data.BackupState{Last: data.BackupMade{Size: 5 << 20, Made: time.Date(2022, 7, 1, 12, 0, 0, 0, time.UTC)}}}
	inBackedUp(t, b, func(t *testing.T, m *Main, _ *int) {
		m.backUpIfDue()
		onethread.Settle()
		if fmt.Sprint(b.Asked) != "[备份]" || !strings.HasPrefix(m.status.said.Text, "已自动备份") {
			t.Errorf("asked %v, said %q", b.Asked, m.status.said.Text)
		}
		b.Err = data.Problem{Field: "备份", Message: "磁盘已满"}
		m.backUpIfDue()
		onethread.Settle()
		if !strings.Contains(m.status.said.Text, "没有备份成") {
			t.Errorf("said %q", m.status.said.Text)
		}
	})
}

// The settings on screen show a backup that was made by itself meanwhile.
func TestSettingsShowABackupMadeByItself(t *testing.T) {
	b := &screentest.Backups{IsDue: true}
	inBackedUp(t, b, func(t *testing.T, m *Main, _ *int) {
		m.Go(screen.PlaceSettings)
		onethread.Settle()
		if !strings.Contains(seen(m), "请立即备份") {
			t.Fatal("the settings do not ask for a backup")
		}
		b.Is.Last = data.BackupMade{Size: 5 << 20, Made: m.deps.Now()}
		m.backUpIfDue()
		onethread.Settle()
		if strings.Contains(seen(m), "请立即备份") {
			t.Error("the settings still ask for a backup")
		}
	})
}
