package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// headRow is the row of headings. With the keyboard in it, left and right go
// from heading to heading, Enter sorts.
type headRow struct {
	fw.BaseWidget
	widths func(float32) []float32
	cells  []*headCell
	edges  []*headGrip // of each cell; nil where it cannot be dragged
	at     int         // the heading that has the keyboard
	back   *canvas.Rectangle
	under  *canvas.Rectangle
}

func newHeadRow(widths func(float32) []float32) *headRow {
	h := &headRow{widths: widths, back: canvas.NewRectangle(color.Transparent), under: canvas.NewRectangle(color.Transparent)}
	h.ExtendBaseWidget(h)
	return h
}

func (h *headRow) add(title string, right, sorts bool, onTap func(), edge *headGrip) {
	h.cells, h.edges = append(h.cells, newHeadCell(title, right, sorts, onTap)), append(h.edges, edge)
}

// FocusGained shows which heading the keyboard is on.
func (h *headRow) FocusGained() {
	if !h.reachable(h.at) {
		h.move(1)
	}
	h.cells[h.at].setFocused(true)
}

// FocusLost hides the ring.
func (h *headRow) FocusLost() { h.cells[h.at].setFocused(false) }

// TypedRune is not needed.
func (h *headRow) TypedRune(rune) {}

// TypedKey goes to another heading or sorts by this one.
func (h *headRow) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyLeft:
		h.move(-1)
	case e.Name == fyne.KeyRight:
		h.move(1)
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace:
		h.cells[h.at].Tapped(nil)
	case forWindow(e):
		PassKey(h, e)
	}
}

// move goes to the next heading in a direction that sorts and is shown.
func (h *headRow) move(by int) {
	for i := h.at + by; i >= 0 && i < len(h.cells); i += by {
		if h.reachable(i) {
			h.cells[h.at].setFocused(false)
			h.at = i
			h.cells[i].setFocused(true)
			return
		}
	}
}

func (h *headRow) reachable(i int) bool { return h.cells[i].sorts && h.cells[i].Visible() }

// CreateRenderer is Fyne's.
func (h *headRow) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{h.back, h.under}
	for _, c := range h.cells {
		objects = append(objects, c)
	}
	for _, e := range h.edges { // over the cells
		if e != nil {
			objects = append(objects, e)
		}
	}
	r := &headRenderer{rowRenderer{objects, h.layout, look.SizeHeadRow}, h}
	r.Refresh()
	return r
}

type headRenderer struct {
	rowRenderer
	head *headRow
}

func (r *headRenderer) Refresh() {
	r.head.back.FillColor = look.Colour(fynetheme.ColorNameHeaderBackground)
	r.head.under.FillColor = look.Colour(fynetheme.ColorNameInputBorder)
	r.rowRenderer.Refresh()
}

func (h *headRow) layout(size fyne.Size) {
	h.back.Resize(size)
	h.under.Move(fyne.NewPos(0, size.Height-1))
	h.under.Resize(fyne.NewSize(size.Width, 1))
	x := float32(0)
	for i, w := range h.widths(size.Width) {
		h.cells[i].Hidden = w <= 0
		h.cells[i].Move(fyne.NewPos(x, 0))
		h.cells[i].Resize(fyne.NewSize(w, size.Height))
		x += w
		if e := h.edges[i]; e != nil {
			e.Hidden = w <= 0
			e.Move(fyne.NewPos(x-grip, 0))
			e.Resize(fyne.NewSize(grip, size.Height))
		}
	}
}

// headCell is one heading; tapping it sorts.
type headCell struct {
	fw.BaseWidget
	title  *Line
	arrow  *fw.Icon
	hover  *canvas.Rectangle
	sorts  bool
	onTap  func()
	sorted bool
}

func newHeadCell(title string, right, sorts bool, onTap func()) *headCell {
	c := &headCell{title: NewLine(title), arrow: fw.NewIcon(fynetheme.MenuDropUpIcon()), hover: canvas.NewRectangle(color.Transparent), sorts: sorts, onTap: onTap}
	c.title.Bold, c.title.TextSize, c.title.Color = true, look.SizeSmall, look.ColorHeading
	if right {
		c.title.Align = fyne.TextAlignTrailing
	}
	c.arrow.Hide()
	c.hover.Hide()
	c.ExtendBaseWidget(c)
	return c
}

func (c *headCell) setFocused(yes bool) {
	c.hover.StrokeColor, c.hover.StrokeWidth = color.Transparent, 0
	if yes {
		c.hover.StrokeColor, c.hover.StrokeWidth = look.Colour(fynetheme.ColorNameFocus), 2
	}
	c.hover.FillColor = color.Transparent
	c.hover.Hidden = !yes
	c.hover.Refresh()
}

func (c *headCell) setSorted(sorted, descending bool) {
	c.sorted = sorted
	c.arrow.Hidden = !sorted
	if descending {
		c.arrow.SetResource(fynetheme.MenuDropDownIcon())
	} else {
		c.arrow.SetResource(fynetheme.MenuDropUpIcon())
	}
	c.layout(c.Size())
	c.Refresh()
}

// Tapped sorts.
func (c *headCell) Tapped(*fyne.PointEvent) {
	if c.sorts {
		c.onTap()
	}
}

// Cursor shows that a heading can be tapped.
func (c *headCell) Cursor() desktop.Cursor {
	if c.sorts {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn shows the hovered heading.
func (c *headCell) MouseIn(*desktop.MouseEvent) {
	if c.sorts {
		c.hover.FillColor = look.Colour(fynetheme.ColorNameHover)
		c.hover.Show()
		c.hover.Refresh()
	}
}

// MouseMoved is not needed.
func (c *headCell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover away.
func (c *headCell) MouseOut() {
	c.hover.FillColor = color.Transparent
	c.hover.Hidden = c.hover.StrokeWidth == 0
	c.hover.Refresh()
}

// CreateRenderer is Fyne's.
func (c *headCell) CreateRenderer() fyne.WidgetRenderer {
	return &rowRenderer{[]fyne.CanvasObject{c.hover, c.title, c.arrow}, c.layout, look.SizeHeadRow}
}

func (c *headCell) layout(size fyne.Size) {
	c.hover.Resize(size)
	side, icon := look.Size(look.SizeCell), float32(0)
	if c.sorted {
		icon = look.Size(fynetheme.SizeNameInlineIcon)
	}
	room := max(size.Width-2*side, 0)
	text := min(fyne.MeasureText(c.title.Text, look.Size(look.SizeSmall), fyne.TextStyle{Bold: true}).Width+1, room)
	x := side
	if c.title.Align == fyne.TextAlignTrailing {
		x = size.Width - side - text
	}
	c.title.Move(fyne.NewPos(x, 0))
	c.title.Resize(fyne.NewSize(text, size.Height))
	c.arrow.Move(fyne.NewPos(x+text-2, (size.Height-icon)/2))
	c.arrow.Resize(fyne.NewSquareSize(icon))
}
