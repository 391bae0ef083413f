package gui

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	ui "jianban/gui/widget"
)

// letterForm is the left half of the letter editor: fields at the top, then
// one of several parts, of which the text is the first. A person's edits call
// onEdit; fill calls nothing.
type letterForm struct {
	kind   *paperKind
	onEdit func()

	number     *ui.Entry
	take       *ui.Button
	class      *ui.Choice[string]
	salutation *ui.Entry
	signed     *ui.DateEntry

	body *ui.Entry

	done, planned *ui.Entry

	drafted, reviewed, sent                *ui.DateEntry
	draftedBy, reviewedBy, signedBy, means *ui.Entry

	contact, phone, copies *ui.Entry

	repairs []*repairLine // of the plain texts

	top   *ui.Form
	tabs  *ui.TabBar
	parts []letterPart
	stack *fyne.Container
	root  fyne.CanvasObject
}

// letterPart is what one tab shows; form is nil for the text.
type letterPart struct {
	name string
	form *ui.Form
	root fyne.CanvasObject
}

func newLetterForm(kind *paperKind, h Host, today data.Date, onEdit, onTake func()) *letterForm {
	f := &letterForm{kind: kind, onEdit: onEdit}
	f.buildFields(today, onTake)
	f.repairs = append(f.repairs, newRepairLine(h, f.body, 0))
	f.parts = append(f.parts, letterPart{"正文", nil, f.repairs[0].root})
	if kind.answer {
		f.parts = append(f.parts, f.outcomePart(h))
	}
	f.parts = append(f.parts, f.signOffPart())
	if kind.answer {
		f.parts = append(f.parts, f.contactPart())
	}
	words := make([]string, len(f.parts))
	objects := make([]fyne.CanvasObject, len(f.parts))
	for i, p := range f.parts {
		words[i], objects[i] = p.name, p.root
	}
	f.stack = container.NewStack(objects...)
	f.tabs = ui.NewTabBar(words, f.showPart)
	f.showPart(0)
	f.root = ui.Border(container.NewVBox(f.top.Root(), f.tabs, ui.Gap(6)), nil, nil, nil, f.stack)
	return f
}

// buildFields makes the fields at the top and the text.
func (f *letterForm) buildFields(today data.Date, onTake func()) {
	f.number = f.entry("请点“取号”")
	f.take = ui.NewButton("取号", nil, onTake)
	f.class = ui.NewChoice[string]("请选择", nil, func(string) { f.onEdit() })
	f.salutation = f.entry("")
	f.signed = f.day(today)
	f.body = ui.NewMultiLine(f.kind.hint, 4)
	f.body.OnEdit(func(string) { f.onEdit() })

	f.top = ui.NewForm()
	f.top.LabelWidth = topLabel
	number := f.top.NewRow("文号", false, container.NewBorder(nil, nil, nil, f.take, f.number), "")
	signed := f.top.NewRow("签发日期", false, f.signed, "")
	if !f.kind.answer {
		f.top.Pair(number, signed)
		return
	}
	f.top.Pair(number, f.top.NewRow("类别", false, f.class, ""))
	f.top.Pair(f.top.NewRow("主送", false, f.salutation, ""), signed)
}

// topLabel is the width of the labels of the short fields at the top.
const topLabel = 68

func (f *letterForm) entry(hint string) *ui.Entry {
	e := ui.NewEntry(hint)
	e.OnEdit(func(string) { f.onEdit() })
	return e
}

func (f *letterForm) text(hint string) *ui.Entry {
	e := ui.NewMultiLine(hint, 6)
	e.OnEdit(func(string) { f.onEdit() })
	return e
}

func (f *letterForm) day(today data.Date) *ui.DateEntry {
	d := ui.NewDateEntry(today.Year, today)
	d.OnEdit(func(string) { f.onEdit() })
	return d
}

func (f *letterForm) outcomePart(h Host) letterPart {
	f.done = f.text("已经办成了什么，一事一行")
	f.planned = f.text("还要办什么、谁来办、什么时候办成，一事一行；它们是承诺事项的来源")
	form := ui.NewForm()
	done, planned := newRepairLine(h, f.done, 1), newRepairLine(h, f.planned, 1)
	for _, l := range []*repairLine{done, planned} {
		l.resized = form.Root().Refresh
	}
	f.repairs = append(f.repairs, done, planned)
	form.Add("已落实事项", false, done.root, "")
	form.Add("计划落实事项", false, planned.root, "")
	return letterPart{"落实事项", form, container.NewVScroll(form.Root())}
}

func (f *letterForm) signOffPart() letterPart {
	f.drafted, f.reviewed, f.sent = f.day(f.signed.Today), f.day(f.signed.Today), f.day(f.signed.Today)
	f.draftedBy, f.reviewedBy, f.signedBy = f.entry("姓名"), f.entry("姓名"), f.entry("姓名")
	f.means = f.entry("如 当面送达、邮寄")
	form := ui.NewForm()
	form.LabelWidth = topLabel
	form.Pair(form.NewRow("拟稿人", false, f.draftedBy, ""), form.NewRow("拟稿日期", false, f.drafted, ""))
	form.Pair(form.NewRow("审核人", false, f.reviewedBy, ""), form.NewRow("审核日期", false, f.reviewed, ""))
	form.Add("签发人", false, f.signedBy, "签发日期在上面填写，印在落款处。")
	if f.kind.answer {
		form.Pair(form.NewRow("送达方式", false, f.means, ""), form.NewRow(f.kind.sent, false, f.sent, ""))
		return letterPart{"审签送达", form, container.NewVScroll(form.Root())}
	}
	form.Add(f.kind.sent, false, f.sent, "")
	return letterPart{"审签报送", form, container.NewVScroll(form.Root())}
}

func (f *letterForm) contactPart() letterPart {
	f.contact, f.phone = f.entry(""), f.entry("")
	f.copies = f.entry("")
	form := ui.NewForm()
	form.LabelWidth = topLabel
	form.Pair(form.NewRow("联系人", false, f.contact, ""), form.NewRow("联系电话", false, f.phone, ""))
	form.Add("抄送", false, f.copies, "几个单位之间用“；”隔开。不填的，按办理册的抄送单位。")
	return letterPart{"联系抄送", form, container.NewVScroll(form.Root())}
}

func (f *letterForm) showPart(i int) {
	for j, p := range f.parts {
		if i == j {
			p.root.Show()
		} else {
			p.root.Hide()
		}
	}
	f.stack.Refresh()
}

// open shows the part that holds a field and puts the keyboard into it; it
// tells whether there is such a field.
func (f *letterForm) open(field string) bool {
	target := f.field(field)
	if target == nil {
		return false
	}
	for i, p := range f.parts {
		if field == "正文" && p.form == nil || p.form != nil && p.form.Row(field) != nil {
			f.tabs.Choose(i)
		}
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(f.tabs); c != nil {
		c.Focus(target)
	}
	return true
}

// field is the part of the form that a label names; nil where there is none.
func (f *letterForm) field(label string) fyne.Focusable {
	all := map[string]fyne.Focusable{
		"文号": f.number, "签发日期": f.signed, "正文": f.body,
		"拟稿人": f.draftedBy, "拟稿日期": f.drafted, "审核人": f.reviewedBy, "审核日期": f.reviewed,
		"签发人": f.signedBy, f.kind.sent: f.sent,
	}
	if f.kind.answer {
		for label, o := range map[string]fyne.Focusable{
			"类别": f.class, "主送": f.salutation, "已落实事项": f.done, "计划落实事项": f.planned, "承诺事项": f.planned,
			"送达方式": f.means, "联系人": f.contact, "联系电话": f.phone, "抄送": f.copies,
		} {
			all[label] = o
		}
	}
	o, ok := all[label]
	if !ok {
		return nil
	}
	return o
}

// fill shows a letter. Fields that show it already are left alone, so that a
// cursor stays where it is.
func (f *letterForm) fill(m ReplyModel) {
	r := m.Letter
	fill(f.number, r.DocNumber)
	f.fillDay(f.signed, r.SignOff.Signed)
	fill(f.body, r.Body)
	f.fillDay(f.drafted, r.SignOff.Drafted)
	f.fillDay(f.reviewed, r.SignOff.Reviewed)
	f.fillDay(f.sent, r.Sent)
	fill(f.draftedBy, r.SignOff.DraftedBy)
	fill(f.reviewedBy, r.SignOff.ReviewedBy)
	fill(f.signedBy, r.SignOff.SignedBy)
	if !f.kind.answer {
		return
	}
	options := make([]ui.Option[string], len(m.Rules.Pack.Classes))
	for i, c := range m.Rules.Pack.Classes {
		options[i] = ui.Option[string]{Value: c.Letter, Label: c.Letter + " " + c.Name}
	}
	f.class.SetChoices(options)
	f.class.Fill(r.Class)
	f.salutation.SetPlaceHolder(proposerNames(m.Case))
	fill(f.salutation, r.Salutation)
	fill(f.done, r.Done)
	fill(f.planned, r.Planned)
	fill(f.means, r.SentBy)
	f.contact.SetPlaceHolder(m.Settings.Contact)
	f.phone.SetPlaceHolder(m.Settings.Phone)
	fill(f.contact, r.Contact)
	fill(f.phone, r.ContactPhone)
	f.copies.SetPlaceHolder(strings.Join(m.Case.Book.CopyTo, copySep))
	fill(f.copies, strings.Join(r.CopyTo, copySep))
}

// copySep stands between the bodies that get a copy.
const copySep = "；"

func fill(e *ui.Entry, text string) {
	if e.Text != text {
		e.Fill(text)
	}
}

func (f *letterForm) fillDay(d *ui.DateEntry, day data.Date) {
	if got, err := d.Date(); err != nil || got != day {
		d.SetDate(day)
	}
}

// read puts what the fields hold into the letter. Days that are none are named
// in the problems and stay as they were.
func (f *letterForm) read(r data.Reply) (data.Reply, data.Problems) {
	var problems data.Problems
	day := func(label string, d *ui.DateEntry, to *data.Date) {
		got, err := d.Date()
		if err != nil {
			problems = append(problems, asProblem(err, label))
			return
		}
		*to = got
	}
	r.DocNumber, r.Body = strings.TrimSpace(f.number.Text), f.body.Text
	day("签发日期", f.signed, &r.SignOff.Signed)
	day("拟稿日期", f.drafted, &r.SignOff.Drafted)
	day("审核日期", f.reviewed, &r.SignOff.Reviewed)
	day(f.kind.sent, f.sent, &r.Sent)
	r.SignOff.DraftedBy, r.SignOff.ReviewedBy, r.SignOff.SignedBy = f.draftedBy.Text, f.reviewedBy.Text, f.signedBy.Text
	if !f.kind.answer {
		return r, problems
	}
	r.Class, r.Salutation = f.class.Value(), f.salutation.Text
	r.Done, r.Planned, r.SentBy = f.done.Text, f.planned.Text, f.means.Text
	r.Contact, r.ContactPhone = f.contact.Text, f.phone.Text
	r.CopyTo = nil
	for _, to := range strings.FieldsFunc(f.copies.Text, func(r rune) bool { return r == '；' || r == ';' || r == '\n' }) {
		if to = strings.TrimSpace(to); to != "" {
			r.CopyTo = append(r.CopyTo, to)
		}
	}
	return r, problems
}

// asProblem is an error about one field with the field's own label.
func asProblem(err error, field string) data.Problem {
	var p data.Problem
	var ps data.Problems
	switch {
	case errors.As(err, &p):
	case errors.As(err, &ps) && len(ps) > 0:
		p = ps[0]
	default:
		p.Message = "看不懂"
	}
	p.Field = field
	return p
}

// showProblems puts each problem to its field and opens the part of the first.
// It tells whether err was made for a person.
func (f *letterForm) showProblems(err error) bool {
	f.clear()
	var all data.Problems
	var one data.Problem
	switch {
	case errors.As(err, &one):
		all = data.Problems{one}
	case !errors.As(err, &all):
		return false
	}
	byForm := map[*ui.Form]data.Problems{}
	for _, p := range all {
		form := f.top
		for _, part := range f.parts {
			if part.form != nil && part.form.Row(p.Field) != nil {
				form = part.form
			}
		}
		byForm[form] = append(byForm[form], p)
	}
	for form, ps := range byForm {
		form.ShowError(ps)
	}
	if len(all) > 0 {
		f.open(all[0].Field)
	}
	return true
}

func (f *letterForm) clear() {
	f.top.Clear()
	for _, p := range f.parts {
		if p.form != nil {
			p.form.Clear()
		}
	}
}

// lock keeps a person from changing anything.
func (f *letterForm) lock(yes bool) {
	entries := []*ui.Entry{f.number, f.salutation, f.body, &f.signed.Entry, &f.drafted.Entry, &f.reviewed.Entry, &f.sent.Entry, f.draftedBy, f.reviewedBy, f.signedBy}
	if f.kind.answer {
		entries = append(entries, f.done, f.planned, f.means, f.contact, f.phone, f.copies)
	}
	for _, e := range entries {
		e.SetReadOnly(yes)
	}
	if yes {
		f.take.Disable()
		f.class.Disable()
		return
	}
	f.take.Enable()
	f.class.Enable()
}
