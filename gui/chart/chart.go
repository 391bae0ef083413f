package chart

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/data"
	ui "jianban/gui/widget"
)

// Open shows what is behind a figure: with its name and its value as written, or
// of a figure of the year before, whose proposals are not held, by its name.
type Open struct {
	Now    func(name, value string, f data.Figure)
	Before func(name string) // nil where the chart has none
}

// section is a heading over a chart.
func section(title string, parts ...fyne.CanvasObject) *fyne.Container {
	c := container.New(layout.NewCustomPaddedVBoxLayout(4), ui.NewStrong(title))
	for _, p := range parts {
		c.Add(p)
	}
	return c
}

// mostRows is how many rows a table has in the window: all stand on paper.
const mostRows = 60

// Table draws a table of a year's figures; nil where it has no rows.
func Table(t data.YearTable, open Open) fyne.CanvasObject {
	if len(t.Rows) == 0 {
		return nil
	}
	var columns []ui.BarColumn
	var shown []int
	for i, c := range t.Columns[1:] {
		if c.Paper {
			continue
		}
		shown = append(shown, i+1)
		columns = append(columns, ui.BarColumn{Title: c.Title, Plain: !t.Barred(i + 1), Words: c.Words})
	}
	if len(columns) == 1 {
		columns[0].Title = "" // the heading says it
	}
	rows, left := t.Rows, ""
	if len(rows) > mostRows {
		rows, left = rows[:mostRows], fmt.Sprintf("共 %d 行，其余在附表里", len(t.Rows))
	}
	var bars []ui.BarRow
	for _, row := range rows {
		r := ui.BarRow{Name: row[0].Text}
		for _, i := range shown {
			r.Cells = append(r.Cells, cell(row[i], open))
		}
		if row[0].Opens() { // a name that tells what is opened: the next cell opens it
			r.Cells[0].Open = func() { open.Now(row[0].Name, row[0].Value, row[0].Figure) }
		}
		bars = append(bars, r)
	}
	name := ""
	if len(columns) > 1 {
		name = t.Columns[0].Title
	}
	b := ui.NewBars()
	b.Set(name, columns, bars)
	if left == "" {
		return section(t.Title, b.Root)
	}
	return section(t.Title, b.Root, ui.NewSmall(left))
}

func cell(c data.YearCell, open Open) ui.BarCell {
	out := ui.BarCell{Part: float32(c.Part), Text: c.Text}
	switch {
	case !c.Opens():
	case c.Before:
		if open.Before != nil {
			out.Open = func() { open.Before(c.Name) }
		}
	default:
		out.Open = func() { open.Now(c.Name, c.Value, c.Figure) }
	}
	return out
}

// looks are those of lines, which differ in thickness and shape as in colour.
var looks = []ui.LineSeries{
	{Tone: ui.ToneGrey, Shape: ui.Ring, Thick: 1.2}, {Tone: ui.ToneOrange, Shape: ui.Triangle, Thick: 1.2}, {Tone: ui.ToneBlue, Shape: ui.Dot, Thick: 2.6},
}

// Lines draws counts that grow over a year; nil where it has no steps.
func Lines(l data.YearLines) fyne.CanvasObject {
	if len(l.Steps) == 0 {
		return nil
	}
	var series []ui.LineSeries
	for i, line := range l.Lines {
		s := looks[i%len(looks)]
		s.Name, s.Values = line.Name, line.Values
		series = append(series, s)
	}
	lines := ui.NewLines()
	lines.Set(l.Steps, series)
	return section(l.Title, lines)
}

// Parts draws all of a year, one below the other.
func Parts(parts []data.YearPart, open Open) (all []fyne.CanvasObject) {
	for _, p := range parts {
		if o := Lines(p.Lines); o != nil {
			all = append(all, o)
		}
		for _, t := range p.Tables {
			all = append(all, Table(t, open))
		}
	}
	return all
}
