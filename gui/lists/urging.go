package lists

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	"jianban/gui/units"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// urgeRow is one visit or urging, or an urging that is due, as the screen 督办
// lists it.
type urgeRow struct {
	data.Supervision
	named    string // the unit, as on the papers of the year
	key      int64
	Meeting  *data.Meeting // shared by the rows of a book; empty where it concerns no proposal
	Number   string
	Title    string
	State    data.UrgingState
	part     data.Part // where it is due: who owes it, by when, in how many days
	limit    data.Date
	daysLeft int
}

func (r *urgeRow) meeting() data.Meeting { return *r.Meeting }

// NewUrgingScreen lists visits and urgings, those that are due first.
func NewUrgingScreen(d screen.Deps, h screen.Host) screen.Screen {
	badge := func(text func(*urgeRow) string, look func(*urgeRow) (ui.Tone, ui.Shape)) func(*urgeRow) ui.Cell {
		return func(r *urgeRow) ui.Cell {
			tone, shape := look(r)
			return ui.Cell{Badge: true, Text: text(r), Tone: tone, Shape: shape}
		}
	}
	return newFactList(d, h, factKind[*urgeRow]{
		Name: "督办", Unit: "条", Tab: screen.TabDuty, Sort: "state",
		Load: loadUrging,
		Key:  func(r *urgeRow) int64 { return r.key },
		Case: func(r *urgeRow) data.ID { return r.ProposalID },
		Find: func(r *urgeRow) data.RowWords {
			return data.RowWords{Number: r.Number, Meeting: r.meeting(), Names: []string{r.Title, r.named, r.Unit.Name, r.Unit.FullName}, Phones: []string{r.Unit.Phone},
				Texts: []string{r.Findings, r.Answer, r.People, r.DocNumber, string(r.Kind), string(r.State)}}
		},
		Columns: []factColumn[*urgeRow]{
			{Column: ui.Column[*urgeRow]{ID: "state", Title: "状态", Width: 118, Cell: badge(func(r *urgeRow) string { return string(r.State) }, func(r *urgeRow) (ui.Tone, ui.Shape) { return words.UrgeLook(r.State) })},
				Compare: func(a, b *urgeRow) int {
					return cmp.Or(slices.Index(data.UrgingStates, a.State)-slices.Index(data.UrgingStates, b.State), a.until().Compare(b.until()))
				}},
			{Column: ui.Column[*urgeRow]{ID: "kind", Title: "方式", Width: 92, Cell: badge(func(r *urgeRow) string { return string(r.Kind) }, func(r *urgeRow) (ui.Tone, ui.Shape) { return words.KindLook(r.Kind) })}},
			factText("unit", "承办单位", 124, 0, 0, func(r *urgeRow) string { return r.named }),
			meetingOnScreen((*urgeRow).meeting),
			factMeeting((*urgeRow).meeting),
			factNumber(func(r *urgeRow) string { return r.Number }),
			factText("title", "标题", 140, 1, 0, func(r *urgeRow) string { return r.Title }),
			{Column: factText("why", "情况", 130, 1, 1, urgeWhy).Column, Compare: func(a, b *urgeRow) int { return a.until().Compare(b.until()) }, Last: func(r *urgeRow) bool { return r.until().IsZero() }},
			factDay("date", "日期", 96, 2, func(r *urgeRow) data.Date { return r.Date }),
			factDay("by", "反馈或整改期限", 118, 3, func(r *urgeRow) data.Date { return r.RectifyBy }),
			onChoice(factDay("limit", "办理期限", 96, 0, func(r *urgeRow) data.Date { return r.limit })),
			onChoice(factText("docnumber", "文号", 130, 0, 0, func(r *urgeRow) string { return r.DocNumber })),
			onChoice(factText("people", "参加人员", 110, 0, 0, func(r *urgeRow) string { return r.People })),
			onPaper(factText("answer", "单位反馈", 130, 1, 0, func(r *urgeRow) string { return r.Answer })),
			onPaper(factDay("answered", "反馈日期", 96, 0, func(r *urgeRow) data.Date { return r.Answered })),
			onChoice(factDay("rectified", "整改完成", 96, 0, func(r *urgeRow) data.Date { return r.Rectified })),
		},
		Filters: []factFilter[*urgeRow]{
			{All: "全部状态", Value: func(r *urgeRow) string { return string(r.State) }, Order: asStrings(data.UrgingStates)},
			{All: "全部方式", Value: func(r *urgeRow) string { return string(r.Kind) }, Order: asStrings(data.SupervisionKinds)},
			{All: "全部单位", Value: func(r *urgeRow) string { return r.named }},
		},
		Above:   urgeCounts,
		Actions: urgeActions,
		Open:    openUrge,
		Nothing: [2]string{"没有要催的，也没有督办记录", "到期前提醒、逾期催办、仍不办的发督办单；现场督查也记在这里。点“记督办”开始。"},
	})
}

// until is the day by which something is due: the limit that is urged for, else the
// day by which the unit answers, where it has not.
func (r *urgeRow) until() data.Date {
	switch {
	case r.State == data.UrgingDue:
		return r.limit
	case r.State == data.UrgingLate || r.Answered.IsZero() && r.Rectified.IsZero():
		return r.RectifyBy
	}
	return data.Date{}
}

// urgeWhy says what is the matter.
func urgeWhy(r *urgeRow) string {
	if r.State != data.UrgingDue {
		return words.Or(r.Findings, r.Answer)
	}
	what := "期限"
	if r.part == data.CoUnit {
		what = r.Meeting.Body.Assisting() + "意见期限"
	}
	day := words.Day(r.limit, r.limit.AddDays(-r.daysLeft).Year())
	return data.DaysWords(r.daysLeft) + "，" + what + day
}

func urgeCounts(l *factList[*urgeRow]) fyne.CanvasObject {
	var parts []tally
	for _, k := range data.UrgeSteps {
		tone, shape := words.KindLook(k)
		parts = append(parts, l.tally("该"+k.Verb(), tone, shape, func(r *urgeRow) bool { return r.State == data.UrgingDue && r.Kind == k }))
	}
	tone, shape := words.UrgeLook(data.UrgingLate)
	return tallyBar(append(parts, l.tally(string(data.UrgingLate), tone, shape, func(r *urgeRow) bool { return r.State == data.UrgingLate })))
}

func urgeActions(l *factList[*urgeRow]) []fyne.CanvasObject {
	return []fyne.CanvasObject{
		ui.NewButton("单位进度", fynetheme.GridIcon(), func() { units.ShowBoard(l.deps, l.host) }),
		ui.NewAction("记督办", fynetheme.ContentAddIcon(), func() { proposal.EditSupervision(l.deps, l.host, data.Supervision{Kind: data.Visit}) }),
	}
}

// openUrge opens the form: of what is recorded, or filled in for what is due.
func openUrge(l *factList[*urgeRow], r *urgeRow) {
	proposal.EditSupervision(l.deps, l.host, r.Supervision)
}

// loadUrging touches no widget.
func loadUrging(ctx context.Context, r screen.Reader, scope factScope) ([]*urgeRow, error) {
	var rows []*urgeRow
	meetings := meetingsOf{}
	err := screen.EachCase(ctx, r, data.Scope{Year: scope.Year, BookID: scope.Book}, func(c data.Case, rules data.Rules) {
		for _, u := range data.UrgesDue(c, scope.Today, rules) {
			s := data.Supervision{ProposalID: u.ProposalID, Unit: u.Unit, Kind: u.Step}
			rows = append(rows, &urgeRow{Supervision: s, named: c.UnitName(u.Unit), key: urgeKey(u), Meeting: meetings.of(c.Book), Number: c.Proposal.Number, Title: c.Proposal.Title, State: data.UrgingDue, part: u.Part, limit: u.Limit, daysLeft: u.DaysLeft})
		}
		for _, s := range c.Supervisions {
			rows = append(rows, &urgeRow{Supervision: s, named: c.UnitName(s.Unit), key: int64(s.ID), Meeting: meetings.of(c.Book), Number: c.Proposal.Number, Title: c.Proposal.Title, State: s.State(scope.Today, rules)})
		}
	})
	if err != nil {
		return nil, err
	}
	rules, err := r.RuleYears(ctx)
	if err != nil {
		return nil, err
	}
	whole, err := r.Supervisions(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range whole {
		if s.ProposalID != 0 || scope.Year != 0 && s.Date.Year() != scope.Year {
			continue
		}
		rows = append(rows, &urgeRow{Supervision: s, named: s.Unit.InYear(s.Date.Year()).Name, key: int64(s.ID), Meeting: &data.Meeting{}, Title: "（单位整体工作）", State: s.State(scope.Today, rules.In(s.Date.Year()))})
	}
	return rows, ctx.Err()
}

// urgeKey tells what is due apart: a unit owes one thing of each part.
func urgeKey(u data.UrgeDue) int64 {
	part := int64(0)
	if u.Part == data.CoUnit {
		part = 1
	}
	return -(int64(u.ProposalID)<<24 | int64(u.Unit.ID)<<1 | part)
}
