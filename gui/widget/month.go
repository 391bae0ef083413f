package widget

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	look "jianban/gui/theme"
)

// monthView is a month of days to choose from. Holidays bear 休, worked weekend
// days 班; the line below says of the day that the keyboard is on what it is. The
// arrows go from day to day, Page Up and Down from month to month, Home and End to
// its ends; Enter chooses, Esc closes.
type monthView struct {
	fw.BaseWidget
	calendar data.Calendar
	today    data.Date // zero where it is not known
	at       data.Date // that the keyboard is on
	choose   func(data.Date)
	close    func()

	title, said  *Line
	back, onward *fieldIcon
	now          *Tap
	heads        []*Line
	days         []*dayCell // as many as a month ever has
}

// monthCells is how many days six weeks have.
const monthCells = 42

func newMonthView(c data.Calendar, today, at data.Date, choose func(data.Date), shut func()) *monthView {
	m := &monthView{calendar: c, today: today, at: at, choose: choose, close: shut, title: NewStrong(""), said: NewSmall("")}
	m.title.Align, m.said.Whole = fyne.TextAlignCenter, false
	m.back = newFieldIcon(fynetheme.NavigateBackIcon(), func() { m.goTo(m.at.AddMonths(-1)) })
	m.onward = newFieldIcon(fynetheme.NavigateNextIcon(), func() { m.goTo(m.at.AddMonths(1)) })
	m.now = NewLink("今天", func() { m.choose(m.today) })
	SetShown(m.now, !today.IsZero())
	for _, w := range []string{"一", "二", "三", "四", "五", "六", "日"} {
		head := Small(w)
		head.Align, head.Whole = fyne.TextAlignCenter, true
		m.heads = append(m.heads, head)
	}
	for range monthCells {
		m.days = append(m.days, newDayCell(func(d data.Date) { m.choose(d) }))
	}
	m.ExtendBaseWidget(m)
	m.show()
	return m
}

// goTo puts the keyboard on another day.
func (m *monthView) goTo(d data.Date) {
	m.at = d
	m.show()
	m.Refresh()
}

// show fills the days of the month that the keyboard is in.
func (m *monthView) show() {
	title := fmt.Sprintf("%d年%d月", m.at.Year(), int(m.at.Month()))
	switch year := m.at.Year(); {
	case m.calendar.Known(year):
	case m.calendar.OneSource(year) != "":
		title += "（放假通知未录入，按一个来源暂定）"
	default:
		title += "（放假通知未录入）"
	}
	m.title.SetText(title)
	all := data.Month(m.at.Year(), m.at.Month())
	for i, cell := range m.days {
		cell.Hidden = i >= len(all)
		if !cell.Hidden {
			cell.set(dayLook{day: all[i], mark: m.calendar.Mark(all[i]), free: !m.calendar.Workday(all[i]), other: all[i].Month() != m.at.Month(), today: all[i] == m.today, at: all[i] == m.at})
		}
	}
	said := m.at.MonthDay() + " " + m.at.ChineseWeekday()
	if reason := m.calendar.Reason(m.at); reason != m.at.ChineseWeekday() {
		said += "，" + reason
	}
	m.said.SetText(said)
}

// TypedKey moves, chooses and closes.
func (m *monthView) TypedKey(e *fyne.KeyEvent) {
	first := data.NewDate(m.at.Year(), m.at.Month(), 1)
	switch e.Name {
	case fyne.KeyLeft:
		m.goTo(m.at.AddDays(-1))
	case fyne.KeyRight:
		m.goTo(m.at.AddDays(1))
	case fyne.KeyUp:
		m.goTo(m.at.AddDays(-7))
	case fyne.KeyDown:
		m.goTo(m.at.AddDays(7))
	case fyne.KeyPageUp:
		m.goTo(m.at.AddMonths(-1))
	case fyne.KeyPageDown:
		m.goTo(m.at.AddMonths(1))
	case fyne.KeyHome:
		m.goTo(first)
	case fyne.KeyEnd:
		m.goTo(first.AddMonths(1).AddDays(-1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.choose(m.at)
	case fyne.KeyEscape, fyne.KeyF4:
		m.close()
	}
}

// FocusGained is not needed: the day that the keyboard is on is always shown.
func (m *monthView) FocusGained() {}

// FocusLost is not needed.
func (m *monthView) FocusLost() {}

// TypedRune is not needed.
func (m *monthView) TypedRune(rune) {}

// AcceptsTab keeps the keyboard on the days.
func (m *monthView) AcceptsTab() bool { return true }

// CreateRenderer is Fyne's.
func (m *monthView) CreateRenderer() fyne.WidgetRenderer {
	r := &monthRenderer{m: m, objects: []fyne.CanvasObject{m.title, m.back, m.onward, m.said, m.now}}
	for _, h := range m.heads {
		r.objects = append(r.objects, h)
	}
	for _, d := range m.days {
		r.objects = append(r.objects, d)
	}
	return r
}

type monthRenderer struct {
	m       *monthView
	objects []fyne.CanvasObject
}

// dayWidth, dayHeight and monthRow are the room of a day, and of the lines above
// and below the days, at scale 1.
const dayWidth, dayHeight, monthRow = 42, 30, 26

func (r *monthRenderer) Destroy()                     {}
func (r *monthRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *monthRenderer) MinSize() fyne.Size {
	s := look.Scale()
	return fyne.NewSize(7*dayWidth*s, (3*monthRow+6*dayHeight)*s)
}

func (r *monthRenderer) Layout(size fyne.Size) {
	m, s := r.m, look.Scale()
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x*s, y*s))
		o.Resize(fyne.NewSize(w*s, h*s))
	}
	place(m.back, 0, 0, monthRow, monthRow)
	place(m.onward, 7*dayWidth-monthRow, 0, monthRow, monthRow)
	place(m.title, monthRow, 0, 7*dayWidth-2*monthRow, monthRow)
	for i, h := range m.heads {
		place(h, float32(i)*dayWidth, monthRow, dayWidth, monthRow)
	}
	for i, d := range m.days {
		place(d, float32(i%7)*dayWidth, 2*monthRow+float32(i/7)*dayHeight, dayWidth, dayHeight)
	}
	foot := float32(2*monthRow + 6*dayHeight)
	word := m.now.MinSize().Width / s
	place(m.said, 6, foot, 7*dayWidth-word-16, monthRow)
	place(m.now, 7*dayWidth-word-6, foot, word, monthRow)
}

func (r *monthRenderer) Refresh() {
	for _, o := range r.objects {
		o.Refresh()
	}
}

// dayLook is what a day of the month shows.
type dayLook struct {
	day                    data.Date
	mark                   string // 休, 班 or ""
	free, other, today, at bool
}

// dayCell is one day: its number, beside it 休 or 班.
type dayCell struct {
	fw.BaseWidget
	dayLook
	tap          func(data.Date)
	hover        bool
	back         *canvas.Rectangle
	number, sign *canvas.Text
}

func newDayCell(tap func(data.Date)) *dayCell {
	c := &dayCell{tap: tap, back: canvas.NewRectangle(color.Transparent), number: canvas.NewText("", color.Black), sign: canvas.NewText("", color.Black)}
	c.number.Alignment = fyne.TextAlignTrailing
	c.ExtendBaseWidget(c)
	return c
}

func (c *dayCell) set(l dayLook) { c.dayLook = l }

// Tapped chooses the day.
func (c *dayCell) Tapped(*fyne.PointEvent) { c.tap(c.day) }

// Cursor shows that it can be clicked.
func (c *dayCell) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows it hovered.
func (c *dayCell) MouseIn(*desktop.MouseEvent) { c.hover = true; c.Refresh() }

// MouseMoved is not needed.
func (c *dayCell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows it as usual.
func (c *dayCell) MouseOut() { c.hover = false; c.Refresh() }

// CreateRenderer is Fyne's.
func (c *dayCell) CreateRenderer() fyne.WidgetRenderer { return &dayRenderer{c} }

type dayRenderer struct{ c *dayCell }

func (r *dayRenderer) Destroy() {}
func (r *dayRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.back, r.c.number, r.c.sign}
}
func (r *dayRenderer) MinSize() fyne.Size {
	return fyne.NewSize(dayWidth*look.Scale(), dayHeight*look.Scale())
}

func (r *dayRenderer) Layout(size fyne.Size) {
	c := r.c
	c.back.Move(fyne.NewPos(1, 1))
	c.back.Resize(size.SubtractWidthHeight(2, 2))
	c.back.CornerRadius = look.Size(look.SizeCorner)
	half := size.Width * 0.56
	h := c.number.MinSize().Height
	c.number.Move(fyne.NewPos(0, (size.Height-h)/2))
	c.number.Resize(fyne.NewSize(half, h))
	h = c.sign.MinSize().Height
	c.sign.Move(fyne.NewPos(half+2, (size.Height-h)/2))
	c.sign.Resize(fyne.NewSize(size.Width-half-2, h))
}

func (r *dayRenderer) Refresh() {
	c := r.c
	ink := fynetheme.ColorNameForeground
	switch {
	case c.at:
		ink = fynetheme.ColorNameForegroundOnPrimary
	case c.other:
		ink = fynetheme.ColorNameDisabled
	case c.free:
		ink = look.ColorRed
	}
	c.back.FillColor, c.back.StrokeColor, c.back.StrokeWidth = color.Transparent, color.Transparent, 0
	switch {
	case c.at:
		c.back.FillColor = look.Colour(fynetheme.ColorNamePrimary)
	case c.hover:
		c.back.FillColor = look.Colour(fynetheme.ColorNameHover)
	}
	if c.today {
		c.back.StrokeColor, c.back.StrokeWidth = look.Colour(fynetheme.ColorNamePrimary), 1.5
		if c.at {
			c.back.StrokeColor = look.Colour(fynetheme.ColorNameForeground)
		}
	}
	c.number.Text, c.number.TextSize, c.number.Color = fmt.Sprint(c.day.Day()), look.Size(fynetheme.SizeNameText), look.Colour(ink)
	c.number.TextStyle.Bold = c.today || c.at
	c.sign.Text, c.sign.TextSize, c.sign.Color = c.mark, look.Size(look.SizeSmall)*0.85, look.Colour(ink)
	r.Layout(c.Size())
	c.back.Refresh()
	c.number.Refresh()
	c.sign.Refresh()
}
