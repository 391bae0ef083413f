package proposal

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/papers"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// redact makes the published text of the latest letter sent, or of the draft.
func (t *Detail) redact() {
	c := t.model.Case
	rep, sent := c.LastSent()
	if !sent {
		rep, _ = c.Draft()
	}
	papers.Redact(t.deps, t.host, []papers.RedactAsk{{Case: c, Reply: rep, Rules: t.model.Rules, Anew: true}}, nil)
}

// showDisclosure shows whether, when and where the reply is published.
func (t *Detail) showDisclosure(c data.Case) {
	if len(c.Replies) == 0 {
		return
	}
	d := c.Disclosure
	badge := ui.NewBadge(ui.ToneGreen, ui.Check, string(d.Decision))
	switch d.Decision {
	case data.OpenUndecided:
		badge.Set(ui.ToneYellow, ui.Ring, "还没有确定")
	case data.NotOpen:
		badge.Set(ui.ToneGrey, ui.Dash, string(d.Decision))
	}
	actions := []fyne.CanvasObject{ui.NewQuiet("去除个人信息", fynetheme.VisibilityOffIcon(), t.redact)}
	lines := []fyne.CanvasObject{}
	for _, f := range [][2]string{{"理由", d.Reason}, {"公开", words.Join(d.Published.Chinese(), d.Place)}, {"公开文本", words.Clip(d.Text, 160)}} {
		if f[1] != "" {
			lines = append(lines, fact(f[0], f[1]))
		}
	}
	if d.Text != "" {
		for _, odd := range data.PublishedOdd(c) {
			lines = append(lines, ui.NewText(odd+"。"))
		}
		lines = append(lines, container.NewHBox(ui.NewQuiet("复制", fynetheme.ContentCopyIcon(), t.copyPublished), ui.NewQuiet("存为文本", fynetheme.DocumentSaveIcon(), t.savePublished)))
	}
	actions = append(actions, ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), t.editDisclosure))
	head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong("公开"), badge)
	t.body.Add(ui.Gap(8))
	t.body.Add(card(head, actions, lines...))
}

// The usual reasons and places; others can be typed.
var (
	closedReasons = []string{"涉及国家秘密、工作秘密", "涉及商业秘密", "涉及个人隐私", "代表要求不公开"}
	openPlaces    = []string{"区政府门户网站“建议提案办理”专栏", "单位门户网站", "政府公报"}
)

// editDisclosure opens the form of the decision and of the published text.
func (t *Detail) editDisclosure() {
	d, c := t.model.Case.Disclosure, t.model.Case
	d.ProposalID = c.Proposal.ID
	e := &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 640, Title: words.Number(c.Proposal) + "公开答复"}
	if d.ID != 0 {
		e.Record = words.Number(c.Proposal) + "的公开"
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordDisclosure, d.ID) }
	}
	var options []ui.Option[data.Openness]
	for _, o := range data.Opennesses {
		options = append(options, ui.Option[data.Openness]{Value: o, Label: words.Or(string(o), "还没有确定")})
	}
	decision := ui.NewChoice("还没有确定", options, nil)
	decision.Fill(d.Decision)
	on := e.Day(d.Published, t.model.Today.Year(), t.model.Today)
	reason, place := e.Combo("不公开、部分公开的要写", d.Reason, closedReasons), e.Combo("公开在哪里", d.Place, openPlaces)
	text := e.Prose("点“去除个人信息”，由答复生成；也可以在这里改", d.Text, 8)
	f := e.Form
	f.Pair(f.NewRow("公开", false, decision, ""), f.NewRow("公开日期", false, on, ""))
	f.Add("理由", false, reason, "")
	f.Add("公开位置", false, place, "")
	f.Add("公开文本", false, text, "")
	e.Print = func() string {
		return strings.Join([]string{string(decision.Value()), on.Text, reason.Text, place.Text, text.Text}, "\x00")
	}
	e.Read = func() (ps data.Problems) {
		d.Decision, d.Reason, d.Place, d.Text = decision.Value(), reason.Text, place.Text, text.Text
		form.ReadDay(&ps, "公开日期", on, &d.Published)
		return form.MergeProblems(ps, d.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		x := d
		return tx.SaveDisclosure(&x)
	}
	e.Open(decision)
}

// copyPublished puts the published text into the clipboard.
func (t *Detail) copyPublished() {
	fyne.CurrentApp().Clipboard().SetContent(t.model.Case.Disclosure.Text)
	t.host.Say("公开文本已复制，可以粘贴到网站后台。")
}

// savePublished writes the published text as a file that every Windows reads:
// UTF-8 with its mark, lines ending as there.
func (t *Detail) savePublished() {
	text := "\uFEFF" + strings.ReplaceAll(t.model.Case.Disclosure.Text, "\n", "\r\n") + "\r\n"
	form.ExportPaper(t.deps, t.host, data.PaperName(t.model.Case, "答复（公开）"), ".txt", func(_ context.Context, path string) (form.Written, error) {
		return form.Written{Path: path}, t.deps.Papers.Save(path, []byte(text))
	})
}
