package data

import (
	"fmt"
	"strings"
)

// PackFact is one thing that a rule pack settles, in words.
type PackFact struct{ Label, Value string }

// Facts tell the pack in words, for the settings and the journal.
func (p RulePack) Facts() []PackFact { return p.facts(0) }

// BriefFacts are Facts for a page to read: of long lists of words their beginning and
// how many there are; the pack's own form has them all.
func (p RulePack) BriefFacts() []PackFact { return p.facts(wordsShown) }

func (p RulePack) facts(mostWords int) []PackFact {
	from := func(since string, n int, unit SpanUnit) string {
		if n == 0 {
			return "见其他期限"
		}
		return since + Span{n, unit}.String()
	}
	onFree, base, rows := "不顺延", "收回的征询意见表", "每面22行；落款另起一页时调整行距"
	if p.UsualRows {
		rows = "每面固定22行"
	}
	if p.NextWorkday {
		onFree = "顺延到下一个工作日"
	}
	if p.FeedbackOfReplied {
		base = "全部已答复件（未收回的算没有不满意）"
	}
	facts := []PackFact{
		{"规则名称", p.Name},
		{"适用", "自" + p.From.Chinese() + "起交办的建议"},
		{"答复期限", from("自交办之日起", p.ReplyMonths, Months)},
		{"延期上限", from("自交办之日起", p.ExtensionMonths, Months)},
		{"退回期限", from("自交办之日起", p.ReturnWorkdays, Workdays)},
		{"协办意见期限", from("自交办之日起", p.OpinionMonths, Months)},
		{"重新答复期限", from("自收到反馈之日起", p.ReanswerMonths, Months)},
		{"征询意见表", fmt.Sprintf("宜在答复送达后%d日内收回", p.FeedbackDays)},
		{"末日是休息日", onFree},
		{"公文行距", rows},
		{"黄灯、橙灯", fmt.Sprintf("剩%d天、剩%d天以内", p.YellowDays, p.OrangeDays)},
		{"满意率分母", base},
	}
	for _, what := range LimitsFor {
		var words []string
		for _, rule := range rulesFor(p.Limits, what) {
			words = append(words, rule.Words())
		}
		if len(words) > 0 {
			facts = append(facts, PackFact{"其他期限·" + string(what), strings.Join(words, "；")})
		}
	}
	if len(p.Places) > 0 {
		facts = append(facts, PackFact{"地名", strings.Join(p.Places, "、")})
	}
	facts = append(facts, p.Rates.facts(p.Classes)...)
	for _, c := range p.Classes {
		facts = append(facts, PackFact{ClassWord(c.Letter), c.words()})
	}
	if len(p.Marks) > 0 {
		words := make([]string, len(p.Marks))
		for i, m := range p.Marks {
			words[i] = string(m.Word) + "（计为" + string(m.Counts) + "）"
		}
		facts = append(facts, PackFact{"评价用语", strings.Join(words, "、")})
	}
	facts = append(facts, PackFact{"公文格式", p.Paper.words()})
	for _, w := range p.Letters.All() {
		facts = append(facts, PackFact{w.Label, *w.Text})
	}
	for _, x := range p.Passages {
		facts = append(facts, PackFact{"标准段落·" + x.Label(), x.Text})
	}
	facts = append(facts, topicFacts(p.Topics, mostWords)...)
	return append(facts, p.Appraisal.facts()...)
}

// wordsShown is how many words of a topic's line a page shows.
const wordsShown = 6

// topicFacts tell the topics, each with its words and units. Where most is not 0, lines
// of more words than that end in how many there are, and each line stands by itself.
func topicFacts(topics []Topic, most int) []PackFact {
	joint := "；"
	if most > 0 {
		joint = "；\n"
	}
	var facts []PackFact
	at := map[string]int{}
	for _, t := range topics {
		words := strings.Join(t.Words, "、")
		if n := len(t.Words); most > 0 && n > most {
			words = fmt.Sprintf("%s等%d个词", strings.Join(t.Words[:most], "、"), n)
		}
		words += bracketed(strings.Join(t.Units, "、"))
		if i, known := at[t.Name]; known {
			facts[i].Value += joint + words
			continue
		}
		at[t.Name] = len(facts)
		facts = append(facts, PackFact{"主题·" + t.Name, words})
	}
	return facts
}

// words are a class's name and what follows from it.
func (c ReplyClass) words() string {
	var notes []string
	for _, n := range []struct {
		yes  bool
		word string
	}{{c.Told != "", "总结里写“" + c.Told + "”"}, {c.NeedsCommitments, "要写明承诺事项"}, {c.Adopted, "计入采纳率"}, {c.Settled, "答复即办结"}} {
		if n.yes {
			notes = append(notes, n.word)
		}
	}
	if len(notes) == 0 {
		return c.Name
	}
	return c.Name + "（" + strings.Join(notes, "，") + "）"
}

// facts tell how units are scored.
func (a Appraisal) facts() []PackFact {
	var facts []PackFact
	for _, p := range a.Parts {
		words := make([]string, len(p.Items))
		for i, item := range p.Items {
			words[i] = fmt.Sprintf("%s%d分", item.Name, item.Points)
		}
		facts = append(facts, PackFact{"考评·" + p.Name, p.Full().String() + "分：" + strings.Join(words, "、")})
	}
	if len(a.Grades) > 0 {
		words := make([]string, len(a.Grades))
		for i, g := range a.Grades {
			words[i] = fmt.Sprintf("%s%d分以上", g.Name, g.Least)
		}
		facts = append(facts, PackFact{"考评等次", strings.Join(words, "、")})
	}
	if len(a.Parts) > 0 {
		facts = append(facts, a.wayFacts()...)
	}
	return facts
}
