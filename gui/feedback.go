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
			factText("unit", "承办单位", 112, 0, 2, func(r formRow) string { return r.Unit }),
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
		words = fmt.Sprintf("待重办 剩%d天", r.left)
		if r.left < 0 {
			words = fmt.Sprintf("待重办 逾期%d天", -r.left)
		}
	}
	return ui.Cell{Badge: true, Text: words, Tone: tone, Shape: shape}
}

func formCounts(l *factList[formRow], rows []formRow) fyne.CanvasObject {
	var parts []tally
	for _, s := range formStates[:len(formStates)-1] {
		n := 0
		for _, r := range rows {
			if r.State == s {
				n++
			}
		}
		tone, shape := formLook(s)
		parts = append(parts, tally{string(s), n, tone, shape, func() {
			l.Pick(fmt.Sprintf("%s（%d）", s, n), func(r formRow) bool { return r.State == s })
		}})
	}
	return tallyBar(parts)
}

// loadForms touches no widget.
func loadForms(ctx context.Context, r Reader, scope factScope) ([]formRow, error) {
	cases, err := r.Cases(ctx, data.Scope{Year: scope.Year, BookID: scope.Book})
	if err != nil {
		return nil, err
	}
	rules, err := rulesOf(ctx, r, cases)
	if err != nil {
		return nil, err
	}
	var rows []formRow
	for _, c := range cases {
		rows = append(rows, formRows(c, scope.Today, rules(c.Year()))...)
	}
	return rows, ctx.Err()
}

// formRows are a case's forms and those of the latest reply that are not
// entered yet.
func formRows(c data.Case, today data.Date, r data.Rules) []formRow {
	if !c.Proposal.Role.Answers() || c.Proposal.Closed != data.NotClosed {
		return nil
	}
	last, sent := c.LastSent()
	if !sent {
		return nil
	}
	standing := data.StageOf(c, today, r)
	owed, owes := c.OwesReanswer()
	row := func(f data.Feedback, p data.Proposer) formRow {
		x := formRow{Feedback: f, Number: c.Proposal.Number, Title: c.Proposal.Title, Proposer: p.Name, Lead: p.ID == c.Proposal.LeadProposer().ID, Class: last.Class}
		x.ProposalID, x.key = c.Proposal.ID, int64(f.ID)
		if a, ok := c.LeadAssignment(); ok {
			x.Unit = a.Unit.Name
		}
		if f.ID == 0 { // no row of its own yet
			x.key = -(int64(c.Proposal.ID)<<20 | int64(p.ID))
		}
		limit := data.FeedbackLimit(last, r).Deadline
		switch {
		case owes && owed.ID == f.ID && f.ID != 0:
			x.State, x.Due = formOwed, standing.Limit.Deadline
		case !f.Received.IsZero() && r.Pack.Counts(f.Attitude) == data.Dissatisfied && x.Lead && !calledOn(c, f):
			x.State = formAttitude
		case !f.Received.IsZero():
			x.State = formBack
		case f.Round == last.Round && today.After(limit):
			x.State, x.Due = formLate, limit
		case f.FormSent.IsZero():
			x.State, x.Due = formUnsent, limit
		default:
			x.State, x.Due = formOut, limit
		}
		x.left = today.DaysUntil(x.Due)
		return x
	}
	var rows []formRow
	for _, p := range c.Proposal.Proposers {
		has := false
		for _, f := range c.Feedback {
			if f.ProposerID != p.ID {
				continue
			}
			has = has || f.Round == last.Round
			rows = append(rows, row(f, p))
		}
		if !has && last.Occasion != data.FollowUp {
			rows = append(rows, row(data.Feedback{Round: last.Round, ProposerID: p.ID}, p))
		}
	}
	return rows
}

// calledOn tells that somebody went to see the deputy after a form.
func calledOn(c data.Case, f data.Feedback) bool {
	return slices.ContainsFunc(c.Consultations, func(x data.Consultation) bool { return x.Method.InPerson() && !x.Date.Before(f.Received) })
}
