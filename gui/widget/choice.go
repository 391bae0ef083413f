package widget

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// Option is one thing to choose with the words for it.
type Option[T comparable] struct {
	Value T
	Label string
}

// Options makes options of words that stand for themselves.
func Options[T ~string](values []T) []Option[T] {
	out := make([]Option[T], len(values))
	for i, v := range values {
		out[i] = Option[T]{v, string(v)}
	}
	return out
}

// Choice chooses one of several values from a drop-down.
type Choice[T comparable] struct {
	fw.Select
	touches
	options []Option[T]
	changed func(T)
	filling bool
}

// NewChoice makes a drop-down that shows the placeholder while nothing is
// chosen. Changed is called when a person chooses; it may be nil.
func NewChoice[T comparable](placeholder string, options []Option[T], changed func(T)) *Choice[T] {
	c := &Choice[T]{changed: changed}
	c.PlaceHolder = placeholder
	c.OnChanged = func(string) {
		if c.filling {
			return
		}
		c.touch()
		if c.changed != nil {
			c.changed(c.Value())
		}
	}
	c.ExtendBaseWidget(c)
	c.SetChoices(options)
	return c
}

// CreateRenderer is Fyne's with an edge around it, so that a choice looks like
// the fields beside it.
func (c *Choice[T]) CreateRenderer() fyne.WidgetRenderer {
	r := &edgeRenderer{WidgetRenderer: c.Select.CreateRenderer(), edge: canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

// edgeRenderer puts an edge over another renderer's objects.
type edgeRenderer struct {
	fyne.WidgetRenderer
	edge *canvas.Rectangle
}

func (r *edgeRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.edge)
}

func (r *edgeRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.edge.Resize(size)
}

func (r *edgeRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

func (r *edgeRenderer) paint() {
	r.edge.StrokeColor, r.edge.StrokeWidth = look.Colour(fynetheme.ColorNameInputBorder), look.Size(fynetheme.SizeNameInputBorder)
	r.edge.CornerRadius = look.Size(fynetheme.SizeNameInputRadius)
	r.edge.Refresh()
}

// SetChoices offers other options; the value stays where it is among them.
func (c *Choice[T]) SetChoices(options []Option[T]) {
	value := c.Value()
	c.options = options
	labels := make([]string, len(options))
	for i, o := range options {
		labels[i] = o.Label
	}
	c.SetOptions(labels)
	c.Fill(value)
}

// Value is the chosen value, or the zero value.
func (c *Choice[T]) Value() (v T) {
	for _, o := range c.options {
		if o.Label == c.Selected {
			return o.Value
		}
	}
	return v
}

// Fill chooses a value without calling the handler; one that is not among the
// options shows the placeholder.
func (c *Choice[T]) Fill(v T) {
	c.filling = true
	defer func() { c.filling = false }()
	for _, o := range c.options {
		if o.Value == v {
			c.SetSelected(o.Label)
			return
		}
	}
	c.ClearSelected()
}

// Choose does what choosing the value with the mouse does.
func (c *Choice[T]) Choose(v T) {
	for _, o := range c.options {
		if o.Value == v {
			c.SetSelected(o.Label)
		}
	}
}

// OnChoose sets what happens when a person chooses.
func (c *Choice[T]) OnChoose(f func(T)) { c.changed = f }

// TypedKey opens the list on Enter, the space bar and the arrows, at what is chosen,
// and passes the window's keys on.
func (c *Choice[T]) TypedKey(e *fyne.KeyEvent) {
	switch {
	case forWindow(e):
		PassKey(c, e)
	case slices.Contains([]fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyUp, fyne.KeyDown}, e.Name):
		c.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		lightLine(c, max(c.SelectedIndex(), 0))
	default:
		c.Select.TypedKey(e)
	}
}
