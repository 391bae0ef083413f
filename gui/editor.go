package gui

import (
	"errors"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	ui "jianban/gui/widget"
)

// editor is a form in a panel: Enter in a field of one line and Ctrl+S save,
// Esc cancels and asks where something was typed. What is wrong is shown at
// its field; nothing typed is lost.
type editor struct {
	host  Host
	title string // of the panel, and the journal's word for the change
	form  *ui.Form
	width float32
	// content and height of the panel, where it holds more than the form; nil
	// and 0 take the form and what it needs.
	content fyne.CanvasObject
	height  float32
	// left stands beside 删除, such as another way to change the record; may be nil.
	left fyne.CanvasObject

	// print is everything typed, to tell whether anything changed.
	print func() string
	// read takes the fields into the record and names what cannot be read.
	read func() data.Problems
	// write saves the record; it may run twice where the first was refused.
	write func(Tx) error
	// done is called after saving.
	done func()
	// showError puts what is wrong to its fields and tells whether it could; nil
	// takes the form's own.
	showError func(error) bool
	// record names the record to be deleted, such as 第12号的延期; remove deletes
	// it; nil where there is none yet.
	record string
	remove func(Tx) error

	panel  *ui.Panel
	before string
	busy   bool
}

// field makes an entry of one line that saves on Enter.
func (e *editor) field(placeholder, text string) *ui.Entry {
	f := ui.NewEntry(placeholder)
	f.Fill(text)
	f.OnSubmitted = func(string) { e.save() }
	return f
}

// combo makes an entry with usual words to choose from.
func (e *editor) combo(placeholder, text string, known []string) *ui.Combo {
	f := ui.NewCombo(placeholder, known)
	f.Fill(text)
	f.OnSubmitted = func(string) { e.save() }
	return f
}

// prose makes an entry of several lines.
func (e *editor) prose(placeholder, text string, rows int) *ui.Entry {
	f := ui.NewMultiLine(placeholder, rows)
	f.Fill(text)
	return f
}

// day makes a date field that saves on Enter.
func (e *editor) day(d data.Date, year int, today data.Date) *ui.DateEntry {
	f := ui.NewDateEntry(year, today)
	f.SetDate(d)
	f.OnSubmitted = func(string) { e.save() }
	return f
}

// open shows the panel with the keyboard in the first field.
func (e *editor) open(first fyne.Focusable) {
	if e.host.Locked() {
		return
	}
	e.before = e.print()
	e.form.Check = e.read
	if e.content == nil {
		e.content = e.form.Root()
	}
	if e.showError == nil {
		e.showError = e.form.ShowError
	}
	save := ui.NewAction("保存", fynetheme.DocumentSaveIcon(), e.save)
	cancel := ui.NewButton("取消", nil, e.cancel)
	e.panel = &ui.Panel{Title: e.title, Content: e.content, Width: e.width, Height: e.height, Left: e.left, Buttons: []fyne.CanvasObject{cancel, save}, Save: e.save, Cancel: e.cancel, First: first}
	if e.remove != nil {
		e.panel.Left = ui.NewQuiet("删除", fynetheme.DeleteIcon(), e.onRemove)
		if e.left != nil {
			e.panel.Left = row(e.panel.Left, e.left)
		}
	}
	e.host.Open(e.panel)
}

func (e *editor) save() {
	if e.busy {
		return
	}
	if problems := e.read(); len(problems) > 0 {
		e.showError(problems)
		e.panel.Fit()
		return
	}
	e.busy = true
	e.host.Save(e.title, e.write, e.saved)
}

func (e *editor) saved(err error) {
	e.busy = false
	if err != nil {
		if !e.showError(err) {
			e.host.Fail(err)
		}
		e.panel.Fit()
		return
	}
	e.host.Shut(e.panel)
	if e.done != nil {
		e.done()
	}
}

func (e *editor) cancel() {
	if e.busy {
		e.host.Say("正在保存，请稍候。")
		return
	}
	if e.print() == e.before {
		e.host.Shut(e.panel)
		return
	}
	e.host.Ask("放弃修改？", "填写的内容还没有保存。", "放弃", func() { e.host.Shut(e.panel) })
}

func (e *editor) onRemove() {
	if e.busy {
		return
	}
	what := "删除" + e.record
	e.host.Ask(what+"？", "删除后可以用 Ctrl+Z 撤销，操作记录里也会留下。", "删除", func() {
		e.busy = true
		e.host.Save(what, e.remove, e.saved)
	})
}

// readDay takes a date field into d and names what cannot be read under the
// field's label.
func readDay(problems *data.Problems, label string, f *ui.DateEntry, d *data.Date) {
	got, err := f.Date()
	if err == nil {
		*d = got
		return
	}
	var p data.Problem
	if !errors.As(err, &p) {
		p = data.Problem{Message: err.Error()}
	}
	p.Field = label
	*problems = append(*problems, p)
}

// relabel puts problems under other labels: those of the form, where two records
// are edited in one.
func relabel(err error, names map[string]string) error {
	many, ok := problemsOf(err)
	if !ok {
		return err
	}
	out := make(data.Problems, len(many))
	for i, p := range many {
		if name, ok := names[p.Field]; ok {
			p.Field = name
		}
		out[i] = p
	}
	return out
}

// problemsOf are the problems in an error; ok tells whether it was made for a
// person.
func problemsOf(err error) (many data.Problems, ok bool) {
	var one data.Problem
	if errors.As(err, &one) {
		return data.Problems{one}, true
	}
	return many, errors.As(err, &many)
}
