package lists

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// factKind describes a screen of the rail that lists one kind of facts over
// many proposals, such as consultations or feedback forms. The screen itself is
// always a factList.
type factKind[R any] struct {
	Name    string     // of the facts, such as 沟通记录; also the key of remembered widths and columns
	Unit    string     // how they are counted: 次, 份, 项
	Tab     screen.Tab // part of a proposal's detail that a chosen row shows beside the table
	Load    func(ctx context.Context, r screen.Reader, scope factScope) ([]R, error)
	Key     func(R) int64
	Case    func(R) data.ID       // the proposal; 0 where a row concerns none
	Find    func(R) data.RowWords // what the search box looks through
	Columns []factColumn[R]
	Filters []factFilter[R]
	Sort    string // column sorted by at first
	Down    bool   // largest first
	// Above is shown over the table: counts that can be tapped (factList.tally);
	// nil for none.
	Above func(l *factList[R]) fyne.CanvasObject
	// Actions stand at the right of the bar.
	Actions func(l *factList[R]) []fyne.CanvasObject
	// Open is Enter or a double click on a row; nil opens the proposal.
	Open func(l *factList[R], row R)
	// EveryYear tells that the rows are of all years, whatever year the bar shows.
	EveryYear bool
	// Texts are the columns told from long texts, which are read when the list leaves
	// the program.
	Texts []string
	// Nothing says what to do where no such fact was entered yet.
	Nothing [2]string
}

// factScope is what a load is asked for.
type factScope struct {
	Year  int // 0 over every year
	Book  data.ID
	Today data.Date
	Texts bool // long texts as well
}

// factColumn is a column with the order that its heading sorts by; nil compares
// the cells' texts.
type factColumn[R any] struct {
	ui.Column[R]
	Compare func(a, b R) int
	// Last are the rows that stand behind the others whichever way is sorted, such as
	// those without a day; nil for none.
	Last func(R) bool
	// Extra columns leave the program only where they are chosen.
	Extra bool
}

// factFilter is one choice in the bar, made from the values of all rows.
type factFilter[R any] struct {
	All   string // the choice of everything, such as 全部阶段
	Value func(R) string
	Order []string // values in this order first; others follow by text
}

// factList is a screen that lists facts: filters, a table, and the chosen
// proposal's detail beside it.
type factList[R any] struct {
	deps  screen.Deps
	host  screen.Host
	kind  factKind[R]
	rows  []R
	words string
	find  data.RowSearch
	scope factScope
	book  data.Book    // chosen in the bar; ID 0 over all
	pick  func(R) bool // an extra choice, from a tapped count; nil for none
	load  screen.Latest[loadedFacts[R]]
	order *data.ListOrder[R]
	sort  screen.Latest[string]

	sortBy     string
	descending bool
	filters    []*ui.Choice[string]
	only       *ui.Button
	count      *ui.Line
	above      *fyne.Container
	columns    []ui.Column[R]
	table      *ui.Table[R]
	empty      *fyne.Container
	detail     *proposal.Detail
	root       *ui.Split
}

// loadedFacts are what a load brings, ready to be shown.
type loadedFacts[R any] struct {
	rows  []R
	order *data.ListOrder[R] // of the column shown sorted, at least
	book  data.Book          // chosen in the bar; ID 0 over all
}

// newFactList builds the screen and starts nothing.
func newFactList[R any](d screen.Deps, h screen.Host, kind factKind[R]) *factList[R] {
	l := &factList[R]{deps: d, host: h, kind: kind, sortBy: kind.Sort, descending: kind.Down}
	for _, c := range kind.Columns {
		c.Sort = true
		l.columns = append(l.columns, c.Column)
	}
	l.table = ui.NewTable(kind.Key, l.columns).Remember(d.Prefs, "list."+kind.Name+".columns")
	l.table.SetSort(kind.Sort, kind.Down)
	l.table.OnSelect, l.table.OnSort = l.onSelect, l.onSort
	l.table.OnOpen, l.table.OnMenu = l.onOpen, l.rowMenu
	l.detail = proposal.NewDetail(d, h)
	l.detail.Compact()
	l.build()
	return l
}

func (l *factList[R]) build() {
	var wishes []float32
	var choices []fyne.CanvasObject
	for _, f := range l.kind.Filters {
		c := ui.NewChoice(f.All, nil, func(string) { l.apply() })
		l.filters = append(l.filters, c)
		wishes, choices = append(wishes, 128), append(choices, c)
	}
	l.only = ui.NewButton("", fynetheme.CancelIcon(), l.onAll)
	l.only.Hide()
	l.count = ui.NewSmall("")
	right := container.New(layout.NewCustomPaddedHBoxLayout(12), ui.Middle(l.count))
	if l.kind.Actions != nil {
		for _, a := range l.kind.Actions(l) {
			right.Add(a)
		}
	}
	right.Add(ui.NewButton("导出", fynetheme.DownloadIcon(), func() { form.AskList(l.deps, l.host, l.listing()) }))
	m := look.Size(look.SizeMargin)
	room := ui.NewRoom(620)
	bar := container.New(layout.NewCustomPaddedLayout(8, 8, m-2, m-2), ui.BarIn(room, ui.BorderRight(ui.Shrink(wishes, choices...), l.only), right))
	l.above, l.empty = container.NewStack(), container.NewStack()
	l.empty.Hide()
	main := ui.Frame(l.above, nil, nil, nil, ui.Frame(bar, nil, nil, nil, container.NewStack(l.table, l.empty)))
	l.root = ui.NewSplit(room.Around(main), l.detail.Root(), 430, 340, l.deps.Prefs, "facts."+l.kind.Name)
	l.root.ShowSide(false)
}

// Root is the screen.
func (l *factList[R]) Root() fyne.CanvasObject { return l.root }

// Close cancels loads.
func (l *factList[R]) Close() {
	l.load.Stop()
	l.sort.Stop()
	l.detail.Close()
}

// Loaded tells that the rows are those loaded last.
func (l *factList[R]) Loaded() bool { return l.load.Shown() }

// Refresh loads anew.
func (l *factList[R]) Refresh() {
	scope := factScope{Year: l.host.Year(), Book: l.host.Book(), Today: l.deps.Today()}
	l.scope = scope
	column := l.sortBy
	l.load.Show(func(ctx context.Context) (loaded loadedFacts[R], err error) {
		books, err := l.deps.Store.Books(ctx)
		if err != nil {
			return loaded, err
		}
		if i := slices.IndexFunc(books, func(b data.Book) bool { return b.ID == scope.Book }); i >= 0 {
			loaded.book = books[i]
		}
		if loaded.rows, err = l.kind.Load(ctx, l.deps.Store, scope); err != nil {
			return loaded, err
		}
		loaded.order = orderOf(l.kind, loaded.rows)
		loaded.order.Prepare(column)
		return loaded, ctx.Err()
	}, func(loaded loadedFacts[R]) {
		l.book = loaded.book
		l.show(loaded)
	}, l.host.Fail)
}

// Show puts rows into the widgets.
func (l *factList[R]) Show(rows []R) {
	l.show(loadedFacts[R]{rows: rows, order: orderOf(l.kind, rows)})
}

func (l *factList[R]) show(loaded loadedFacts[R]) {
	l.rows, l.order, l.find = loaded.rows, loaded.order, data.RowSearch{}
	for i, f := range l.kind.Filters {
		before := l.filters[i].Value()
		l.filters[i].SetChoices(words.WithAll(f.All, f.values(l.rows)))
		l.filters[i].Fill(before)
	}
	for _, c := range l.kind.Columns {
		if c.ID == shownMeeting {
			l.table.ShowColumn(shownMeeting, ui.Several(l.rows, func(r R) string { return c.Cell(r).Text }))
		}
	}
	l.above.Objects = nil
	if l.kind.Above != nil && len(l.rows) > 0 {
		l.above.Objects = []fyne.CanvasObject{l.kind.Above(l)}
	}
	l.apply()
}

// apply filters and sorts what is loaded and shows it.
func (l *factList[R]) apply() {
	var wanted []string
	for _, c := range l.filters {
		wanted = append(wanted, c.Value())
	}
	shown := chooseFacts(l.kind, l.rows, wanted, l.words, &l.find, l.pick)
	if l.order != nil {
		shown = l.order.Sort(shown, l.sortBy, l.descending)
	}
	l.table.SetRows(shown)
	l.count.SetText(fmt.Sprintf("%d %s", len(shown), l.kind.Unit))
	if len(shown) != len(l.rows) {
		l.count.SetText(fmt.Sprintf("%d %s，共 %d %s", len(shown), l.kind.Unit, len(l.rows), l.kind.Unit))
	}
	l.only.Hidden = l.pick == nil
	l.showEmpty(len(shown))
	if _, ok := l.table.Selected(); !ok {
		l.root.ShowSide(false)
	} else {
		l.detail.Refresh()
	}
	l.root.Refresh()
}

// chooseFacts are the rows that have the wanted values and all the words.
func chooseFacts[R any](kind factKind[R], rows []R, wanted []string, words string, find *data.RowSearch, pick func(R) bool) []R {
	parts := data.ParseSearch(words)
	out := make([]R, 0, len(rows))
	for _, r := range rows {
		fits := pick == nil || pick(r)
		for i, f := range kind.Filters {
			fits = fits && (wanted[i] == "" || f.Value(r) == wanted[i])
		}
		if fits && (len(parts) == 0 || find.Fits(parts, kind.Find(r))) {
			out = append(out, r)
		}
	}
	return out
}

// orderOf is the order of a kind's rows; those equal in a column are told apart by
// their keys.
func orderOf[R any](kind factKind[R], rows []R) *data.ListOrder[R] {
	by := func(column string) (o data.ColumnOrder) {
		i := slices.IndexFunc(kind.Columns, func(c factColumn[R]) bool { return c.ID == column })
		if i < 0 {
			return o
		}
		c := kind.Columns[i]
		if c.Last != nil {
			o.Last = func(place int32) bool { return c.Last(rows[place]) }
		}
		if o.Order = func(a, b int32) int { return c.Compare(rows[a], rows[b]) }; c.Compare == nil {
			o.Order = data.PlacesByText(rows, func(r R) string { return c.Cell(r).Text }, data.PinyinKey)
		}
		return o
	}
	return data.NewListOrder(rows, kind.Key, by, func(a, b int32) int { return 0 })
}

// values are the filter's choices in order.
func (f factFilter[R]) values(rows []R) []string {
	var out []string
	for _, r := range rows {
		if v := f.Value(r); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	rank := func(v string) int {
		if i := slices.Index(f.Order, v); i >= 0 {
			return i
		}
		return len(f.Order)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), data.ByPinyin(a, b)) })
	return out
}

func (l *factList[R]) showEmpty(shown int) {
	l.empty.Objects = nil
	switch {
	case shown > 0:
	case len(l.rows) == 0:
		l.empty.Add(ui.Empty(fynetheme.ListIcon(), l.kind.Nothing[0], l.kind.Nothing[1]))
	default:
		clear := ui.NewButton("清除条件", fynetheme.ContentClearIcon(), l.onClear)
		l.empty.Add(ui.Empty(fynetheme.SearchIcon(), "没有符合条件的"+l.kind.Name, "请放宽筛选条件，或换一个说法搜索。", clear))
	}
	l.empty.Hidden = shown > 0
	l.empty.Refresh()
}

// Filter takes the words of the search box.
func (l *factList[R]) Filter(words string) {
	l.words = words
	l.apply()
}

// Enter goes from the search box to the first row found.
func (l *factList[R]) Enter() {
	if len(l.table.Rows()) == 0 {
		return
	}
	l.table.Focus()
	if _, ok := l.table.Selected(); !ok {
		l.table.Choose(0)
	}
}

// AtHand is the chosen row's proposal, of which facts are recorded by a key.
func (l *factList[R]) AtHand() screen.Hand {
	if r, ok := l.table.Selected(); !ok || l.kind.Case(r) == 0 {
		return nil
	}
	return l.detail
}

// Pick shows only the rows that fit, under a title, until the user asks for all.
func (l *factList[R]) Pick(title string, fits func(R) bool) {
	l.pick = fits
	l.only.SetText(title)
	l.apply()
}

// tally counts the rows that fit; a tap shows them.
func (l *factList[R]) tally(name string, tone ui.Tone, shape ui.Shape, fits func(R) bool) tally {
	n := 0
	for _, r := range l.rows {
		if fits(r) {
			n++
		}
	}
	return tally{name, n, tone, shape, func() { l.Pick(fmt.Sprintf("%s（%d）", name, n), fits) }}
}

func (l *factList[R]) onAll() {
	l.pick = nil
	l.apply()
}

func (l *factList[R]) onClear() {
	l.pick = nil
	for _, c := range l.filters {
		c.Fill("")
	}
	if h, ok := l.host.(interface{ ClearSearch() }); ok {
		h.ClearSearch()
	}
	l.Filter("")
}

func (l *factList[R]) onSort(column string, descending bool) {
	l.sortBy, l.descending = column, descending
	screen.Sorted(&l.sort, l.order, column, l.apply)
}

func (l *factList[R]) onSelect(r R) {
	id := l.kind.Case(r)
	if id != 0 {
		l.detail.Open(id, l.kind.Tab)
	}
	l.root.ShowSide(id != 0)
}

func (l *factList[R]) onOpen(r R) {
	switch {
	case l.kind.Open != nil:
		l.kind.Open(l, r)
	case l.kind.Case(r) != 0:
		l.host.OpenCase(l.kind.Case(r), l.kind.Tab)
	}
}

// Escape closes the pane beside the table, then the extra choice.
func (l *factList[R]) Escape() bool {
	if _, ok := l.table.Selected(); ok && l.detail.Root().Visible() {
		l.root.ShowSide(false)
		return true
	}
	if l.pick != nil {
		l.onAll()
		return true
	}
	return false
}
