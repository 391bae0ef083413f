package widget

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data/draft"
)

// texted is a field that tells what it holds as a text and takes it back, as if
// a person had typed it; keep is false for what must not be written down.
type texted interface {
	fyne.CanvasObject
	typed() (text string, keep bool)
	retype(text string)
}

func (e *Entry) typed() (string, bool) { return e.Text, !e.Password }

func (e *Entry) retype(text string) {
	if !e.Disabled() {
		e.SetText(text)
	}
}

func (c *Choice[T]) typed() (string, bool) { return c.Selected, true }

func (c *Choice[T]) retype(text string) {
	for _, o := range c.options {
		if o.Label == text && !c.Disabled() {
			c.Choose(o.Value)
			return
		}
	}
}

// ticked and unticked are what a tick box holds, as a text.
const ticked, unticked = "是", "否"

func (c *TickBox) typed() (string, bool) {
	if c.Checked {
		return ticked, true
	}
	return unticked, true
}

func (c *TickBox) retype(text string) {
	if !c.Disabled() {
		c.SetChecked(text == ticked)
	}
}

// labelled is a field with the label that nothing else in its form has.
type labelled struct {
	label string
	field texted
}

// Typed are the fields of the form with what they hold, then those of the
// objects that stand beside it.
func (f *Form) Typed(beside ...fyne.CanvasObject) (out []draft.Field) {
	for _, l := range f.labelled(beside) {
		if text, keep := l.field.typed(); keep {
			out = append(out, draft.Field{Label: l.label, Text: text})
		}
	}
	return out
}

// Retype puts texts into the fields that have their labels, as if a person had
// typed them; left are those that no field took.
func (f *Form) Retype(fields []draft.Field, beside ...fyne.CanvasObject) (left []draft.Field) {
	for range 2 { // what is chosen may fill in other fields, or offer other choices
		left = nil
		all := map[string]texted{}
		for _, l := range f.labelled(beside) {
			all[l.label] = l.field
		}
		for _, x := range fields {
			to := all[x.Label]
			if to == nil {
				left = append(left, x)
				continue
			}
			if now, _ := to.typed(); now != x.Text {
				to.retype(x.Text)
			}
			if now, _ := to.typed(); now != x.Text {
				left = append(left, x)
			}
		}
	}
	return left
}

// labelled finds all fields, those of the rows first.
func (f *Form) labelled(beside []fyne.CanvasObject) []labelled {
	w := labelling{seen: map[texted]bool{}, count: map[string]int{}}
	for _, r := range f.rows {
		w.walk(r.Label, r.field)
	}
	for _, o := range append([]fyne.CanvasObject{f.box}, beside...) {
		w.walk("", o)
	}
	return w.all
}

type labelling struct {
	all   []labelled
	seen  map[texted]bool
	count map[string]int
}

func (w *labelling) walk(label string, o fyne.CanvasObject) {
	if t, ok := o.(texted); ok {
		w.add(label, t)
		return
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, part := range o.Objects {
			w.walk(label, part)
		}
	case *container.Scroll:
		w.walk(label, o.Content)
	}
}

// add gives a field its label: that of its row, a tick box also its own word,
// the second of a row a number.
func (w *labelling) add(label string, t texted) {
	if w.seen[t] {
		return
	}
	w.seen[t] = true
	if box, ok := t.(*TickBox); ok && box.Text != "" {
		if label != "" {
			label += "·"
		}
		label += box.Text
	}
	if label == "" {
		label = "其他"
	}
	w.count[label]++
	if n := w.count[label]; n > 1 {
		label += fmt.Sprintf("（%d）", n)
	}
	w.all = append(w.all, labelled{label, t})
}
