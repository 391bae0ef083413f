package data

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

var (
	classInText = Pattern(`([A-Z甲乙丙丁])\s*类?\s*件?[^0-9A-Z甲乙丙丁。；;\n]{0,8}?([0-9]+)\s*件[^0-9A-Z甲乙丙丁。；;\n]{0,12}?([0-9]+(?:\.[0-9]+)?\s*%)`)
	itemsInText = Pattern(`([0-9]+)\s*件`)
)

// CheckSummary looks at classes that the summary's prose tells with counts and
// shares: they must agree with each other and with a total that is named in the
// same section or counted in the year. Where one changed number makes all agree
// it is named (ExplainShares).
func CheckSummary(s Summary, st Stats) Problems {
	var ps Problems
	if strings.TrimSpace(s.Title) == "" {
		ps = append(ps, Problem{Field: "总结", Message: "没有标题", Hint: "请填写标题"})
	}
	for _, sec := range s.Sections {
		if says := sharesInText(sec.Text, []int{st.Replied, st.Lead}); says != "" {
			ps = append(ps, Problem{Field: "总结", Message: joinWords(sec.Heading, says), Hint: "请核对数字，或改用“插入数字”里的数字"})
		}
	}
	return ps
}

// sharesInText tells what is wrong with the classes of a text; totals are what
// the shares may be of, beside the numbers of the text itself.
func sharesInText(text string, totals []int) string {
	text = halfWidth.Replace(strings.NewReplacer("％", "%", "（", "(", "）", ")").Replace(text))
	var names, printed []string
	var counts []int
	for _, m := range classInText().FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(m[2])
		if err != nil || slices.Contains(names, m[1]) { // told twice: of two years, or two books
			return ""
		}
		names, counts, printed = append(names, m[1]), append(counts, n), append(printed, m[3])
	}
	if len(names) < 2 {
		return ""
	}
	sum, tenths := 0, 0
	for i, n := range counts {
		share, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(printed[i], "%")), 64)
		if err != nil {
			return ""
		}
		sum, tenths = sum+n, tenths+int(math.Round(share*10))
	}
	whole := tenths >= 970 && tenths <= 1030 // else the text tells some classes only
	totals = append(totals, sum)
	for _, m := range itemsInText().FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil && n >= slices.Max(counts) {
			totals = append(totals, n)
		}
	}
	best := ""
	for _, total := range totals {
		says := ExplainShares(total, names, counts, printed)
		if says == "" || !whole && sum <= total && len(wrongShares(total, counts, printed)) == 0 {
			return ""
		}
		if best == "" || !strings.Contains(best, "则全部相符") && strings.Contains(says, "则全部相符") {
			best = says
		}
	}
	if !whole {
		return strings.Join(names, "、") + "类的件数与占比对不上"
	}
	return best
}
