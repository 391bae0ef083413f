package proposal

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// showJournal fills the tab 记录: what was deleted, to be restored, and what
// was done, in sentences.
func (t *Detail) showJournal(m CaseModel) {
	if len(m.Deleted) > 0 {
		t.body.Add(ui.NewStrong("已删除"))
		for _, d := range m.Deleted {
			t.body.Add(deletedCard(t.deps, t.host, d, t.failed))
		}
		t.body.Add(ui.Gap(8))
	}
	if len(m.Journal) == 0 {
		t.body.Add(ui.Empty(fynetheme.HistoryIcon(), "还没有操作记录", ""))
	}
	for _, e := range m.Journal {
		t.body.Add(entryLines(e, m.Today.Year()))
	}
}

// entryLines is one action with its changes read aloud.
func entryLines(e data.JournalEntry, year int) fyne.CanvasObject {
	what := ui.NewLine(e.What)
	what.Bold = true
	when := ui.NewSmall(data.Moment(e.At) + "　" + e.By)
	box := container.New(layout.NewCustomPaddedVBoxLayout(2), container.NewBorder(nil, nil, nil, when, what))
	for _, s := range e.Sentences(year) {
		line := ui.NewSmall(s)
		line.Whole = false
		box.Add(line)
	}
	box.Add(ui.HLine(look.ColorLineSoft))
	return box
}

// deletedCard shows a deleted record with the button that restores it, an attachment
// also with the one that erases it.
func deletedCard(d screen.Deps, h screen.Host, x data.DeletedRecord, done func(error)) fyne.CanvasObject {
	restore := ui.NewQuiet("恢复", fynetheme.ContentUndoIcon(), func() {
		what := "恢复" + strings.TrimSpace(x.Subject+x.Record)
		h.Save(what, func(tx screen.Tx) error { return tx.Restore(data.Record(x.Kind), x.ID) }, done)
	})
	if _, readOnly := d.Store.ReadOnly(); readOnly {
		restore.Disable()
	}
	actions := []fyne.CanvasObject{restore}
	if data.Record(x.Kind) == data.RecordAttachment {
		actions = append(actions, ui.NewQuiet("彻底删除", fynetheme.ContentRemoveIcon(), func() { eraseFile(h, x.Subject, nameOfDeleted(x), x.ID, done) }))
	}
	head := ui.NewLine(strings.TrimSpace(x.Subject + " " + x.Record))
	head.Bold = true
	text := ui.NewSmall(x.Text)
	text.Whole = false
	by := ui.NewSmall(fmt.Sprintf("%s %s 删除", data.Moment(x.At), x.By))
	return card(head, actions, text, by)
}

// nameOfDeleted is the name of a deleted attachment.
func nameOfDeleted(x data.DeletedRecord) string {
	for part := range strings.SplitSeq(x.Text, "；") {
		if name, ok := strings.CutPrefix(part, "附件名："); ok {
			return name
		}
	}
	return x.Record
}

// journalPanel shows the whole registry's last actions and what was deleted.
type journalPanel struct {
	deps  screen.Deps
	host  screen.Host
	tabs  *ui.TabBar
	Body  *fyne.Container
	panel *ui.Panel
	load  screen.Latest[journalModel]
	model journalModel
}

type journalModel struct {
	entries []data.JournalEntry
	deleted []data.DeletedRecord
}

// OpenJournal opens the panel at the actions (0) or at what was deleted (1).
func OpenJournal(d screen.Deps, h screen.Host, tab int) *journalPanel {
	p := &journalPanel{deps: d, host: h, Body: container.New(layout.NewCustomPaddedVBoxLayout(4))}
	p.tabs = ui.NewTabBar([]string{"操作记录", "已删除"}, func(int) { p.show(p.model) })
	p.tabs.Fill(tab)
	p.panel = &ui.Panel{Title: "操作记录与恢复", Content: container.NewVBox(p.tabs, ui.Gap(4), p.Body), Width: 900, Height: 620}
	p.panel.Buttons = []fyne.CanvasObject{ui.NewButton("关闭", nil, func() { h.Shut(p.panel) })}
	h.Open(p.panel)
	p.refresh()
	return p
}

func (p *journalPanel) refresh() {
	store := p.deps.Store
	p.load.Show(func(ctx context.Context) (m journalModel, err error) {
		if m.entries, err = store.Journal(ctx, 0, journalLines); err != nil {
			return m, err
		}
		m.deleted, err = store.Deleted(ctx, 0)
		return m, err
	}, p.show, p.host.Fail)
}

func (p *journalPanel) show(m journalModel) {
	p.model = m
	p.Body.RemoveAll()
	switch {
	case p.tabs.Chosen() == 0:
		for _, e := range m.entries {
			p.Body.Add(entryLines(e, p.deps.Today().Year()))
		}
		if len(m.entries) == journalLines {
			p.Body.Add(ui.NewSmall(fmt.Sprintf("只列出最近%d次操作；一件建议的全部记录在它的“记录”页。", journalLines)))
		}
	case len(m.deleted) == 0:
		p.Body.Add(ui.NewSmall("没有已删除的内容。"))
	}
	if p.tabs.Chosen() == 1 {
		for _, d := range m.deleted {
			p.Body.Add(deletedCard(p.deps, p.host, d, p.onRestored))
		}
	}
	p.Body.Refresh()
}

func (p *journalPanel) onRestored(err error) {
	if err != nil {
		p.host.Fail(err)
		return
	}
	p.refresh()
}
