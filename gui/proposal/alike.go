package proposal

import (
	"context"
	"errors"
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
	"jianban/gui/words"
)

// seekAlike looks for the proposals most alike to the one shown and puts them
// under what the tabs 时间线 and 答复 show, when they are found.
func (t *Detail) seekAlike(m CaseModel) {
	p := m.Case.Proposal
	ask := data.LikeAsk{ID: p.ID, Title: p.Title, Text: p.Text, Until: p.HandedOver, Limit: data.MostAlike}
	t.seek.Show(func(ctx context.Context) ([]data.Alike, error) { return t.deps.Store.Like(ctx, ask) }, func(all []data.Alike) {
		t.alikeTo, t.alike = p.ID, all
		t.fillAlike()
	}, t.host.Fail)
}

// showAlike adds the place of the alike proposals.
func (t *Detail) showAlike() {
	t.body.Add(t.alikeBox)
	t.fillAlike()
}

// alikeHead is the place of a line, at the first look at a proposal, that says that
// there are alike ones and leads to them.
func (t *Detail) alikeHead() {
	t.body.Add(t.alikeTold)
	t.fillAlike()
}

func (t *Detail) fillAlike() {
	t.alikeBox.Objects, t.alikeTold.Objects = nil, nil
	if t.alikeTo == t.id && len(t.alike) > 0 {
		first := t.alike[0]
		told := ui.NewSmall(fmt.Sprintf("%s %d 件，最像的是%s", data.AlikeWord(t.alike), len(t.alike), words.Join(data.Named(first.Year, first.Number), first.ClassWord())))
		told.Color = fynetheme.ColorNameHyperlink
		told.Whole = false
		t.alikeTold.Add(container.New(layout.NewCustomPaddedLayout(0, 6, 0, 0), ui.NewTap(told, t.toAlike)))
		t.alikeBox.Add(ui.Gap(8))
		t.alikeBox.Add(ui.NewStrong("类似建议"))
		for _, a := range t.alike {
			right := container.NewVBox()
			if t.mayTake(a) {
				right.Add(ui.NewQuiet("取作草稿", fynetheme.ContentPasteIcon(), func() { t.takeReply(a) }))
			}
			if t.relatedTo(a.ID) {
				name := data.Named(a.Year, a.Number)
				right.Add(container.NewHBox(ui.Middle(ui.NewBadge(ui.ToneBlue, ui.Check, "已相关")), ui.NewQuiet("解除", fynetheme.CancelIcon(), func() { t.relate(a.ID, name, false) })))
			}
			t.alikeBox.Add(container.NewBorder(nil, nil, nil, right, alikeLine(a, func() { t.openAlike(a) })))
		}
	}
	ui.SetShown(t.alikeTold, len(t.alikeTold.Objects) > 0)
	t.alikeTold.Refresh()
	t.alikeBox.Refresh()
	t.body.Refresh()
}

// toAlike shows the alike proposals, which stand at the end of the tab 时间线.
func (t *Detail) toAlike() {
	if t.tab != screen.TabTimeline {
		t.setTab(screen.TabTimeline)
	}
	t.scroll.ScrollToBottom()
}

// mayTake tells whether a reply may become the draft of this proposal's.
func (t *Detail) mayTake(a data.Alike) bool {
	rep, begun := t.model.Case.Draft()
	out := begun && (!rep.SignOff.Signed.IsZero() || !rep.Sent.IsZero())
	return t.model.Case.Proposal.Role.Answers() && a.Body != "" && !out
}

// alikeLine is an alike proposal on two lines; it opens what was answered then.
func alikeLine(a data.Alike, open func()) fyne.CanvasObject {
	title := ui.NewLine(data.Named(a.Year, a.Number) + "　" + a.Title)
	title.Whole = false
	note := ui.NewSmall(a.Answered())
	note.Whole = false
	return ui.NewTap(container.New(layout.NewCustomPaddedLayout(3, 3, 0, 0), container.New(layout.NewCustomPaddedVBoxLayout(0), title, note)), open)
}

// alikeContent is what was answered and promised then, to read.
func alikeContent(a data.Alike) fyne.CanvasObject {
	title := ui.NewText(a.Title)
	title.TextStyle.Bold = true
	box := container.New(layout.NewCustomPaddedVBoxLayout(4), title)
	what, answered := "答复", "还没有答复"
	if a.Assists {
		what, answered = "协办意见", "还没有报送"
	}
	if !a.Replied.IsZero() {
		answered = words.Join(a.ClassWord(), a.Replied.Chinese()+map[bool]string{true: "报送", false: "送达"}[a.Assists])
	}
	box.Add(fact(what, answered))
	for i, p := range a.Promises {
		label := ""
		if i == 0 {
			label = "承诺"
		}
		tone, shape := words.PromiseLook(p.State)
		state := string(p.State)
		if !p.Kept.IsZero() {
			state = p.Kept.Chinese() + string(p.State)
		}
		box.Add(fact(label, p.Text+"（限"+p.Due.Chinese()+"）"))
		box.Add(container.NewBorder(nil, nil, ui.Wide(76, ui.NewLine("")), nil, container.NewHBox(ui.NewBadge(tone, shape, state))))
	}
	if a.Body != "" {
		box.Add(ui.HLine(look.ColorLineSoft))
		box.Add(ui.NewSelectable(a.Body))
	}
	return box
}

// openAlike shows what was answered to an alike proposal, with what can be done
// with it.
func (t *Detail) openAlike(a data.Alike) {
	panel := &ui.Panel{Title: data.Named(a.Year, a.Number), Content: alikeContent(a), Width: 680}
	then := func(do func()) func() {
		return func() {
			t.host.Shut(panel)
			do()
		}
	}
	linked := t.relatedTo(a.ID)
	word := "设为相关"
	if linked {
		word = "解除相关"
	}
	panel.Left = ui.NewButton(word, fynetheme.MailAttachmentIcon(), then(func() { t.relate(a.ID, data.Named(a.Year, a.Number), !linked) }))
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("关闭", nil, then(func() {})), ui.NewButton("打开这件", fynetheme.DocumentIcon(), then(func() { t.host.OpenCase(a.ID, screen.TabTimeline) }))}
	if t.mayTake(a) {
		panel.Buttons = append(panel.Buttons, ui.NewAction("取作草稿", fynetheme.ContentPasteIcon(), then(func() { t.takeReply(a) })))
	}
	t.host.Open(panel)
}

// takeReply makes an earlier reply the draft of this proposal's and opens it.
func (t *Detail) takeReply(a data.Alike) {
	if t.host.Locked() {
		return
	}
	own := t.model.Case
	var draft data.Reply
	t.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) error {
		earlier, err := t.deps.Store.Case(ctx, a.ID)
		if err == nil {
			draft, err = data.DraftFrom(own, earlier)
		}
		return err
	}, func(err error) {
		if err != nil {
			t.host.Fail(err)
			return
		}
		save := func() {
			t.host.Save(words.Number(own.Proposal)+"取"+draft.TakenFrom+"的答复作草稿", func(tx screen.Tx) error {
				rep := draft
				return tx.SaveReply(&rep)
			}, func(err error) {
				if err != nil {
					t.host.Fail(err)
					return
				}
				t.host.OpenReply(own.Proposal.ID, draft.Round)
			})
		}
		if had, _ := own.Draft(); strings.TrimSpace(had.Body+had.Done+had.Planned) != "" {
			t.host.Ask("换掉正文？", "本件的答复已经写了字。换掉的文字留在“版本”里，也可以用 Ctrl+Z 撤销。", "换成"+draft.TakenFrom+"的", save)
			return
		}
		save()
	})
}

func (t *Detail) relatedTo(id data.ID) bool {
	for _, c := range t.model.Related {
		if c.Proposal.ID == id {
			return true
		}
	}
	return false
}

// relate links the proposal with another, or parts them.
func (t *Detail) relate(id data.ID, other string, linked bool) {
	own := t.model.Case.Proposal
	word := "与" + other + "设为相关"
	if !linked {
		word = "与" + other + "解除相关"
	}
	if t.host.Locked() {
		return
	}
	var there data.Case
	t.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
		there, err = t.deps.Store.Case(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			t.host.Fail(err)
			return
		}
		t.host.Save(words.Number(own)+word, func(tx screen.Tx) error {
			a, b := own, there.Proposal
			data.Relate(&a, &b, linked)
			return errors.Join(tx.SaveProposal(&a), tx.SaveProposal(&b))
		}, t.failed)
	})
}

// loadRelated reads the proposals that one is linked with; those deleted since
// are left out.
func loadRelated(ctx context.Context, r screen.Reader, ids []data.ID) (all []data.Case, err error) {
	for _, id := range ids {
		c, err := r.Case(ctx, id)
		var p data.Problem
		if errors.As(err, &p) && p.Gone {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// showRelated shows the proposals that this one is linked with.
func (t *Detail) showRelated(m CaseModel) {
	for _, c := range m.Related {
		p, name := c.Proposal, data.Named(c.Year(), c.Proposal.Number)
		open := ui.NewQuiet("打开", fynetheme.DocumentIcon(), func() { t.host.OpenCase(p.ID, screen.TabTimeline) })
		part := ui.NewQuiet("解除相关", fynetheme.CancelIcon(), func() { t.relate(p.ID, name, false) })
		head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong("相关"), ui.NewBadge(ui.ToneBlue, ui.NoShape, name))
		t.body.Add(card(head, []fyne.CanvasObject{open, part}, fact("标题", p.Title)))
	}
}

// alikeRow shows below the title of a new proposal which earlier ones are alike;
// it takes no room while there is none.
type alikeRow struct {
	Root *fyne.Container
	host screen.Host
	deps screen.Deps
	load screen.Latest[[]data.Alike]
	// Resized is called after it took another height.
	Resized func()
	shown   []data.Alike
}

// mostEntered is how many are shown in the form.
const mostEntered = 3

// leastTyped is how many characters of a title say what it is about.
const leastTyped = 6

func newAlikeRow(d screen.Deps, h screen.Host) *alikeRow {
	r := &alikeRow{Root: container.New(layout.NewCustomPaddedVBoxLayout(0)), host: h, deps: d, Resized: func() {}}
	r.Root.Hide()
	return r
}

// Seek looks for what is alike to the words typed so far.
func (r *alikeRow) Seek(title, text string) {
	if len([]rune(title)) < leastTyped {
		r.load.Stop()
		r.show(nil)
		return
	}
	ask := data.LikeAsk{Title: title, Text: text, Limit: mostEntered}
	r.load.Start(func(ctx context.Context) ([]data.Alike, error) { return r.deps.Store.Like(ctx, ask) }, func(all []data.Alike, err error) {
		if err == nil { // else the form is as good without
			r.show(all)
		}
	})
}

func (r *alikeRow) show(all []data.Alike) {
	before := len(r.shown)
	r.shown = all
	r.Root.Objects = nil
	if len(all) > 0 {
		r.Root.Add(ui.Muted(data.AlikeWord(all) + "："))
	}
	for _, a := range all {
		r.Root.Add(alikeLine(a, func() {
			p := &ui.Panel{Title: data.Named(a.Year, a.Number), Content: alikeContent(a), Width: 680}
			p.Buttons = []fyne.CanvasObject{ui.NewButton("关闭", nil, func() { r.host.Shut(p) })}
			r.host.Open(p)
		}))
	}
	ui.SetShown(r.Root, len(all) > 0)
	r.Root.Refresh()
	if before != len(all) {
		r.Resized()
	}
}
