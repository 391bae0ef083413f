package data

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// NumberGap are the 文号 of a series and year that no paper bears, between the
// lowest and the highest that one does. Those before the lowest belong to
// papers that are not kept here: a government's series serves other letters
// too, and a registry may begin within a year.
type NumberGap struct {
	Series  string
	Year    int
	Lowest  int
	Highest int
	Missing []NumberRun // in order
}

// NumberRun is a number, or several one after the other, both ends included.
type NumberRun struct{ From, To int }

// NumberGaps finds the gaps among 文号, by year and series. What is no 文号 is
// passed over.
func NumberGaps(numbers []string) []NumberGap {
	type key struct {
		year   int
		series string
	}
	borne := map[key][]int{}
	for _, number := range numbers {
		if series, year, n, ok := splitDocNumber(number); ok {
			borne[key{year, series}] = append(borne[key{year, series}], n)
		}
	}
	var all []NumberGap
	for k, given := range borne {
		slices.Sort(given)
		g := NumberGap{Series: k.series, Year: k.year, Lowest: given[0], Highest: given[len(given)-1]}
		last := given[0]
		for _, n := range given {
			if n > last+1 {
				g.Missing = append(g.Missing, NumberRun{last + 1, n - 1})
			}
			last = n
		}
		if len(g.Missing) > 0 {
			all = append(all, g)
		}
	}
	slices.SortFunc(all, func(a, b NumberGap) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), strings.Compare(a.Series, b.Series))
	})
	return all
}

// OtherNumbers are 文号 without one occurrence of a paper's own.
func OtherNumbers(all []string, own string) []string {
	i := slices.Index(all, own)
	if own == "" || i < 0 {
		return all
	}
	return slices.Delete(slices.Clone(all), i, i+1)
}

// NumberYears are the years that the 文号 of the cases' letters bear, in order:
// those of which the other papers' numbers are looked at.
func NumberYears(cases []Case) []int {
	var years []int
	add := func(number string) {
		if _, year, _, ok := splitDocNumber(number); ok {
			years = append(years, year)
		}
	}
	for _, c := range cases {
		for _, r := range c.Replies {
			add(r.DocNumber)
		}
		for _, o := range c.Opinions {
			if o.Way == OpinionOut {
				add(o.DocNumber)
			}
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// Number is the n-th 文号 of the gap's series and year.
func (g NumberGap) Number(n int) string { return fmt.Sprintf("%s〔%d〕%d号", g.Series, g.Year, n) }

// String is the run as one reads it: 3, 5、6, 5—8.
func (r NumberRun) String() string {
	switch r.To - r.From {
	case 0:
		return strconv.Itoa(r.From)
	case 1:
		return fmt.Sprintf("%d、%d", r.From, r.To)
	}
	return fmt.Sprintf("%d—%d", r.From, r.To)
}

// Sentence tells of the gap: 红政函〔2022〕1号至15号之间缺3、5—8号.
func (g NumberGap) Sentence() string {
	runs := make([]string, len(g.Missing))
	for i, r := range g.Missing {
		runs[i] = r.String()
	}
	return fmt.Sprintf("%s〔%d〕%d号至%d号之间缺%s号", g.Series, g.Year, g.Lowest, g.Highest, strings.Join(runs, "、"))
}

// IsDocNumber tells whether a text is a 文号 of a series, year and number.
func IsDocNumber(text string) bool {
	_, _, _, ok := splitDocNumber(text)
	return ok
}

// DocNumberYear is the year of a 文号; 0 of what is none.
func DocNumberYear(text string) int {
	_, year, _, _ := splitDocNumber(text)
	return year
}

// UsualDocNumber is a 文号 with the brackets that all have and without zeros before its
// number: 红政办函[2022]030号 is 红政办函〔2022〕30号. What is none stays as it is.
func UsualDocNumber(text string) string {
	text = strings.TrimSpace(text)
	if series, year, n, ok := splitDocNumber(text); ok {
		return fmt.Sprintf("%s〔%d〕%d号", series, year, n)
	}
	return text
}

// CheckGivenNumber names what is wrong with a text typed as a 文号; nil where it is one.
func CheckGivenNumber(text string) *Problem {
	if IsDocNumber(text) {
		return nil
	}
	return &Problem{Field: "文号", Message: "“" + clip(text, 40) + "”不是文号", Hint: "请写成“红政办函〔2022〕12号”这样"}
}

// lastDigits is the number that a 文号 or 档号 counts by.
var lastDigits = regexp.MustCompile(`^(.*?)(\d{1,9})(\D*)$`)

// CountedUp is the number by steps behind the first: 红政函〔2022〕9号 by 2 is
// 红政函〔2022〕11号, WS·2022-009 is WS·2022-011; zeros in front are kept. One that
// nothing can be counted in is the first itself.
func CountedUp(first string, by int) string {
	before, n, after, ok := countsBy(first)
	if !ok || by == 0 {
		return first
	}
	return fmt.Sprintf("%s%0*d%s", before, len(first)-len(before)-len(after), n+by, after)
}

// countsBy parts a number at what it counts by.
func countsBy(number string) (before string, n int, after string, ok bool) {
	m := lastDigits.FindStringSubmatch(number)
	if m == nil {
		return "", 0, "", false
	}
	n, err := strconv.Atoi(m[2])
	return m[1], n, m[3], err == nil
}
