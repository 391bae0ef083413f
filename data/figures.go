package data

import (
	"slices"
	"strconv"
)

// NamedFigure is one figure of a year under the name that summaries and lists
// know it by.
type NamedFigure struct {
	Name  string // such as A类占比
	Value string // as it is printed: a count, or a share such as 57.1%
	Figure
}

func countOf(name string, f Figure) NamedFigure {
	f.Den, f.Base = 0, nil
	return NamedFigure{name, strconv.Itoa(f.Num), f}
}

func shareOf(name string, r Rate) NamedFigure { return NamedFigure{name, r.Percent(), r.Figure} }

// by gives a count its rule where it is counted on the way to another figure.
func (n NamedFigure) by(rule string) NamedFigure {
	n.Rule = rule
	return n
}

// Figures lists every figure of the year, in the order of menus and lists, each
// with its rule and the proposals behind it. Those by unit, topic and the
// forms' further questions are in Explained.
func (st Stats) Figures() []NamedFigure {
	all := []NamedFigure{
		countOf("总件数", st.All), countOf("主办件数", st.Leads), countOf("协办件数", st.Assists), countOf("重点件数", st.Keys), countOf("闭会期间件数", st.Between),
		countOf("撤转件数", st.Closed), countOf("并案件数", st.Merged), countOf("延期件数", st.Extended), countOf("退办次数", st.Returns),
		countOf("答复件数", st.ReplyRate.Figure).by("已送达答复的主办件"), countOf("按时答复件数", st.OnTimeRate.Figure).by("首次答复在期限内送达的主办件"),
		countOf("再次答复件数", st.Reanswered),
		shareOf("办复率", st.ReplyRate), shareOf("办结率", st.SettledRate), shareOf("按时办复率", st.OnTimeRate),
		countOf("面商件数", st.FaceToFaceRate.Figure), shareOf("面商率", st.FaceToFaceRate), countOf("无需走访件数", st.NoVisit),
		shareOf("态度满意率", st.Attitude.Rate), shareOf("结果满意率", st.Result.Rate), shareOf("回收率", st.ReturnedRate), shareOf("按表回收率", st.ReturnedOfSent),
		shareOf("采纳率", st.AdoptedRate),
		countOf("协办报送件数", st.OpinionRate.Figure).by("已报送主办机关的协办意见"), shareOf("协办报送率", st.OpinionRate), shareOf("协办按时报送率", st.OpinionOnTimeRate),
		shareOf("协办单位意见按时率", st.CoOpinionRate),
	}
	for _, c := range st.Classes {
		all = append(all, countOf(c.Class+"类件数", c.Share.Figure).by("最近一次答复为"+c.Class+"类"), shareOf(c.Class+"类占比", c.Share))
	}
	for _, p := range Phases {
		all = append(all, countOf(string(p)+"次数", st.Talks[p]).by(string(p)+"沟通记录的次数"))
	}
	for _, r := range Ranks {
		all = append(all, countOf(string(r)+"沟通次数", st.TalksByRank[r]).by("我方由"+string(r)+"牵头的沟通次数"))
	}
	all = append(all, countOf("视察调研次数", st.Surveys), countOf("督查次数", st.Visits), countOf("督办提醒次数", st.AllUrgings))
	for _, k := range UrgeSteps {
		all = append(all, countOf(string(k)+"次数", st.Urgings[k]).by("对承办单位发出"+string(k)+"的次数"))
	}
	all = append(all, st.assessedFigures()...)
	p := st.Promises
	return append(all, countOf("承诺兑现数", p.Kept), countOf("承诺跟踪数", p.Open), countOf("承诺逾期数", p.Overdue), countOf("往年承诺兑现数", p.KeptEarlier))
}

// Explained are all figures, also those by unit, by topic and of the forms'
// further questions.
func (st Stats) Explained() []NamedFigure {
	all := st.Figures()
	for _, m := range []struct {
		name string
		mark Satisfaction
	}{{"态度", st.Attitude}, {"结果", st.Result}} {
		all = append(all, shareOf(m.name+"满意率（另一分母）", m.mark.Other))
	}
	for _, u := range st.ByUnit {
		name := u.Unit + "："
		all = append(all, countOf(name+"主办", u.Leads), countOf(name+"承办协办件", u.Assists), countOf(name+"参与协办", Figure{Num: u.CoHandled, IDs: u.CoIDs.IDs, Rule: u.CoIDs.Rule}),
			shareOf(name+"办复率", u.ReplyRate), shareOf(name+"按时办复率", u.InTime), shareOf(name+"意见按时率", u.CoInTime), countOf(name+"退办次数", u.Returns))
	}
	for _, c := range st.ByTopic {
		all = append(all, shareOf(c.Topic+"占比", c.Share))
	}
	for _, v := range st.Views {
		all = append(all, countOf(v.Class+"类·"+v.Solved, v.Figure))
	}
	for _, w := range slices.Concat(st.TalkedBy, st.TalkForms) {
		all = append(all, shareOf(w.Word+"占比", Rate{w.Figure}))
	}
	return all
}
