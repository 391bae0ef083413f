package plain

import "jianban/data"

// lookAlikes takes characters that only look like the usual ones for what they
// are meant to be (data.MendText).
func lookAlikes(p paper) []edit {
	var out []edit
	_, changes := data.MendText(string(p.t))
	for _, c := range changes {
		if p.free(c.From, c.To) {
			out = append(out, edit{c.From, c.To, []rune(c.After), LookAlike, c.Why})
		}
	}
	return out
}

// bookTitles sets a title within a title between 〈〉 (data.BookTitle). A mark
// without its other half is left alone.
func bookTitles(p paper) []edit {
	var out []edit
	p.lines(func(from, to int) {
		depth, start := 0, 0
		for i := from; i < to; i++ {
			switch p.t[i] {
			case '《', '〈':
				if depth++; depth == 1 && p.t[i] == '《' {
					start = i
				} else if depth == 1 {
					start = -1
				}
			case '》', '〉':
				if depth--; depth < 0 {
					depth = 0
				} else if depth == 0 && start >= 0 && p.t[i] == '》' {
					out = append(out, p.singleWithin(start, i)...)
				}
			}
		}
	})
	return out
}

// singleWithin are the marks between two outer ones that are not as BookTitle
// sets them.
func (p paper) singleWithin(from, to int) []edit {
	var out []edit
	want := []rune(data.BookTitle(string(p.t[from+1 : to])))
	for i := from + 1; i < to; i++ {
		if w := want[i-from]; w != p.t[i] && p.free(i, i+1) {
			out = append(out, edit{i, i + 1, []rune{w}, Punctuation, "书名号里面的书名号用单书名号"})
		}
	}
	return out
}
