package proposal

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/units"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// showDuty fills the tab 责任.
func (t *Detail) showDuty(m CaseModel) {
	p := m.Case.Proposal
	sponsor := "还没有确定"
	if p.Sponsor.ID != 0 {
		sponsor = strings.TrimSpace(p.Sponsor.Post + " " + p.Sponsor.Name)
	}
	actions := []fyne.CanvasObject{ui.NewQuiet("更改", fynetheme.DocumentCreateIcon(), t.editProposal)}
	lines := []fyne.CanvasObject{fact("领导", sponsor)}
	if by := p.Supervision(); by != "" {
		lines = append(lines, fact("重点督办", by))
	}
	if p.Role.Answers() {
		told := "还没有告知谁来办、何时办好（造册分发）"
		if !p.Told.IsZero() {
			told = p.Told.Chinese() + " 造册分发"
		} else {
			actions = append([]fyne.CanvasObject{ui.NewQuiet("已告知"+m.Case.Book.Meeting.Body.Member(), fynetheme.ConfirmIcon(), t.recordTold)}, actions...)
		}
		lines = append(lines, fact("告知"+m.Case.Book.Meeting.Body.Member(), told))
	}
	t.body.Add(card(ui.NewStrong("牵头领导"), actions, lines...))
	all := m.Case.Assignments
	switch h := m.Case.Host; {
	case len(all) == 0 && h.ID != 0:
		t.body.Add(card(ui.NewStrong("并入第"+h.Number+"号办理"), nil, fact("承办单位", "随第"+h.Number+"号，见下")))
		all = h.Assignments
	case len(all) == 0:
		t.body.Add(ui.Gap(20))
		t.body.Add(ui.Empty(fynetheme.MailSendIcon(), "还没有交办给单位", "点“交办单位”，选择主办单位和协办单位。"))
	}
	for _, a := range all {
		t.body.Add(t.assignmentCard(m, a))
	}
	t.showSupervisions(m.Case)
	t.foot.Objects = []fyne.CanvasObject{ui.NewAction("交办单位", fynetheme.ContentAddIcon(), func() { t.editAssignment(data.Assignment{}) })}
}

// assignmentCard shows one unit's part: who, how it stands with signing and
// returning, what it owes and how it was urged.
func (t *Detail) assignmentCard(m CaseModel, a data.Assignment) fyne.CanvasObject {
	name := ui.NewLink(a.Unit.Name, func() { units.ShowHistory(t.deps, t.host, a.Unit) })
	head := container.New(layout.NewCustomPaddedHBoxLayout(8), name, assignmentBadge(m, a), ui.NewSmall(a.Part.Words()))
	lines := []fyne.CanvasObject{fact("交办日期", a.Assigned.Chinese())}
	if then := a.Unit.At(a.Assigned).Name; then != a.Unit.Name {
		lines = append(lines, fact("当时名称", then))
	}
	if who := strings.Join(words.NonEmpty(words.Labelled("责任领导", a.Responsible), words.Labelled("经办人", a.Contact), a.Phone), "，"); who != "" {
		lines = append(lines, fact("责任人", who))
	}
	if a.ReturnReason != "" {
		lines = append(lines, fact("退回理由", a.ReturnReason))
	}
	if why := data.ReturnReasons(m.Case, a, m.Today, m.Rules); len(why) > 0 {
		lines = append(lines, fact("签收退回", strings.Join(why, "\n")))
	}
	if a.Active() && m.Case.Proposal.Closed == data.NotClosed {
		if a.Part == data.CoUnit {
			lines = append(lines, fact(m.Case.Book.Meeting.Body.Assisting()+"意见", opinionWords(m, a)))
		}
		lines = append(lines, fact("催办", urgedWords(m, a)))
	}
	return card(head, t.assignmentActions(m, a), lines...)
}

// assignmentActions are the steps that an assignment can take now.
func (t *Detail) assignmentActions(m CaseModel, a data.Assignment) []fyne.CanvasObject {
	var actions []fyne.CanvasObject
	add := func(word string, icon fyne.Resource, do func()) {
		actions = append(actions, ui.NewQuiet(word, icon, do))
	}
	switch {
	case a.Return() == data.ReturnAsked:
		add("同意退回", fynetheme.ConfirmIcon(), func() { t.agreeReturn(a) })
		add("不同意", fynetheme.CancelIcon(), func() { t.refuseReturn(a) })
	case a.Active() && a.Accepted.IsZero():
		add("签收", fynetheme.ConfirmIcon(), func() { t.markAssignment(a, "签收", func(x *data.Assignment) { x.Accepted = m.Today }) })
		add("申请退回", fynetheme.MailReplyIcon(), func() { t.askReturn(a) })
	}
	if a.Part == data.CoUnit && a.Active() && m.Case.OpinionOf(a).Received.IsZero() {
		add("收到意见", fynetheme.DownloadIcon(), func() { t.editOpinionIn(data.Opinion{Unit: a.Unit}) })
	}
	for _, due := range data.UrgesDue(m.Case, m.Today, m.Rules) {
		if due.Unit.Same(a.Unit) && due.Part == a.Part {
			add("该"+due.Step.Verb(), fynetheme.WarningIcon(), func() {
				EditSupervision(t.deps, t.host, data.Supervision{ProposalID: due.ProposalID, Unit: due.Unit, Kind: due.Step})
			})
		}
	}
	add("编辑", fynetheme.DocumentCreateIcon(), func() { t.editAssignment(a) })
	return actions
}

// opinionWords say whether a co-handling unit's opinion came, and its limit.
func opinionWords(m CaseModel, a data.Assignment) string {
	limit := data.CoOpinionLimit(m.Case, a, m.Rules).Deadline
	received := m.Case.OpinionOf(a).Received
	left := m.Today.DaysUntil(limit)
	switch {
	case received.After(limit):
		return received.Chinese() + " 收到，晚于期限" + limit.Chinese()
	case !received.IsZero():
		return received.Chinese() + " 收到，期限" + limit.Chinese()
	case left < 0:
		return fmt.Sprintf("缺，期限%s，逾期%d天；收到以前答复不能签发", limit.Chinese(), -left)
	}
	return fmt.Sprintf("缺，期限%s，剩%d天；收到以前答复不能签发", limit.Chinese(), left)
}

// urgedWords say which step of urging was taken when since a unit was assigned.
func urgedWords(m CaseModel, a data.Assignment) string {
	var told []string
	for _, k := range data.UrgeSteps {
		var days []string
		for _, s := range m.Case.Supervisions {
			if s.Kind == k && s.Unit.Same(a.Unit) && !s.Date.Before(a.Assigned) {
				day := words.Day(s.Date, m.Case.Year())
				if !s.Answered.IsZero() {
					day += "（" + words.Day(s.Answered, m.Case.Year()) + "反馈）"
				}
				days = append(days, day)
			}
		}
		if len(days) == 0 {
			days = []string{"未发"}
		}
		told = append(told, string(k)+" "+strings.Join(days, "、"))
	}
	return strings.Join(told, " → ")
}

func assignmentBadge(m CaseModel, a data.Assignment) *ui.Badge {
	year := m.Case.Year()
	limit := data.ReturnLimit(m.Case, a, m.Rules).Deadline
	switch {
	case a.Return() == data.ReturnAgreed:
		return ui.NewBadge(ui.ToneGrey, ui.Dash, "已退回")
	case a.Return() == data.ReturnAsked:
		return ui.NewBadge(ui.ToneOrange, ui.Dot, "申请退回")
	case a.Return() == data.ReturnNotGranted:
		return ui.NewBadge(ui.ToneBlue, ui.Dot, "未同意退回")
	case !a.Accepted.IsZero():
		return ui.NewBadge(ui.ToneGreen, ui.Check, words.Day(a.Accepted, year)+" 签收")
	case m.Today.After(limit):
		return ui.NewBadge(ui.ToneGreen, ui.Check, "视同签收")
	}
	return ui.NewBadge(ui.ToneGrey, ui.Diamond, "待签收，"+words.Day(limit, year)+"前")
}

// markAssignment records a step of an assignment that happened today.
func (t *Detail) markAssignment(a data.Assignment, step string, change func(*data.Assignment)) {
	change(&a)
	what := fmt.Sprintf("%s%s%s", words.Number(t.model.Case.Proposal), a.Unit.Name, step)
	t.host.Save(what, func(tx screen.Tx) error { return tx.SaveAssignment(&a) }, t.failed)
}

// recordTold records that the proposers were told today.
func (t *Detail) recordTold() {
	p := t.model.Case.Proposal
	p.Told = t.model.Today
	t.host.Save(words.Number(p)+"告知代表", func(tx screen.Tx) error {
		q := p
		q.Proposers = slices.Clone(p.Proposers)
		return tx.SaveProposal(&q)
	}, t.failed)
}
