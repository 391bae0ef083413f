package page

// hanziLines sets a text of nothing but Hanzi, such as most titles, as evened would but at
// once: a line may end anywhere and holds as many as fit.
func hanziLines(text string, f Font, set Setting, m Measurer) ([]Line, bool) {
	letters := make([]rune, 0, len(text)/3)
	for _, r := range text {
		if !isHanzi(r) {
			return nil, false
		}
		letters = append(letters, r)
	}
	sums := make([]MM, len(letters)+1)
	for i, r := range letters {
		sums[i+1] = sums[i] + m.Advance(f, r)
	}
	var ends, tried [maxHanziLines]int
	n, ok := cutHanzi(sums, set.Width, &ends)
	if !ok {
		return nil, false
	}
	few, last := 2*f.Em()+tiny, len(letters)
	narrow := set
	for n > 1 && sums[last]-sums[ends[n-2]] <= few && narrow.Width > set.Width*2/3 {
		narrow.Width -= f.Em() / 2
		if k, ok := cutHanzi(sums, narrow.Width, &tried); !ok || k > n {
			break
		}
		if sums[last]-sums[tried[n-2]] > few {
			return setHanzi(letters, tried[:n], f, set, narrow, m), true
		}
	}
	return setHanzi(letters, ends[:n], f, set, set, m), true
}

// maxHanziLines is how many lines hanziLines sets; what is longer is filled.
const maxHanziLines = 8

// cutHanzi tells where lines of a width end, and how many there are; not ok where
// there are too many or a letter alone is wider.
func cutHanzi(sums []MM, width MM, ends *[maxHanziLines]int) (n int, ok bool) {
	for a := 0; a < len(sums)-1; n++ {
		b := a
		for b+1 < len(sums) && width-(sums[b+1]-sums[a]) >= -tiny {
			b++
		}
		if b == a || n == maxHanziLines {
			return 0, false
		}
		ends[n], a = b, b
	}
	return n, n > 0
}

// setHanzi sets lines that end there, filled to a narrower width.
func setHanzi(letters []rune, ends []int, f Font, set, narrow Setting, m Measurer) []Line {
	lines := make([]Line, len(ends))
	runs := make([]Glyphs, len(ends))
	a := 0
	for i, b := range ends {
		var w MM
		for _, r := range letters[a:b] {
			w += m.Advance(f, r)
		}
		off := max(0, Line{}.offset(narrow, w))
		runs[i] = Glyphs{X: off, Font: f, Text: string(letters[a:b])}
		lines[i] = Line{Runs: runs[i : i+1 : i+1], Width: w + off}
		if narrow.Width != set.Width {
			lines[i] = lines[i].within(set, narrow)
		}
		a = b
	}
	return lines
}
