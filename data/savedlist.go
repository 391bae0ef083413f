package data

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// SavedList (常用列表) is a saved search: what stands in the search box and in
// the filters of the ledger, under a name. It shows the proposals of whatever
// year and book the window shows.
type SavedList struct {
	ID      ID
	Name    string
	Words   string // of the search box
	Role    string
	Unit    string // a unit's short name
	Stage   string
	Light   string
	Deleted bool
}

// savedNameMost is how long the name of a list may be: it stands beside the
// ledger.
const savedNameMost = 20

// SavedListOf is the list of a filter; its year and book are the window's.
func SavedListOf(f LedgerFilter) SavedList {
	return SavedList{Words: strings.Join(strings.Fields(f.Words), " "), Role: f.Role, Unit: f.Unit, Stage: f.Stage, Light: f.Light}
}

// Filter is what the list chooses rows by.
func (l SavedList) Filter() LedgerFilter {
	return LedgerFilter{Words: l.Words, Role: l.Role, Unit: l.Unit, Stage: l.Stage, Light: l.Light}
}

// Told says by what the list chooses: 主办，区住建局，已逾期，“污水”.
func (l SavedList) Told() string { return strings.Join(Shown{Filter: l.Filter()}.by(), "，") }

// Validate tidies the fields and refuses a list without a name or without
// anything to choose by, and values that no filter has.
func (l *SavedList) Validate() Problems {
	var f fields
	f.line("列表名称", &l.Name, true)
	if n := utf8.RuneCountInString(l.Name); n > savedNameMost {
		f.wrong("列表名称", "太长，旁边显示不下", "请改短到20个字以内")
	}
	f.line("搜索内容", &l.Words, false)
	f.line("承办单位", &l.Unit, false)
	if l.Role != "" && !slices.Contains(Roles, Role(l.Role)) {
		f.wrong("办理方式", "没有“"+clip(l.Role, 20)+"”", "请重新选择")
	}
	if l.Stage != "" && !slices.Contains(Stages, Stage(l.Stage)) {
		f.wrong("阶段", "没有“"+clip(l.Stage, 20)+"”", "请重新选择")
	}
	if l.Light != "" && Light(l.Light).Word() == "" {
		f.wrong("时限", "没有“"+clip(l.Light, 20)+"”", "请重新选择")
	}
	if l.Filter() == (LedgerFilter{}) {
		f.wrong("列表", "没有搜索内容，也没有筛选条件", "请先搜索或筛选，再存为列表")
	}
	return f.problems
}
