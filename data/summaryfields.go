package data

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// SummaryField is a figure that the summary's prose can be bound to by its
// name in braces.
type SummaryField struct {
	Name  string // such as A类占比
	Value string // such as 57.1%
	IDs   []ID   // the proposals behind it
	Rule  string
}

// SummaryFields lists all fields of a year, in the order of menus and lists.
func SummaryFields(st Stats) []SummaryField {
	count := func(name string, n int, f Figure, rule string) SummaryField {
		return SummaryField{name, strconv.Itoa(n), f.IDs, rule}
	}
	rate := func(name string, r Rate) SummaryField { return SummaryField{name, r.Percent(), r.IDs, r.Rule} }
	fields := []SummaryField{
		{"年份", strconv.Itoa(st.Year), nil, ""},
		{"截至", st.AsOf.Chinese(), nil, "统计截止日"},
		count("总件数", st.Total, st.All, st.All.Rule),
		count("主办件数", st.Lead, st.Leads, st.Leads.Rule),
		count("协办件数", st.Assist, st.Assists, st.Assists.Rule),
		count("重点件数", st.Key, st.Keys, "列为重点督办"),
		count("答复件数", st.Replied, st.ReplyRate.Figure, "已送达答复的主办件"),
		rate("办复率", st.ReplyRate), rate("办结率", st.SettledRate), rate("按时办复率", st.OnTimeRate),
		count("面商件数", st.ConsultedFaceToFace, st.FaceToFaceRate.Figure, st.FaceToFaceRate.Rule),
		rate("面商率", st.FaceToFaceRate),
		rate("态度满意率", st.Attitude.Rate), rate("结果满意率", st.Result.Rate), rate("回收率", st.ReturnedRate),
		count("协办报送件数", st.OpinionsDelivered, st.OpinionRate.Figure, "已报送主办机关的协办意见"),
		rate("协办报送率", st.OpinionRate),
	}
	for _, c := range st.Classes {
		fields = append(fields, count(c.Class+"类件数", c.Count, c.Share.Figure, "最近一次答复为"+c.Class+"类"), rate(c.Class+"类占比", c.Share))
	}
	for _, p := range Phases {
		f := st.Talks[p]
		fields = append(fields, count(string(p)+"次数", f.Num, f, string(p)+"沟通记录的次数"))
	}
	return append(fields,
		count("视察调研次数", st.Surveys.Num, st.Surveys, "方式为调研、视察的沟通次数"),
		count("督查次数", st.Visits.Num, st.Visits, "对承办单位的督查和催办次数"))
}

// SummaryPiece is a stretch of filled prose: plain words, or a value with the
// proposals behind it.
type SummaryPiece struct {
	Text  string
	Field string // "" for plain words
	IDs   []ID
	Rule  string
}

var fieldPattern = regexp.MustCompile(`\{([^{}\n]{1,30})\}`)

// SummaryPieces fills one text; a field that is not known, or an example that
// is not in the year, is a Problem and stays as it was written.
func SummaryPieces(text string, st Stats, cases []Case) ([]SummaryPiece, Problems) {
	var pieces []SummaryPiece
	var problems Problems
	at := 0
	plain := func(s string) {
		if s != "" {
			pieces = append(pieces, SummaryPiece{Text: s})
		}
	}
	for _, m := range fieldPattern.FindAllStringSubmatchIndex(text, -1) {
		plain(text[at:m[0]])
		at = m[1]
		name := text[m[2]:m[3]]
		piece, ok := bound(name, st, cases)
		if !ok {
			problems = append(problems, Problem{Field: "总结", Message: "不认识“{" + name + "}”", Hint: "请从“插入数字”里选，或改掉花括号"})
			plain(text[m[0]:m[1]])
			continue
		}
		pieces = append(pieces, piece)
	}
	plain(text[at:])
	return pieces, problems
}

func bound(name string, st Stats, cases []Case) (SummaryPiece, bool) {
	if number, ok := strings.CutPrefix(name, "例"); ok {
		for _, c := range cases {
			if slices.Contains(st.All.IDs, c.Proposal.ID) && NumberKey(c.Proposal.Number) == NumberKey(number) {
				return SummaryPiece{"《" + c.Proposal.Title + "》", name, []ID{c.Proposal.ID}, "第" + c.Proposal.Number + "号"}, true
			}
		}
		return SummaryPiece{}, false
	}
	for _, f := range SummaryFields(st) {
		if f.Name == name {
			return SummaryPiece{f.Value, name, f.IDs, f.Rule}, true
		}
	}
	return SummaryPiece{}, false
}

// FillSummary fills the whole prose.
func FillSummary(s Summary, st Stats, cases []Case) (Summary, Problems) {
	var problems Problems
	filled := s
	filled.Sections = make([]SummarySection, len(s.Sections))
	fill := func(text string) string {
		pieces, ps := SummaryPieces(text, st, cases)
		problems = append(problems, ps...)
		var b strings.Builder
		for _, p := range pieces {
			b.WriteString(p.Text)
		}
		return b.String()
	}
	filled.Title = fill(s.Title)
	for i, sec := range s.Sections {
		filled.Sections[i] = SummarySection{fill(sec.Heading), fill(sec.Text)}
	}
	return filled, problems
}
