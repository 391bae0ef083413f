package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// LedgerColumn is one column of every ledger.
type LedgerColumn struct {
	ID      string
	Title   string
	Also    []string // further names by which it can be asked for
	Width   float64  // millimetres on a landscape A4 sheet, a weight elsewhere
	Setting Setting
	Text    func(*LedgerRow) string // nil where Of tells it from the case alone
	// Order orders the places of rows by this column; nil where none sorts by it.
	Order func(rows []*LedgerRow) PlaceOrder
	// Last are the rows that stand behind the others whichever way is sorted: those
	// that have no such day, and under 办理期限 those that wait for none. nil for none.
	Last func(*LedgerRow) bool
	// Of is the cell as it leaves the program, told from the case as of the day;
	// nil where it is the text of the row.
	Of func(Case, *LedgerRow) Value
	// Texts tells that the case must have been read with its long texts.
	Texts bool
}

// LedgerColumns are the columns of the printed ledger, in order.
func LedgerColumns() []LedgerColumn {
	text := func(id, title string, width float64, set Setting, f func(*LedgerRow) string) LedgerColumn {
		return LedgerColumn{ID: id, Title: title, Width: width, Setting: set, Text: f,
			Order: func(rows []*LedgerRow) PlaceOrder { return PlacesByText(rows, f, PinyinKey) }}
	}
	day := func(id, title string, width float64, f func(*LedgerRow) Date) LedgerColumn {
		return LedgerColumn{ID: id, Title: title, Width: width, Text: func(r *LedgerRow) string { return f(r).String() },
			Order: func(rows []*LedgerRow) PlaceOrder {
				days := make([]Date, len(rows))
				for i, r := range rows {
					days[i] = f(r)
				}
				return func(a, b int32) int { return days[a].Compare(days[b]) }
			},
			Last: func(r *LedgerRow) bool { return f(r).IsZero() },
			Of:   func(_ Case, r *LedgerRow) Value { return DayOf(f(r)) }}
	}
	number := text("number", "编号", 13, Snug, func(r *LedgerRow) string { return r.Number })
	number.Order = placesByNumber
	stage := text("stage", "阶段", 17, Snug, func(r *LedgerRow) string { return string(r.Stage) })
	stage.Order = func(rows []*LedgerRow) PlaceOrder {
		return func(a, b int32) int {
			return cmp.Compare(slices.Index(Stages, rows[a].Stage), slices.Index(Stages, rows[b].Stage))
		}
	}
	proposers := text("proposers", "领衔代表", 20, Wrapped, func(r *LedgerRow) string { return r.Proposers })
	proposers.Order = func(rows []*LedgerRow) PlaceOrder {
		return PlacesByText(rows, func(r *LedgerRow) string { return r.AllNames }, NameKey)
	}
	limit := day("limit", "办理期限", 23, func(r *LedgerRow) Date { return r.Limit })
	limit.Last = func(r *LedgerRow) bool { return r.Light == NoLight }
	return []LedgerColumn{
		text("book", "届次", 22, Wrapped, func(r *LedgerRow) string { return r.Book }),
		number,
		text("title", "标题", 48, Prose, func(r *LedgerRow) string { return r.Title }),
		proposers,
		text("role", "办理方式", 12, Snug, func(r *LedgerRow) string { return r.Role }),
		text("unit", "承办单位", 25, Prose, func(r *LedgerRow) string { return r.Unit }),
		text("counits", "协办单位", 22, Prose, func(r *LedgerRow) string { return r.CoUnits }),
		day("handed", "交办时间", 23, func(r *LedgerRow) Date { return r.Handed }),
		limit,
		day("answered", "答复时间", 23, func(r *LedgerRow) Date { return r.Answered }),
		text("class", "类别", 10, Snug, func(r *LedgerRow) string { return r.Class }),
		text("attitude", "办理态度", 18, Snug, func(r *LedgerRow) string { return r.Attitude }),
		text("result", "办理结果", 18, Snug, func(r *LedgerRow) string { return r.Result }),
		stage,
		text("remark", "备注", 10, Snug, (*LedgerRow).RemarkCell),
	}
}

// Columns that tell who proposed it: without them a ledger that is read again
// would know how many they were, not who.
const home, cosigners = "home", "cosigners"

// WorkbookColumns are the columns of the exported ledger where none were chosen:
// those of the printed one, the lead proposer's delegation and the co-signers.
func WorkbookColumns() []LedgerColumn {
	all := LedgerColumns()
	for _, c := range moreLedgerColumns() {
		if c.ID == home || c.ID == cosigners {
			all = append(all, c)
		}
	}
	return all
}

// AllLedgerColumns are the columns that can be chosen for an exported ledger.
func AllLedgerColumns() []LedgerColumn { return append(LedgerColumns(), moreLedgerColumns()...) }

// moreLedgerColumns are those that only an exported ledger has. Their headings
// are such as import understands, but for 档号, which dossiers are given when made.
func moreLedgerColumns() []LedgerColumn {
	of := func(id, title string, width float64, set Setting, f func(Case, *LedgerRow) Value) LedgerColumn {
		return LedgerColumn{ID: id, Title: title, Width: width, Setting: set, Of: f}
	}
	text := func(id, title string, width float64, set Setting, f func(Case, *LedgerRow) string) LedgerColumn {
		return of(id, title, width, set, func(c Case, r *LedgerRow) Value { return TextOf(f(c, r)) })
	}
	paper := text("docnumber", "答复文号", 30, Wrapped, func(c Case, _ *LedgerRow) string { return paperOf(c).number })
	paper.Also = []string{"文号"}
	body := text("text", "建议内容", 130, Prose, func(c Case, _ *LedgerRow) string { return c.Proposal.Text })
	body.Texts, body.Also = true, []string{"内容"}
	talks := text("talks", "沟通记录", 110, Prose, func(c Case, _ *LedgerRow) string { return talksTold(c) })
	talks.Texts, talks.Also = true, []string{"沟通"}
	done := text("done", "已落实事项", 60, Prose, func(c Case, _ *LedgerRow) string { return lastSent(c).Done })
	planned := text("planned", "计划落实事项", 60, Prose, func(c Case, _ *LedgerRow) string { return lastSent(c).Planned })
	done.Texts, planned.Texts = true, true
	return []LedgerColumn{
		text(cosigners, "联名代表", 30, Prose, func(c Case, _ *LedgerRow) string { return cosignersOf(c) }),
		text(home, "代表团", 25, Wrapped, func(c Case, _ *LedgerRow) string { return c.Proposal.LeadProposer().Delegation }),
		text("phone", "联系电话", 24, Snug, func(c Case, _ *LedgerRow) string { return c.Proposal.LeadProposer().Phone }),
		text("address", "通讯地址", 36, Prose, func(c Case, _ *LedgerRow) string { return c.Proposal.LeadProposer().Address }),
		of("people", "人数", 10, Snug, func(c Case, _ *LedgerRow) Value { return CountOf(len(c.Proposal.Proposers)) }),
		of("year", "年份", 11, Snug, func(c Case, _ *LedgerRow) Value { return CountOf(c.Year()) }),
		text("kind", "建议类型", 12, Snug, func(c Case, _ *LedgerRow) string { return string(c.Proposal.Kind) }),
		text("topic", "内容分类", 20, Snug, func(c Case, _ *LedgerRow) string { return c.Proposal.Topic }),
		text("key", "重点督办", 12, Snug, func(c Case, _ *LedgerRow) string { return map[bool]string{true: "是"}[c.Proposal.Key] }),
		of("required", "要求办结日期", 23, Snug, func(c Case, _ *LedgerRow) Value { return DayOf(c.Proposal.Required) }),
		text("supervisor", "督办领导", 24, Snug, func(c Case, _ *LedgerRow) string { return c.Proposal.Supervisor }),
		text("committee", "督办委室", 24, Wrapped, func(c Case, _ *LedgerRow) string { return c.Proposal.Committee }),
		text("sponsor", "牵头领导", 18, Snug, func(c Case, _ *LedgerRow) string { return c.Proposal.Sponsor.Name }),
		text("leadbody", "主办机关", 30, Wrapped, func(c Case, _ *LedgerRow) string { return c.Proposal.LeadBody }),
		text("responsible", "责任领导", 18, Snug, func(c Case, _ *LedgerRow) string { return leadAssignment(c).Responsible }),
		text("contact", "经办人", 18, Snug, func(c Case, _ *LedgerRow) string { return leadAssignment(c).Contact }),
		paper,
		text("signedby", "签发人", 18, Snug, func(c Case, _ *LedgerRow) string { return paperOf(c).signedBy }),
		done, planned,
		of("returned", "反馈时间", 23, Snug, func(c Case, r *LedgerRow) Value { return DayOf(returnedOn(c, r)) }),
		text("ballot", "会议测评", 40, Wrapped, func(c Case, _ *LedgerRow) string { return assessedBy(c, Ballot) }),
		text("thirdparty", "第三方评价", 24, Snug, func(c Case, _ *LedgerRow) string { return assessedBy(c, ThirdParty) }),
		text("open", "是否公开", 14, Snug, func(c Case, _ *LedgerRow) string { return string(c.Disclosure.Decision) }),
		text("openwhy", "不公开理由", 36, Prose, func(c Case, _ *LedgerRow) string { return c.Disclosure.Reason }),
		talks,
		text("archive", "档号", 30, Wrapped, func(c Case, _ *LedgerRow) string { return c.Archive() }),
		text("promises", "承诺事项", 60, Prose, func(c Case, _ *LedgerRow) string { return promisesTold(c) }),
		body,
	}
}

// LedgerList is the ledger of the cases as of a day, in their order, each by the
// rules of its own year; columns nil for those of WorkbookColumns.
func LedgerList(title string, columns []LedgerColumn, cases []Case, asOf Date, y RuleYears) List {
	if columns == nil {
		columns = WorkbookColumns()
	}
	l := List{Name: "台账", Title: title, Note: ledgerCount(cases, asOf), Empty: "没有登记的建议提案", Rows: len(cases)}
	for _, c := range columns {
		l.Columns = append(l.Columns, ListColumn{c.ID, c.Title, c.Width, c.Setting})
	}
	rows := LedgerRows(cases, asOf, y)
	l.Row = func(i int, cells []Value) {
		known := cases[i].AsOf(asOf)
		for j, c := range columns {
			switch {
			case c.ID == cosigners:
				cells[j] = TextOf(cosignersOf(known))
			case c.Of != nil:
				cells[j] = c.Of(known, rows[i])
			default:
				cells[j] = TextOf(c.Text(rows[i]))
			}
		}
	}
	return l
}

// ledgerCount tells how many there are, by our part in them; 分办 is counted
// with 主办 as everywhere.
func ledgerCount(cases []Case, asOf Date) string {
	lead := 0
	for _, c := range cases {
		if c.Proposal.Role.Answers() {
			lead++
		}
	}
	return fmt.Sprintf("截至%s　共%d件，其中主办%d件、协办%d件", asOf.Chinese(), len(cases), lead, len(cases)-lead)
}

// NeedTexts tells whether any of the columns is told from the long texts.
func NeedTexts(columns []LedgerColumn) bool {
	return slices.ContainsFunc(columns, func(c LedgerColumn) bool { return c.Texts })
}

// cosignersOf names the co-signers with where they are from, 李明（北城代表团）:
// another year, or another place's file, may have a namesake.
func cosignersOf(c Case) string {
	var names []string
	for _, p := range c.Proposal.Proposers[min(1, len(c.Proposal.Proposers)):] {
		name := p.Name
		if p.Delegation != "" {
			name += "（" + p.Delegation + "）"
		}
		names = append(names, name)
	}
	return strings.Join(names, "、")
}

func leadAssignment(c Case) Assignment {
	a, _ := c.LeadAssignment()
	return a
}

func lastSent(c Case) Reply {
	last, _ := c.LastSent()
	return last
}

// paperTold is what a ledger tells of the letter that went out.
type paperTold struct{ number, signedBy string }

func paperOf(c Case) paperTold {
	if !c.Proposal.Role.Answers() {
		if o, ok := c.OurOpinion(); ok && !o.Sent.IsZero() {
			return paperTold{o.DocNumber, o.SignOff.SignedBy}
		}
		return paperTold{}
	}
	last := lastSent(c)
	return paperTold{last.DocNumber, last.SignOff.SignedBy}
}

// returnedOn is the day on which the lead proposer's form came back whose marks
// the row shows; no day where they are older than the answer that it shows.
func returnedOn(c Case, r *LedgerRow) Date {
	if r.Attitude == "" && r.Result == "" {
		return Date{}
	}
	mark, form := c.LeadMark(ResultOf)
	if mark == NoMark {
		_, form = c.LeadMark(AttitudeOf)
	}
	if form.Received.Before(r.Answered) {
		return Date{}
	}
	return form.Received
}

// assessedBy is the latest assessment of a kind in words; "" where there is none.
func assessedBy(c Case, kind AssessmentKind) string {
	a, _ := c.LastAssessment(kind)
	if a.Date.IsZero() {
		return ""
	}
	return a.Words()
}

// talksTold are the consultations, one a line: 2022-03-20 办前 面商：….
func talksTold(c Case) string {
	var lines []string
	for _, t := range c.Consultations {
		words := t.Date.String() + " " + string(t.Phase) + " " + string(t.Method)
		if said := strings.Join(strings.Fields(t.Said+" "+t.Agreed), " "); said != "" {
			words += "：" + said
		}
		lines = append(lines, words)
	}
	return strings.Join(lines, "\n")
}

// promisesTold are the promises, one a line: 2022-12-31前 建成，已于2022-11-02兑现.
func promisesTold(c Case) string {
	var lines []string
	for _, p := range c.Commitments {
		words := p.Text
		if !p.Due.IsZero() {
			words = p.Due.String() + "前 " + words
		}
		if !p.Kept.IsZero() {
			words += "，已于" + p.Kept.String() + "兑现"
		}
		lines = append(lines, words)
	}
	return strings.Join(lines, "\n")
}
