package proposal

import (
	"fmt"
	"slices"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// feedbackForm edits what came back on a feedback form.
type feedbackForm struct {
	form.Editor
	t *Detail
	x data.Feedback

	who                *ui.Choice[data.ID]
	round              *ui.Choice[int]
	times              *ui.Choice[bool]
	sent, received     *ui.DateEntry
	again              *ui.DateEntry
	attitude, result   *ui.Choice[data.Mark]
	opinion            *ui.Entry
	solved             *ui.Combo
	talkedBy, talkForm *ui.Combo
}

// editFeedback opens the form of a feedback; ID 0 is a new one, or the one that
// is out.
func (t *Detail) editFeedback(x data.Feedback) { t.enterFeedback(x, nil) }

// enterFeedback is editFeedback; done, where given, is called after saving.
func (t *Detail) enterFeedback(x data.Feedback, done func()) {
	c := t.model.Case
	if !c.Proposal.Role.Answers() {
		t.host.Fail(data.Problem{Field: "反馈", Message: "协办件不征询意见", Hint: "答复和征询意见由主办机关办理"})
		return
	}
	last, sent := c.LastJudged()
	if !sent && x.ID == 0 {
		t.host.Fail(data.Problem{Field: "反馈", Message: "答复还没有送达", Hint: "请先在答复里填写送达日期"})
		return
	}
	if x.ID == 0 && x.ProposerID == 0 {
		x = formToEnter(c, last)
	}
	f := &feedbackForm{t: t, x: x}
	f.x.ProposalID = c.Proposal.ID
	f.Host, f.Form, f.Width = t.host, ui.NewForm(), 640
	f.Editor.Title, f.Again = words.Number(c.Proposal)+"记征询意见表", screen.AgainFeedback
	if x.Second {
		f.Editor.Title, f.Again = words.Number(c.Proposal)+"记二次评价", ""
	}
	if x.ID != 0 {
		f.Editor.Title = words.Number(c.Proposal) + "改征询意见表"
		f.Again = ""
		f.Editor.Record = words.Number(c.Proposal) + "的征询意见表"
		f.Editor.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordFeedback, x.ID) }
	}
	f.Editor.Done = done
	f.build()
	f.Editor.Print, f.Editor.Read = f.typed, f.readAll
	f.Editor.Write = func(tx screen.Tx) error {
		y := f.x
		return tx.SaveFeedback(&y)
	}
	f.Open(f.received)
}

// formToEnter is the form that a person most likely holds: of the letter's
// forms that are out the first, else a new one of the first proposer without
// one, the lead proposer before others; the first form itself where all are
// back, to be corrected.
func formToEnter(c data.Case, letter data.Reply) data.Feedback {
	fresh := data.Feedback{Round: letter.Round, FormSent: letter.Sent}
	for _, p := range c.Proposal.Proposers {
		i := slices.IndexFunc(c.Feedback, func(f data.Feedback) bool {
			return f.Round == letter.Round && f.ProposerID == p.ID && !f.Second
		})
		switch {
		case i >= 0 && c.Feedback[i].Received.IsZero():
			return c.Feedback[i]
		case i < 0 && fresh.ProposerID == 0:
			fresh.ProposerID = p.ID
		}
	}
	if fresh.ProposerID == 0 {
		for _, f := range c.Feedback {
			if f.Round == letter.Round && (!f.Second || f.Received.IsZero()) {
				return f
			}
		}
	}
	return fresh
}

func (f *feedbackForm) build() {
	c, x, form := f.t.model.Case, f.x, f.Form
	var people []ui.Option[data.ID]
	for _, p := range c.Proposal.Proposers {
		people = append(people, ui.Option[data.ID]{Value: p.ID, Label: p.Name})
	}
	var rounds []ui.Option[int]
	for _, r := range c.Replies {
		rounds = append(rounds, ui.Option[int]{Value: r.Round, Label: fmt.Sprintf("第%d次答复", r.Round)})
	}
	f.who = ui.NewChoice("请选择", people, nil)
	f.who.Fill(x.ProposerID)
	f.round = ui.NewChoice("请选择", rounds, nil)
	f.round.Fill(x.Round)
	f.times = ui.NewChoice("请选择", []ui.Option[bool]{{Value: false, Label: data.Feedback{}.Times()}, {Value: true, Label: data.Feedback{Second: true}.Times()}}, nil)
	f.times.Fill(x.Second)
	f.again = f.Day(x.HandedAgain, c.Year(), f.t.deps.Today())
	f.sent = f.Day(x.FormSent, c.Year(), f.t.deps.Today())
	f.received = f.Day(x.Received, c.Year(), f.t.deps.Today())
	marks := append([]ui.Option[data.Mark]{{Value: data.NoMark, Label: "（未评价）"}}, ui.Options(f.t.model.Rules.Pack.MarkWords())...)
	f.attitude = ui.NewChoice("（未评价）", marks, nil)
	f.attitude.Fill(x.Attitude)
	f.result = ui.NewChoice("（未评价）", marks, nil)
	f.result.Fill(x.Result)
	f.opinion = f.Prose("表上写的意见", x.Opinion, 3)
	form.LabelWidth = 104
	form.Pair(form.NewRow("代表", true, f.who, ""), form.NewRow("答复轮次", true, f.round, ""))
	form.Add("评价次数", true, f.times, "二次评价是答复以后对落实情况再评一次")
	form.Pair(form.NewRow("发出日期", false, f.sent, ""), form.NewRow("收回日期", false, f.received, "还没收回就空着"))
	form.Pair(form.NewRow("办理态度", false, f.attitude, ""), form.NewRow("办理结果", false, f.result, ""))
	f.solved, f.talkedBy, f.talkForm = f.Combo("代表怎么看", x.Solved, data.SolvedWords), f.Combo("谁去谈的", x.TalkedBy, data.TalkerWords), f.Combo("怎么谈的", x.TalkForm, data.FormedWords)
	form.Add("意见", false, f.opinion, "")
	form.Add("解决情况", false, f.solved, "")
	form.Pair(form.NewRow("面商人", false, f.talkedBy, ""), form.NewRow("面商形式", false, f.talkForm, ""))
	form.Add("再次交办日期", false, f.again, "不满意的，重新交给单位办理的日期")
}

func (f *feedbackForm) typed() string {
	return fmt.Sprint(f.who.Value(), f.round.Value(), f.times.Value(), f.again.Text, f.sent.Text, f.received.Text, f.attitude.Value(), f.result.Value(), f.opinion.Text, f.solved.Text, f.talkedBy.Text, f.talkForm.Text)
}

func (f *feedbackForm) readAll() data.Problems {
	var problems data.Problems
	x := &f.x
	x.ProposerID, x.Round, x.Attitude, x.Result, x.Opinion = f.who.Value(), f.round.Value(), f.attitude.Value(), f.result.Value(), f.opinion.Text
	x.Second = f.times.Value()
	x.Solved, x.TalkedBy, x.TalkForm = f.solved.Text, f.talkedBy.Text, f.talkForm.Text
	form.ReadDay(&problems, "发出日期", f.sent, &x.FormSent)
	form.ReadDay(&problems, "收回日期", f.received, &x.Received)
	form.ReadDay(&problems, "再次交办日期", f.again, &x.HandedAgain)
	return form.MergeProblems(problems, x.Validate())
}
