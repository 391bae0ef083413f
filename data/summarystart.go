package data

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// SummaryStart is a year's summary begun from the text of the year before: its
// figures are bound to this year's, its examples wait for others. What could not be
// brought over is marked (SummaryPiece.Look), and keeps the summary from going out
// until somebody looked at it.
type SummaryStart struct {
	Summary  Summary // with a mark in the place of each example
	Examples []StartExample
	Bound    int // numbers that were typed and are bound now
	Put      int // numbers that no field tells, with this year's value
	Look     int // numbers and fields marked to be looked at
}

// StartExample is a proposal of the year before that the text names.
type StartExample struct {
	Number, Title string
	Sentence      string // that it stands in first, as it was
	places        []startPlace
}

// startPlace is one place of an example in the new text.
type startPlace struct {
	mark  string // that stands there
	was   string // the words there before, for one that nothing is chosen for
	tells placeTells
}

// placeTells is what a place tells of an example.
type placeTells int

const (
	tellsAll   placeTells = iota // a sentence about it
	tellsTitle                   // its title
	tellsWho                     // who raised it
	tellsUnit                    // which unit handles it
)

// StartFacts are what a text of the year before was true of, and what the new one
// has to be.
type StartFacts struct {
	Before, Now             FigureFacts
	BooksBefore             []Book // whose meetings the text may name
	BooksNow                []Book
	fieldsBefore, fieldsNow *fieldBook
	was, is                 toldFigures
}

// StartSummary begins a year's summary from that of the year before. Typed figures
// that agree with the statistics of their year become fields bound to this year's;
// those that no field tells get this year's value; all others, sums of money and
// lengths are marked. Years and meetings in words become this year's. today bounds
// the day it is told as of.
func StartSummary(last Summary, facts StartFacts, book ID, today Date) SummaryStart {
	facts.fieldsNow = newFieldBook(facts.Now.Now, facts.Now.Cases)
	facts.fieldsBefore = newFieldBook(facts.Before.Now, facts.Before.Cases)
	facts.fieldsBefore.bare = true
	facts.Before.base = newFigureBase(facts.Before)
	if facts.Before.Parts == nil {
		facts.Before.Parts = &FigureParts{}
	}
	facts.was, facts.is = toldOf(facts.Before.Now), toldOf(facts.Now.Now)
	s := starter{StartFacts: facts}
	s.Summary = Summary{Year: facts.Now.Now.Year, BookID: book, Title: s.text(last.Title)}
	for _, sec := range last.Sections {
		s.Summary.Sections = append(s.Summary.Sections, SummarySection{s.text(sec.Heading), s.text(sec.Text)})
	}
	if next := last.AsOf.AddMonths(12); !last.AsOf.IsZero() && next.Before(today) {
		s.Summary.AsOf = next
	}
	return s.SummaryStart
}

type starter struct {
	SummaryStart
	StartFacts
}

// text brings one text over.
func (s *starter) text(text string) string {
	text = s.titled(text)
	filled, _ := fillText(text, s.Before, s.fieldsBefore)
	var b strings.Builder
	at := 0
	for _, p := range filled.Pieces {
		switch {
		case p.Bound != nil:
			b.WriteString(s.field(*p.Bound))
		case p.Read != nil:
			number := at + len(p.Text) - (p.Read.To - p.Read.At) // where it begins in the whole text
			s.number(&b, p, slices.DeleteFunc(slices.Clone(filled.Read), func(r ReadFigure) bool { return r.At != number }))
		default:
			b.WriteString(s.words(p.Text))
		}
		at += len(p.Text)
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = s.examples(lines[i])
	}
	return strings.Join(lines, "\n")
}

// titled binds the titles of proposals that were typed.
func (s *starter) titled(text string) string {
	for _, c := range s.Before.Cases {
		if c.Year() == s.Before.Now.Year {
			if title := BookTitle(c.Proposal.Title); strings.Contains(text, title) {
				text = strings.ReplaceAll(text, title, "{"+exampleMark+c.Proposal.Number+"}")
			}
		}
	}
	return text
}

// field is a bound field in the new text; what this year does not have is marked.
func (s *starter) field(p SummaryPiece) string {
	if _, ok := s.fieldsNow.field(p.Field); ok || p.Example() || p.Look() {
		return "{" + p.Field + "}"
	}
	return s.look(p.Text)
}

func (s *starter) look(words string) string {
	s.Look++
	return lookField(words)
}

// number is a typed number in the new text: bound, put right, or marked. all are
// the figures that it tells.
func (s *starter) number(b *strings.Builder, p TextPiece, all []ReadFigure) {
	split := len(p.Text) - (p.Read.To - p.Read.At)
	before, number := s.words(p.Text[:split]), p.Text[split:]
	bare, noun := withoutNoun(number)
	var values []string
	for _, f := range all {
		if v := s.value(f, bare); v != "" && (len(values) == 0 || v[0] == '{') {
			values = append(values, v)
		} else {
			values = nil
			break
		}
	}
	switch {
	case len(all) == 0, len(values) < len(all):
		b.WriteString(before)
		if !s.everyday(all, number, noun) {
			number = s.look(number)
		}
		b.WriteString(number)
	case len(values) > 1: // 均为100%: each has its own now
		b.WriteString(allAre().ReplaceAllString(before, "") + "分别为" + strings.Join(values, noun+"、") + noun)
	default:
		b.WriteString(before + values[0] + noun)
	}
	if n := len(values); n > 0 && n == len(all) && values[0][0] == '{' {
		s.Bound++
	} else if n > 0 && n == len(all) {
		s.Put++
	}
}

var allAre = Pattern(`(分别|均|都|全部|全)?(为|是|达到|达|实现|保持)?$`)

// withoutNoun cuts a number from its noun; a percentage has none of its own.
func withoutNoun(number string) (bare, noun string) {
	for _, x := range ourNouns {
		if cut, ok := strings.CutSuffix(number, x.noun); ok && x.noun != "%" {
			cut = strings.TrimRight(cut, " ")
			return cut, number[len(cut):]
		}
	}
	return number, ""
}

// everyday tells that a number that tells no figure is none that passes with the
// year: 三项工作, 百分之百.
func (s *starter) everyday(all []ReadFigure, number, noun string) bool {
	matched := slices.ContainsFunc(all, func(f ReadFigure) bool { return f.Matched() || !f.OK })
	return !matched && !strings.ContainsAny(number, "0123456789０１２３４５６７８９") && noun != "件"
}

// value is what takes the place of a typed figure: a field, or this year's value
// where no field tells it; "" where it has to be looked at.
func (s *starter) value(f ReadFigure, bare string) string {
	if !f.Matched() || !f.OK || strings.ContainsAny(bare, "余多") {
		return ""
	}
	known := f.Known
	if !known.Share && !known.Diff && f.Says != strconv.Itoa(known.Num) && !strings.HasPrefix(known.Key, "growth.") {
		return "" // 不少于, 近
	}
	if key, ok := strings.CutPrefix(known.Key, "before."); ok { // last year is this year's year before
		if now, ok := s.was.by[key]; ok {
			return now.Value()
		}
		return ""
	}
	for _, kind := range []string{"change.", "growth."} {
		if key, ok := strings.CutPrefix(known.Key, kind); ok {
			now, ok := changed(key, s.was, s.is, kind == "growth.", strings.Contains(known.Name, "减少"))
			if !ok || now.Num <= 0 { // another direction: the sentence has to be reworded
				return ""
			}
			return strings.TrimSuffix(now.Value(), "个百分点")
		}
	}
	if whole, ok := s.was.by[known.Key]; !ok || whole.Num != known.Num || whole.Den != known.Den {
		return "" // of a part of the year, such as one of several books
	}
	if _, ok := s.fieldsNow.field(known.Name); ok {
		return "{" + known.Name + "}"
	}
	if now, ok := s.is.by[known.Key]; ok && !(now.Share && now.Den == 0) {
		return now.Value()
	}
	return ""
}

var (
	yearInText    = Pattern(`(\d{4})(年|年度)`)
	yearOfLetters = Pattern(`[二][〇零○][〇零○一二三四五六七八九]{2}年`)
	// noShare is a rate typed as that of nothing; two dashes are those of a sentence
	noShare = Pattern(`(率|占|占比)(为|是)?—+`)
	// amounts are of other things than proposals: money, lengths, people. They pass
	// with the year.
	amounts = Pattern(`(近|约|超过?|逾)?\d[\d,.，]*(余|多)?(万|亿|千|百)*(余|多)?(元|公里|千米|米|平方米|平方公里|立方米|亩|公顷|吨|千瓦|兆瓦|人次|人|户|套|辆|盏|株|座|栋|家|处)`)
)

// words brings over words between figures: years, meetings, days; amounts of other
// things are marked.
func (s *starter) words(text string) string {
	before, now := s.Before.Now.Year, s.Now.Now.Year
	for _, old := range s.BooksBefore {
		if i := slices.IndexFunc(s.BooksNow, func(b Book) bool { return b.SameSeries(old) }); i >= 0 {
			m, n := old.Meeting, s.BooksNow[i].Meeting
			for _, x := range [][2]string{{m.FullName(), n.FullName()}, {m.Name(), n.Name()}, {m.Short(), n.Short()}} {
				text = strings.ReplaceAll(text, x[0], x[1])
			}
		}
	}
	text = asOfInText().ReplaceAllStringFunc(text, func(w string) string {
		if m := asOfInText().FindStringSubmatch(w); m[1] == "" || m[1] == strconv.Itoa(before) {
			return "截至{截至}"
		}
		return w
	})
	text = yearInText().ReplaceAllStringFunc(text, func(w string) string {
		switch n, _ := strconv.Atoi(w[:4]); n {
		case before, before - 1:
			return strconv.Itoa(n+now-before) + w[4:]
		}
		return w
	})
	text = yearOfLetters().ReplaceAllStringFunc(text, func(w string) string {
		if readHanYear(w) == before {
			return inHanDigits(now) + "年"
		}
		return w
	})
	text = noShare().ReplaceAllStringFunc(text, func(w string) string {
		if strings.HasSuffix(w, "——") {
			return w
		}
		return strings.TrimSuffix(w, "—") + s.look("—")
	})
	return amounts().ReplaceAllStringFunc(text, s.look)
}

// readHanYear reads a year in Chinese digits; inHanDigits writes one.
func readHanYear(w string) (n int) {
	for _, r := range w {
		if i := slices.Index([]rune("〇一二三四五六七八九"), r); i >= 0 {
			n = n*10 + i
		} else if r == '零' || r == '○' {
			n *= 10
		}
	}
	return n
}

func inHanDigits(n int) string {
	out := ""
	for _, r := range strconv.Itoa(n) {
		out += string([]rune("〇一二三四五六七八九")[r-'0'])
	}
	return out
}

var exampleField = Pattern(`\{` + exampleMark + `([^{}\n的]+)(的[^{}\n]*)?\}`)

// examples puts marks in the places of the examples of a line.
func (s *starter) examples(line string) string {
	if !exampleField().MatchString(line) {
		return line
	}
	var b strings.Builder
	for line != "" {
		end := strings.Index(line, "。")
		if end < 0 {
			end = len(line)
		}
		b.WriteString(s.sentence(line[:end]))
		line = line[end:]
		if rest, ok := strings.CutPrefix(line, "。"); ok {
			b.WriteString("。")
			line = rest
		}
	}
	return b.String()
}

// sentence puts marks in the places of the examples of a sentence. One about a
// single example is about it to its end; in others what names it is changed alone.
func (s *starter) sentence(text string) string {
	places := exampleField().FindAllStringSubmatchIndex(text, -1)
	var numbers []string
	for _, m := range places {
		if n := NumberKey(text[m[2]:m[3]]); !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return text
	}
	shown := s.shown(text)
	first, rest := places[0][0], text[places[len(places)-1][1]:]
	if len(numbers) == 1 && !strings.HasPrefix(rest, "等") && !strings.Contains(withoutLooks(rest), "{") {
		e := s.example(numbers[0], shown)
		from, named := s.proposers(text[:first], numbers[0])
		if named == "" {
			from = len(raisedBy().ReplaceAllString(text[:first], ""))
		}
		s.Look -= strings.Count(text[from:], "{"+lookMark) // they go with the sentence
		return text[:from] + s.place(e, tellsAll, "上年第"+s.Examples[e].Number+"号")
	}
	var b strings.Builder
	at := 0
	for _, m := range places {
		number, before := NumberKey(text[m[2]:m[3]]), text[at:m[0]]
		e := s.example(number, shown)
		if from, named := s.proposers(before, number); named != "" {
			before = before[:from] + s.place(e, tellsWho, named) + before[from+len(named):]
		}
		tells := tellsTitle
		if m[4] >= 0 {
			tells = tellsWho
			if text[m[4]:m[5]] == "的"+exampleUnit {
				tells = tellsUnit
			}
		}
		b.WriteString(before + s.place(e, tells, s.shown(text[m[0]:m[1]])))
		at = m[1]
	}
	return b.String() + text[at:]
}

// raisedBy are words before an example that say of it what its own sentence says.
var raisedBy = Pattern(`(人大|政协)?(代表|委员)们?所?(提出|反映|提交)的?$`)

// shown is a text with its fields as they were in the year before.
func (s *starter) shown(text string) string {
	return fieldPattern().ReplaceAllStringFunc(text, func(w string) string {
		if p, _ := s.fieldsBefore.bound(strings.Trim(w, "{}")); p.Field != "" {
			return p.Text
		}
		return w
	})
}

func withoutLooks(text string) string {
	return fieldPattern().ReplaceAllStringFunc(text, func(w string) string {
		if strings.HasPrefix(w, "{"+lookMark) {
			return ""
		}
		return w
	})
}

// caseBefore is the proposal of the year before that bears a number.
func (s *starter) caseBefore(number string) (c Case) {
	for _, c := range s.Before.Cases {
		if c.Year() == s.Before.Now.Year && NumberKey(c.Proposal.Number) == number {
			return c
		}
	}
	return c
}

// proposers are the words before an example that name who raised it, in its own
// clause: where they begin, and themselves, "" where none stand there.
func (s *starter) proposers(before, number string) (from int, named string) {
	clause := 0
	if at := strings.LastIndexAny(before, "，。；：、,;:"); at >= 0 {
		_, size := utf8.DecodeRuneInString(before[at:])
		clause = at + size
	}
	for _, p := range s.caseBefore(number).Proposal.Proposers {
		at := strings.Index(before[clause:], p.Name)
		if p.Name == "" || at < 0 {
			continue
		}
		from = clause + at
		end := from + len(p.Name)
		return from, before[from : end+len(membersBehind().FindString(before[end:]))]
	}
	return len(before), ""
}

var membersBehind = Pattern(`^(等\d*[名位]?)?(代表|委员)`)

// example is the place of a proposal among the examples.
func (s *starter) example(number, sentence string) int {
	if i := slices.IndexFunc(s.Examples, func(e StartExample) bool { return NumberKey(e.Number) == number }); i >= 0 {
		return i
	}
	e := StartExample{Number: number, Sentence: strings.TrimSpace(sentence)}
	if c := s.caseBefore(number); c.Proposal.ID != 0 {
		e.Number, e.Title = c.Proposal.Number, c.Proposal.Title
	}
	s.Examples = append(s.Examples, e)
	return len(s.Examples) - 1
}

// place notes a place of an example and gives the mark that stands there.
func (s *starter) place(example int, tells placeTells, was string) string {
	e := &s.Examples[example]
	mark := "{" + lookMark + "例" + strconv.Itoa(example+1) + "之" + strconv.Itoa(len(e.places)+1) + "}"
	e.places = append(e.places, startPlace{mark, was, tells})
	return mark
}

// With is the summary with examples of this year in the places of those of the year
// before, by the place of each among Examples; one that nothing was chosen for stays
// marked. The cases must have been read with their long texts.
func (s SummaryStart) With(chosen map[int]Case, asOf Date) Summary {
	sum := s.Summary
	sum.Sections = slices.Clone(sum.Sections)
	for i, e := range s.Examples {
		for _, p := range e.places {
			text := lookField(p.was)
			if c := chosen[i]; c.Proposal.ID != 0 {
				text = p.tells.of(c, asOf)
			}
			sum.Title = strings.Replace(sum.Title, p.mark, text, 1)
			for k := range sum.Sections {
				x := &sum.Sections[k]
				x.Heading, x.Text = strings.Replace(x.Heading, p.mark, text, 1), strings.Replace(x.Text, p.mark, text, 1)
			}
		}
	}
	return sum
}

// of is what a place tells of a proposal.
func (t placeTells) of(c Case, asOf Date) string {
	field := exampleMark + c.Proposal.Number
	switch t {
	case tellsAll:
		return ExampleText(c, asOf)
	case tellsWho:
		return "{" + field + "的" + c.Book.Meeting.Body.Member() + "}"
	case tellsUnit:
		return "{" + field + "的" + exampleUnit + "}"
	}
	return "{" + field + "}"
}
