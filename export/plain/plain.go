// Package plain tidies the text that a clerk types or pastes from Word or WPS,
// so that it can be set as an official letter: odd spaces, half-width marks
// after Hanzi, quotation marks the wrong way round, numbers of headings out of
// order, 文号 in other brackets, dates in other forms.
//
// Repairs names what it would change and why, Apply takes any choice of them.
// Nothing is changed unasked, and three things hold for every text
// (plain_test.go): taking all repairs leaves none; each can be taken alone; no
// letter or digit changes, but for the number of a heading out of order, the
// width of a letter, and zeros that stand before a number.
//
// It is a part of export because the forms it asks for are those of official
// paper (GB/T 9704-2012, GB/T 15834, GB/T 15835). It reads no file and keeps
// no state. Web addresses, mail addresses and fields in braces ({总件数}) are
// left alone.
package plain

import (
	"slices"
	"strings"
)

// Kind is what a repair is about, as a person reads it.
type Kind string

// The kinds.
const (
	LookAlike   Kind = "形近字符"
	Invisible   Kind = "看不见的字符"
	LineEnd     Kind = "换行"
	Space       Kind = "空格"
	Width       Kind = "全角数字字母"
	Punctuation Kind = "标点"
	Quote       Kind = "引号"
	Numbering   Kind = "序号"
	DocNumber   Kind = "文号"
	Date        Kind = "日期"
)

// Kinds lists all, those first that change what is read.
var Kinds = []Kind{LookAlike, Numbering, DocNumber, Date, Punctuation, Quote, Width, Space, LineEnd, Invisible}

// Repair is one change that would make a text fit for paper. Several of one
// text never overlap.
type Repair struct {
	Kind     Kind
	Line     int    // line of the text where it begins, from 1
	From, To int    // the characters (runes) of the whole text that it replaces
	Before   string // these characters
	After    string // what would stand there; may be empty
	Why      string // a sentence without full stop
}

// maxRounds bounds how often the rules are gone through; three are usual,
// since one repair may show the next.
const maxRounds = 20

// Repairs are all repairs of a text, in its order. Under is the level of the
// heading that the text stands under: 0 for a letter's whole text, 1 for a part
// under a heading 一、.
func Repairs(text string, under int) []Repair {
	src := []rune(text)
	cur := src
	var all []edit
	for range maxRounds {
		again := false
		for _, rule := range rules(under) {
			more := rule(paper{cur, guarded(cur)})
			if len(more) == 0 {
				continue
			}
			again = true
			all = compose(all, cur, more)
			cur = replaced(cur, more)
		}
		if !again {
			break
		}
	}
	var out []Repair
	line, at := 1, 0
	for _, e := range all {
		before, after := string(src[e.from:e.to]), string(e.text)
		if before == after {
			continue
		}
		for ; at < e.from; at++ {
			if src[at] == '\n' {
				line++
			}
		}
		out = append(out, Repair{Kind: e.kind, Line: line, From: e.from, To: e.to, Before: before, After: after, Why: e.why})
	}
	return out
}

// Apply makes repairs that Repairs found in this very text.
func Apply(text string, repairs []Repair) string {
	if len(repairs) == 0 {
		return text
	}
	edits := make([]edit, 0, len(repairs))
	for _, r := range repairs {
		edits = append(edits, edit{from: r.From, to: r.To, text: []rune(r.After)})
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.from - b.from })
	return string(replaced([]rune(text), edits))
}

// Around is a repair within its line: what stands on the paper before and after
// it, at most n characters at each side, with … where the line goes on.
func (r Repair) Around(text string, n int) (left, right string) {
	t := []rune(text)
	from, to := r.From, r.To
	for from > 0 && t[from-1] != '\n' && r.From-from < n {
		from--
	}
	for to < len(t) && t[to] != '\n' && to-r.To < n {
		to++
	}
	left, right = string(t[from:r.From]), string(t[r.To:to])
	if from > 0 && t[from-1] != '\n' {
		left = "…" + left
	}
	if to < len(t) && t[to] != '\n' {
		right += "…"
	}
	return left, right
}

// Visible is a text with marks for what cannot be seen.
func Visible(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == ' ' || r == '\u00A0' || odd(r) && r != '\t':
			b.WriteRune('␣')
		case r == '\t':
			b.WriteRune('→')
		case lineEnd(r):
			b.WriteRune('↵')
		case invisible(r):
			b.WriteRune('□')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// paper is a text as the rules read it; guarded are the characters that no
// rule may touch.
type paper struct {
	t       []rune
	guarded []bool
}

// at is a character, 0 outside the text.
func (p paper) at(i int) rune {
	if i < 0 || i >= len(p.t) {
		return 0
	}
	return p.t[i]
}

// free tells that no character of a range is guarded.
func (p paper) free(from, to int) bool { return !slices.Contains(p.guarded[from:to], true) }

// lines calls f with the bounds of every line.
func (p paper) lines(f func(from, to int)) {
	from := 0
	for i := 0; i <= len(p.t); i++ {
		if i == len(p.t) || p.t[i] == '\n' {
			f(from, i)
			from = i + 1
		}
	}
}

// edit replaces a range of a text that is never empty.
type edit struct {
	from, to int
	text     []rune
	kind     Kind
	why      string
}

// rule finds edits in a text, in order and apart from each other.
type rule func(paper) []edit

func rules(under int) []rule {
	return []rule{
		characters, lookAlikes, widths, spaces, joins, docNumbers, dates, headMarks, brackets, punctuation, repeats, quotes, bookTitles,
		func(p paper) []edit { return numbering(p, under) },
	}
}

func replaced(t []rune, edits []edit) []rune {
	out := make([]rune, 0, len(t))
	at := 0
	for _, e := range edits {
		out = append(out, t[at:e.from]...)
		out = append(out, e.text...)
		at = e.to
	}
	return append(out, t[at:]...)
}

// compose joins edits of a text with further edits of what they made of it
// (cur) into edits of the text; those that touch the same characters become one.
func compose(before []edit, cur []rune, more []edit) []edit {
	var out []edit
	shift := 0 // place in cur less place in the text
	i, j := 0, 0
	pass := func() (from, to int) { // takes before[i], gives its place in cur
		e := before[i]
		from = e.from + shift
		shift += len(e.text) - (e.to - e.from)
		i++
		return from, from + len(e.text)
	}
	for i < len(before) || j < len(more) {
		if i < len(before) && (j == len(more) || before[i].from+shift+len(before[i].text) <= more[j].from) {
			out = append(out, before[i])
			pass()
			continue
		}
		m := more[j]
		if i == len(before) || m.to <= before[i].from+shift {
			m.from, m.to = m.from-shift, m.to-shift
			out = append(out, m)
			j++
			continue
		}
		from := min(m.from, before[i].from+shift)
		joined := edit{from: from - shift, kind: m.kind, why: m.why}
		to := from
		first := j
		for {
			if i < len(before) && (to == from || before[i].from+shift < to) {
				_, end := pass()
				to = max(to, end)
			} else if j < len(more) && (j == first || more[j].from < to) {
				to = max(to, more[j].to)
				j++
			} else {
				break
			}
		}
		joined.to = to - shift
		at := from
		for _, m := range more[first:j] {
			joined.text = append(append(joined.text, cur[at:m.from]...), m.text...)
			at = m.to
		}
		joined.text = append(joined.text, cur[at:to]...)
		out = append(out, joined)
	}
	return out
}
