package ledger

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// Saved searches stand as lists at the left of the table, each with how many
// proposals of the period it finds. One click shows what it finds: the filters
// and the search box then hold what was saved.

// savedWidth is how wide the lists are at scale 1.
const savedWidth = 176

// savedSide is the column of lists.
type savedSide struct {
	lists  []data.SavedList
	counts map[data.ID]int // of those counted by now
	count  screen.Latest[map[data.ID]int]
	rows   *fyne.Container
	save   *ui.Button // in the bar
	root   fyne.CanvasObject
	beside *fyne.Container // root and the table, where there is room for both
}

func (s *LedgerScreen) newSavedSide() {
	s.saved.rows = container.New(layout.NewCustomPaddedVBoxLayout(2))
	s.saved.save = ui.NewQuiet("存为列表", fynetheme.ContentAddIcon(), s.onSaveList)
	s.saved.save.Hide()
	title := container.New(layout.NewCustomPaddedLayout(0, 6, 8, 8), ui.Small("常用列表"))
	m := look.Size(look.SizeMargin)
	column := container.New(layout.NewCustomPaddedLayout(m-4, m, 8, 8), ui.Frame(title, nil, nil, nil, container.NewVScroll(s.saved.rows)))
	s.saved.root = ui.Ground(look.ColorPane, ui.Frame(nil, nil, nil, ui.VLine(look.ColorLine), ui.Wide(savedWidth, column)))
	s.saved.root.Hide()
	s.saved.beside = container.New(savedLayout{s}, s.saved.root, container.NewStack(s.table, s.empty))
}

// besideLeast is how wide, at scale 1, the table stays before the lists give way
// to it, as where a proposal is shown beside it in a small window.
const besideLeast = 468

// savedLayout places the lists left of the table.
type savedLayout struct{ s *LedgerScreen }

// MinSize is the table's.
func (l savedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

// Layout takes the lists and the table.
func (l savedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side, x := objects[0], float32(0)
	width := side.MinSize().Width
	fits := len(l.s.saved.lists) > 0 && size.Width-width >= besideLeast*look.Scale()
	if fits {
		side.Resize(fyne.NewSize(width, size.Height))
		x = width
	}
	if fits != side.Visible() {
		ui.SetShown(side, fits)
	}
	objects[1].Move(fyne.NewPos(x, 0))
	objects[1].Resize(fyne.NewSize(size.Width-x, size.Height))
}

// chosenList is the list whose search and filters are those shown.
func (s *LedgerScreen) chosenList() (data.SavedList, bool) {
	now := data.SavedListOf(s.state.Filter).Filter()
	for _, l := range s.saved.lists {
		if s.state.Only == nil && l.Filter() == now {
			return l, true
		}
	}
	return data.SavedList{}, false
}

// showSaved shows the lists with the counts known, the one shown marked, and
// whether what is shown can be saved as one.
func (s *LedgerScreen) showSaved() {
	chosen, is := s.chosenList()
	s.saved.rows.Objects = nil
	for i, l := range s.saved.lists {
		s.saved.rows.Add(s.savedRow(l, i, is && l.ID == chosen.ID))
	}
	s.saved.rows.Refresh()
	ui.Relayout(s.saved.beside)
	some := data.SavedListOf(s.state.Filter).Filter() != data.LedgerFilter{}
	if can := some && !is && s.state.Only == nil; can != s.saved.save.Visible() {
		ui.SetShown(s.saved.save, can)
		s.bar.Refresh()
	}
}

// savedRow is a list: its name, how many it finds and, on the one shown, what
// can be done with it.
func (s *LedgerScreen) savedRow(l data.SavedList, at int, chosen bool) fyne.CanvasObject {
	name, count := ui.NewLine(l.Name), ui.Small("")
	if n, ok := s.saved.counts[l.ID]; ok {
		count.SetText(strconv.Itoa(n))
	}
	count.Whole = true
	inner := container.New(layout.NewCustomPaddedLayout(5, 5, 8, 8), ui.BorderRight(name, ui.Middle(count)))
	row := fyne.CanvasObject(ui.NewTap(inner, func() { s.ShowList(at) }))
	if !chosen {
		return row
	}
	name.Color = fynetheme.ColorNamePrimary
	more := ui.NewQuiet("", fynetheme.MoreHorizontalIcon(), nil)
	more.OnTapped = func() { s.onListMenu(l, more) }
	return ui.Ground(look.ColorRowSelected, ui.Frame(nil, nil, nil, more, row))
}

// ShowList shows what the list at an index finds (Alt+1 the first), when the lists
// are read.
func (s *LedgerScreen) ShowList(at int) {
	if s.model.Today.IsZero() { // not loaded yet
		s.wanted = at + 1
		return
	}
	if at < 0 || at >= len(s.saved.lists) {
		s.host.Say(fmt.Sprintf("还没有第 %d 个常用列表：先搜索或筛选，再点“存为列表”。", at+1))
		return
	}
	l := s.saved.lists[at]
	only := s.state.Only != nil
	s.state.Filter, s.state.Only = l.Filter(), nil
	s.offer(choicesOf(s.model.Rows))
	if h, ok := s.host.(interface{ ShowSearch(words string) }); ok {
		h.ShowSearch(l.Words)
	}
	if only { // the rows are those of other years
		s.state.Best = true
		s.Refresh()
		return
	}
	s.Filter(l.Words)
}

// countSaved counts what each list finds among the rows loaded, off the UI
// goroutine.
func (s *LedgerScreen) countSaved() {
	lists, m, store := s.saved.lists, s.model, s.deps.Store
	if len(lists) == 0 {
		s.saved.count.Stop()
		return
	}
	if s.state.Only != nil { // the rows are no year's; what was counted stays
		return
	}
	s.saved.count.Start(func(ctx context.Context) (map[data.ID]int, error) {
		counts := map[data.ID]int{}
		for _, l := range lists {
			state := ledgerState{Filter: l.Filter()}
			if state.searching() {
				found, err := store.Search(ctx, data.SearchAsk{Text: l.Words, Year: m.Year, Book: m.Book, Limit: mostFound})
				if err != nil {
					return nil, err
				}
				state.Found = found
			}
			counts[l.ID] = len(pickedRows(m.Rows, state))
		}
		return counts, ctx.Err()
	}, func(counts map[data.ID]int, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.saved.counts = counts
		s.showSaved()
	})
}

// onSaveList asks for the name of what is searched and filtered now.
func (s *LedgerScreen) onSaveList() {
	l := data.SavedListOf(s.state.Filter)
	l.Name = words.Clip(strings.NewReplacer("“", "", "”", "", "，", " ").Replace(l.Told()), 19)
	s.editList(l, "存为列表")
}

// editList asks for a list's name.
func (s *LedgerScreen) editList(l data.SavedList, title string) {
	e := &form.Editor{Host: s.host, Form: ui.NewForm(), Width: 480, Title: title, Done: s.Refresh}
	name := e.Field("如 逾期的主办件", l.Name)
	e.Form.AddObject(ui.NewSmallText("条件：" + l.Told() + "。左上角选哪一年，就列哪一年的。"))
	e.Form.Add("列表名称", true, name, "")
	e.Print = func() string { return name.Text }
	if l.ID == 0 {
		e.Print = func() string { return "" } // the name offered may be kept: nothing is lost by cancelling
	}
	e.Read = func() data.Problems {
		l.Name = name.Text
		x := l
		return x.Validate()
	}
	e.Write = func(tx screen.Tx) error {
		x := l
		return tx.SaveSavedList(&x)
	}
	e.Open(name)
	name.SelectAll() // what is typed takes its place
}

// onListMenu is what can be done with the list shown.
func (s *LedgerScreen) onListMenu(l data.SavedList, at fyne.CanvasObject) {
	items := append([]*fyne.MenuItem{fyne.NewMenuItem("打印", s.Print)}, form.SaveItems(s.deps, "", s.Export)...)
	ui.ShowMenu(fyne.NewMenu("", append(items,
		fyne.NewMenuItem("选栏目导出…", s.onColumns),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("改名…", func() { s.editList(l, "列表改名") }),
		fyne.NewMenuItem("删除", func() { s.dropList(l) }))...), at)
}

// dropList deletes a list; the proposals that it finds stay as they are.
func (s *LedgerScreen) dropList(l data.SavedList) {
	if s.host.Locked() {
		return
	}
	s.host.Save("删除列表“"+l.Name+"”", func(tx screen.Tx) error { return tx.Remove(data.RecordSavedList, l.ID) }, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		screen.SayRemoved(s.host, fmt.Sprintf("已删除列表“%s”，建议还在台账里；可以用 Ctrl+Z 撤销。", l.Name))
		s.Refresh()
	})
}
