package data

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

func (t *tally) rulesInWords() {
	t.All.Rule, t.Leads.Rule, t.Assists.Rule = "当年登记的全部建议提案", "办理方式为主办、分办", "办理方式为协办（会办）"
	t.ReplyRate.Rule = "已送达答复的主办件 ÷ 主办件（不含撤转）"
	t.SettledRate.Rule = "已答复、不欠重办、A类或无逾期承诺的主办件 ÷ 主办件"
	t.OnTimeRate.Rule = "首次答复在期限内送达的主办件 ÷ 已答复主办件"
	t.FaceToFaceRate.Rule = "答复前有代表参加的当面沟通的主办件 ÷ 主办件（不含代表表示无需走访）"
	t.OpinionRate.Rule = "已报送协办意见 ÷ 协办件（不含撤转）"
	t.OpinionOnTimeRate.Rule = "在期限内报送的协办意见 ÷ 已报送的协办意见"
	t.CoOpinionRate.Rule = "协办单位在期限内送来的意见 ÷ 应送的意见（已到期限或已收到）"
	t.ReturnedRate.Rule = "征询意见表已收回 ÷ 已答复主办件"
	t.ReturnedOfSent.Rule = "征询意见表已收回 ÷ 已发出征询意见表的主办件"
	t.Keys.Rule, t.Closed.Rule, t.Merged.Rule = "列为重点督办", "撤案或转办，只计入总数", "并入另一件一并办理，各自计件"
	t.Between.Rule = "闭会期间提出"
	t.Extended.Rule, t.Returns.Rule, t.Reanswered.Rule = "经同意延期，或规则允许先向代表说明后延期", "单位申请退回的次数", "不满意后再次答复的主办件"
	t.NoVisit.Rule = "代表表示无需走访，又没有当面沟通的主办件，不计入面商率"
	t.Surveys.Rule, t.Visits.Rule, t.AllUrgings.Rule = "方式为调研、视察的沟通次数", "记在各件上的督查次数", "提醒、催办、督办单的次数"
	t.Promises.Kept.Rule, t.Promises.Open.Rule, t.Promises.Overdue.Rule = "当年答复的承诺已兑现", "当年答复的承诺未到期", "当年答复的承诺到期未兑现"
	t.assessedRules()
	t.Promises.KeptEarlier.Rule = "往年答复的承诺在当年兑现"
	t.AdoptedRate.Rule = "采纳类别 ÷ 已答复主办件"
	back, replied := "征询意见表已收回的件数", "已答复主办件（未收回视为未表示不满意）"
	if t.rules.Pack.FeedbackOfReplied {
		back, replied = replied, back
	}
	t.Attitude.Rate.Rule, t.Attitude.Other.Rule = "办理态度满意和基本满意 ÷ "+back, "办理态度满意和基本满意 ÷ "+replied
	t.Result.Rate.Rule, t.Result.Other.Rule = "办理结果满意和基本满意 ÷ "+back, "办理结果满意和基本满意 ÷ "+replied
}

// notes says what must be told beside the figures.
func (t *tally) notes() {
	say := func(format string, args ...any) { t.Notes = append(t.Notes, fmt.Sprintf(format, args...)) }
	say("统计截至%s，分办件计入主办件", t.AsOf.Chinese())
	if n := t.Closed.Num; n > 0 {
		say("撤案、转办%d件只计入总数，不计入各项比率", n)
	}
	base, other := "已收回的征询意见表", "全部已答复主办件（未收回视为未表示不满意）"
	if t.rules.Pack.FeedbackOfReplied {
		base, other = other, base
	}
	say("满意率以%s为分母，含基本满意", base)
	if a, b := t.Result.Rate.Percent(), t.Result.Other.Percent(); a != b {
		say("以%s为分母时，办理结果满意率为%s", other, b)
	}
	if t.NotNeeded > 0 {
		say("另有%d件代表表示无需走访，不计入面商率", t.NotNeeded)
	}
	if t.SharesNote != "" {
		say("%s", t.SharesNote)
	}
}

func (t *tally) finish() {
	t.finishTotals()
	t.Stats.Key = t.Keys.Num
	t.Replied, t.RepliedOnTime = t.ReplyRate.Num, t.OnTimeRate.Num
	t.ConsultedFaceToFace, t.NotNeeded = t.FaceToFaceRate.Num, t.NoVisit.Num
	p := t.Promises
	t.Commitments = CommitmentCount{p.Open.Num, p.Kept.Num, p.Overdue.Num, p.KeptEarlier.Num}
	t.OpinionsDue, t.OpinionsDelivered = t.OpinionRate.Den, t.OpinionRate.Num
	t.Ballots.Items = t.Ballots.Figure.Num
	t.byClass()
	t.byUnit()
	t.Course = t.course.months()
	for _, name := range sortedKeys(t.topics) {
		f := *t.topics[name]
		f.Den, f.Base, f.Rule = t.Total, t.All.IDs, "内容分类为“"+name+"” ÷ 总件数"
		t.ByTopic = append(t.ByTopic, TopicCount{name, f.Num, f})
	}
	slices.SortStableFunc(t.ByTopic, func(a, b TopicCount) int { return cmp.Compare(b.Count, a.Count) })
	for _, key := range slices.SortedFunc(maps.Keys(t.views), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		f := *t.views[key]
		f.Rule = key[0] + "类答复中，代表认为“" + key[1] + "”"
		t.Views = append(t.Views, ViewCount{key[0], key[1], f.Num, f})
	}
	t.Stats.TalkedBy = t.talkedBy.list("征询意见表上写明由谁面商 ÷ 写明的表")
	t.TalkForms = t.forms.list("征询意见表上写明的面商形式 ÷ 写明的表")
	t.notes()
}

// byClass counts the classes of all schemes met.
func (t *tally) byClass() {
	sum := 0
	add := func(c ReplyClass) {
		f := Rate{Figure{Den: t.Replied, Base: t.ReplyRate.IDs, Rule: "最近一次答复为" + c.Letter + "类的主办件 ÷ 已答复主办件"}}
		if got := t.classes[c.Letter]; got != nil {
			f.Num, f.IDs = got.Num, got.IDs
		}
		tenths, _ := f.Tenths()
		sum += tenths
		t.Classes = append(t.Classes, ClassCount{c.Letter, f.Num, f, c.Name})
	}
	if len(t.schemes) == 0 {
		t.scheme(t.rules.Pack.Classes)
	}
	for i, c := range slices.Concat(t.schemes...) {
		if !slices.ContainsFunc(slices.Concat(t.schemes...)[:i], func(d ReplyClass) bool { return d.Letter == c.Letter }) {
			add(c)
			delete(t.classes, c.Letter)
		}
	}
	for _, letter := range sortedKeys(t.classes) { // classes of another year's scheme
		add(ReplyClass{Letter: letter})
	}
	if t.Replied > 0 && sum != 1000 {
		t.SharesNote = fmt.Sprintf("各类占比四舍五入，合计为%d.%d%%", sum/10, sum%10)
	}
	if len(t.schemes) > 1 {
		t.SharesNote = joinWords("各办理册的类别用语不同，同一字母含义以各册为准", t.SharesNote)
	}
}

// scheme notes a book's classes, each scheme once.
func (t *tally) scheme(classes []ReplyClass) {
	if !slices.ContainsFunc(t.schemes, func(s []ReplyClass) bool { return slices.Equal(s, classes) }) {
		t.schemes = append(t.schemes, classes)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
