package form

import (
	"cmp"
	"errors"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/draft"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// Editor is a form in a panel: Enter in a field of one line and Ctrl+S save,
// Esc cancels and asks where something was typed. What is wrong is shown at
// its field; nothing typed is lost.
type Editor struct {
	Host  screen.Host
	Title string // of the panel, and the journal's word for the change
	Yes   string // on the button that saves; "" is 保存
	No    string // on the one that does not; "" is 取消
	Form  *ui.Form
	Width float32
	// content and height of the panel, where it holds more than the form; nil
	// and 0 take the form and what it needs.
	Content fyne.CanvasObject
	Height  float32
	// left stands beside 删除, such as another way to change the record; may be nil.
	left fyne.CanvasObject

	// print is everything typed, to tell whether anything changed.
	Print func() string
	// read takes the fields into the record and names what cannot be read.
	Read func() data.Problems
	// write saves the record; it may run twice where the first was refused.
	Write func(screen.Tx) error
	// done is called after saving.
	Done func()
	// Next is called instead where a person saves to enter another; nil offers no
	// 保存并登记下一件.
	Next func()
	// showError puts what is wrong to its fields and tells whether it could; nil
	// takes the form's own.
	ShowError func(error) bool
	// record names the record to be deleted, such as 第12号的延期; remove deletes
	// it; nil where there is none yet.
	Record string
	Remove func(screen.Tx) error
	// Again names how the window opens the form again, one of screen's words;
	// "" where only a person can. RecordID is the record that is edited there.
	Again    string
	RecordID data.ID

	Panel   *ui.Panel
	before  string
	fields  []draft.Field // as they were when the form was opened
	pasted  *MendedLine   // what was mended while pasting
	mended  []data.Change // and before saving
	busy    bool
	onward  bool // Next is wanted
	hurried bool // the status line says that it is being saved
}

// Field makes an entry of one line that saves on Enter.
func (e *Editor) Field(placeholder, text string) *ui.Entry {
	f := ui.NewEntry(placeholder)
	f.Mend = data.MendLine
	f.Fill(text)
	f.OnSubmitted = func(string) { e.Save() }
	return f
}

// Combo makes an entry with usual words to choose from.
func (e *Editor) Combo(placeholder, text string, known []string) *ui.Combo {
	f := ui.NewCombo(placeholder, known)
	f.Mend = data.MendLine
	f.Fill(text)
	f.OnSubmitted = func(string) { e.Save() }
	return f
}

// Prose makes an entry of several lines.
func (e *Editor) Prose(placeholder, text string, rows int) *ui.Entry {
	f := ui.NewMultiLine(placeholder, rows)
	f.Mend = data.MendText
	f.Fill(text)
	return f
}

// Day makes a date field that saves on Enter.
func (e *Editor) Day(d data.Date, year int, today data.Date) *ui.DateEntry {
	f := ui.NewDateEntry(year, today)
	f.Calendar = e.Host.Calendar
	f.SetDate(d)
	f.OnSubmitted = func(string) { e.Save() }
	return f
}

// Open shows the panel with the keyboard in the first field.
func (e *Editor) Open(first fyne.Focusable) {
	if e.Host.Locked() {
		return
	}
	e.before = e.Print()
	e.Form.Check = e.Read
	if e.Content == nil {
		e.Content = e.Form.Root()
	}
	if e.ShowError == nil {
		e.ShowError = e.Form.ShowError
	}
	e.pasted = NewMendedLine(e.Host)
	e.Form.AddObject(e.pasted.Root)
	e.Form.OnMended(e.pasted.Tell, e.Content)
	save := ui.NewAction(cmp.Or(e.Yes, "保存"), fynetheme.DocumentSaveIcon(), e.Save)
	cancel := ui.NewButton(cmp.Or(e.No, "取消"), nil, e.cancel)
	buttons := []fyne.CanvasObject{cancel, save}
	if e.Next != nil {
		buttons = []fyne.CanvasObject{cancel, ui.NewButton("保存并登记下一件", nil, e.saveOnward), save}
	}
	e.Panel = &ui.Panel{Title: e.Title, Content: e.Content, Width: e.Width, Height: e.Height, Left: e.left, Buttons: buttons, Save: e.Save, Cancel: e.cancel, First: first}
	if e.Remove != nil {
		e.Panel.Left = ui.NewQuiet("删除", fynetheme.DeleteIcon(), e.onRemove)
		if e.left != nil {
			e.Panel.Left = ui.Beside(e.Panel.Left, e.left)
		}
	}
	e.pasted.Resized = e.Panel.Fit
	e.fields = e.Form.Typed(e.Content)
	e.Panel.Unsaved, e.Panel.Retype = e.unsaved, e.retype
	e.Host.Open(e.Panel)
}

// saveOnward saves, then another record is entered.
func (e *Editor) saveOnward() { e.save(true) }

// Save reads the fields and saves them; what is wrong is told at its field.
func (e *Editor) Save() { e.save(false) }

func (e *Editor) save(onward bool) {
	if e.busy {
		return
	}
	e.onward = onward
	e.mended = append(e.mended, e.Form.MendNow(e.Content)...)
	if problems := e.Read(); len(problems) > 0 {
		e.ShowError(problems)
		e.Panel.Fit()
		return
	}
	e.busy = true
	e.Host.Save(e.Title, e.Write, e.saved)
}

func (e *Editor) saved(err error) {
	e.busy = false
	if err != nil {
		if !e.ShowError(err) {
			e.Host.Fail(err)
		}
		e.Panel.Fit()
		return
	}
	if e.hurried {
		e.Host.Say("")
	}
	SayMended(e.Host, e.mended, e.Form.Strays(e.Content)...)
	e.Host.Shut(e.Panel)
	switch {
	case e.onward:
		e.Next()
	case e.Done != nil:
		e.Done()
	}
}

func (e *Editor) cancel() {
	if e.busy {
		e.hurried = true
		e.Host.Say("正在保存，请稍候。")
		return
	}
	if e.Print() == e.before {
		e.Host.Shut(e.Panel)
		return
	}
	AskUnsaved(e.Host, "“"+e.Title+"”", func() { e.Host.Shut(e.Panel) }, e.Save)
}

func (e *Editor) onRemove() {
	if e.busy {
		return
	}
	what := "删除" + e.Record
	e.Host.Ask(what+"？", "删除后可以用 Ctrl+Z 撤销，操作记录里也会留下。", "删除", func() {
		e.busy = true
		e.Host.Save(what, e.Remove, func(err error) {
			e.saved(err)
			if err == nil {
				screen.SayRemoved(e.Host, what+"，已保存")
			}
		})
	})
}

// ReadDay takes a date field into d and names what cannot be read under the
// field's label.
func ReadDay(problems *data.Problems, label string, f *ui.DateEntry, d *data.Date) {
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

// Relabel puts problems under other labels: those of the form, where two records
// are edited in one.
func Relabel(err error, names map[string]string) error {
	many, ok := ProblemsOf(err)
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

// ProblemsOf are the problems in an error; ok tells whether it was made for a
// person.
func ProblemsOf(err error) (many data.Problems, ok bool) {
	var one data.Problem
	if errors.As(err, &one) {
		return data.Problems{one}, true
	}
	return many, errors.As(err, &many)
}
