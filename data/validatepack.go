package data

import "slices"

// Validate names what is wrong with the pack.
func (p *RulePack) Validate() Problems {
	var f fields
	f.line("规则名称", &p.Name, true)
	for _, l := range []struct {
		name string
		n    int
	}{{"答复期限", p.ReplyMonths}, {"延期上限", p.ExtensionMonths}, {"退回期限", p.ReturnWorkdays}, {"协办意见期限", p.OpinionMonths}, {"重新答复期限", p.ReanswerMonths}} {
		if l.n < 1 || l.n > 120 {
			f.wrong(l.name, "应在1到120之间", "请核对")
		}
	}
	if p.FeedbackDays < 0 || p.FeedbackDays > 365 {
		f.wrong("征询意见表收回期限", "应在0到365之间", "请核对")
	}
	if p.OrangeDays < 0 || p.YellowDays < p.OrangeDays || p.YellowDays > 365 {
		f.wrong("提醒天数", "黄灯天数应不少于橙灯天数，都在0到365之间", "请核对")
	}
	if len(p.Classes) == 0 {
		f.wrong("办理结果类别", "没有填写", "请至少写一类")
	}
	f.classes(p.Classes)
	f.marks(p.Marks)
	return f.problems
}

// classes tidies a scheme of classes.
func (f *fields) classes(all []ReplyClass) {
	seen := map[string]bool{}
	for i := range all {
		c := &all[i]
		f.line("类别字母", &c.Letter, true)
		f.line("类别名称", &c.Name, true)
		if seen[c.Letter] {
			f.wrong("类别字母", "“"+c.Letter+"”重复了", "请改成不同的字母")
		}
		seen[c.Letter] = true
	}
}

// marks tidies the words of feedback forms; each counts as a default mark, and
// a default mark's own word as itself.
func (f *fields) marks(all []MarkWord) {
	seen := map[Mark]bool{}
	for i := range all {
		m := &all[i]
		f.line("评价用语", (*string)(&m.Word), true)
		one(f, "评价用语计为", m.Counts, Marks)
		if seen[m.Word] {
			f.wrong("评价用语", "“"+string(m.Word)+"”重复了", "请删去一个")
		}
		if slices.Contains(Marks, m.Word) && m.Counts != m.Word {
			f.wrong("评价用语", "“"+string(m.Word)+"”只能计为它自己", "请核对")
		}
		seen[m.Word] = true
	}
}
