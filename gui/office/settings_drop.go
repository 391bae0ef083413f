package office

import (
	"path/filepath"
	"slices"
	"strings"

	"jianban/data"
	"jianban/data/intake"
	"jianban/data/packet"
)

// Drop takes a file that was dragged onto the settings: rules, a notice of holidays,
// a backup, packages; what else may be a ledger goes to the import.
func (s *SettingsScreen) Drop(paths []string) {
	isPacket := func(path string) bool { return strings.EqualFold(filepath.Ext(path), packet.Ending) }
	if s.packets != nil && slices.ContainsFunc(paths, isPacket) {
		s.packets.drop(paths)
		return
	}
	if len(paths) != 1 {
		s.host.Say("请一次放入一个文件；回传包可以一次放入几个。")
		return
	}
	path := paths[0]
	switch strings.ToLower(filepath.Ext(path)) {
	case packKind:
		if !s.host.Locked() {
			s.pages.Choose(pagePacks)
			s.packs.drop(path)
		}
	case backupKind:
		if s.backup != nil {
			s.backup.leave(func() { s.backup.open(path) })
		}
	case ".txt", ".csv":
		if text, err := readNotice(path); err == nil && isNotice(text, s.year()) && !s.host.Locked() {
			holidays(s.deps, s.host, s.Refresh).enterNotice(text)
			return
		}
		s.host.Import(intake.Proposals, path)
	case ".xlsx", ".xlsm", ".xls", ".et", ".tsv":
		s.host.Import(intake.Proposals, path)
	default:
		s.host.Say("这里可以放入办理规则（.toml）、放假通知（.txt、.csv）、备份（.bak）、任务包和回传包（.jbpkg）、台账（.xlsx、.csv）。")
	}
}

// isNotice tells whether a text names days off; a ledger names many other days.
func isNotice(text string, year int) bool {
	_, err := data.ParseNotice(text, year)
	return err == nil
}
