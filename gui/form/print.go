package form

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// PrintAsk is what a screen wants printed.
type PrintAsk struct {
	Name    string // such as 第12号答复: heads the panel and stands in the printer's queue
	Note    string // said first, such as that the letter is a draft; "" for nothing
	Head    bool   // bears a red head, and may go on the office's pre-printed sheets
	Papers  func(context.Context) ([]page.Document, error)
	Instead func() // writes the paper as a file where it cannot be printed
	Done    func() // called once it was sent to the printer; may be nil
}

// printFacts is what the panel starts from, found off the UI goroutine.
type printFacts struct {
	papers   []page.Document
	pages    int
	told     []string // what should be known of them (page.Document.Told)
	standIns string   // which faces stand-ins play
	printers []print.Printer
	none     error // why there is no printer
	settings data.Settings
	locked   bool // the settings cannot be kept
}

// AskPrint asks how to print and prints. Where there is no printer it says so
// and offers the file.
func AskPrint(d screen.Deps, h screen.Host, a PrintAsk) {
	var m printFacts
	h.RunTask("正在查找打印机", func(ctx context.Context, p screen.Progress) (err error) {
		p(0, 0, a.Name)
		m, err = findPrint(ctx, d, a)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			h.Fail(err)
		case m.none != nil:
			offerFile(d, h, m.none, a.Instead)
		default:
			newPrintForm(d, h, a, m).open()
		}
	})
}

func findPrint(ctx context.Context, d screen.Deps, a PrintAsk) (m printFacts, err error) {
	if m.papers, err = a.Papers(ctx); err != nil {
		return m, err
	}
	all := page.Document{}
	for _, doc := range m.papers {
		all.Pages = append(all.Pages, doc.Pages...)
		m.told = append(m.told, doc.Told...)
	}
	m.pages, m.standIns = len(all.Pages), d.Fonts.StandIns(all)
	if m.settings, err = d.Store.Settings(ctx); err != nil {
		return m, err
	}
	_, m.locked = d.Store.ReadOnly()
	m.printers, err = d.Printing.Printers(ctx)
	var told data.Problem
	switch {
	case errors.As(err, &told):
		m.none = told
	case err != nil:
		return m, err
	case len(m.printers) == 0:
		m.none = print.NoPrinter
	}
	return m, nil
}

// offerFile says why nothing can be printed and offers to write the paper instead.
func offerFile(d screen.Deps, h screen.Host, why error, instead func()) {
	p := &ui.Panel{Title: "不能打印", Content: ui.NewText(why.Error() + "。"), Width: 440}
	file := ui.NewAction(SaveWord(d), fynetheme.DocumentIcon(), func() {
		h.Shut(p)
		instead()
	})
	p.Buttons, p.First = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { h.Shut(p) }), file}, file
	h.Open(p)
}

// run sends the papers to the printer with progress and cancel.
func (f *printForm) run(job print.Job, papers []page.Document) {
	f.host.RunTask("正在打印", func(ctx context.Context, p screen.Progress) error {
		return f.deps.Printing.Print(ctx, papers, job, func(done, total int) {
			p(done, total, fmt.Sprintf("已送出 %d 页，共 %d 页", done, total))
		})
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			f.host.Say("已取消打印")
		case err != nil:
			f.host.Fail(err)
		default:
			if f.ask.Done != nil {
				f.ask.Done()
			}
			f.host.Say(f.ask.Name + "已送到打印机“" + job.Printer + "”")
		}
	})
}
