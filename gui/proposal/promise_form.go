package proposal

import (
	"fmt"
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

// showPromises lists a proposal's commitments under its replies.
func (t *Detail) showPromises(c data.Case) {
	last, sent := c.Draft()
	if !sent {
		return
	}
	class, _ := t.model.Rules.For(c.Book).Pack.Class(last.Class)
	if len(c.Commitments) == 0 && !class.Promises(last) {
		return
	}
	add := ui.NewQuiet("记承诺", fynetheme.ContentAddIcon(), func() { t.editPromise(data.Commitment{ReplyID: last.ID}) })
	take := ui.NewQuiet("从答复中取", fynetheme.ContentCopyIcon(), func() { t.takePromises(last) })
	t.body.Add(ui.Gap(8))
	t.body.Add(container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(2), take, add), ui.NewStrong("承诺事项")))
	t.body.Add(ui.HLine(look.ColorLine))
	if len(c.Commitments) == 0 {
		why := data.ClassWord(last.Class) + "答复应当写明承诺事项和完成时限，还没有记。"
		if !class.NeedsCommitments {
			why = "“计划落实事项”里写了还要办的事，还没有记下承诺和完成时限。"
		}
		t.body.Add(ui.NewSmall(why))
	}
	for _, p := range c.Commitments {
		t.body.Add(t.promiseCard(c, p))
	}
}

func (t *Detail) promiseCard(c data.Case, p data.Commitment) fyne.CanvasObject {
	state := data.StateOfPromise(c, p, t.model.Today)
	tone, shape := words.PromiseLook(state)
	head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong(p.Due.Chinese()+"前"), ui.NewBadge(tone, shape, string(state)))
	actions := []fyne.CanvasObject{ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), func() { t.editPromise(p) })}
	switch {
	case p.Kept.IsZero():
		actions = append(actions, ui.NewQuiet("兑现", fynetheme.ConfirmIcon(), func() { t.keepPromise(p) }))
	case p.FollowUp == 0 && p.Told.IsZero():
		actions = append(actions, ui.NewQuiet("写续复函", fynetheme.MailComposeIcon(), func() { t.followUp(p) }))
	}
	lines := []fyne.CanvasObject{fact("事项", p.Text), fact("责任单位", p.Unit.Name)}
	if !p.Kept.IsZero() {
		lines = append(lines, fact("兑现", words.Join(p.Kept.Chinese(), p.Proof)), fact("告知代表", words.Join(p.Told.Chinese(), roundOf(c, p.FollowUp))))
	}
	return card(head, actions, lines...)
}

// roundOf names the round of a reply by its ID; "" where there is none.
func roundOf(c data.Case, id data.ID) string {
	for _, r := range c.Replies {
		if r.ID == id && id != 0 {
			return fmt.Sprintf("第%d次答复", r.Round)
		}
	}
	return ""
}

// unitsOf are the units that work on a case, the lead unit first.
func unitsOf(c data.Case) []ui.Option[data.ID] {
	out := []ui.Option[data.ID]{{Value: 0, Label: "主办单位"}}
	for _, a := range c.Assignments {
		if a.Active() {
			out = append(out, ui.Option[data.ID]{Value: a.Unit.ID, Label: a.Unit.Name})
		}
	}
	return out
}

// editPromise opens the form of a commitment; ID 0 is a new one.
func (t *Detail) editPromise(x data.Commitment) {
	c := t.model.Case
	x.ProposalID = c.Proposal.ID
	e := &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 640, Title: words.Number(c.Proposal) + "记承诺事项"}
	if x.ID != 0 {
		e.Title = words.Number(c.Proposal) + "改承诺事项"
		e.Record = words.Number(c.Proposal) + "的承诺事项"
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordCommitment, x.ID) }
	}
	text := e.Field("答应代表办成什么", x.Text)
	due := e.Day(x.Due, c.Year()+1, data.Date{})
	unit := ui.NewChoice("主办单位", unitsOf(c), nil)
	unit.Fill(x.Unit.ID)
	kept, told := e.Day(x.Kept, t.model.Today.Year(), t.model.Today), e.Day(x.Told, t.model.Today.Year(), t.model.Today)
	proof := e.Field("如 竣工验收报告", x.Proof)
	f := e.Form
	f.Add("承诺事项", true, text, "")
	f.Pair(f.NewRow("完成时限", true, due, ""), f.NewRow("责任单位", false, unit, ""))
	f.Pair(f.NewRow("兑现日期", false, kept, "办成以后填"), f.NewRow("兑现依据", false, proof, ""))
	f.Pair(f.NewRow("告知日期", false, told, "告知代表的日期"), f.NewRow("", false, ui.Gap(1), ""))
	e.Print = func() string {
		return strings.Join([]string{text.Text, due.Text, fmt.Sprint(unit.Value()), kept.Text, proof.Text, told.Text}, "\x00")
	}
	e.Read = func() (ps data.Problems) {
		x.Text, x.Proof, x.Unit = text.Text, proof.Text, data.Unit{ID: unit.Value()}
		form.ReadDay(&ps, "完成时限", due, &x.Due)
		form.ReadDay(&ps, "兑现日期", kept, &x.Kept)
		form.ReadDay(&ps, "告知日期", told, &x.Told)
		return form.MergeProblems(ps, x.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		y := x
		return tx.SaveCommitment(&y)
	}
	e.Open(text)
}

// keepPromise records that a commitment was kept, and where wished begins the
// letter that tells the deputy.
func (t *Detail) keepPromise(p data.Commitment) {
	c := t.model.Case
	e := &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 600, Title: words.Number(c.Proposal) + "兑现承诺"}
	kept := e.Day(t.workday(), t.model.Today.Year(), t.model.Today)
	proof := e.Field("如 竣工验收报告", p.Proof)
	letter := ui.NewTickBox("接着写续复函，告知代表", nil)
	latest, _ := c.Draft()
	letter.Fill(!latest.Sent.IsZero()) // while a letter is being written, no other can be begun
	what := ui.NewText(p.Text)
	f := e.Form
	f.Add("承诺事项", false, what, "")
	f.Pair(f.NewRow("兑现日期", true, kept, ""), f.NewRow("兑现依据", false, proof, ""))
	f.Add("", false, letter, "")
	e.Print = func() string { return kept.Text + "\x00" + proof.Text }
	e.Read = func() (ps data.Problems) {
		p.Proof = proof.Text
		form.ReadDay(&ps, "兑现日期", kept, &p.Kept)
		if len(ps) == 0 && p.Kept.IsZero() {
			ps = append(ps, data.Problem{Field: "兑现日期", Message: "没有填写", Hint: "请填写"})
		}
		return form.MergeProblems(ps, p.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		y := p
		return tx.SaveCommitment(&y)
	}
	e.Done = func() {
		if letter.Checked {
			t.followUp(p)
		}
	}
	e.Open(kept)
}

// followUp begins the letter that tells the deputy of a kept commitment
// (续复): the next round of the reply, its class raised, both tied together in
// one change; then the letter is open for writing.
func (t *Detail) followUp(p data.Commitment) {
	c := t.model.Case
	letter := words.StartReply(c, words.NextRound)
	last, sent := c.LastSent()
	if !sent || letter.ID != 0 {
		t.host.Fail(data.Problem{Field: "续复", Message: "上一次答复还没有送达，不能写续复函", Hint: "请先送达，或在那一次答复里写明"})
		return
	}
	letter.Occasion = data.FollowUp
	letter.Class = t.model.Rules.For(c.Book).Pack.RaisedClass(last.Class)
	letter.Body, letter.Done, letter.Planned = followUpBody(c, last, p), "", ""
	t.host.Save(words.Number(c.Proposal)+"续复", func(tx screen.Tx) error {
		r, y := letter, p
		if err := tx.SaveReply(&r); err != nil {
			return err
		}
		y.FollowUp = r.ID
		return tx.SaveCommitment(&y)
	}, func(err error) {
		if err != nil {
			t.host.Fail(err)
			return
		}
		t.host.OpenReply(t.id, letter.Round)
	})
}

// followUpBody is how such a letter begins; the clerk writes on.
func followUpBody(c data.Case, last data.Reply, p data.Commitment) string {
	you := "您"
	if len(c.Proposal.Proposers) > 1 {
		you = "你们"
	}
	said := last.Sent.Chinese()
	if last.DocNumber != "" {
		said += "（" + last.DocNumber + "）"
	}
	done := "现已于" + p.Kept.Chinese() + "兑现"
	if p.Proof != "" {
		done += "（" + p.Proof + "）"
	}
	return fmt.Sprintf("%s提出的%s（第%s号），我们于%s答复时承诺：“%s。”%s。现将落实情况续复如下：\n", you, data.BookTitle(c.Proposal.Title), c.Proposal.Number, said, strings.TrimRight(p.Text, "。"), done)
}

// takePromises offers the sentences of a reply that name a day to come.
func (t *Detail) takePromises(r data.Reply) {
	if t.host.Locked() {
		return
	}
	from := r.SignOff.Signed
	if from.IsZero() {
		from = t.model.Today
	}
	offered := data.Promises(r.Planned+"\n"+r.Body, from)
	for _, known := range t.model.Case.Commitments {
		for i := len(offered) - 1; i >= 0; i-- {
			if promiseText(offered[i].Text) == known.Text {
				offered = append(offered[:i], offered[i+1:]...)
			}
		}
	}
	if len(offered) == 0 {
		t.host.Say("答复里没有找到写明时限的句子，请手工记承诺。")
		t.editPromise(data.Commitment{ReplyID: r.ID})
		return
	}
	box := container.New(layout.NewCustomPaddedVBoxLayout(4), ui.NewSmall("勾选要跟踪的句子；保存后可以再改文字、时限和责任单位。"))
	ticks, ticked := make([]*ui.TickBox, len(offered)), data.Ticked(offered, r.Planned, t.model.Case.Commitments)
	for i, o := range offered {
		ticks[i] = ui.NewTickBox("限 "+o.Due.Chinese(), nil)
		ticks[i].Fill(ticked[i])
		box.Add(container.New(layout.NewCustomPaddedVBoxLayout(0), ticks[i], ui.NewText(o.Text)))
	}
	p := &ui.Panel{Title: words.Number(t.model.Case.Proposal) + "从答复中取承诺", Content: box, Width: 640}
	take := func() {
		var chosen []data.Commitment
		for i, o := range offered {
			if ticks[i].Checked {
				chosen = append(chosen, data.Commitment{ProposalID: r.ProposalID, ReplyID: r.ID, Text: promiseText(o.Text), Due: o.Due})
			}
		}
		if len(chosen) == 0 {
			t.host.Shut(p)
			return
		}
		t.host.Save(p.Title, func(tx screen.Tx) error {
			for _, x := range chosen { // a copy, for it may run twice
				if err := tx.SaveCommitment(&x); err != nil {
					return err
				}
			}
			return nil
		}, func(err error) {
			if err != nil {
				t.host.Fail(err)
				return
			}
			t.host.Shut(p)
		})
	}
	keep := ui.NewAction("保存", fynetheme.DocumentSaveIcon(), take)
	p.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { t.host.Shut(p) }), keep}
	p.Save, p.Cancel, p.First = take, func() { t.host.Shut(p) }, keep
	t.host.Open(p)
}

// promiseText is a sentence as a promise; a field holds 200 characters.
func promiseText(sentence string) string { return words.Clip(sentence, 190) }
