package data

import (
	"slices"
	"strings"
)

// CheckOpinion looks at our opinion before it is signed, as CheckReply does at a
// reply (domain.md, Before a letter is signed): blocking is what it lacks, a 文号
// that another paper bears, a character that no font has; warnings are a missing
// day of signing, and one past the limit. covers tells whether a font has the
// character; taken are the 文号 of other papers (OtherNumbers).
func CheckOpinion(c Case, o Opinion, r Rules, covers func(rune) bool, taken []string) (blocking, warnings Problems) {
	blocking = CheckDocNumber(o.DocNumber, taken)
	if strings.TrimSpace(c.Proposal.LeadBody) == "" {
		blocking = append(blocking, NoLeadBody)
	}
	annexes, unusual := checkAnnexes(o.Body)
	if ReadLetterText(o.Body).Empty() {
		blocking = append(blocking, Problem{Field: "正文", Message: "还没有内容", Hint: "请写意见"})
	}
	texts := []Wording{{"正文", o.Body}, {"文号", o.DocNumber}, {"主办单位", c.Proposal.LeadBody}, {"建议标题", c.Proposal.Title}}
	blocking = append(append(blocking, annexes...), Uncovered(texts, covers)...)
	warnings = append(unusual, strayWarnings(texts, covers)...)
	switch limit := OpinionLimit(c, r.For(c.Book)); {
	case o.SignOff.Signed.IsZero():
		warnings = append(warnings, Problem{Field: "签发日期", Message: "还没有签发日期", Hint: "签发后填写"})
	case !limit.Deadline.IsZero() && o.SignOff.Signed.After(limit.Deadline):
		warnings = append(warnings, Problem{Field: "报送期限", Message: "签发日期已过期限" + limit.Deadline.Chinese(), Hint: "请核对"})
	}
	return blocking, warnings
}

// NoLeadBody is what an opinion lacks that goes to nobody.
var NoLeadBody = Problem{Field: "主办单位", Message: "没有填写报送给谁", Hint: "请在概况里填写主办单位"}

// CheckDocNumber names what keeps a letter's 文号 from being used: there is none,
// or another paper bears it.
func CheckDocNumber(number string, taken []string) Problems {
	switch {
	case strings.TrimSpace(number) == "":
		return Problems{{Field: "文号", Message: "还没有文号", Hint: "请点“取号”或手工填写"}}
	case slices.Contains(taken, number):
		return Problems{{Field: "文号", Message: number + "已经用过", Hint: "请另取一个文号"}}
	}
	return nil
}
