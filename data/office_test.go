package data_test

import (
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// A unit bears on paper the name it had that day.
func TestUnitNameOfTheDay(t *testing.T) {
	t.Parallel()
	u := data.Unit{Name: "区住建局", FullName: "红塔区住房和城乡建设局", Former: []data.FormerName{
		{Name: "区建设局", FullName: "红塔区建设局", Until: data.NewDate(2010, 12, 31)},
		{Name: "区规建局", FullName: "红塔区规划建设局", Until: data.NewDate(2015, 6, 30)},
	}}
	for day, want := range map[data.Date]string{
		data.NewDate(2009, 1, 1): "区建设局", data.NewDate(2010, 12, 31): "区建设局", data.NewDate(2011, 1, 1): "区规建局",
		data.NewDate(2015, 7, 1): "区住建局", {}: "区住建局",
	} {
		if got := u.At(day).Name; got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

// On the papers of a year a unit has the name of the year's last day: renamed on 31
// December, that day included, it has the old one in the whole year. A list over both
// years finds it under each of its names.
func TestUnitNameOfTheYear(t *testing.T) {
	t.Parallel()
	u := data.Unit{ID: 5, Name: "区教育体育局", Former: []data.FormerName{{Name: "区教育局", Until: datatest.Day(12, 31)}}}
	for year, want := range map[int]string{2021: "区教育局", 2022: "区教育局", 2023: "区教育体育局"} {
		if got := u.InYear(year).Name; got != want {
			t.Errorf("%d: %s", year, got)
		}
	}
	of := func(year int) data.Case {
		return datatest.Case(datatest.Numbered(year), func(c *data.Case) { c.Book.Meeting.Year, c.Assignments[0].Unit = year, u })
	}
	rows := data.LedgerRows([]data.Case{of(2022), of(2023)}, datatest.Day(12, 31), datatest.RuleYears())
	if rows[0].Unit != "区教育局" || rows[1].Unit != "区教育体育局" {
		t.Errorf("the ledger has %s and %s", rows[0].Unit, rows[1].Unit)
	}
	for name, want := range map[string]int{"区教育局": 2, "区教育体育局": 2, "区水利局": 0} {
		if got := (data.LedgerFilter{Unit: name}).Apply(rows); len(got) != want {
			t.Errorf("%s: %d rows", name, len(got))
		}
	}
}

// Days that the user enters go before the program's table: 2030-05-04 is a
// Saturday that is worked, 2030-05-06 a Monday off.
func TestHolidaysOfTheUser(t *testing.T) {
	t.Parallel()
	cal := data.Calendar{}.With([]data.Holiday{
		{Date: data.NewDate(2030, 5, 4), Kind: data.DayWork, Name: "劳动节"}, {Date: data.NewDate(2030, 5, 6), Kind: data.DayOff, Name: "劳动节"},
	})
	if !cal.Workday(data.NewDate(2030, 5, 4)) || cal.Workday(data.NewDate(2030, 5, 6)) {
		t.Error("the user's days do not count")
	}
	if cal.Known(2030) {
		t.Error("two days are no notice")
	}
	if again := cal.With([]data.Holiday{{Date: data.NewDate(2030, 5, 6), Kind: data.DayWork, Name: "更正"}}); !again.Workday(data.NewDate(2030, 5, 6)) || cal.Workday(data.NewDate(2030, 5, 6)) {
		t.Error("a correction does not hold, or changed the calendar it started from")
	}
}

// A book's own limit and classes go before the pack's: handed over on 9 March,
// five months end on 9 August (a Tuesday).
func TestBookOfItsOwnRules(t *testing.T) {
	t.Parallel()
	c := datatest.Case(func(c *data.Case) {
		c.Book.ReplyMonths = 5
		c.Book.Classes = []data.ReplyClass{{Letter: "甲", Name: "已解决", Settled: true}}
		c.Replies[0].Class = "甲"
		c.Replies[0].Sent = datatest.Day(8, 9)
		c.Feedback[0].Received = datatest.Day(8, 12)
	})
	r := datatest.Rules()
	if got := data.ReplyLimit(c, r).Deadline; got != datatest.Day(8, 9) {
		t.Errorf("deadline %s", got)
	}
	if no, _ := data.CheckFacts(c, r); len(no) > 0 {
		t.Error(no)
	}
	st := data.Statistics([]data.Case{c}, 2022, datatest.Day(12, 31), data.SameRules(r))
	if st.RepliedOnTime != 1 || st.SettledRate.Num != 1 || len(st.Classes) != 1 || st.Classes[0].Name != "已解决" {
		t.Errorf("on time %d, settled %d, classes %+v", st.RepliedOnTime, st.SettledRate.Num, st.Classes)
	}
}

// A place's own words count as the default mark they stand for.
func TestMarksInAPlacesWords(t *testing.T) {
	t.Parallel()
	r := datatest.Rules(func(p *data.RulePack) {
		p.Marks = []data.MarkWord{{Word: "非常满意", Counts: data.Satisfied}, {Word: "满意", Counts: data.Satisfied}, {Word: "理解", Counts: data.MostlySatisfied}, {Word: "不同意", Counts: data.Dissatisfied}}
	})
	if ps := r.Pack.Validate(); len(ps) > 0 {
		t.Fatal(ps)
	}
	marked := func(result data.Mark) data.Case {
		return datatest.Case(func(c *data.Case) { c.Feedback[0].Attitude, c.Feedback[0].Result = "非常满意", result })
	}
	if s := data.StageOf(marked("不同意"), datatest.Day(7, 1), r); s.Stage != data.ToReanswer {
		t.Errorf("stage %s", s.Stage)
	}
	st := data.Statistics([]data.Case{marked("理解")}, 2022, datatest.Day(12, 31), data.SameRules(r))
	if st.Attitude.Satisfied != 1 || st.Result.Mostly != 1 || st.Result.Rate.Percent() != "100%" {
		t.Errorf("%+v %+v", st.Attitude, st.Result)
	}
	if no, _ := data.CheckFacts(marked("好极了"), r); len(no) != 1 {
		t.Errorf("an unknown word: %v", no)
	}
}
