package office

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// likelyKind describes a panel of records that are likely one.
type likelyKind[R any] struct {
	Title  string
	Record data.Record
	Find   func([]R) []data.Likely[R]
	ID     func(R) data.ID
	Words  func(R) string // one record in a line
	Loses  func(keep, gone R) []string
}

// likelyRow is a pair in the list.
type likelyRow[R any] struct {
	data.Likely[R]
	key int64
}

// likelyList offers pairs to be made one, each in a step that can be taken back.
type likelyList[R any] struct {
	host  screen.Host
	kind  likelyKind[R]
	done  func()
	rows  []likelyRow[R]
	count *ui.Line
	table *ui.Table[likelyRow[R]]
	empty *fyne.Container
	acts  []*ui.Button // on the chosen pair
	panel *ui.Panel
}

// openLikely shows the pairs among all records; done is called after each change.
func openLikely[R any](d screen.Deps, h screen.Host, kind likelyKind[R], all []R, done func()) {
	l := &likelyList[R]{host: h, kind: kind, done: done, count: ui.NewSmall(""), empty: container.NewStack()}
	for i, pair := range kind.Find(all) {
		l.rows = append(l.rows, likelyRow[R]{pair, int64(i + 1)})
	}
	text := func(id, title string, width, flex float32, f func(likelyRow[R]) string) ui.Column[likelyRow[R]] {
		return ui.Column[likelyRow[R]]{ID: id, Title: title, Width: width, Flex: flex, Cell: func(r likelyRow[R]) ui.Cell { return ui.Cell{Text: f(r)} }}
	}
	l.table = ui.NewTable(func(r likelyRow[R]) int64 { return r.key }, []ui.Column[likelyRow[R]]{
		text("keep", "保留", 260, 1, func(r likelyRow[R]) string { return kind.Words(r.Keep) }),
		text("gone", "并入它的", 260, 1, func(r likelyRow[R]) string { return kind.Words(r.Gone) }),
		{ID: "why", Title: "理由", Width: 250, Flex: 0.5, Cell: func(r likelyRow[R]) ui.Cell {
			if r.Sure {
				return ui.Cell{Badge: true, Text: r.Why, Tone: ui.ToneBlue, Shape: ui.Check}
			}
			return ui.Cell{Badge: true, Text: r.Why, Tone: ui.ToneYellow, Shape: ui.Dot}
		}},
	})
	l.table.OnSelect = func(likelyRow[R]) { l.enable() }
	l.table.OnOpen = func(likelyRow[R]) { l.onJoin() }
	l.acts = []*ui.Button{ui.NewButton("不是同一个", nil, l.onSkip), ui.NewButton("对调", fynetheme.ViewRefreshIcon(), l.onSwap), ui.NewAction("合并", nil, l.onJoin)}
	export := ui.NewButton("导出", fynetheme.DownloadIcon(), func() {
		form.AskList(d, h, form.Listing{List: l.table.List(kind.Title, kind.Title)})
	})
	bar := container.NewBorder(nil, nil, nil, container.NewHBox(export, l.acts[0], l.acts[1], l.acts[2]), l.count)
	about := ui.NewSmall("合并后，所有建议、沟通、反馈、考评都改记在“保留”的名下，缺的地址等补齐，两个电话都留下，别的填得不一样的先问；合并一对是一步，关闭这里以后可以用 Ctrl+Z 撤销。")
	shut := func() { h.Shut(l.panel) }
	l.panel = &ui.Panel{Title: kind.Title, Width: 1000, Height: 560, Cancel: shut, First: l.table.Keyboard(), Buttons: []fyne.CanvasObject{ui.NewButton("关闭", nil, shut)},
		Content: container.NewBorder(container.NewVBox(about, bar, ui.Gap(4)), nil, nil, nil, container.NewStack(l.table, l.empty))}
	h.Open(l.panel)
	l.show(0)
}

// none chooses no pair.
const none = -1

// show lists the pairs that are left and chooses the one at an index, or none.
func (l *likelyList[R]) show(chosen int) {
	l.table.SetRows(l.rows)
	if n := len(l.rows); n > 0 && chosen != none {
		l.table.SelectKey(l.rows[min(chosen, n-1)].key)
	}
	l.count.SetText(fmt.Sprintf("%d 对", len(l.rows)))
	l.empty.Objects = nil
	if len(l.rows) == 0 {
		l.empty.Add(ui.Empty(fynetheme.ConfirmIcon(), "没有发现重复", "名称写法、代表团和电话都对过了。"))
	}
	l.empty.Refresh()
	l.enable()
}

func (l *likelyList[R]) enable() {
	_, ok := l.table.Selected()
	for _, b := range l.acts {
		ui.Enable(b, ok && len(l.rows) > 0)
	}
}

// at is where a pair stands in the list.
func (l *likelyList[R]) at(r likelyRow[R]) int {
	return slices.IndexFunc(l.rows, func(o likelyRow[R]) bool { return o.key == r.key })
}

// onSwap keeps the other of the two.
func (l *likelyList[R]) onSwap() {
	if r, ok := l.table.Selected(); ok {
		at := l.at(r)
		l.rows[at].Keep, l.rows[at].Gone = r.Gone, r.Keep
		l.show(at)
	}
}

// onSkip takes a pair out of the list, for now.
func (l *likelyList[R]) onSkip() {
	if r, ok := l.table.Selected(); ok {
		at := l.at(r)
		l.rows = slices.Delete(l.rows, at, at+1)
		l.show(at)
	}
}

// onJoin makes one of the two, after a question where that loses something; other pairs that name the one that went are gone.
func (l *likelyList[R]) onJoin() {
	r, ok := l.table.Selected()
	if !ok || l.host.Locked() {
		return
	}
	lost := l.kind.Loses(r.Keep, r.Gone)
	if len(lost) == 0 {
		l.join(r)
		return
	}
	l.host.Ask("合并？", "两个填的不一样，合并以后不再留下的：\n"+strings.Join(lost, "；\n")+"。\n要留的是另一个，请先点“对调”，或先编辑。", "合并", func() { l.join(r) })
}

func (l *likelyList[R]) join(r likelyRow[R]) {
	keep, gone := l.kind.ID(r.Keep), l.kind.ID(r.Gone)
	what := "合并" + l.kind.Words(r.Gone)
	for _, b := range l.acts { // until it is done
		ui.Enable(b, false)
	}
	l.host.Save(what, func(tx screen.Tx) error { return tx.Join(l.kind.Record, keep, gone) }, func(err error) {
		if err != nil {
			l.enable()
			l.host.Fail(err)
			return
		}
		l.rows = slices.DeleteFunc(l.rows, func(o likelyRow[R]) bool { return l.kind.ID(o.Keep) == gone || l.kind.ID(o.Gone) == gone })
		l.host.Say("已合并到“" + l.kind.Words(r.Keep) + "”，关闭以后可以用 Ctrl+Z 撤销。")
		l.show(none) // the next pair is looked at before it is made one
		l.done()
	})
}

// likelyPeople offers deputies and members who are likely one.
func likelyPeople(l *recordList[data.Proposer], done func()) {
	openLikely(l.deps, l.host, likelyKind[data.Proposer]{
		Title: "可能重复的代表委员", Record: data.RecordProposer, Find: data.LikelyPeople, Loses: data.PeopleLose,
		ID: func(p data.Proposer) data.ID { return p.ID },
		Words: func(p data.Proposer) string {
			return strings.Join(words.NonEmpty(p.Name, p.Delegation, p.Phone), " · ")
		},
	}, l.rows, refreshed(l, done))
}

// likelyUnits offers units that are likely one.
func likelyUnits(l *recordList[data.Unit], done func()) {
	openLikely(l.deps, l.host, likelyKind[data.Unit]{
		Title: "可能重复的承办单位", Record: data.RecordUnit, Find: data.LikelyUnits, Loses: data.UnitsLose,
		ID:    func(u data.Unit) data.ID { return u.ID },
		Words: func(u data.Unit) string { return strings.Join(words.NonEmpty(u.Name, u.FullName, u.Phone), " · ") },
	}, l.rows, refreshed(l, done))
}

// byOrder are the orders of the list of deputies.
var byOrder = []ui.Option[string]{{Value: "pinyin", Label: "按姓名拼音"}, {Value: "strokes", Label: "按姓氏笔画"}, {Value: "delegation", Label: "按代表团"}}

// sortPeople puts deputies into an order of byOrder.
func sortPeople(all []data.Proposer, order string) {
	slices.SortStableFunc(all, func(a, b data.Proposer) int {
		switch order {
		case "strokes":
			return data.ByStrokes(a.Name, b.Name)
		case "delegation":
			if n := data.ByPinyin(a.Delegation, b.Delegation); n != 0 {
				return n
			}
		}
		return data.ByName(a.Name, b.Name)
	})
}
