package data

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Validate names what is wrong with the pack.
func (p *RulePack) Validate() Problems {
	var f fields
	f.line("规则名称", &p.Name, true)
	f.day("适用日期", p.From, false)
	for _, l := range []struct {
		name string
		n    int
		what LimitFor // whose rules can stand in its place
	}{{"答复期限", p.ReplyMonths, ForReply}, {"延期上限", p.ExtensionMonths, ""}, {"退回期限", p.ReturnWorkdays, ForReturn}, {"协办意见期限", p.OpinionMonths, ForOpinion}, {"重新答复期限", p.ReanswerMonths, ForReanswer}} {
		rules := rulesFor(p.Limits, l.what)
		switch {
		case l.n == 0 && len(rules) > 0 && covers(rules):
		case l.n == 0 && len(rules) > 0:
			f.wrong(l.name, "没有填写，其他期限又没有管到全部建议提案", "请填写，或补一条适用全部的"+string(l.what)+"期限")
		case l.n < 1 || l.n > 120:
			f.wrong(l.name, "应在1到120之间", "请核对")
		}
	}
	f.limits(p.Limits)
	if p.FeedbackDays < 0 || p.FeedbackDays > 365 {
		f.wrong("征询意见表收回期限", "应在0到365之间", "请核对")
	}
	if p.OrangeDays < 0 || p.YellowDays < p.OrangeDays || p.YellowDays > 365 {
		f.wrong("提醒天数", "黄灯天数应不少于橙灯天数，都在0到365之间", "请核对")
	}
	if len(p.Classes) == 0 {
		f.wrong("办理结果类别", "没有填写", "请至少写一类")
	}
	for i := range p.Places {
		f.line("地名", &p.Places[i], true)
	}
	f.classes(p.Classes)
	f.marks(p.Marks)
	f.wordings(&p.Letters)
	if !slices.Contains(LetterForms, p.Paper.Form) {
		f.wrong("公文格式", "不认识“"+clip(string(p.Paper.Form), 20)+"”", "可以不填（信函格式），或填“文件”")
	}
	f.passages(p.Passages)
	f.topics(p.Topics)
	f.appraisal(p.Appraisal)
	f.rates(&p.Rates)
	return f.problems
}

// limits looks at the rules beside a pack's lengths, or of a book.
func (f *fields) limits(all []LimitRule) {
	for i := range all {
		r := &all[i]
		named := func(message, hint string) {
			f.wrong("其他期限", fmt.Sprintf("第%d条%s", i+1, message), hint)
		}
		if !slices.Contains(LimitsFor, r.For) {
			named("没有写是什么期限，或不认识“"+clip(string(r.For), 20)+"”", "可用的有"+strings.Join(wordsOf(LimitsFor), "、"))
		}
		for _, of := range r.Of {
			if !slices.Contains(LimitsOf, of) {
				named("的适用范围不认识“"+clip(string(of), 20)+"”", "可用的有"+strings.Join(wordsOf(LimitsOf), "、"))
			}
		}
		if !slices.ContainsFunc(everyLimited(), r.fits) {
			named("的适用范围“"+clip(r.Whose(), 40)+"”没有一件建议提案能同时符合", "请删去互相排斥的词")
		}
		if slices.ContainsFunc(all[:i], r.equal) {
			named("与前面的一条相同", "请删去一条")
		}
		if message, hint := r.endWrong(); message != "" {
			named(message, hint)
		}
	}
}

// endWrong tells what is wrong with the end of a rule: a day of the year, or a span
// with the day it counts from.
func (r *LimitRule) endWrong() (message, hint string) {
	if !slices.Contains(LimitBases, r.From) {
		return "的起算日不认识“" + clip(string(r.From), 20) + "”", "可以不填，或填" + strings.Join(wordsOf(LimitBases[1:]), "、")
	}
	most := mostOf[r.Unit]
	if r.Unit != "" && most == 0 {
		return "的单位不认识“" + clip(string(r.Unit), 20) + "”", "只能是月、工作日或日"
	}
	if r.Day != "" {
		day, err := ParseMonthDay(string(r.Day))
		switch wrong := (Problem{}); {
		case errors.As(err, &wrong):
			return "：" + wrong.Message, wrong.Hint
		case r.N != 0 || r.From != FromUsual:
			return "又写了日期又写了时长", "请只写一种"
		}
		r.Day, r.Unit = day, ""
		return "", ""
	}
	if r.N == 0 {
		return "没有写哪一天，也没有写多长", "请写一个日期，如6月30日，或写时长"
	}
	if r.Unit == "" {
		return "没有写时长的单位", "请选择月、工作日或日"
	}
	if r.N < 1 || r.N > most {
		return fmt.Sprintf("的时长应在1到%d之间", most), "请核对"
	}
	fit := map[LimitBase][]LimitFor{FromUnit: {ForReply, ForContact}, FromAgain: {ForReanswer}, BeforeAnswer: {ForOpinion}}[r.From]
	switch {
	case r.From != FromUsual && !slices.Contains(fit, r.For):
		return "：" + string(r.For) + "期限不能自“" + string(r.From) + "”算", "只有" + strings.Join(wordsOf(fit), "、") + "期限可以这样算"
	case r.From == BeforeAnswer && r.Unit == Months:
		return "：往前数的期限只能是日或工作日", "请改为日或工作日"
	}
	return "", ""
}

// wordsOf are choices as words.
func wordsOf[T ~string](all []T) []string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return words
}

var braced = Pattern(`\{[^{}]*\}`)

// wordings tidies the usual words of letters and names words in braces that
// nothing is known to fill.
func (f *fields) wordings(w *LetterWordings) {
	for _, x := range w.All() {
		f.prose(x.Label, x.Text)
		*x.Text = strings.TrimSpace(*x.Text)
		f.known(x.Label, "", *x.Text, x.Fields)
	}
}

// known names a word in braces that nothing is known to fill; which tells the text
// where the field has several.
func (f *fields) known(field, which, text string, all []string) {
	if wrong := UnknownField(text, all); wrong.Message != "" {
		f.wrong(field, which+wrong.Message, wrong.Hint)
	}
}

// UnknownField names the first word in braces of a wording that is none of its
// fields, with those that are; the Problem is empty where all are known. Braces that
// are not closed, or never opened, are named too.
func UnknownField(wording string, fields []string) Problem {
	hint := "可用的有" + strings.Join(fields, "")
	for _, word := range braced().FindAllString(wording, -1) {
		if !slices.Contains(fields, word) {
			return Problem{Message: "不认识“" + clip(word, 20) + "”", Hint: hint}
		}
	}
	if strings.ContainsAny(braced().ReplaceAllString(wording, ""), "{}") {
		return Problem{Message: "花括号没有成对", Hint: hint}
	}
	return Problem{}
}

// passages tidies the standard paragraphs; names within a topic differ.
func (f *fields) passages(all []Passage) {
	seen := map[string]bool{}
	for i := range all {
		p := &all[i]
		f.line("标准段落主题", &p.Topic, false)
		f.line("标准段落名称", &p.Name, true)
		f.prose("标准段落文字", &p.Text)
		switch p.Text = strings.TrimSpace(p.Text); {
		case p.Text == "":
			f.wrong("标准段落文字", "“"+p.Label()+"”没有文字", "请填写，或删去这一段")
		case seen[p.Label()]:
			f.wrong("标准段落名称", "“"+p.Label()+"”重复了", "请改成不同的名称")
		}
		seen[p.Label()] = true
		f.known("标准段落文字", "“"+p.Label()+"”", p.Text, LetterFields)
	}
}

// topics tidies the topics by which proposals are told apart.
func (f *fields) topics(all []Topic) {
	for i := range all {
		t := &all[i]
		f.line("主题名称", &t.Name, true)
		if len(t.Words) == 0 {
			f.wrong("主题的词", "“"+t.Name+"”没有写标题里的词", "请至少写一个，或删去这一行")
		}
		for j := range t.Words {
			f.line("主题的词", &t.Words[j], true)
		}
		for j := range t.Units {
			f.line("主题的单位", &t.Units[j], true)
		}
	}
}

// classes tidies a scheme of classes.
func (f *fields) classes(all []ReplyClass) {
	seen := map[string]bool{}
	for i := range all {
		c := &all[i]
		f.line("类别字母", &c.Letter, true)
		f.line("类别名称", &c.Name, true)
		f.line("类别总结用语", &c.Told, false)
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

// appraisal tidies how units are scored; a pack without a scheme scores nobody.
func (f *fields) appraisal(a Appraisal) {
	seen := map[string]bool{}
	for i := range a.Parts {
		part := &a.Parts[i]
		f.line("考评部分", &part.Name, true)
		if len(part.Items) == 0 {
			f.wrong("考评部分", "“"+part.Name+"”没有考评项目", "请至少写一项，或删去这一部分")
		}
		for j := range part.Items {
			item := &part.Items[j]
			f.line("考评项目代号", &item.Key, true)
			f.line("考评项目", &item.Name, true)
			if seen[item.Key] {
				f.wrong("考评项目代号", "“"+item.Key+"”重复了", "请改成不同的代号")
			}
			seen[item.Key] = true
			if item.Points < 1 || item.Points > 100 {
				f.wrong("考评项目", "“"+item.Name+"”的分值应在1到100之间", "请核对")
			}
			if item.Measure != MeasureByHand {
				one(f, "考评依据", item.Measure, Measures)
			}
		}
	}
	for i := range a.Grades {
		f.line("考评等次", &a.Grades[i].Name, true)
		if i > 0 && a.Grades[i].Least >= a.Grades[i-1].Least {
			f.wrong("考评等次", "分数线应从高到低", "请核对“"+a.Grades[i].Name+"”")
		}
	}
	f.ways(a.Ways)
}
