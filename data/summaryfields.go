package data

import (
	"slices"
	"strconv"
	"strings"
)

// SummaryField is a figure that the summary's prose can be bound to by its
// name in braces.
type SummaryField struct {
	Name   string // such as A类占比
	Value  string // such as 57.1%
	IDs    []ID   // the proposals behind it
	Rule   string
	Word   string // what the place calls it; Name where it has no word of its own
	Absent string // how prose tells that there is nothing of it; "" where it is told as a number
}

// SummaryFields lists all fields of a year, in the order of menus and lists.
func SummaryFields(st Stats) []SummaryField {
	fields := []SummaryField{{Name: "年份", Value: strconv.Itoa(st.Year), Word: "年份"}, {Name: "截至", Value: st.AsOf.Chinese(), Rule: "统计截止日", Word: "截至"}}
	for _, f := range st.Figures() {
		fields = append(fields, SummaryField{f.Name, f.Value, f.IDs, f.Rule, f.Word, st.absent(f)})
	}
	return fields
}

// SummaryPiece is a stretch of filled prose: plain words, or a value with the
// proposals behind it.
type SummaryPiece struct {
	Text  string
	Field string // "" for plain words
	IDs   []ID
	Rule  string
}

var fieldPattern = Pattern(`\{([^{}\n]{1,30})\}`)

// SummaryPieces fills one text; a field that is not known, or an example that
// is not in the year, is a Problem and stays as it was written. A clause about
// nothing gives way to words that say so (SummaryField.Absent).
func SummaryPieces(text string, st Stats, cases []Case) ([]SummaryPiece, Problems) {
	if !strings.Contains(text, "{") {
		return plainPiece(nil, text), nil
	}
	f := filling{stats: st, cases: cases, fields: map[string]SummaryField{}}
	for _, x := range SummaryFields(st) {
		f.fields[x.Name] = x
	}
	var pieces []SummaryPiece
	for _, part := range withAbsences(text, f.field) {
		if x := part.field; x != nil {
			pieces = append(pieces, SummaryPiece{part.text, x.Name, x.IDs, x.Rule})
			continue
		}
		pieces = f.fill(pieces, part.text)
	}
	return pieces, f.problems
}

// plainPiece adds plain words, to those before where these are plain too.
func plainPiece(pieces []SummaryPiece, s string) []SummaryPiece {
	n := len(pieces)
	switch {
	case s == "":
	case n > 0 && pieces[n-1].Field == "":
		pieces[n-1].Text += s
	default:
		pieces = append(pieces, SummaryPiece{Text: s})
	}
	return pieces
}

// filling is SummaryPieces under way.
type filling struct {
	stats    Stats
	cases    []Case
	fields   map[string]SummaryField
	problems Problems
}

func (f *filling) field(name string) (SummaryField, bool) {
	x, ok := f.fields[name]
	return x, ok
}

func (f *filling) fill(pieces []SummaryPiece, text string) []SummaryPiece {
	at := 0
	for _, m := range fieldPattern().FindAllStringSubmatchIndex(text, -1) {
		pieces = plainPiece(pieces, text[at:m[0]])
		at = m[1]
		name := text[m[2]:m[3]]
		if piece, ok := f.bound(name); ok {
			pieces = append(pieces, piece)
			continue
		}
		f.problems = append(f.problems, Problem{Field: "总结", Message: "不认识“{" + name + "}”", Hint: "请从“插入数字”里选，或改掉花括号"})
		pieces = plainPiece(pieces, text[m[0]:m[1]])
	}
	return plainPiece(pieces, text[at:])
}

func (f *filling) bound(name string) (SummaryPiece, bool) {
	if number, ok := strings.CutPrefix(name, "例"); ok {
		for _, c := range f.cases {
			if NumberKey(c.Proposal.Number) == NumberKey(number) && slices.Contains(f.stats.All.IDs, c.Proposal.ID) {
				return SummaryPiece{BookTitle(c.Proposal.Title), name, []ID{c.Proposal.ID}, "第" + c.Proposal.Number + "号"}, true
			}
		}
		return SummaryPiece{}, false
	}
	x, ok := f.fields[name]
	return SummaryPiece{x.Value, name, x.IDs, x.Rule}, ok
}
