package lists

import (
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
	return form.Listing{List: l.table.List(l.kind.Name, shown.Title(l.kind.Name))}
}

// Export writes the list as shown to PDF and opens it (Ctrl+P).
func (l *factList[R]) Export() { l.listing().Save(l.deps, l.host, ".pdf") }

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
		Cell:  func(r R) ui.Cell { return ui.Cell{Text: f(r).String()} },
		Value: func(r R) data.Value { return data.DayOf(f(r)) }},
		Compare: func(a, b R) int { return f(a).Compare(f(b)) }}
}

// factNumber is the column of a proposal's number, sorted as numbers.
func factNumber[R any](f func(R) string) factColumn[R] {
	return factColumn[R]{Column: ui.Column[R]{ID: "number", Title: "编号", Width: 96,
		Cell: func(r R) ui.Cell { return ui.Cell{Text: f(r), Color: look.ColorMuted} }},
		Compare: func(a, b R) int { return data.CompareNumbers(f(a), f(b)) }}
}

// onPaper makes a column one of exported and printed lists alone.
func onPaper[R any](c factColumn[R]) factColumn[R] {
	c.Paper = true
	return c
}
