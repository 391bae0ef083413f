package lists

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/gui/form"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// listing is the list as shown: its title tells by what it was filtered.
func (l *factList[R]) listing() form.Listing {
	var by []string
	if l.pick != nil {
		by = append(by, l.only.Text)
	}
	for _, f := range l.filters {
		if v := f.Value(); v != "" {
			by = append(by, v)
		}
	}
	if w := strings.Join(strings.Fields(l.words), " "); w != "" {
		by = append(by, "“"+w+"”")
	}
	shown := data.Shown{Year: max(l.scope.Year, 0), Book: l.book, Chosen: strings.Join(by, "，")}
	if l.kind.EveryYear {
		shown.Year = 0
	}
	name, title, columns, rows := l.kind.Name, shown.Title(l.kind.Name), l.columns, l.table.Rows()
	list := form.Listing{List: ui.ListOf(columns, rows, name, title)}
	for _, c := range l.kind.Columns {
		if !c.Extra {
			list.Usual = append(list.Usual, c.ID)
		}
	}
	if len(l.kind.Texts) > 0 {
		scope := l.scope
		scope.Texts = true
		list.Fill = func(ctx context.Context, chosen []string) (data.List, error) {
			if !slices.ContainsFunc(chosen, func(id string) bool { return slices.Contains(l.kind.Texts, id) }) {
				return ui.ListOf(columns, rows, name, title), nil
			}
			whole, err := l.kind.Load(ctx, l.deps.Store, scope)
			return ui.ListOf(columns, inPlaceOf(rows, whole, l.kind.Key), name, title), err
		}
	}
	return list
}

// inPlaceOf are rows as others of the same keys have them; those that are gone since
// stay as they are.
func inPlaceOf[R any](rows, others []R, key func(R) int64) []R {
	byKey := make(map[int64]R, len(others))
	for _, r := range others {
		byKey[key(r)] = r
	}
	rows = slices.Clone(rows)
	for i, r := range rows {
		if o, ok := byKey[key(r)]; ok {
			rows[i] = o
		}
	}
	return rows
}

// Export writes the list as shown and opens it (Ctrl+P).
func (l *factList[R]) Export() { l.listing().Save(l.deps, l.host, form.Format(l.deps).Ending) }

// Print asks how to print the list as shown (Ctrl+Shift+P).
func (l *factList[R]) Print() { l.listing().Print(l.deps, l.host) }

// factText is a column of plain text.
func factText[R any](id, title string, width, flex float32, drop int, f func(R) string) factColumn[R] {
	return factColumn[R]{Column: ui.Column[R]{ID: id, Title: title, Width: width, Flex: flex, Drop: drop,
		Cell: func(r R) ui.Cell { return ui.Cell{Text: f(r)} }}}
}

// factDay is a column of days.
func factDay[R any](id, title string, width float32, drop int, f func(R) data.Date) factColumn[R] {
	return factColumn[R]{Column: ui.Column[R]{ID: id, Title: title, Width: width, Drop: drop,
		Cell:  func(r R) ui.Cell { return ui.Cell{Text: f(r).Chinese()} },
		Value: func(r R) data.Value { return data.DayOf(f(r)) }},
		Compare: func(a, b R) int { return f(a).Compare(f(b)) }, Last: func(r R) bool { return f(r).IsZero() }}
}

// factCount is a column of whole numbers; it leaves the program as such. said is
// how the screen tells it, nil as it is.
func factCount[R any](id, title string, width float32, drop int, f func(R) int, said func(int) string) factColumn[R] {
	if said == nil {
		said = strconv.Itoa
	}
	return factColumn[R]{Column: ui.Column[R]{ID: id, Title: title, Width: width, Drop: drop,
		Cell:  func(r R) ui.Cell { return ui.Cell{Text: said(f(r))} },
		Value: func(r R) data.Value { return data.CountOf(f(r)) }},
		Compare: func(a, b R) int { return f(a) - f(b) }}
}

// factMeeting is the column of the meeting in lists that leave the program; on
// screen its twin stands where numbers of several meetings do.
func factMeeting[R any](f func(R) data.Meeting) factColumn[R] {
	return onPaper(factText("book", "届次", 150, 0, 0, func(r R) string {
		if m := f(r); m != (data.Meeting{}) {
			return m.Name()
		}
		return ""
	}))
}

// meetingsOf gives the rows of a book one and the same meeting.
type meetingsOf map[data.ID]*data.Meeting

func (m meetingsOf) of(b data.Book) *data.Meeting {
	if m[b.ID] == nil {
		m[b.ID] = &b.Meeting
	}
	return m[b.ID]
}

// shownMeeting is the column of the meeting on screen.
const shownMeeting = "meeting"

// meetingOnScreen is factMeeting's twin on screen, not shown at first.
func meetingOnScreen[R any](f func(R) data.Meeting) factColumn[R] {
	c := factText(shownMeeting, "届次", 132, 0, 1, func(r R) string { return f(r).Short() })
	c.Screen, c.Off = true, true
	return c
}

// factNumber is the column of a proposal's number, sorted as numbers.
func factNumber[R any](f func(R) string) factColumn[R] {
	return factColumn[R]{Column: ui.Column[R]{ID: "number", Title: "编号", Width: 96,
		Cell: func(r R) ui.Cell { return ui.Cell{Text: f(r), Color: look.ColorMuted} }},
		Compare: func(a, b R) int { return data.CompareNumbers(f(a), f(b)) }}
}

// onChoice makes a column one of exported and printed lists where it is chosen.
func onChoice[R any](c factColumn[R]) factColumn[R] {
	c.Paper, c.Extra = true, true
	return c
}

// onPaper makes a column one of exported and printed lists alone.
func onPaper[R any](c factColumn[R]) factColumn[R] {
	c.Paper = true
	return c
}
