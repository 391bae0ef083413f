package widget

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
)

// DateEntry is a field for a day. A person types it as data.TypedDay reads it, such
// as 20220630, 6.30 within the field's year or 下周五; the field shows 2022年6月30日. The
// down and up keys go to the day after and before, in an empty field to today; the
// button in the field, F4 and Alt+Down open a month to choose from.
type DateEntry struct {
	Entry
	// Year completes a day typed without one; 0 asks for the year.
	Year int
	// Today is what the down key enters, and 今天 in the month.
	Today data.Date
	// Calendar tells the month's holidays; nil knows weekends and fixed days only.
	Calendar func() data.Calendar

	month *fw.PopUp
}

// NewDateEntry makes an empty field. Days without a year are taken to lie in
// the year given.
func NewDateEntry(year int, today data.Date) *DateEntry {
	d := &DateEntry{Year: year, Today: today}
	d.start(d, "如 2022年6月30日")
	d.OnLeave = d.tidy
	d.ActionItem = newFieldIcon(fynetheme.CalendarIcon(), d.openMonth)
	return d
}

// TypedKey goes to another day on the down and up keys and opens the month on F4.
func (d *DateEntry) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		d.step(1)
	case fyne.KeyUp:
		d.step(-1)
	case fyne.KeyF4:
		d.openMonth()
	default:
		d.Entry.TypedKey(e)
	}
}

// TypedShortcut opens the month on Alt+Down.
func (d *DateEntry) TypedShortcut(s fyne.Shortcut) {
	if k, ok := s.(*desktop.CustomShortcut); ok && k.KeyName == fyne.KeyDown && k.Modifier == fyne.KeyModifierAlt {
		d.openMonth()
		return
	}
	d.Entry.TypedShortcut(s)
}

// openMonth shows the month of the day typed, else of today, below the field or
// above it where there is no room.
func (d *DateEntry) openMonth() {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(d)
	if c == nil || d.Disabled() || d.month != nil && d.month.Visible() {
		return
	}
	at, err := d.Date()
	switch {
	case err == nil && !at.IsZero():
	case !d.Today.IsZero():
		at = d.Today
	default:
		at = data.NewDate(max(d.Year, 1950), time.January, 1)
	}
	var calendar data.Calendar
	if d.Calendar != nil {
		calendar = d.Calendar()
	}
	shut := func() {
		d.month.Hide()
		c.Focus(d)
	}
	view := newMonthView(calendar, d.Today, at, func(day data.Date) {
		shut()
		d.SetText(day.Chinese())
	}, shut)
	d.month = fw.NewPopUp(view, c)
	size := d.month.MinSize()
	place := driver.AbsolutePositionForObject(d)
	below := place.Y + d.Size().Height
	if below+size.Height > c.Size().Height {
		below = max(place.Y-size.Height, 0)
	}
	d.month.ShowAtPosition(fyne.NewPos(max(min(place.X, c.Size().Width-size.Width), 0), below))
	c.Focus(view)
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
