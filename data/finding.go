package data

import (
	"slices"
	"strings"
	"time"
)

// Weight is how much a finding matters.
type Weight string

// The weights, the heaviest first.
const (
	WeightDamage Weight = "损坏"  // the file is not what was saved
	WeightMust   Weight = "须处理" // facts that cannot be
	WeightRemind Weight = "提醒"  // unusual facts
)

// Weights lists them, the heaviest first.
var Weights = []Weight{WeightDamage, WeightMust, WeightRemind}

// WayOut is what a person can do about a finding.
type WayOut string

// The ways out, as buttons name them; one without is only to be known.
const (
	WayNone    WayOut = ""
	WayOpen    WayOut = "去处理"  // open the proposal it is about
	WayRepair  WayOut = "修复"   // the program can mend it by itself
	WayRestore WayOut = "恢复备份" // only a backup brings it back
)

// Finding is one thing that a check of the registry found.
type Finding struct {
	Weight   Weight
	What     string // what is wrong and what to do, without the last full stop
	Where    string // the proposal, the table or the year, in Chinese; "" where it is the whole file
	Way      WayOut
	Proposal ID      // of Where; 0 where it is none
	About    Subject // of the proposal, where Way opens it
}

// FactFinding is what CheckFacts says of a case.
func FactFinding(c Case, weight Weight, p Problem) Finding {
	return Finding{Weight: weight, What: p.Error(), Where: c.Place(), Way: WayOpen, Proposal: c.Proposal.ID, About: aboutField(p.Field)}
}

// Place names the case for whoever has to find it: its year, book, number and title.
func (c Case) Place() string {
	return c.Book.Name() + "第" + c.Proposal.Number + "号 " + c.Proposal.Title
}

// aboutField is the subject of a fact by the label of its field; the stage's own
// where there is none.
func aboutField(field string) Subject {
	for _, of := range []struct {
		about Subject
		words []string
	}{
		{AboutFeedback, []string{"征询", "收回日期", "发出日期", "评价次数", "再次交办", "测评"}},
		{AboutUrging, []string{"督办", "整改", "反馈日期"}},
		{AboutOpinion, []string{"意见收到", "协办意见", "会办意见"}},
		{AboutPromise, []string{"兑现", "告知日期", "完成时限", "续复"}},
		{AboutReturn, []string{"交办单位", "签收", "退回", "承办单位"}},
		{AboutTalk, []string{"沟通", "商定期限", "完成日期", "签字日期", "参加"}},
		{AboutExtension, []string{"延期", "撤转", "公开", "要求办结", "说明日期"}},
		{AboutTold, []string{"告知代表"}},
		{AboutReply, []string{"答复", "签发", "会签", "审核", "送达", "类别", "文号", "意见", "放行"}},
	} {
		if slices.ContainsFunc(of.words, func(w string) bool { return strings.Contains(field, w) }) {
			return of.about
		}
	}
	return AboutStage
}

// SortFindings puts the heaviest first and leaves their order otherwise.
func SortFindings(all []Finding) {
	slices.SortStableFunc(all, func(a, b Finding) int {
		return slices.Index(Weights, a.Weight) - slices.Index(Weights, b.Weight)
	})
}

// CheckMade is the last check of a registry.
type CheckMade struct {
	At     time.Time `json:"at"`  // zero where there was none
	End    string    `json:"end"` // of the journal's chain then
	Damage int       `json:"damage"`
	Must   int       `json:"must"`
	Remind int       `json:"remind"`
}

// NewCheckMade counts what a check found.
func NewCheckMade(at time.Time, end string, found []Finding) CheckMade {
	made := CheckMade{At: at, End: end}
	for _, f := range found {
		switch f.Weight {
		case WeightDamage:
			made.Damage++
		case WeightMust:
			made.Must++
		default:
			made.Remind++
		}
	}
	return made
}

// CheckDue tells whether a registry that was opened is to be checked by itself:
// it was not closed properly, was never checked, was changed since, was found
// damaged, or was checked on another day.
func CheckDue(last CheckMade, end string, unclean bool, now time.Time) bool {
	return unclean || last.At.IsZero() || last.End != end || last.Damage > 0 || DateOf(last.At.In(now.Location())) != DateOf(now)
}

// CheckState is what is known of a registry's checks.
type CheckState struct {
	Last    CheckMade
	Unclean bool      // the program before this one did not close the registry
	Looked  bool      // it was checked in this sitting:
	Found   []Finding // then what was found, the heaviest first
}
