package lists

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// formRow is one feedback form, or one that should have gone out, as the screen
// 反馈 lists it.
type formRow struct {
	data.Form
	key      int64
	Meeting  *data.Meeting // shared by the rows of a book
	Number   string
	Title    string
	Proposer string
	Unit     string
	Class    string // of the latest reply
	words    string // how it stands
}

func formLook(s data.FormState) (ui.Tone, ui.Shape) {
	switch s {
	case data.FormOwed, data.FormAttitude:
		return ui.ToneRed, ui.Triangle
	case data.FormLate:
		return ui.ToneYellow, ui.Dot
	case data.FormOut, data.FormUnsent:
		return ui.ToneGrey, ui.Ring
	}
	return ui.ToneGreen, ui.Check
}

// NewFeedbackScreen lists the feedback forms of all replies that were sent.
func NewFeedbackScreen(d screen.Deps, h screen.Host) screen.Screen {
	return newFactList(d, h, factKind[*formRow]{
		Name: "征询意见表", Unit: "份", Tab: screen.TabFeedback, Sort: "state",
		Load: loadForms,
		Key:  func(r *formRow) int64 { return r.key },
		Case: func(r *formRow) data.ID { return r.ProposalID },
		Find: func(r *formRow) data.RowWords {
			return data.RowWords{Number: r.Number, Meeting: *r.Meeting, People: []string{r.Proposer}, Names: []string{r.Title, r.Unit},
				Texts: []string{string(r.State), string(r.Attitude), string(r.Result), r.Solved, r.TalkedBy}}
		},
		Texts: []string{"opinion"},
		Columns: []factColumn[*formRow]{
			{Column: ui.Column[*formRow]{ID: "state", Title: "状态", Width: 170, Cell: formCell}, Compare: func(a, b *formRow) int {
				return cmp.Or(slices.Index(data.FormStates, a.State)-slices.Index(data.FormStates, b.State), a.Due.Compare(b.Due))
			}},
			meetingOnScreen(func(r *formRow) data.Meeting { return *r.Meeting }),
			factMeeting(func(r *formRow) data.Meeting { return *r.Meeting }),
			factNumber(func(r *formRow) string { return r.Number }),
			factText("title", "标题", 150, 1, 0, func(r *formRow) string { return r.Title }),
			factText("who", "代表", 88, 0, 0, func(r *formRow) string { return r.Proposer }),
			factCount("round", "轮次", 60, 4, func(r *formRow) int { return r.Round }, func(n int) string { return fmt.Sprintf("第%d次", n) }),
			factText("times", "评价", 78, 0, 6, func(r *formRow) string { return r.Times() }),
			factText("attitude", "办理态度", 78, 0, 1, func(r *formRow) string { return string(r.Attitude) }),
			factText("result", "办理结果", 78, 0, 0, func(r *formRow) string { return string(r.Result) }),
			factText("class", "类别", 48, 0, 3, func(r *formRow) string { return r.Class }),
			factText("solved", "代表看解决程度", 120, 0, 5, func(r *formRow) string { return r.Solved }),
			factText("unit", "承办单位", 124, 0, 2, func(r *formRow) string { return r.Unit }),
			onPaper(factDay("sent", "发出", 96, 0, func(r *formRow) data.Date { return r.FormSent })),
			onChoice(factDay("due", "应收回", 96, 0, func(r *formRow) data.Date { return r.Due })),
			factDay("received", "收回", 96, 2, func(r *formRow) data.Date { return r.Received }),
			onPaper(factText("opinion", "意见", 140, 1, 0, func(r *formRow) string { return r.Opinion })),
		},
		Filters: []factFilter[*formRow]{
			{All: "全部状态", Value: func(r *formRow) string { return string(r.State) }, Order: asStrings(data.FormStates)},
			{All: "全部结果", Value: func(r *formRow) string { return string(r.Result) }, Order: asStrings(data.Marks)},
			{All: "全部单位", Value: func(r *formRow) string { return r.Unit }},
		},
		Above: formCounts,
		Actions: func(l *factList[*formRow]) []fyne.CanvasObject {
			return []fyne.CanvasObject{printPapers(l, "打印意见表", "surveys")}
		},
		Nothing: [2]string{"还没有征询意见表", "答复送达以后，这里列出每位代表的征询意见表：发出没有、收回没有、满意不满意。"},
	})
}

func formCell(r *formRow) ui.Cell {
	tone, shape := formLook(r.State)
	return ui.Cell{Badge: true, Text: r.words, Tone: tone, Shape: shape}
}

func formCounts(l *factList[*formRow]) fyne.CanvasObject {
	var parts []tally
	for _, s := range data.FormStates[:len(data.FormStates)-1] {
		tone, shape := formLook(s)
		parts = append(parts, l.tally(string(s), tone, shape, func(r *formRow) bool { return r.State == s }))
	}
	return tallyBar(parts)
}

// loadForms touches no widget.
func loadForms(ctx context.Context, r screen.Reader, scope factScope) ([]*formRow, error) {
	var rows []*formRow
	meetings := meetingsOf{}
	err := screen.EachCase(ctx, r, data.Scope{Year: scope.Year, BookID: scope.Book, Texts: scope.Texts}, func(c data.Case, rules data.Rules) {
		rows = append(rows, formRows(c, meetings.of(c.Book), scope.Today, rules)...)
	})
	return rows, err
}

// formKey tells a form from all others.
func formKey(id data.ID, f data.Feedback) int64 {
	key := int64(id)<<32 | int64(f.ProposerID)<<8 | int64(f.Round)<<1
	if f.Second {
		key++
	}
	return key
}

// formRows are a case's forms.
func formRows(c data.Case, of *data.Meeting, today data.Date, r data.Rules) []*formRow {
	last, _ := c.LastSent()
	lead, _ := c.LeadAssignment()
	p := c.Proposal
	var rows []*formRow
	for _, f := range data.Forms(c, today, r) {
		rows = append(rows, &formRow{Form: f, Meeting: of, Number: p.Number, Title: p.Title, Unit: c.UnitName(lead.Unit), Class: last.Class, words: f.Words(today),
			Proposer: words.Or(c.Names([]data.ID{f.ProposerID}), "（已不是本件"+c.Book.Meeting.Body.Member()+"）"),
			// the same before and after it is entered, so that the choice stays
			key: formKey(p.ID, f.Feedback)})
	}
	return rows
}
