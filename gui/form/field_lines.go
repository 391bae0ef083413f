package form

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// FieldLines edits a short list of records, one line of fields each, within a
// form: classes, marks, former names. Lines can be added, taken out and moved
// up.
type FieldLines[R any] struct {
	kind    LineKind[R]
	lines   []*fieldLine[R]
	box     *fyne.Container
	Root    *fyne.Container
	Changed func() // the room needed has changed; may be nil
	Submit  func() // Enter in a field; may be nil
}

// LineKind describes the lines.
type LineKind[R any] struct {
	Heads  []string  // over the fields
	Widths []float32 // of the fields; 0 takes a share of what is left
	Add    string    // the word on the button
	New    func() R
	// Fields makes the fields of a record and the function that reads them back.
	Fields func(R) (fields []fyne.CanvasObject, read func(*R, *data.Problems))
	// Blank tells a line that was left empty; it is passed over.
	Blank func(R) bool
}

type fieldLine[R any] struct {
	value  R
	fields []fyne.CanvasObject
	read   func(*R, *data.Problems)
}

// lineButton is the width of the buttons at the end of a line.
const lineButton = 34

// NewFieldLines makes the lines of some records.
func NewFieldLines[R any](kind LineKind[R], values []R) *FieldLines[R] {
	l := &FieldLines[R]{kind: kind, box: container.NewVBox()}
	for _, v := range values {
		l.lines = append(l.lines, l.line(v))
	}
	add := ui.NewQuiet(kind.Add, fynetheme.ContentAddIcon(), l.onAdd)
	l.Root = container.NewVBox(l.box, container.NewHBox(add))
	l.place()
	return l
}

func (l *FieldLines[R]) line(v R) *fieldLine[R] {
	x := &fieldLine[R]{value: v}
	x.fields, x.read = l.kind.Fields(v)
	enter := func(string) {
		if l.Submit != nil {
			l.Submit()
		}
	}
	for _, f := range x.fields {
		switch f := f.(type) {
		case *ui.Entry:
			f.OnSubmitted = enter
		case *ui.DateEntry:
			f.OnSubmitted = enter
		}
	}
	return x
}

func (l *FieldLines[R]) widths() []float32 {
	return append(slices.Clone(l.kind.Widths), lineButton, lineButton)
}

// place puts all lines under their heads.
func (l *FieldLines[R]) place() {
	l.box.RemoveAll()
	if len(l.lines) > 0 {
		heads := make([]fyne.CanvasObject, len(l.kind.Heads))
		for i, h := range l.kind.Heads {
			heads[i] = ui.Small(h)
		}
		l.box.Add(ui.Columns(l.widths(), heads...))
	}
	for i, x := range l.lines {
		up := ui.NewQuiet("", fynetheme.MoveUpIcon(), func() { l.onUp(x) })
		ui.Enable(up, i > 0)
		out := ui.NewQuiet("", fynetheme.DeleteIcon(), func() { l.onOut(x) })
		l.box.Add(ui.Columns(l.widths(), append(slices.Clone(x.fields), up, out)...))
	}
	l.Root.Refresh()
	if l.Changed != nil {
		l.Changed()
	}
}

func (l *FieldLines[R]) onAdd() {
	x := l.line(l.kind.New())
	l.lines = append(l.lines, x)
	l.place()
	if first, ok := x.fields[0].(fyne.Focusable); ok {
		if c := fyne.CurrentApp().Driver().CanvasForObject(l.Root); c != nil {
			c.Focus(first)
		}
	}
}

func (l *FieldLines[R]) onUp(x *fieldLine[R]) {
	if i := slices.Index(l.lines, x); i > 0 {
		l.lines[i-1], l.lines[i] = l.lines[i], l.lines[i-1]
		l.place()
	}
}

func (l *FieldLines[R]) onOut(x *fieldLine[R]) {
	l.lines = slices.DeleteFunc(l.lines, func(y *fieldLine[R]) bool { return y == x })
	l.place()
}

// Values are the records as typed, without lines left empty.
func (l *FieldLines[R]) Values(ps *data.Problems) []R {
	var out []R
	for _, x := range l.lines {
		v := x.value
		x.read(&v, ps)
		if !l.kind.Blank(v) {
			out = append(out, v)
		}
	}
	return out
}

// Print is everything typed.
func (l *FieldLines[R]) Print() string {
	var ps data.Problems
	var b strings.Builder
	fmt.Fprintf(&b, "%d %+v %v", len(l.lines), l.Values(&ps), ps)
	return b.String()
}

// LineEntry is a field of a line with a text.
func LineEntry(placeholder, text string) *ui.Entry {
	e := ui.NewEntry(placeholder)
	e.Fill(text)
	return e
}

// LineTick is a tick box of a line.
func LineTick(word string, on bool) *ui.TickBox {
	t := ui.NewTickBox(word, nil)
	t.Fill(on)
	return t
}

// ReadNumber takes a field into a whole number and names what is none under the
// field's label; an empty field is 0.
func ReadNumber(ps *data.Problems, label, text string, to *int) {
	text = strings.TrimSpace(text)
	if text == "" {
		*to = 0
		return
	}
	n, ok := WholeNumber(text)
	if !ok {
		*ps = append(*ps, data.Problem{Field: label, Message: "“" + words.Clip(text, 12) + "”不是数字", Hint: "请填写阿拉伯数字"})
		return
	}
	*to = n
}

// WholeNumber reads up to six digits, also full-width ones.
func WholeNumber(text string) (n int, ok bool) {
	for i, r := range []rune(text) {
		switch {
		case r >= '０' && r <= '９':
			r += '0' - '０'
		case r < '0' || r > '9':
			return 0, false
		}
		if i == 6 {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, true
}
