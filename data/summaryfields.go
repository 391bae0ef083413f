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

// SummaryFields lists the fields of a year, in the order of menus and lists.
func SummaryFields(st Stats) []SummaryField {
	fields := []SummaryField{{Name: "年份", Value: strconv.Itoa(st.Year), Word: "年份"}, {Name: "截至", Value: st.AsOf.Chinese(), Rule: "统计截止日", Word: "截至"}}
	for _, f := range st.Figures() {
		fields = append(fields, SummaryField{f.Name, f.Value, f.IDs, f.Rule, f.Word, st.absent(f)})
	}
	return fields
}

// MoreFields lists the fields by unit, by topic and of the forms' further questions,
// of which a year has many.
func MoreFields(st Stats) (all []SummaryField) {
	for _, f := range st.moreFigures() {
		all = append(all, SummaryField{Name: f.Name, Value: f.Value, IDs: f.IDs, Rule: f.Rule, Word: f.Word})
	}
	return all
}

// SummaryPiece is a stretch of filled prose: plain words, or a value with the
// proposals behind it.
type SummaryPiece struct {
	Text  string
	Field string // "" for plain words
	IDs   []ID
	Rule  string
}

// Example tells that a piece names a proposal (例).
func (p SummaryPiece) Example() bool { return strings.HasPrefix(p.Field, exampleMark) }

// Look tells that a piece was taken from another year's text and has to be looked at.
func (p SummaryPiece) Look() bool { return strings.HasPrefix(p.Field, lookMark) }

const (
	exampleMark = "例"
	lookMark    = "待核："
)

// lookField marks words that have to be looked at.
func lookField(words string) string {
	return "{" + lookMark + strings.NewReplacer("{", "（", "}", "）", "\n", " ").Replace(clip(words, longestField-len([]rune(lookMark))-1)) + "}"
}

// Unmarked are the words of such a field, without its mark.
func Unmarked(field string) string { return strings.TrimPrefix(field, lookMark) }

const longestField = 60

var fieldPattern = Pattern(`\{([^{}\n]{1,` + strconv.Itoa(longestField) + `})\}`)

// FieldPlaces are the places of the fields of a text, with their braces.
func FieldPlaces(text string) [][]int { return fieldPattern().FindAllStringIndex(text, -1) }

// fieldBook finds what the fields of a year are bound to.
type fieldBook struct {
	st    Stats
	cases []Case
	usual map[string]SummaryField
	more  map[string]SummaryField // made when one is first asked for
	bare  bool                    // clauses about nothing stay as they were written
}

func newFieldBook(st Stats, cases []Case) *fieldBook {
	b := &fieldBook{st: st, cases: cases, usual: map[string]SummaryField{}}
	for _, f := range SummaryFields(st) {
		b.usual[f.Name] = f
	}
	return b
}

// field is a figure by its name.
func (b *fieldBook) field(name string) (SummaryField, bool) {
	if f, ok := b.usual[name]; ok {
		return f, true
	}
	if b.more == nil {
		b.more = map[string]SummaryField{}
		for _, f := range MoreFields(b.st) {
			b.more[f.Name] = f
		}
	}
	f, ok := b.more[name]
	return f, ok
}

// SummaryPieces fills one text; a field that is not known, or an example that
// is not in the year, is a Problem and stays as it was written. A clause about
// nothing gives way to words that say so (SummaryField.Absent).
func SummaryPieces(text string, st Stats, cases []Case) ([]SummaryPiece, Problems) {
	return newFieldBook(st, cases).pieces(text)
}

func (b *fieldBook) pieces(text string) (pieces []SummaryPiece, problems Problems) {
	if !strings.Contains(text, "{") {
		return plainPiece(nil, text), nil
	}
	parts := []absentPart{{text: text}}
	if !b.bare {
		parts = withAbsences(text, func(name string) (SummaryField, bool) {
			f, ok := b.usual[name]
			return f, ok
		})
	}
	for _, part := range parts {
		if x := part.field; x != nil {
			pieces = append(pieces, SummaryPiece{part.text, x.Name, x.IDs, x.Rule})
			continue
		}
		at := 0
		for _, m := range fieldPattern().FindAllStringSubmatchIndex(part.text, -1) {
			pieces = plainPiece(pieces, part.text[at:m[0]])
			at = m[1]
			piece, wrong := b.bound(part.text[m[2]:m[3]])
			if wrong.Message != "" {
				problems = append(problems, wrong)
			}
			if piece.Field == "" {
				pieces = plainPiece(pieces, part.text[m[0]:m[1]])
			} else {
				pieces = append(pieces, piece)
			}
		}
		pieces = plainPiece(pieces, part.text[at:])
	}
	return pieces, problems
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

// bound fills one field, and says what keeps it from going out so.
func (b *fieldBook) bound(name string) (p SummaryPiece, wrong Problem) {
	if words, ok := strings.CutPrefix(name, lookMark); ok {
		return SummaryPiece{words, name, nil, "上年总结里的文字，这一年没有对上的"},
			Problem{Field: "总结", Message: "“" + words + "”是从上年总结来的，还没有核对", Hint: "请改成这一年的，或在“通读”里点它，保留原文"}
	}
	if f, ok := b.field(name); ok {
		return SummaryPiece{f.Value, name, f.IDs, f.Rule}, Problem{}
	}
	if number, ok := strings.CutPrefix(name, exampleMark); ok {
		number, what, _ := strings.Cut(number, "的")
		i := slices.IndexFunc(b.cases, func(c Case) bool {
			return NumberKey(c.Proposal.Number) == NumberKey(number) && slices.Contains(b.st.All.IDs, c.Proposal.ID)
		})
		if i >= 0 {
			return b.example(b.cases[i], name, what)
		}
	}
	return p, Problem{Field: "总结", Message: "不认识“{" + name + "}”", Hint: "请从“插入数字”里选，或改掉花括号"}
}

// The facts of an example that a field can name, after 例12的.
const (
	exampleUnit = "承办单位"
)

// example fills what a field tells of a proposal: its title, who raised it, which
// unit handles it.
func (b *fieldBook) example(c Case, name, what string) (SummaryPiece, Problem) {
	number := "第" + c.Proposal.Number + "号"
	value := ""
	switch what {
	case "":
		value = BookTitle(c.Proposal.Title)
	case Congress.Member(), CPPCC.Member():
		value = c.ProposersInShort()
	case exampleUnit:
		value = c.LeadUnitName()
	default:
		return SummaryPiece{}, Problem{Field: "总结", Message: "不认识“{" + name + "}”", Hint: "例子可以写{例" + c.Proposal.Number + "}、{例" + c.Proposal.Number + "的" + c.Book.Meeting.Body.Member() + "}、{例" + c.Proposal.Number + "的承办单位}"}
	}
	if value == "" {
		return SummaryPiece{}, Problem{Field: "总结", Message: number + "还没有登记" + what + "，“{" + name + "}”填不出来", Hint: "请先登记，或改掉花括号"}
	}
	return SummaryPiece{value, name, []ID{c.Proposal.ID}, number}, Problem{}
}

// ExampleText is a sentence about a proposal for a summary, without its full stop:
// who raised it, what it asks for, and what its unit has done, which is the clerk's
// to reword; title, proposer and unit stay bound to the facts. The case must have
// been read with its long texts.
func ExampleText(c Case, asOf Date) string {
	of := func(what string) string { return "{" + exampleMark + c.Proposal.Number + what + "}" }
	text := of("")
	if len(c.Proposal.Proposers) > 0 {
		text = of("的"+c.Book.Meeting.Body.Member()) + "提出的" + text
	}
	unit := ""
	if _, ok := c.LeadAssignment(); ok {
		unit = of("的" + exampleUnit)
	}
	switch done := doneInWords(c.AsOf(asOf)); {
	case done != "":
		text += "，" + unit + done
	case unit != "":
		text += "，由" + unit + "办理"
	}
	return text
}

// doneInWords is what was done about a proposal as its last reply tells it
// (已落实事项), or else what is planned; without its full stop.
func doneInWords(c Case) string {
	last, _ := c.LastSent()
	done := orElse(strings.TrimSpace(last.Done), strings.TrimSpace(last.Planned))
	done = strings.Join(strings.Fields(strings.NewReplacer("{", "（", "}", "）").Replace(done)), "")
	return strings.TrimRight(done, "。；，")
}
