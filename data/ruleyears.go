package data

import "slices"

// RuleYears are a place's rules over the years. Each case is counted by those
// of its own year, whoever asks: a ledger over several years, a notice about
// last year's item, the year before in a comparison. The zero value has no
// pack; NewRuleYears and SameRules make one.
type RuleYears struct {
	packs    []RulePack // the oldest first, each complete
	calendar Calendar
	before   map[int]bool // years that were scored before packs could say how (ScoredBefore)
}

// NewRuleYears takes all of a place's packs, in any order, each complete
// (RulePack.Filled), and its calendar.
func NewRuleYears(packs []RulePack, calendar Calendar) RuleYears {
	packs = slices.Clone(packs)
	slices.SortStableFunc(packs, func(a, b RulePack) int { return a.From.Compare(b.From) })
	return RuleYears{packs: packs, calendar: calendar}
}

// SameRules are the same rules in every year.
func SameRules(r Rules) RuleYears {
	return RuleYears{packs: []RulePack{r.Pack}, calendar: r.Calendar}
}

// ScoredBefore are the rules with years that were closed before a pack could say
// how scores are counted beside their items (YearClosing.ScoredBefore): where their
// pack says nothing, they keep the ways of that time.
func (y RuleYears) ScoredBefore(years ...int) RuleYears {
	y.before = cloned(y.before)
	for _, year := range years {
		y.before[year] = true
	}
	return y
}

// In are the rules of a year: of the newest pack that applies on the year's
// last day or before, of the oldest where all came later (PackYears tells the
// same in words).
func (y RuleYears) In(year int) Rules {
	r := Rules{Calendar: y.calendar}
	for i, p := range y.packs {
		if i == 0 || p.From.Year() <= year {
			r.Pack = p
		}
	}
	r.Pack.Appraisal.Ways = r.Pack.Appraisal.waysIn(y.before[year])
	return r
}

// Of are the rules a case is counted by: those of its own year (Case.Year), with
// what its book has of its own (Rules.For).
func (y RuleYears) Of(c Case) Rules { return y.In(c.Year()).For(c.Book) }

// NoRules is the answer where a registry has no rule pack at all.
var NoRules = Problem{Field: "办理规则", Message: "登记库里没有办理规则", Hint: "请在设置中添加"}
