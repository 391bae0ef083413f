package data

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Topic (主题) is one kind of matter under a topic of a rule pack: by its words a
// title is recognised, by its units who mostly sees to it. Several entries may be of
// one topic.
type Topic struct {
	Name  string   `toml:"name"`  // such as 城建交通
	Words []string `toml:"words"` // words of titles
	Units []string `toml:"units"` // what the names of the units in charge contain; may be empty
}

// PastProposal is what an earlier proposal tells of who sees to such matters.
type PastProposal struct {
	Title string
	Topic string
	Unit  ID // that leads
}

// MostPast is how many earlier proposals are looked at, the latest ones.
const MostPast = 3000

// MostHints is how many topics and units are proposed.
const MostHints = 3

// UnitHint is a unit that a new proposal may go to.
type UnitHint struct {
	Unit Unit
	Why  string // 以前这类6件中5件交给它
}

// Hints propose the topic of a new proposal and the unit that it may go to, from its
// title. They are offered; the clerk decides.
type Hints struct {
	kinds []Topic
	units []Unit
	past  []pastKind
	byKey map[ID]int            // place of a unit in units
	of    []map[ID]int          // by kind: how many of the earlier ones each unit had
	topic map[string]map[ID]int // the same by topic
	rare  func(Pair) float64
	near  map[Pair][]int // kinds whose words have a pair of characters
	chars map[rune][]int // and a character
}

// pastKind is an earlier proposal with what it is recognised by.
type pastKind struct {
	PastProposal
	pairs []Pair
}

// NewHints takes a pack's topics, earlier proposals, the latest first, and the units
// that can be chosen.
func NewHints(topics []Topic, past []PastProposal, units []Unit) *Hints {
	h := &Hints{kinds: topics, units: units, byKey: map[ID]int{}, of: make([]map[ID]int, len(topics)), topic: map[string]map[ID]int{}, near: map[Pair][]int{}, chars: map[rune][]int{}}
	h.learn()
	for i, u := range units {
		h.byKey[u.ID] = i
	}
	have := map[Pair]int{}
	for _, p := range past[:min(len(past), MostPast)] {
		if _, known := h.byKey[p.Unit]; !known {
			continue
		}
		k := pastKind{p, Pairs(bareTitle(p.Title))}
		for _, pair := range k.pairs {
			have[pair]++
		}
		h.past = append(h.past, k)
		if kind := h.kindOf(p.Title); kind >= 0 {
			h.of[kind] = counted(h.of[kind], p.Unit)
		}
		if p.Topic != "" {
			h.topic[p.Topic] = counted(h.topic[p.Topic], p.Unit)
		}
	}
	h.rare = func(p Pair) float64 { return Rarity(have[p], len(h.past)) }
	return h
}

func counted(n map[ID]int, id ID) map[ID]int {
	if n == nil {
		n = map[ID]int{}
	}
	n[id]++
	return n
}

// learn notes which pairs of characters and which characters the words of each kind
// have: 良种 is in no list, but 种 and 种业 are.
func (h *Hints) learn() {
	for i, k := range h.kinds {
		for _, p := range Pairs(k.Words...) {
			h.near[p] = append(h.near[p], i)
		}
		seen := map[rune]bool{}
		for _, r := range strings.Join(k.Words, "") {
			if !seen[r] && Wordy(r) {
				seen[r] = true
				h.chars[r] = append(h.chars[r], i)
			}
		}
	}
}

// What a pair of characters and a character count that few kinds have.
const (
	pairWeighs = 0.4
	charWeighs = 0.12
	leastFit   = 0.3 // below it a title fits no kind
)

// likeness adds what pairs of characters and single ones of a title tell of its kind,
// the more the fewer kinds have them.
func (h *Hints) likeness(title string, fit []float64) {
	few := func(have int) float64 {
		return math.Log(float64(len(h.kinds)+1)/float64(have)) / math.Log(float64(len(h.kinds)+1))
	}
	for _, p := range Pairs(title) {
		for _, i := range h.near[p] {
			fit[i] += pairWeighs * few(len(h.near[p]))
		}
	}
	seen := map[rune]bool{}
	for _, r := range title {
		if seen[r] || strings.ContainsRune(usualRunes, r) {
			continue
		}
		seen[r] = true
		for _, i := range h.chars[r] {
			x := few(len(h.chars[r]))
			fit[i] += charWeighs * x * x
		}
	}
}

// usualRunes are characters of titles of every kind.
const usualRunes = "关于的在对和与及加强推进建设完善解决提高进一步快大力发展实施工作问题支持我区县市乡镇村给予等将为到以新更有"

// textWeighs is what a word weighs that stands in the text and not in the title.
const textWeighs = 0.1

// fits tells how well each kind fits a title: the longer its words, the better, since
// 电梯维保 says more than 电梯.
func (h *Hints) fits(title, text string) []float64 {
	title, text = bareTitle(title), clip(text, 2000)
	fit := make([]float64, len(h.kinds))
	for i, k := range h.kinds {
		for _, w := range k.Words {
			weight := math.Pow(float64(len([]rune(w))-1), 1.3)
			switch {
			case weight <= 0 && strings.Contains(title, w): // one character
				fit[i] += 0.3
			case strings.Contains(title, w):
				fit[i] += weight
			case text != "" && strings.Contains(text, w):
				fit[i] += textWeighs * weight
			}
		}
	}
	h.likeness(title, fit)
	for i, x := range fit {
		if x < leastFit {
			fit[i] = 0
		}
	}
	return fit
}

// bareTitle is a title without the words that all have.
func bareTitle(title string) string {
	title = strings.TrimPrefix(strings.TrimSpace(title), "关于")
	for _, end := range []string{"建议", "提案", "议案"} {
		title = strings.TrimSuffix(title, end)
	}
	return title
}

// kindOf is the kind that fits a title best; -1 where none does.
func (h *Hints) kindOf(title string) int {
	best, most := -1, 0.0
	for i, x := range h.fits(title, "") {
		if x > most {
			best, most = i, x
		}
	}
	return best
}

// Topics are the topics that a title is likely of, the likeliest first.
func (h *Hints) Topics(title, text string) []string {
	score := map[string]float64{}
	for i, x := range h.fits(title, text) {
		if x > 0 {
			score[h.kinds[i].Name] = max(score[h.kinds[i].Name], x) + x/10
		}
	}
	for _, x := range h.alike(title) {
		if x.Topic != "" {
			score[x.Topic] += x.share
		}
	}
	names := slices.SortedFunc(maps.Keys(score), func(a, b string) int {
		return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b))
	})
	return names[:min(len(names), MostHints)]
}

// alikePast is an earlier proposal that is alike to a title.
type alikePast struct {
	PastProposal
	share float64
}

// The least share of earlier titles that are looked at, and how many.
const (
	leastShare = 0.2
	mostAlike  = 12
)

// alike are the earlier proposals whose titles are most alike.
func (h *Hints) alike(title string) []alikePast {
	own := weigh(Pairs(bareTitle(title)), h.rare)
	var all []alikePast
	for _, p := range h.past {
		if x := own.shared(p.pairs, h.rare); x >= leastShare {
			all = append(all, alikePast{p.PastProposal, x})
		}
	}
	slices.SortStableFunc(all, func(a, b alikePast) int { return cmp.Compare(b.share, a.share) })
	return all[:min(len(all), mostAlike)]
}

// What each ground counts for a unit: that the pack names it for the kind of matter,
// what alike proposals went to, what those of the topic went to, that its name stands
// in the title, and that of its place.
const (
	namedCounts = 0.5
	alikeCounts = 1.2
	topicCounts = 0.15
	nameCounts  = 0.35
	placeCounts = 0.25
	leastHint   = 0.04
	pastEnough  = 4 // earlier proposals of a kind that weigh as much as the pack's word
)

// Units are the units that a proposal of the title may go to, the likeliest first.
// topic is the one chosen; "" takes the likeliest.
func (h *Hints) Units(title, text, topic string) []UnitHint {
	score, why := make([]float64, len(h.units)), make([]string, len(h.units))
	h.byKind(title, text, score, why)
	h.byPast(title, score, why)
	if topic == "" {
		if topics := h.Topics(title, text); len(topics) > 0 {
			topic = topics[0]
		}
	}
	all := sum(h.topic[topic])
	for id, n := range h.topic[topic] {
		score[h.byKey[id]] += topicCounts * float64(n) / float64(all)
	}
	h.byName(title, score)
	order := make([]int, len(h.units))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	var hints []UnitHint
	for _, i := range order[:min(len(order), MostHints)] {
		if score[i] >= leastHint {
			hints = append(hints, UnitHint{h.units[i], why[i]})
		}
	}
	return hints
}

// UnitsOfAll are the units that several proposals may go to together, the one that is
// proposed for most of them first. A single one is proposed with its reason.
func (h *Hints) UnitsOfAll(all []Proposal) []UnitHint {
	if len(all) == 1 {
		return h.Units(all[0].Title, all[0].Text, all[0].Topic)
	}
	score := map[ID]int{}
	for _, p := range all[:min(len(all), mostTogether)] {
		for i, u := range h.Units(p.Title, p.Text, p.Topic) {
			score[u.Unit.ID] += MostHints - i
		}
	}
	ids := slices.SortedFunc(maps.Keys(score), func(a, b ID) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b)) })
	var hints []UnitHint
	for _, id := range ids[:min(len(ids), MostHints)] {
		hints = append(hints, UnitHint{Unit: h.units[h.byKey[id]]})
	}
	return hints
}

// mostTogether is how many of several proposals are looked at.
const mostTogether = 100

func sum(n map[ID]int) (all int) {
	for _, x := range n {
		all += x
	}
	return all
}

// byKind adds what the kinds of matter tell: whom the pack names, and whom earlier
// ones of the kind went to, which counts the more of them there are.
func (h *Hints) byKind(title, text string, score []float64, why []string) {
	fit := h.fits(title, text)
	total, best := 0.0, 0.0
	for _, x := range fit {
		total, best = total+x, max(best, x)
	}
	for k, x := range fit {
		if x == 0 {
			continue
		}
		part := x / total * min(1, 0.5+best/4)
		n := sum(h.of[k])
		past := float64(n) / float64(n+pastEnough)
		for i, u := range h.units {
			if h.kinds[k].names(u) {
				score[i] += part * (1 - past*(1-namedCounts))
			}
		}
		for id, m := range h.of[k] {
			i := h.byKey[id]
			score[i] += part * past * float64(m) / float64(n)
			if x == best && why[i] == "" {
				why[i] = fmt.Sprintf("以前这类%d件中%d件交给它", n, m)
			}
		}
	}
}

// names tells whether a unit is one that the kind is mostly seen to by.
func (t Topic) names(u Unit) bool {
	return slices.ContainsFunc(t.Units, func(part string) bool {
		return part != "" && (strings.Contains(u.Name, part) || strings.Contains(u.FullName, part))
	})
}

// byPast adds what alike proposals went to, the closer the more.
func (h *Hints) byPast(title string, score []float64, why []string) {
	alike := h.alike(title)
	total := 0.0
	for _, x := range alike {
		total += x.share
	}
	for _, x := range alike {
		i := h.byKey[x.Unit]
		score[i] += alikeCounts * alike[0].share * x.share / total
		if why[i] == "" {
			why[i] = "以前类似的" + BookTitle(x.Title) + "交给它"
		}
	}
}

// byName adds what the title names: words of a unit's own name, the fewer units bear
// them the more, and the place that a unit is of.
func (h *Hints) byName(title string, score []float64) {
	bear, names := map[Pair]int{}, make([][]Pair, len(h.units))
	for i, u := range h.units {
		names[i] = Pairs(u.Name)
		for _, p := range names[i] {
			bear[p]++
		}
	}
	said := map[Pair]bool{}
	for _, p := range Pairs(bareTitle(title)) {
		said[p] = true
	}
	for i, u := range h.units {
		for _, p := range names[i] {
			if said[p] {
				score[i] += nameCounts / float64(bear[p]*len(names[i]))
			}
		}
		if place := placeOfUnit(u.Name); place != "" && strings.Contains(title, place) {
			score[i] += placeCounts
		}
	}
}

// placeOfUnit is the place that a township or a street office is named after; "" of
// other units.
func placeOfUnit(name string) string {
	for _, end := range []string{"街道办事处", "街道", "镇人民政府", "乡人民政府", "镇", "乡"} {
		if place, ok := strings.CutSuffix(name, end); ok && len([]rune(place)) >= 2 {
			return place
		}
	}
	return ""
}

// TopicNames are the names of a pack's topics, each once, in their order.
func (p RulePack) TopicNames() []string {
	var names []string
	for _, t := range p.Topics {
		if !slices.Contains(names, t.Name) {
			names = append(names, t.Name)
		}
	}
	return names
}
