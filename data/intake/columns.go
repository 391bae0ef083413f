package intake

import (
	"slices"
	"strings"

	"jianban/data"
)

// sample is how many values below a heading are looked at to settle what it means.
const sample = 200

// columns tells what each column of a table is, from its headings and, where
// these mean different things in different places, from the values below.
func (f *finder) columns(h head, until int, pack data.RulePack) []Column {
	var all []Column
	var paths [][]string
	for c := range f.width {
		if path := f.path(h, c); len(path) > 0 {
			all, paths = append(all, Column{At: c, Heading: strings.Join(path, "/")}), append(paths, path)
		}
	}
	look := lookOf(all)
	open := map[int][]Meaning{} // columns of which the values decide
	for i := range all {
		col := &all[i]
		if m, ok := f.chosen[choiceKey(look, i)]; ok {
			col.Meaning, col.Chosen = m, true
			continue
		}
		if can := f.candidates(col, paths[i]); len(can) > 1 {
			open[i] = can
		} else if len(can) == 1 {
			col.Meaning = can[0]
		}
	}
	for i := range all {
		if can := open[i]; can != nil {
			all[i].Meaning = f.byValues(all[i].At, h.bottom+1, until, can, all[:i], pack)
			if all[i].Meaning == Unknown {
				all[i].Meaning = onlyFree(can, all)
			}
			if all[i].Meaning == Unused {
				all[i].Why = whyNotOurs
			}
		}
	}
	if f.subject == Units {
		settleUnits(all)
	}
	all = settle(all, f.subject)
	if f.subject == Proposals {
		f.titleOfBody(all, h.bottom+1, until)
	}
	return all
}

// titleOfBody takes 建议内容 for the title where there is no column of titles and what
// stands there is as short as titles are.
func (f *finder) titleOfBody(all []Column, from, until int) {
	at := -1
	for i, c := range all {
		if c.Meaning == Title || c.Chosen && c.Meaning == Body {
			return
		}
		if c.Meaning == Body {
			at = i
		}
	}
	for i := from; i < until && at >= 0; i++ {
		if len([]rune(f.sheet.Rows[i].cell(all[at].At).Text)) > 60 {
			return
		}
	}
	if at >= 0 {
		all[at].Meaning = Title
	}
}

// onlyFree is the one meaning that no other column has, where the values tell
// nothing: beside 类别标记, 办理结果 is no class.
func onlyFree(can []Meaning, all []Column) Meaning {
	free := slices.DeleteFunc(slices.Clone(can), func(m Meaning) bool {
		return slices.ContainsFunc(all, func(c Column) bool { return c.Meaning == m })
	})
	if len(free) == 1 {
		return free[0]
	}
	return Unknown
}

// Key is a column's heading as a user's choice of its meaning is kept.
func (c Column) Key() string {
	parts := strings.Split(c.Heading, "/")
	for i := range parts {
		parts[i] = HeadKey(parts[i])
	}
	return strings.Join(parts, "/")
}

// candidates are the meanings that the headings of a column allow.
func (f *finder) candidates(col *Column, path []string) []Meaning {
	if m, ok := f.confirmed[col.Key()]; ok {
		if _, col.Chosen = f.chosen[col.Key()]; m == Unused && !col.Chosen {
			col.Why = whyNotOurs
		}
		return []Meaning{m}
	}
	leaf := path[len(path)-1]
	for i := len(path) - 2; i >= 0; i-- {
		if m, word, ok := beneath(path[i], leaf, f.confirmed); ok {
			col.Word = word
			return []Meaning{m}
		}
	}
	for i := len(path) - 1; i >= 0; i-- {
		can, why, guessed := lookup(path[i], f.confirmed)
		if len(can) > 0 {
			col.Why, col.Guessed = why, guessed
			return can
		}
	}
	if f.subject == Proposals && len(path) == 1 && HeadKey(leaf) == "姓名" { // of a ledger; in directories it is a part
		return []Meaning{Lead}
	}
	return nil
}

// byValues chooses among meanings the one that most of the values fit, before all
// one that not every text fits: a column of A, B and one 待定 is of classes, of
// which that one row is refused, and not of topics. Where
// there are none the first that no other column of the same heading has.
func (f *finder) byValues(c, from, until int, can []Meaning, before []Column, pack data.RulePack) Meaning {
	fits := make([]int, len(can))
	seen := 0
	for i := from; i < until && seen < sample; i++ {
		cell := f.sheet.Rows[i].cell(c)
		if cell.Kind == BlankCell || f.sheet.Rows[i].filled() < 2 {
			continue
		}
		seen++
		for j, m := range can {
			if looksLike(m, cell.Text, pack) {
				fits[j]++
			}
		}
	}
	if seen == 0 {
		for _, m := range can {
			if !slices.ContainsFunc(before, func(b Column) bool { return b.Meaning == m }) {
				return m
			}
		}
		return can[0]
	}
	best := -1
	for j, m := range can {
		switch {
		case fits[j]*2 <= seen:
		case best < 0, demanding(m) && !demanding(can[best]), demanding(m) == demanding(can[best]) && fits[j] > fits[best]:
			best = j
		}
	}
	if best < 0 {
		return Unknown
	}
	return can[best]
}

// repeatable are the meanings that several columns may have together.
var repeatable = []Meaning{Unused, Unknown, Running, Lead, Cosigners, LeadUnit, CoUnit, AnyUnit, Remark, OtherNumber}

// settle leaves one column a meaning: three marks side by side are ticks, of
// several homes that of the delegation counts, of numbers the better one. What
// the user chose comes first.
func settle(all []Column, subject Subject) []Column {
	looseTicks(all)
	leadBodies(all)
	seen := map[Meaning]int{}
	for i := range all {
		c := &all[i]
		if c.Meaning == Running {
			c.Why = whyRunning
		}
		if subject == Proposals && c.Meaning == Phone && !c.Chosen && i > 0 && slices.Contains([]Meaning{LeadUnit, CoUnit, AnyUnit, Contact, Responsible}, all[i-1].Meaning) {
			if c.Meaning = UnitPhone; all[i-1].Meaning == CoUnit || all[i-1].Meaning == Responsible { // a helper's, a leader's
				c.Meaning, c.Why = Unused, whyNotOurs
			}
		}
		if slices.Contains(repeatable, c.Meaning) || c.Word != "" {
			continue
		}
		first, twice := seen[c.Meaning]
		switch {
		case !twice:
			seen[c.Meaning] = i
		case c.Meaning == Answered && opinionSent().MatchString(c.Heading) != opinionSent().MatchString(all[first].Heading): // of what we answer, and of what we assist
		case (c.Chosen || all[first].Guessed && !c.Guessed) && !all[first].Chosen:
			all[first].Meaning, all[first].Why, seen[c.Meaning] = Unused, "已取“"+c.Heading+"”", i
		case c.Meaning == Home && !all[first].Chosen && strings.ContainsAny(c.Heading, "团界") && !strings.ContainsAny(all[first].Heading, "团界"):
			all[first].Meaning, all[first].Why, seen[Home] = Unused, "已取“"+c.Heading+"”", i
		default:
			c.Meaning, c.Why = Unused, "已取“"+all[first].Heading+"”"
		}
	}
	_, numbered := seen[Number]
	for i := range all {
		if all[i].Meaning != OtherNumber {
			continue
		}
		if all[i].Meaning = Number; numbered {
			all[i].Meaning, all[i].Why = Unused, "已取更合适的编号"
		}
		numbered = true
	}
	return all
}

var (
	opinionSent = data.Pattern(`报送|[协会]办意见`)
	aboveUs     = data.Pattern(`^(省|市|州)级?(主办|牵头|承办|责任)`)
	ofUs        = data.Pattern(`^(区|县)级?(主办|牵头|承办|责任)`)
)

// leadBodies takes 市级主办单位 beside 区级责任单位 for whom we assist.
func leadBodies(all []Column) {
	if !slices.ContainsFunc(all, func(c Column) bool { return ofUs().MatchString(c.Heading) }) {
		return
	}
	for i := range all {
		if c := &all[i]; !c.Chosen && (c.Meaning == LeadUnit || c.Meaning == AnyUnit) && aboveUs().MatchString(c.Heading) {
			c.Meaning = LeadBody
		}
	}
}

// looseTicks takes 满意, 基本满意 and 不满意 side by side for ticks of the result, and
// A, B and C for ticks of the class.
func looseTicks(all []Column) {
	at := map[string]int{}
	for i, c := range all {
		if c.Meaning == Unknown || c.Guessed {
			at[HeadKey(c.Heading)] = i
		}
	}
	take := func(needed, words []string, m Meaning) {
		for _, w := range needed {
			if _, ok := at[w]; !ok {
				return
			}
		}
		for _, w := range words {
			if i, ok := at[w]; ok {
				all[i].Meaning, all[i].Word, all[i].Guessed = m, w, false
			}
		}
	}
	take([]string{"满意", "基本满意", "不满意"}, markLeaves, Result)
	for _, classes := range [][]string{{"A", "B", "C", "D"}, {"A类", "B类", "C类", "D类"}, {"甲", "乙", "丙", "丁"}, {"甲类", "乙类", "丙类", "丁类"}} {
		take(classes[:3], classes, Class)
	}
}
