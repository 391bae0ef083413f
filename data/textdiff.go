package data

import "slices"

// DiffPart is a stretch of two texts laid beside each other: the same words in
// both, or words of one that stand where the other has different ones or none.
type DiffPart struct {
	Same          bool
	Before, After string // equal where Same
}

// Diff lays two texts beside each other: sentence by sentence at first, then
// by characters within what was changed. The parts' Before make the first
// text, their After the second.
func Diff(before, after string) []DiffPart {
	var out []DiffPart
	for _, p := range diffOf(sentences(before), sentences(after), joinText) {
		if p.Same || p.Before == "" || p.After == "" {
			out = append(out, p)
			continue
		}
		out = append(out, foldShort(diffOf([]rune(p.Before), []rune(p.After), func(r []rune) string { return string(r) }))...)
	}
	return joinParts(out)
}

// mostCells bounds the work on one stretch of changed text; past it, the whole
// stretch counts as changed.
const mostCells = 4 << 20

// diffOf compares two lists by their longest common subsequence.
func diffOf[T comparable](a, b []T, text func([]T) string) []DiffPart {
	var head, tail int
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	same := func(part []T) DiffPart { s := text(part); return DiffPart{true, s, s} }
	parts := []DiffPart{same(a[:head])}
	x, y := a[head:len(a)-tail], b[head:len(b)-tail]
	i, j := 0, 0
	for _, m := range common(x, y) {
		parts = append(parts, DiffPart{false, text(x[i:m[0]]), text(y[j:m[1]])}, same(x[m[0]:m[0]+1]))
		i, j = m[0]+1, m[1]+1
	}
	parts = append(parts, DiffPart{false, text(x[i:]), text(y[j:])}, same(a[len(a)-tail:]))
	return joinParts(parts)
}

// common are the pairs of places of a longest common subsequence, in order.
func common[T comparable](a, b []T) (pairs [][2]int) {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > mostCells {
		return nil
	}
	width := len(b) + 1
	long := make([]int32, (len(a)+1)*width) // of a[i:] and b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				long[i*width+j] = long[(i+1)*width+j+1] + 1
			} else {
				long[i*width+j] = max(long[(i+1)*width+j], long[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case long[(i+1)*width+j] >= long[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// foldShort makes a single character that is the same between two changes part
// of them: a reader sees words, not letters that happen to agree.
func foldShort(parts []DiffPart) []DiffPart {
	for i := 1; i+1 < len(parts); i++ {
		if p := &parts[i]; p.Same && len([]rune(p.Before)) == 1 && !parts[i-1].Same && !parts[i+1].Same {
			p.Same = false
		}
	}
	return joinParts(parts)
}

// joinParts joins neighbours of one kind and drops empty ones.
func joinParts(parts []DiffPart) []DiffPart {
	var out []DiffPart
	for _, p := range parts {
		n := len(out) - 1
		switch {
		case p.Before == "" && p.After == "":
		case n >= 0 && out[n].Same == p.Same:
			out[n].Before += p.Before
			out[n].After += p.After
		default:
			out = append(out, p)
		}
	}
	return out
}

// sentences cuts a text after its full stops and line ends.
func sentences(text string) []string {
	var out []string
	from := 0
	runes := []rune(text)
	for i, r := range runes {
		if slices.Contains([]rune("。！？；\n"), r) {
			out, from = append(out, string(runes[from:i+1])), i+1
		}
	}
	if from < len(runes) {
		out = append(out, string(runes[from:]))
	}
	return out
}

func joinText(parts []string) (s string) {
	for _, p := range parts {
		s += p
	}
	return s
}

// DiffLines cuts a difference into rows that stand side by side: a row ends
// where both texts have the same line end.
func DiffLines(parts []DiffPart) [][]DiffPart {
	rows := [][]DiffPart{nil}
	for _, p := range parts {
		if !p.Same {
			rows[len(rows)-1] = append(rows[len(rows)-1], p)
			continue
		}
		line := []rune{}
		flush := func() {
			if s := string(line); s != "" {
				rows[len(rows)-1] = append(rows[len(rows)-1], DiffPart{true, s, s})
			}
			line = nil
		}
		for _, r := range p.Before {
			if r != '\n' {
				line = append(line, r)
				continue
			}
			flush()
			rows = append(rows, nil)
		}
		flush()
	}
	return rows
}
