package data

import (
	"slices"
	"strconv"
	"strings"
)

// SummaryField is a figure that the summary's prose can be bound to by its
// name in braces.
type SummaryField struct {
	Name  string // such as A类占比
	Value string // such as 57.1%
	IDs   []ID   // the proposals behind it
	Rule  string
}

// SummaryFields lists all fields of a year, in the order of menus and lists.
func SummaryFields(st Stats) []SummaryField {
	fields := []SummaryField{{"年份", strconv.Itoa(st.Year), nil, ""}, {"截至", st.AsOf.Chinese(), nil, "统计截止日"}}
	for _, f := range st.Figures() {
		fields = append(fields, SummaryField{f.Name, f.Value, f.IDs, f.Rule})
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
// is not in the year, is a Problem and stays as it was written.
func SummaryPieces(text string, st Stats, cases []Case) ([]SummaryPiece, Problems) {
	var pieces []SummaryPiece
	var problems Problems
	at := 0
	plain := func(s string) {
		if s != "" {
			pieces = append(pieces, SummaryPiece{Text: s})
		}
	}
	for _, m := range fieldPattern().FindAllStringSubmatchIndex(text, -1) {
		plain(text[at:m[0]])
		at = m[1]
		name := text[m[2]:m[3]]
		piece, ok := bound(name, st, cases)
		if !ok {
			problems = append(problems, Problem{Field: "总结", Message: "不认识“{" + name + "}”", Hint: "请从“插入数字”里选，或改掉花括号"})
			plain(text[m[0]:m[1]])
			continue
		}
		pieces = append(pieces, piece)
	}
	plain(text[at:])
	return pieces, problems
}

func bound(name string, st Stats, cases []Case) (SummaryPiece, bool) {
	if number, ok := strings.CutPrefix(name, "例"); ok {
		for _, c := range cases {
			if slices.Contains(st.All.IDs, c.Proposal.ID) && NumberKey(c.Proposal.Number) == NumberKey(number) {
				return SummaryPiece{BookTitle(c.Proposal.Title), name, []ID{c.Proposal.ID}, "第" + c.Proposal.Number + "号"}, true
			}
		}
		return SummaryPiece{}, false
	}
	for _, f := range SummaryFields(st) {
		if f.Name == name {
			return SummaryPiece{f.Value, name, f.IDs, f.Rule}, true
		}
	}
	return SummaryPiece{}, false
}
