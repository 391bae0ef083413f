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

// TabBar is a row of words of which one is chosen, underlined. With the
// keyboard in it, left and right choose.
type TabBar struct {
	fw.BaseWidget
	onChange func(i int)
	tabs     []*tab
	chosen   int
	focused  bool
	under    *canvas.Rectangle
}

// NewTabBar makes a bar of these words; the first is chosen.
func NewTabBar(words []string, onChange func(i int)) *TabBar {
	b := &TabBar{onChange: onChange, under: canvas.NewRectangle(color.Transparent)}
	for i, w := range words {
		t := &tab{bar: b, index: i, word: NewLine(w)}
		t.word.Whole = true
		t.ExtendBaseWidget(t)
		b.tabs = append(b.tabs, t)
	}
	b.ExtendBaseWidget(b)
	b.paint()
	return b
}

// SetWord changes a word, such as 沟通 3.
func (b *TabBar) SetWord(i int, word string) {
	b.tabs[i].word.SetText(word)
	b.Refresh()
}

// Word is the word of tab i.
func (b *TabBar) Word(i int) string { return b.tabs[i].word.Text }

// Chosen is the index of the chosen word.
func (b *TabBar) Chosen() int { return b.chosen }

// Fill chooses a word without calling the handler.
func (b *TabBar) Fill(i int) {
	b.chosen = i
	b.paint()
	b.Refresh()
}

// Choose does what a click on word i does.
func (b *TabBar) Choose(i int) {
	if i < 0 || i >= len(b.tabs) || i == b.chosen {
		return
	}
	b.Fill(i)
	b.onChange(i)
}

// Turn chooses the tab so many further on, around the end, and puts the keyboard on
// the bar: what the tab holds is the next that Tab comes to.
func (b *TabBar) Turn(by int) {
	n := len(b.tabs)
	b.Choose(((b.chosen+by)%n + n) % n)
	focus(b)
}

func (b *TabBar) paint() {
	for i, t := range b.tabs {
		t.word.Bold = i == b.chosen
		t.word.Color = look.ColorMuted
		if i == b.chosen || t.hover {
			t.word.Color = fynetheme.ColorNamePrimary
		}
		t.word.Refresh()
	}
}

// FocusGained shows the ring.
func (b *TabBar) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost hides the ring.
func (b *TabBar) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune is not needed.
func (b *TabBar) TypedRune(rune) {}

// TypedKey chooses the tab beside.
func (b *TabBar) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyLeft:
		b.Choose(b.chosen - 1)
	case e.Name == fyne.KeyRight:
		b.Choose(b.chosen + 1)
	case forWindow(e):
		PassKey(b, e)
	}
}

// CreateRenderer is Fyne's.
func (b *TabBar) CreateRenderer() fyne.WidgetRenderer {
	r := &tabBarRenderer{bar: b, line: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type tabBarRenderer struct {
	bar  *TabBar
	line *canvas.Rectangle
}

// tabGap is the space between two words, tabHeight the height of the bar.
const (
	tabGap    = 16
	tabHeight = 34
)

func (r *tabBarRenderer) Destroy() {}
func (r *tabBarRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.line}
	for _, t := range r.bar.tabs {
		objects = append(objects, t)
	}
	return append(objects, r.bar.under)
}

func (r *tabBarRenderer) height() float32 {
	return tabHeight * look.Scale()
}

func (r *tabBarRenderer) MinSize() fyne.Size {
	var w float32
	for _, t := range r.bar.tabs {
		w += t.word.MinSize().Width
	}
	return fyne.NewSize(w, r.height())
}

func (r *tabBarRenderer) Layout(size fyne.Size) {
	var words float32
	for _, t := range r.bar.tabs {
		words += t.word.MinSize().Width
	}
	gap := float32(tabGap)
	if n := len(r.bar.tabs) - 1; n > 0 {
		gap = max(min(gap, (size.Width-words)/float32(n)), 0)
	}
	x, h := float32(0), r.height()
	r.line.Move(fyne.NewPos(0, h-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	for i, t := range r.bar.tabs {
		w := t.word.MinSize().Width
		t.Move(fyne.NewPos(x, 0))
		t.Resize(fyne.NewSize(w, h))
		if i == r.bar.chosen {
			r.bar.under.Move(fyne.NewPos(x, h-2))
			r.bar.under.Resize(fyne.NewSize(w, 2))
		}
		x += w + gap
	}
}

func (r *tabBarRenderer) Refresh() {
	r.line.FillColor = look.Colour(look.ColorLine)
	if r.bar.focused {
		r.line.FillColor = look.Colour(fynetheme.ColorNameFocus)
	}
	r.bar.under.FillColor = look.Colour(fynetheme.ColorNamePrimary)
	r.Layout(r.bar.Size())
	r.line.Refresh()
	r.bar.under.Refresh()
}

// tab is one word of the bar.
type tab struct {
	fw.BaseWidget
	bar   *TabBar
	index int
	word  *Line
	hover bool
}

// Tapped chooses the word.
func (t *tab) Tapped(*fyne.PointEvent) { t.bar.Choose(t.index) }

// Cursor shows that the word can be tapped.
func (t *tab) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows the hovered word.
func (t *tab) MouseIn(*desktop.MouseEvent) { t.hover = true; t.bar.paint() }

// MouseMoved is not needed.
func (t *tab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows the word as usual.
func (t *tab) MouseOut() { t.hover = false; t.bar.paint() }

// CreateRenderer is Fyne's.
func (t *tab) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(t.word) }
