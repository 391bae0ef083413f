package data

import (
	"slices"
	"strings"
)

// CheckOpinion looks at our opinion before it is signed, as CheckReply does at a
// reply (domain.md, Before a letter is signed): blocking is what it lacks, a 文号
// that another paper bears, a character that no font has; warnings are a missing
// day of signing, and one past the limit. covers tells whether a font has the
// character; taken are the 文号 of other papers (OtherNumbers), s tells whose letter
// paper it is.
func CheckOpinion(c Case, o Opinion, s Settings, r Rules, covers func(rune) bool, taken []string) (blocking, warnings Problems) {
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
	warnings = append(warnings, CheckSeries(o.DocNumber, PaperOf(c, s, o.SignOff.Signed, true))...)
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

// wholeDocNumber is a 文号 as the standard writes it (GB/T 9704-2012, 7.2.5): the
// body's code in Hanzi, the year in 〔〕, the number without leading zeros.
var wholeDocNumber = Pattern(`^\p{Han}+〔[0-9]{4}〕[1-9][0-9]*号$`)

// malformed tells of a 文号 that is not written as one; series is its paper's, which
// may be "".
func malformed(number, series string) (Problem, bool) {
	return Problem{Field: "文号", Message: "“" + clip(number, 30) + "”不是规范的文号", Hint: "写成代字、〔年份〕、序号，如" + orElse(series, "某政函") + "〔2026〕1号", Quote: number},
		!wholeDocNumber().MatchString(number)
}

// CheckSeries names what is unusual about a letter's 文号 on its paper: it is not
// written as one, or of a series that is not the issuer's.
func CheckSeries(number string, paper LetterPaper) Problems {
	if strings.TrimSpace(number) == "" {
		return nil
	}
	if p, ok := malformed(number, paper.Series); ok {
		return Problems{p}
	}
	series, _, _, _ := splitDocNumber(number)
	ofOffice := strings.HasSuffix(paper.Issuer, "办公室") || strings.HasSuffix(paper.Issuer, "办公厅")
	switch {
	case strings.Contains(series, "政办") && paper.Issuer != "" && !ofOffice:
		return Problems{{Field: "文号", Message: "“" + series + "”是办公室的代字，发文机关是" + paper.Issuer, Hint: "请核对代字和发文机关，在“设置”的办理册里改"}}
	case paper.Series != "" && series != paper.Series:
		return Problems{{Field: "文号", Message: "代字“" + series + "”不是这件公文的，应是“" + paper.Series + "”", Hint: "请点“取号”重新取号，或在“设置”的办理册里改代字"}}
	}
	return nil
}
