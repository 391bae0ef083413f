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

// sharesInText tells what is wrong with the classes of a text; totals are what
// the shares may be of, beside the numbers of the text itself. The text is plain
// (plainRunes); at is the byte that its first count begins at.
func sharesInText(text string, totals []int) (says string, at int) {
	var names, printed []string
	var counts []int
	for _, m := range classInText().FindAllStringSubmatchIndex(text, -1) {
		name := text[m[2]:m[3]]
		n, err := strconv.Atoi(text[m[4]:m[5]])
		if err != nil || slices.Contains(names, name) { // told twice: of two years, or two books
			return "", 0
		}
		if len(names) == 0 {
			at = m[4]
		}
		names, counts, printed = append(names, name), append(counts, n), append(printed, text[m[6]:m[7]])
	}
	if len(names) < 2 {
		return "", 0
	}
	return explainClasses(text, totals, names, counts, printed), at
}

// explainClasses tells what is wrong with classes that a text counts.
func explainClasses(text string, totals []int, names []string, counts []int, printed []string) string {
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
