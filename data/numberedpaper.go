package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// NumberedPaper is a paper that bears a number, wherever that is kept: a reply, an
// opinion of ours, an urging, an Issue.
type NumberedPaper struct {
	Record     Record // where the number is kept
	ID         ID
	Kind       string // what it is called: 答复, 协办意见, 催办通知, 交办通知
	Number     string // 文号; of a dossier 档号
	Date       Date   // signed, else sent; of an urging and an Issue its day
	Year       int    // of the number's series, of a dossier the proposal's, else the day's
	ProposalID ID     // 0 of a paper about several
	Round      int    // of a reply
	Whose      string // 第12号, or the unit
	Title      string // the proposal's title, of a notice its own
	OfUnit     bool   // the letter of a unit that answers for itself: its own series (PaperOf)
}

// Named names the paper within a sentence: 第12号的答复, 区住建局的交办通知.
func (p NumberedPaper) Named() string { return p.Whose + "的" + p.Kind }

// Called is the paper with what it is called, whose and of which year it is, from what
// it is kept with: its kind, of a paper about a proposal this one's book, number, title
// and year, else the unit.
func (p NumberedPaper) Called(kind string, b Book, number, title string, year int, unit string) NumberedPaper {
	p.OfUnit = (p.Record == RecordReply || p.Record == RecordOpinion) && b.Direction == HandedOut && b.Issuer == ""
	switch p.Record {
	case RecordReply:
		p.Kind = RoundWord("答复", p.Round)
	case RecordOpinion:
		p.Kind = b.Meeting.Body.Assisting() + "意见"
	case RecordSupervision:
		p.Kind = orElse(SupervisionKind(kind).Notice(), kind)
	case RecordIssue:
		p.Kind = IssueKind(kind).Word()
	}
	if p.Year = DocNumberYear(p.Number); p.Record == RecordIssue && IssueKind(kind) == IssueDossier {
		p.Year = year
	} else if p.Year == 0 {
		p.Year = p.Date.Year()
	}
	p.Whose = unit
	if number != "" {
		p.Whose, p.Title = "第"+number+"号", title
	}
	return p
}

// NumberTaken says that another paper bears a number; word is what it is called.
func NumberTaken(word, number string, by NumberedPaper) Problem {
	return Problem{Field: word, Message: number + "已用于" + by.Named(), Hint: "请另取一个" + word}
}

// SortNumbered puts papers in the order of the register (发文登记簿): by year, series and
// number; behind them what is no 文号, as it is counted.
func SortNumbered(all []NumberedPaper) {
	slices.SortStableFunc(all, func(a, b NumberedPaper) int {
		sa, ya, na, oka := splitDocNumber(a.Number)
		sb, yb, nb, okb := splitDocNumber(b.Number)
		switch {
		case oka != okb:
			return map[bool]int{true: -1, false: 1}[oka]
		case oka:
			return cmp.Or(cmp.Compare(ya, yb), strings.Compare(sa, sb), cmp.Compare(na, nb))
		}
		headA, na, tailA, _ := countsBy(a.Number)
		headB, nb, tailB, _ := countsBy(b.Number)
		return cmp.Or(strings.Compare(headA, headB), cmp.Compare(na, nb), strings.Compare(tailA, tailB), strings.Compare(a.Number, b.Number))
	})
}

// Register are the papers that the office's register has: those of units that answer for
// themselves are in theirs.
func Register(all []NumberedPaper) []NumberedPaper {
	return slices.DeleteFunc(slices.Clone(all), func(p NumberedPaper) bool { return p.OfUnit })
}

// NumberedColumn is a column of the register.
type NumberedColumn struct {
	ListColumn
	Of func(NumberedPaper) Value
}

// NumberedColumns are those of the register, on screen and as it leaves the program.
func NumberedColumns() []NumberedColumn {
	text := func(id, title string, width float64, set Setting, f func(NumberedPaper) string) NumberedColumn {
		return NumberedColumn{ListColumn{id, title, width, set}, func(p NumberedPaper) Value { return TextOf(f(p)) }}
	}
	return []NumberedColumn{
		text("number", "文号、档号", 46, Wrapped, func(p NumberedPaper) string { return p.Number }),
		{ListColumn{"date", "日期", 26, Snug}, func(p NumberedPaper) Value { return DayOf(p.Date) }},
		text("kind", "文件", 26, Wrapped, func(p NumberedPaper) string { return p.Kind }),
		text("whose", "编号、单位", 30, Wrapped, func(p NumberedPaper) string { return p.Whose }),
		text("title", "标题", 110, Prose, func(p NumberedPaper) string { return p.Title }),
	}
}

// NumberedList is the register of a year as it leaves the program.
func NumberedList(papers []NumberedPaper, year int) List {
	columns := NumberedColumns()
	l := List{Name: "发文登记", Title: fmt.Sprintf("%d年发文登记簿", year), Note: fmt.Sprintf("共%d份", len(papers)), Empty: "没有登记文号、档号的文件", Rows: len(papers)}
	for _, c := range columns {
		l.Columns = append(l.Columns, c.ListColumn)
	}
	l.Row = func(i int, cells []Value) {
		for j, c := range columns {
			cells[j] = c.Of(papers[i])
		}
	}
	return l
}
