package papers

import (
	"strings"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export/batch"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// given is a number that a clerk gives when a paper is made: the 文号 of a notice, the
// 档号 of a dossier. Those of several papers are counted up from it.
type given struct {
	what    batch.Choice
	word    string
	example string
	set     func(*batch.Choices, string)
	of      func(batch.Paper) string
}

// givens are all of them.
var givens = []given{
	{batch.TakesDocNumber, "文号", "如 红政办函〔2022〕12号，可以不填", func(c *batch.Choices, n string) { c.DocNumber = n }, func(p batch.Paper) string { return p.DocNumber }},
	{batch.TakesArchive, "档号", "如 WS·2022-D30-0001，可以不填", func(c *batch.Choices, n string) { c.Archive = n }, func(p batch.Paper) string { return p.Archive }},
}

// givenOf is the number that a kind takes.
func givenOf(k batch.Kind) (given, bool) {
	for _, g := range givens {
		if k.Has(g.what) {
			return g, true
		}
	}
	return given{}, false
}

// prefNumber keeps the last number given to papers of a kind.
func prefNumber(k batch.Kind) string { return "papers.number." + k.Name }

// offered is the number behind the last one given; none where that was of another
// year's series.
func (g given) offered(d screen.Deps, k batch.Kind) string {
	if d.Prefs == nil {
		return ""
	}
	last := d.Prefs.String(prefNumber(k))
	if data.IsDocNumber(last) && data.DocNumberYear(last) != d.Today().Year() {
		return ""
	}
	return data.CountedUp(last, 1)
}

// keep remembers the last number that papers bear.
func (g given) keep(d screen.Deps, k batch.Kind, papers []batch.Paper) {
	if n := len(papers); d.Prefs != nil && n > 0 && g.of(papers[n-1]) != "" {
		d.Prefs.SetString(prefNumber(k), g.of(papers[n-1]))
	}
}

// check names what is wrong with a number as typed; "" is none.
func (g given) check(number string) error {
	if number == "" || g.what != batch.TakesDocNumber {
		return nil
	}
	if p := data.CheckGivenNumber(number); p != nil {
		return *p
	}
	return nil
}

// askNumber asks for the number of papers of a kind that take one; then gets the
// choices with it.
func askNumber(d screen.Deps, h screen.Host, k batch.Kind, title string, want batch.Choices, then func(batch.Choices)) {
	g, ok := givenOf(k)
	if !ok {
		then(want)
		return
	}
	f := ui.NewForm()
	number := ui.NewEntry(g.example)
	number.Fill(g.offered(d, k))
	f.Add(g.word, false, number, "不填的留着位置，打印后手写；有几份的，从这一号依次往下数。")
	p := &ui.Panel{Title: title, Width: 520, Content: f.Root(), First: number}
	write := func() {
		typed := strings.TrimSpace(number.Text)
		if err := g.check(typed); err != nil {
			f.ShowError(err)
			p.Fit()
			return
		}
		h.Shut(p)
		g.set(&want, typed)
		then(want)
	}
	number.OnSubmitted = func(string) { write() }
	p.Save = write
	p.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { h.Shut(p) }), ui.NewAction(form.SaveWord(d), nil, write)}
	h.Open(p)
}

// buildNumbers makes the rows of the batch panel in which a number is given.
func (b *batchDialog) buildNumbers() {
	b.numbers = map[batch.Choice]*ui.Entry{}
	for _, g := range givens {
		e := ui.NewEntry(g.example)
		e.OnEdit(func(string) { b.tell() })
		b.numbers[g.what] = e
		row := b.form.Add(g.word, false, e, "第一份的；其余依次往下数。")
		b.choices = append(b.choices, batchChoice{g.what, row, func(c *batch.Choices) { g.set(c, strings.TrimSpace(e.Text)) }})
	}
}

// offerNumber puts the next number into the panel where another kind was chosen.
func (b *batchDialog) offerNumber() {
	k := b.kindChosen()
	if g, ok := givenOf(k); ok && b.offeredFor != k.Name {
		b.numbers[g.what].Fill(g.offered(b.deps, k))
	}
	b.offeredFor = k.Name
}

// checkNumber names what is wrong with the number given.
func (b *batchDialog) checkNumber() error {
	g, ok := givenOf(b.kindChosen())
	if !ok {
		return nil
	}
	return g.check(strings.TrimSpace(b.numbers[g.what].Text))
}

// keepNumber remembers the number given to papers that were written or printed.
func (b *batchDialog) keepNumber(papers []batch.Paper) {
	if g, ok := givenOf(b.kindChosen()); ok {
		g.keep(b.deps, b.kindChosen(), papers)
	}
}
