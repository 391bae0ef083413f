package widget

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	look "jianban/gui/theme"
)

// Cell is what one cell shows: a text, or a badge.
type Cell struct {
	Text  string
	Color fyne.ThemeColorName // "" is the normal colour
	Badge bool                // Text is shown in a badge of Tone and Shape
	Tone  Tone
	Shape Shape
	Marks [][2]int // stretches of Text, in bytes, with a ground of their own
	Head  int      // bytes of Text that stay where what is before the first mark has no room
}

// Column is one column of a table.
type Column[R any] struct {
	ID    string
	Title string
	Width float32 // px at scale 1 where there are no rows; with Flex, the least width
	Flex  float32 // share of the room that is left; 0 is as wide as what it holds
	Drop  int     // where there is no room, columns of the highest Drop go first; 0 always stays
	Right bool    // aligned to the right
	Sort  bool    // its heading sorts
	Cell  func(R) Cell
	Off   bool // not shown until Table.ShowColumn
	// Value is the cell where the table leaves the program; nil takes Cell's text.
	Value func(R) data.Value
	Paper bool // stands in lists that leave the program, never on screen
	// Screen columns stand on screen alone: others of Paper tell apart what they tell.
	Screen bool
}

// Table shows rows under sortable headings. Only visible rows exist as
// widgets, so thousands of rows cost nothing. It is used with the mouse and
// the keyboard: up and down choose, Enter or a double click opens.
type Table[R any] struct {
	fw.BaseWidget
	Key      func(R) int64                        // tells rows apart, so that the choice outlives SetRows
	OnSelect func(R)                              // a person chose a row
	OnOpen   func(R)                              // a person opened a row
	OnSort   func(column string, descending bool) // a person tapped a heading
	OnMark   func()                               // a person marked rows; nil where there is nothing to mark them for
	// OnMenu gives what else a row's menu (the right button, the menu key) offers; may
	// be nil. OpenWord is what it calls OnOpen; "" is 打开.
	OnMenu   func(R) []*fyne.MenuItem
	OpenWord string

	all        []Column[R] // those of Paper too
	columns    []Column[R]
	rows       []R
	selected   int // -1 is none
	marks      map[int64]bool
	anchor     int // where Shift and a click mark from
	sort       string
	descending bool
	head       *headRow
	list       *rowList
	root       fyne.CanvasObject
	lastTap    time.Time
	lastRow    int

	widest []Widest           // what the columns held so far
	fitted []float32          // widths for that, at scale 1; nil before the first rows
	own    map[string]float32 // widths that a person gave, by column
	prefs  fyne.Preferences
	key    string // under which own is kept
}

// Several tells whether rows differ in something, such as their book: it has a column
// then.
func Several[R any, K comparable](rows []R, of func(R) K) bool {
	return len(rows) > 0 && slices.ContainsFunc(rows, func(r R) bool { return of(r) != of(rows[0]) })
}

// doubleClick is the longest time between the two taps of a double click.
const doubleClick = 400 * time.Millisecond

// NewTable makes an empty table.
func NewTable[R any](key func(R) int64, columns []Column[R]) *Table[R] {
	t := &Table[R]{Key: key, all: columns, selected: -1, lastRow: -1}
	t.columns = slices.DeleteFunc(slices.Clone(columns), func(c Column[R]) bool { return c.Paper })
	t.head = newHeadRow(t.widths)
	for i, c := range t.columns {
		var edge *headGrip
		if c.Flex == 0 {
			edge = newHeadGrip(func(by float32) { t.onDrag(i, by) }, t.onDragged, func() { t.onFit(i) })
		}
		t.head.add(c.Title, c.Right, c.Sort, func() { t.onHead(c.ID) }, edge)
	}
	t.list = newRowList(func() int { return len(t.rows) },
		func() listRow {
			r := newTableRow(t.columns, t.widths, t.onTap)
			r.onMenu = t.menu
			return r
		},
		func(i int, r listRow) {
			if row, ok := r.(*tableRow[R]); ok && i < len(t.rows) {
				row.set(i, t.rows[i], t.marks[t.Key(t.rows[i])])
			}
		})
	t.list.move, t.list.open, t.list.all, t.list.space = t.onMove, t.Open, t.MarkAll, t.onSpace
	t.list.menu, t.list.copy = t.menuByKey, t.Copy
	t.root = Frame(t.head, nil, nil, nil, t.list)
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is Fyne's.
func (t *Table[R]) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(t.root) }

// SetRows shows other rows; a row chosen before stays chosen where it is still
// among them.
func (t *Table[R]) SetRows(rows []R) {
	var key int64
	had := t.selected >= 0
	if had {
		key = t.Key(t.rows[t.selected])
	}
	t.fit(rows)
	t.rows, t.selected, t.lastRow = rows, -1, -1
	t.list.chosen = -1
	for i, r := range rows {
		if had && t.Key(r) == key {
			t.show(i)
			break
		}
	}
	t.list.Refresh()
}

// Rows are the rows shown, in their order.
func (t *Table[R]) Rows() []R { return t.rows }

// Selected is the chosen row.
func (t *Table[R]) Selected() (r R, ok bool) {
	if t.selected < 0 {
		return r, false
	}
	return t.rows[t.selected], true
}

// SelectKey chooses the row of that key without calling OnSelect and tells
// whether it is there.
func (t *Table[R]) SelectKey(key int64) bool {
	for i, r := range t.rows {
		if t.Key(r) == key {
			t.show(i)
			return true
		}
	}
	return false
}

// Choose does what a click on row i does.
func (t *Table[R]) Choose(i int) {
	if i < 0 || i >= len(t.rows) || i == t.selected {
		return
	}
	t.show(i)
	if t.OnSelect != nil {
		t.OnSelect(t.rows[i])
	}
}

// Open does what Enter on the chosen row does.
func (t *Table[R]) Open() {
	if t.selected >= 0 && t.OnOpen != nil {
		t.OnOpen(t.rows[t.selected])
	}
}

// SetSort shows by which column the rows are sorted.
func (t *Table[R]) SetSort(column string, descending bool) {
	t.sort, t.descending = column, descending
	for i, c := range t.columns {
		t.head.cells[i].setSorted(c.ID == column, descending)
	}
}

// ShowColumn shows a column or takes it away.
func (t *Table[R]) ShowColumn(id string, yes bool) {
	for i := range t.columns {
		if c := &t.columns[i]; c.ID == id && c.Off == yes {
			c.Off = !yes
			t.head.layout(t.head.Size())
			t.list.fill(true)
			t.Refresh()
		}
	}
}

// Focus puts the keyboard into the table.
func (t *Table[R]) Focus() { focus(t.list) }

// Keyboard is the part that takes the keys, for Panel.First.
func (t *Table[R]) Keyboard() fyne.Focusable { return t.list }

// Heading does what a click on that column's heading does.
func (t *Table[R]) Heading(column string) { t.onHead(column) }

func (t *Table[R]) show(i int) {
	t.selected = i
	t.list.choose(i)
}

func (t *Table[R]) onHead(column string) {
	descending := t.sort == column && !t.descending
	t.SetSort(column, descending)
	if t.OnSort != nil {
		t.OnSort(column, descending)
	}
}

func (t *Table[R]) onTap(i int) {
	now := time.Now()
	double := i == t.lastRow && now.Sub(t.lastTap) < doubleClick
	t.lastTap, t.lastRow = now, i
	focus(t.list)
	if t.tapped(i) {
		return
	}
	switch {
	case double:
		t.Choose(i)
		t.Open()
	case i == t.selected && t.OnSelect != nil: // what it shows may have been closed since
		t.OnSelect(t.rows[i])
	default:
		t.Choose(i)
	}
}

func (t *Table[R]) onMove(by int) {
	if len(t.rows) > 0 {
		t.reach(min(max(t.selected+by, 0), len(t.rows)-1))
	}
}

// widths are the columns' widths in a table that wide; 0 for a dropped one.
func (t *Table[R]) widths(total float32) []float32 {
	scale := look.Scale()
	w := make([]float32, len(t.columns))
	var used, flex float32
	for i, c := range t.columns {
		if c.Off {
			continue
		}
		w[i] = t.width(i) * scale
		used += w[i]
		flex += c.Flex
	}
	if flex == 0 {
		flex = 1
	}
	for used > total {
		worst := -1
		for i, c := range t.columns {
			if w[i] > 0 && c.Drop > 0 && (worst < 0 || c.Drop > t.columns[worst].Drop) {
				worst = i
			}
		}
		if worst < 0 {
			break
		}
		used -= w[worst]
		w[worst], flex = 0, flex-t.columns[worst].Flex
	}
	for i, c := range t.columns {
		if w[i] > 0 && c.Flex > 0 && total > used {
			w[i] += (total - used) * c.Flex / flex
		}
	}
	return w
}

// focus gives the keyboard to a widget, where it is on a canvas.
func focus(o fyne.Focusable) {
	object, ok := o.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(object); c != nil {
		c.Focus(o)
	}
}
