package proposal

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// redactPanel shows what a published reply should not show: each place with
// what takes its place, for the clerk to confirm, and the text that follows.
type redactPanel struct {
	t     *Detail
	text  string
	found []data.Redaction
	ticks []*ui.TickBox

	result *ui.Marked
	scroll *container.Scroll
	panel  *ui.Panel
}

// redact makes the published text of the latest letter sent, or of the draft.
func (t *Detail) redact() {
	if t.host.Locked() {
		return
	}
	c, rules := t.model.Case, t.model.Rules
	rep, sent := c.LastSent()
	if !sent {
		rep, _ = c.Draft()
	}
	p := &redactPanel{t: t}
	t.host.RunTask("正在查找个人信息", func(ctx context.Context, _ screen.Progress) error {
		settings, err := t.deps.Store.Settings(ctx)
		if err != nil {
			return err
		}
		deputies, err := t.deps.Store.Proposers(ctx)
		if err != nil {
			return err
		}
		p.text = export.ReplyText(c, rep, settings, rules)
		p.found = data.Redactions(p.text, data.Identities(c, rep, settings), deputies)
		return nil
	}, func(err error) {
		if err != nil {
			t.host.Fail(err)
			return
		}
		p.open()
	})
}

// redactAround is how many characters stand around a find in the list.
const redactAround = 9

func (p *redactPanel) open() {
	list := container.New(layout.NewCustomPaddedVBoxLayout(4))
	runes := []rune(p.text)
	for _, r := range p.found {
		tick := ui.NewTickBox(string(r.Kind)+"　"+words.Clip(r.Text, 24)+" → "+r.With, func(bool) { p.show() })
		tick.Fill(r.Sure)
		p.ticks = append(p.ticks, tick)
		around := string(runes[max(0, r.From-redactAround):r.From]) + "【" + r.Text + "】" + string(runes[r.To:min(len(runes), r.To+redactAround)])
		note := ui.Muted("　　…" + oneLine(around) + "…")
		list.Add(container.New(layout.NewCustomPaddedVBoxLayout(0), tick, note))
	}
	if len(p.found) == 0 {
		list.Add(ui.NewText("没有找到姓名、电话、地址、证件号码和邮箱。"))
	}
	p.result = ui.NewMarked()
	p.scroll = container.NewVScroll(p.result)
	told := "勾选要去除的，逐处核对。拿不准的没有勾选；程序认不出的，保存后在“编辑”里改。"
	if p.t.model.Case.Disclosure.Text != "" {
		told += "保存后替换现有的公开文本。"
	}
	intro := ui.NewSmallText(told)
	save := ui.NewAction("保存公开文本", fynetheme.DocumentSaveIcon(), p.save)
	shut := func() { p.t.host.Shut(p.panel) }
	p.panel = &ui.Panel{Title: words.Number(p.t.model.Case.Proposal) + "去除个人信息", Width: 1000, Height: 600,
		Content: container.NewBorder(intro, nil, nil, nil, ui.Columns([]float32{360, 0}, container.NewVScroll(list), p.scroll)),
		Buttons: []fyne.CanvasObject{ui.NewButton("取消", nil, shut), save}, Save: p.save, Cancel: shut, First: save}
	p.t.host.Open(p.panel)
	p.show()
}

// chosen are the finds that the clerk confirmed.
func (p *redactPanel) chosen() (all []data.Redaction) {
	for i, r := range p.found {
		if p.ticks[i].Checked {
			all = append(all, r)
		}
	}
	return all
}

// show shows the text that follows, what was put in place marked.
func (p *redactPanel) show() {
	var parts []data.DiffPart
	runes, at := []rune(p.text), 0
	same := func(to int) {
		parts = append(parts, data.DiffPart{Same: true, Before: string(runes[at:to]), After: string(runes[at:to])})
	}
	for _, r := range p.chosen() {
		same(r.From)
		parts = append(parts, data.DiffPart{Before: r.Text, After: r.With})
		at = r.To
	}
	same(len(runes))
	p.result.SetPieces(words.MarkedText(parts, true))
	p.scroll.Refresh()
}

func (p *redactPanel) save() {
	d := p.t.model.Case.Disclosure
	d.ProposalID, d.Text = p.t.id, data.Redact(p.text, p.chosen())
	p.t.host.Save(p.panel.Title, func(tx screen.Tx) error {
		x := d
		return tx.SaveDisclosure(&x)
	}, func(err error) {
		if err != nil {
			p.t.host.Fail(err)
			return
		}
		p.t.host.Shut(p.panel)
	})
}

// oneLine is a text without line ends.
func oneLine(s string) string {
	return string(slices.DeleteFunc([]rune(s), func(r rune) bool { return r == '\n' }))
}
