package proposal

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// phaseLook tells whether a phase has its talks, and a proof of them.
func phaseLook(c data.Case, talks []data.Consultation) (ui.Tone, ui.Shape, string) {
	if len(talks) == 0 {
		return ui.ToneGrey, ui.Ring, "缺"
	}
	unwanted := true
	for _, x := range talks {
		if c.HasProof(x) {
			return ui.ToneGreen, ui.Check, fmt.Sprintf("%d 次", len(talks))
		}
		unwanted = unwanted && x.Method == data.NotNeeded
	}
	if unwanted {
		return ui.ToneGrey, ui.Dash, "无需走访"
	}
	return ui.ToneYellow, ui.Dot, fmt.Sprintf("%d 次 · 缺凭证", len(talks))
}

// itemWords reads agreed items aloud, one a line.
func itemWords(items []data.AgreedItem) string {
	var lines []string
	for _, i := range items {
		line := i.Words()
		if !i.Done.IsZero() {
			line += "，" + i.Done.Chinese() + "已办"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// proofWords name what proves a consultation.
func (t *Detail) proofWords(c data.Case, x data.Consultation) string {
	var words []string
	if !x.FormSigned.IsZero() {
		words = append(words, x.FormSigned.Chinese()+"代表签字")
	}
	for _, a := range c.Attachments {
		if a.ConsultationID == x.ID && x.ID != 0 {
			words = append(words, a.Name)
		}
	}
	return strings.Join(words, "、")
}

// addProof asks for a photo or a scan of one consultation.
func (t *Detail) addProof(x data.Consultation) {
	if t.host.Locked() {
		return
	}
	form.AskFile(t.deps, t.host, form.FileAsk{Title: "选择照片或扫描件", Yes: "放入"}, func(path string) { t.takeFiles([]string{path}, x.ID) })
}

// takeFiles keeps files with the proposal, or with one of its consultations,
// all in one change.
func (t *Detail) takeFiles(paths []string, talk data.ID) {
	id, today := t.id, t.deps.Today()
	what := words.Number(t.model.Case.Proposal) + "添加附件"
	t.host.RunTask("正在放入附件", func(ctx context.Context, p screen.Progress) error {
		return t.deps.Store.Do(ctx, what, func(tx screen.Tx) error {
			for i, path := range paths {
				p(i, len(paths), filepath.Base(path))
				if err := addAttachment(tx, data.Attachment{ProposalID: id, ConsultationID: talk, Added: today}, path); err != nil {
					return err
				}
			}
			return nil
		})
	}, t.failed)
}

// Drop takes files that were dragged onto the window: as proofs of a
// consultation where the person says so, else as files of the proposal.
func (t *Detail) Drop(paths []string) {
	if t.id == 0 || len(paths) == 0 || t.host.Locked() {
		return
	}
	talks := t.model.Case.Consultations
	options := []ui.Option[data.ID]{{Value: 0, Label: "这件建议"}}
	for _, x := range talks {
		options = append(options, ui.Option[data.ID]{Value: x.ID, Label: fmt.Sprintf("%s沟通 %s %s", x.Phase, x.Date.Chinese(), x.Method)})
	}
	to := ui.NewChoice("请选择", options, nil)
	to.Fill(0)
	if t.tab == screen.TabTalks && len(talks) > 0 {
		to.Fill(talks[len(talks)-1].ID)
	}
	var names []string
	for _, p := range paths {
		names = append(names, filepath.Base(p))
	}
	box := container.New(layout.NewCustomPaddedVBoxLayout(8), ui.NewText(strings.Join(names, "\n")), container.NewBorder(nil, nil, ui.Middle(ui.NewStrong("放到")), nil, to))
	p := &ui.Panel{Title: fmt.Sprintf("%s放入 %d 个文件", words.Number(t.model.Case.Proposal), len(paths)), Content: box, Width: 560}
	take := func() {
		t.host.Shut(p)
		t.takeFiles(paths, to.Value())
	}
	yes := ui.NewAction("放入", fynetheme.ContentAddIcon(), take)
	p.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { t.host.Shut(p) }), yes}
	p.Save, p.Cancel, p.First = take, func() { t.host.Shut(p) }, yes
	t.host.Open(p)
}

// printTalk writes the record form of a consultation, to be signed, and opens it.
func (t *Detail) printTalk(x data.Consultation) {
	c := t.model.Case
	form.ExportPages(t.deps, t.host, data.PaperName(c, fmt.Sprintf("%s沟通登记表 %s", x.Phase, x.Date)), func(ctx context.Context) (page.Document, error) {
		return t.deps.Papers.Talk(ctx, c, x)
	})
}
