package data

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// absentWords tell in prose that there is nothing of a figure, as places write it
// (今年红塔区未涉及到重点处理的代表建议, seed-2022-summary.txt): never 0件, and
// never a rate of nothing.
var absentWords = map[string]string{
	"总件数": "没有交办件", "主办件数": "未涉及主办件", "协办件数": "未涉及协办件", "重点件数": "未涉及重点督办件",
	"闭会期间件数": "未涉及闭会期间件", "会议期间件数": "未涉及会议期间件",
	"联名件数": "没有联名提出的件", "单独提出件数": "没有单独提出的件", "集体件数": "没有集体提出的件", "个人件数": "没有个人提出的件",
	"承办单位数": "未涉及承办单位", "主办单位数": "未涉及主办单位", "协办单位数": "未涉及协办单位",
	"采纳意见条数": "没有登记采纳的意见", "出台政策项数": "没有登记出台的政策",
	"撤转件数": "没有撤案转办件", "并案件数": "没有并案件", "延期件数": "没有延期件", "退办次数": "没有退办",
	"答复件数": "主办件尚未答复", "按时答复件数": "主办件尚未答复", "再次答复件数": "没有再次答复件",
	"办复率": "未涉及主办件", "办结率": "未涉及主办件", "按时办复率": "主办件尚未答复",
	"面商件数": "尚未当面沟通", "面商率": "未涉及需要面商的件", "无需走访件数": "没有代表表示无需走访的件",
	"态度满意率": "尚未收回征询意见表", "结果满意率": "尚未收回征询意见表", "初次满意率": "尚未收回征询意见表", "回收率": "主办件尚未答复", "按表回收率": "尚未发出征询意见表",
	"采纳率": "主办件尚未答复", "协办报送件数": "尚未报送协办意见", "协办报送率": "未涉及协办件", "协办按时报送率": "尚未报送协办意见",
	"协办单位意见按时率": "未涉及协办单位意见",
	"沟通人次":      "尚未与代表沟通", "当面沟通人次": "尚未当面沟通", "沟通代表人数": "尚未与代表沟通",
	"视察调研次数": "未开展视察调研", "督查次数": "未开展督查", "督办提醒次数": "未发出提醒、催办",
	"承诺兑现数": "没有已兑现的承诺", "承诺跟踪数": "没有跟踪中的承诺", "承诺逾期数": "没有逾期的承诺", "往年承诺兑现数": "未涉及往年承诺兑现",
	"上年B类件数": "未涉及上年B类件", "上年B类转化件数": "上年B类件尚无转化", "上年B类转化率": "未涉及上年B类件",
}

// Absent is how prose tells that there is nothing of the figure; "" where it is
// told as a number.
func (n NamedFigure) Absent() string {
	if n.Value != "0" && n.Value != "—" {
		return ""
	}
	if words, ok := absentWords[n.Name]; ok {
		if class, _, found := strings.Cut(strings.TrimPrefix(n.Word, "上年"), "类"); found && strings.Contains(words, "B类") {
			words = strings.Replace(words, "B类", class+"类", 1)
		}
		return words
	}
	mark := strings.HasPrefix(n.Name, "态度") || strings.HasPrefix(n.Name, "结果")
	what, ends := n.Word, ""
	for _, end := range []string{"件数", "次数", "占比"} {
		if rest, ok := strings.CutSuffix(what, end); ok {
			what, ends = rest, end
		}
	}
	switch {
	case ends == "占比" && mark:
		return "尚未收回征询意见表"
	case ends == "占比":
		return "主办件尚未答复"
	case mark:
		return "没有办理" + what + "的件"
	case slices.Contains(Phases, Phase(what)):
		return "没有" + what + "沟通"
	case ends == "次数" || slices.Contains(Kinds, Kind(what)):
		return "没有" + what
	}
	return "没有" + what + "件"
}

// absent is how prose tells it in a year that may have nothing of what it is
// counted of.
func (st Stats) absent(n NamedFigure) string {
	switch words := n.Absent(); {
	case st.Leads.Num == 0 && slices.Contains(ofLeads, words):
		return absentWords["主办件数"]
	case st.Assists.Num == 0 && words == absentWords["协办报送件数"]:
		return absentWords["协办件数"]
	default:
		return words
	}
}

// ofLeads are what is said of proposals that we lead.
var ofLeads = []string{"主办件尚未答复", "尚未当面沟通", "未涉及需要面商的件", "尚未收回征询意见表", "尚未发出征询意见表"}

// clausePart is a clause of prose, or what stands between two.
type clausePart struct {
	text string
	ends bool // it is what stands between
}

// clausesOf cuts a text where its clauses end. Brackets end one only where a field
// stands within them: （含基本满意） is a word of its clause.
func clausesOf(text string) (all []clausePart) {
	from := 0
	cut := func(at, size int) {
		if at > from {
			all = append(all, clausePart{text: text[from:at]})
		}
		all = append(all, clausePart{text[at : at+size], true})
		from = at + size
	}
	field, opened := false, 0
	for i, r := range text {
		switch size := utf8.RuneLen(r); {
		case r == '{' || r == '\n':
			if field = r == '{'; !field {
				cut(i, size)
				opened = 0
			}
		case r == '}':
			field = false
		case field:
		case r == '（' || r == '(':
			rest := text[i+size:]
			if end := strings.IndexAny(rest, "）)\n"); end >= 0 && strings.Contains(rest[:end], "{") {
				cut(i, size)
				opened++
			}
		case (r == '）' || r == ')') && opened > 0:
			opened--
			cut(i, size)
		case strings.ContainsRune("，。；：、！？,;", r):
			cut(i, size)
		}
	}
	if from < len(text) {
		all = append(all, clausePart{text: text[from:]})
	}
	return all
}

var (
	// clauseOpening is what a clause keeps before the words that take its place.
	clauseOpening = Pattern(`^[ 　\t]*([一二三四五六七八九十]是|其中|另有|今年以?来?|全年|年内|本年度?|当年)*`)
	concerning    = Pattern(`^([^{}]{0,30}?)涉及(到?[^{}]*)\{[^{}]+\}[件次项]?([^{}]*)$`)
	shareAlone    = Pattern(`^[ 　]*占[^{}]*\{([^{}]+)占比\}[^{}]*$`)
)

// withAbsences are the parts of a text in which clauses about nothing have given
// way to words: in 协办8件，重点督办{重点件数}件 the second reads 未涉及重点督办件.
// What is said already is not said again.
func withAbsences(text string, field func(name string) (SummaryField, bool)) (parts []absentPart) {
	told, counted := "", ""
	for _, c := range clausesOf(text) {
		if c.ends {
			if strings.ContainsAny(c.text, "。！？\n") {
				told, counted = "", ""
			}
			parts = append(parts, absentPart{text: c.text})
			continue
		}
		if m := shareAlone().FindStringSubmatch(c.text); m != nil && counted == m[1]+"件数" {
			parts = dropEnd(parts)
			continue
		}
		f, found := absentField(c.text, field)
		if !found {
			told, counted = "", ""
			parts = append(parts, absentPart{text: c.text})
			continue
		}
		opening := clauseOpening().FindString(c.text)
		words := absenceIn(c.text[len(opening):], f)
		counted = f.Name
		if words == told {
			parts = dropEnd(parts)
			continue
		}
		told = words
		parts = append(parts, absentPart{text: opening}, absentPart{text: words, field: &f})
	}
	return parts
}

// absentPart is a stretch of prose as it was written, or words for a field of
// which there is nothing.
type absentPart struct {
	text  string
	field *SummaryField
}

// dropEnd takes off what separates a clause that is left out from those before it.
func dropEnd(parts []absentPart) []absentPart {
	if n := len(parts); n > 0 && parts[n-1].field == nil && !strings.Contains(parts[n-1].text, "\n") {
		return parts[:n-1]
	}
	return parts
}

// absentField is the first field of a clause of which there is nothing.
func absentField(clause string, field func(string) (SummaryField, bool)) (SummaryField, bool) {
	for _, m := range fieldPattern().FindAllStringSubmatch(clause, -1) {
		if f, ok := field(m[1]); ok && f.Absent != "" {
			return f, true
		}
	}
	return SummaryField{}, false
}

// absenceIn are the words that take a clause's place, in the words of its assembly.
func absenceIn(clause string, f SummaryField) string {
	if m := concerning().FindStringSubmatch(clause); m != nil {
		return m[1] + "未涉及" + m[2] + m[3]
	}
	words := f.Absent
	if strings.Contains(clause, "会办") {
		words = strings.ReplaceAll(words, "协办", "会办")
	}
	if strings.Contains(clause, "委员") && !strings.Contains(clause, "代表") {
		words = strings.ReplaceAll(words, "代表", "委员")
	}
	return words
}
