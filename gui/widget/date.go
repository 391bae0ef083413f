package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
)

// DateEntry is a field for a day. A person types it as data.TypedDay reads it, such
// as 20220630, 6.30 within the field's year or 下周五; the field shows 2022年6月30日. The
// down and up keys go to the day after and before, in an empty field to today.
type DateEntry struct {
	Entry
	// Year completes a day typed without one; 0 asks for the year.
	Year int
	// Today is what the button in the field enters.
	Today data.Date
}

// NewDateEntry makes an empty field. Days without a year are taken to lie in
// the year given.
func NewDateEntry(year int, today data.Date) *DateEntry {
	d := &DateEntry{Year: year, Today: today}
	d.start(d, "如 2022-06-30")
	d.OnLeave = d.tidy
	if !today.IsZero() {
		d.ActionItem = newToday(d)
	}
	return d
}

// newToday is the small button that enters today.
func newToday(d *DateEntry) fyne.CanvasObject {
	return newFieldIcon(fynetheme.HistoryIcon(), func() {
		if !d.Disabled() {
			d.SetText(d.Today.Chinese())
		}
	})
}

// TypedKey goes to another day on the down and up keys.
func (d *DateEntry) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		d.step(1)
	case fyne.KeyUp:
		d.step(-1)
	default:
		d.Entry.TypedKey(e)
	}
}

// step goes some days on from the day typed.
func (d *DateEntry) step(days int) {
	day, err := d.Date()
	switch {
	case err != nil || d.Disabled():
		return
	case day.IsZero():
		day = d.Today
	default:
		day = day.AddDays(days)
	}
	d.SetText(day.Chinese())
}

// SetDate shows a day without calling the handler; the zero Date empties the
// field.
func (d *DateEntry) SetDate(day data.Date) { d.Fill(day.Chinese()) }

// Date is the day typed; the zero Date where the field is empty, and a
// data.Problem where what is typed is no day.
func (d *DateEntry) Date() (data.Date, error) {
	if strings.TrimSpace(d.Text) == "" {
		return data.Date{}, nil
	}
	return data.TypedDay(d.Text, d.Year, d.Today)
}

// tidy shows a day that is understood in its Chinese form.
func (d *DateEntry) tidy() {
	if day, err := d.Date(); err == nil && !day.IsZero() {
		d.Fill(day.Chinese())
	}
}
