package ledger

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/papers"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// handoutKind is what is done with many proposals at once.
type handoutKind string

// The kinds, as the menu names them.
const (
	handAssign handoutKind = "交办所选"
	handAccept handoutKind = "登记签收"
	handTell   handoutKind = "登记告知代表"
)

// handoutForm asks what is done with several proposals and says before saving
// for how many of them that can be.
type handoutForm struct {
	form.Editor
	deps  screen.Deps
	kind  handoutKind
	cases []data.Case
	lists proposal.RegistryLists
	rules data.RuleYears
	step  data.Handout
	plan  []data.Handed // of the cases, in their order

	unit, sponsor            *ui.Combo
	helpers                  *ui.Entry
	assigned, accepted, told *ui.DateEntry
	count                    *ui.Line
	hints                    *proposal.Hinting
}

func (f *handoutForm) show(h screen.Host) {
	f.Host, f.Form, f.Width = h, ui.NewForm(), 660
	f.Editor.Title = fmt.Sprintf("%s %d 件", f.kind, len(f.cases))
	year, today := f.cases[0].Year(), f.deps.Today()
	proposed := screen.Workday(h, today)
	f.unit = f.Combo("选择单位", "", f.lists.UnitNames())
	f.sponsor = f.Combo("不填就不改", "", f.lists.LeaderNames())
	f.helpers = f.Field("可以多个，用顿号分开", "")
	f.assigned, f.accepted, f.told = f.Day(proposed, year, today), f.Day(proposed, year, today), f.Day(data.Date{}, year, today)
	f.count = ui.NewStrong("")
	first := fyne.Focusable(f.accepted)
	switch f.kind {
	case handAssign:
		first = f.unit
		f.buildAssign()
	case handAccept:
		f.Form.AddObject(ui.NewText("还没有签收的主办、协办单位都登记为这一天签收。"))
		f.Form.Add("签收日期", true, f.accepted, "")
	case handTell:
		first = f.told
		f.told.SetDate(proposed)
		f.Form.AddObject(ui.NewText("已把谁来办、何时办好告知领衔和联名的代表或委员（造册分发）。"))
		f.Form.Add("告知日期", true, f.told, "")
	}
	f.Form.AddObject(f.count)
	for _, e := range []*ui.Entry{&f.unit.Entry, f.helpers, &f.sponsor.Entry, &f.assigned.Entry, &f.accepted.Entry, &f.told.Entry} {
		e.OnEdit(func(string) { f.tell() })
	}
	f.Editor.Print, f.Editor.Read, f.Editor.Write, f.Editor.Done = f.typed, f.readAll, f.writeAll, f.report
	f.Open(first)
	f.tell()
	if f.kind == handAssign {
		f.hints.Resized = f.Panel.Fit
		all := make([]data.Proposal, len(f.cases))
		for i, c := range f.cases {
			all[i] = c.Proposal
		}
		f.hints.Seek(all...)
	}
}

func (f *handoutForm) buildAssign() {
	more := ui.NewChoice("添加", ui.Options(f.lists.UnitNames()), nil)
	more.OnChoose(func(name string) {
		if name != "" {
			f.helpers.SetText(strings.Join(append(words.SplitNames(f.helpers.Text), name), "、"))
			more.Fill("")
		}
	})
	f.Form.Pair(f.Form.NewRow("主办单位", false, f.unit, "责任领导、经办人取自单位"), f.Form.NewRow("交办日期", true, f.assigned, ""))
	f.hints = proposal.NewHinting(f.deps, f.lists.Units)
	f.Form.AddObject(f.hints.Units(&f.unit.Entry))
	f.Form.Add("协办单位", false, container.NewBorder(nil, nil, nil, ui.Wide(110, more), f.helpers), "")
	f.Form.Pair(f.Form.NewRow("牵头领导", false, f.sponsor, ""), f.Form.NewRow("告知日期", false, f.told, "造册分发、告知代表后填写"))
}

func (f *handoutForm) typed() string {
	return strings.Join([]string{f.unit.Text, f.helpers.Text, f.sponsor.Text, f.assigned.Text, f.accepted.Text, f.told.Text}, "\x00")
}

// readAll takes the fields into the step and plans it.
func (f *handoutForm) readAll() data.Problems {
	var ps data.Problems
	f.step = data.Handout{}
	switch f.kind {
	case handAssign:
		f.readUnits(&ps)
		form.ReadDay(&ps, "交办日期", f.assigned, &f.step.Assigned)
		form.ReadDay(&ps, "告知日期", f.told, &f.step.Told)
		if f.step.Assigned.IsZero() && len(ps) == 0 {
			ps = append(ps, data.Problem{Field: "交办日期", Message: "没有填写", Hint: "请填写日期"})
		}
		if f.step.Lead.ID == 0 && len(f.step.Helpers) == 0 && f.step.Sponsor.ID == 0 && f.step.Told.IsZero() && len(ps) == 0 {
			ps = append(ps, data.Problem{Field: "主办单位", Message: "没有填写", Hint: "请选择主办单位，或只填协办单位、牵头领导"})
		}
	case handAccept:
		form.ReadDay(&ps, "签收日期", f.accepted, &f.step.Accepted)
	case handTell:
		form.ReadDay(&ps, "告知日期", f.told, &f.step.Told)
	}
	if f.kind != handAssign && f.step.Accepted.IsZero() && f.step.Told.IsZero() && len(ps) == 0 {
		ps = append(ps, data.Problem{Field: map[handoutKind]string{handAccept: "签收日期", handTell: "告知日期"}[f.kind], Message: "没有填写", Hint: "请填写日期"})
	}
	if len(ps) > 0 {
		return ps
	}
	f.plan = nil
	for _, c := range f.cases {
		f.plan = append(f.plan, f.step.For(c, f.rules.Of(c)))
	}
	return nil
}

// readUnits finds the units and the leader that are named.
func (f *handoutForm) readUnits(ps *data.Problems) {
	find := func(field, name string) data.Unit {
		for _, u := range f.lists.Units {
			if name = strings.TrimSpace(name); name != "" && (u.Name == name || u.FullName == name) {
				return u
			}
		}
		if name != "" {
			*ps = append(*ps, data.Problem{Field: field, Message: "没有“" + name + "”这个单位", Hint: "请从列出的单位中选择，或先在“设置”里登记"})
		}
		return data.Unit{}
	}
	f.step.Lead = find("主办单位", f.unit.Text)
	for _, name := range words.SplitNames(f.helpers.Text) {
		if u := find("协办单位", name); u.ID != 0 {
			f.step.Helpers = append(f.step.Helpers, u)
		}
	}
	typed := strings.Join(strings.Fields(f.sponsor.Text), " ")
	for _, x := range f.lists.Leaders {
		if typed != "" && (words.Leader(x) == typed || x.Name == typed) {
			f.step.Sponsor = x
		}
	}
	if typed != "" && f.step.Sponsor.ID == 0 {
		*ps = append(*ps, data.Problem{Field: "牵头领导", Message: "没有“" + typed + "”这位领导", Hint: "请从列出的领导中选择，或先在“设置”里登记"})
	}
}

// tell says for how many of the proposals the step can be taken.
func (f *handoutForm) tell() {
	words := ""
	if len(f.readAll()) == 0 {
		n, left := 0, 0
		for _, d := range f.plan {
			if d.Does() {
				n++
			} else {
				left++
			}
		}
		words = fmt.Sprintf("将登记 %d 件", n)
		if left > 0 {
			words += fmt.Sprintf("，%d 件不变，保存后列出原因", left)
		}
		f.Form.Clear()
	}
	f.count.SetText(words)
}

func (f *handoutForm) writeAll(tx screen.Tx) error {
	for _, d := range f.plan {
		if d.Changed {
			p := d.Proposal
			if err := tx.SaveProposal(&p); err != nil {
				return err
			}
		}
		for _, a := range d.Assignments {
			if err := tx.SaveAssignment(&a); err != nil {
				return err
			}
		}
	}
	return nil
}

// report says what was done, and what was left as it is and why.
func (f *handoutForm) report() {
	n := 0
	var rows []papers.Refusal
	for i, d := range f.plan {
		if d.Does() {
			n++
		}
		if len(d.Left) > 0 {
			p := f.cases[i].Proposal
			rows = append(rows, papers.Refusal{Key: int64(i + 1), ID: p.ID, Number: p.Number, Why: leftWords(d)})
		}
	}
	words := fmt.Sprintf("%s：已登记 %d 件", f.kind, n)
	if len(rows) == 0 {
		f.Host.Say(words + "。")
		return
	}
	if n < len(f.plan) {
		words += fmt.Sprintf("，%d 件不变", len(f.plan)-n)
	}
	f.Host.Say(words + "。")
	p := &ui.Panel{Title: string(f.kind) + "的结果", Width: 820}
	shut := func() { f.Host.Shut(p) }
	done := ui.NewAction("知道了", nil, shut)
	p.Content = container.NewBorder(ui.NewStrong(words+"。这一次可以用 Ctrl+Z 整批撤销。"), nil, nil, nil, ui.Tall(papers.RefusedHeight, papers.RefusedTable(rows, "哪些没有登记，为什么（双击打开这一件）", func(r papers.Refusal) {
		shut()
		f.Host.OpenCase(r.ID, screen.TabDuty)
	})))
	p.Left = ui.NewButton("在台账里列出", nil, func() {
		shut()
		f.Host.OpenList("没有登记的", papers.RefusedIDs(rows))
	})
	p.Buttons, p.First = []fyne.CanvasObject{done}, done
	f.Host.Open(p)
}

// leftWords say what was left as it is and why, after what was done.
func leftWords(d data.Handed) string {
	var why []string
	for _, p := range d.Left {
		p.Field = ""
		why = append(why, p.Error())
	}
	words := strings.Join(why, "；")
	if d.Does() {
		return d.Words() + "；但" + words
	}
	return words
}
