package gui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/draft"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// draftsTitle heads what is said about drafts of earlier sittings.
const draftsTitle = "上次没有保存的内容"

// tellDrafts says why drafts could not be read.
func (m *Main) tellDrafts(err error) {
	p := &ui.Panel{Title: draftsTitle, Content: ui.NewText(data.Sentence(err)), Width: 520}
	ok := ui.NewAction("知道了", nil, func() { m.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{ok}, ok
	m.Open(p)
}

// showDrafts says in the status line how many drafts are left.
func (m *Main) showDrafts() {
	n := len(m.drafts.carried)
	m.status.drafts.SetText(fmt.Sprintf("上次没有保存的内容（%d）", n))
	ui.SetShown(m.status.offer, n > 0)
	m.status.root.Refresh()
}

// offerDrafts shows the drafts of earlier sittings, field by field. Nothing is
// put back but what is asked for.
func (m *Main) offerDrafts() {
	k := m.drafts
	if k == nil || len(k.carried) == 0 {
		return
	}
	o := &draftOffer{m: m, panel: &ui.Panel{Title: draftsTitle, Width: 900}}
	box := container.New(layout.NewCustomPaddedVBoxLayout(6))
	box.Add(ui.NewSmallText("程序上次没有正常结束，或者关闭时还有没保存的表单。下面的内容还没有写进登记库；恢复后请核对，再保存。"))
	for i := range k.carried {
		k.carried[i].Offered = true
		box.Add(ui.HLine(look.ColorLine))
		box.Add(o.one(k.carried[i]))
	}
	later := ui.NewButton("以后再说", nil, o.shut)
	o.panel.Content, o.panel.First, o.panel.Cancel = box, later, o.shut
	o.panel.Left = ui.NewQuiet("全部放弃", fynetheme.DeleteIcon(), o.onDropAll)
	o.panel.Buttons = []fyne.CanvasObject{later}
	m.Open(o.panel)
	m.keepDrafts()
}

// draftOffer is the panel of the drafts of earlier sittings.
type draftOffer struct {
	m     *Main
	panel *ui.Panel
}

func (o *draftOffer) shut() { o.m.Shut(o.panel) }

// excerptMost is how many characters of a field are shown.
const excerptMost = 160

// one is a draft: what it is, what can be done with it, and its fields.
func (o *draftOffer) one(d carriedDraft) fyne.CanvasObject {
	again := ui.NewButton("恢复", fynetheme.ContentUndoIcon(), func() {
		o.shut()
		o.m.putBack(d.Draft)
	})
	facts := []string{words.Ago(o.m.deps.Now(), d.Typed)}
	if d.Clerk != "" {
		facts = append(facts, d.Clerk)
	}
	if d.About != "" {
		facts = append(facts, d.About)
	}
	if d.Gone {
		again.Disable()
		facts = append(facts, "登记库里已没有这一件，只能复制")
	}
	buttons := container.NewHBox(
		ui.NewQuiet("放弃", fynetheme.DeleteIcon(), func() { o.onDrop(d.Draft) }),
		ui.NewQuiet("复制", fynetheme.ContentCopyIcon(), func() { o.onCopy(d.Draft) }), again)
	age := ui.NewSmall(strings.Join(facts, " · "))
	age.Whole = false
	head := container.NewBorder(nil, nil, nil, buttons, container.New(layout.NewCustomPaddedVBoxLayout(2), ui.NewStrong(d.Title), age))
	rows := container.New(layout.NewCustomPaddedVBoxLayout(4), head, fieldRow(ui.NewSmall("字段"), ui.NewSmall("原来"), ui.NewSmall("没有保存的内容")))
	for _, f := range d.Changed() {
		was, text := f.Excerpt(excerptMost)
		rows.Add(fieldRow(ui.Muted(f.Label), tightText(words.Dash(was), true), tightText(words.Or(text, "（清空）"), false)))
	}
	return rows
}

// fieldRow is a field: its label, what stood there, what was typed.
func fieldRow(label, was, text fyne.CanvasObject) fyne.CanvasObject {
	return ui.Columns([]float32{120, 0, 0}, container.NewVBox(label), was, text)
}

// tightText is a paragraph without the room that a label keeps around it.
func tightText(text string, back bool) fyne.CanvasObject {
	if back {
		return ui.NewSmallText(text)
	}
	pad := -look.Size(fynetheme.SizeNameInnerPadding)
	return container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), ui.NewText(text))
}

func (o *draftOffer) onCopy(d draft.Draft) {
	fyne.CurrentApp().Clipboard().SetContent(d.Text())
	o.m.Say("已复制“" + d.Title + "”没有保存的内容。")
}

func (o *draftOffer) onDrop(d draft.Draft) {
	o.m.Ask("放弃没有保存的内容？", "“"+d.Title+"”的这些内容没有写进登记库，放弃后找不回来。", "放弃", func() {
		o.m.dropCarried(d)
		o.renew()
	})
}

func (o *draftOffer) onDropAll() {
	o.m.Ask("全部放弃？", fmt.Sprintf("%d处没有保存的内容，放弃后找不回来。", len(o.m.drafts.carried)), "全部放弃", func() {
		o.m.drafts.carried, o.m.drafts.awaited = nil, nil
		o.renew()
	})
}

// renew shows what is left.
func (o *draftOffer) renew() {
	o.shut()
	o.m.showDrafts()
	o.m.keepDrafts()
	o.m.offerDrafts()
}

func (m *Main) dropCarried(d draft.Draft) {
	k := m.drafts
	k.carried = slices.DeleteFunc(k.carried, func(c carriedDraft) bool { return sameDraft(c.Draft, d) })
	k.awaited = slices.DeleteFunc(k.awaited, func(c draft.Draft) bool { return sameDraft(c, d) })
}

// putBack opens what a draft belongs to and puts it there as unsaved edits.
func (m *Main) putBack(d draft.Draft) {
	m.leave(func() {
		switch d.Where {
		case draft.Letter:
			round := d.Round
			if d.Fresh && round > 1 { // it was not begun in the registry
				round = words.NextRound
			}
			m.OpenReply(d.Proposal, round)
		case draft.Summary:
			m.period = period{Year: d.Year, Book: d.Book}
			m.loadShell()
			m.Go(screen.PlaceSummary)
		case draft.Settings:
			m.Go(screen.PlaceSettings)
		default:
			m.drafts.awaited = append(m.drafts.awaited, d)
			m.reopen(d)
			return
		}
		if t, ok := m.current().(screen.Typist); ok {
			t.Retype(d, func(left []draft.Field) { m.wasPutBack(d, left) })
		}
	})
}

// reopen opens the form that a draft was typed in, or the place where a person
// can open it.
func (m *Main) reopen(d draft.Draft) {
	if d.Form == screen.AgainNew {
		proposal.NewProposal(m.deps, m, data.Proposal{}, func(id data.ID) { m.OpenCase(id, screen.TabTimeline) })
		return
	}
	if d.Proposal == 0 {
		m.Go(screen.Place(d.Place))
	} else {
		m.OpenCase(d.Proposal, "")
	}
	var hand screen.Hand
	if r, ok := m.current().(screen.Recorder); ok {
		hand = r.AtHand()
	}
	switch {
	case hand == nil || d.Form == "":
		m.Say("请打开“" + d.Title + "”，没有保存的内容会放进去。")
	case d.Form == screen.AgainEdit:
		hand.Edit()
	case d.Form == screen.AgainTalk:
		hand.EditTalk(d.Record)
	case d.Form == screen.AgainOpinion:
		hand.RecordOpinion()
	case d.Form == screen.AgainFeedback:
		hand.RecordFeedback()
	}
}

// fillAwaited puts a draft into the form that was opened for it.
func (m *Main) fillAwaited(p *ui.Panel) {
	if m.drafts == nil || p.Retype == nil {
		return
	}
	for _, d := range m.drafts.awaited {
		if d.Title == p.Title && (d.Proposal == 0 || d.Proposal == m.atHand()) {
			m.wasPutBack(d, p.Retype(d))
			return
		}
	}
}

// wasPutBack tells what became of a draft; what could not be put back is still
// offered.
func (m *Main) wasPutBack(d draft.Draft, left []draft.Field) {
	k := m.drafts
	all := len(left) == len(d.Changed())
	m.dropCarried(d)
	if len(left) > 0 {
		d.Fields = left
		k.carried = append(k.carried, carriedDraft{Draft: d})
	}
	switch {
	case all:
		m.Fail(data.Problem{Message: "“" + d.Title + "”没有保存的内容放不回去，登记库里的内容已经变了", Hint: "内容还留着，可以从窗口下方“" + draftsTitle + "”里复制"})
	case len(left) > 0:
		m.Say(fmt.Sprintf("已放回“%s”没有保存的内容，有%d处放不回去，可从右边复制。", d.Title, len(left)))
	default:
		m.Say("已放回“" + d.Title + "”没有保存的内容，请核对后保存。")
	}
	m.showDrafts()
	m.keepDrafts()
}
