package papers

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// RedactAsk is a reply whose text is looked through before it is published.
type RedactAsk struct {
	Case  data.Case
	Reply data.Reply
	Rules data.Rules
	// Anew makes the text of the letter again, whatever text is kept.
	Anew bool
}

// Redact shows what published replies should not show, one reply after the other:
// each place with what takes its place, for the clerk to confirm, and the text that
// follows. Each is saved by itself; done is called when the panel is shut.
func Redact(d screen.Deps, h screen.Host, asks []RedactAsk, done func()) {
	if h.Locked() || len(asks) == 0 {
		return
	}
	p := &redactPanel{deps: d, host: h, done: done}
	h.RunTask("正在查找个人信息", func(ctx context.Context, tell screen.Progress) (err error) {
		p.texts, err = readTexts(ctx, d, asks, tell)
		return err
	}, func(err error) {
		if err != nil {
			h.Fail(err)
			return
		}
		p.open()
	})
}

// redactText is one reply's text with what was found in it.
type redactText struct {
	RedactAsk
	text  string
	found []data.Redaction
	taken []bool // confirmed
}

// readTexts finds what should not be shown.
func readTexts(ctx context.Context, d screen.Deps, asks []RedactAsk, tell screen.Progress) ([]redactText, error) {
	settings, err := d.Store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	deputies, err := d.Store.Proposers(ctx)
	if err != nil {
		return nil, err
	}
	texts := make([]redactText, len(asks))
	for i, a := range asks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		tell(i, len(asks), words.Number(a.Case.Proposal))
		t := redactText{RedactAsk: a, text: a.Case.Disclosure.Text}
		if a.Anew || t.text == "" {
			t.text = export.ReplyText(a.Case, a.Reply, settings, a.Rules)
		}
		t.found = data.Redactions(t.text, data.Identities(a.Case, a.Reply, settings), deputies)
		for _, r := range t.found {
			t.taken = append(t.taken, r.Sure)
		}
		texts[i] = t
	}
	return texts, nil
}

// redactPanel goes through the texts.
type redactPanel struct {
	deps  screen.Deps
	host  screen.Host
	texts []redactText
	at    int
	saved int
	done  func()

	head   *ui.Line
	intro  *fyne.Container
	list   *fyne.Container
	side   *container.Scroll
	ticks  []*ui.TickBox
	place  []int // of each find, which piece of the text it is
	result *ui.Choosable
	scroll *container.Scroll
	back   *ui.Button
	skip   *ui.Button
	save   *ui.Button
	panel  *ui.Panel
}

// redactAround is how many characters stand around a find in the list.
const redactAround = 9

func (p *redactPanel) open() {
	p.list = container.New(layout.NewCustomPaddedVBoxLayout(4))
	p.side = container.NewVScroll(p.list)
	p.result = ui.NewChoosable(p.onPiece)
	p.scroll = container.NewVScroll(p.result)
	p.head, p.intro = ui.NewStrong(""), container.NewVBox()
	p.save = ui.NewAction("保存公开文本", fynetheme.DocumentSaveIcon(), p.onSave)
	p.panel = &ui.Panel{Title: words.Number(p.texts[0].Case.Proposal) + "去除个人信息", Width: 1000, Height: 600,
		Content: container.NewBorder(p.intro, nil, nil, nil, ui.Columns([]float32{360, 0}, p.side, p.scroll)),
		Buttons: []fyne.CanvasObject{ui.NewButton("取消", nil, p.shut), p.save}, Save: p.onSave, Cancel: p.shut, First: p.save}
	if len(p.texts) > 1 {
		p.panel.Title = "核对公开文本"
		p.back = ui.NewButton("上一件", nil, func() { p.turn(-1) })
		p.skip = ui.NewButton("跳过", nil, func() { p.turn(1) })
		p.panel.Buttons = []fyne.CanvasObject{p.back, p.skip, p.save}
		p.panel.Left = ui.NewButton("关闭", nil, p.shut)
		p.intro.Add(p.head)
	}
	p.intro.Add(ui.NewSmallText("勾选要去除的，逐处核对；点文字里标出的地方，也可以去除或留下，点左边的原文就翻到那里。拿不准的没有勾选；程序认不出的，保存后在“编辑”里改。"))
	p.host.Open(p.panel)
	p.show()
}

func (p *redactPanel) now() *redactText { return &p.texts[p.at] }

// turn goes to another text; past the last the panel is shut.
func (p *redactPanel) turn(by int) {
	if p.at += by; p.at >= len(p.texts) {
		p.shut()
		return
	}
	p.show()
}

// show shows the text at hand with its finds.
func (p *redactPanel) show() {
	t := p.now()
	if p.back != nil {
		p.head.SetText(fmt.Sprintf("第%d件，共%d件　%s　%s（%s）", p.at+1, len(p.texts), words.Number(t.Case.Proposal), t.Case.Proposal.Title, words.Join(string(t.Case.Disclosure.Decision), t.Case.Disclosure.Reason)))
		ui.Enable(p.back, p.at > 0)
		word := "保存，下一件"
		if p.at == len(p.texts)-1 {
			word = "保存公开文本"
		}
		p.save.SetText(word)
	}
	p.list.Objects, p.ticks = nil, nil
	if data.PublishedBehind(t.Case) {
		p.list.Add(ui.NewText("答复在公开文本审定后改过，请重新核对。"))
	}
	if t.Case.Disclosure.Text != "" && t.Anew {
		p.list.Add(ui.NewSmallText("保存后替换现有的公开文本。"))
	}
	runes := []rune(t.text)
	for i, r := range t.found {
		tick := ui.NewTickBox(string(r.Kind)+"　"+words.Clip(r.Text, 24)+" → "+r.With, func(yes bool) { t.taken[i] = yes; p.draw() })
		tick.Fill(t.taken[i])
		p.ticks = append(p.ticks, tick)
		around := string(runes[max(0, r.From-redactAround):r.From]) + "【" + r.Text + "】" + string(runes[r.To:min(len(runes), r.To+redactAround)])
		note := ui.NewTap(ui.Muted("　　…"+oneLine(around)+"…"), func() { p.showPlace(i) })
		p.list.Add(container.New(layout.NewCustomPaddedVBoxLayout(0), tick, note))
	}
	if len(t.found) == 0 {
		p.list.Add(ui.NewText("没有找到姓名、电话、地址、证件号码和邮箱。"))
	}
	p.side.ScrollToTop()
	p.draw()
	p.scroll.ScrollToTop()
}

// draw shows the text that follows: what was put in place marked, and marked
// otherwise what was found and stays.
func (p *redactPanel) draw() {
	t := p.now()
	var pieces []ui.Piece
	p.place = nil
	runes, at := []rune(t.text), 0
	same := func(to int) {
		if to > at {
			pieces = append(pieces, ui.Piece{Text: string(runes[at:to])})
		}
	}
	for i, r := range t.found {
		same(r.From)
		p.place = append(p.place, len(pieces))
		if t.taken[i] {
			pieces = append(pieces, ui.Piece{Text: r.With, Color: look.ColorGreen, Bold: true})
		} else {
			pieces = append(pieces, ui.Piece{Text: r.Text, Color: look.ColorRed, Underline: true})
		}
		at = r.To
	}
	same(len(runes))
	p.result.SetPieces(pieces)
	p.scroll.Refresh()
}

// onPiece takes a find that was clicked out of the text, or leaves it there.
func (p *redactPanel) onPiece(piece int) {
	if i := slices.Index(p.place, piece); i >= 0 {
		p.ticks[i].SetChecked(!p.ticks[i].Checked)
	}
}

// showPlace brings a find's row to the upper part of the text.
func (p *redactPanel) showPlace(i int) {
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(p.result.Top(p.place[i])-p.scroll.Size().Height/3, 0)))
}

func (p *redactPanel) onSave() {
	t := p.now()
	var chosen []data.Redaction
	for i, r := range t.found {
		if t.taken[i] {
			chosen = append(chosen, r)
		}
	}
	d := t.Case.Disclosure
	d.ProposalID, d.Text = t.Case.Proposal.ID, data.Redact(t.text, chosen)
	p.host.Save(words.Number(t.Case.Proposal)+"去除个人信息", func(tx screen.Tx) error {
		x := d
		if err := tx.SaveDisclosure(&x); err != nil {
			return err
		}
		d = x
		return nil
	}, func(err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		t.Case.Disclosure = d
		p.saved++
		p.turn(1)
	})
}

func (p *redactPanel) shut() {
	p.host.Shut(p.panel)
	if p.saved > 0 && len(p.texts) > 1 {
		p.host.Say(fmt.Sprintf("已核对%d件公开文本", p.saved))
	}
	if p.done != nil {
		p.done()
	}
}

// oneLine is a text without line ends.
func oneLine(s string) string {
	return string(slices.DeleteFunc([]rune(s), func(r rune) bool { return r == '\n' }))
}
