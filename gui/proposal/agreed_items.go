package proposal

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/form"
	ui "jianban/gui/widget"
)

// agreedItems edits what was agreed in a consultation, an item a row; an
// emptied row is taken out.
type agreedItems struct {
	e     *form.Editor
	year  int
	today data.Date
	rows  []agreedRow
	list  *fyne.Container
	root  fyne.CanvasObject
}

type agreedRow struct {
	what, who *ui.Entry
	by, done  *ui.DateEntry
}

func newAgreedItems(e *form.Editor, items []data.AgreedItem, year int, today data.Date) *agreedItems {
	a := &agreedItems{e: e, year: year, today: today, list: container.New(layout.NewCustomPaddedVBoxLayout(4))}
	for _, i := range items {
		a.add(i)
	}
	more := ui.NewQuiet("加一项", fynetheme.ContentAddIcon(), func() {
		a.add(data.AgreedItem{})
		if e.Panel != nil {
			e.Panel.Fit()
		}
	})
	a.root = container.New(layout.NewCustomPaddedVBoxLayout(2), a.list, container.NewHBox(more))
	return a
}

func (a *agreedItems) add(i data.AgreedItem) {
	r := agreedRow{what: a.e.Field("办什么", i.What), who: a.e.Field("谁办", i.Who), by: a.e.Day(i.By, a.year, data.Date{}), done: a.e.Day(i.Done, a.year, a.today)}
	r.by.SetPlaceHolder("哪天前")
	r.done.SetPlaceHolder("办完日期")
	a.rows = append(a.rows, r)
	a.list.Add(ui.Columns([]float32{0, 104, 128, 128}, r.what, r.who, r.by, r.done))
}

func (a *agreedItems) typed() string {
	var s strings.Builder
	for _, r := range a.rows {
		fmt.Fprintf(&s, "%s\x00%s\x00%s\x00%s\x00", r.what.Text, r.who.Text, r.by.Text, r.done.Text)
	}
	return s.String()
}

// read takes the rows that say something.
func (a *agreedItems) read(ps *data.Problems) (items []data.AgreedItem) {
	for _, r := range a.rows {
		i := data.AgreedItem{What: strings.TrimSpace(r.what.Text), Who: strings.TrimSpace(r.who.Text)}
		form.ReadDay(ps, "事项清单", r.by, &i.By)
		form.ReadDay(ps, "事项清单", r.done, &i.Done)
		if i == (data.AgreedItem{}) {
			continue
		}
		items = append(items, i)
	}
	return items
}
