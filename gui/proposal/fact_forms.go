package proposal

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// workday is the day proposed for what is done today.
func (t *Detail) workday() data.Date { return screen.Workday(t.host, t.model.Today) }

// editExtension opens the form of an extension; ID 0 is a new one.
func (t *Detail) editExtension(x data.Extension) {
	c := t.model.Case
	e := &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 620, Title: words.Number(c.Proposal) + "申请延期"}
	x.ProposalID = c.Proposal.ID
	if x.ID != 0 {
		e.Title = words.Number(c.Proposal) + "改延期"
		e.Record = words.Number(c.Proposal) + "的延期"
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordExtension, x.ID) }
	} else {
		x.Applied = t.workday()
	}
	applied, until := e.Day(x.Applied, c.Year(), t.model.Today), e.Day(x.Until, c.Year(), data.Date{})
	approved, by := e.Day(x.Approved, c.Year(), t.model.Today), e.Field("如 市人民政府办公室", x.ApprovedBy)
	member := c.Book.Meeting.Body.Member()
	told := e.Day(x.Told, c.Year(), t.model.Today)
	reason := e.Prose("为什么不能按期答复", x.Reason, 3)
	f := e.Form
	f.Pair(f.NewRow("申请日期", true, applied, ""), f.NewRow("延期至", true, until, longestWords(c, t.model.Rules)))
	f.Pair(f.NewRow("批准日期", false, approved, "未批准就空着"), f.NewRow("批准人", false, by, ""))
	f.Add("说明日期", false, told, "向"+member+"说明办理要延长的日期；规则允许说明后延长的，不用批准")
	f.Add("延期理由", true, reason, "")
	e.Print = func() string {
		return fmt.Sprint(applied.Text, until.Text, approved.Text, by.Text, told.Text, reason.Text)
	}
	e.Read = func() data.Problems {
		var problems data.Problems
		form.ReadDay(&problems, "申请日期", applied, &x.Applied)
		form.ReadDay(&problems, "延期至", until, &x.Until)
		form.ReadDay(&problems, "批准日期", approved, &x.Approved)
		form.ReadDay(&problems, "说明日期", told, &x.Told)
		x.ApprovedBy, x.Reason = by.Text, reason.Text
		return form.MergeProblems(problems, x.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		y := x
		return tx.SaveExtension(&y)
	}
	e.Open(until)
}

// longestWords tell how far an extension may reach.
func longestWords(c data.Case, r data.Rules) string {
	if most := data.LongestExtension(c, r); !most.IsZero() {
		return "最迟到" + most.Chinese()
	}
	return ""
}

// approveExtension records the consent to an extension that was applied for.
func (t *Detail) approveExtension(x data.Extension) {
	c := t.model.Case
	e := &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 560, Title: words.Number(c.Proposal) + "批准延期"}
	on, by, until := e.Day(t.workday(), c.Year(), t.model.Today), e.Field("如 市人民政府办公室", words.Or(x.ApprovedBy, c.Book.HandedBy)), e.Day(x.Until, c.Year(), data.Date{})
	e.Form.AddObject(ui.NewText(strings.Join(data.ExtensionReasons(c, x, t.model.Rules), "")))
	e.Form.Pair(e.Form.NewRow("批准日期", true, on, ""), e.Form.NewRow("延期至", true, until, "申请的，或批准的"))
	e.Form.Add("批准人", false, by, "")
	e.Print = func() string { return fmt.Sprint(on.Text, by.Text, until.Text) }
	e.Read = func() data.Problems {
		var ps data.Problems
		form.ReadDay(&ps, "批准日期", on, &x.Approved)
		form.ReadDay(&ps, "延期至", until, &x.Until)
		x.ApprovedBy = by.Text
		if len(ps) == 0 && x.Approved.IsZero() {
			ps = append(ps, data.Problem{Field: "批准日期", Message: "没有填写", Hint: "请填写书面同意的日期"})
		}
		return form.MergeProblems(ps, x.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		y := x
		return tx.SaveExtension(&y)
	}
	e.Open(by)
}

// editOpinionIn opens the form of a co-handling unit's opinion that reached us.
func (t *Detail) editOpinionIn(o data.Opinion) {
	c := t.model.Case
	var units []ui.Option[data.ID]
	for _, a := range c.Assignments {
		if a.Part == data.CoUnit {
			units = append(units, ui.Option[data.ID]{Value: a.Unit.ID, Label: a.Unit.Name})
		}
	}
	if len(units) == 0 {
		t.host.Fail(data.Problem{Field: "协办意见", Message: "这件还没有协办单位", Hint: "请先在“责任”里交办协办单位"})
		return
	}
	opinion := c.Book.Meeting.Body.Assisting() + "意见"
	e := &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 640, Title: words.Number(c.Proposal) + "收到" + opinion, Again: screen.AgainOpinion}
	o.ProposalID, o.Way = c.Proposal.ID, data.OpinionIn
	if o.ID != 0 {
		e.Title, e.Again = words.Number(c.Proposal)+"改"+opinion, ""
		e.Record = words.Number(c.Proposal) + "的" + opinion
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordOpinion, o.ID) }
	}
	if o.Unit.ID == 0 {
		o.Unit.ID = owing(c, units)
	}
	unit := ui.NewChoice("请选择", units, nil)
	unit.Fill(o.Unit.ID)
	received, number := e.Day(o.Received, c.Year(), t.model.Today), e.Field("", o.DocNumber)
	body := e.Prose("意见的内容，写答复时可以引用", o.Body, 6)
	f := e.Form
	f.Pair(f.NewRow("协办单位", true, unit, ""), f.NewRow("收到日期", true, received, ""))
	f.Add("文号", false, number, "")
	f.Add("正文", false, body, "")
	e.Print = func() string { return fmt.Sprint(unit.Value(), received.Text, number.Text, body.Text) }
	e.Read = func() data.Problems {
		var problems data.Problems
		form.ReadDay(&problems, "收到日期", received, &o.Received)
		o.Unit.ID, o.DocNumber, o.Body = unit.Value(), number.Text, body.Text
		return form.MergeProblems(problems, o.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		y := o
		return tx.SaveOpinion(&y)
	}
	e.Open(received)
}

// owing is the first unit whose opinion has not reached us; 0 where all have.
func owing(c data.Case, units []ui.Option[data.ID]) data.ID {
	for _, u := range units {
		if !slices.ContainsFunc(c.Opinions, func(o data.Opinion) bool { return o.Way == data.OpinionIn && o.Unit.ID == u.Value }) {
			return u.Value
		}
	}
	return 0
}

// editClosing records that a proposal was withdrawn or handed on, or takes
// that back.
func (t *Detail) editClosing() {
	p := t.model.Case.Proposal
	e := &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 560, Title: words.Number(p) + "撤案或转办"}
	how := ui.NewChoice("照常办理", []ui.Option[data.Closing]{{Value: data.NotClosed, Label: "照常办理"}, {Value: data.Withdrawn, Label: "撤案（代表撤回）"}, {Value: data.PassedOn, Label: "转办（转给其他机关）"}}, nil)
	how.Fill(p.Closed)
	on, why := e.Day(p.ClosedOn, t.model.Case.Year(), t.model.Today), e.Field("如 代表书面撤回", p.ClosedWhy)
	f := e.Form
	f.AddObject(ui.NewSmall("从撤转之日起，这一件不再计入各项比率。"))
	f.Add("结案方式", true, how, "")
	f.Add("撤转日期", false, on, "")
	f.Add("撤转原因", false, why, "")
	e.Print = func() string { return fmt.Sprint(how.Value(), on.Text, why.Text) }
	e.Read = func() data.Problems {
		var problems data.Problems
		form.ReadDay(&problems, "撤转日期", on, &p.ClosedOn)
		p.Closed, p.ClosedWhy = how.Value(), why.Text
		if p.Closed == data.NotClosed {
			p.ClosedOn, p.ClosedWhy = data.Date{}, ""
		}
		return form.MergeProblems(problems, p.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		q := p
		return tx.SaveProposal(&q)
	}
	e.Open(how)
}
