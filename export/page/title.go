package page

import "math"

// BreakTitle breaks a title into centred lines by sense: no wider than width,
// never inside a word, a name or a book title where that can be avoided, the lines
// together in the shape of a trapezium (梯形, 倒梯形) or a lozenge (菱形), not of
// a rectangle or an hourglass (GB/T 9704-2012, 7.3.1).
//
// A line end in the title is the clerk's own choice and kept.
func BreakTitle(title string, font Font, width MM, names []string, m Measurer) []Line {
	var lines []Line
	for _, part := range Paragraphs(title) {
		for _, text := range breakPart(part, font, width, names, m) {
			lines = append(lines, FillText(text, font, Setting{Width: width, Align: Centre}, m)...)
		}
	}
	return lines
}

// breakPart cuts one line of a title into the texts of its lines. A title that
// leaves a character's room at both sides stays whole.
func breakPart(part string, font Font, width MM, names []string, m Measurer) []string {
	work := drawers.Get().(*drawer)
	defer drawers.Put(work)
	items := work.itemise([]Span{{part, font}}, m)
	whole := MM(0)
	for _, it := range items {
		whole += it.cell
	}
	if whole <= width-2*font.Em() {
		return []string{part}
	}
	b := newTitleBreaker(items, newLexicon(names...), width, font.Em())
	if b == nil {
		return []string{part}
	}
	runes := []rune(part)
	starts := append(b.best(), len(runes))
	texts := make([]string, len(starts)-1)
	for i := range texts {
		texts[i] = string(runes[starts[i]:starts[i+1]])
	}
	return texts
}

// titleBreaker looks for the places where a title's lines start.
type titleBreaker struct {
	sums  []MM      // width of the characters before i
	cost  []float64 // cost of a line starting at i; forbidden where infinite
	width MM
	em    MM
}

// newTitleBreaker is nil where some piece is wider than a line, so that only
// ordinary filling helps.
func newTitleBreaker(items []item, names lexicon, width, em MM) *titleBreaker {
	n := len(items)
	b := &titleBreaker{sums: make([]MM, n+1), cost: senseCosts(items, names), width: width, em: em}
	for i, it := range items {
		b.sums[i+1] = b.sums[i] + it.cell
	}
	start := 0
	for i := 1; i <= n; i++ {
		if i == n || !math.IsInf(b.cost[i], 1) {
			if b.sums[i]-b.sums[start] > width {
				return nil
			}
			start = i
		}
	}
	return b
}

// best gives the starts of the lines, the first of them 0.
func (b *titleBreaker) best() []int {
	var found []int
	n := len(b.cost) - 1
	total := b.sums[n]
	fewest := int(math.Ceil(float64(total / b.width)))
	fewest = max(fewest, 2)
	least := math.Inf(1)
	for lines := fewest; lines <= fewest+2; lines++ {
		for _, shape := range shapes(lines) {
			starts, ok := b.cutTo(shape)
			if !ok {
				continue
			}
			cost := b.judge(starts) + 9*float64(lines-fewest)
			if cost < least {
				least, found = cost, starts
			}
		}
	}
	if found == nil { // no cut into so few lines: ordinary filling
		found = []int{0}
	}
	return found
}

// shapes are the wished shares of the lines' widths: growing, shrinking and
// widest in the middle.
func shapes(n int) [][]float64 {
	shares := func(weight func(i int) float64) []float64 {
		var s []float64
		var sum float64
		for i := range n {
			s = append(s, weight(i))
			sum += weight(i)
		}
		for i := range s {
			s[i] /= sum
		}
		return s
	}
	mid := float64(n-1) / 2
	out := [][]float64{
		shares(func(i int) float64 { return 1 + 0.3*float64(i)/float64(n-1) }),
		shares(func(i int) float64 { return 1.3 - 0.3*float64(i)/float64(n-1) }),
	}
	if n > 2 {
		out = append(out, shares(func(i int) float64 { return 1.35 - 0.35*math.Abs(float64(i)-mid)/mid }))
	}
	return out
}

// cutTo finds the cheapest starts whose lines come near the wished shares.
func (b *titleBreaker) cutTo(shares []float64) ([]int, bool) {
	n, lines := len(b.cost)-1, len(shares)
	total := b.sums[n]
	inf := math.Inf(1)
	cost := make([][]float64, lines+1) // cost[k][i]: k lines set, next starts at i
	from := make([][]int32, lines+1)
	costs, starting := make([]float64, (lines+1)*(n+1)), make([]int32, (lines+1)*(n+1))
	for i := range costs {
		costs[i] = inf
	}
	for k := range cost {
		cost[k], from[k] = costs[k*(n+1):][:n+1], starting[k*(n+1):][:n+1]
	}
	cost[0][0] = 0
	for k := range lines {
		want := MM(shares[k]) * total
		want = min(want, b.width)
		for i := range n {
			if math.IsInf(cost[k][i], 1) {
				continue
			}
			for j := i + 1; j <= n && b.sums[j]-b.sums[i] <= b.width; j++ {
				off := float64((b.sums[j] - b.sums[i] - want) / b.em)
				c := cost[k][i] + off*off
				if j < n {
					c += b.cost[j]
				}
				if c < cost[k+1][j] {
					cost[k+1][j], from[k+1][j] = c, int32(i)
				}
			}
		}
	}
	if math.IsInf(cost[lines][n], 1) {
		return nil, false
	}
	starts := make([]int, lines)
	for k, at := lines, n; k > 0; k-- {
		at = int(from[k][at])
		starts[k-1] = at
	}
	return starts, true
}

// judge weighs a whole title: breaks against sense, and shape.
func (b *titleBreaker) judge(starts []int) float64 {
	var cost float64
	widths := make([]float64, len(starts))
	widest, narrowest := 0.0, math.Inf(1)
	for k, i := range starts {
		to := len(b.cost) - 1
		if k+1 < len(starts) {
			to = starts[k+1]
		}
		if k > 0 {
			cost += b.cost[i]
		}
		widths[k] = float64((b.sums[to] - b.sums[i]) / b.em)
		widest, narrowest = max(widest, widths[k]), min(narrowest, widths[k])
	}
	if limit := float64(b.width/b.em) - 2; widest > limit {
		cost += 6 * (widest - limit)
	}
	if narrowest < 0.45*widest {
		cost += 40 * (0.45 - narrowest/widest)
	}
	if widest-narrowest < 0.5 {
		cost += 4 // a rectangle
	}
	turned := false // widths have begun to shrink
	for k := 1; k < len(widths); k++ {
		switch d := widths[k] - widths[k-1]; {
		case d < -0.25:
			turned = true
		case d > 0.25 && turned:
			cost += 6 + d // an hourglass
		}
	}
	return cost + 0.15*(widest-narrowest)
}
