package data_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// Limits that a clerk reckoned by hand who knew nothing of the program, by the days off
// of 2026; the number is the clerk's own. Left out are those that the clerk said places
// reckon differently.
func TestLimitsAsAClerkReckons(t *testing.T) {
	months := func(n int) data.Span { return data.Span{N: n, Unit: data.Months} }
	days := func(n int) data.Span { return data.Span{N: n, Unit: data.Days} }
	workdays := func(n int) data.Span { return data.Span{N: n, Unit: data.Workdays} }
	calendar := rules(t).Calendar
	const moved, stays = true, false
	for _, x := range []struct {
		n     int
		from  data.Date
		span  data.Span
		moved bool
		want  data.Date
	}{
		{1, day(2026, 3, 10), months(3), moved, day(2026, 6, 10)},
		{2, day(2026, 8, 31), months(3), stays, day(2026, 11, 30)}, {2, day(2026, 8, 31), months(6), stays, day(2027, 2, 28)},
		{3, day(2025, 11, 28), months(3), moved, day(2026, 2, 28)}, {3, day(2025, 11, 29), months(3), moved, day(2026, 2, 28)}, {3, day(2025, 11, 30), months(3), moved, day(2026, 2, 28)},
		{5, day(2026, 2, 28), months(3), moved, day(2026, 5, 28)},
		{6, day(2027, 11, 30), months(3), stays, day(2028, 2, 29)}, {6, day(2027, 8, 31), months(6), stays, day(2028, 2, 29)},
		{7, day(2028, 2, 29), months(12), stays, day(2029, 2, 28)}, {7, day(2028, 2, 29), months(3), stays, day(2028, 5, 29)},
		{8, day(2026, 3, 10), days(90), moved, day(2026, 6, 8)},
		{10, day(2026, 3, 14), months(3), moved, day(2026, 6, 15)}, {10, day(2026, 3, 14), months(3), stays, day(2026, 6, 14)},
		{11, day(2026, 3, 19), months(3), moved, day(2026, 6, 22)}, {11, day(2026, 3, 19), months(3), stays, day(2026, 6, 19)},
		{12, day(2026, 2, 1), months(3), moved, day(2026, 5, 6)}, {12, day(2026, 2, 2), months(3), moved, day(2026, 5, 6)}, {12, day(2026, 7, 1), months(3), moved, day(2026, 10, 8)},
		{13, day(2026, 3, 20), months(6), moved, day(2026, 9, 20)}, {13, day(2026, 7, 10), months(3), moved, day(2026, 10, 10)},
		{15, day(2025, 11, 14), months(3), moved, day(2026, 2, 14)}, {15, day(2025, 11, 15), months(3), moved, day(2026, 2, 24)},
		{19, day(2025, 11, 30), months(6), moved, day(2026, 6, 1)}, {20, day(2026, 3, 19), months(6), moved, day(2026, 9, 20)},
		{25, day(2026, 2, 11), workdays(5), moved, day(2026, 2, 25)},
		{26, day(2026, 2, 13), workdays(5), moved, day(2026, 2, 27)}, {26, day(2026, 2, 14), workdays(5), moved, day(2026, 2, 28)},
		{27, day(2026, 3, 14), workdays(5), moved, day(2026, 3, 20)}, {28, day(2026, 3, 12), workdays(5), moved, day(2026, 3, 19)},
		{29, day(2026, 3, 16), workdays(5), moved, day(2026, 3, 23)}, {30, day(2026, 4, 1), workdays(5), moved, day(2026, 4, 9)},
		{31, day(2026, 4, 29), workdays(5), moved, day(2026, 5, 9)},
		{32, day(2026, 9, 18), workdays(5), moved, day(2026, 9, 24)}, {32, day(2026, 9, 29), workdays(5), moved, day(2026, 10, 12)},
		{34, day(2026, 3, 20), months(3), moved, day(2026, 6, 22)}, {38, day(2026, 3, 23), workdays(5), moved, day(2026, 3, 30)},
		{45, day(2026, 3, 16), days(30), moved, day(2026, 4, 15)}, {45, day(2026, 3, 16), months(1), moved, day(2026, 4, 16)},
		{46, day(2026, 2, 10), workdays(15), moved, day(2026, 3, 9)},
		{48, day(2026, 3, 13), workdays(15), moved, day(2026, 4, 3)}, {48, day(2026, 3, 14), workdays(15), moved, day(2026, 4, 3)}, {48, day(2026, 3, 17), workdays(15), moved, day(2026, 4, 8)},
		{49, day(2026, 6, 26), days(30), moved, day(2026, 7, 27)}, {49, day(2026, 6, 26), months(1), moved, day(2026, 7, 27)}, {49, day(2026, 6, 26), workdays(20), moved, day(2026, 7, 24)},
		{50, day(2026, 6, 3), days(30), moved, day(2026, 7, 3)},
		{51, day(2026, 1, 31), months(1), stays, day(2026, 2, 28)}, {51, day(2026, 1, 31), days(30), stays, day(2026, 3, 2)}, {51, day(2026, 1, 31), workdays(20), stays, day(2026, 3, 5)},
		{53, day(2026, 9, 14), workdays(20), moved, day(2026, 10, 16)}, {53, day(2026, 9, 14), days(30), moved, day(2026, 10, 14)},
		{59, day(2025, 12, 31), months(2), moved, day(2026, 2, 28)}, {59, day(2026, 5, 20), months(2), moved, day(2026, 7, 20)},
	} {
		if l := data.LimitFrom(x.from, x.span, x.moved, calendar); l.Deadline != x.want {
			t.Errorf("%d: %s from %s ends on %s, not %s: %v", x.n, x.span, x.from, l.Deadline, x.want, l.Steps())
		}
	}
	for _, x := range []struct {
		n    int
		lead data.Date
		span data.Span
		want data.Date
	}{
		{39, day(2026, 6, 16), days(15), day(2026, 6, 1)}, {37, day(2026, 7, 2), days(15), day(2026, 6, 17)},
		{41, day(2026, 9, 16), days(15), day(2026, 9, 1)}, {43, day(2026, 5, 25), days(15), day(2026, 5, 10)}, {44, day(2026, 6, 26), workdays(15), day(2026, 6, 4)},
	} {
		if l := data.LimitBefore(data.Limit{Plain: x.lead, Deadline: x.lead}, x.span, calendar); l.Deadline != x.want {
			t.Errorf("%d: %s before %s is %s, not %s", x.n, x.span, x.lead, l.Deadline, x.want)
		}
	}
	if l := data.LimitBefore(data.Limit{Plain: day(2026, 5, 25), Deadline: day(2026, 5, 25)}, days(15), calendar); l.Advised != day(2026, 5, 9) {
		t.Errorf("43: the day to have it done by is %s, not the Saturday that is worked", l.Advised)
	}
}

// What a clerk reckoned of extensions, and of two limits at once, by the number.
func TestExtensionsAsAClerkReckons(t *testing.T) {
	over := func(handed data.Date, more ...data.Extension) func(*data.Case) {
		return func(c *data.Case) { c.Proposal.HandedOver, c.Extensions = handed, more }
	}
	granted := func(applied, approved, until data.Date) data.Extension {
		return data.Extension{Applied: applied, Approved: approved, Until: until}
	}
	june := data.LimitRule{For: data.ForReply, Of: []data.LimitOf{data.OfSession}, Day: "6月30日"}
	for _, x := range []struct {
		n      int
		change func(*data.Case)
		limits []data.LimitRule
		want   data.Date
	}{
		{16, over(day(2026, 3, 16), granted(day(2026, 6, 8), day(2026, 6, 10), day(2026, 9, 16))), nil, day(2026, 9, 16)},
		{17, over(day(2026, 3, 16), granted(day(2026, 6, 15), day(2026, 6, 18), day(2026, 9, 16))), nil, day(2026, 9, 16)},
		{18, over(day(2026, 3, 16), granted(day(2026, 6, 22), day(2026, 6, 22), day(2026, 9, 16))), nil, day(2026, 6, 16)},
		{20, over(day(2026, 3, 19), granted(day(2026, 6, 10), day(2026, 6, 12), day(2026, 9, 19))), nil, day(2026, 9, 20)},
		{23, over(day(2026, 3, 16), granted(day(2026, 6, 8), day(2026, 6, 10), day(2026, 7, 31))), nil, day(2026, 7, 31)},
		{24, over(day(2026, 3, 16), granted(day(2026, 6, 8), day(2026, 6, 10), day(2026, 7, 31)), granted(day(2026, 7, 27), day(2026, 7, 28), day(2026, 9, 30))), nil, day(2026, 9, 16)},
		{54, over(day(2026, 3, 12)), []data.LimitRule{june}, day(2026, 6, 12)},
		{54, over(day(2026, 4, 8)), []data.LimitRule{june}, day(2026, 6, 30)},
		{55, over(day(2026, 1, 30)), []data.LimitRule{june}, day(2026, 4, 30)},
		{59, func(c *data.Case) { c.Proposal.HandedOver, c.Proposal.Between = day(2026, 5, 20), true }, []data.LimitRule{june, {For: data.ForReply, Of: []data.LimitOf{data.OfBetween}, N: 2, Unit: data.Months}}, day(2026, 7, 20)},
	} {
		c := datatest.Case(x.change)
		if l := data.ReplyLimit(c, placeRules(t, limited(x.limits...))); l.Deadline != x.want {
			t.Errorf("%d: %s, not %s: %v", x.n, l.Deadline, x.want, l.Steps())
		}
	}
}

// An extension that passes a later limit of the place's says so: whether that is moved
// too, places differ (the clerk's case 57).
func TestAnExtensionTellsWhatItPasses(t *testing.T) {
	key := data.LimitRule{For: data.ForReply, Of: []data.LimitOf{data.OfKey}, Day: "8月31日"}
	for until, told := range map[data.Date]bool{day(2026, 9, 5): true, day(2026, 8, 20): false} {
		c := datatest.Case(func(c *data.Case) {
			c.Proposal.HandedOver, c.Proposal.Key = day(2026, 3, 5), true
			c.Extensions = []data.Extension{{Applied: day(2026, 5, 20), Approved: day(2026, 5, 28), Until: until}}
		})
		steps := strings.Join(data.ReplyLimit(c, placeRules(t, limited(key))).Steps(), "")
		if strings.Contains(steps, "重点8月31日前的期限为2026年8月31日，早于延期后的期限") != told {
			t.Errorf("until %s: %s", until, steps)
		}
	}
}
