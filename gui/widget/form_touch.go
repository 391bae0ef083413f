package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
)

// touches is what a field tells of its being changed by a person, beside what
// the screen makes of it.
type touches struct{ all []func() }

func (t *touches) onTouch(f func()) { t.all = append(t.all, f) }

func (t *touches) touch() {
	for _, f := range t.all {
		f()
	}
}

// touchable is a field that tells when a person changes it.
type touchable interface{ onTouch(f func()) }

// watch makes the form hear of every change in it from now on; a message that
// is shown then goes with its cause.
func (f *Form) watch() {
	for _, r := range f.rows {
		f.listen(r.field, r)
	}
	f.listen(f.box, nil)
}

// listen hears of the fields within an object that are not listened to yet.
func (f *Form) listen(o fyne.CanvasObject, r *Row) {
	if t, ok := o.(touchable); ok && !f.heard[t] {
		f.heard[t] = true
		t.onTouch(func() { f.touched(r) })
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, part := range o.Objects {
			f.listen(part, r)
		}
	case *container.Scroll:
		f.listen(o.Content, r)
	}
}

// Touched hears of a change in a field that stands beside the form.
func (f *Form) Touched() { f.touched(nil) }

// touched takes away the message of a row that was changed, what stands at the
// top of the form, and whatever Recheck finds to be right by now.
func (f *Form) touched(r *Row) {
	gone := f.general.Visible()
	f.general.Hide()
	if r != nil && r.Error() != "" {
		r.SetError("")
		gone = true
	}
	if gone {
		f.box.Refresh()
	}
	f.Recheck()
}

// Recheck asks Check again and takes away the messages that it gave before and
// gives no more, such as that a day lies before another.
func (f *Form) Recheck() {
	if len(f.told) == 0 || f.Check == nil {
		return
	}
	now := f.Check()
	for r, text := range f.told {
		if r.Error() != text {
			delete(f.told, r)
		} else if !gives(now, r.Label, text) {
			delete(f.told, r)
			r.SetError("")
		}
	}
}

// tellable notes which of the messages shown are such as Check gives.
func (f *Form) tellable() {
	f.told = map[*Row]string{}
	if f.Check == nil {
		return
	}
	now := f.Check()
	for _, r := range f.rows {
		if text := r.Error(); text != "" && gives(now, r.Label, text) {
			f.told[r] = text
		}
	}
}

// gives tells whether the problems have one that a row would show as text.
func gives(ps data.Problems, label, text string) bool {
	for _, p := range ps {
		if p.Field == label && rowText(p) == text {
			return true
		}
	}
	return false
}

// rowText is how a problem reads beside its field.
func rowText(p data.Problem) string {
	if p.Hint == "" {
		return p.Message
	}
	return p.Message + "。" + p.Hint
}
