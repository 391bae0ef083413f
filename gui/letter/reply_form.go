package letter

import (
	"errors"
	"maps"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/check"
	"jianban/gui/form"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// letterForm is the left half of the letter editor: fields at the top, then
// one of several parts, of which the text is the first. A person's edits call
// onEdit; fill calls nothing.
type letterForm struct {
	calendar func() data.Calendar // of working days
	kind     *paperKind
	onEdit   func()

	number     *ui.Entry
	take       *ui.Button
	gaps       *ui.Line // 文号 of the series that no paper bears
	gapsRow    *fyne.Container
	class      *ui.Choice[string]
	salutation *ui.Entry
	signed     *ui.DateEntry

	body    *ui.Entry
	host    *ui.Line // whose text the letter takes
	hostRow *fyne.Container

	taken    *ui.Line // whose reply the text was taken from
	reworked *ui.Button
	takenRow *fyne.Container

	done, planned   *ui.Entry
	ideas, policies *ui.Entry // how many, counted in the year's figures

	annexes *annexEditor
	joint   *ui.Entry // the bodies that sign with the issuer

	steps *signSteps
	sent  *ui.DateEntry
	means *ui.Combo

	contact, phone, copies *ui.Entry

	repairs []*check.RepairLine // of the plain texts

	top    *ui.Form
	tabs   *ui.TabBar
	insert *ui.Button // of paragraphs and tables, beside the tabs
	parts  []letterPart
	stack  *fyne.Container
	root   fyne.CanvasObject
}

// letterPart is what one tab shows; form is nil for the text.
type letterPart struct {
	name string
	form *ui.Form
	root fyne.CanvasObject
}

// letterActions are what the form calls: a person edited, asks for a 文号, or
// for those that no paper bears, says that a text taken is reworked, or asks for
// what can be put into the text.
type letterActions struct{ edit, take, gaps, reworked, insert func() }

func newLetterForm(kind *paperKind, h screen.Host, today data.Date, do letterActions) *letterForm {
	f := &letterForm{kind: kind, onEdit: do.edit, calendar: h.Calendar}
	f.buildFields(today, do)
	f.repairs = append(f.repairs, check.NewRepairLine(h, f.body, 0))
	f.parts = append(f.parts, letterPart{"正文", nil, container.NewBorder(container.NewVBox(f.hostRow, f.takenRow), nil, nil, nil, f.repairs[0].Root)})
	if kind.answer {
		f.parts = append(f.parts, f.outcomePart(h))
	}
	f.annexes = newAnnexEditor(h, do.edit)
	f.repairs = append(f.repairs, f.annexes.line)
	f.parts = append(f.parts, letterPart{annexLabel, f.annexes.form, f.annexes.root}, f.signOffPart())
	if kind.answer {
		f.parts = append(f.parts, f.contactPart())
	}
	words := make([]string, len(f.parts))
	for i, p := range f.parts {
		words[i] = p.name
	}
	f.stack = container.NewStack()
	f.tabs = ui.NewTabBar(words, f.showPart)
	f.insert = ui.NewQuiet("插入段落", fynetheme.ContentAddIcon(), do.insert)
	f.showPart(0)
	f.root = ui.Border(container.NewVBox(f.top.Root(), container.NewBorder(nil, nil, nil, f.insert, f.tabs), ui.Gap(6)), nil, nil, nil, f.stack)
	return f
}

// buildFields makes the fields at the top and the text.
func (f *letterForm) buildFields(today data.Date, do letterActions) {
	f.number = f.entry("请点“取号”")
	f.take = ui.NewButton("取号", nil, do.take)
	f.class = ui.NewChoice[string]("请选择", nil, func(string) { f.onEdit() })
	f.salutation = f.entry("")
	f.salutation.Mend = data.MendSalutation
	f.signed = f.day(today)
	f.body = ui.NewMultiLine(f.kind.hint, 4)
	f.body.Paste = data.MendPastedText
	f.body.OnEdit(func(string) { f.onEdit() })

	f.gaps, f.host = ui.Muted(""), ui.Muted("")
	f.gapsRow = container.NewBorder(nil, nil, nil, ui.NewLink("查看缺号", do.gaps), f.gaps)
	f.hostRow = container.NewBorder(nil, nil, ui.NewBadge(ui.ToneBlue, ui.NoShape, "并案"), nil, f.host)
	f.gapsRow.Hide()
	f.hostRow.Hide()
	f.taken = ui.Muted("")
	f.reworked = ui.NewQuiet("已改完", fynetheme.ConfirmIcon(), do.reworked)
	f.takenRow = container.NewBorder(nil, nil, ui.NewBadge(ui.ToneYellow, ui.Dot, "取来的草稿"), f.reworked, f.taken)
	f.takenRow.Hide()

	f.top = ui.NewForm()
	f.top.LabelWidth = TopLabel
	number := f.top.NewRow("文号", false, container.NewBorder(nil, nil, nil, f.take, f.number), "")
	signed := f.top.NewRow("签发日期", false, f.signed, "")
	if !f.kind.answer {
		f.top.Pair(number, signed)
		f.top.AddObject(f.gapsRow)
		return
	}
	f.top.Pair(number, f.top.NewRow("类别", false, f.class, ""))
	f.top.AddObject(f.gapsRow)
	f.top.Pair(f.top.NewRow("主送", false, f.salutation, ""), signed)
}

// TopLabel is the width of the labels of the short fields at the top.
const TopLabel = 68

func (f *letterForm) entry(hint string) *ui.Entry {
	e := ui.NewEntry(hint)
	e.Mend = data.MendLine
	e.OnEdit(func(string) { f.onEdit() })
	return e
}

func (f *letterForm) text(hint string) *ui.Entry {
	e := ui.NewMultiLine(hint, 6)
	e.OnEdit(func(string) { f.onEdit() })
	return e
}

func (f *letterForm) day(today data.Date) *ui.DateEntry {
	d := ui.NewDateEntry(today.Year(), today)
	d.Calendar = f.calendar
	d.OnEdit(func(string) { f.onEdit() })
	return d
}

func (f *letterForm) outcomePart(h screen.Host) letterPart {
	f.done = f.text("已经办成了什么，一事一行")
	f.planned = f.text("还要办什么、谁来办、什么时候办成，一事一行；它们是承诺事项的来源")
	form := ui.NewForm()
	form.LabelWidth = 100
	done, planned := check.NewRepairLine(h, f.done, 1), check.NewRepairLine(h, f.planned, 1)
	for _, l := range []*check.RepairLine{done, planned} {
		l.Resized = form.Root().Refresh
	}
	f.repairs = append(f.repairs, done, planned)
	form.Add("已落实事项", false, done.Root, "")
	form.Add("计划落实事项", false, planned.Root, "")
	f.ideas, f.policies = f.entry("没有的不填"), f.entry("没有的不填")
	form.Pair(form.NewRow("采纳意见", false, f.ideas, "这次答复采纳了几条；再次答复只填新增的"), form.NewRow("出台政策", false, f.policies, "因这件建议出台了几项"))
	return letterPart{"落实事项", form, container.NewVScroll(form.Root())}
}

func (f *letterForm) signOffPart() letterPart {
	f.steps = newSignSteps(f.signed, f.onEdit)
	f.sent = f.day(f.signed.Today)
	f.means = ui.NewCombo("如 当面送达、邮寄", proposal.DispatchMethods)
	f.means.OnEdit(func(string) { f.onEdit() })
	form := ui.NewForm()
	form.LabelWidth = TopLabel
	f.joint = f.entry("")
	f.steps.addTo(form)
	form.Add("联合署名", false, f.joint, "与发文机关联合行文的单位，几个之间用“；”隔开；一般不填。")
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
	form.LabelWidth = TopLabel
	form.Pair(form.NewRow("联系人", false, f.contact, ""), form.NewRow("联系电话", false, f.phone, ""))
	form.Add("抄送", false, f.copies, "几个单位之间用“；”隔开。不填的，按办理册的抄送单位。")
	return letterPart{"联系抄送", form, container.NewVScroll(form.Root())}
}

// showPart shows one part. The others are not in the stack at all: what hides
// in one is laid out and kept by Fyne all the same.
func (f *letterForm) showPart(i int) {
	f.stack.Objects = []fyne.CanvasObject{f.parts[i].root}
	ui.SetShown(f.insert, f.parts[i].form == nil || f.parts[i].form == f.annexes.form)
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
		if field == bodyLabel && p.form == nil || p.form != nil && p.form.Row(field) != nil || p.form == f.annexes.form && target == fyne.Focusable(f.annexes.text) {
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
		f.kind.sent: f.sent, "联合署名": f.joint,
	}
	maps.Copy(all, f.steps.fields())
	if f.kind.answer {
		for label, o := range map[string]fyne.Focusable{
			"类别": f.class, "主送": f.salutation, "已落实事项": f.done, "计划落实事项": f.planned, "采纳意见": f.ideas, "出台政策": f.policies,
			"送达方式": f.means, "联系人": f.contact, "联系电话": f.phone, "抄送": f.copies,
		} {
			all[label] = o
		}
	}
	if o, ok := all[label]; ok {
		return o
	}
	if o, ok := f.annexes.field(label); ok {
		return o
	}
	return nil
}

// fill shows a letter. Fields that show it already are left alone, so that a
// cursor stays where it is.
func (f *letterForm) fill(m ReplyModel) {
	r := m.Letter
	for _, l := range f.repairs {
		l.Mended.Tell(nil)
	}
	Fill(f.number, r.DocNumber)
	f.putText(r.Body, Fill)
	f.steps.fill(m)
	fillDay(f.sent, r.Sent)
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
	Fill(f.salutation, r.Salutation)
	Fill(f.done, r.Done)
	Fill(f.planned, r.Planned)
	Fill(f.ideas, countText(r.Ideas))
	Fill(f.policies, countText(r.Policies))
	Fill(&f.means.Entry, r.SentBy)
	f.contact.SetPlaceHolder(m.Settings.Contact)
	f.phone.SetPlaceHolder(m.Settings.Phone)
	Fill(f.contact, r.Contact)
	Fill(f.phone, r.ContactPhone)
	f.copies.SetPlaceHolder(strings.Join(m.Case.Book.CopyTo, copySep))
	Fill(f.copies, strings.Join(r.CopyTo, copySep))
}

// countText is a number that is left empty where there is nothing.
func countText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// copySep stands between the bodies that get a copy.
const copySep = "；"

// Fill sets a field where it holds something else, so that its caret stays.
func Fill(e *ui.Entry, text string) {
	if e.Text != text {
		e.Fill(text)
	}
}

func fillDay(d *ui.DateEntry, day data.Date) {
	if got, err := d.Date(); err != nil || got != day {
		d.SetDate(day)
	}
}

// mend mends the texts of all fields, as before saving.
func (f *letterForm) mend() (all []data.Change) {
	for _, form := range f.forms() {
		all = append(all, form.MendNow()...)
	}
	for _, c := range f.body.MendNow() {
		c.Field = bodyLabel
		all = append(all, c)
	}
	for _, c := range f.annexes.text.MendNow() {
		c.Field = annexLabel
		all = append(all, c)
	}
	return all
}

// read puts what the fields hold into the letter. Days that are none are named
// in the problems and stay as they were.
func (f *letterForm) read(r data.Reply) (data.Reply, data.Problems) {
	var problems data.Problems
	r.DocNumber, r.Body = strings.TrimSpace(f.number.Text), f.whole()
	f.steps.read(&r.SignOff, &problems)
	form.ReadDay(&problems, f.kind.sent, f.sent, &r.Sent)
	if !f.kind.answer {
		return r, problems
	}
	r.Class, r.Salutation = f.class.Value(), f.salutation.Text
	r.Done, r.Planned, r.SentBy = f.done.Text, f.planned.Text, f.means.Text
	r.Ideas, r.Policies = 0, 0
	form.ReadNumber(&problems, "采纳意见", f.ideas.Text, &r.Ideas)
	form.ReadNumber(&problems, "出台政策", f.policies.Text, &r.Policies)
	r.Contact, r.ContactPhone = f.contact.Text, f.phone.Text
	r.CopyTo = nil
	for _, to := range strings.FieldsFunc(f.copies.Text, func(r rune) bool { return r == '；' || r == ';' || r == '\n' }) {
		if to = strings.TrimSpace(to); to != "" {
			r.CopyTo = append(r.CopyTo, to)
		}
	}
	return r, problems
}

// checkBy lets the parts ask what is wrong with the letter as it stands.
func (f *letterForm) checkBy(check func() data.Problems) {
	for _, form := range f.forms() {
		form.Check = check
	}
}

// touched takes away the messages whose cause is gone, also those that the text
// or another part's field was to blame for.
func (f *letterForm) touched() {
	for _, form := range f.forms() {
		form.Touched()
	}
}

// forms are the fields at the top and those of the parts.
func (f *letterForm) forms() []*ui.Form {
	all := []*ui.Form{f.top}
	for _, p := range f.parts {
		if p.form != nil {
			all = append(all, p.form)
		}
	}
	return all
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
	for _, form := range f.forms() {
		form.Clear()
	}
}

// lock keeps a person from changing anything.
func (f *letterForm) lock(yes bool) {
	f.annexes.lock(yes)
	entries := []*ui.Entry{f.number, f.salutation, f.body, f.joint, &f.sent.Entry, &f.means.Entry}
	f.steps.lock(yes)
	if f.kind.answer {
		entries = append(entries, f.done, f.planned, f.ideas, f.policies, f.contact, f.phone, f.copies)
	}
	for _, e := range entries {
		e.SetReadOnly(yes)
	}
	if yes {
		f.take.Disable()
		f.insert.Disable()
		f.class.Disable()
		return
	}
	f.take.Enable()
	f.insert.Enable()
	f.class.Enable()
}
