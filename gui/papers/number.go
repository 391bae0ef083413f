package papers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export/batch"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// given is a number that a clerk gives when a paper is made: the 文号 of a notice, the
// 档号 of a dossier. It is kept in the registry with the paper (data.Issue).
type given struct {
	what    batch.Choice
	word    string
	example string
}

// givens are all of them.
var givens = []given{
	{batch.TakesDocNumber, "文号", "如 红政办函〔2022〕12号，可以不填"},
	{batch.TakesArchive, "档号", "如 WS·2022-D30-0001，可以不填"},
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

// offered is the number offered to papers of a kind, and what is said of it: the
// recorded one where all papers have that one, the next where some have none yet.
func (g given) offered(d screen.Deps, k batch.Kind, s batch.Source, papers []batch.Paper) (number, note string) {
	with := batch.Numbers(papers)
	var known []string
	for _, n := range with {
		if !slices.Contains(known, n.Number) {
			known = append(known, n.Number)
		}
	}
	next := data.OfferNumber(k.Issues(), s.Issues, s.Borne, d.Today().Year())
	switch {
	case len(known) == 1 && len(with) == len(papers):
		return known[0], "这是登记过的" + g.word + "，改了就换成新的。"
	case len(with) == len(papers) && len(known) > 1:
		return "", "都登记过" + g.word + "（" + known[0] + "等），不填就照旧；填了就从这一号起重新给。"
	case len(known) > 0:
		return next, fmt.Sprintf("有%d份登记过%s，照旧；其余从这一号依次往下数。", len(with), g.word)
	}
	return next, "不填的留着位置，打印后手写；有几份的，从这一号依次往下数。"
}

// askNumber asks for the number of a proposal's papers of a kind that take one; then
// gets the choices with it.
func askNumber(d screen.Deps, h screen.Host, c data.Case, k batch.Kind, title string, want batch.Choices, then func(batch.Choices)) {
	g, ok := givenOf(k)
	if !ok {
		then(want)
		return
	}
	var source batch.Source
	h.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
		source, err = lettersOf(ctx, d, c)
		return err
	}, func(err error) {
		if err != nil {
			h.Fail(err)
			return
		}
		g.ask(d, h, k, source, title, want, then)
	})
}

// ask opens the panel in which the number is given.
func (g given) ask(d screen.Deps, h screen.Host, k batch.Kind, source batch.Source, title string, want batch.Choices, then func(batch.Choices)) {
	f := ui.NewForm()
	number := ui.NewEntry(g.example)
	offered, note := g.offered(d, k, source, k.Papers(source, want))
	number.Fill(offered)
	f.Add(g.word, false, number, note)
	p := &ui.Panel{Title: title, Width: 520, Content: f.Root(), First: number}
	write := func() {
		want.Number = strings.TrimSpace(number.Text)
		if err := source.CheckNumbers(k.Papers(source, want)); err != nil {
			f.Clear()
			f.ShowError(err)
			p.Fit()
			return
		}
		h.Shut(p)
		then(want)
	}
	number.OnSubmitted = func(string) { write() }
	p.Save = write
	p.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { h.Shut(p) }), ui.NewAction(form.SaveWord(d), nil, write)}
	h.Open(p)
}

// lettersOf are what the papers of one proposal are made from.
func lettersOf(ctx context.Context, d screen.Deps, c data.Case) (batch.Source, error) {
	source, err := d.Papers.Letters(ctx, data.Scope{IDs: []data.ID{c.Proposal.ID}})
	source.Some, source.Day = true, d.Today()
	return source, err
}

// record keeps the numbers of papers that were made and tells where that could not be.
func record(ctx context.Context, d screen.Deps, made []batch.Paper) []string {
	return batch.Record(ctx, made, func(ctx context.Context, what string, issues []data.Issue) error {
		return d.Store.Do(ctx, what, func(tx screen.Tx) error {
			for _, i := range issues { // copies: a change may be tried again
				if err := tx.SaveIssue(&i); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// buildNumbers makes the rows of the batch panel in which a number is given.
func (b *batchDialog) buildNumbers() {
	b.numbers = map[batch.Choice]*ui.Entry{}
	for _, g := range givens {
		e := ui.NewEntry(g.example)
		e.OnEdit(func(string) { b.tell() })
		b.numbers[g.what] = e
		row := b.form.Add(g.word, false, e, "还没有"+g.word+"的从这一号依次往下数，登记过的照旧；都登记过的，填了就重新给。")
		b.choices = append(b.choices, batchChoice{g.what, row, func(c *batch.Choices) { c.Number = strings.TrimSpace(e.Text) }})
	}
}

// offerNumber puts the next number into the panel where another kind or other
// proposals were chosen.
func (b *batchDialog) offerNumber() {
	k, scope := b.kindChosen(), b.scope.Value()
	if g, ok := givenOf(k); ok && (b.offeredFor != k.Name || b.offeredIn != scope) {
		b.numbers[g.what].Fill("")
		papers := b.papers()
		if len(batch.Numbers(papers)) < len(papers) {
			number, _ := g.offered(b.deps, k, b.facts.source, papers)
			b.numbers[g.what].Fill(number)
		}
	}
	b.offeredFor, b.offeredIn = k.Name, scope
}

// checkNumbers names what keeps the papers from bearing their numbers, by what is
// recorded now.
func checkNumbers(ctx context.Context, d screen.Deps, papers []batch.Paper) error {
	if len(batch.Numbers(papers)) == 0 {
		return nil
	}
	borne, err := d.Store.Numbered(ctx, 0)
	if err != nil {
		return err
	}
	return batch.Source{Borne: borne}.CheckNumbers(papers)
}

// recordPrinted keeps the numbers of papers that were sent to the printer.
func (b *batchDialog) recordPrinted(papers []batch.Paper) {
	if len(batch.Numbers(papers)) == 0 {
		return
	}
	var told []string
	b.host.RunTask("正在登记"+b.kindChosen().Issues().NumberWord(), func(ctx context.Context, _ screen.Progress) error {
		told = record(ctx, b.deps, papers)
		return nil
	}, func(err error) {
		switch {
		case err != nil:
			b.host.Fail(err)
		case len(told) > 0:
			b.host.Tell("已经送去打印，请注意", form.ToldWords(told))
		}
	})
}
