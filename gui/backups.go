package gui

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jianban/data"
	"jianban/data/fault"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// How soon after the start, and how often, the window looks whether a backup
// is due: also a stick that was plugged in is noticed by then.
const (
	firstBackup = 20 * time.Second
	nextBackup  = time.Minute
)

// watchBackups makes the backups that are due, until stop is closed.
func (m *Main) watchBackups(stop <-chan struct{}) {
	if m.deps.Backups == nil {
		return
	}
	fault.Go(func() {
		for wait := firstBackup; ; wait = nextBackup {
			select {
			case <-stop:
				return
			case <-time.After(wait):
				ui.Do(m.backUpIfDue)
			}
		}
	})
}

// backUpIfDue makes a backup off the UI goroutine where one is due and says so.
func (m *Main) backUpIfDue() {
	if m.backingUp || m.leaving {
		return // a large registry takes longer than one waits for the next look
	}
	m.backingUp = true
	m.backup.Start(func(ctx context.Context) (made data.BackupMade, err error) {
		due, err := m.deps.Backups.Due(ctx, false)
		if err != nil || !due {
			return made, err
		}
		return m.deps.Backups.Make(ctx, func(int64, int64) {})
	}, func(made data.BackupMade, err error) {
		m.backingUp = false
		switch {
		case err != nil:
			m.Say("没有备份成：" + data.Sentence(err))
		case !made.Made.IsZero():
			m.Say(fmt.Sprintf("已自动备份 %s（%s）", made.Made.Format("15:04"), data.SizeWords(made.Size)))
		}
		m.loadBackups()
		m.refreshSettings(!made.Made.IsZero())
	})
}

// loadBackups shows in the status line whether the last backup is too old.
func (m *Main) loadBackups() {
	if m.deps.Backups != nil {
		m.backups.Start(m.deps.Backups.State, m.showBackups)
	}
}

func (m *Main) showBackups(s data.BackupState, err error) {
	word := backupWarning(s, err, m.deps.Now())
	m.status.backup.Hidden = word == ""
	ui.SetBadge(m.status.backup, ui.ToneRed, ui.Dot, word)
	m.status.root.Refresh()
}

// backupWarning is what the status line says of the backups; "" where all is well.
func backupWarning(s data.BackupState, err error, now time.Time) string {
	if err != nil {
		return "备份情况读不出来"
	}
	switch days, warn := s.Overdue(now); {
	case !warn:
		return ""
	case days < 0:
		return "还没有备份"
	default:
		return fmt.Sprintf("已%d天没有备份", days)
	}
}

// backUpThen makes a backup where anything was saved since the last, then goes
// on. Who cancels goes on without.
func (m *Main) backUpThen(then func()) {
	if m.deps.Backups == nil {
		then()
		return
	}
	if m.leaving {
		return // asked twice
	}
	m.leaving = true
	m.backup.Stop() // that at closing has what it had
	m.backingUp = false
	m.RunTask("正在备份，备份好就关闭", func(ctx context.Context, p screen.Progress) error {
		due, err := m.deps.Backups.Due(ctx, true)
		if err != nil || !due {
			return err
		}
		_, err = m.deps.Backups.Make(ctx, screen.CopyProgress(p, "取消则不备份，直接关闭。已复制"))
		return err
	}, func(err error) {
		m.leaving = false
		if err == nil || errors.Is(err, context.Canceled) {
			then()
			return
		}
		m.Ask("没有备份成", data.Sentence(err)+"\n\n登记库里的内容都已保存。要不备份就关闭吗？", "不备份，关闭", then)
	})
}
