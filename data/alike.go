package data

import (
	"fmt"
	"math"
	"strings"
)

// LikeAsk asks for the proposals that are most alike to one.
type LikeAsk struct {
	ID    ID // the proposal itself, which is left out; 0 where it is not saved yet
	Title string
	Text  string // "" where it is not known
	Until Date   // those handed over later are left out; zero leaves out none
	Limit int    // at most so many
}

// MostAlike is how many alike proposals are shown.
const MostAlike = 5

// The Share below which proposals are not called alike: where texts are compared, where
// a title alone is, and of that of the one most alike (docs/similar.md). Among few
// proposals it is not known what is rare, and whoever has few knows them.
const (
	leastAlike    = 0.045
	leastTitle    = 0.12
	leastOfBest   = 0.4
	fewProposals  = 300
	leastAmongFew = 2.5 // times as much
)

// muchAlike is the Share from which two are more likely the same matter than not.
const muchAlike = 0.12

// Alike is a proposal that is alike to one, with what was answered and promised.
type Alike struct {
	ID       ID
	Year     int
	Number   string
	Title    string
	Share    float64 // how alike, to 1
	Class    string  // of the last reply that was sent, those that tell of a promise kept (续复) aside; ""
	Replied  Date    // when it, or our opinion where we assist, was sent; zero where none was
	Assists  bool    // we assist: what is sent is an opinion
	Body     string  // the text of that reply as its letter bears it
	Promises []AlikePromise
}

// AlikePromise is a promise that was made then, and whether it was kept.
type AlikePromise struct {
	Text  string
	Due   Date
	Kept  Date
	State PromiseState
}

// AlikeOf tells what was answered to a case and promised, as of a day.
func AlikeOf(c Case, share float64, today Date) Alike {
	a := Alike{ID: c.Proposal.ID, Year: c.Year(), Number: c.Proposal.Number, Title: c.Proposal.Title, Share: share}
	if a.Assists = !c.Proposal.Role.Answers(); a.Assists {
		o, _ := c.OurOpinion()
		a.Replied = o.Sent
	} else if rep, ok := c.LastJudged(); ok {
		a.Class, a.Replied, a.Body = rep.Class, rep.Sent, c.Letter(rep).Body
	}
	for _, p := range c.Commitments {
		a.Promises = append(a.Promises, AlikePromise{p.Text, p.Due, p.Kept, StateOfPromise(c, p, today)})
	}
	return a
}

// ClassWord is the class of the reply, such as A类; "" where none is known.
func (a Alike) ClassWord() string {
	if a.Class == "" {
		return ""
	}
	return ClassWord(a.Class)
}

// AlikeWord says that there are earlier proposals of which the first is most alike:
// 以前有类似的 or, where they share little, 可能有关的.
func AlikeWord(all []Alike) string {
	if len(all) > 0 && all[0].Share >= muchAlike {
		return "以前有类似的"
	}
	return "可能有关的"
}

// Answered says in one line what was answered, whether promises were kept, and
// how the reply begins.
func (a Alike) Answered() string {
	done := "答复"
	if a.Assists {
		done = "报送协办意见"
	}
	if a.Replied.IsZero() {
		return "还没有" + done
	}
	said := a.Replied.Chinese() + done
	if a.Class != "" {
		said = a.ClassWord() + " · " + said
	}
	if n := len(a.Promises); n > 0 {
		kept, late := 0, 0
		for _, p := range a.Promises {
			switch {
			case !p.Kept.IsZero():
				kept++
			case p.State == PromiseOverdue:
				late++
			}
		}
		said += fmt.Sprintf(" · 承诺%d项，兑现%d项", n, kept)
		if late > 0 {
			said += fmt.Sprintf("，逾期%d项", late)
		}
	}
	if gist := a.gist(); gist != "" {
		said += " · " + gist
	}
	return said
}

// gistLength is how much of a reply Answered gives, in characters.
const gistLength = 40

// gist is how the text of the reply begins, after the opening that all replies have.
func (a Alike) gist() string {
	for line := range strings.Lines(a.Body) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.Contains(line, "收悉") && !strings.Contains(line, "现答复如下") {
			return clip(line, gistLength)
		}
	}
	return ""
}

// Pair is two characters that stand beside each other in a text, as FoldText has
// them; marks are between no pair.
type Pair struct{ A, B rune }

// Pairs are the pairs of texts, each once, in the order in which they come.
func Pairs(texts ...string) (pairs []Pair) {
	seen := map[Pair]bool{}
	var folded SearchText
	for _, text := range texts {
		folded.Fold(text, false)
		var before rune
		for _, r := range folded.Runes {
			if !Wordy(r) {
				before = 0
				continue
			}
			if p := (Pair{before, r}); before != 0 && !seen[p] {
				seen[p] = true
				pairs = append(pairs, p)
			}
			before = r
		}
	}
	return pairs
}

// Single is a character by itself, as a Pair that has none before it: another deputy
// says 农户 where one said 农民, 医生 where one said 村医.
func Single(r rune) Pair { return Pair{B: r} }

// Alone tells whether a pair is a single character.
func (p Pair) Alone() bool { return p.A == 0 }

// likePairs are the pairs of texts and their characters, each once.
func likePairs(texts ...string) []Pair {
	pairs := Pairs(texts...)
	seen := make(map[rune]bool, len(pairs))
	var folded SearchText
	for _, text := range texts {
		folded.Fold(text, false)
		for _, r := range folded.Runes {
			if Wordy(r) && !seen[r] {
				seen[r] = true
				pairs = append(pairs, Single(r))
			}
		}
	}
	return pairs
}

// Likeness compares proposals with one. Two are alike as far as they share characters
// and pairs of them, those the more that few proposals have: the stock phrases of
// proposals and what is said of every place weigh little. Titles say most of what
// a proposal is about, so that they count beside the texts in their own right.
type Likeness struct {
	Title, Text []Pair // of the proposal, the text with its title
	title, text weights
	rarity      func(Pair) float64
	among       int
}

// weights are pairs with how much each weighs.
type weights struct {
	of    map[Pair]float64
	total float64
}

func weigh(pairs []Pair, rarity func(Pair) float64) weights {
	w := weights{of: make(map[Pair]float64, len(pairs))}
	for _, p := range pairs {
		x := weight(p, rarity)
		w.of[p] = x
		w.total += x
	}
	return w
}

// weight is the square of how rare a pair is: what most proposals have in common
// counts for next to nothing, however much of it there is.
func weight(p Pair, rarity func(Pair) float64) float64 {
	x := rarity(p)
	if p.Alone() {
		return singleWeighs * x * x
	}
	return x * x
}

// singleWeighs is what a character by itself weighs beside a pair as rare.
const singleWeighs = 1.5

// NewLikeness takes the proposal that others are compared with.
func NewLikeness(title, text string) *Likeness {
	if text == "" { // what all titles have would count where there are few
		title = bareTitle(title)
	}
	return &Likeness{Title: likePairs(title), Text: likePairs(title, text)}
}

// Rarity is how rare a pair is that some of many proposals have: from 0, which
// all have, the logarithm of how many there are to one that has it. Among few
// proposals hardly any pair is known to be stock.
func Rarity(have, among int) float64 {
	const unseen = 50 // proposals as if they had been seen, of which none has it
	return math.Log(float64(among+unseen) / float64(max(have, 0)+1))
}

// Weigh takes how rare pairs are (Rarity) among how many proposals. It is asked for
// the pairs of all proposals that are compared.
func (l *Likeness) Weigh(rarity func(Pair) float64, among int) {
	l.rarity, l.among = rarity, among
	l.title, l.text = weigh(l.Title, rarity), weigh(l.Text, rarity)
}

// titleCounts is the title's part where both proposals have a text, of 1; the
// text, to which the title belongs, has the rest (docs/similar.md).
const titleCounts = 0.1

// titleAlone is the part of the titles where the proposal has no text: the rest is how
// much of its title the other says at all.
const titleAlone = 0.3

// Share is how alike another proposal is, from 0 to 1.
func (l *Likeness) Share(title, text string) float64 {
	titles := l.title.shared(likePairs(title), l.rarity)
	switch {
	case len(l.Text) == len(l.Title): // while a title is typed
		return titleAlone*titles + (1-titleAlone)*l.title.within(likePairs(title, text))
	case text == "":
		return titles
	}
	return titleCounts*titles + (1-titleCounts)*l.text.shared(likePairs(title, text), l.rarity)
}

// Enough tells whether a share is one of something alike, beside the best there is.
func (l *Likeness) Enough(share, best float64) bool {
	least := leastAlike
	if len(l.Text) == len(l.Title) {
		least = leastTitle
	}
	if l.among < fewProposals {
		least *= leastAmongFew
	}
	return share >= max(least, leastOfBest*best)
}

// shared is what part of the weight of both is in common.
func (w weights) shared(pairs []Pair, rarity func(Pair) float64) float64 {
	common, total := 0.0, w.total
	for _, p := range pairs {
		x, both := w.of[p]
		if both {
			common += x
		} else {
			x = weight(p, rarity)
		}
		total += x
	}
	if total == 0 {
		return 0
	}
	return 2 * common / total
}

// within is what part of the weight some pairs have.
func (w weights) within(pairs []Pair) float64 {
	if w.total == 0 {
		return 0
	}
	common := 0.0
	for _, p := range pairs {
		common += w.of[p]
	}
	return common / w.total
}
