package proposal

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// talkForm edits a consultation.
type talkForm struct {
	form.Editor
	t *Detail
	x data.Consultation

	phase  *ui.Choice[data.Phase]
	method *ui.Choice[data.Method]
	date   *ui.DateEntry
	rank   *ui.Choice[data.Rank]
	led    *ui.Entry
	place  *ui.Entry
	others *ui.Entry
	said   *ui.Entry
	agreed *ui.Entry
	people map[data.ID]*ui.TickBox // who came
	asked  map[data.ID]*ui.TickBox // who was asked to come
	items  *agreedItems
	signed *ui.DateEntry
}

// editTalk opens the form of a consultation; ID 0 is a new one.
func (t *Detail) editTalk(x data.Consultation) {
	p := t.model.Case.Proposal
	f := &talkForm{t: t, x: x}
	f.x.ProposalID = p.ID
	f.Host, f.Form, f.Width = t.host, ui.NewForm(), 700
	f.Editor.Title = words.Number(p) + "记沟通"
	f.Again, f.RecordID = screen.AgainTalk, x.ID
	if x.ID != 0 {
		f.Editor.Title = words.Number(p) + "改沟通记录"
		f.Editor.Record = words.Number(p) + "的" + string(x.Phase) + "沟通"
		f.Editor.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordConsultation, x.ID) }
	}
	if x.ID == 0 && x.Phase == "" {
		f.x.Phase = t.model.Standing.NextPhase()
	}
	if x.ID == 0 && len(p.Proposers) > 0 {
		f.x.Attended = []data.ID{p.Proposers[0].ID}
	}
	f.build()
	f.Editor.Print, f.Editor.Read = f.typed, f.readAll
	f.Editor.Write = func(tx screen.Tx) error {
		y := f.x
		return tx.SaveConsultation(&y)
	}
	f.Open(f.date)
}

func (f *talkForm) build() {
	x, form := f.x, f.Form
	year := f.t.model.Case.Year()
	f.phase = ui.NewChoice("请选择", ui.Options(data.Phases), nil)
	f.phase.Fill(x.Phase)
	f.method = ui.NewChoice("请选择", ui.Options(data.Methods), nil)
	f.method.Fill(x.Method)
	f.date = f.Day(x.Date, year, f.t.deps.Today())
	f.rank = ui.NewChoice("请选择", ui.Options(data.Ranks), nil)
	f.rank.Fill(x.LedRank)
	f.led = f.Field("姓名和职务", x.LedBy)
	f.place = f.Field("如 区工信局会议室", x.Place)
	f.others = f.Field("其他在场的人", x.Others)
	f.said = f.Prose("代表说了什么", x.Said, 3)
	f.agreed = f.Prose("商定了什么，谁办，什么时候办完", x.Agreed, 3)
	came, asked := fyne.CanvasObject(nil), fyne.CanvasObject(nil)
	f.people, came = f.tickBoxes(x.Attended)
	f.asked, asked = f.tickBoxes(x.Invited)
	f.items = newAgreedItems(&f.Editor, x.Items, year, f.t.deps.Today())
	f.signed = f.Day(x.FormSigned, year, f.t.deps.Today())
	form.Pair(form.NewRow("阶段", true, f.phase, ""), form.NewRow("日期", true, f.date, ""))
	form.Pair(form.NewRow("方式", true, f.method, ""), form.NewRow("地点", false, f.place, ""))
	invited := form.Add("邀请代表", false, asked, "请了谁来，不论来没来。")
	form.Add("参加代表", false, came, "")
	f.method.OnChoose(func(m data.Method) { invited.Show(invites(m) || len(x.Invited) > 0) })
	invited.Show(invites(x.Method) || len(x.Invited) > 0)
	form.Pair(form.NewRow("承办方牵头", false, f.led, ""), form.NewRow("职级", false, f.rank, ""))
	form.Add("其他参加人", false, f.others, "")
	form.Add("代表意见", false, f.said, "")
	form.Add("商定事项", false, f.agreed, "")
	form.Add("事项清单", false, f.items.root, "")
	form.Add("代表签字", false, f.signed, "登记表由代表签字的日期；没有签字的，可以把照片、扫描件作为凭证。")
}

// invites tells that deputies are asked to come to such an event.
func invites(m data.Method) bool {
	switch m {
	case data.Forum, data.Survey, data.Inspection, data.Hearing:
		return true
	}
	return false
}

// tickBoxes are the proposal's proposers to choose from.
func (f *talkForm) tickBoxes(chosen []data.ID) (map[data.ID]*ui.TickBox, fyne.CanvasObject) {
	boxes, row := map[data.ID]*ui.TickBox{}, container.NewHBox()
	for _, p := range f.t.model.Case.Proposal.Proposers {
		box := ui.NewTickBox(p.Name, nil)
		box.Fill(slices.Contains(chosen, p.ID))
		boxes[p.ID] = box
		row.Add(box)
	}
	return boxes, container.NewHScroll(row)
}

// ticked are the proposers chosen, in the proposal's order.
func (f *talkForm) ticked(boxes map[data.ID]*ui.TickBox) (ids []data.ID) {
	for _, p := range f.t.model.Case.Proposal.Proposers {
		if boxes[p.ID].Checked {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

func (f *talkForm) typed() string {
	return fmt.Sprint(f.phase.Value(), f.method.Value(), f.date.Text, f.rank.Value(), f.led.Text, f.place.Text, f.others.Text, f.said.Text, f.agreed.Text,
		f.ticked(f.people), f.ticked(f.asked), f.items.typed(), f.signed.Text)
}

func (f *talkForm) readAll() data.Problems {
	var problems data.Problems
	x := &f.x
	x.Phase, x.Method, x.LedRank = f.phase.Value(), f.method.Value(), f.rank.Value()
	x.LedBy, x.Place, x.Others, x.Said, x.Agreed = f.led.Text, f.place.Text, f.others.Text, f.said.Text, f.agreed.Text
	x.Attended, x.Invited = f.ticked(f.people), f.ticked(f.asked)
	form.ReadDay(&problems, "日期", f.date, &x.Date)
	form.ReadDay(&problems, "代表签字", f.signed, &x.FormSigned)
	x.Items = f.items.read(&problems)
	return form.MergeProblems(problems, x.Validate())
}
