package widget

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	look "jianban/gui/theme"
)

// Row is one labelled field of a form with room for what is wrong with it.
type Row struct {
	Label string
	field fyne.CanvasObject
	hint  string
	note  *Text
	root  *fyne.Container
	form  *Form
}

// Form is a column of labelled fields. Problems are shown under the field
// whose label they name, until that field is changed or Check finds it right.
type Form struct {
	LabelWidth float32
	// Check is what can be told to be wrong without saving; may be nil.
	Check   func() data.Problems
	rows    []*Row
	general *Text
	box     *fyne.Container
	heard   map[touchable]bool // the fields that tell of their changes
	told    map[*Row]string    // messages that Check gave too
}

// NewForm makes an empty form.
func NewForm() *Form {
	f := &Form{LabelWidth: 88, general: wrapped(fw.DangerImportance), heard: map[touchable]bool{}}
	f.general.Hide()
	f.box = container.NewVBox(f.general)
	return f
}

func wrapped(i fw.Importance) *Text {
	t := NewText("")
	t.Importance, t.SizeName = i, look.SizeSmall
	return t
}

// Root is the form's content.
func (f *Form) Root() fyne.CanvasObject { return f.box }

// NewRow makes a row without placing it; Add and Pair place rows.
func (f *Form) NewRow(label string, required bool, field fyne.CanvasObject, hint string) *Row {
	name := NewLine(label)
	name.Color = look.ColorMuted
	var head fyne.CanvasObject = name
	if required {
		star := NewLine("*")
		star.Color, star.Whole, name.Whole = look.ColorRed, true, true
		head = container.NewHBox(name, star)
	}
	r := &Row{Label: label, field: field, hint: hint, note: wrapped(fw.LowImportance), form: f}
	r.note.whole, r.note.Hidden = hint, hint == ""
	r.root = container.New(&formRowLayout{form: f}, head, field, r.note)
	f.rows = append(f.rows, r)
	return r
}

// Add places a row over the whole width.
func (f *Form) Add(label string, required bool, field fyne.CanvasObject, hint string) *Row {
	r := f.NewRow(label, required, field, hint)
	f.place(r.root)
	return r
}

// Pair places two rows side by side.
func (f *Form) Pair(a, b *Row) { f.place(container.New(pairLayout{}, a.root, b.root)) }

// place puts an object at the end. A form that has no size yet is laid out when
// it gets one: Fyne lays out all rows anew at each Add.
func (f *Form) place(o fyne.CanvasObject) {
	if f.box.Size().IsZero() {
		f.box.Objects = append(f.box.Objects, o)
		return
	}
	f.box.Add(o)
}

// Section places a heading.
func (f *Form) Section(title string) {
	f.place(container.New(layout.NewCustomPaddedLayout(8, 2, 0, 0), NewStrong(title)))
}

// AddObject places anything over the whole width.
func (f *Form) AddObject(o fyne.CanvasObject) { f.place(o) }

// SetError shows what is wrong with the row; "" shows the hint again.
func (r *Row) SetError(text string) {
	show, importance := text, fw.DangerImportance
	if text == "" {
		show, importance = r.hint, fw.LowImportance
	}
	if r.note.Importance == importance && r.note.String() == show {
		return
	}
	r.note.Importance = importance
	r.note.Hidden = show == ""
	r.note.SetText(show)
	r.root.Refresh()
}

// Error is what the row shows to be wrong; "" where nothing is.
func (r *Row) Error() string {
	if r.note.Importance != fw.DangerImportance {
		return ""
	}
	return r.note.String()
}

// Show hides or shows the row.
func (r *Row) Show(yes bool) {
	if yes {
		r.root.Show()
	} else {
		r.root.Hide()
	}
}

// Clear takes all errors away. A form without any is left alone: a refresh
// makes Fyne lay out and keep every field, also those not shown yet.
func (f *Form) Clear() {
	wrong := f.general.Visible()
	for _, r := range f.rows {
		if r.Error() != "" {
			r.SetError("")
			wrong = true
		}
	}
	if wrong {
		f.general.Hide()
		f.box.Refresh()
	}
}

// ShowError puts the problems in err to their rows, what has no row to the top
// of the form, and the keyboard into the first field that is wrong. It tells
// whether err was made for a person; another error is not shown here.
func (f *Form) ShowError(err error) bool {
	f.Clear()
	var many data.Problems
	var one data.Problem
	if errors.As(err, &one) {
		many = data.Problems{one}
	}
	if len(many) == 0 && !errors.As(err, &many) {
		return false
	}
	rest := ""
	for _, p := range many {
		row := f.row(p.Field)
		if row == nil {
			rest += p.Error() + "\n"
			continue
		}
		row.SetError(rowText(p))
	}
	if rest != "" {
		f.general.SetText(rest[:len(rest)-1])
		f.general.Show()
	}
	f.watch()
	f.tellable()
	f.box.Refresh()
	f.focusWrong()
	return true
}

// focusWrong puts the keyboard into the first field that is wrong.
func (f *Form) focusWrong() {
	for _, r := range f.rows {
		if r.Error() == "" {
			continue
		}
		if target, ok := r.field.(fyne.Focusable); ok {
			focus(target)
			return
		}
	}
}

// General is the text at the top of the form; "" where there is none.
func (f *Form) General() string {
	if !f.general.Visible() {
		return ""
	}
	return f.general.String()
}

func (f *Form) row(label string) *Row {
	for _, r := range f.rows {
		if r.Label == label && label != "" {
			return r
		}
	}
	return nil
}

// Row finds a row by its label; nil where there is none.
func (f *Form) Row(label string) *Row { return f.row(label) }

// formRowLayout puts the label left, the field beside it and the note below
// the field.
type formRowLayout struct{ form *Form }

func (l *formRowLayout) labelWidth() float32 {
	return l.form.LabelWidth * look.Scale()
}

func (l *formRowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[1].MinSize()
	height := max(size.Height, objects[0].MinSize().Height)
	if objects[2].Visible() {
		height += objects[2].MinSize().Height - 2*look.Size(fynetheme.SizeNameInnerPadding) + 6
	}
	return fyne.NewSize(size.Width+l.labelWidth(), height)
}

func (l *formRowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := l.labelWidth()
	one := fw.NewEntry().MinSize().Height
	h := max(objects[1].MinSize().Height, objects[0].MinSize().Height)
	if !objects[2].Visible() {
		h = size.Height
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(x-8, min(one, h)))
	objects[1].Move(fyne.NewPos(x, 0))
	objects[1].Resize(fyne.NewSize(size.Width-x, h))
	pad := look.Size(fynetheme.SizeNameInnerPadding)
	objects[2].Move(fyne.NewPos(x-pad+2, h-pad+2))
	objects[2].Resize(fyne.NewSize(size.Width-x+pad, objects[2].MinSize().Height))
}
