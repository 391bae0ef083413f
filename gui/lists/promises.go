package lists

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// promiseRow is one commitment as the screen 承诺 lists it. There are tens of
// thousands in a large registry, so that it has no more than is shown.
type promiseRow struct {
	ID, ProposalID         data.ID
	Due, Kept, Told, today data.Date
	Text, Proof            string
	Year                   int
	Meeting                *data.Meeting // shared by the rows of a book
	Number                 string
	Title                  string
	Class                  string // of the latest reply
	Owner                  string // who keeps it: its unit, or the lead unit
	State                  data.PromiseState
}

func (r *promiseRow) meeting() data.Meeting { return *r.Meeting }

// NewPromisesScreen lists the commitments of all years.
func NewPromisesScreen(d screen.Deps, h screen.Host) screen.Screen {
	return newFactList(d, h, factKind[*promiseRow]{
		Name: "承诺事项", Unit: "项", Tab: screen.TabReply, Sort: "due",
		Load: loadPromises,
		Key:  func(r *promiseRow) int64 { return int64(r.ID) },
		Case: func(r *promiseRow) data.ID { return r.ProposalID },
		Find: func(r *promiseRow) data.RowWords {
			return data.RowWords{Number: r.Number, Year: r.Year, Meeting: r.meeting(), Names: []string{r.Title, r.Owner}, Texts: []string{r.Text, r.Proof, string(r.State)}}
		},
		Columns: []factColumn[*promiseRow]{
			{Column: ui.Column[*promiseRow]{ID: "due", Title: "完成时限", Width: 186, Cell: promiseCell, Value: func(r *promiseRow) data.Value { return data.DayOf(r.Due) }},
				Compare: func(a, b *promiseRow) int { return a.Due.Compare(b.Due) }, Last: func(r *promiseRow) bool { return !r.Kept.IsZero() }},
			onPaper(factText("state", "进展", 90, 0, 0, func(r *promiseRow) string { return promiseState(r) })),
			factText("text", "承诺事项", 180, 2, 0, func(r *promiseRow) string { return r.Text }),
			factText("owner", "责任单位", 124, 0, 1, func(r *promiseRow) string { return r.Owner }),
			factCount("year", "年度", 60, 3, func(r *promiseRow) int { return r.Year }, nil),
			meetingOnScreen((*promiseRow).meeting),
			factMeeting((*promiseRow).meeting),
			factNumber(func(r *promiseRow) string { return r.Number }),
			factText("title", "标题", 120, 1, 2, func(r *promiseRow) string { return r.Title }),
			factText("class", "类别", 50, 0, 4, func(r *promiseRow) string { return r.Class }),
			factDay("kept", "兑现", 96, 2, func(r *promiseRow) data.Date { return r.Kept }),
			onChoice(factText("proof", "凭证", 110, 0, 0, func(r *promiseRow) string { return r.Proof })),
			onPaper(factDay("told", "告知代表", 96, 0, func(r *promiseRow) data.Date { return r.Told })),
		},
		Filters: []factFilter[*promiseRow]{
			{All: "全部状态", Value: func(r *promiseRow) string { return string(r.State) }, Order: asStrings(data.PromiseStates)},
			{All: "全部年度", Value: func(r *promiseRow) string { return fmt.Sprintf("%d年", r.Year) }},
			{All: "全部单位", Value: func(r *promiseRow) string { return r.Owner }},
		},
		Above: promiseCounts, EveryYear: true,
		Nothing: [2]string{"还没有承诺事项", "在B类、C类答复的“承诺事项”里记下答应代表的事和完成时限，历年的都在这里跟踪。"},
	})
}

// promiseCell shows the day and how far it is.
func promiseCell(r *promiseRow) ui.Cell {
	tone, shape := words.PromiseLook(r.State)
	told := r.Due.Chinese()
	if state := promiseState(r); state != "" {
		told += " " + state
	}
	return ui.Cell{Badge: true, Text: told, Tone: tone, Shape: shape}
}

// promiseState tells how far a promise is, "" while it is merely open.
func promiseState(r *promiseRow) string {
	if r.State == data.PromiseOpen {
		return ""
	}
	return r.State.Words(r.today.DaysUntil(r.Due))
}

// promiseCounts are the states with how many are in each; a tap shows them.
func promiseCounts(l *factList[*promiseRow]) fyne.CanvasObject {
	var parts []tally
	for _, s := range []data.PromiseState{data.PromiseOverdue, data.PromiseSoon, data.PromiseUntold} {
		tone, shape := words.PromiseLook(s)
		parts = append(parts, l.tally(string(s), tone, shape, func(r *promiseRow) bool { return r.State == s }))
	}
	this := l.deps.Today().Year()
	parts = append(parts, l.tally(fmt.Sprintf("%d年兑现往年承诺", this), ui.ToneGreen, ui.Check, func(r *promiseRow) bool { return r.Kept.Year() == this && r.Year < this }))
	return tallyBar(parts)
}

// loadPromises lists all years whatever year the bar shows, for promises outlive
// their year; those of letters still being drafted are not made yet. It touches
// no widget.
func loadPromises(ctx context.Context, r screen.Reader, scope factScope) ([]*promiseRow, error) {
	var rows []*promiseRow
	meetings := meetingsOf{}
	err := screen.EachCase(ctx, r, data.Scope{BookID: scope.Book, Promised: true}, func(c data.Case, _ data.Rules) {
		c = c.AsOf(scope.Today)
		last, _ := c.LastSent()
		for _, p := range c.Commitments {
			row := &promiseRow{ID: p.ID, ProposalID: c.Proposal.ID, Due: p.Due, Kept: p.Kept, Told: p.Told, today: scope.Today, Text: p.Text, Proof: p.Proof,
				Year: c.Year(), Meeting: meetings.of(c.Book), Number: c.Proposal.Number, Title: c.Proposal.Title, Class: last.Class,
				Owner: c.UnitName(p.Unit), State: data.StateOfPromise(c, p, scope.Today)}
			if a, ok := c.LeadAssignment(); ok && row.Owner == "" {
				row.Owner = c.UnitName(a.Unit)
			}
			rows = append(rows, row)
		}
	})
	return rows, err
}
