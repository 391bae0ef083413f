package data_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

func TestALedgerIsTitledByWhatItShows(t *testing.T) {
	congress := datatest.Case()
	cppcc := datatest.Case(datatest.Numbered(2), func(c *data.Case) { c.Book.ID, c.Book.Meeting.Body = 2, data.CPPCC })
	one, both := []data.Case{congress, congress}, []data.Case{congress, cppcc}
	for _, x := range []struct {
		cases []data.Case
		year  int
		book  data.ID
		with  data.Shown
		want  string
	}{
		{both, 2022, 0, data.Shown{}, "2022年建议提案办理台账"},
		{both, 0, 0, data.Shown{}, "建议提案办理台账"},
		{both, -1, 0, data.Shown{}, "建议提案办理台账"},
		{one, 2022, 0, data.Shown{}, "市六届人大一次会议建议办理台账"}, // the year has but one book
		{both, 2022, 0, data.Shown{}, "2022年建议提案办理台账"},
		{nil, 2022, 0, data.Shown{}, "2022年建议提案办理台账"},
		{one, 2022, 1, data.Shown{}, "市六届人大一次会议建议办理台账"},
		{both, 2022, 2, data.Shown{}, "政协市六届一次会议提案办理台账"},
		{one, 2023, 1, data.Shown{}, "2023年市六届人大一次会议建议办理台账"},
		{both, 2022, 0, data.Shown{Filter: data.LedgerFilter{Unit: "区住建局", Light: "红"}}, "2022年建议提案办理台账（区住建局，已逾期）"},
		{both, 2022, 0, data.Shown{Filter: data.LedgerFilter{Role: "协办", Stage: "待审签", Words: " 管网  改造 "}}, "2022年建议提案办理台账（协办，待审签，“管网 改造”）"},
		{one, 2022, 1, data.Shown{Chosen: "区住建局：逾期"}, "市六届人大一次会议建议办理台账（区住建局：逾期）"},
		{both, 2022, 0, data.Shown{Numbers: []string{"3", "05"}}, "2022年建议提案办理台账（第3、05号）"},
		{both, 2022, 0, data.Shown{Numbers: strings.Fields("1 2 3 4 5 6")}, "2022年建议提案办理台账（第1号等6件）"},
	} {
		s := data.ShownOf(x.cases, x.year, x.book)
		s.Filter, s.Chosen, s.Numbers = x.with.Filter, x.with.Chosen, x.with.Numbers
		if got := s.Title("办理台账"); got != x.want {
			t.Errorf("%s, want %s", got, x.want)
		}
	}
}

// Whatever is filtered by, a filtered ledger is not titled as the whole one.
func TestNoFilterGoesUntold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f data.LedgerFilter
		for _, field := range []*string{&f.Book, &f.Role, &f.Unit, &f.Stage, &f.Words} {
			*field = rapid.SampledFrom([]string{"", "甲", "乙局"}).Draw(t, "by")
		}
		f.Light = rapid.SampledFrom([]string{"", "红", "橙", "黄", "绿"}).Draw(t, "light")
		f.Year = rapid.SampledFrom([]int{0, 2021}).Draw(t, "year")
		whole, s := data.Shown{Year: 2022}, data.Shown{Year: 2022, Filter: f}
		if told := s.Title("台账") != whole.Title("台账"); told != (f != data.LedgerFilter{}) {
			t.Fatalf("%+v: %s", f, s.Title("台账"))
		}
	})
}
