package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ExplainShares looks at the printed parts of a whole: their counts and their
// shares such as 40.9%, 15.6 % or 58.07%. Where they cannot all be right it
// says so, and where one changed number makes all of them agree it names that
// number: a count, the total, or a share (forms.md §1, the report of 2018).
// It is "" where all agree. names, counts and printed go together; an empty
// printed share agrees with any count.
func ExplainShares(total int, names []string, counts []int, printed []string) string {
	if len(names) != len(counts) || len(counts) != len(printed) {
		return "件数和占比的个数不一样"
	}
	sum := 0
	for _, n := range counts {
		sum += n
	}
	wrong := wrongShares(total, counts, printed)
	if sum == total && len(wrong) == 0 {
		return ""
	}
	message := fmt.Sprintf("各类件数合计%d，总数%d，与占比对不上", sum, total)
	var fits []string
	for i := range counts {
		trial := slices.Clone(counts)
		trial[i] += total - sum
		if sum != total && trial[i] >= 0 && len(wrongShares(total, trial, printed)) == 0 {
			fits = append(fits, fmt.Sprintf("%s由%d改为%d", names[i], counts[i], trial[i]))
		}
	}
	if sum != total && len(wrongShares(sum, counts, printed)) == 0 {
		fits = append(fits, fmt.Sprintf("总数由%d改为%d", total, sum))
	}
	if sum == total && len(wrong) == 1 {
		i := wrong[0]
		fits = append(fits, fmt.Sprintf("%s的占比由%s改为%s", names[i], printed[i], Figure{Num: counts[i], Den: total, Decimals: decimalsIn(printed[i])}.Percent()))
	}
	if len(fits) == 0 {
		return message
	}
	return message + "；若" + strings.Join(fits, "，或") + "，则全部相符"
}

// wrongShares are the places of the shares that their counts do not give.
func wrongShares(total int, counts []int, printed []string) []int {
	var wrong []int
	for i, n := range counts {
		if printed[i] != "" && !shareAgrees(n, total, printed[i]) {
			wrong = append(wrong, i)
		}
	}
	return wrong
}

// decimalsIn is how many decimals a share was printed with.
func decimalsIn(printed string) int {
	_, decimals, _ := strings.Cut(halfWidth.Replace(printed), ".")
	return strings.IndexFunc(decimals+"%", func(r rune) bool { return r < '0' || r > '9' })
}

// shareAgrees tells whether n of total, rounded half up to as many decimals as
// were printed, is the printed share.
func shareAgrees(n, total int, printed string) bool {
	s := strings.NewReplacer(" ", "", "％", "%", "约", "").Replace(halfWidth.Replace(printed))
	whole, decimals, _ := strings.Cut(strings.TrimSuffix(s, "%"), ".")
	if total <= 0 || n < 0 || len(decimals) > 4 || len(whole) > 3 {
		return false
	}
	got, err := strconv.Atoi(whole + decimals)
	if err != nil {
		return false
	}
	return got == rounded(n*100*powerOfTen(len(decimals)), total)
}
