package widget

import (
	"slices"

	"jianban/data"
)

// paperMM are the millimetres on paper of a pixel on screen at scale 1.
const paperMM = 0.22

// List is the table as it leaves the program: all its columns, those that have no
// room on screen and those of Paper as well, and the rows shown, in their order.
// It may be read off the UI goroutine; what the table shows later is not in it.
func (t *Table[R]) List(name, title string) data.List { return ListOf(t.all, t.rows, name, title) }

// ListOf is a table of rows as it leaves the program.
func ListOf[R any](columns []Column[R], rows []R, name, title string) data.List {
	columns = slices.DeleteFunc(slices.Clone(columns), func(c Column[R]) bool { return c.Off || c.Screen })
	l := data.List{Name: name, Title: title, Empty: "没有" + name, Rows: len(rows)}
	for _, c := range columns {
		set := data.Wrapped
		switch {
		case c.Flex > 0:
			set = data.Prose
		case c.Width <= 100:
			set = data.Snug
		}
		l.Columns = append(l.Columns, data.ListColumn{ID: c.ID, Title: c.Title, Width: float64(c.Width+60*c.Flex) * paperMM, Setting: set})
	}
	l.Row = func(i int, cells []data.Value) {
		for j, c := range columns {
			if c.Value != nil {
				cells[j] = c.Value(rows[i])
			} else {
				cells[j] = data.TextOf(c.Cell(rows[i]).Text)
			}
		}
	}
	return l
}
