package data

import (
	"fmt"
	"slices"
	"strings"
)

// leftover finds what a template left in a letter: empty 【】, ××, XX, and × or
// X before a unit of date or number. It wants one of leftoverMarks, which most
// texts do not have.
var leftover = Pattern(`【\s*】|××|ＸＸ|XX|xx|[×XＸ](?:年|月|日|号)|[_＿]{2,}`)

const leftoverMarks = "【×ＸXx_＿"

// CheckReply looks at a reply before it is signed (domain.md, Before a letter
// is signed). Blocking problems must be mended; warnings can be waived, and
// those that were are left out (Waived lists them). covers tells whether a font
// has the character; taken are the 文号 of other papers, s tells whose letter paper it is. A merged proposal's
// reply is looked at with the words that its letter bears.
func CheckReply(c Case, rep Reply, s Settings, r Rules, covers func(rune) bool, taken []string) (blocking, warnings Problems) {
	r, rep = r.For(c.Book), c.Letter(rep)
	warnings = slices.DeleteFunc(allWarnings(c, rep, s, r, taken), func(p Problem) bool { return waiverOf(c, rep, p).ID != 0 })
	blocking = mustBeMended(c, rep, r, covers, taken)
	warnings = slices.DeleteFunc(warnings, func(w Problem) bool { // a character without a font is told already
		return slices.ContainsFunc(blocking, func(b Problem) bool { return b.Quote != "" && b.Quote == w.Quote && b.Field == w.Field })
	})
	return blocking, warnings
}

// WaivedWarning is a warning that was passed over, with the waiver that says why.
type WaivedWarning struct {
	Problem
	Waiver Waiver
}

// Waived are the warnings about a reply that were passed over. A waiver whose
// warning no longer arises is not among them.
func Waived(c Case, rep Reply, s Settings, r Rules, taken []string) (waived []WaivedWarning) {
	for _, p := range allWarnings(c, c.Letter(rep), s, r.For(c.Book), taken) {
		if w := waiverOf(c, rep, p); w.ID != 0 {
			waived = append(waived, WaivedWarning{p, w})
		}
	}
	return waived
}

// waiverOf is the waiver of a warning about a reply; its ID is 0 where none is.
func waiverOf(c Case, rep Reply, p Problem) Waiver {
	for _, w := range c.Waivers {
		if w.ReplyID == rep.ID && rep.ID != 0 && w.Warning == p.Text() {
			return w
		}
	}
	return Waiver{}
}

// mustBeMended are the problems that keep a reply from being signed.
func mustBeMended(c Case, rep Reply, r Rules, covers func(rune) bool, taken []string) (blocking Problems) {
	no := func(field, message, hint string) {
		blocking = append(blocking, Problem{Field: field, Message: message, Hint: hint})
	}
	blocking = CheckDocNumber(rep.DocNumber, taken)
	if _, known := r.Pack.Class(rep.Class); !known {
		no("类别", "还没有选择办理结果类别", "请选择")
	}
	if len(c.Proposal.Proposers) == 0 && rep.Salutation == "" {
		no("主送", "没有写给谁", "请填写"+c.Book.Meeting.Body.Member()+"姓名")
	}
	if !rep.hasWords() {
		no("正文", "还没有内容", "请写正文")
	}
	if p, taken := takenProblem(rep); taken {
		blocking = append(blocking, p)
	}
	for _, t := range []Wording{{"正文", rep.Body}, {"已落实事项", rep.Done}, {"计划落实事项", rep.Planned}, {"主送", rep.Salutation}, {"文号", rep.DocNumber}} {
		if !strings.ContainsAny(t.Text, leftoverMarks) {
			continue
		}
		if found := leftover().FindString(t.Text); found != "" {
			blocking = append(blocking, Problem{Field: t.Field, Message: "留有模板文字“" + found + "”", Hint: "请改成实际内容", Quote: found})
		}
	}
	if rep.Salutation != "" {
		for _, p := range c.Proposal.Proposers[:min(1, len(c.Proposal.Proposers))] {
			if !HasName(rep.Salutation, p.Name) {
				no("主送", "没有写到领衔的"+p.Name, "请核对姓名")
			}
		}
	}
	annexes, _ := checkAnnexes(rep.Body)
	blocking = append(blocking, annexes...)
	blocking = append(blocking, Uncovered(wordingsOf(rep, c), covers)...)
	for _, a := range c.MissingOpinions() {
		what := c.Book.Meeting.Body.Assisting() + "意见"
		no(what, c.UnitName(a.Unit)+"的"+what+"还没有收到", "请催报，或登记收到日期")
	}
	return append(blocking, checkAgainstRegistry(c, rep)...)
}

// allWarnings are the warnings about a reply, waived or not.
func allWarnings(c Case, rep Reply, s Settings, r Rules, taken []string) (warnings Problems) {
	warn := func(field, message, hint string) {
		warnings = append(warnings, Problem{Field: field, Message: message, Hint: hint})
	}
	if !talkedBefore(c, rep) {
		warn("沟通", "没有当面沟通记录", "请补记面商，或记下"+c.Book.Meeting.Body.Member()+"表示无需走访")
	}
	class, known := r.Pack.Class(rep.Class)
	if known && class.Promises(rep) && len(c.Commitments) == 0 {
		warn("承诺事项", ClassWord(class.Letter)+"答复没有承诺事项", "请从“计划落实事项”里标出承诺，写明时限")
	}
	if limit := c.roundLimit(rep, r); !limit.IsZero() && rep.SignOff.Signed.After(limit) {
		warn("办理期限", "签发日期已过期限"+limit.Chinese(), "请核对")
	}
	if c.Disclosure.Decision == OpenUndecided {
		warn("公开", "还没有确定是否公开", "请在“答复”页里填写")
	}
	if before, same := sameAsBefore(c, rep); same {
		warn("正文", fmt.Sprintf("与第%d次答复的文字完全一样", before.Round), "请写明那次答复以后做了什么")
	}
	_, annexes := checkAnnexes(rep.Body)
	warnings = append(append(warnings, annexes...), CheckSeries(rep.DocNumber, PaperOf(c, s, rep.SignOff.Signed, false))...)
	return append(warnings, unusualWords(c, rep, taken)...)
}

// sameAsBefore is an earlier round with the very words of a reply: a new round begins
// with those of the one before, which are to be reworked.
func sameAsBefore(c Case, rep Reply) (Reply, bool) {
	text := func(r Reply) string { return r.Body + "\x00" + r.Done + "\x00" + r.Planned }
	for _, r := range c.Replies {
		if r.Round < rep.Round && text(r) == text(rep) && strings.TrimSpace(r.Body+r.Done+r.Planned) != "" {
			return r, true
		}
	}
	return Reply{}, false
}

// talkedBefore tells whether a proposer was talked with face to face before the
// letter goes out, or wants no visit.
func talkedBefore(c Case, rep Reply) bool {
	until := orDay(rep.Sent, rep.SignOff.Signed)
	return c.NoVisitWanted() || slices.ContainsFunc(c.Consultations, func(x Consultation) bool {
		return c.met(x) && (until.IsZero() || x.Date.OnOrBefore(until))
	})
}

// roundLimit is the last day for a round's letter: the reply's, or for a new
// round the re-answer's; zero where none runs.
func (c Case) roundLimit(rep Reply, r Rules) Date {
	if rep.Round <= 1 {
		return ReplyLimit(c, r).Deadline
	}
	var last Feedback
	for _, f := range c.Feedback {
		if f.Round < rep.Round && r.Pack.Counts(f.Result) == Dissatisfied && f.ProposerID == c.Proposal.LeadProposer().ID && f.Received.After(last.Received) {
			last = f
		}
	}
	if last.Received.IsZero() || rep.Occasion == FollowUp {
		return Date{}
	}
	return ReanswerLimit(c, last, r).Deadline
}

// wordingsOf are all texts that a reply prints.
func wordingsOf(rep Reply, c Case) []Wording {
	texts := []Wording{
		{"正文", rep.Body}, {"已落实事项", rep.Done}, {"计划落实事项", rep.Planned}, {"文号", rep.DocNumber}, {"主送", rep.Salutation},
		{"建议标题", c.Proposal.Title}, {"联系人", rep.Contact}, {"抄送", strings.Join(rep.CopyTo, "；")},
	}
	if rep.Salutation == "" {
		for _, p := range c.Proposal.Proposers {
			texts = append(texts, Wording{"代表姓名", p.Name})
		}
	}
	return texts
}
