package papers

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/export"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// reviewRow is there for the replies to publish: how many are agreed to be published
// and not looked through yet, and the way to do so.
type reviewRow struct {
	row   *ui.Row
	state *ui.Line
	start *ui.Button
}

// Published names the kind of paper that takes looked-through texts.
const Published = "published"

// buildReview makes the row.
func (b *batchDialog) buildReview() {
	b.review.state = ui.NewLine("")
	b.review.start = ui.NewButton("逐件核对", nil, b.onReview)
	b.review.row = b.form.Add("核对", false, container.NewBorder(nil, nil, nil, b.review.start, b.review.state), "")
}

// toReview are the replies to look through: those not looked at yet or changed since, or where there
// is none such all that are to be published.
func (b *batchDialog) toReview() (asks []RedactAsk, anew bool) {
	source := b.facts.some(b.scopes[b.scope.Value()].IDs)
	var seen []RedactAsk
	for _, c := range source.Cases {
		rep, _ := c.LastSent()
		a := RedactAsk{Case: c, Reply: rep, Rules: source.Rules.Of(c)}
		switch how := data.PublishingOf(c); {
		case how == data.PublishReady && data.PublishedBehind(c):
			a.Anew = true
			asks = append(asks, a)
		case how == data.PublishReady:
			seen = append(seen, a)
		case how == data.PublishUnread && !export.WithHost(c, source.Cases, data.PublishReady, data.PublishUnread):
			asks = append(asks, a)
		}
	}
	if len(asks) == 0 {
		return seen, false
	}
	return asks, true
}

// tellReview says how far the looking through has come.
func (b *batchDialog) tellReview() {
	is := b.kindChosen().Name == Published
	b.review.row.Show(is)
	if !is {
		return
	}
	counts, behind := map[data.Publishing]int{}, 0
	for _, c := range b.facts.some(b.scopes[b.scope.Value()].IDs).Cases {
		how := data.PublishingOf(c)
		if counts[how]++; how == data.PublishReady && data.PublishedBehind(c) {
			behind++
		}
	}
	words := []string{fmt.Sprintf("已核对 %d 件", counts[data.PublishReady]-behind)}
	asks, unread := b.toReview()
	if n := len(asks) - behind; unread && n > 0 {
		words = append(words, fmt.Sprintf("还没有核对 %d 件", n))
	}
	if behind > 0 {
		words = append(words, fmt.Sprintf("审定后答复改过 %d 件", behind))
	}
	for _, how := range []data.Publishing{data.PublishUndecided, data.PublishClosed} {
		if n := counts[how]; n > 0 {
			words = append(words, fmt.Sprintf("%s %d 件", how, n))
		}
	}
	b.review.state.SetText(strings.Join(words, "，"))
	word := "再看一遍"
	if unread {
		word = "逐件核对"
	}
	b.review.start.SetText(word)
	ui.Enable(b.review.start, len(asks) > 0)
}

// onReview goes through the replies, then reads the facts again.
func (b *batchDialog) onReview() {
	asks, _ := b.toReview()
	Redact(b.deps, b.host, asks, func() {
		var facts batchFacts
		b.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
			facts, err = loadBatch(ctx, b.deps, b.ask.Year, b.ask.Book)
			return err
		}, func(err error) {
			if err != nil {
				b.host.Fail(err)
				return
			}
			b.facts = facts
			b.tell()
		})
	})
}
