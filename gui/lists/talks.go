package lists

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// talkRow is one consultation as the screen 沟通 lists it.
type talkRow struct {
	*data.Consultation // its case's: of a large year there are many
	Year               int
	Meeting            *data.Meeting
	Number             string
	Title              string
	Attendees          string
	Unit               string
	Proof              bool // a file or a signed form is there
}

// NewTalksScreen lists the consultations of all proposals.
func NewTalksScreen(d screen.Deps, h screen.Host) screen.Screen {
	return newFactList(d, h, factKind[*talkRow]{
		Name: "沟通记录", Unit: "次", Tab: screen.TabTalks, Sort: "date", Down: true,
		Load: loadTalks,
		Key:  func(r *talkRow) int64 { return int64(r.ID) },
		Case: func(r *talkRow) data.ID { return r.ProposalID },
		Find: func(r *talkRow) data.RowWords {
			return data.RowWords{Number: r.Number, Year: r.Year, Meeting: *r.Meeting, People: append(strings.Split(r.Attendees, "、"), r.LedBy),
				Names: []string{r.Unit, r.Title, r.Place}, Texts: []string{r.LedBy, r.Others, string(r.Phase), string(r.Method)}}
		},
		Texts: []string{"said", "agreed"},
		Columns: []factColumn[*talkRow]{
			factDay("date", "日期", 96, 0, func(r *talkRow) data.Date { return r.Date }),
			meetingOnScreen(func(r *talkRow) data.Meeting { return *r.Meeting }),
			factMeeting(func(r *talkRow) data.Meeting { return *r.Meeting }),
			factNumber(func(r *talkRow) string { return r.Number }),
			factText("title", "标题", 170, 1, 0, func(r *talkRow) string { return r.Title }),
			factText("phase", "阶段", 60, 0, 0, func(r *talkRow) string { return string(r.Phase) }),
			factText("method", "方式", 96, 0, 1, func(r *talkRow) string { return string(r.Method) }),
			factText("who", "参加代表", 120, 0, 3, func(r *talkRow) string { return r.Attendees }),
			factText("unit", "承办单位", 124, 0, 2, func(r *talkRow) string { return r.Unit }),
			onPaper(factText("led", "带队人", 80, 0, 0, func(r *talkRow) string { return r.LedBy })),
			onPaper(factText("place", "地点", 110, 0, 0, func(r *talkRow) string { return r.Place })),
			onChoice(factText("others", "其他人员", 110, 0, 0, func(r *talkRow) string { return r.Others })),
			onPaper(factText("said", "代表意见", 130, 1, 0, func(r *talkRow) string { return r.Said })),
			onPaper(factText("agreed", "商定事项", 130, 1, 0, agreedTold)),
			onChoice(factDay("signed", "代表签字", 96, 0, func(r *talkRow) data.Date { return r.FormSigned })),
			{Column: ui.Column[*talkRow]{ID: "proof", Title: "凭证", Width: 70, Cell: proofCell}},
		},
		Filters: []factFilter[*talkRow]{
			{All: "全部阶段", Value: func(r *talkRow) string { return string(r.Phase) }, Order: asStrings(data.Phases)},
			{All: "全部方式", Value: func(r *talkRow) string { return string(r.Method) }, Order: asStrings(data.Methods)},
			{All: "全部单位", Value: func(r *talkRow) string { return r.Unit }},
			{All: "有无凭证", Value: func(r *talkRow) string { return proofCell(r).Text }},
		},
		Actions: func(l *factList[*talkRow]) []fyne.CanvasObject {
			return []fyne.CanvasObject{printPapers(l, "打印登记表", "talks")}
		},
		Nothing: [2]string{"还没有沟通记录", "在一件建议的“沟通”里记办前、办中、办后的每一次沟通，这里汇总。"},
	})
}

// agreedTold is what was agreed: in words, then item by item.
func agreedTold(r *talkRow) string {
	lines := words.NonEmpty(r.Agreed)
	for _, i := range r.Items {
		lines = append(lines, i.Words())
	}
	return strings.Join(lines, "\n")
}

func proofCell(r *talkRow) ui.Cell {
	if r.Proof {
		return ui.Cell{Badge: true, Text: "有", Tone: ui.ToneGreen, Shape: ui.Check}
	}
	if r.Method == data.NotNeeded {
		return ui.Cell{Badge: true, Text: "无需", Tone: ui.ToneGrey, Shape: ui.Dash}
	}
	return ui.Cell{Badge: true, Text: "缺", Tone: ui.ToneGrey, Shape: ui.Ring}
}

// loadTalks touches no widget.
func loadTalks(ctx context.Context, r screen.Reader, scope factScope) ([]*talkRow, error) {
	var rows []*talkRow
	meetings := meetingsOf{}
	err := screen.EachCase(ctx, r, data.Scope{Year: scope.Year, BookID: scope.Book, Texts: scope.Texts}, func(c data.Case, _ data.Rules) {
		for i, x := range c.Consultations {
			row := &talkRow{Consultation: &c.Consultations[i], Year: c.Year(), Meeting: meetings.of(c.Book), Number: c.Proposal.Number, Title: c.Proposal.Title, Attendees: c.Names(x.Attended), Proof: c.HasProof(x)}
			if a, ok := c.LeadAssignment(); ok {
				row.Unit = c.UnitName(a.Unit)
			}
			rows = append(rows, row)
		}
	})
	return rows, err
}

// asStrings are choices as plain strings.
func asStrings[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}
