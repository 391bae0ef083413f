package widget

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	look "jianban/gui/theme"
)

// fitRows is how many rows, spread over all, tell how wide the columns are.
const fitRows = 300

// fitMost is how much wider than its own width a column grows for what it holds.
const fitMost = 1.6

// badgeMore is what a badge takes beside its word: its sides and its shape, less the
// side of a cell, at scale 1.
const badgeMore = 27

// sortArrow is the room of the arrow that shows how rows are sorted, beyond the side
// of a cell, at scale 1.
const sortArrow = 10

// fit makes the columns as wide as their headings and what the rows hold, and leaves
// the rest to those with Flex. A column never becomes narrower than it was for other
// rows, so that nothing jumps while one filters.
func (t *Table[R]) fit(rows []R) {
	if len(rows) == 0 {
		return
	}
	if t.widest == nil {
		t.widest, t.fitted = make([]Widest, len(t.columns)), make([]float32, len(t.columns))
	}
	step := max((len(rows)+fitRows-1)/fitRows, 1)
	for i, c := range t.columns {
		if c.Flex > 0 {
			continue
		}
		more := float32(0)
		for n := 0; n < len(rows); n += step {
			cell := c.Cell(rows[n])
			t.widest[i].Add(cell.Text)
			if cell.Badge {
				more = badgeMore
			}
		}
		held := min(t.widest[i].Width()+2*cellSide()+more, c.Width*fitMost)
		t.fitted[i] = max(held, headWidth(c.Title, c.Sort))
	}
	t.head.layout(t.head.Size())
}

// cellSide is left and right of a cell's text, at scale 1.
func cellSide() float32 { return look.Size(look.SizeCell) / look.Scale() }

// headWidth is what a heading needs, at scale 1.
func headWidth(title string, sorts bool) float32 {
	w := fyne.MeasureText(title, look.Size(look.SizeSmall), fyne.TextStyle{Bold: true}).Width/look.Scale() + 2*cellSide() + 1
	if sorts {
		w += sortArrow
	}
	return w
}

// width is a column's width at scale 1, with Flex the least.
func (t *Table[R]) width(i int) float32 {
	c := t.columns[i]
	if w, own := t.own[c.ID]; own {
		return w
	}
	if c.Flex == 0 && t.fitted != nil && t.fitted[i] > 0 {
		return t.fitted[i]
	}
	return c.Width
}

// Remember keeps widths that a person gives to columns in prefs under a key and takes
// those kept before; prefs may be nil.
func (t *Table[R]) Remember(prefs fyne.Preferences, key string) *Table[R] {
	t.own, t.key, t.prefs = map[string]float32{}, key, prefs
	if prefs == nil {
		return t
	}
	for _, kept := range prefs.StringList(key) {
		id, width, _ := strings.Cut(kept, "=")
		if w, err := strconv.ParseFloat(width, 32); err == nil && w >= leastColumn && w <= mostColumn {
			t.own[id] = float32(w)
		}
	}
	return t
}

// leastColumn and mostColumn bound what a person can make of a column, at scale 1.
const leastColumn, mostColumn = 36, 1200

// onDrag makes a column wider by some pixels.
func (t *Table[R]) onDrag(i int, by float32) {
	if t.own == nil {
		t.own = map[string]float32{}
	}
	t.own[t.columns[i].ID] = min(max(t.width(i)+by/look.Scale(), leastColumn), mostColumn)
	t.relaid()
}

// onDragged keeps the widths.
func (t *Table[R]) onDragged() {
	if t.prefs == nil {
		return
	}
	var kept []string
	for _, c := range t.columns {
		if w, own := t.own[c.ID]; own {
			kept = append(kept, c.ID+"="+strconv.FormatFloat(float64(w), 'f', 0, 32))
		}
	}
	t.prefs.SetStringList(t.key, kept)
}

// onFit gives a column back the width of what it holds.
func (t *Table[R]) onFit(i int) {
	delete(t.own, t.columns[i].ID)
	t.relaid()
	t.onDragged()
}

// relaid shows the columns in their widths now.
func (t *Table[R]) relaid() {
	t.head.layout(t.head.Size())
	t.list.fill(true)
	t.Refresh()
}
