package form

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// A format chosen beside one button is that of all papers from then on, also after
// the program was left; every button says so.
func TestTheFormatChosenIsThatOfAllPapers(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Deps.Prefs = fyne.CurrentApp().Preferences()
		write := func() {
			ExportPages(r.Deps, r, "台账", func(context.Context) (page.Document, error) { return page.Document{}, nil })
			onethread.Settle()
		}
		here, _ := NewSave(r.Deps, ui.NewAction, write)
		elsewhere, _ := NewSave(r.Deps, ui.NewQuiet, write)
		if here.Text != "存为 PDF" {
			t.Errorf("at first the button says %s", here.Text)
		}
		for _, f := range []data.PaperFormat{data.PaperOFD, data.PaperWord, data.PaperPDF} {
			items := SaveItems(r.Deps, "", write)
			for i, known := range data.PaperFormats {
				if known == f {
					items[i].Action()
				}
			}
			if got := filepath.Base(r.Said[len(r.Said)-1]); got != "台账"+f.Ending {
				t.Errorf("%s is written as %s", f.Name, got)
			}
			if here.Text != f.Save || elsewhere.Text != f.Save || SaveWord(r.Deps) != f.Save {
				t.Errorf("buttons say %s and %s, want %s", here.Text, elsewhere.Text, f.Save)
			}
			if later, _ := NewSave(r.Deps, ui.NewAction, write); later.Text != f.Save {
				t.Errorf("a later button says %s", later.Text)
			}
		}
		r.Deps.Prefs.SetString(prefFormat, ".exe")
		if Format(r.Deps) != data.PaperPDF {
			t.Error("a preference that is no format is followed")
		}
		r.NoFailure()
	}, story.Lead())
}

// A list goes out as a paper in the format chosen, and as a table where its ending
// is a table's.
func TestAListIsAPaperInTheFormatChosen(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		l := Listing{List: data.List{Name: "甲", Title: "一张表", Columns: []data.ListColumn{{ID: "a", Title: "甲", Width: 10}}, Rows: 1, Row: func(_ int, v []data.Value) { v[0] = data.TextOf("一") }}}
		r.Deps.Prefs = fyne.CurrentApp().Preferences()
		KeepFormat(r.Deps, data.PaperWord)
		for _, ending := range []string{Format(r.Deps).Ending, ".xlsx"} {
			l.Save(r.Deps, r, ending)
			onethread.Settle()
			if got := r.Said[len(r.Said)-1]; !strings.HasSuffix(got, "一张表"+ending) {
				t.Errorf("said %s", got)
			}
		}
		r.NoFailure()
	}, story.Lead())
}
