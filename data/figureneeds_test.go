package data

import (
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// Whatever a cue's words find holds one of the characters that are looked for first:
// texts are made from each pattern at random. Most cues have such characters.
func TestWhatACueFindsHoldsItsNeeds(t *testing.T) {
	counts, shares, behind := toldOf(Stats{Classes: []ClassCount{{Class: "A", Name: "已解决"}}, ByTopic: []TopicCount{{Topic: "城建交通"}}}).ownCues()
	cues := slices.Concat(countCues(), shareCues(), behindCues(), behindTimes(), counts, shares, behind)
	for _, words := range []string{`甲|[乙丙]丁+`, `(甲)?乙`, `[^甲]乙?`, `\.甲|\d`, `(?:甲乙){0,2}丙*`, `\p{Han}甲`, `[一-丁]`, `(甲|)乙|丙`} {
		cues = append(cues, newCue("件", words, "total"))
	}
	rng, known := rand.New(rand.NewPCG(1, 2)), 0
	for _, c := range cues {
		if c.needs != "" {
			known++
		}
		re, err := syntax.Parse(c.words().String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		for range 300 {
			if text := made(re, rng); !c.may(text) {
				t.Fatalf("%s finds %q, which has none of %q", c.words(), text, c.needs)
			}
		}
	}
	if known < len(cues)*9/10 {
		t.Errorf("of %d cues %d are known to need anything", len(cues), known)
	}
}

// made is a text that a pattern finds.
func made(re *syntax.Regexp, rng *rand.Rand) string {
	var b strings.Builder
	repeat := func(least, most int) {
		for range least + rng.IntN(most-least+1) {
			b.WriteString(made(re.Sub[0], rng))
		}
	}
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		i := rng.IntN(len(re.Rune)/2) * 2
		b.WriteRune(re.Rune[i] + rng.Int32N(min(re.Rune[i+1]-re.Rune[i], 50)+1))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteRune('好')
	case syntax.OpCapture:
		repeat(1, 1)
	case syntax.OpStar:
		repeat(0, 2)
	case syntax.OpPlus:
		repeat(1, 2)
	case syntax.OpQuest:
		repeat(0, 1)
	case syntax.OpRepeat:
		repeat(re.Min, max(re.Min, min(re.Max, re.Min+2)))
	case syntax.OpAlternate:
		b.WriteString(made(re.Sub[rng.IntN(len(re.Sub))], rng))
	case syntax.OpConcat:
		for _, part := range re.Sub {
			b.WriteString(made(part, rng))
		}
	}
	return b.String()
}
