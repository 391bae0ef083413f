package data

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// LedgerRow is one proposal as every list shows it: screen, xlsx and PDF.
type LedgerRow struct {
	ID        ID
	Year      int
	Book      string
	Short     string // of the book's name
	Number    string
	Title     string
	Proposers string // 李某等3人
	AllNames  string
	Role      string
	Unit      string
	CoUnits   string
	Handed    Date
	Limit     Date
	Answered  Date // reply sent, or opinion sent
	Stage     Stage
	Light     Light
	LightText string
	Class     string // "" until the reply is sent
	Attitude  string
	Result    string
	Topic     string
	Remark    string // 撤案, 转办 …
	Noted     string // what the office noted under 备注
	Key       bool
	called    []string // all names that its units bear or bore, where one was renamed
}

// LedgerRows are the rows of the cases as of a day, in their order, each by the
// rules of its case's own year.
func LedgerRows(cases []Case, asOf Date, y RuleYears) []*LedgerRow {
	all, rows := make([]LedgerRow, len(cases)), make([]*LedgerRow, len(cases))
	for i, c := range cases {
		all[i] = ledgerRow(c, asOf, y.Of(c))
		rows[i] = &all[i]
	}
	return rows
}

// AnswerRows are LedgerRows for lists of what was answered: without stage, limit
// and light, which ask for all rules of each case.
func AnswerRows(cases []Case, asOf Date) []LedgerRow {
	rows := make([]LedgerRow, len(cases))
	for i := range cases {
		rows[i] = answerRow(cases[i].AsOf(asOf))
	}
	return rows
}

func ledgerRow(c Case, asOf Date, r Rules) LedgerRow {
	s := StageOf(c, asOf, r)
	row := answerRow(c.AsOf(asOf))
	row.Limit, row.Stage, row.Light, row.LightText = s.Limit.Deadline, s.Stage, s.Light, s.Words()
	return row
}

// answerRow is a row of a case as of its day, without stage, limit and light.
func answerRow(c Case) LedgerRow {
	p := &c.Proposal
	row := LedgerRow{ID: p.ID, Year: c.Year(), Book: c.Book.Name(), Short: c.Book.Meeting.Short(), Number: p.Number, Title: p.Title,
		Role: string(p.Role), Handed: p.HandedOver, Topic: p.Topic, Key: p.Key}
	var names, co []string
	for _, q := range p.Proposers {
		names = append(names, q.Name)
	}
	row.AllNames, row.Proposers = strings.Join(names, "、"), p.LeadProposer().Name
	if len(names) > 1 {
		row.Proposers += "等" + strconv.Itoa(len(names)) + "人"
	}
	if a, ok := c.LeadAssignment(); ok {
		row.Unit = c.UnitName(a.Unit)
		row.called = append(row.called, a.Unit.names()...)
	}
	for _, a := range c.Handlers() {
		if a.Part == CoUnit && a.Active() {
			co = append(co, c.UnitName(a.Unit))
			row.called = append(row.called, a.Unit.names()...)
		}
	}
	row.CoUnits = strings.Join(co, "、")
	if last, ok := c.LastSent(); ok && p.Role.Answers() {
		row.Answered = last.Sent
		attitude, _ := c.LeadMark(AttitudeOf)
		result, _ := c.LeadMark(ResultOf)
		if p.Closed == NotClosed { // a closed item is in no count of classes and marks
			row.Class, row.Attitude, row.Result = last.Class, string(attitude), string(result)
		}
	} else if o, ok := c.OurOpinion(); ok && !p.Role.Answers() {
		row.Answered = o.Sent
	}
	row.Noted = p.Remark
	if p.Closed != NotClosed {
		row.Remark = string(p.Closed) + " " + p.ClosedOn.String()
	}
	return row
}

// RemarkCell is 备注: that the item was closed, then what the office noted.
func (r *LedgerRow) RemarkCell() string {
	if r.Remark != "" && r.Noted != "" {
		return r.Remark + "；" + r.Noted
	}
	return r.Remark + r.Noted
}

// LightCell is the deadline as a cell shows it: 6月9日 剩3天, with its year where that
// is another than the proposal's.
func (r *LedgerRow) LightCell() string {
	switch {
	case r.Light != NoLight:
		return r.Limit.In(r.Year) + " " + r.LightText
	case !r.Answered.IsZero():
		return "已" + map[bool]string{true: "答复", false: "报送"}[Role(r.Role).Answers()]
	}
	return r.Remark
}

// LedgerFilter chooses rows; empty fields choose all.
type LedgerFilter struct {
	Words string // what was searched for: told in titles; the rows are chosen by the search itself
	Year  int
	Book  string
	Role  string
	Unit  string
	Stage string
	Light string // a light, or 逾期 for LightRed
}

// Apply is the rows that fit, in their order.
func (f LedgerFilter) Apply(rows []*LedgerRow) []*LedgerRow {
	out := make([]*LedgerRow, 0, len(rows))
	for _, r := range rows {
		if f.Year != 0 && r.Year != f.Year || f.Book != "" && r.Book != f.Book || f.Role != "" && r.Role != f.Role ||
			f.Unit != "" && !r.handledBy(f.Unit) ||
			f.Stage != "" && string(r.Stage) != f.Stage || f.Light != "" && string(r.Light) != f.Light {
			continue
		}
		out = append(out, r)
	}
	return out
}

// handledBy tells whether a unit leads or helps, by the name on the row or another
// that it bore: a list over several years has it under each.
func (r *LedgerRow) handledBy(unit string) bool {
	return r.Unit == unit || slices.Contains(strings.Split(r.CoUnits, "、"), unit) || slices.Contains(r.called, unit)
}

// NewLedgerOrder is the order of a ledger's rows; rows that are equal in a column
// are told apart by year, book and number.
func NewLedgerOrder(rows []*LedgerRow) *ListOrder[*LedgerRow] {
	same := sync.OnceValue(func() PlaceOrder {
		numbers := placesByNumber(rows)
		return func(a, b int32) int {
			x, y := rows[a], rows[b]
			return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(x.Book, y.Book), numbers(a, b))
		}
	})
	by := func(column string) (o ColumnOrder) {
		for _, c := range LedgerColumns() {
			if c.ID == column {
				o.Order = c.Order(rows)
			}
			if c.ID == column && c.Last != nil {
				o.Last = func(place int32) bool { return c.Last(rows[place]) }
			}
		}
		return o
	}
	return NewListOrder(rows, func(r *LedgerRow) int64 { return int64(r.ID) }, by, func(a, b int32) int { return same()(a, b) })
}

func placesByNumber(rows []*LedgerRow) PlaceOrder {
	keys := make([]NumberRank, len(rows))
	for i := range rows {
		keys[i] = RankNumber(rows[i].Number)
	}
	return func(a, b int32) int { return keys[a].Compare(keys[b]) }
}
