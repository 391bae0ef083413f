package proposal

import (
	"fmt"
	"strings"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// assignmentForm edits an assignment to a unit.
type assignmentForm struct {
	form.Editor
	t     *Detail
	lists RegistryLists
	a     data.Assignment
	named string // the unit as typed, taken when the fields are read

	unit                                              *ui.Combo
	fresh                                             *ui.Line // tells that the unit is new
	hints                                             *Hinting
	part                                              *ui.Choice[data.Part]
	assigned, accepted, returned, consented           *ui.DateEntry
	reason, responsible, contact, phone               *ui.Entry
	filledResponsible, filledContact, filledTelephone string
}

// editAssignment opens the form of an assignment; ID 0 is a new one, of the
// given part or the one that is missing.
func (t *Detail) editAssignment(a data.Assignment) {
	withLists(t.deps, t.host, func(l RegistryLists) {
		p := t.model.Case.Proposal
		f := &assignmentForm{t: t, lists: l, a: a}
		f.a.ProposalID = p.ID
		f.Host, f.Form, f.Width = t.host, ui.NewForm(), 660
		f.Editor.Title = words.Number(p) + "交办单位"
		if a.ID != 0 {
			f.Editor.Title = words.Number(p) + "改交办 " + a.Unit.Name
			f.Editor.Record = words.Number(p) + "的交办 " + a.Unit.Name
			f.Editor.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordAssignment, a.ID) }
		} else {
			if _, held := t.model.Case.LeadAssignment(); f.a.Part == "" {
				f.a.Part = data.LeadUnit
				if held {
					f.a.Part = data.CoUnit
				}
			}
			f.a.Assigned = t.workday()
		}
		f.build()
		f.Editor.Print, f.Editor.Read, f.Editor.Write = f.typed, f.readAll, f.writeAll
		if told := l.told(); told != nil {
			f.Form.AddObject(told)
		}
		f.Open(f.unit)
		if a.ID == 0 && f.a.Part == data.LeadUnit {
			f.hints.Resized = f.Panel.Fit
			f.hints.Seek(p)
		}
	}, t.model.Case)
}

func (f *assignmentForm) build() {
	a, form, year, today := f.a, f.Form, f.t.model.Case.Year(), f.t.model.Today
	f.unit = ui.NewCombo("选择或填写单位简称", f.lists.UnitNames())
	f.unit.Fill(a.Unit.Name)
	f.unit.OnEdit(f.onUnit)
	f.part = ui.NewChoice("请选择", []ui.Option[data.Part]{{Value: data.LeadUnit, Label: "主办单位"}, {Value: data.CoUnit, Label: "协办单位"}}, nil)
	f.part.Fill(a.Part)
	f.assigned = f.Day(a.Assigned, year, today)
	f.accepted = f.Day(a.Accepted, year, today)
	f.returned = f.Day(a.Returned, year, today)
	f.consented = f.Day(a.ReturnConsented, year, today)
	f.reason = f.Field("要求退回时填写", a.ReturnReason)
	f.responsible = f.Field("单位的责任领导", a.Responsible)
	f.contact = f.Field("单位的经办人", a.Contact)
	f.phone = f.Field("", a.Phone)
	f.fresh = ui.NewSmall("")
	form.Pair(form.NewRow("承办单位", true, f.unit, ""), form.NewRow("承办方式", true, f.part, ""))
	form.AddObject(f.fresh)
	f.hints = NewHinting(f.t.deps, f.lists.Units)
	form.AddObject(f.hints.Units(&f.unit.Entry))
	f.tellFresh()
	form.Pair(form.NewRow("交办日期", true, f.assigned, ""), form.NewRow("签收日期", false, f.accepted, ""))
	form.Pair(form.NewRow("责任领导", false, f.responsible, ""), form.NewRow("经办人", false, f.contact, ""))
	form.Add("联系电话", false, f.phone, "")
	form.Section("退回")
	form.Pair(form.NewRow("退回日期", false, f.returned, ""), form.NewRow("同意退回", false, f.consented, ""))
	form.Add("退回理由", false, f.reason, "")
}

// onUnit offers the people of a known unit; what a person typed stays.
func (f *assignmentForm) onUnit(name string) {
	f.tellFresh()
	for _, u := range f.lists.Units {
		if u.Name != strings.TrimSpace(name) {
			continue
		}
		offer := func(field *ui.Entry, last *string, value string) {
			if field.Text == "" || field.Text == *last {
				field.Fill(value)
				*last = value
			}
		}
		offer(f.responsible, &f.filledResponsible, u.Responsible)
		offer(f.contact, &f.filledContact, u.Contact)
		offer(f.phone, &f.filledTelephone, u.Phone)
	}
}

// tellFresh says where a unit is new, so that no typing error becomes one
// unnoticed.
func (f *assignmentForm) tellFresh() {
	name := strings.TrimSpace(f.unit.Text)
	unknown := name != "" && !f.unit.Known() && f.lists.whole == nil
	f.fresh.SetText("")
	if unknown {
		f.fresh.SetText("“" + name + "”还没有登记，保存时登记为新单位。")
	}
	if f.fresh.Visible() == unknown {
		return
	}
	ui.SetShown(f.fresh, unknown)
	if f.Panel != nil {
		f.Form.Root().Refresh()
		f.Panel.Fit()
	}
}

func (f *assignmentForm) typed() string {
	return fmt.Sprint(f.unit.Text, f.part.Value(), f.assigned.Text, f.accepted.Text, f.returned.Text, f.consented.Text, f.reason.Text, f.responsible.Text, f.contact.Text, f.phone.Text)
}

func (f *assignmentForm) readAll() data.Problems {
	var problems data.Problems
	a := &f.a
	a.Part, a.ReturnReason, a.Responsible, a.Contact, a.Phone = f.part.Value(), f.reason.Text, f.responsible.Text, f.contact.Text, f.phone.Text
	f.named = strings.TrimSpace(f.unit.Text)
	form.ReadDay(&problems, "交办日期", f.assigned, &a.Assigned)
	form.ReadDay(&problems, "签收日期", f.accepted, &a.Accepted)
	form.ReadDay(&problems, "退回日期", f.returned, &a.Returned)
	form.ReadDay(&problems, "同意退回", f.consented, &a.ReturnConsented)
	if f.named == "" {
		problems = append(problems, data.Problem{Field: "承办单位", Message: "没有填写", Hint: "请选择或填写单位"})
	}
	check := *a
	check.Unit.ID = 1 // found or made when saving
	return form.MergeProblems(problems, check.Validate())
}

func (f *assignmentForm) writeAll(tx screen.Tx) error {
	u, err := f.lists.saveUnit(tx, f.named)
	if err != nil {
		return err
	}
	a := f.a
	a.Unit = u
	return tx.SaveAssignment(&a)
}
