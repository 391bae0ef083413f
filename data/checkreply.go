package data

import (
	"regexp"
	"slices"
	"strings"
)

// leftover finds what a template left in a letter: empty 【】, ××, XX, and × or
// X before a unit of date or number.
var leftover = regexp.MustCompile(`【\s*】|××|ＸＸ|XX|xx|[×XＸ](?:年|月|日|号)|[_＿]{2,}`)

// CheckReply looks at a reply before it is signed (domain.md, Before a letter
// is signed). Blocking problems must be mended; warnings can be waived. covers
// tells whether a font has the character; taken are the 文号 of other papers.
func CheckReply(c Case, rep Reply, r Rules, covers func(rune) bool, taken []string) (blocking, warnings Problems) {
	r = r.For(c.Book)
	no := func(field, message, hint string) {
		blocking = append(blocking, Problem{Field: field, Message: message, Hint: hint})
	}
	warn := func(field, message, hint string) {
		warnings = append(warnings, Problem{Field: field, Message: message, Hint: hint})
	}
	if strings.TrimSpace(rep.DocNumber) == "" {
		no("文号", "还没有文号", "请点“取号”或手工填写")
	} else if slices.Contains(taken, rep.DocNumber) {
		no("文号", rep.DocNumber+"已经用过", "请另取一个文号")
	}
	class, known := r.Pack.Class(rep.Class)
	if !known {
		no("类别", "还没有选择办理结果类别", "请选择")
	}
	if len(c.Proposal.Proposers) == 0 && rep.Salutation == "" {
		no("主送", "没有写给谁", "请填写代表姓名")
	}
	if strings.TrimSpace(rep.Body+rep.Done+rep.Planned) == "" {
		no("正文", "还没有内容", "请写正文")
	}
	if found := leftover.FindString(rep.Body + "\n" + rep.Done + "\n" + rep.Planned + "\n" + rep.Salutation + "\n" + rep.DocNumber); found != "" {
		no("正文", "留有模板文字“"+found+"”", "请改成实际内容")
	}
	if rep.Salutation != "" {
		for _, p := range c.Proposal.Proposers[:min(1, len(c.Proposal.Proposers))] {
			if !strings.Contains(squeeze(rep.Salutation), squeeze(p.Name)) {
				no("主送", "没有写到领衔的"+p.Name, "请核对姓名")
			}
		}
	}
	blocking = append(blocking, Uncovered(wordingsOf(rep, c), covers)...)
	for _, a := range c.MissingOpinions() {
		no("协办意见", a.Unit.Name+"的协办意见还没有收到", "请催报，或登记收到日期")
	}
	blocking = append(blocking, checkAgainstRegistry(c, rep)...)
	if rep.SignOff.Signed.IsZero() {
		warn("签发日期", "还没有签发日期", "签发后填写")
	}
	if !c.FaceToFace(rep.Sent) && !c.NoVisitWanted() && !slices.ContainsFunc(c.Consultations, func(x Consultation) bool { return x.Method.InPerson() }) {
		warn("沟通", "没有当面沟通记录", "请补记面商")
	}
	if known && class.NeedsCommitments && len(c.Commitments) == 0 && strings.TrimSpace(rep.Planned) == "" {
		warn("承诺事项", class.Letter+"类答复没有写明计划落实事项", "请填写“计划落实事项”")
	}
	if limit := ReplyLimit(c, r); rep.Round == 1 && rep.SignOff.Signed.After(limit.Deadline) {
		warn("办理期限", "签发日期已过期限"+limit.Deadline.Chinese(), "请核对")
	}
	if c.Disclosure.Decision == OpenUndecided {
		warn("公开", "还没有确定是否公开", "请在概况里填写")
	}
	return blocking, append(warnings, unusualWords(c, rep, taken)...)
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
