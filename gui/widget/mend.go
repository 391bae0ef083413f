package widget

import (
	"fyne.io/fyne/v2"

	"jianban/data"
)

// Mender brings a text into the one spelling in which everything is kept, and
// tells what it changed (data.MendText and its neighbours).
type Mender func(text string) (string, []data.Change)

// copied is a clipboard that holds one text.
type copied struct{ text string }

func (c copied) Content() string { return c.text }

func (copied) SetContent(string) {}

// pasted is what the field takes of a copied text: mended, and in a field of one
// line without its line ends.
func (e *Entry) pasted(s *fyne.ShortcutPaste) fyne.Shortcut {
	if e.Mend == nil || e.Password || e.Disabled() || s.Clipboard == nil {
		return s
	}
	mend := e.Paste
	if mend == nil {
		if mend = data.MendPasted; e.MultiLine {
			mend = data.MendText
		}
	}
	text, changes := mend(s.Clipboard.Content())
	if len(changes) > 0 && e.onMended != nil {
		e.onMended(changes)
	}
	return &fyne.ShortcutPaste{Clipboard: copied{text}}
}

// OnMended sets what is told of changes to what was pasted.
func (e *Entry) OnMended(f func([]data.Change)) { e.onMended = f }

// MendNow mends the whole text, as before saving, and tells what it changed.
// Ctrl+Z in the field takes it back.
func (e *Entry) MendNow() []data.Change {
	if e.Mend == nil || e.Password || e.Disabled() {
		return nil
	}
	text, changes := e.Mend(e.Text)
	if len(changes) > 0 {
		e.Replace(text)
	}
	return changes
}

// Strays are the characters of the text that cannot be mended, under a label.
func (e *Entry) Strays(label string) []data.Stray {
	if e.Mend == nil || e.Password {
		return nil
	}
	return data.Strays(label, e.Text)
}

// mendable is a field whose text can be mended.
type mendable interface {
	OnMended(func([]data.Change))
	MendNow() []data.Change
	Strays(label string) []data.Stray
}

// OnMended sets what is told of changes to what is pasted into the form's fields,
// under their labels.
func (f *Form) OnMended(told func([]data.Change), beside ...fyne.CanvasObject) {
	for _, l := range f.labelled(beside) {
		if m, ok := l.field.(mendable); ok {
			m.OnMended(func(changes []data.Change) { told(under(l.label, changes)) })
		}
	}
}

// MendNow mends the texts of all fields, as before saving, and tells what it
// changed, under their labels.
func (f *Form) MendNow(beside ...fyne.CanvasObject) (all []data.Change) {
	for _, l := range f.labelled(beside) {
		if m, ok := l.field.(mendable); ok {
			all = append(all, under(l.label, m.MendNow())...)
		}
	}
	return all
}

// Strays are the characters of all fields that cannot be mended.
func (f *Form) Strays(beside ...fyne.CanvasObject) (all []data.Stray) {
	for _, l := range f.labelled(beside) {
		if m, ok := l.field.(mendable); ok {
			all = append(all, m.Strays(l.label)...)
		}
	}
	return all
}

// under are changes with the label of their field.
func under(label string, changes []data.Change) []data.Change {
	for i := range changes {
		changes[i].Field = label
	}
	return changes
}
