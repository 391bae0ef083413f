package letter

import (
	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// waiverReasons are usual ones; others can be typed.
var waiverReasons = []string{"经领导同意", "已电话征得代表同意", "代表在外地，书面沟通", "情况属实，已核对", "不涉及，无需处理"}

// allowWaiving lets warnings be passed over where the letter can be changed.
func (s *ReplyScreen) allowWaiving() {
	s.checks.Waive, s.checks.TakeBack = nil, nil
	if s.model.Kind.waived != nil && s.model.Locked == "" {
		s.checks.Waive, s.checks.TakeBack = s.onWaive, s.onTakeBack
	}
	s.checks.Shown = false // the lines are to have other links
}

// onWaive passes over a warning with a reason (放行). What blocks signing
// cannot be passed over.
func (s *ReplyScreen) onWaive(p data.Problem) {
	s.saveThen(func() {
		if s.model.Letter.ID == 0 {
			s.host.Fail(data.Problem{Field: "放行", Message: "这封答复还没有保存", Hint: "请先写上内容并保存"})
			return
		}
		s.openWaiver(data.Waiver{
			ProposalID: s.model.Letter.ProposalID, ReplyID: s.model.Letter.ID, Warning: p.Text(), Date: screen.Workday(s.host, s.deps.Today()),
		})
	})
}

func (s *ReplyScreen) openWaiver(w data.Waiver) {
	e := &form.Editor{Host: s.host, Form: ui.NewForm(), Width: 560, Title: words.Number(s.model.Case.Proposal) + "放行提醒"}
	reason := e.Combo("为什么可以不处理", "", waiverReasons)
	on := e.Day(w.Date, w.Date.Year(), s.deps.Today())
	e.Form.Add("提醒", false, ui.NewText(w.Warning), "")
	e.Form.Add("放行理由", true, reason, "理由和日期一直留在检查里，可以收回。")
	e.Form.Add("放行日期", true, on, "")
	e.Print = func() string { return reason.Text + "\x00" + on.Text }
	e.Read = func() (ps data.Problems) {
		w.Reason = reason.Text
		form.ReadDay(&ps, "放行日期", on, &w.Date)
		return form.MergeProblems(ps, w.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		x := w
		return tx.SaveWaiver(&x)
	}
	e.Open(reason)
}

// onTakeBack makes a waived warning a warning again.
func (s *ReplyScreen) onTakeBack(w data.WaivedWarning) {
	s.host.Save(words.Number(s.model.Case.Proposal)+"收回放行", func(tx screen.Tx) error { return tx.Remove(data.RecordWaiver, w.Waiver.ID) }, func(err error) {
		if err != nil {
			s.host.Fail(err)
		}
	})
}
