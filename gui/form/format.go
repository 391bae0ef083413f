package form

import (
	"slices"
	"weak"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// prefFormat is the preference that keeps the format papers are written in.
const prefFormat = "paper.format"

// Format is the format that papers are written in, as it was chosen last.
func Format(d screen.Deps) data.PaperFormat {
	if d.Prefs != nil {
		if f, ok := data.PaperFormatOf(d.Prefs.String(prefFormat)); ok {
			return f
		}
	}
	return data.PaperPDF
}

// KeepFormat makes a format that of all papers from now on. Buttons that name it
// are worded anew.
func KeepFormat(d screen.Deps, f data.PaperFormat) {
	if d.Prefs != nil {
		d.Prefs.SetString(prefFormat, f.Ending)
	}
	savers = slices.DeleteFunc(savers, func(w weak.Pointer[ui.Button]) bool {
		b := w.Value()
		if b != nil {
			b.SetText(SaveWord(d))
		}
		return b == nil
	})
}

// savers are the buttons that name the format; they do not outlive their screens.
// Only the UI goroutine touches it.
var savers []weak.Pointer[ui.Button]

// SaveWord is what a button says that writes a paper, such as 存为 PDF.
func SaveWord(d screen.Deps) string { return Format(d).Save }

// NewSave makes the two buttons with which a paper is written: save does it in the
// format chosen last, other, which stands right beside it, asks for another one.
// kind is ui.NewAction or one like it; more are further lines of the menu.
func NewSave(d screen.Deps, kind func(string, fyne.Resource, func()) *ui.Button, do func(), more ...*fyne.MenuItem) (save, other *ui.Button) {
	save = kind(SaveWord(d), fynetheme.DocumentIcon(), do)
	savers = append(savers, weak.Make(save))
	other = kind("", fynetheme.MenuDropDownIcon(), nil)
	other.OnTapped = func() {
		var items []*fyne.MenuItem
		for _, f := range data.PaperFormats {
			items = append(items, fyne.NewMenuItem(f.Save+"："+f.About, func() { saveIn(d, f, do) }))
		}
		ui.ShowMenu(fyne.NewMenu("", append(items, more...)...), other)
	}
	return save, other
}

// SaveItems are the lines of a menu with which a paper is written, one a format.
// before is what their words begin with, such as 考评表.
func SaveItems(d screen.Deps, before string, do func()) (items []*fyne.MenuItem) {
	for _, f := range data.PaperFormats {
		items = append(items, fyne.NewMenuItem(before+f.Save+" 并打开", func() { saveIn(d, f, do) }))
	}
	return items
}

func saveIn(d screen.Deps, f data.PaperFormat, do func()) {
	KeepFormat(d, f)
	do()
}
