package data

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// ReadFigure is one number of a text with its noun, and what it tells.
type ReadFigure struct {
	From, To int    // bytes of the text: from the words that tell the figure to the noun
	At       int    // where the number itself begins
	Text     string // these words, such as 办复率98%
	Says     string // the number as a number, such as 98 or 57.1
	// Known is the figure of the statistics that it was matched with; its Key is ""
	// where it is none of them. IDs are the proposals behind it.
	Known ToldFigure
	OK    bool   // nothing contradicts it
	Why   string // what does, a sentence without full stop
}

// Matched tells whether it is one of the year's figures.
func (f ReadFigure) Matched() bool { return f.Known.Key != "" }

// FigureFacts is what the figures of a text are compared with.
type FigureFacts struct {
	Now    Stats
	Before *ToldYear // the year before; nil where it has none: nothing is compared with it
	Cases  []Case    // those counted, for figures of a part of them; may be nil
	// Count counts some of them as of a day; needed with Cases.
	Count func(cases []Case, asOf Date) Stats
	// Parts keeps what was counted of parts of the Cases for the next text; nil
	// counts anew for each.
	Parts *FigureParts
	// base is what is the same for all texts of one summary; nil where a text is read
	// alone.
	base *figureBase
}

// figureBase is what a year's figures give to be looked for in texts.
type figureBase struct {
	now     toldFigures
	counts  []cue
	shares  []cue
	behind  []cue // told behind a number
	units   []string
	several bool // the year has matters of both assemblies
}

func newFigureBase(facts FigureFacts) *figureBase {
	b := &figureBase{now: toldOf(facts.Now)}
	counts, shares, behind := b.now.ownCues()
	b.behind = slices.Concat(behind, behindCues())
	b.counts, b.shares = slices.Concat(countCues(), counts), slices.Concat(shares, shareCues())
	for _, u := range facts.Now.ByUnit {
		if len([]rune(u.Unit)) > 1 {
			b.units = append(b.units, u.Unit)
		}
	}
	slices.SortFunc(b.units, func(a, b string) int { return len(b) - len(a) })
	var body Body
	for i := range facts.Cases {
		if x := &facts.Cases[i]; x.Year() == facts.Now.Year {
			b.several = b.several || body != "" && x.Book.Meeting.Body != body
			body = x.Book.Meeting.Body
		}
	}
	return b
}

// FigureParts are the figures of parts of one list of cases, such as of one unit,
// counted when a text first names them.
type FigureParts struct {
	mu   sync.Mutex
	told map[string]toldFigures
}

func (p *FigureParts) of(key string) (t toldFigures, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	t, ok = p.told[key]
	return t, ok
}

func (p *FigureParts) keep(key string, t toldFigures) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.told == nil {
		p.told = map[string]toldFigures{}
	}
	p.told[key] = t
}

// ReadFigures reads every number of a text with a noun that a figure of the year
// could have (件, 次, 份, 项, %, 个百分点 …; digits or Chinese numerals), matches it
// with a figure by its words, and compares. Numbers of other things (元, 公里,
// dates, 第12号, titles) are left out; those that cannot be matched are told
// without a figure. A number that contradicts another of the text is told too.
func ReadFigures(text string, facts FigureFacts) []ReadFigure {
	r := newFigureReader(text, facts)
	for _, line := range r.lines() {
		if slices.Contains(r.plain[line[0]:line[1]], '\t') {
			r.tableLine(line[0], line[1])
		} else {
			r.heads = nil
			r.proseLine(line[0], line[1])
		}
	}
	all := r.told()
	r.explain(all)
	return all
}

// explain adds to figures of classes which changed number would make all of a
// line agree (ExplainShares).
func (r *figureReader) explain(all []ReadFigure) {
	for _, line := range r.lines() {
		text := string(r.plain[line[0]:line[1]])
		says, at := sharesInText(text, []int{r.facts.Now.Replied, r.facts.Now.Lead})
		if says == "" {
			continue
		}
		from, to := r.bytes[line[0]], r.bytes[line[1]]
		first := r.bytes[line[0]+utf8.RuneCountInString(text[:at])]
		i := slices.IndexFunc(all, func(f ReadFigure) bool {
			return from <= f.At && f.To <= to && !f.OK && strings.HasPrefix(f.Known.Key, "classes.")
		})
		if i < 0 {
			i = slices.IndexFunc(all, func(f ReadFigure) bool { return f.At <= first && first < f.To })
		}
		if i >= 0 {
			if all[i].Why != "" {
				says = all[i].Why + "；" + says
			}
			all[i].OK, all[i].Why = false, says
		}
	}
}

// figureReader reads one text.
type figureReader struct {
	text  string
	plain []rune // one spelling; same places as the runes of text
	words []rune // plain without the words that only look like cues
	bytes []int  // the byte that each rune begins at
	facts FigureFacts
	*figureBase
	parts   *FigureParts
	numbers []readNumber
	heads   []string // the heading row of the table being read
}

// readNumber is a number and what it may tell.
type readNumber struct {
	textNumber
	meant   []meaning // each must hold; none where it is no figure of ours
	key     string    // what was meant first, without its year
	change  bool      // told as a change since the year before
	segment int       // which part of its sentence it stands in, between semicolons
	cell    string    // the row and column of a table that it stands in
	bad     bool      // it contradicts another number of the text
	why     string
}

// meaning are the figures that a number may be, one of them.
type meaning struct {
	from int // the rune that the words begin at which tell it
	of   []ToldFigure
}

func newFigureReader(text string, facts FigureFacts) *figureReader {
	r := &figureReader{text: text, plain: plainRunes(text), facts: facts, figureBase: facts.base, parts: facts.Parts}
	if r.figureBase == nil {
		r.figureBase = newFigureBase(facts)
	}
	if r.parts == nil {
		r.parts = &FigureParts{}
	}
	r.words = blotWords(r.plain)
	for i := range text {
		r.bytes = append(r.bytes, i)
	}
	r.bytes = append(r.bytes, len(text))
	return r
}

// lines are the lines of the text, as places of runes.
func (r *figureReader) lines() (all [][2]int) {
	from := 0
	for i, c := range r.plain {
		if c == '\n' {
			all = append(all, [2]int{from, i})
			from = i + 1
		}
	}
	return append(all, [2]int{from, len(r.plain)})
}

// proseLine reads the sentences of a line.
func (r *figureReader) proseLine(from, to int) {
	for at := from; at < to; {
		end := at
		for end < to && !strings.ContainsRune("。！？!?", r.plain[end]) {
			end++
		}
		s := &sentence{r: r, from: at, to: end}
		s.read()
		at = end + 1
	}
}

var asOfInText = Pattern(`截至?止?到?\s*(?:(\d{4})年)?(?:(\d{1,2})月(?:(\d{1,2})日|底|末|份)?|底)`)

// asOf is the day that a sentence tells its figures as of; zero where it tells
// none, or the day of the statistics or later.
func (r *figureReader) asOf(sentence string) Date {
	m := asOfInText().FindStringSubmatch(sentence)
	if m == nil || m[2] == "" {
		return Date{}
	}
	number := func(s string, otherwise int) int {
		if n, err := strconv.Atoi(s); err == nil {
			return n
		}
		return otherwise
	}
	year, month := number(m[1], r.facts.Now.Year), number(m[2], 12)
	if month < 1 || month > 12 || year != r.facts.Now.Year {
		return Date{}
	}
	d := NewDate(year, time.Month(month), min(max(number(m[3], 31), 1), time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()))
	if !d.Before(r.facts.Now.AsOf) {
		return Date{}
	}
	return d
}

// part counts a part of the cases as of a day: those of some meetings, all where
// there is no name for it.
func (r *figureReader) part(name string, asOf Date, in func(Meeting) bool) toldFigures {
	if r.facts.Count == nil || len(r.facts.Cases) == 0 || name == "" && asOf.IsZero() {
		return r.now
	}
	day := asOf
	if day.IsZero() {
		day = r.facts.Now.AsOf
	}
	key := name + day.String()
	if t, ok := r.parts.of(key); ok {
		return t
	}
	every, n := true, 0
	for i := range r.facts.Cases {
		if c := &r.facts.Cases[i]; in(c.Book.Meeting) {
			n++
		} else if c.Year() == r.facts.Now.Year {
			every = false
		}
	}
	t := r.now
	if !every || !asOf.IsZero() {
		some := r.facts.Cases
		if n < len(some) {
			some = make([]Case, 0, n)
			for i := range r.facts.Cases {
				if c := &r.facts.Cases[i]; in(c.Book.Meeting) {
					some = append(some, *c)
				}
			}
		}
		t = toldOf(r.facts.Count(some, day))
	}
	r.parts.keep(key, t)
	return t
}

// told compares what was read.
func (r *figureReader) told() (all []ReadFigure) {
	for _, n := range r.numbers {
		if len(n.meant) == 0 {
			one := r.as(n, n.from)
			one.OK, one.Why = !n.bad, n.why
			all = append(all, one)
		}
		for _, m := range n.meant {
			one := r.as(n, m.from)
			one.Known = m.of[max(0, slices.IndexFunc(m.of, n.agrees))]
			f := one.Known
			switch one.OK = n.loose || n.agrees(f); {
			case one.OK && n.bad:
				one.OK, one.Why = false, n.why
			case !one.OK && f.Share && f.Den == 0:
				one.Why = "“" + one.Text + "”没有依据：" + f.Name + "没有可算的件"
			case !one.OK:
				one.Why = "“" + one.Text + "”与登记不符：" + f.Told()
			}
			all = append(all, one)
		}
	}
	return all
}

// as is a number with the words before it, from a rune on.
func (r *figureReader) as(n readNumber, from int) ReadFigure {
	for from < n.from && strings.ContainsRune(",、:;()的和及与其中 \t", r.plain[from]) {
		from++
	}
	out := ReadFigure{From: r.bytes[min(from, n.from)], At: r.bytes[n.from], To: r.bytes[n.to], Says: n.says()}
	out.Text = strings.TrimSpace(n.cell + " " + strings.TrimSpace(r.text[out.From:out.To]))
	return out
}

// says is the number as JSON writes it.
func (n textNumber) says() string {
	s := strconv.Itoa(n.value)
	if n.decimals == 0 {
		return s
	}
	for len(s) <= n.decimals {
		s = "0" + s
	}
	return strings.TrimRight(strings.TrimRight(s[:len(s)-n.decimals]+"."+s[len(s)-n.decimals:], "0"), ".")
}

// agrees tells whether the number is that of a figure.
func (n readNumber) agrees(f ToldFigure) bool {
	scale := powerOfTen(n.decimals)
	is, near := 0, 0
	switch {
	case f.Diff:
		return n.agreesDiff(f)
	case f.Share:
		if f.Den == 0 {
			return false
		}
		is = rounded(f.Num*100*scale, f.Den)
		near = 1
	default:
		is, near = f.Num*scale, max(scale, is/20)
	}
	switch {
	case n.over:
		return n.value <= is && is < n.value+n.value/5+scale
	case n.about:
		return abs(n.value-is) <= near
	}
	return n.value == is
}

// agreesDiff does so for a difference of shares: it is that of the shares as they
// are printed, or as they would be with the decimals of the number.
func (n readNumber) agreesDiff(f ToldFigure) bool {
	decimals := f.decimals()
	printed, scale := f.diffAt(decimals), powerOfTen(decimals)
	if n.decimals == 0 {
		return printed == n.value*scale || n.about && abs(n.value*scale-printed) <= scale/2
	}
	is := f.diffAt(n.decimals)
	near := n.decimals < decimals && n.value == rounded(printed, powerOfTen(decimals-n.decimals))
	return n.value == is || near || n.about && abs(n.value-is) <= 1
}

// rounded is a quotient rounded half up, away from zero.
func rounded(n, d int) int {
	if n < 0 {
		return -rounded(-n, d)
	}
	return (2*n + d) / (2 * d)
}

func abs(n int) int { return max(n, -n) }
