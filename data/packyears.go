package data

import (
	"fmt"
	"slices"
)

// YearSpan is a run of years; First 0 has no beginning, Last 0 no end.
type YearSpan struct {
	First, Last int
	None        bool // no year at all
}

// String is 2018年及以后, 2019—2021年, 2022年及以前, 全部年度 or 不管任何年度.
func (s YearSpan) String() string {
	switch {
	case s.None:
		return "不管任何年度"
	case s.First == 0 && s.Last == 0:
		return "全部年度"
	case s.Last == 0:
		return fmt.Sprintf("%d年及以后", s.First)
	case s.First == 0:
		return fmt.Sprintf("%d年及以前", s.Last)
	case s.First == s.Last:
		return fmt.Sprintf("%d年", s.First)
	}
	return fmt.Sprintf("%d—%d年", s.First, s.Last)
}

// PackYears are the years that each pack governs, in the order of packs: a year
// is worked under the newest pack that applies on its last day or before, a
// year before all packs under the oldest.
func PackYears(packs []RulePack) []YearSpan {
	order := make([]int, len(packs)) // by date, oldest first
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return packs[a].From.Compare(packs[b].From) })
	spans := make([]YearSpan, len(packs))
	for n, i := range order {
		s := &spans[i]
		if n > 0 {
			s.First = packs[i].From.Year()
		}
		if n+1 < len(order) {
			next := packs[order[n+1]].From.Year()
			s.Last, s.None = next-1, n > 0 && next == packs[i].From.Year()
		}
	}
	return spans
}
