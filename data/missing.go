package data

import "slices"

// Setup is what an office has set up so far, as far as Missing asks.
type Setup struct {
	Settings     Settings
	Books        []Book
	Units        []Unit
	Leaders      []Leader
	Backups      bool // the program keeps backups here
	SecondBackup bool // and has a second place for them
	Imports      bool // the program reads ledgers here
	Proposals    bool // any is registered, of whatever year
}

// SetupStep is one thing that an office sets up once.
type SetupStep string

// The steps, in the order in which they are best taken.
const (
	SetupOffice   SetupStep = "office"
	SetupIssuer   SetupStep = "issuer"
	SetupReplies  SetupStep = "replies"
	SetupOpinions SetupStep = "opinions"
	SetupBooks    SetupStep = "books"
	SetupUnits    SetupStep = "units"
	SetupLeaders  SetupStep = "leaders"
	SetupLedger   SetupStep = "ledger"
	SetupBackup   SetupStep = "backup"
)

// Missing (还差什么) is one thing that is not set up yet.
type Missing struct {
	Step SetupStep
	What string // such as 承办单位
	Why  string // what it is needed for, in a few words
}

// Missing lists what is not set up yet, in the order in which it is best done;
// none where all is there.
func (s Setup) Missing() []Missing {
	var out []Missing
	for _, x := range []struct {
		there bool
		Missing
	}{
		{s.Settings.Office != "", Missing{SetupOffice, "办公室名称", "总结的落款"}},
		{s.Settings.Issuer != "", Missing{SetupIssuer, "答复机关和版头", "答复的落款和红头"}},
		{s.Settings.ReplySeries != "", Missing{SetupReplies, "答复文号代字", "答复取号"}},
		{s.Settings.OpinionSeries != "", Missing{SetupOpinions, "意见文号代字", "协办意见取号"}},
		{slices.ContainsFunc(s.Books, func(b Book) bool { return !b.Deleted }), Missing{SetupBooks, "办理册", "每件建议都登记在一册里"}},
		{slices.ContainsFunc(s.Units, func(u Unit) bool { return !u.Deleted }), Missing{SetupUnits, "承办单位", "交办、催办、考评"}},
		{slices.ContainsFunc(s.Leaders, func(l Leader) bool { return !l.Deleted }), Missing{SetupLeaders, "牵头领导", "领导牵头办理的要填"}},
		{s.Proposals || !s.Imports, Missing{SetupLedger, "已有的台账", "导入后不用重新登记"}},
		{s.SecondBackup || !s.Backups, Missing{SetupBackup, "备份的第二位置", "这台电脑坏了也不丢"}},
	} {
		if !x.there {
			out = append(out, x.Missing)
		}
	}
	return out
}
