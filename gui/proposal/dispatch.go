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

// DispatchMethods are the usual ways in which a letter reaches a proposer;
// others can be typed.
var DispatchMethods = []string{byHand, "邮寄", "电子邮件", "单位转交", "微信"}

const byHand = "当面送达"

// dispatchesOf are the sendings of a round.
func dispatchesOf(c data.Case, r data.Reply) (all []data.Dispatch) {
	for _, d := range c.Dispatches {
		if d.ReplyID == r.ID {
			all = append(all, d)
		}
	}
	return all
}

// notSent are the proposers to whom a round's letter was not sent, as far as is
// recorded.
func notSent(c data.Case, r data.Reply) (missing []data.Proposer) {
	sent := map[data.ID]bool{}
	for _, d := range dispatchesOf(c, r) {
		sent[d.ProposerID] = true
	}
	for _, p := range c.Proposal.Proposers {
		if !sent[p.ID] {
			missing = append(missing, p)
		}
	}
	return missing
}

// showDispatches lists to whom a signed round's letter went, and who is
// missing.
func (t *Detail) showDispatches(c data.Case, r data.Reply) {
	if r.SignOff.Signed.IsZero() && r.Sent.IsZero() {
		return
	}
	people, missing := len(c.Proposal.Proposers), notSent(c, r)
	badge := ui.NewBadge(ui.ToneGreen, ui.Check, fmt.Sprintf("%d位都已送达", people))
	if len(missing) > 0 {
		badge.Set(ui.ToneYellow, ui.Ring, fmt.Sprintf("%d位还没有登记", len(missing)))
	}
	title := ui.Muted("送达" + c.Book.Meeting.Body.Member())
	title.Whole = true
	t.body.Add(container.New(layout.NewCustomPaddedHBoxLayout(8), title, badge))
	actions := container.New(layout.NewCustomPaddedHBoxLayout(2))
	if len(missing) > 0 {
		if day := r.Sent; !day.IsZero() && day != t.model.Today {
			actions.Add(ui.NewQuiet("全部同"+day.MonthDay(), fynetheme.ConfirmIcon(), func() { t.dispatchAll(r, day, words.Or(r.SentBy, byHand)) }))
		}
		actions.Add(ui.NewQuiet("全部今天当面送达", fynetheme.ConfirmIcon(), func() { t.dispatchAll(r, t.model.Today, byHand) }))
	}
	for _, p := range c.Proposal.Proposers {
		known := false
		for _, d := range dispatchesOf(c, r) {
			if d.ProposerID == p.ID {
				known = true
				told := words.Join(d.Date.Chinese(), d.Method)
				if d.Receipt != "" {
					told += "，" + d.Receipt + "签收"
				}
				t.body.Add(dispatchLine(ui.NewMark(ui.ToneGreen, ui.Check), p.Name, told, "修改", func() { t.editDispatch(r, d) }))
			}
		}
		if !known {
			t.body.Add(dispatchLine(ui.NewMark(ui.ToneGrey, ui.Ring), p.Name, "还没有登记", "记送达", func() { t.editDispatch(r, data.Dispatch{ProposerID: p.ID}) }))
		}
	}
	if len(actions.Objects) > 0 {
		t.body.Add(actions)
	}
	t.body.Add(ui.HLine(look.ColorLineSoft))
}

// dispatchLine is one proposer with what is known of the sending.
func dispatchLine(mark *ui.Mark, name, words, action string, do func()) fyne.CanvasObject {
	who := container.NewBorder(nil, nil, mark, nil, ui.NewLine(name))
	return ui.Columns([]float32{130, 0, 56}, who, ui.Muted(words), ui.NewLink(action, do))
}

// editDispatch opens the form of one sending; ID 0 is a new one.
func (t *Detail) editDispatch(r data.Reply, d data.Dispatch) {
	c := t.model.Case
	e := &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 560, Title: words.Number(c.Proposal) + "记送达"}
	d.ProposalID, d.ReplyID = c.Proposal.ID, r.ID
	if d.ID != 0 {
		e.Title = words.Number(c.Proposal) + "改送达"
		e.Record = words.Number(c.Proposal) + "的送达"
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordDispatch, d.ID) }
	} else {
		d.Date, d.Method = t.workday(), words.Or(r.SentBy, byHand)
	}
	var people []ui.Option[data.ID]
	for _, p := range c.Proposal.Proposers {
		people = append(people, ui.Option[data.ID]{Value: p.ID, Label: p.Name})
	}
	who := ui.NewChoice("请选择", people, nil)
	who.Fill(d.ProposerID)
	on := e.Day(d.Date, c.Year(), t.model.Today)
	how, receipt := e.Combo("怎么送的", d.Method, DispatchMethods), e.Field("签收的人，没有就空着", d.Receipt)
	f := e.Form
	f.Pair(f.NewRow("送达代表", true, who, ""), f.NewRow("送达日期", true, on, ""))
	f.Pair(f.NewRow("送达方式", false, how, ""), f.NewRow("签收人", false, receipt, ""))
	e.Print = func() string {
		return strings.Join([]string{fmt.Sprint(who.Value()), on.Text, how.Text, receipt.Text}, "\x00")
	}
	e.Read = func() (ps data.Problems) {
		d.ProposerID, d.Method, d.Receipt = who.Value(), how.Text, receipt.Text
		form.ReadDay(&ps, "送达日期", on, &d.Date)
		return form.MergeProblems(ps, d.Validate())
	}
	e.Write = func(tx screen.Tx) error { return saveDispatches(tx, r, d) }
	e.Open(on)
}

// dispatchAll records in one change that the letter went to all who are missing.
func (t *Detail) dispatchAll(r data.Reply, day data.Date, how string) {
	c := t.model.Case
	var all []data.Dispatch
	for _, p := range notSent(c, r) {
		all = append(all, data.Dispatch{ProposalID: c.Proposal.ID, ReplyID: r.ID, ProposerID: p.ID, Date: day, Method: how})
	}
	what := fmt.Sprintf("%s全部%s%s", words.Number(c.Proposal), day.MonthDay(), how)
	t.host.Save(what, func(tx screen.Tx) error { return saveDispatches(tx, r, all...) }, t.failed)
}

// saveDispatches keeps sendings. The first of a round makes the reply sent:
// that is the fact that limits and figures go by.
func saveDispatches(tx screen.Tx, r data.Reply, all ...data.Dispatch) error {
	if r.Sent.IsZero() && len(all) > 0 {
		r.Sent, r.SentBy = all[0].Date, words.Or(r.SentBy, all[0].Method)
		if err := tx.SaveReply(&r); err != nil {
			return err
		}
	}
	for _, d := range all {
		if err := tx.SaveDispatch(&d); err != nil {
			return err
		}
	}
	return nil
}
