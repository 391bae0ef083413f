package data

import (
	"slices"
	"strconv"
	"strings"
)

// SameSeries tells that two books are of one series over the years: the same
// body and level, going the same way. An office has one book of a series a year.
func (b Book) SameSeries(o Book) bool {
	return b.Meeting.Body == o.Meeting.Body && b.Meeting.Level == o.Meeting.Level && b.Direction == o.Direction
}

// OfYearBefore tells whether a case of the year before is one of those that a
// year's figures over a book are compared with (与上年比): of the book of the same
// series that met in the year before. Over all books (ID 0) each is.
func OfYearBefore(c Case, year int, b Book) bool {
	return b.ID == 0 || c.Book.Meeting.Year == year-1 && c.Book.SameSeries(b)
}

// yearBeforeTold are words of a report that tell of the year before.
var yearBeforeTold = Pattern(`上一?年|去年|同比|同期|结转|遗留`)

// TellsOfYearBefore tells whether a text may compare a year with the one before,
// which is then to be counted too.
func TellsOfYearBefore(text string, year int) bool {
	return yearBeforeTold().MatchString(text) || strings.Contains(halfWidth.Replace(text), strconv.Itoa(year-1))
}

// StatsBefore counts the year before a year, over a book's series, by its own
// rules; nil where it has no proposals. each gives the cases of a scope.
func StatsBefore(each func(Scope, func(Case) error) error, year int, b Book, today Date, y RuleYears) (*Stats, error) {
	before, found := year-1, false
	count := NewCount(before, DefaultAsOf(before, today), y)
	err := each(Scope{Year: before}, func(c Case) error {
		if OfYearBefore(c, year, b) {
			count.Add(c)
			found = true
		}
		return nil
	})
	if err != nil || !found {
		return nil, err
	}
	err = each(Scope{KeptIn: before, BookID: b.ID}, func(c Case) error {
		count.Add(c)
		return nil
	})
	st := count.Stats()
	return &st, err
}

// Compared are those of a year's figures that YearChanges and CompareTable compare,
// without the proposals behind them: of a large year these are megabytes.
func (st Stats) Compared() Stats {
	bare := Stats{Year: st.Year, Rates: st.Rates, Lead: st.Lead, Total: st.Total, ReplyRate: st.ReplyRate.bare(), Commitments: st.Commitments,
		OnTimeRate: st.OnTimeRate.bare(), FaceToFaceRate: st.FaceToFaceRate.bare(), OpinionRate: st.OpinionRate.bare(),
		All: Figure{Num: st.All.Num}, Leads: Figure{Num: st.Leads.Num}, Assists: Figure{Num: st.Assists.Num}}
	bare.Promises.Kept.Num, bare.Promises.KeptEarlier.Num = st.Promises.Kept.Num, st.Promises.KeptEarlier.Num
	bare.Attitude.Rate, bare.Result.Rate = st.Attitude.Rate.bare(), st.Result.Rate.bare()
	for _, c := range st.Classes {
		c.Share = c.Share.bare()
		bare.Classes = append(bare.Classes, c)
	}
	return bare
}

func (r Rate) bare() Rate { return Rate{Figure{Num: r.Num, Den: r.Den, Decimals: r.Decimals}} }

// YearChange is one line of 与上年比.
type YearChange struct{ Name, Before, Now, Change string }

// YearChanges compare a year's figures with those of the year before. The share
// is that of the scheme's first class, where both years know it.
func YearChanges(before, now Stats) []YearChange {
	var all []YearChange
	count := func(name string, a, b int) {
		all = append(all, YearChange{name, strconv.Itoa(a), strconv.Itoa(b), changeOf(b-a, strconv.Itoa)})
	}
	rate := func(name string, a, b Rate) {
		all = append(all, YearChange{name, a.Percent(), b.Percent(), changedPoints(a, b)})
	}
	count("主办件数", before.Lead, now.Lead)
	rate(now.Rates.Word("办复率", "办复率"), before.ReplyRate, now.ReplyRate)
	if len(now.Classes) > 0 {
		best := now.Classes[0]
		if i := slices.IndexFunc(before.Classes, func(c ClassCount) bool { return c.Class == best.Class }); i >= 0 {
			rate(ClassWord(best.Class)+"占比", before.Classes[i].Share, best.Share)
		}
	}
	count("兑现承诺", before.Commitments.Kept, now.Commitments.Kept)
	count("兑现往年承诺", before.Commitments.KeptEarlier, now.Commitments.KeptEarlier)
	return all
}

// changedPoints is how a share has changed; — where one of the two cannot be told.
func changedPoints(before, now Rate) string {
	decimals := now.decimals()
	a, ok := before.shareAt(decimals)
	b, both := now.shareAt(decimals)
	if !ok || !both {
		return "—"
	}
	return changeOf(b-a, func(n int) string { return fixedWords(n, decimals) + "个百分点" })
}

// changeOf is a change with its sign, words saying how much.
func changeOf(n int, words func(int) string) string {
	switch {
	case n > 0:
		return "+" + words(n)
	case n < 0:
		return "−" + words(-n)
	}
	return "不变"
}

// YearShares are the shares that charts set beside those of the year before, in
// the order of the chart, with the scheme's classes that both years know. Before has
// no proposals behind it (Compared).
func YearShares(before, now Stats) (names []string, pairs [][2]Rate) {
	add := func(name string, a, b Rate) { names, pairs = append(names, name), append(pairs, [2]Rate{a, b}) }
	named := func(rate string, a, b Rate) { add(now.Rates.Word(rate, rate), a, b) }
	named("办复率", before.ReplyRate, now.ReplyRate)
	named("按时办复率", before.OnTimeRate, now.OnTimeRate)
	named("面商率", before.FaceToFaceRate, now.FaceToFaceRate)
	named("协办报送率", before.OpinionRate, now.OpinionRate)
	named("态度满意率", before.Attitude.Rate, now.Attitude.Rate)
	named("结果满意率", before.Result.Rate, now.Result.Rate)
	for _, c := range now.Classes {
		if i := slices.IndexFunc(before.Classes, func(b ClassCount) bool { return b.Class == c.Class }); i >= 0 {
			add(ClassWord(c.Class)+"占比", before.Classes[i].Share, c.Share)
		}
	}
	return names, pairs
}
