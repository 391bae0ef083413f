package gui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// fact is a label with its value; long values wrap.
func fact(label, value string) fyne.CanvasObject {
	name := ui.NewLine(label)
	name.Color = look.ColorMuted
	text := fw.NewLabel(dash(value))
	text.Wrapping = fyne.TextWrapBreak
	text.Selectable = true
	pull := container.New(layout.NewCustomPaddedLayout(-4, -4, -6, 0), text)
	return container.NewBorder(nil, nil, container.NewVBox(ui.Wide(76, name)), nil, pull)
}

// card is a bordered block: a heading with its actions, then lines.
func card(head fyne.CanvasObject, actions []fyne.CanvasObject, lines ...fyne.CanvasObject) fyne.CanvasObject {
	top := container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(2), actions...), head)
	box := container.New(layout.NewCustomPaddedVBoxLayout(4), top)
	for _, l := range lines {
		box.Add(l)
	}
	return container.New(layout.NewCustomPaddedVBoxLayout(6), box, ui.HLine(look.ColorLineSoft))
}

// showFacts fills the tab 概况.
func (t *Detail) showFacts(m CaseModel) {
	p := m.Case.Proposal
	member := m.Case.Book.Meeting.Body.Member()
	for _, f := range [][2]string{
		{"届次", m.Case.Book.Meeting.FullName()},
		{"编号", p.Number + map[bool]string{true: "（闭会期间）", false: ""}[p.Between]},
		{"类型", string(p.Kind)},
		{"办理方式", roleWords(m.Case)},
		{"领衔" + member, proposerWords(p.Proposers, 0, 1)},
		{"联名" + member, proposerWords(p.Proposers, 1, len(p.Proposers))},
		{"交办日期", p.HandedOver.Chinese()},
		{"类别主题", p.Topic},
	} {
		t.body.Add(fact(f[0], f[1]))
	}
	if !p.Role.Answers() {
		t.body.Add(fact("主办机关", p.LeadBody))
	}
	if p.Closed != data.NotClosed {
		t.body.Add(fact(string(p.Closed), p.ClosedOn.Chinese()+" "+p.ClosedWhy))
	}
	if p.Remark != "" {
		t.body.Add(fact("备注", p.Remark))
	}
	t.body.Add(fact("办理期限", strings.Join(m.Standing.Limit.Steps, "\n")))
	for _, e := range m.Case.Extensions {
		t.body.Add(t.extensionCard(e))
	}
	t.body.Add(fact("内容", p.Text))
	t.warnings(m)
	t.foot.Objects = []fyne.CanvasObject{
		ui.NewAction("编辑", fynetheme.DocumentCreateIcon(), t.editProposal),
		ui.NewButton("申请延期", fynetheme.HistoryIcon(), func() { t.editExtension(data.Extension{}) }),
		ui.NewButton("撤案或转办", fynetheme.MailForwardIcon(), t.editClosing),
	}
}

func (t *Detail) extensionCard(e data.Extension) fyne.CanvasObject {
	state := "待批准"
	if !e.Approved.IsZero() {
		state = e.Approved.Chinese() + " 批准"
	}
	edit := ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), func() { t.editExtension(e) })
	return card(ui.NewStrong("延期至 "+e.Until.Chinese()), []fyne.CanvasObject{edit}, fact("申请", e.Applied.Chinese()+" · "+state), fact("理由", e.Reason))
}

// proposerWords lists proposers from and up to an index with their delegation
// and telephone.
func proposerWords(all []data.Proposer, from, to int) string {
	var out []string
	for i := from; i < to && i < len(all); i++ {
		var more []string
		for _, s := range []string{all[i].Delegation, all[i].Phone} {
			if s != "" {
				more = append(more, s)
			}
		}
		name := all[i].Name
		if len(more) > 0 {
			name += "（" + strings.Join(more, "，") + "）"
		}
		out = append(out, name)
	}
	return strings.Join(out, "、")
}

// showDuty fills the tab 责任.
func (t *Detail) showDuty(m CaseModel) {
	p := m.Case.Proposal
	sponsor := "还没有确定"
	if p.Sponsor.ID != 0 {
		sponsor = strings.TrimSpace(p.Sponsor.Post + " " + p.Sponsor.Name)
	}
	change := ui.NewQuiet("更改", fynetheme.DocumentCreateIcon(), t.editProposal)
	t.body.Add(card(ui.NewStrong("牵头领导"), []fyne.CanvasObject{change}, fact("领导", sponsor)))
	if len(m.Case.Assignments) == 0 {
		t.body.Add(ui.Gap(20))
		t.body.Add(ui.Empty(fynetheme.MailSendIcon(), "还没有交办给单位", "点“交办单位”，选择主办单位和协办单位。"))
	}
	for _, a := range m.Case.Assignments {
		t.body.Add(t.assignmentCard(m, a))
	}
	t.showSupervisions(m.Case)
	t.foot.Objects = []fyne.CanvasObject{ui.NewAction("交办单位", fynetheme.ContentAddIcon(), func() { t.editAssignment(data.Assignment{}) })}
}

func (t *Detail) assignmentCard(m CaseModel, a data.Assignment) fyne.CanvasObject {
	head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong(a.Unit.Name), assignmentBadge(m, a), ui.NewSmall(partWords(a.Part)))
	var actions []fyne.CanvasObject
	switch {
	case a.Active() && !a.Returned.IsZero():
		actions = append(actions, ui.NewQuiet("同意退回", fynetheme.ConfirmIcon(), func() { t.markAssignment(a, "同意退回", func(x *data.Assignment) { x.ReturnConsented = m.Today }) }))
	case a.Active() && a.Accepted.IsZero():
		actions = append(actions,
			ui.NewQuiet("签收", fynetheme.ConfirmIcon(), func() { t.markAssignment(a, "签收", func(x *data.Assignment) { x.Accepted = m.Today }) }))
	}
	actions = append(actions, ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), func() { t.editAssignment(a) }))
	lines := []fyne.CanvasObject{fact("交办日期", a.Assigned.Chinese())}
	if who := strings.Join(nonEmpty(labelled("责任领导", a.Responsible), labelled("经办人", a.Contact), a.Phone), "，"); who != "" {
		lines = append(lines, fact("责任人", who))
	}
	if !a.Returned.IsZero() {
		lines = append(lines, fact("退回", a.Returned.Chinese()+"："+a.ReturnReason))
	}
	return card(head, actions, lines...)
}

func nonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

func assignmentBadge(m CaseModel, a data.Assignment) *ui.Badge {
	year := m.Case.Year()
	limit := data.ReturnLimit(a, m.Rules).Deadline
	switch {
	case !a.ReturnConsented.IsZero():
		return ui.NewBadge(ui.ToneGrey, ui.Dash, "已退回")
	case !a.Returned.IsZero():
		return ui.NewBadge(ui.ToneOrange, ui.Dot, "要求退回")
	case !a.Accepted.IsZero():
		return ui.NewBadge(ui.ToneGreen, ui.Check, dayWords(a.Accepted, year)+" 签收")
	case m.Today.After(limit):
		return ui.NewBadge(ui.ToneGreen, ui.Check, "视同签收")
	}
	return ui.NewBadge(ui.ToneGrey, ui.Diamond, "待签收，"+dayWords(limit, year)+"前")
}

// markAssignment records a step of an assignment that happened today.
func (t *Detail) markAssignment(a data.Assignment, step string, change func(*data.Assignment)) {
	change(&a)
	what := fmt.Sprintf("%s%s%s", numberWords(t.model.Case.Proposal), a.Unit.Name, step)
	t.host.Save(what, func(tx Tx) error { return tx.SaveAssignment(&a) }, t.failed)
}
