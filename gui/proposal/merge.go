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
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// showMerged shows which proposal this one is worked together with (并案), and
// which ones are merged into it.
func (t *Detail) showMerged(m CaseModel) {
	if h := m.Case.Host; m.Case.Proposal.MergedInto != 0 {
		open := ui.NewQuiet("打开", fynetheme.DocumentIcon(), func() { t.host.OpenCase(h.ID, screen.TabFacts) })
		part := ui.NewQuiet("解除并案", fynetheme.CancelIcon(), t.unmerge)
		head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong("并案"), ui.NewBadge(ui.ToneBlue, ui.NoShape, "并入第"+h.Number+"号"))
		t.body.Add(card(head, []fyne.CanvasObject{open, part}, fact("并入", h.Title), fact("办法", "没有自己文字的答复取用它的文字；编号、文号、主送、送达和反馈各自分开。")))
	}
	if len(m.Merged) > 0 {
		var names []string
		for _, p := range m.Merged {
			names = append(names, words.Number(p)+data.BookTitle(p.Title))
		}
		t.body.Add(fact("并入本件", strings.Join(names, "\n")))
	}
}

// editMerge merges the proposal into another of the year.
func (t *Detail) editMerge() {
	if t.host.Locked() {
		return
	}
	year := t.model.Case.Year()
	var others []data.Case
	t.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
		others, err = t.deps.Store.Cases(ctx, data.Scope{Year: year})
		return err
	}, func(err error) {
		if err != nil {
			t.host.Fail(err)
			return
		}
		t.openMerge(others)
	})
}

func (t *Detail) openMerge(others []data.Case) {
	p := t.model.Case.Proposal
	hosts := mergeHosts(t.model.Case, others)
	var known []string
	for _, h := range hosts {
		known = append(known, h.label)
	}
	e := &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 620, Title: words.Number(p) + "并案"}
	host := e.Combo("输入编号或标题中的字，点右边的箭头选择", "", known)
	e.Form.AddObject(ui.NewSmallText("同一件事由几位代表分别提出的，可以合并办理：一份文字，各件仍有自己的编号和文号，分别答复各自的代表。"))
	e.Form.Add("并入", true, host, "")
	e.Print = func() string { return host.Text }
	e.Read = func() data.Problems {
		id, problem := findHost(hosts, host.Text)
		if id == 0 {
			return data.Problems{problem}
		}
		p.MergedInto = id
		return nil
	}
	e.Write = func(tx screen.Tx) error {
		q := p
		return form.Relabel(tx.SaveProposal(&q), map[string]string{"并案": "并入"})
	}
	e.Open(host)
}

// mergeHost is a proposal that another can be merged into.
type mergeHost struct {
	id            data.ID
	number, label string
	near          bool // of the same book
}

// mergeHosts are the proposals of the year that one can be merged into, those
// of its own book first.
func mergeHosts(c data.Case, others []data.Case) (hosts []mergeHost) {
	for _, near := range []bool{true, false} {
		for _, o := range others {
			p := o.Proposal
			if p.ID == c.Proposal.ID || p.MergedInto == c.Proposal.ID || p.Closed != data.NotClosed || (o.Book.ID == c.Book.ID) != near {
				continue
			}
			label := words.Number(p) + " " + p.Title
			if !near {
				label = o.Book.Name() + label
			}
			hosts = append(hosts, mergeHost{p.ID, data.NumberKey(p.Number), label, near})
		}
	}
	return hosts
}

// findHost is the proposal that was chosen, or typed by its number within the
// same book.
func findHost(hosts []mergeHost, typed string) (data.ID, data.Problem) {
	typed = strings.TrimSpace(typed)
	for _, h := range hosts {
		if h.label == typed || h.near && typed != "" && h.number == data.NumberKey(typed) {
			return h.id, data.Problem{}
		}
	}
	if typed == "" {
		return 0, data.Problem{Field: "并入", Message: "没有选择", Hint: "请选择并入哪一件"}
	}
	return 0, data.Problem{Field: "并入", Message: "本年没有“" + words.Clip(typed, 20) + "”这一件", Hint: "请从列出的中选择，或填写本册的编号"}
}

// unmerge parts the proposal from the one that it was merged into.
func (t *Detail) unmerge() {
	p := t.model.Case.Proposal
	t.host.Ask("解除并案？", words.Number(p)+"将单独办理；没有自己文字的答复，要另写正文。", "解除并案", func() {
		p.MergedInto = 0
		t.host.Save(words.Number(p)+"解除并案", func(tx screen.Tx) error {
			q := p
			return tx.SaveProposal(&q)
		}, t.failed)
	})
}
