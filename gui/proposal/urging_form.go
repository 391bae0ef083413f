package proposal

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// urgingForm edits a visit or an urging.
type urgingForm struct {
	form.Editor
	deps  screen.Deps
	lists RegistryLists
	cases []data.Case // to choose from; without texts
	x     data.Supervision

	kind                         *ui.Choice[data.SupervisionKind]
	unit                         *ui.Combo
	about                        *ui.Choice[data.ID]
	date, by, answered, mended   *ui.DateEntry
	number, people, asks, answer *ui.Entry
	alsoPrint                    *ui.TickBox
}

// answerWithin is how many days a new urging gives the unit.
const answerWithin = 7

// EditSupervision opens the form of a visit or an urging; ID 0 is a new one.
func EditSupervision(d screen.Deps, h screen.Host, x data.Supervision) {
	if h.Locked() {
		return
	}
	var f *urgingForm
	scope := data.Scope{Year: h.Year(), BookID: h.Book()}
	h.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) error {
		lists, err := LoadLists(ctx, d.Store)
		if err != nil {
			return err
		}
		cases, err := d.Store.Cases(ctx, scope)
		if err != nil {
			return err
		}
		if x.ProposalID != 0 && !slices.ContainsFunc(cases, func(c data.Case) bool { return c.Proposal.ID == x.ProposalID }) {
			own, err := d.Store.Case(ctx, x.ProposalID) // of another year or book than the window shows
			if err != nil {
				return err
			}
			cases = append(cases, own)
		}
		f = &urgingForm{deps: d, lists: lists, cases: cases, x: x}
		return nil
	}, func(err error) {
		if err != nil {
			h.Fail(err)
			return
		}
		f.show(h)
	})
}

func (f *urgingForm) show(h screen.Host) {
	f.Host, f.Form, f.Width = h, ui.NewForm(), 680
	f.Editor.Title = "记督办"
	if f.x.ID != 0 {
		id := f.x.ID
		f.Editor.Title = "改督办记录"
		f.Editor.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordSupervision, id) }
	} else {
		f.x.Date = screen.Workday(h, f.deps.Today())
		if f.x.Kind != data.Visit {
			f.x.RectifyBy = h.Calendar().NextWorkday(f.x.Date.AddDays(answerWithin))
		}
	}
	f.build()
	f.Editor.Print, f.Editor.Read = f.typed, f.readAll
	f.Editor.Write = func(tx screen.Tx) error {
		y := f.x
		if err := tx.SaveSupervision(&y); err != nil {
			return err
		}
		f.x = y
		return nil
	}
	f.Editor.Done = func() {
		if f.alsoPrint.Checked && f.x.Kind != data.Visit {
			exportUrge(f.deps, f.Host, f.x, f.aboutPaper())
		}
	}
	f.Open(f.unit)
}

func (f *urgingForm) build() {
	x, form, today := f.x, f.Form, f.deps.Today()
	year := x.Date.Year()
	f.kind = ui.NewChoice("请选择", ui.Options(data.SupervisionKinds), func(data.SupervisionKind) { f.tell() })
	f.kind.Fill(x.Kind)
	f.unit = f.Combo("选择单位", x.Unit.Name, f.lists.UnitNames())
	f.about = ui.NewChoice("单位整体工作", f.choices(), nil)
	f.about.Fill(x.ProposalID)
	f.date, f.by = f.Day(x.Date, year, today), f.Day(x.RectifyBy, year, today)
	f.answered, f.mended = f.Day(x.Answered, year, today), f.Day(x.Rectified, year, today)
	f.number, f.people = f.Field("可以不填", x.DocNumber), f.Field("谁去的，见了谁", x.People)
	f.asks = f.Prose("发现了什么，或要求单位做什么", x.Findings, 3)
	f.answer = f.Prose("单位怎么说的", x.Answer, 2)
	f.alsoPrint = ui.NewTickBox("保存后印通知", nil)
	f.alsoPrint.Fill(x.ID == 0 && x.Kind != data.Visit)
	form.Pair(form.NewRow("督办方式", true, f.kind, ""), form.NewRow("日期", true, f.date, ""))
	form.Pair(form.NewRow("承办单位", true, f.unit, ""), form.NewRow("文号", false, f.number, ""))
	form.Add("督办事项", false, f.about, "不选哪一件的，催该单位所有未办结的。")
	form.Add("参加人员", false, f.people, "")
	form.Add("督办情况", false, f.asks, "印在通知里，接在办理规则的用语后面。")
	form.Pair(form.NewRow("整改期限", false, f.by, "也是反馈期限"), form.NewRow("整改完成", false, f.mended, ""))
	form.Add("单位反馈", false, f.answer, "")
	form.Pair(form.NewRow("反馈日期", false, f.answered, ""), form.NewRow("", false, f.alsoPrint, ""))
	f.tell()
}

// tell offers the printing of what is printed.
func (f *urgingForm) tell() {
	if f.alsoPrint != nil {
		ui.SetShown(f.alsoPrint, f.kind.Value() != data.Visit)
	}
}

// aboutPaper is how papers name the chosen proposal; "" for the unit's work as a
// whole.
func (f *urgingForm) aboutPaper() string {
	for _, c := range f.cases {
		if c.Proposal.ID == f.x.ProposalID {
			return data.PaperName(c, "")
		}
	}
	return ""
}

// choices are the proposals to choose from.
func (f *urgingForm) choices() []ui.Option[data.ID] {
	out := []ui.Option[data.ID]{{Value: 0, Label: "单位整体工作"}}
	books := map[data.ID]bool{}
	for _, c := range f.cases {
		books[c.Book.ID] = true
	}
	for _, c := range f.cases {
		name := words.Number(c.Proposal)
		if len(books) > 1 { // a number is unique within its book
			name = c.Book.Name() + name
		}
		out = append(out, ui.Option[data.ID]{Value: c.Proposal.ID, Label: words.Clip(name+" "+c.Proposal.Title, 38)})
	}
	return out
}

func (f *urgingForm) typed() string {
	return fmt.Sprint(f.kind.Value(), f.about.Value(), strings.Join([]string{f.unit.Text, f.date.Text, f.by.Text, f.answered.Text, f.mended.Text, f.number.Text, f.people.Text, f.asks.Text, f.answer.Text}, "\x00"))
}

func (f *urgingForm) readAll() data.Problems {
	var ps data.Problems
	x := &f.x
	x.Kind, x.ProposalID, x.DocNumber, x.People, x.Findings, x.Answer = f.kind.Value(), f.about.Value(), f.number.Text, f.people.Text, f.asks.Text, f.answer.Text
	x.Unit = data.Unit{}
	typed := strings.TrimSpace(f.unit.Text)
	for _, u := range f.lists.Units {
		if u.Name == typed {
			x.Unit = u
		}
	}
	if typed != "" && x.Unit.ID == 0 {
		ps = append(ps, data.Problem{Field: "承办单位", Message: "没有“" + typed + "”", Hint: "请从列出的单位中选择"})
	}
	form.ReadDay(&ps, "日期", f.date, &x.Date)
	form.ReadDay(&ps, "整改期限", f.by, &x.RectifyBy)
	form.ReadDay(&ps, "整改完成", f.mended, &x.Rectified)
	form.ReadDay(&ps, "反馈日期", f.answered, &x.Answered)
	return form.MergeProblems(ps, x.Validate())
}

// exportUrge writes the notice of an urging and opens it; about names the
// proposal that it concerns (data.PaperName), "" for all that the unit owes.
func exportUrge(d screen.Deps, h screen.Host, u data.Supervision, about string) {
	form.ExportPages(d, h, strings.Join(words.NonEmpty(u.Kind.Notice(), u.Unit.Name, about, u.Date.String()), " "), func(ctx context.Context) (page.Document, error) {
		return d.Papers.Urge(ctx, u)
	})
}

// showSupervisions lists a proposal's visits and urgings in the tab 责任.
func (t *Detail) showSupervisions(c data.Case) {
	add := ui.NewQuiet("记督办", fynetheme.ContentAddIcon(), func() {
		x := data.Supervision{ProposalID: c.Proposal.ID, Kind: data.Visit}
		if a, ok := c.LeadAssignment(); ok {
			x.Unit = a.Unit
		}
		if due := data.UrgesDue(c, t.model.Today, t.model.Rules); len(due) > 0 {
			x.Kind, x.Unit = due[0].Step, due[0].Unit
		}
		EditSupervision(t.deps, t.host, x)
	})
	if len(c.Assignments) == 0 {
		return
	}
	t.body.Add(ui.Gap(8))
	t.body.Add(container.NewBorder(nil, nil, nil, add, ui.NewStrong("督办")))
	t.body.Add(ui.HLine(look.ColorLine))
	for _, s := range c.Supervisions {
		tone, shape := words.KindLook(s.Kind)
		state := s.State(t.model.Today, t.model.Rules)
		stateTone, stateShape := words.UrgeLook(state)
		actions := []fyne.CanvasObject{ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), func() { EditSupervision(t.deps, t.host, s) })}
		if s.Kind != data.Visit {
			actions = append(actions, ui.NewQuiet("印通知", fynetheme.DocumentPrintIcon(), func() { exportUrge(t.deps, t.host, s, data.PaperName(c, "")) }))
		}
		lines := []fyne.CanvasObject{fact("单位", s.Unit.Name)}
		for _, x := range [][2]string{{"情况", s.Findings}, {"期限", s.RectifyBy.Chinese()}, {"反馈", words.Join(s.Answered.Chinese(), s.Answer)}, {"整改完成", s.Rectified.Chinese()}} {
			if x[1] != "" {
				lines = append(lines, fact(x[0], x[1]))
			}
		}
		t.body.Add(card(container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewBadge(tone, shape, string(s.Kind)), ui.NewStrong(s.Date.Chinese()), ui.NewBadge(stateTone, stateShape, string(state))), actions, lines...))
	}
}
