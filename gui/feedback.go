package gui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"jianban/data"
	ui "jianban/gui/widget"
)

// formRow is one feedback form, or one that should have gone out, as the screen
// 反馈 lists it.
type formRow struct {
	data.Feedback
	key      int64
	Number   string
	Title    string
	Proposer string
	Lead     bool // the lead proposer, whose mark counts
	Unit     string
	Class    string
	State    formState
	Due      data.Date // when it should be back, or the new reply be sent
	left     int       // days until Due
}

// formState is where a form stands.
type formState string

const (
	formOwed     formState = "不满意，待重办"
	formAttitude formState = "态度不满意，待走访"
	formLate     formState = "逾期未收回"
	formOut      formState = "待收回"
	formUnsent   formState = "没有登记发出"
	formBack     formState = "已收回"
)

var formStates = []formState{formOwed, formAttitude, formLate, formOut, formUnsent, formBack}

func formLook(s formState) (ui.Tone, ui.Shape) {
	switch s {
	case formOwed, formAttitude:
		return ui.ToneRed, ui.Triangle
	case formLate:
		return ui.ToneYellow, ui.Dot
	case formOut, formUnsent:
		return ui.ToneGrey, ui.Ring
	}
	return ui.ToneGreen, ui.Check
}

// NewFeedbackScreen lists the feedback forms of all replies that were sent.
func NewFeedbackScreen(d Deps, h Host) Screen {
	return newFactList(d, h, factKind[formRow]{
		Name: "征询意见表", Unit: "份", Tab: TabFeedback, Sort: "state",
		Load: loadForms,
		Key:  func(r formRow) int64 { return r.key },
		Case: func(r formRow) data.ID { return r.ProposalID },
		Words: func(r formRow) string {
			return r.Number + "\n" + r.Title + "\n" + r.Proposer + "\n" + r.Unit + "\n" + r.Opinion
		},
		Columns: []factColumn[formRow]{
			{Column: ui.Column[formRow]{ID: "state", Title: "状态", Width: 170, Cell: formCell}, Compare: func(a, b formRow) int {
				return slices.Index(formStates, a.State) - slices.Index(formStates, b.State)
			}},
			factNumber(func(r formRow) string { return r.Number }),
			factText("title", "标题", 150, 1, 0, func(r formRow) string { return r.Title }),
			factText("who", "代表", 88, 0, 0, func(r formRow) string { return r.Proposer }),
			factText("round", "轮次", 60, 0, 4, func(r formRow) string { return fmt.Sprintf("第%d次", r.Round) }),
			factText("attitude", "办理态度", 78, 0, 1, func(r formRow) string { return string(r.Attitude) }),
			factText("result", "办理结果", 78, 0, 0, func(r formRow) string { return string(r.Result) }),
			factText("class", "类别", 48, 0, 3, func(r formRow) string { return r.Class }),
			factText("solved", "代表看解决程度", 120, 0, 5, func(r formRow) string { return r.Solved }),
			factText("unit", "承办单位", 124, 0, 2, func(r formRow) string { return r.Unit }),
			factDay("received", "收回", 96, 2, func(r formRow) data.Date { return r.Received }),
		},
		Filters: []factFilter[formRow]{
			{All: "全部状态", Value: func(r formRow) string { return string(r.State) }, Order: asStrings(formStates)},
			{All: "全部结果", Value: func(r formRow) string { return string(r.Result) }, Order: asStrings(data.Marks)},
			{All: "全部单位", Value: func(r formRow) string { return r.Unit }},
		},
		Above:   formCounts,
		Nothing: [2]string{"还没有征询意见表", "答复送达以后，这里列出每位代表的征询意见表：发出没有、收回没有、满意不满意。"},
	})
}

func formCell(r formRow) ui.Cell {
	tone, shape := formLook(r.State)
	words := string(r.State)
	if r.State == formOwed && !r.Due.IsZero() {
		words = "待重办 " + daysWords(r.left)
	}
	return ui.Cell{Badge: true, Text: words, Tone: tone, Shape: shape}
}

func formCounts(l *factList[formRow]) fyne.CanvasObject {
	var parts []tally
	for _, s := range formStates[:len(formStates)-1] {
		tone, shape := formLook(s)
		parts = append(parts, l.tally(string(s), tone, shape, func(r formRow) bool { return r.State == s }))
	}
	return tallyBar(parts)
}

// loadForms touches no widget.
func loadForms(ctx context.Context, r Reader, scope factScope) ([]formRow, error) {
	cases, rules, err := casesAndRules(ctx, r, data.Scope{Year: scope.Year, BookID: scope.Book})
	if err != nil {
		return nil, err
	}
	var rows []formRow
	for _, c := range cases {
		rows = append(rows, formRows(c, scope.Today, rules.Of(c))...)
	}
	return rows, ctx.Err()
}

// formRows are a case's forms, and the lead proposer's of the latest reply
// where it is not entered yet: it goes with the letter (domain.md, Sent). Forms
// of co-signers are shown where there are any.
func formRows(c data.Case, today data.Date, r data.Rules) []formRow {
	judged, sent := c.LastJudged()
	if !c.Proposal.Role.Answers() || c.Proposal.Closed != data.NotClosed || !sent {
		return nil
	}
	m := newFormMaker(c, judged, today, r)
	lead, entered := c.Proposal.LeadProposer().ID, false
	var rows []formRow
	for _, f := range c.Feedback {
		entered = entered || f.ProposerID == lead && f.Round == judged.Round
		rows = append(rows, m.row(f))
	}
	if !entered {
		rows = append(rows, m.row(data.Feedback{ProposalID: c.Proposal.ID, Round: judged.Round, ProposerID: lead}))
	}
	return rows
}

// formMaker knows of a case what all its rows need.
type formMaker struct {
	c      data.Case
	judged data.Reply
	today  data.Date
	class  string // of the latest reply
	unit   string
	back   data.Date // when the forms of the latest reply should be back
	owed   data.ID   // the form that asks for a new reply; 0 where none does
	again  data.Date // when that is to be sent
	call   data.ID   // the form that asks for a visit; 0 where none does
}

func newFormMaker(c data.Case, judged data.Reply, today data.Date, r data.Rules) formMaker {
	last, _ := c.LastSent()
	m := formMaker{c: c, judged: judged, today: today, class: last.Class, back: data.FeedbackLimit(judged, r).Deadline}
	if a, ok := c.LeadAssignment(); ok {
		m.unit = a.Unit.Name
	}
	if form, owes := c.OwesReanswer(r.Pack); owes {
		m.owed, m.again = form.ID, data.ReanswerLimit(form, r).Deadline
	}
	if mark, form := c.LeadMark(data.AttitudeOf); r.Pack.Counts(mark) == data.Dissatisfied && !calledOn(c, form) {
		m.call = form.ID
	}
	return m
}

func (m formMaker) row(f data.Feedback) formRow {
	p := m.c.Proposal
	x := formRow{Feedback: f, Number: p.Number, Title: p.Title, Unit: m.unit, Class: m.class, Lead: f.ProposerID == p.LeadProposer().ID,
		Proposer: or(namesOf(m.c, []data.ID{f.ProposerID}), "（已不是本件"+m.c.Book.Meeting.Body.Member()+"）")}
	// the same before and after it is entered, so that the choice stays
	x.key = int64(p.ID)<<31 | int64(f.ProposerID)<<7 | int64(f.Round)
	switch {
	case f.ID != 0 && f.ID == m.owed:
		x.State, x.Due = formOwed, m.again
	case f.ID != 0 && f.ID == m.call:
		x.State = formAttitude
	case !f.Received.IsZero():
		x.State = formBack
	case f.Round == m.judged.Round && m.today.After(m.back):
		x.State, x.Due = formLate, m.back
	case f.FormSent.IsZero():
		x.State, x.Due = formUnsent, m.back
	default:
		x.State, x.Due = formOut, m.back
	}
	x.left = m.today.DaysUntil(x.Due)
	return x
}

// calledOn tells that somebody went to see the deputy after a form.
func calledOn(c data.Case, f data.Feedback) bool {
	return slices.ContainsFunc(c.Consultations, func(x data.Consultation) bool { return x.Method.InPerson() && !x.Date.Before(f.Received) })
}
