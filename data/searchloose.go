package data

// leastLoose is how long a word is at least that is looked for loosely, in characters.
const leastLoose = 4

// Strays is how many characters may differ where a word is looked for loosely; 0 where
// it is not: too short, not Hanzi.
func (w SearchWord) Strays() int {
	n := len(bareOf(w.Fold))
	if w.Field != Anywhere && w.Field != InTitle || w.Letters != "" || n < leastLoose {
		return 0
	}
	return min(max(1, n/5), 4)
}

// LooseRunes are the characters by which a word is looked for loosely.
func (w SearchWord) LooseRunes() []rune { return bareOf(w.Fold) }

// bareOf leaves out marks and 的, which people leave out.
func bareOf(runes []rune) (bare []rune) {
	for _, r := range runes {
		if Wordy(r) && r != '的' {
			bare = append(bare, r)
		}
	}
	return bare
}

// FindLoosely is where a word stands in the text but for 的, marks and at most strays
// characters: 秸杆禁烧, 滨河路增设路灯建议. The stretch with fewest strays is given.
func (f *SearchText) FindLoosely(word []rune, strays int) (m Stretch, ok bool) {
	word = bareOf(word)
	var text []rune
	var at []int // where each stands in f.Runes
	for i, r := range f.Runes {
		if Wordy(r) && r != '的' {
			text, at = append(text, r), append(at, i)
		}
	}
	// The least number of strays of word[:i] against what ends at a place of the text, and
	// where that begins.
	cost, from := make([]int, len(word)+1), make([]int, len(word)+1)
	for i := range cost {
		cost[i] = i
	}
	best := strays + 1
	var found [2]int
	for j, r := range text {
		before, begun := cost[0], from[0]
		cost[0], from[0] = 0, j+1
		for i, want := range word {
			here, start := before, begun
			if r != want {
				here++
			}
			if c := cost[i+1] + 1; c < here { // a character more in the text
				here, start = c, from[i+1]
			}
			if c := cost[i] + 1; c < here { // one less
				here, start = c, from[i]
			}
			before, begun = cost[i+1], from[i+1]
			cost[i+1], from[i+1] = here, start
		}
		if n := len(word); cost[n] < best && from[n] <= j {
			best, found = cost[n], [2]int{from[n], j}
		}
	}
	if best > strays || len(word) == 0 {
		return m, false
	}
	first, last := at[found[0]], at[found[1]]
	return f.mark(first, last-first+1), true
}
