// Package widget holds the parts that screens share: one line of text that
// shortens itself, badges of state, a virtual table, date and choice fields,
// forms with their errors in place, panels over the window, a split that
// remembers its width. They know nothing of the office: no data type but
// dates and problems, no store.
//
// Parts are for the UI goroutine. Colours and sizes come from gui/theme by
// name and are looked up at every Refresh, so a change of variant or scale
// follows at once. Filling a part from code (SetText, SetRows, Set…) never
// calls its On… function; only a person does.
package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// Line is one line of text that ends in … where there is no room for all.
type Line struct {
	fw.BaseWidget
	Text     string
	Color    fyne.ThemeColorName
	TextSize fyne.ThemeSizeName
	Bold     bool
	Align    fyne.TextAlign
	// Whole keeps the line from being shortened: its least width is the text's.
	Whole bool
}

// NewLine makes a shortening line in the normal colour and size.
func NewLine(text string) *Line {
	l := &Line{Text: text, Color: fynetheme.ColorNameForeground, TextSize: fynetheme.SizeNameText}
	l.ExtendBaseWidget(l)
	return l
}

// NewSmall makes a whole line in the small size and the muted colour.
func NewSmall(text string) *Line {
	l := NewLine(text)
	l.Color, l.TextSize, l.Whole = look.ColorMuted, look.SizeSmall, true
	return l
}

// NewHeading makes a whole bold line in a heading's size.
func NewHeading(text string) *Line {
	l := NewLine(text)
	l.TextSize, l.Bold, l.Whole = look.SizeTitle, true, true
	return l
}

// NewStrong makes a whole bold line of normal size.
func NewStrong(text string) *Line {
	l := NewLine(text)
	l.Bold, l.Whole = true, true
	return l
}

// SetText shows another text.
func (l *Line) SetText(text string) {
	if l.Text != text {
		l.Text = text
		l.Refresh()
	}
}

// Set shows another text in a colour.
func (l *Line) Set(text string, c fyne.ThemeColorName) {
	if l.Text != text || l.Color != c {
		l.Text, l.Color = text, c
		l.Refresh()
	}
}

// CreateRenderer is Fyne's.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	r := &lineRenderer{line: l, text: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

type lineRenderer struct {
	line *Line
	text *canvas.Text
}

func (r *lineRenderer) Destroy()                     {}
func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }

func (r *lineRenderer) MinSize() fyne.Size {
	l := r.line
	size := fyne.MeasureText(l.Text, look.Size(l.TextSize), fyne.TextStyle{Bold: l.Bold})
	if !l.Whole {
		size.Width = 0
	}
	if l.Text == "" {
		size.Height = fyne.MeasureText("字", look.Size(l.TextSize), fyne.TextStyle{Bold: l.Bold}).Height
	}
	return size
}

func (r *lineRenderer) Layout(size fyne.Size) {
	l := r.line
	r.text.Text = l.Text
	if !l.Whole {
		r.text.Text = shortened(l.Text, size.Width, look.Size(l.TextSize), fyne.TextStyle{Bold: l.Bold})
	}
	h := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.text.Resize(fyne.NewSize(size.Width, h))
}

func (r *lineRenderer) Refresh() {
	l := r.line
	r.text.Color, r.text.TextSize = look.Colour(l.Color), look.Size(l.TextSize)
	r.text.TextStyle.Bold, r.text.Alignment = l.Bold, l.Align
	r.Layout(l.Size())
	r.text.Refresh()
}

// shortened is the longest beginning of a text that has room, with … where it
// is not all of it.
func shortened(text string, width, size float32, style fyne.TextStyle) string {
	room := func(s string) bool { return fyne.MeasureText(s, size, style).Width <= width+0.5 }
	if width <= 0 || room(text) {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)-1
	for low < high {
		mid := (low + high + 1) / 2
		if room(string(runes[:mid]) + "…") {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return string(runes[:low]) + "…"
}
