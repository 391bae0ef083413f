package data

import (
	"slices"
	"strconv"
	"strings"
)

// TextPiece is a stretch of a text that is shown with its figures: plain words, a
// bound figure or example, or a number that was typed and read.
type TextPiece struct {
	Text  string
	Bound *SummaryPiece // nil for what was typed
	Read  *ReadFigure   // nil for what is no figure; its places are those of the whole text
}

// Pieces cut a text where its figures stand: each number with the words that
// tell it, as far as no other stands between.
func Pieces(text string, read []ReadFigure) (pieces []TextPiece) {
	at := 0
	for i := range read {
		f := &read[i]
		if f.To <= at { // one number that tells several figures is one piece
			if last := pieces[len(pieces)-1].Read; last != nil && last.OK && !f.OK {
				pieces[len(pieces)-1].Read = f
			}
			continue
		}
		from := max(f.From, at)
		if from > at {
			pieces = append(pieces, TextPiece{Text: text[at:from]})
		}
		pieces, at = append(pieces, TextPiece{Text: text[from:f.To], Read: f}), f.To
	}
	if at < len(text) {
		pieces = append(pieces, TextPiece{Text: text[at:]})
	}
	return pieces
}

// FilledText is one text of a summary with its fields filled and its typed
// numbers read.
type FilledText struct {
	Text   string
	Pieces []TextPiece
	Read   []ReadFigure // typed numbers alone
}

// fillText fills a text; fields that are not known stay as they are and are told.
func fillText(text string, facts FigureFacts, book *fieldBook) (f FilledText, unknown Problems) {
	pieces, unknown := book.pieces(text)
	type span struct{ from, to int }
	var spans []span
	var b strings.Builder
	typed := false
	for _, p := range pieces {
		if p.Field != "" {
			spans = append(spans, span{b.Len(), b.Len() + len(p.Text)})
		} else {
			typed = typed || strings.Contains(p.Text, "\t") || len(numbersOf(plainRunes(p.Text))) > 0
		}
		b.WriteString(p.Text)
	}
	if f.Text = b.String(); typed { // what is bound alone needs no reading
		f.Read = slices.DeleteFunc(ReadFigures(f.Text, facts), func(r ReadFigure) bool {
			return slices.ContainsFunc(spans, func(s span) bool { return r.At < s.to && s.from < r.To })
		})
	}
	at := 0
	for i := range pieces {
		p := &pieces[i]
		end := at + len(p.Text)
		if p.Field != "" {
			f.Pieces = append(f.Pieces, TextPiece{Text: p.Text, Bound: p})
		} else {
			var inside []ReadFigure
			for _, r := range f.Read {
				if at <= r.At && r.To <= end { // the words that tell it may begin before a bound figure
					r.From, r.At, r.To = max(r.From-at, 0), r.At-at, r.To-at
					inside = append(inside, r)
				}
			}
			f.Pieces = append(f.Pieces, Pieces(p.Text, inside)...)
		}
		at = end
	}
	return f, unknown
}

// FilledSummary is a summary as it goes out.
type FilledSummary struct {
	Summary
	Headed FilledText   // its title
	Heads  []FilledText // of each section
	Texts  []FilledText
	// Unknown are fields that nothing is bound to, and words of another year that
	// nobody looked at: with them it cannot go out.
	Unknown Problems
	// Wrong are typed numbers that contradict the statistics or each other: with
	// them it goes out only for a reason.
	Wrong Problems
}

// FillSummary fills the whole prose and reads the numbers typed into it.
func FillSummary(s Summary, facts FigureFacts) FilledSummary {
	f := FilledSummary{Summary: s}
	book := newFieldBook(facts.Now, facts.Cases)
	facts.base = newFigureBase(facts)
	if facts.Parts == nil {
		facts.Parts = &FigureParts{}
	}
	fill := func(where, text string) FilledText {
		t, unknown := fillText(text, facts, book)
		f.Unknown = append(f.Unknown, unknown...)
		for _, r := range t.Read {
			if !r.OK {
				f.Wrong = append(f.Wrong, Problem{Field: "总结", Message: joinWords(where, r.Why), Hint: "请核对数字，或改用“插入数字”里的数字", Quote: r.Text})
			}
		}
		return t
	}
	if f.Headed = fill("", s.Title); strings.TrimSpace(s.Title) == "" {
		f.Unknown = append(f.Unknown, Problem{Field: "总结", Message: "没有标题", Hint: "请填写标题"})
	}
	f.Title = f.Headed.Text
	f.Sections = make([]SummarySection, len(s.Sections))
	for i, sec := range s.Sections {
		f.Heads = append(f.Heads, fill("", sec.Heading))
		f.Texts = append(f.Texts, fill(sec.Heading, sec.Text))
		f.Sections[i] = SummarySection{f.Heads[i].Text, f.Texts[i].Text}
	}
	return f
}

// Problems are all that is wrong with it.
func (f FilledSummary) Problems() Problems { return slices.Concat(f.Unknown, f.Wrong) }

// Despite are the contradictions in words, as a reason is kept with them.
func (f FilledSummary) Despite() string {
	lines := make([]string, len(f.Wrong))
	for i, p := range f.Wrong {
		lines[i] = p.Message
	}
	kept := Summary{Despite: strings.Join(lines, "\n")}
	_ = kept.Validate() // tidies it as saving does
	return kept.Despite
}

// Refused is why it cannot go out: nil where nothing is wrong, or where a reason
// was given for just these contradictions.
func (f FilledSummary) Refused() error {
	if err := f.Unknown.Err(); err != nil {
		return err
	}
	if len(f.Wrong) == 0 || f.Reason != "" && f.Summary.Despite == f.Despite() {
		return nil
	}
	return f.Wrong
}

// DespiteAction is the journal's word for a reason given.
func DespiteAction(year int) string {
	return strconv.Itoa(year) + "年总结数字不符仍导出"
}

// Contradicts tells that contradictions alone stand against it: a reason helps.
func (f FilledSummary) Contradicts() bool { return len(f.Unknown) == 0 && f.Refused() != nil }
