package data

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// ToldFigure is a figure of a year as a report can tell it.
type ToldFigure struct {
	Key   string // such as replyRate: the key of `stats --json` where it has one
	Name  string // such as 办复率
	Share bool   // Num of Den is told as a percentage
	Since bool   // it is what changed since the year before
	Diff  bool   // the difference of a share and that of the year before, in percentage points
	was   Figure // Diff: the share of the year before
	down  bool   // Diff: told as a decrease
	Figure
}

// Value is the figure as it is printed.
func (f ToldFigure) Value() string {
	switch {
	case f.Diff:
		return decimalWords(f.diffAt(f.decimals()), f.decimals()) + "个百分点"
	case f.Share:
		return f.Percent()
	}
	return strconv.Itoa(f.Num)
}

// Told is the figure with its name, such as 办复率为100%.
func (f ToldFigure) Told() string {
	if f.Since {
		return f.Name + f.Value()
	}
	return f.Name + "为" + f.Value()
}

// Number is the figure as JSON writes it; nil where a share has no denominator.
func (f ToldFigure) Number() *float64 {
	n, scale := f.Num, 1
	switch {
	case f.Diff:
		n, scale = f.diffAt(f.decimals()), powerOfTen(f.decimals())
	case f.Share:
		share, ok := f.Figure.Share()
		if !ok {
			return nil
		}
		n, scale = share, powerOfTen(f.decimals())
	}
	is := float64(n) / float64(scale)
	return &is
}

// diffAt is a difference of shares that were told with so many decimals, in units
// of the last.
func (f ToldFigure) diffAt(decimals int) int {
	before, _ := f.was.shareAt(decimals)
	now, _ := f.shareAt(decimals)
	if f.down {
		return before - now
	}
	return now - before
}

// toldFigures are the figures of one year by their keys.
type toldFigures struct {
	stats Stats
	by    map[string]ToldFigure
}

func (t toldFigures) count(key, name string, f Figure) {
	f.Den, f.Base = 0, nil
	t.by[key] = ToldFigure{Key: key, Name: name, Figure: f}
}

func (t toldFigures) share(key, name string, r Rate) {
	t.by[key] = ToldFigure{Key: key, Name: name, Share: true, Figure: r.Figure}
}

// toldOf lists what a year's statistics can be told as. Stats.Figures names the
// same figures for whoever binds prose to them.
func toldOf(st Stats) toldFigures {
	t := toldFigures{st, map[string]ToldFigure{}}
	for _, f := range st.Figures() {
		if key, ok := figureKeys[f.Name]; ok {
			t.by[key] = ToldFigure{Key: key, Name: f.Word, Share: strings.HasSuffix(f.Value, "%") || f.Value == "—", Figure: f.Figure}
		}
	}
	t.plain("total", st.Total)
	t.plain("lead", st.Lead)
	t.plain("assist", st.Assist)
	t.count("settled", "办结件数", st.SettledRate.Figure)
	t.count("returned", "收回征询意见表份数", st.ReturnedRate.Figure)
	t.count("opinionsDue", "应报送协办意见件数", Figure{Num: st.OpinionRate.Den, IDs: st.OpinionRate.Base, Rule: "协办件（不含撤转）"})
	lead, assist := st.Leads, st.Assists
	lead.Num, lead.Den, lead.Rule, lead.Decimals = st.Lead, st.Total, "主办件 ÷ 总件数", st.Rates.Decimals
	assist.Num, assist.Den, assist.Rule, assist.Decimals = st.Assist, st.Total, "协办件 ÷ 总件数", st.Rates.Decimals
	t.share("leadShare", "主办件占比", Rate{lead})
	t.share("assistShare", "协办件占比", Rate{assist})
	for _, m := range []struct {
		key, name string
		mark      Satisfaction
	}{{"attitude", "态度", st.Attitude}, {"result", "结果", st.Result}} {
		t.marks(m.key, m.name, m.mark)
	}
	for _, c := range st.Classes {
		t.count("classes."+c.Class+".count", ClassWord(c.Class)+"件数", c.Share.Figure)
		t.share("classes."+c.Class+".share", ClassWord(c.Class)+"占比", c.Share)
	}
	all := Figure{Rule: "各阶段沟通记录的次数"}
	for _, p := range slices.Sorted(maps.Keys(st.Talks)) {
		f := st.Talks[p]
		t.count("talks."+string(p), string(p)+"次数", f)
		all.Num += f.Num
		all.IDs = append(all.IDs, f.IDs...)
	}
	slices.Sort(all.IDs)
	all.IDs = slices.Compact(all.IDs)
	t.count("talks", "沟通次数", all)
	t.ranks(st)
	for kind, f := range st.Urgings {
		t.count("urgings."+string(kind), string(kind)+"次数", f)
	}
	t.sorts(st)
	left := Figure{Num: st.Commitments.Open + st.Commitments.Overdue, IDs: slices.Concat(st.Promises.Open.IDs, st.Promises.Overdue.IDs), Rule: "年底尚未兑现的承诺"}
	t.count("commitments.left", "未兑现承诺数", left)
	t.count("commitments.all", "承诺事项数", Figure{Num: left.Num + st.Commitments.Kept, IDs: slices.Concat(left.IDs, st.Promises.Kept.IDs), Rule: "答复里承诺的事项"})
	for _, c := range st.ByTopic {
		t.count("byTopic."+c.Topic+".count", c.Topic+"件数", c.Share.Figure)
		t.share("byTopic."+c.Topic+".share", c.Topic+"占比", c.Share)
	}
	for _, u := range st.ByUnit {
		key, name := "byUnit."+u.Unit+".", u.Unit+"："
		t.count(key+"lead", name+"主办", Figure{Num: u.Lead, IDs: u.Leads.IDs, Rule: u.Leads.Rule})
		t.count(key+"assist", name+"协办", Figure{Num: u.Assist, IDs: u.Assists.IDs, Rule: u.Assists.Rule})
		t.count(key+"coHandled", name+"参与", Figure{Num: u.CoHandled, IDs: u.CoIDs.IDs, Rule: u.CoIDs.Rule})
		t.count(key+"replied", name+"答复", u.ReplyRate.Figure)
		t.share(key+"replyRate", name+"办复率", u.ReplyRate)
		t.share(key+"onTimeRate", name+"按时办复率", u.InTime)
		t.count(key+"returns", name+"退办次数", u.Returns)
		t.count(key+"repliedOnTime", name+"按时答复", u.InTime.Figure)
		for _, c := range st.Classes {
			t.count(key+"classes."+c.Class+".count", name+ClassWord(c.Class), Figure{Num: u.Classes[c.Class], IDs: u.Leads.IDs, Rule: "最近一次答复为" + ClassWord(c.Class)})
		}
	}
	return t
}

// ranks are who led talks; where nobody kept it, nothing contradicts it.
func (t toldFigures) ranks(st Stats) {
	kept := false
	for _, r := range Ranks {
		kept = kept || st.TalksByRank[r].Num > 0
	}
	for _, r := range Ranks {
		if kept {
			t.count(talksByKey+string(r), string(r)+"沟通次数", st.TalksByRank[r])
		}
	}
}

// plain takes a number that is kept where the proposals behind it are not.
func (t toldFigures) plain(key string, n int) {
	f := t.by[key]
	f.Num = n
	t.by[key] = f
}

// sorts are the kinds, and what nobody may have recorded: of these a figure of
// nothing contradicts nothing.
func (t toldFigures) sorts(st Stats) {
	for _, k := range st.ByKind {
		if k.Num > 0 {
			t.count("byKind."+string(k.Kind), string(k.Kind)+"件数", k.Figure)
		}
	}
	for _, key := range []string{"met.times", "met.inPerson", "met.deputies", "ideas", "policies", "units.all", "units.lead", "units.assist"} {
		if t.by[key].Num == 0 {
			delete(t.by, key)
		}
	}
	for _, m := range courseOfYear(st.Course, st.Year) {
		if m.Year != st.Year {
			continue
		}
		key := fmt.Sprintf("course.%d.", m.Month)
		t.count(key+"handedOver", m.Name(st.Year)+"交办件数", m.HandedOver)
		t.count(key+"answered", m.Name(st.Year)+"答复报送件数", m.Answered)
	}
}

func (t toldFigures) marks(key, name string, m Satisfaction) {
	t.share(key+".rate", t.stats.Rates.Word(name+"满意率", name+"满意率"), m.Rate)
	t.share(key+".rateOther", name+"满意率（另一分母）", m.Other)
	t.count(key+".good", name+"满意和基本满意件数", Figure{Num: m.Satisfied + m.Mostly, IDs: m.Rate.IDs, Rule: "办理" + name + "满意和基本满意"})
	for _, x := range []struct {
		key  string
		mark Mark
		n    int
	}{{"satisfied", Satisfied, m.Satisfied}, {"mostly", MostlySatisfied, m.Mostly}, {"dissatisfied", Dissatisfied, m.Dissatisfied}} {
		f := Figure{Num: x.n, Den: m.Rate.Den, IDs: m.By[x.mark].IDs, Base: m.Rate.Base, Rule: "征询意见表上办理" + name + "为" + string(x.mark), Decimals: m.Rate.Decimals}
		t.share(key+"."+x.key+"Share", name+string(x.mark)+"占比", Rate{f})
		t.count(key+"."+x.key, name+string(x.mark)+"件数", f)
	}
}

// figureKeys are the keys of the figures that Stats.Figures names.
var figureKeys = map[string]string{
	"总件数": "total", "主办件数": "lead", "协办件数": "assist", "重点件数": "key", "闭会期间件数": "between",
	"撤转件数": "closed", "并案件数": "merged", "延期件数": "extended", "退办次数": "returns",
	"答复件数": "replied", "按时答复件数": "repliedOnTime", "再次答复件数": "reanswered",
	"办复率": "replyRate", "办结率": "settledRate", "按时办复率": "onTimeRate",
	"面商件数": "consultedFaceToFace", "面商率": "faceToFaceRate", "无需走访件数": "noVisit",
	"回收率": "returnedRate", "按表回收率": "returnedOfSentRate", "采纳率": "adoptedRate",
	"会议期间件数": "inSession", "联名件数": "joint", "单独提出件数": "single", "集体件数": "collective", "个人件数": "personal",
	"承办单位数": "units.all", "主办单位数": "units.lead", "协办单位数": "units.assist", "采纳意见条数": "ideas", "出台政策项数": "policies",
	"沟通人次": "met.times", "当面沟通人次": "met.inPerson", "沟通代表人数": "met.deputies", "初次满意率": "firstRate",
	"上年B类件数": "planned.all", "上年B类转化件数": "planned.resolved", "上年B类转化率": "planned.rate",
	"协办报送件数": "opinionsDelivered", "协办报送率": "opinionRate", "协办按时报送率": "opinionOnTimeRate", "协办单位意见按时率": "coOpinionRate",
	"二次评价件数": "secondItems", "二次态度满意率": "secondAttitude.rate", "二次结果满意率": "secondResult.rate",
	"测评件数": "ballots.items", "测评满意票": "ballots.satisfied", "测评基本满意票": "ballots.mostly", "测评不满意票": "ballots.dissatisfied", "测评满意率": "ballots.rate",
	"第三方评价件数": "thirdPartyItems", "第三方评价满意率": "thirdParty.rate",
	"视察调研次数": "surveys", "督查次数": "visits", "督办提醒次数": "urgings",
	"承诺兑现数": "commitments.kept", "承诺跟踪数": "commitments.open", "承诺逾期数": "commitments.overdue", "往年承诺兑现数": "commitments.keptEarlier",
}

// ToldYear are the figures of a year that others are compared with, without the
// proposals behind them: of a large year these are megabytes.
type ToldYear struct{ figures toldFigures }

// TellYear keeps the figures of a year for comparing.
func TellYear(st Stats) *ToldYear {
	t := toldOf(st)
	for key, f := range t.by {
		f.IDs, f.Base = nil, nil
		t.by[key] = f
	}
	t.stats = Stats{Year: st.Year}
	return &ToldYear{t}
}

// changed is how a figure differs from the year before: by a count, by a
// percentage (grown), or by percentage points where it is a share. down tells it
// as a decrease.
func changed(key string, before, now toldFigures, grown, down bool) (ToldFigure, bool) {
	a, had := before.by[key]
	b, has := now.by[key]
	if !had || !has || a.Share != b.Share {
		return ToldFigure{}, false
	}
	word := "增加"
	if down {
		word = "减少"
	}
	f := ToldFigure{Since: true, Name: b.Name + "比上年" + word, Figure: Figure{IDs: b.IDs, Rule: "本年" + b.Value() + "，上年" + a.Value()}}
	switch {
	case b.Share:
		if a.Den == 0 || b.Den == 0 {
			return ToldFigure{}, false
		}
		f.Key, f.Diff, f.was, f.down = "change."+key, true, a.Figure, down
		f.Num, f.Den, f.Decimals = b.Num, b.Den, b.Decimals
		return f, true
	case grown:
		if a.Num == 0 {
			return ToldFigure{}, false
		}
		f.Key, f.Share, f.Num, f.Den = "growth."+key, true, b.Num-a.Num, a.Num
	default:
		f.Key, f.Num = "change."+key, b.Num-a.Num
	}
	if down {
		f.Num = -f.Num
	}
	return f, true
}
