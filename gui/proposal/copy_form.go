package proposal

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// Where matters are handed out, each unit answers on its own letterhead; the
// office collects the copy of its letter (domain.md, Four books).

// noReply says in an empty tab 答复 who writes it.
func noReply(c data.Case) fyne.CanvasObject {
	if c.Book.Direction == data.HandedOut {
		unit := "承办单位"
		if a, ok := c.LeadAssignment(); ok {
			unit = a.Unit.Name
		}
		return ui.Empty(fynetheme.DownloadIcon(), unit+"还没有答复", "单位用自己的信笺、自己的文号答复"+c.Book.Meeting.Body.Member()+"。收到副本后点“收到副本”登记。")
	}
	return ui.Empty(fynetheme.DocumentCreateIcon(), "还没有起草答复", "点“写答复”，左边写正文，右边就是印出来的样子。")
}

// offerCopy puts the recording of a unit's letter first in the tab's foot.
func (t *Detail) offerCopy(c data.Case) {
	last, sent := c.LastSent()
	_, owes := c.OwesReanswer(t.model.Rules.For(c.Book).Pack)
	if c.Book.Direction != data.HandedOut || c.Proposal.Closed != data.NotClosed || sent && last.DocNumber != "" && !owes {
		return
	}
	for _, o := range t.foot.Objects {
		if b, ok := o.(*ui.Button); ok {
			b.Importance = fw.MediumImportance
		}
	}
	t.foot.Objects = append([]fyne.CanvasObject{ui.NewAction("收到副本", fynetheme.DownloadIcon(), t.recordCopy)}, t.foot.Objects...)
}

// copyForm records the copy of a letter that a unit sent.
type copyForm struct {
	form.Editor
	t    *Detail
	r    data.Reply
	path *ui.Entry
	scan string // the file of the scan as it was read from path; "" where there is none

	number, signer *ui.Entry
	class          *ui.Choice[string]
	signed, sent   *ui.DateEntry
	means          *ui.Combo
	all            *ui.TickBox
}

// copied is the round that a copy is of: the one begun last, or the next where
// a new answer is owed.
func copied(c data.Case, p data.RulePack) data.Reply {
	last, any := c.Draft()
	form, owes := c.OwesReanswer(p)
	switch {
	case !any:
		return data.Reply{ProposalID: c.Proposal.ID, Round: 1}
	case owes && last.Round <= form.Round:
		return data.Reply{ProposalID: c.Proposal.ID, Round: last.Round + 1, Occasion: data.Reanswer}
	}
	return last
}

// recordCopy opens the form of a copy that came.
func (t *Detail) recordCopy() {
	c := t.model.Case
	f := &copyForm{t: t, r: copied(c, t.model.Rules.For(c.Book).Pack)}
	f.Host, f.Form, f.Width = t.host, ui.NewForm(), 660
	f.Editor.Title = words.Number(c.Proposal) + "收到" + unitOf(c) + words.Round(f.r.Round) + "的副本"
	year, today := c.Year(), t.model.Today
	f.number, f.signer = f.Field("单位的文号", f.r.DocNumber), f.Field("单位主要领导", f.r.SignOff.SignedBy)
	f.class = ui.NewChoice("请选择", classOptions(t.model.Rules.For(c.Book).Pack.Classes), nil)
	f.class.Fill(f.r.Class)
	f.signed, f.sent = f.Day(f.r.SignOff.Signed, year, today), f.Day(f.r.Sent, year, today)
	f.means = f.Combo("如 当面送达、邮寄", f.r.SentBy, DispatchMethods)
	f.path = f.Field("可以以后在“附件”里放入，也可以把文件拖进来", "")
	member := c.Book.Meeting.Body.Member()
	f.all = ui.NewTickBox("同一天送达全部领衔、联名"+member, nil)
	f.all.Fill(true)
	form := f.Form
	form.Pair(form.NewRow("文号", true, f.number, ""), form.NewRow("类别", true, f.class, ""))
	form.Pair(form.NewRow("签发日期", true, f.signed, "印在信上的日期"), form.NewRow("签发人", false, f.signer, ""))
	form.Pair(form.NewRow("送达日期", true, f.sent, ""), form.NewRow("送达方式", false, f.means, ""))
	form.Add("", false, f.all, "")
	form.Add("扫描件", false, container.NewBorder(nil, nil, nil, ui.NewButton("选择", nil, f.onFile), f.path), "")
	f.Editor.Print, f.Editor.Read, f.Editor.Write = f.typed, f.readAll, f.writeAll
	f.Open(f.number)
	if f.Panel != nil {
		f.Panel.Drop = func(paths []string) { f.path.SetText(paths[0]) }
	}
}

// unitOf names the unit that answers.
func unitOf(c data.Case) string {
	a, _ := c.LeadAssignment()
	return a.Unit.Name
}

func classOptions(classes []data.ReplyClass) []ui.Option[string] {
	var out []ui.Option[string]
	for _, k := range classes {
		out = append(out, ui.Option[string]{Value: k.Letter, Label: strings.TrimSpace(k.Letter + " " + k.Name)})
	}
	return out
}

func (f *copyForm) onFile() {
	form.AskFile(f.t.deps, f.Host, form.FileAsk{Title: "选择副本的扫描件", Yes: "用这个文件"}, func(path string) { f.path.SetText(path) })
}

func (f *copyForm) typed() string {
	return strings.Join([]string{f.number.Text, f.class.Value(), f.signed.Text, f.signer.Text, f.sent.Text, f.means.Text, f.path.Text}, "\x00")
}

func (f *copyForm) readAll() data.Problems {
	var ps data.Problems
	r := &f.r
	r.DocNumber, r.Class, r.SignOff.SignedBy, r.SentBy = strings.TrimSpace(f.number.Text), f.class.Value(), f.signer.Text, f.means.Text
	form.ReadDay(&ps, "签发日期", f.signed, &r.SignOff.Signed)
	form.ReadDay(&ps, "送达日期", f.sent, &r.Sent)
	wanted := func(field string, empty bool, hint string) {
		if empty && !slices.ContainsFunc(ps, func(p data.Problem) bool { return p.Field == field }) {
			ps = append(ps, data.Problem{Field: field, Message: "没有填写", Hint: hint})
		}
	}
	wanted("文号", r.DocNumber == "", "请照副本填写")
	wanted("类别", r.Class == "", "请选择副本右上角的类别")
	wanted("签发日期", r.SignOff.Signed.IsZero(), "请照副本填写")
	wanted("送达日期", r.Sent.IsZero(), "请填写送到"+f.t.model.Case.Book.Meeting.Body.Member()+"手里的日期")
	if f.scan = strings.TrimSpace(f.path.Text); f.scan != "" {
		if err := canBeRead(f.scan); err != nil {
			ps = append(ps, data.Problem{Field: "扫描件", Message: "读不出“" + filepath.Base(f.scan) + "”", Hint: "请从列表里选择，最大" + data.SizeWords(data.AttachmentMost)})
		}
	}
	return form.MergeProblems(ps, r.Validate())
}

// writeAll saves the letter, its sendings and the scan in one change.
func (f *copyForm) writeAll(tx screen.Tx) error {
	r, c := f.r, f.t.model.Case
	if err := tx.SaveReply(&r); err != nil {
		return err
	}
	for _, p := range c.Proposal.Proposers {
		got := slices.ContainsFunc(c.Dispatches, func(d data.Dispatch) bool { return d.ReplyID == r.ID && d.ProposerID == p.ID })
		if got || !f.all.Checked {
			continue
		}
		d := data.Dispatch{ProposalID: c.Proposal.ID, ReplyID: r.ID, ProposerID: p.ID, Date: r.Sent, Method: words.Or(strings.TrimSpace(r.SentBy), "单位送达")}
		if err := tx.SaveDispatch(&d); err != nil {
			return err
		}
	}
	if f.scan == "" {
		return nil
	}
	return addAttachment(tx, data.Attachment{ProposalID: c.Proposal.ID, Added: f.t.model.Today}, f.scan)
}

// canBeRead tells why a file could not become an attachment.
func canBeRead(path string) error {
	f, err := openAttachment(path)
	if err != nil {
		return err
	}
	return f.Close()
}
