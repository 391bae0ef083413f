package proposal

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// showTalks fills the tab 沟通: the three phases, each with its talks or with
// what is missing.
func (t *Detail) showTalks(m CaseModel) {
	for _, phase := range data.Phases {
		var talks []data.Consultation
		for _, x := range m.Case.Consultations {
			if x.Phase == phase {
				talks = append(talks, x)
			}
		}
		badge := ui.NewBadge(phaseLook(m.Case, talks))
		add := ui.NewQuiet("记一次", fynetheme.ContentAddIcon(), func() { t.editTalk(data.Consultation{Phase: phase}) })
		t.body.Add(container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong(string(phase)), badge), add))
		t.body.Add(ui.HLine(look.ColorLine))
		for _, x := range talks {
			t.body.Add(t.talkCard(m.Case, x))
		}
		t.body.Add(ui.Gap(6))
	}
	t.foot.Objects = []fyne.CanvasObject{ui.NewAction("记沟通", fynetheme.ContentAddIcon(), func() { t.editTalk(data.Consultation{}) })}
}

func (t *Detail) talkCard(c data.Case, x data.Consultation) fyne.CanvasObject {
	head := ui.NewLine(fmt.Sprintf("%s · %s", x.Date.Chinese(), x.Method))
	head.Bold = true
	edit := ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), func() { t.editTalk(x) })
	more := ui.NewQuiet("", fynetheme.MoreVerticalIcon(), nil)
	more.OnTapped = func() {
		ui.ShowMenu(fyne.NewMenu("",
			fyne.NewMenuItem("添加照片或扫描件", func() { t.addProof(x) }),
			fyne.NewMenuItem("印登记表", func() { t.printTalk(x) })), more)
	}
	var lines []fyne.CanvasObject
	for _, f := range [][2]string{{"邀请代表", c.Names(x.Invited)}, {"参加代表", c.Names(x.Attended)}, {"承办方牵头", x.LedBy + bracketed(string(x.LedRank))}, {"地点", x.Place},
		{"其他人员", x.Others}, {"代表意见", x.Said}, {"商定事项", x.Agreed}, {"事项清单", itemWords(x.Items)}, {"凭证", t.proofWords(c, x)}} {
		if f[1] != "" {
			lines = append(lines, fact(f[0], f[1]))
		}
	}
	return card(head, []fyne.CanvasObject{edit, more}, lines...)
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

// showReplies fills the tab 答复, or 意见 where we assist.
func (t *Detail) showReplies(m CaseModel) {
	c := m.Case
	if c.Proposal.Role.Answers() {
		t.showRounds(c)
		t.showPromises(c)
		t.showDisclosure(c)
	} else {
		t.showOpinion(c)
	}
	t.showOpinionsIn(c)
	t.showAlike()
}

func (t *Detail) showRounds(c data.Case) {
	if len(c.Replies) == 0 {
		t.body.Add(ui.Gap(20))
		t.body.Add(noReply(c))
	}
	for _, r := range c.Replies {
		open := ui.NewQuiet("打开", fynetheme.DocumentIcon(), func() { t.host.OpenReply(t.id, r.Round) })
		head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong(fmt.Sprintf("第%d次答复", r.Round)+bracketed(string(r.Occasion))), paperBadge(r.SignOff, r.Sent, "送达"))
		class := r.Class
		if named, ok := t.model.Rules.For(c.Book).Pack.Class(r.Class); ok {
			class += " " + named.Name
		}
		t.body.Add(card(head, []fyne.CanvasObject{open}, fact("文号", r.DocNumber), fact("类别", class), fact("签批", signWords(r.SignOff)), fact("送达", words.Join(r.Sent.Chinese(), r.SentBy))))
		t.showDispatches(c, r)
	}
	write := ui.NewAction("写答复", fynetheme.DocumentCreateIcon(), func() { t.host.OpenReply(t.id, 0) })
	if len(c.Replies) > 0 {
		write.SetText("打开答复")
	}
	t.foot.Objects = []fyne.CanvasObject{write}
	if _, owes := c.OwesReanswer(t.model.Rules.Pack); owes {
		t.foot.Add(ui.NewButton("再次答复", fynetheme.MediaReplayIcon(), func() { t.host.OpenReply(t.id, -1) }))
	}
	t.foot.Add(ui.NewButton("收到"+c.Book.Meeting.Body.Assisting()+"意见", fynetheme.DownloadIcon(), func() { t.editOpinionIn(data.Opinion{}) }))
	t.offerCopy(c)
}

func (t *Detail) showOpinion(c data.Case) {
	o, ok := c.OurOpinion()
	word := words.Paper(c)
	write := ui.NewAction("写"+word, fynetheme.DocumentCreateIcon(), func() { t.host.OpenReply(t.id, 0) })
	if !ok {
		t.body.Add(ui.Gap(20))
		t.body.Add(ui.Empty(fynetheme.DocumentCreateIcon(), "还没有起草"+word, "意见报送"+words.Or(c.Proposal.LeadBody, "主办机关")+"，不直接答复代表。"))
	} else {
		write.SetText("打开" + word)
		head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong(word), paperBadge(o.SignOff, o.Sent, "报送"))
		t.body.Add(card(head, nil, fact("文号", o.DocNumber), fact("报送", words.Join(o.Sent.Chinese(), c.Proposal.LeadBody)), fact("签批", signWords(o.SignOff))))
	}
	t.foot.Objects = []fyne.CanvasObject{write}
}

// showOpinionsIn lists what co-handling units sent us and who still owes.
func (t *Detail) showOpinionsIn(c data.Case) {
	missing := c.MissingOpinions()
	var in []data.Opinion
	for _, o := range c.Opinions {
		if o.Way == data.OpinionIn {
			in = append(in, o)
		}
	}
	if len(missing)+len(in) == 0 {
		return
	}
	t.body.Add(ui.Gap(8))
	t.body.Add(ui.NewStrong("协办单位的意见"))
	for _, o := range in {
		edit := ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), func() { t.editOpinionIn(o) })
		head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewLink(o.Unit.Name, func() { t.editOpinionIn(o) }), ui.NewBadge(ui.ToneGreen, ui.Check, o.Received.Chinese()+" 收到"))
		t.body.Add(card(head, []fyne.CanvasObject{edit}, fact("意见", words.Clip(o.Body, 120))))
	}
	for _, a := range missing {
		limit := data.CoOpinionLimit(t.model.Case, a, t.model.Rules).Deadline
		add := ui.NewQuiet("收到了", fynetheme.DownloadIcon(), func() { t.editOpinionIn(data.Opinion{Unit: a.Unit}) })
		head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong(a.Unit.Name), ui.NewBadge(ui.ToneGrey, ui.Ring, "缺，"+limit.Chinese()+"前"))
		t.body.Add(card(head, []fyne.CanvasObject{add}))
	}
}

// paperBadge says how far a paper has come.
func paperBadge(s data.SignOff, sent data.Date, leaves string) *ui.Badge {
	switch {
	case !sent.IsZero():
		return ui.NewBadge(ui.ToneGreen, ui.Check, "已"+leaves)
	case !s.Signed.IsZero():
		return ui.NewBadge(ui.ToneYellow, ui.Dot, "待"+leaves)
	case !s.Reviewed.IsZero():
		return ui.NewBadge(ui.ToneYellow, ui.Dot, "待签发")
	case !s.Drafted.IsZero():
		return ui.NewBadge(ui.ToneYellow, ui.Dot, "待审核")
	}
	return ui.NewBadge(ui.ToneGrey, ui.Ring, "起草中")
}

func signWords(s data.SignOff) string {
	step := func(word string, d data.Date, who string) string {
		if d.IsZero() {
			return ""
		}
		return words.Join(d.Chinese(), who) + word
	}
	told := words.NonEmpty(step(" 拟稿", s.Drafted, s.DraftedBy), step(" 审核", s.Reviewed, s.ReviewedBy), step(" 会签", s.Countersigned, s.CountersignedBy), step(" 签发", s.Signed, s.SignedBy))
	out := ""
	for i, w := range told {
		if i > 0 {
			out += "\n"
		}
		out += w
	}
	return out
}

// showFeedback fills the tab 反馈.
func (t *Detail) showFeedback(m CaseModel) {
	c := m.Case
	add := ui.NewAction("记征询意见表", fynetheme.ContentAddIcon(), func() { t.editFeedback(data.Feedback{}) })
	_, sent := c.LastSent()
	switch {
	case !c.Proposal.Role.Answers():
		t.body.Add(ui.Gap(20))
		t.body.Add(ui.Empty(fynetheme.InfoIcon(), "协办件不征询意见", "答复和征询意见由主办机关办理。"))
		return
	case len(c.Feedback) == 0 && !sent:
		t.body.Add(ui.Gap(20))
		t.body.Add(ui.Empty(fynetheme.MailComposeIcon(), "答复还没有送达", "答复送达后，在这里记征询意见表的发出和收回。"))
	case len(c.Feedback) == 0:
		t.body.Add(ui.Gap(20))
		t.body.Add(ui.Empty(fynetheme.MailComposeIcon(), "还没有征询意见表", "点“记征询意见表”，记下代表的评价。"))
	}
	for _, f := range c.Feedback {
		edit := ui.NewQuiet("编辑", fynetheme.DocumentCreateIcon(), func() { t.editFeedback(f) })
		badge := ui.NewBadge(ui.ToneGrey, ui.Diamond, "待收回")
		if !f.Received.IsZero() {
			badge = markBadge(f.Result, m.Rules.Pack.Counts(f.Result))
		}
		title := fmt.Sprintf("第%d次答复 · %s", f.Round, c.Names([]data.ID{f.ProposerID}))
		if f.Second {
			title += " · 二次评价"
		}
		head := container.New(layout.NewCustomPaddedHBoxLayout(8), ui.NewStrong(title), badge)
		lines := []fyne.CanvasObject{fact("发出", f.FormSent.Chinese()), fact("收回", f.Received.Chinese())}
		if !f.Received.IsZero() {
			lines = append(lines, fact("办理态度", string(f.Attitude)), fact("办理结果", string(f.Result)))
		}
		for _, x := range [][2]string{{"意见", f.Opinion}, {"解决情况", f.Solved}, {"面商", words.Join(f.TalkedBy, f.TalkForm)}, {"再次交办", f.HandedAgain.Chinese()}} {
			if x[1] != "" {
				lines = append(lines, fact(x[0], x[1]))
			}
		}
		t.body.Add(card(head, []fyne.CanvasObject{edit}, lines...))
	}
	t.showAssessments(c)
	t.foot.Objects = []fyne.CanvasObject{add}
	if second, ok := c.SecondToEnter(); ok {
		t.foot.Add(ui.NewButton("记二次评价", fynetheme.ContentAddIcon(), func() { t.editFeedback(second) }))
	}
	t.foot.Add(ui.NewButton("记测评", fynetheme.ContentAddIcon(), func() { t.editAssessment(data.Assessment{}) }))
}

// markBadge shows a mark in the place's own word, coloured as what it counts as.
func markBadge(m, counts data.Mark) *ui.Badge {
	switch counts {
	case data.Dissatisfied:
		return ui.NewBadge(ui.ToneRed, ui.Triangle, string(m))
	case data.NoMark:
		return ui.NewBadge(ui.ToneGrey, ui.Ring, "未评价")
	case data.MostlySatisfied:
		return ui.NewBadge(ui.ToneYellow, ui.Check, string(m))
	}
	return ui.NewBadge(ui.ToneGreen, ui.Check, string(m))
}
