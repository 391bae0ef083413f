// Package manual shows the program's manual (F1): its pages at the left, the one
// chosen at the right, a search over all, and prints it. What a page is stands in
// data/manual, the texts and pictures in assets/manual. Start with Open.
package manual

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/assets"
	"jianban/data/manual"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// The pages that screens lead to, by their IDs.
const (
	FirstDay = "first-day"
	Import   = "import"
	Register = "register"
	Talks    = "talks"
	Letters  = "letters"
	Delivery = "delivery"
	Urging   = "urging"
	YearEnd  = "year-end"
	Search   = "search"
	Print    = "print"
	Backup   = "backup"
	Keys     = "keys"
	Units    = "units"

	Passphrase = "passphrase"
)

// Title heads the panel.
const Title = "使用说明"

// Pages are all pages of the manual; keys are what the page of shortcuts lists.
func Pages(keys []manual.Block) []manual.Page {
	ids, texts := assets.ManualPages()
	pages := make([]manual.Page, len(ids))
	for i, id := range ids {
		pages[i] = manual.Read(id, texts[i], assets.ManualPicture)
		if id == Keys {
			pages[i].Blocks = append(pages[i].Blocks, keys...)
		}
	}
	return pages
}

// row is a line of the contents: a page, and where words are searched for how many
// of its blocks have them.
type row struct {
	at   int
	page manual.Page
	hits []int
}

// book is the panel.
type book struct {
	deps  screen.Deps
	host  screen.Host
	pages []manual.Page

	search *ui.Entry
	table  *ui.Table[row]
	none   *fyne.Container
	sheet  *sheet
	panel  *ui.Panel
}

// Open shows the manual at the page of that ID. left stands at the panel's left foot;
// shut closes the panel first.
func Open(d screen.Deps, h screen.Host, pages []manual.Page, id string, left func(shut func()) fyne.CanvasObject) {
	b := newBook(d, h, pages, id)
	b.panel.Left = left(b.panel.Cancel)
	h.Open(b.panel)
}

func newBook(d screen.Deps, h screen.Host, pages []manual.Page, id string) *book {
	b := &book{deps: d, host: h, pages: pages, sheet: newSheet(), none: container.NewStack()}
	b.table = ui.NewTable(func(r row) int64 { return int64(r.at) }, []ui.Column[row]{
		{ID: "title", Title: "内容", Width: 120, Flex: 1, Cell: func(r row) ui.Cell { return ui.Cell{Text: r.page.Title} }},
		{ID: "hits", Title: "处", Width: 40, Right: true, Off: true, Cell: func(r row) ui.Cell { return ui.Cell{Text: fmt.Sprint(len(r.hits)), Color: look.ColorMuted} }},
	})
	b.table.OnSelect, b.table.OnOpen = b.sheet.show, b.sheet.show
	b.search = ui.NewEntry("在说明里查找")
	b.search.Icon = fynetheme.SearchIcon()
	b.search.OnEdit(func(string) { b.find() })
	b.search.OnDown = b.table.Focus
	b.find()
	b.table.SelectKey(int64(max(slices.IndexFunc(pages, func(p manual.Page) bool { return p.ID == id }), 0)))
	b.find()
	contents := ui.Border(container.NewVBox(b.search, ui.Gap(6)), nil, nil, nil, container.NewStack(b.table, b.none)) // Tab goes from above down
	shut := func() { h.Shut(b.panel) }
	file, other := form.NewSave(d, ui.NewButton, b.onExport)
	b.panel = &ui.Panel{Title: Title, Width: 1140, Height: 760, First: b.table.Keyboard(), Cancel: shut,
		Content: ui.Columns([]float32{250, 0}, contents, b.sheet.root),
		Buttons: []fyne.CanvasObject{ui.NewButton("打印", fynetheme.DocumentPrintIcon(), b.onPrint), file, other, ui.NewButton("关闭", nil, shut)}}
	return b
}

// find lists the pages that have every word of the search box, and shows the first
// where the one shown is not among them.
func (b *book) find() {
	var rows []row
	for i, p := range b.pages {
		if hits, ok := p.Find(b.search.Text); ok {
			rows = append(rows, row{at: i, page: p, hits: hits})
		}
	}
	shown, _ := b.table.Selected()
	b.table.SetRows(rows)
	b.table.ShowColumn("hits", b.search.Text != "")
	b.none.Objects = nil
	if len(rows) == 0 {
		b.none.Add(ui.Empty(fynetheme.SearchIcon(), "没有找到", "请换一个说法。"))
	} else if !b.table.SelectKey(int64(shown.at)) {
		b.table.Choose(0)
	}
	b.none.Refresh()
	if r, ok := b.table.Selected(); ok {
		b.sheet.show(r)
	}
}

func (b *book) lay(ctx context.Context) (page.Document, error) {
	return b.deps.Papers.Manual(ctx, b.pages)
}

func (b *book) onExport() { form.ExportPages(b.deps, b.host, manual.PaperTitle, b.lay) }

func (b *book) onPrint() {
	form.AskPrint(b.deps, b.host, form.PrintAsk{Name: manual.PaperTitle, Instead: b.onExport, Papers: func(ctx context.Context) ([]page.Document, error) {
		doc, err := b.lay(ctx)
		return []page.Document{doc}, err
	}})
}

// sheet shows one page: its blocks one below the other, as wide as there is room.
type sheet struct {
	column *fyne.Container
	scroll *container.Scroll
	keys   *reader
	root   fyne.CanvasObject
	layout *columnLayout
}

func newSheet() *sheet {
	s := &sheet{layout: &columnLayout{}}
	s.column = container.New(s.layout)
	s.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, 16, 14, 18), s.column))
	s.keys = newReader(s.scroll)
	s.root = container.New(&sheetLayout{s}, ui.VLine(look.ColorLine), s.keys)
	return s
}

// show shows a page, from the first block that was searched for on.
func (s *sheet) show(r row) {
	s.column.Objects = []fyne.CanvasObject{ui.NewHeading(r.page.Title)}
	for i, b := range r.page.Blocks {
		o := blockObject(b)
		if slices.Contains(r.hits, i) {
			o = ui.Ground(look.ColorYellowSoft, o)
		}
		s.column.Add(o)
	}
	s.column.Refresh()
	s.scroll.Refresh()
	top := float32(0)
	if len(r.hits) > 0 && r.hits[0] > 0 {
		top = max(s.column.Objects[r.hits[0]+1].Position().Y-40, 0)
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, top))
}

// numberWidth is the column of a step's number; keysWidth that of keys.
const numberWidth, keysWidth = 22, 170

func blockObject(b manual.Block) fyne.CanvasObject {
	switch b.Kind {
	case manual.Heading:
		return container.NewVBox(ui.Gap(8), ui.NewStrong(b.Text))
	case manual.Step:
		return ui.Columns([]float32{numberWidth, 0}, top(ui.NewStrong(b.Mark+".")), ui.NewCloseText(b.Text))
	case manual.Item:
		return ui.Columns([]float32{numberWidth, 0}, top(ui.NewLine(" ·")), ui.NewCloseText(b.Text))
	case manual.Keys:
		return ui.Columns([]float32{keysWidth, 0}, top(ui.NewStrong(b.Mark)), ui.NewCloseText(b.Text))
	case manual.Picture:
		image := canvas.NewImageFromResource(fyne.NewStaticResource(b.Mark, b.Data))
		image.FillMode, image.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
		return container.New(&pictureLayout{size: pixels(b.Data)}, ui.NewPlane(look.ColorLine), image)
	}
	return ui.NewCloseText(b.Text)
}

// top keeps an object at the top of the room it is given.
func top(o fyne.CanvasObject) fyne.CanvasObject { return container.NewBorder(o, nil, nil, nil) }
