package data

import (
	"slices"
	"strconv"
	"strings"
)

// NamedFigure is one figure of a year under the name that summaries and lists
// know it by.
type NamedFigure struct {
	Name  string // such as A类占比
	Value string // as it is printed: a count, or a share such as 57.1%
	Word  string // what the place calls it; Name where it has no word of its own
	Figure
}

func countOf(name string, f Figure) NamedFigure {
	f.Den, f.Base = 0, nil
	return NamedFigure{name, strconv.Itoa(f.Num), name, f}
}

func shareOf(name string, r Rate) NamedFigure { return NamedFigure{name, r.Percent(), name, r.Figure} }

// by gives a count its rule where it is counted on the way to another figure.
func (n NamedFigure) by(rule string) NamedFigure {
	n.Rule = rule
	return n
}

// rate is a share under the place's word for it.
func (st Stats) rate(name string, r Rate) NamedFigure {
	f := shareOf(name, r)
	f.Word = st.Rates.Word(name, name)
	return f
}

// Figures lists every figure of the year, in the order of menus and lists, each
// with its rule and the proposals behind it. Those by unit, topic and the
// forms' further questions are in Explained.
func (st Stats) Figures() []NamedFigure {
	all := []NamedFigure{
		countOf("总件数", st.All), countOf("主办件数", st.Leads), countOf("协办件数", st.Assists), countOf("重点件数", st.Keys), countOf("闭会期间件数", st.Between),
	}
	all = append(all, st.sortFigures()...)
	all = append(all,
		countOf("撤转件数", st.Closed), countOf("并案件数", st.Merged), countOf("延期件数", st.Extended), countOf("退办次数", st.Returns),
		countOf("答复件数", st.ReplyRate.Figure).by("已送达答复的主办件"), countOf("按时答复件数", st.OnTimeRate.Figure).by("首次答复在期限内送达的主办件"),
		countOf("再次答复件数", st.Reanswered),
		st.rate("办复率", st.ReplyRate), st.rate("办结率", st.SettledRate), st.rate("按时办复率", st.OnTimeRate),
		countOf("面商件数", st.FaceToFaceRate.Figure), st.rate("面商率", st.FaceToFaceRate), countOf("无需走访件数", st.NoVisit),
		st.rate("态度满意率", st.Attitude.Rate), st.rate("结果满意率", st.Result.Rate), st.rate("初次满意率", st.FirstRate),
		st.rate("回收率", st.ReturnedRate), shareOf("按表回收率", st.ReturnedOfSent), st.rate("采纳率", st.AdoptedRate),
		countOf("协办报送件数", st.OpinionRate.Figure).by("已报送主办机关的协办意见"), st.rate("协办报送率", st.OpinionRate), st.rate("协办按时报送率", st.OpinionOnTimeRate),
		st.rate("协办单位意见按时率", st.CoOpinionRate),
	)
	for _, c := range st.Classes {
		word := ClassWord(c.Class)
		all = append(all, countOf(word+"件数", c.Share.Figure).by("最近一次答复为"+word), shareOf(word+"占比", c.Share))
	}
	all = append(all, st.Attitude.figures("态度")...)
	all = append(all, st.Result.figures("结果")...)
	for _, p := range Phases {
		all = append(all, countOf(string(p)+"次数", st.Talks[p]).by(string(p)+"沟通记录的次数"))
	}
	for _, r := range Ranks {
		all = append(all, countOf(string(r)+"沟通次数", st.TalksByRank[r]).by("我方由"+string(r)+"牵头的沟通次数"))
	}
	all = append(all, countOf("沟通人次", st.Met.Times.Figure), countOf("当面沟通人次", st.Met.InPerson.Figure), countOf("沟通代表人数", st.Met.Deputies.Figure),
		countOf("视察调研次数", st.Surveys), countOf("督查次数", st.Visits), countOf("督办提醒次数", st.AllUrgings))
	for _, k := range UrgeSteps {
		all = append(all, countOf(string(k)+"次数", st.Urgings[k]).by("对承办单位发出"+string(k)+"的次数"))
	}
	all = append(all, st.assessedFigures()...)
	p := st.Promises
	all = append(all, countOf("承诺兑现数", p.Kept), countOf("承诺跟踪数", p.Open), countOf("承诺逾期数", p.Overdue), countOf("往年承诺兑现数", p.KeptEarlier))
	all = append(all, st.plannedFigures()...)
	return append(all, courseFigures(st.Course, st.Year)...)
}

// sortFigures are those by what proposals are and who worked on them, and what
// the letters took up.
func (st Stats) sortFigures() []NamedFigure {
	all := []NamedFigure{countOf("会议期间件数", st.InSession.Figure)}
	for _, k := range st.ByKind {
		all = append(all, countOf(string(k.Kind)+"件数", k.Figure))
	}
	return append(all, countOf("联名件数", st.Joint.Figure), countOf("单独提出件数", st.Single.Figure), countOf("集体件数", st.Collective.Figure), countOf("个人件数", st.Personal.Figure),
		countOf("承办单位数", st.Units.All.Figure), countOf("主办单位数", st.Units.Lead.Figure), countOf("协办单位数", st.Units.Assist.Figure),
		countOf("采纳意见条数", st.Ideas.Figure), countOf("出台政策项数", st.Policies.Figure))
}

// figures are the marks of a subject, each with its share.
func (s Satisfaction) figures(of string) (all []NamedFigure) {
	for _, m := range Marks {
		all = append(all, countOf(of+string(m)+"件数", s.By[m]), shareOf(of+string(m)+"占比", Rate{s.By[m]}))
	}
	return all
}

// plannedFigures are those of the letters of the year before that promised to go on.
func (st Stats) plannedFigures() []NamedFigure {
	r, class := st.Planned.Rate, orElse(st.Planned.Class, "B类")
	became, _, _ := strings.Cut(r.Rule, " ÷ ")
	all := []NamedFigure{
		countOf("上年B类件数", Figure{Num: r.Den, IDs: r.Base, Rule: "上年底答复为" + class + "的主办件"}),
		countOf("上年B类转化件数", r.Figure).by(became), st.rate("上年B类转化率", r),
	}
	for i := range all {
		if all[i].Word == all[i].Name {
			all[i].Word = strings.Replace(all[i].Name, "B类", class, 1)
		}
	}
	return all
}

// Explained are all figures, also those by unit, by topic and of the forms'
// further questions.
func (st Stats) Explained() []NamedFigure { return append(st.Figures(), st.moreFigures()...) }

// moreFigures are those by unit, by topic and of the forms' further questions.
func (st Stats) moreFigures() (all []NamedFigure) {
	for _, m := range []struct {
		name string
		mark Satisfaction
	}{{"态度", st.Attitude}, {"结果", st.Result}} {
		all = append(all, shareOf(m.name+"满意率（另一分母）", m.mark.Other))
	}
	for _, u := range st.ByUnit {
		name := u.Unit + "："
		all = append(all, countOf(name+"主办", u.Leads), countOf(name+"协办", u.Assists), countOf(name+"参与", Figure{Num: u.CoHandled, IDs: u.CoIDs.IDs, Rule: u.CoIDs.Rule}),
			shareOf(name+"办复率", u.ReplyRate), shareOf(name+"按时办复率", u.InTime), shareOf(name+"意见按时率", u.CoInTime), countOf(name+"退办次数", u.Returns))
	}
	for _, c := range st.ByTopic {
		all = append(all, countOf(c.Topic+"件数", c.Share.Figure).by("内容分类为“"+c.Topic+"”"), shareOf(c.Topic+"占比", c.Share))
	}
	for _, v := range st.Views {
		all = append(all, countOf(ClassWord(v.Class)+"·"+v.Solved, v.Figure))
	}
	for _, w := range slices.Concat(st.TalkedBy, st.TalkForms) {
		all = append(all, shareOf(w.Word+"占比", Rate{w.Figure}))
	}
	return all
}
