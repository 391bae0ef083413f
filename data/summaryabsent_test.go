package data_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// Of what a year does not have prose says so in words, never 0件 or —; what is
// said once is not said again, and the share of a class that has nothing is left
// out.
func TestProseTellsNothingInWords(t *testing.T) {
	unanswered := datatest.Case(func(c *data.Case) { c.Replies, c.Feedback, c.Consultations = nil, nil, nil })
	for _, c := range []struct {
		of         data.Case
		text, want string
	}{
		{datatest.Case(), "共{总件数}件，其中主办{主办件数}件、协办{协办件数}件，涉及重点处理的代表建议{重点件数}件。", "共1件，其中主办1件、未涉及协办件，未涉及重点处理的代表建议。"},
		{datatest.Case(), "今年红塔区涉及到重点处理的代表建议{重点件数}件。", "今年红塔区未涉及到重点处理的代表建议。"},
		{datatest.Case(), "报送率{协办报送率}、按时报送率{协办按时报送率}。答复{答复件数}件。", "未涉及协办件。答复1件。"},
		{datatest.Case(), "列入计划的B类{B类件数}件，占{B类占比}；A类{A类件数}件，占总数的{A类占比}。", "没有B类件；A类1件，占总数的100%。"},
		{datatest.Case(), "三是开展督查{督查次数}次，办前联系{办前次数}次，不满意{结果不满意件数}件。", "三是未开展督查，办前联系1次，没有办理结果不满意的件。"},
		{datatest.Case(), "共{总件数}件（含闭会期间{闭会期间件数}件）。", "共1件（未涉及闭会期间件）。"},
		{datatest.Case(), "参与会办{协办件数}件。", "未涉及会办件。"},
		{datatest.Case(), "{3月交办件数}件3月交办，5月交办{5月交办件数}件。", "1件3月交办，没有5月交办件。"},
		{datatest.Case(), "面商率{面商率}，无需走访{无需走访件数}件，{没有的}件", "面商率100%，没有代表表示无需走访的件，{没有的}件"},
		{unanswered, "办理结果满意（含基本满意）率{结果满意率}、办复率{办复率}；当面沟通{当面沟通人次}人次。", "尚未收回征询意见表、办复率0%；尚未当面沟通。"},
		{datatest.Assist(), "主办件已答复{答复件数}件，办复率{办复率}、态度满意率{态度满意率}；报送{协办报送件数}件。", "未涉及主办件；报送1件。"},
	} {
		st := data.Statistics([]data.Case{c.of}, 2022, datatest.Day(12, 31), datatest.RuleYears())
		pieces, _ := data.SummaryPieces(c.text, st, []data.Case{c.of})
		var got strings.Builder
		for _, p := range pieces {
			got.WriteString(p.Text)
		}
		if got.String() != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got.String(), c.want)
		}
	}
}

// Whatever the year: no field reads as 0件 or —, and each has words for nothing.
func TestEveryFieldHasWordsForNothing(t *testing.T) {
	st := data.Statistics(nil, 2022, datatest.Day(12, 31), datatest.RuleYears())
	for _, f := range data.SummaryFields(st) {
		if f.Name == "年份" || f.Name == "截至" {
			continue
		}
		pieces, ps := data.SummaryPieces("有{"+f.Name+"}件。", st, nil)
		if len(ps) > 0 || len(pieces) != 2 || f.Absent == "" || pieces[0].Text != f.Absent || strings.Contains(pieces[0].Text, "0件") || strings.Contains(pieces[0].Text, "—") {
			t.Errorf("%s: %+v %v", f.Name, pieces, ps)
		}
	}
}
