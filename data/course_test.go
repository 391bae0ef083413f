package data_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// Handed over on 9 March with three months: due on 9 June, answered on 7 June and,
// once, on 20 August; the opinion within one month, due on 11 April (9 April 2022 is
// a Saturday), sent on 2 April. Of one withdrawn only the hand-over counts.
func TestTheCourseOfAYear(t *testing.T) {
	late := datatest.Case(datatest.Numbered(2), func(c *data.Case) { c.Replies[0].Sent = datatest.Day(8, 20) })
	gone := datatest.Case(datatest.Numbered(4), func(c *data.Case) { c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, datatest.Day(4, 1) })
	next := datatest.Case(datatest.Numbered(5), func(c *data.Case) {
		c.Proposal.HandedOver, c.Replies, c.Feedback, c.Consultations = datatest.Day(11, 10), nil, nil, nil
	})
	cases := []data.Case{datatest.Case(datatest.Numbered(1)), late, datatest.Assist(datatest.Numbered(3)), gone, next}
	st := data.Statistics(cases, 2022, datatest.Day(12, 31), datatest.RuleYears())
	var got []string
	for _, m := range st.Course {
		if n := m.HandedOver.Num + m.Due.Num + m.Answered.Num; n > 0 {
			got = append(got, fmt.Sprint(m.Name(2022), m.HandedOver.IDs, m.Due.IDs, m.Answered.IDs))
		}
	}
	want := []string{"3月[1 2 3 4] [] []", "4月[] [3] [3]", "6月[] [1 2] [1]", "8月[] [] [2]", "11月[5] [] []", "2023年2月[] [5] []"}
	if !slices.Equal(got, want) {
		t.Errorf("the course is\n%q, want\n%q", got, want)
	}
	if n := len(st.Course); n != 12 { // March to February
		t.Errorf("%d months", n)
	}
	sums := data.CourseTotals(st.Course)
	if last := sums[len(sums)-1]; last.AllHandedOver != 5 || last.AllDue != 4 || last.AllAnswered != 3 {
		t.Errorf("in all %d, %d, %d", last.AllHandedOver, last.AllDue, last.AllAnswered)
	}
	if june := sums[3]; june.AllHandedOver != 4 || june.AllDue != 3 || june.AllAnswered != 2 {
		t.Errorf("up to June %d, %d, %d", june.AllHandedOver, june.AllDue, june.AllAnswered)
	}
}

// A day typed a hundred years off makes one month, not a hundred years of them.
func TestACourseIsNotStretchedByAWrongDay(t *testing.T) {
	off := datatest.Case(datatest.Numbered(2), func(c *data.Case) { c.Proposal.HandedOver = data.NewDate(1922, 3, 9) })
	st := data.Statistics([]data.Case{datatest.Case(), off}, 2022, datatest.Day(12, 31), datatest.RuleYears())
	if n := len(st.Course); n > 10 {
		t.Errorf("%d months", n)
	}
}

// Whatever the facts: the course adds up to the year's own figures.
func TestTheCourseAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		var cases []data.Case
		for n := range rapid.IntRange(0, 6).Draw(t, "cases") {
			cases = append(cases, d.drawCase(n+1))
		}
		st := data.Statistics(cases, 2022, d.some("as of"), datatest.RuleYears())
		var handed, due, answered int
		for _, m := range st.Course {
			handed, due, answered = handed+m.HandedOver.Num, due+m.Due.Num, answered+m.Answered.Num
		}
		if handed != st.Total || due != st.ReplyRate.Den+st.OpinionRate.Den || answered != st.Replied+st.OpinionsDelivered {
			t.Fatalf("%d, %d, %d of %d, %d+%d, %d+%d", handed, due, answered, st.Total, st.ReplyRate.Den, st.OpinionRate.Den, st.Replied, st.OpinionsDelivered)
		}
		for _, s := range []data.Satisfaction{st.Attitude, st.Result} {
			if s.By[data.Satisfied].Num != s.Satisfied || s.By[data.MostlySatisfied].Num != s.Mostly || s.By[data.Dissatisfied].Num != s.Dissatisfied {
				t.Fatalf("marks %v of %+v", s.By, s)
			}
		}
	})
}
