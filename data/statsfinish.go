package data

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

func (t *tally) rulesInWords() {
	t.All.Rule, t.Leads.Rule, t.Assists.Rule = "当年登记的全部建议提案", "办理方式为主办、分办", "办理方式为协办（会办）"
	t.ReplyRate.Rule = "已送达答复的主办件 ÷ 主办件（不含撤转）"
	t.SettledRate.Rule = t.Rates.told(t.rules.Pack.Classes)
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
	t.NoVisit.Rule = "代表表示无需走访，又没有当面沟通的主办件，不计入" + t.Rates.Word("面商率", "面商率")
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
	t.sortsInWords(back)
	for _, r := range []*Rate{&t.ReplyRate, &t.SettledRate, &t.OnTimeRate, &t.FaceToFaceRate, &t.OpinionRate, &t.OpinionOnTimeRate, &t.CoOpinionRate, &t.ReturnedRate, &t.ReturnedOfSent,
		&t.AdoptedRate, &t.Attitude.Rate, &t.Attitude.Other, &t.Result.Rate, &t.Result.Other, &t.FirstRate, &t.Planned.Rate,
		&t.SecondAttitude.Rate, &t.SecondResult.Rate, &t.ThirdParty.Rate, &t.Ballots.Rate} {
		r.Decimals = t.Rates.Decimals
	}
}

// sortsInWords tell what proposals are, who worked on them and what came of them;
// base is what marks are divided by.
func (t *tally) sortsInWords(base string) {
	for i := range t.ByKind {
		t.ByKind[i].Rule = "类型为" + string(t.ByKind[i].Kind)
	}
	t.InSession.Rule = "会议期间提出，不含闭会期间"
	t.Joint.Rule, t.Single.Rule = "两位以上代表（委员）或团体联名提出", "一位代表（委员）或一个团体单独提出"
	t.Collective.Rule, t.Personal.Rule = "第一提出人是党派、团体、界别、专委会等集体", "第一提出人是代表（委员）个人"
	t.Units.All.Rule = "主办、承办协办件或协助办理的单位，每个单位计一次；依据是交给它们的件"
	t.Units.Lead.Rule, t.Units.Assist.Rule = "主办我方答复件的单位，每个单位计一次", "承办我方协办件或协助其他单位办理的单位，每个单位计一次"
	t.Met.Times.Rule, t.Met.InPerson.Rule = "各次沟通记录的参加代表（委员）相加", "面商、座谈、调研、视察、听取汇报的参加代表（委员）相加"
	t.Met.Deputies.Rule = "参加过沟通的代表（委员），每人计一次"
	t.Ideas.Rule, t.Policies.Rule = "各次答复填写的采纳意见条数相加", "各次答复填写的出台政策项数相加"
	t.FirstRate.Rule = "首次答复的一次评价，办理结果满意和基本满意 ÷ " + base
	var letters []string
	for _, c := range t.before.Pack.Classes {
		if c.plans() {
			letters = append(letters, ClassWord(c.Letter))
		}
	}
	class := orElse(strings.Join(letters, "、"), "B类")
	t.Planned.Class = class
	t.Planned.Rate.Rule = "上年底为" + class + "，后来答复提高类别或承诺全部兑现的主办件 ÷ 上年底为" + class + "的主办件"
}

// marks give the counts of a mark what they are divided by.
func (s *Satisfaction) marks(of string) {
	_, base, _ := strings.Cut(s.Rate.Rule, " ÷ ")
	for _, m := range Marks {
		f := s.By[m]
		f.Den, f.Base, f.Decimals = s.Rate.Den, s.Rate.Base, s.Rate.Decimals
		f.Rule = "最近一次征询意见表上办理" + of + "为" + string(m) + " ÷ " + base
		s.By[m] = f
	}
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
	if t.Rates.Settled != SettledUsual || t.Rates.SettledOfReplied {
		say("%s%s算：%s", t.Rates.Word("办结率", "办结率"), t.Rates.Settled.Words(), t.SettledRate.Rule)
	}
	say("满意率以%s为分母，含基本满意", base)
	if a, b := t.Result.Rate.Percent(), t.Result.Other.Percent(); a != b {
		say("以%s为分母时，办理%s为%s", other, t.Rates.Word("结果满意率", "结果满意率"), b)
	}
	if t.NotNeeded > 0 {
		say("另有%d件代表表示无需走访，不计入%s", t.NotNeeded, t.Rates.Word("面商率", "面商率"))
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
	t.Attitude.marks("态度")
	t.Result.marks("结果")
	t.Ballots.Items = t.Ballots.Figure.Num
	t.byClass()
	t.byUnit()
	t.finishSorts()
	t.Course = t.course.months()
	for _, name := range sortedKeys(t.topics) {
		f := *t.topics[name]
		f.Den, f.Base, f.Rule, f.Decimals = t.Total, t.All.IDs, "内容分类为“"+name+"” ÷ 总件数", t.Rates.Decimals
		t.ByTopic = append(t.ByTopic, TopicCount{name, f.Num, f})
	}
	slices.SortStableFunc(t.ByTopic, func(a, b TopicCount) int { return cmp.Compare(b.Count, a.Count) })
	for _, key := range slices.SortedFunc(maps.Keys(t.views), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		f := *t.views[key]
		f.Rule = ClassWord(key[0]) + "答复中，代表认为“" + key[1] + "”"
		t.Views = append(t.Views, ViewCount{key[0], key[1], f.Num, f})
	}
	t.Stats.TalkedBy = t.talkedBy.list("征询意见表上写明由谁面商 ÷ 写明的表", t.Rates.Decimals)
	t.TalkForms = t.forms.list("征询意见表上写明的面商形式 ÷ 写明的表", t.Rates.Decimals)
	t.notes()
}

// byClass counts the classes of all schemes met.
func (t *tally) byClass() {
	sum := 0
	add := func(c ReplyClass) {
		f := Rate{Figure{Den: t.Replied, Base: t.ReplyRate.IDs, Rule: "最近一次答复为" + ClassWord(c.Letter) + "的主办件 ÷ 已答复主办件", Decimals: t.Rates.Decimals}}
		if got := t.classes[c.Letter]; got != nil {
			f.Num, f.IDs = got.Num, got.IDs
		}
		share, _ := f.Share()
		sum += share
		t.Classes = append(t.Classes, ClassCount{c.Letter, f.Num, f, c.Name, c.InReports()})
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
	if decimals := t.ReplyRate.decimals(); t.Replied > 0 && sum != 100*powerOfTen(decimals) {
		t.SharesNote = fmt.Sprintf("各类占比四舍五入，合计为%s%%", fixedWords(sum, decimals))
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
