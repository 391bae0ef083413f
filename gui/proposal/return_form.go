package proposal

import (
	"strings"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// askReturn records that a unit asks to return its assignment (退办).
func (t *Detail) askReturn(a data.Assignment) {
	e := t.returnEditor(a, "申请退回")
	day, reason := e.Day(t.workday(), t.model.Case.Year(), t.model.Today), e.Prose("单位为什么不该承办，应由谁承办", "", 3)
	e.Form.AddObject(ui.NewText(strings.Join(data.ReturnReasons(t.model.Case, a, t.model.Today, t.model.Rules), "")))
	e.Form.Add("退回日期", true, day, "")
	e.Form.Add("退回理由", true, reason, "")
	e.Print = func() string { return day.Text + "\x00" + reason.Text }
	e.Read = func() data.Problems {
		var ps data.Problems
		form.ReadDay(&ps, "退回日期", day, &a.Returned)
		if a.ReturnReason = strings.TrimSpace(reason.Text); a.ReturnReason == "" {
			ps = append(ps, data.Problem{Field: "退回理由", Message: "没有填写", Hint: "请写明理由"})
		}
		if len(ps) == 0 && a.Returned.IsZero() {
			ps = append(ps, data.Problem{Field: "退回日期", Message: "没有填写", Hint: "请填写申请退回的日期"})
		}
		return ps
	}
	e.Write = func(tx screen.Tx) error { return tx.SaveAssignment(&a) }
	e.Open(reason)
}

// agreeReturn records our consent, then offers the new assignment.
func (t *Detail) agreeReturn(a data.Assignment) {
	part := a.Part
	t.decideReturn(&a, "同意退回", "同意退回日期", "同意以后另行交办，原来的交办留在记录里。", &a.ReturnConsented, func() { t.editAssignment(data.Assignment{Part: part}) })
}

// refuseReturn records that the unit keeps the assignment: it signs for it.
func (t *Detail) refuseReturn(a data.Assignment) {
	t.decideReturn(&a, "不同意退回", "签收日期", "单位继续办理；从填写的这一天起算作签收，申请退回的记录保留。", &a.Accepted, nil)
}

// decideReturn asks for the day of a decision, which day points into the
// assignment that is saved.
func (t *Detail) decideReturn(a *data.Assignment, title, label, about string, day *data.Date, done func()) {
	e := t.returnEditor(*a, title)
	field := e.Day(t.workday(), t.model.Case.Year(), t.model.Today)
	e.Form.AddObject(ui.NewText(a.Unit.Name + a.Returned.Chinese() + "申请退回：" + a.ReturnReason))
	e.Form.AddObject(ui.NewText(about))
	e.Form.Add(label, true, field, "")
	e.Print = func() string { return field.Text }
	e.Read = func() data.Problems {
		var ps data.Problems
		form.ReadDay(&ps, label, field, day)
		if len(ps) == 0 && day.IsZero() {
			ps = append(ps, data.Problem{Field: label, Message: "没有填写", Hint: "请填写日期"})
		}
		if len(ps) == 0 && day.Before(a.Returned) {
			ps = append(ps, data.Problem{Field: label, Message: day.Chinese() + "早于申请退回的" + a.Returned.Chinese(), Hint: "请核对两个日期"})
		}
		return ps
	}
	e.Write = func(tx screen.Tx) error { return tx.SaveAssignment(a) }
	e.Done = done
	e.Open(field)
}

func (t *Detail) returnEditor(a data.Assignment, what string) *form.Editor {
	return &form.Editor{Host: t.host, Form: ui.NewForm(), Width: 560, Title: words.Number(t.model.Case.Proposal) + " " + a.Unit.Name + what}
}
