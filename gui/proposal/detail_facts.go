package proposal

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// fact is a label with its value; long values wrap.
func fact(label, value string) fyne.CanvasObject {
	name := ui.NewLine(label)
	name.Color = look.ColorMuted
	pull := container.New(layout.NewCustomPaddedLayout(-4, -4, -6, 0), ui.NewSelectable(words.Dash(value)))
	return container.NewBorder(nil, nil, container.NewVBox(ui.Wide(76, name)), nil, pull)
}

// cardWidth is the room in the pane beside a table, at scale 1.
const cardWidth = 392

// card is a bordered block: a heading with its actions, then lines. Actions
// that have no room beside the heading stand below.
func card(head fyne.CanvasObject, actions []fyne.CanvasObject, lines ...fyne.CanvasObject) fyne.CanvasObject {
	row := container.New(layout.NewCustomPaddedHBoxLayout(2), actions...)
	fits := head.MinSize().Width+row.MinSize().Width <= cardWidth*look.Size(fynetheme.SizeNameText)/14
	top := head
	if fits {
		top = container.NewBorder(nil, nil, nil, row, head)
	}
	box := container.New(layout.NewCustomPaddedVBoxLayout(4), top)
	for _, l := range lines {
		box.Add(l)
	}
	if !fits {
		box.Add(row)
	}
	return container.New(layout.NewCustomPaddedVBoxLayout(6), box, ui.HLine(look.ColorLineSoft))
}

// showFacts fills the tab 概况.
func (t *Detail) showFacts(m CaseModel) {
	t.alikeHead()
	t.factLines(m)
	t.warnings(m)
	t.foot.Objects = []fyne.CanvasObject{
		ui.NewAction("编辑", fynetheme.DocumentCreateIcon(), t.editProposal),
		ui.NewButton("申请延期", fynetheme.HistoryIcon(), func() { t.editExtension(data.Extension{}) }),
		ui.NewButton("撤案或转办", fynetheme.MailForwardIcon(), t.editClosing),
	}
	if m.Case.Proposal.MergedInto == 0 {
		t.foot.Add(ui.NewButton("并案", fynetheme.ContentCopyIcon(), t.editMerge))
	}
}

// factLines are the proposal's own facts, its limits and its text.
func (t *Detail) factLines(m CaseModel) {
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
	for _, f := range [][2]string{{"要求办结", p.Required.Chinese()}, {"督办领导", p.Supervisor}, {"督办委室", p.Committee}} {
		if f[1] != "" {
			t.body.Add(fact(f[0], f[1]))
		}
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
	for _, l := range m.Case.Limits(m.Rules) {
		t.body.Add(fact(l.Name, strings.Join(words.NonEmpty(append([]string{l.Of}, l.Steps()...)...), "\n")))
	}
	for _, e := range m.Case.Extensions {
		t.body.Add(t.extensionCard(e))
	}
	t.showMerged(m)
	t.showRelated(m)
	t.body.Add(fact("内容", p.Text))
}

func (t *Detail) extensionCard(e data.Extension) fyne.CanvasObject {
	badge := ui.NewBadge(ui.ToneYellow, ui.Dot, "待批准")
	actions := []fyne.CanvasObject{ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), func() { t.editExtension(e) })}
	switch {
	case e.Approved.IsZero() && t.model.Rules.Lengthens(t.model.Case, e):
		badge.Set(ui.ToneGreen, ui.Check, "已向"+t.model.Case.Book.Meeting.Body.Member()+"说明")
	case e.Approved.IsZero():
		actions = append([]fyne.CanvasObject{ui.NewQuiet("批准", fynetheme.ConfirmIcon(), func() { t.approveExtension(e) })}, actions...)
	default:
		badge.Set(ui.ToneGreen, ui.Check, "已批准")
	}
	head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong("延期至 "+e.Until.Chinese()), badge)
	return card(head, actions, fact("依据", strings.Join(data.ExtensionReasons(t.model.Case, e, t.model.Rules), "\n")), fact("理由", e.Reason))
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
