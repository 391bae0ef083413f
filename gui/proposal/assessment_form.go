package proposal

import (
	"fmt"

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

// showAssessments lists what meetings and third parties think of how the proposal was
// handled, under the forms.
func (t *Detail) showAssessments(c data.Case) {
	if len(c.Assessments) == 0 {
		return
	}
	t.body.Add(ui.Gap(8))
	t.body.Add(ui.NewStrong("测评"))
	t.body.Add(ui.HLine(look.ColorLine))
	for _, a := range c.Assessments {
		edit := ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), func() { t.editAssessment(a) })
		head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong(a.Date.Chinese()+" "+string(a.Kind)))
		lines := []fyne.CanvasObject{fact("单位", a.By), fact("结果", a.Words())}
		if a.Opinion != "" {
			lines = append(lines, fact("意见", a.Opinion))
		}
		t.body.Add(card(head, []fyne.CanvasObject{edit}, lines...))
	}
}

// assessmentForm edits the votes of a meeting, or what a third party found.
type assessmentForm struct {
	form.Editor
	a data.Assessment

	kind    *ui.Choice[data.AssessmentKind]
	day     *ui.DateEntry
	by      *ui.Entry
	votes   []*ui.Entry // as voteRows
	rows    []*ui.Row
	mark    *ui.Choice[data.Mark]
	opinion *ui.Entry
}

// voteRows are the votes of a meeting.
var voteRows = []struct {
	label string
	at    func(*data.Assessment) *int
}{
	{"满意票", func(a *data.Assessment) *int { return &a.Satisfied }},
	{"基本满意票", func(a *data.Assessment) *int { return &a.Mostly }},
	{"不满意票", func(a *data.Assessment) *int { return &a.Dissatisfied }},
	{"弃权票", func(a *data.Assessment) *int { return &a.Abstained }},
}

// editAssessment opens the form of an assessment; ID 0 is a new one.
func (t *Detail) editAssessment(a data.Assessment) {
	c := t.model.Case
	f := &assessmentForm{a: a}
	f.a.ProposalID = c.Proposal.ID
	f.Host, f.Form, f.Width = t.host, ui.NewForm(), 640
	f.Editor.Title = words.Number(c.Proposal) + "记测评"
	if a.ID != 0 {
		f.Editor.Title = words.Number(c.Proposal) + "改测评"
		f.Record = words.Number(c.Proposal) + "的测评"
		f.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordAssessment, a.ID) }
	} else {
		f.a.Kind = data.Ballot
	}
	f.build(c, t.model)
	f.Editor.Print, f.Editor.Read = f.typed, f.readAll
	f.Editor.Write = func(tx screen.Tx) error {
		y := f.a
		return tx.SaveAssessment(&y)
	}
	f.Open(f.day)
}

func (f *assessmentForm) build(c data.Case, m CaseModel) {
	a, x := f.a, f.Form
	f.kind = ui.NewChoice("请选择", ui.Options(data.AssessmentKinds), func(data.AssessmentKind) { f.onKind() })
	f.kind.Fill(a.Kind)
	f.day = f.Day(a.Date, c.Year(), m.Today)
	f.by = f.Field("如 区六届人大常委会第十次会议", a.By)
	for _, v := range voteRows {
		text := ""
		if n := *v.at(&a); n != 0 {
			text = fmt.Sprint(n)
		}
		f.votes = append(f.votes, f.Field("没有就空着", text))
		f.rows = append(f.rows, x.NewRow(v.label, false, f.votes[len(f.votes)-1], ""))
	}
	marks := append([]ui.Option[data.Mark]{{Value: data.NoMark, Label: "（没有）"}}, ui.Options(m.Rules.Pack.MarkWords())...)
	f.mark = ui.NewChoice("（没有）", marks, nil)
	f.mark.Fill(a.Mark)
	f.opinion = f.Prose("会议或第三方的意见", a.Opinion, 3)
	x.Pair(x.NewRow("测评方式", true, f.kind, ""), x.NewRow("测评日期", true, f.day, ""))
	x.Add("测评单位", true, f.by, "哪次会议表决，或哪家第三方")
	x.Pair(f.rows[0], f.rows[1])
	x.Pair(f.rows[2], f.rows[3])
	x.Add("测评结论", false, f.mark, "第三方评价必填；会议宣布了结论的填写")
	x.Add("测评意见", false, f.opinion, "")
	f.onKind()
}

// onKind shows the votes where a meeting voted.
func (f *assessmentForm) onKind() {
	for _, r := range f.rows {
		r.Show(f.kind.Value() != data.ThirdParty)
	}
	if f.Panel != nil {
		f.Form.Root().Refresh()
		f.Panel.Fit()
	}
}

func (f *assessmentForm) typed() string {
	out := fmt.Sprint(f.kind.Value(), f.day.Text, "\x00", f.by.Text, "\x00", f.mark.Value(), f.opinion.Text)
	for _, e := range f.votes {
		out += "\x00" + e.Text
	}
	return out
}

func (f *assessmentForm) readAll() (ps data.Problems) {
	a := &f.a
	a.Kind, a.By, a.Mark, a.Opinion = f.kind.Value(), f.by.Text, f.mark.Value(), f.opinion.Text
	form.ReadDay(&ps, "测评日期", f.day, &a.Date)
	for i, v := range voteRows {
		*v.at(a) = 0
		if a.Kind != data.ThirdParty {
			form.ReadNumber(&ps, v.label, f.votes[i].Text, v.at(a))
		}
	}
	return form.MergeProblems(ps, a.Validate())
}
