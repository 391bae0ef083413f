package letter

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/form"
	ui "jianban/gui/widget"
)

// signStep is one step of a letter in the office: who did it and when.
type signStep struct {
	word  string // 拟稿
	by    *ui.Combo
	on    *ui.DateEntry
	today *ui.Button
	usual string // whom the button fills in where no name stands yet
}

// signSteps are the steps 拟稿, 审核, 会签, 签发. The day of the last stands at
// the top of the form, as it is printed.
type signSteps struct {
	drafted, reviewed, countersigned, signed signStep
}

// newSignSteps makes the fields; signed is the day at the top of the form.
func newSignSteps(signed *ui.DateEntry, onEdit func()) *signSteps {
	s := &signSteps{}
	for _, step := range []struct {
		to   *signStep
		word string
		hint string
	}{{&s.drafted, "拟稿", "姓名"}, {&s.reviewed, "审核", "姓名"}, {&s.countersigned, "会签", "单位或姓名"}, {&s.signed, "签发", "姓名"}} {
		to := step.to
		*to = signStep{word: step.word, by: ui.NewCombo(step.hint, nil), on: signed}
		to.by.OnEdit(func(string) { onEdit() })
		if to != &s.signed {
			to.on = ui.NewDateEntry(signed.Year, signed.Today)
			to.on.Calendar = signed.Calendar
			to.on.OnEdit(func(string) { onEdit() })
		}
		to.today = ui.NewButton("今天", nil, to.onToday)
	}
	return s
}

// onToday enters that the step was done today, by whom it usually is where no
// name stands yet.
func (s *signStep) onToday() {
	if s.by.Text == "" && s.usual != "" {
		s.by.SetText(s.usual)
	}
	s.on.SetText(s.on.Today.Chinese())
}

// addTo places the steps in a form.
func (s *signSteps) addTo(form *ui.Form) {
	for _, step := range []*signStep{&s.drafted, &s.reviewed, &s.countersigned} {
		who := step.word + "人"
		if step == &s.countersigned {
			who = "会签单位"
		}
		form.Pair(form.NewRow(who, false, step.by, ""), form.NewRow(step.word+"日期", false, container.NewBorder(nil, nil, nil, step.today, step.on), ""))
	}
	form.Add("签发人", false, container.NewBorder(nil, nil, nil, s.signed.today, s.signed.by), "签发日期在上面填写，印在落款处。")
}

// fields are the parts that labels name.
func (s *signSteps) fields() map[string]fyne.Focusable {
	return map[string]fyne.Focusable{
		"拟稿人": s.drafted.by, "拟稿日期": s.drafted.on, "审核人": s.reviewed.by, "审核日期": s.reviewed.on,
		"会签单位": s.countersigned.by, "会签日期": s.countersigned.on, "签发人": s.signed.by,
	}
}

// fill shows a letter's steps and offers the names that earlier letters had.
func (s *signSteps) fill(m ReplyModel) {
	x := m.Letter.SignOff
	helpers := strings.Join(helperNames(m.Case), "、")
	for _, f := range []struct {
		step  *signStep
		by    string
		on    data.Date
		known []string
	}{
		{&s.drafted, x.DraftedBy, x.Drafted, m.Names.Drafted}, {&s.reviewed, x.ReviewedBy, x.Reviewed, m.Names.Reviewed},
		{&s.countersigned, x.CountersignedBy, x.Countersigned, m.Names.Countersigned}, {&s.signed, x.SignedBy, x.Signed, m.Names.Signed},
	} {
		Fill(&f.step.by.Entry, f.by)
		fillDay(f.step.on, f.on)
		known := f.known
		if f.step == &s.countersigned && helpers != "" {
			known = slices.DeleteFunc(slices.Clone(known), func(k string) bool { return k == helpers })
			known = append([]string{helpers}, known...)
		}
		f.step.by.Offer(known)
		f.step.usual = ""
		if len(known) > 0 && (f.step != &s.countersigned || helpers != "") {
			f.step.usual = known[0]
		}
	}
}

// helperNames are the units that helped, which countersign.
func helperNames(c data.Case) (names []string) {
	for _, a := range c.Handlers() {
		if a.Part == data.CoUnit && a.Active() && !slices.Contains(names, a.Unit.Name) {
			names = append(names, a.Unit.Name)
		}
	}
	return names
}

// read takes the steps; days that are none are named in the problems.
func (s *signSteps) read(x *data.SignOff, problems *data.Problems) {
	for _, f := range []struct {
		step *signStep
		by   *string
		on   *data.Date
	}{
		{&s.signed, &x.SignedBy, &x.Signed}, {&s.drafted, &x.DraftedBy, &x.Drafted}, {&s.reviewed, &x.ReviewedBy, &x.Reviewed},
		{&s.countersigned, &x.CountersignedBy, &x.Countersigned},
	} {
		*f.by = strings.TrimSpace(f.step.by.Text)
		form.ReadDay(problems, f.step.word+"日期", f.step.on, f.on)
	}
}

// lock keeps a person from changing anything.
func (s *signSteps) lock(yes bool) {
	for _, step := range []*signStep{&s.drafted, &s.reviewed, &s.countersigned, &s.signed} {
		step.by.SetReadOnly(yes)
		step.on.SetReadOnly(yes)
		ui.Enable(step.today, !yes)
	}
}
