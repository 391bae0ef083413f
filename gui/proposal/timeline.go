package proposal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/words"
)

// event is one line of a proposal's timeline.
type event struct {
	Date  data.Date // zero for what is still to be done
	Title string
	Note  string
	Tab   screen.Tab // where it is recorded
	Open  bool
}

// timeline is what happened to a proposal in order of date, then what is
// still missing.
func timeline(c data.Case, s data.Standing) []event {
	var t timelineMaker
	t.handed(c, s)
	t.duties(c)
	t.talks(c)
	t.opinions(c)
	t.replies(c)
	t.feedback(c)
	t.rest(c)
	slices.SortStableFunc(t.events, func(a, b event) int { return a.Date.Compare(b.Date) })
	return append(t.events, missingEvents(c, s)...)
}

type timelineMaker struct{ events []event }

// add notes an event that has a day.
func (t *timelineMaker) add(d data.Date, tab screen.Tab, title string, notes ...string) {
	if d.IsZero() {
		return
	}
	notes = slices.DeleteFunc(notes, func(n string) bool { return strings.TrimSpace(n) == "" })
	t.events = append(t.events, event{Date: d, Title: title, Note: strings.Join(notes, " · "), Tab: tab})
}

func (t *timelineMaker) handed(c data.Case, s data.Standing) {
	p := c.Proposal
	title := cmp.Or(c.Book.HandedBy, map[data.Direction]string{data.HandedDown: "上级", data.HandedOut: c.Book.Name()}[c.Book.Direction]) + "转交"
	what := "答复期限 "
	if !p.Role.Answers() {
		what = "报送意见期限 "
	}
	note := ""
	if !s.Limit.Deadline.IsZero() {
		note = what + s.Limit.Deadline.Chinese()
	}
	t.add(p.HandedOver, screen.TabFacts, title, note)
	t.add(p.Told, screen.TabDuty, "造册告知"+c.Book.Meeting.Body.Member())
	for _, e := range c.Extensions {
		t.add(e.Applied, screen.TabFacts, "申请延期", "延至 "+e.Until.Chinese(), e.Reason)
		t.add(e.Approved, screen.TabFacts, "同意延期", e.ApprovedBy)
	}
}

func (t *timelineMaker) duties(c data.Case) {
	for _, a := range c.Handlers() {
		t.add(a.Assigned, screen.TabDuty, "交办 "+a.Unit.Name, partWords(a.Part), words.Labelled("责任领导", a.Responsible), words.Labelled("经办人", a.Contact))
		t.add(a.Returned, screen.TabDuty, a.Unit.Name+" 申请退回", a.ReturnReason)
		if a.Return() == data.ReturnNotGranted {
			t.add(a.Accepted, screen.TabDuty, "不同意 "+a.Unit.Name+" 退回", "单位签收，继续办理")
		} else {
			t.add(a.Accepted, screen.TabDuty, a.Unit.Name+" 签收")
		}
		t.add(a.ReturnConsented, screen.TabDuty, "同意 "+a.Unit.Name+" 退回")
	}
}

func (t *timelineMaker) talks(c data.Case) {
	for _, x := range c.Consultations {
		t.add(x.Date, screen.TabTalks, fmt.Sprintf("%s沟通 · %s", x.Phase, x.Method), words.Names(c, x.Attended), cmp.Or(x.Agreed, x.Said, x.Place))
		t.add(x.FormSigned, screen.TabTalks, string(x.Phase)+"沟通记录表 签字", words.Names(c, x.Attended))
		for _, i := range x.Items {
			t.add(i.Done, screen.TabTalks, "商定事项完成", i.What, i.Who)
		}
	}
}

func (t *timelineMaker) opinions(c data.Case) {
	opinion := c.Book.Meeting.Body.Assisting() + "意见"
	for _, o := range c.Opinions {
		if o.Way == data.OpinionIn {
			t.add(o.Received, screen.TabReply, "收到 "+o.Unit.Name+" "+opinion)
			continue
		}
		t.signOff(opinion, o.SignOff, o.DocNumber)
		t.add(o.Sent, screen.TabReply, "报送 "+cmp.Or(c.Proposal.LeadBody, "主办机关"), o.DocNumber)
	}
}

func (t *timelineMaker) signOff(what string, s data.SignOff, number string) {
	t.add(s.Drafted, screen.TabReply, what+" 拟稿", s.DraftedBy)
	t.add(s.Reviewed, screen.TabReply, what+" 审核", s.ReviewedBy)
	t.add(s.Countersigned, screen.TabReply, what+" 会签", s.CountersignedBy)
	t.add(s.Signed, screen.TabReply, what+" 签发", s.SignedBy, number)
}

func (t *timelineMaker) replies(c data.Case) {
	for _, r := range c.Replies {
		what := "答复"
		if r.Round > 1 {
			what = fmt.Sprintf("第%d次答复", r.Round) + bracketed(string(r.Occasion))
		}
		t.signOff(what, r.SignOff, r.DocNumber)
		t.add(r.Sent, screen.TabReply, what+" 送达", words.Labelled("类别", r.Class), r.SentBy)
	}
	for _, w := range c.Waivers {
		t.add(w.Date, screen.TabReply, "放行提醒", w.Warning, w.Reason)
	}
	for _, d := range c.Dispatches {
		t.add(d.Date, screen.TabReply, "答复送到 "+words.Names(c, []data.ID{d.ProposerID}), d.Method, words.Labelled("签收", d.Receipt))
	}
}

func (t *timelineMaker) feedback(c data.Case) {
	for _, f := range c.Feedback {
		name := words.Names(c, []data.ID{f.ProposerID})
		t.add(f.FormSent, screen.TabFeedback, "发出征询意见表", name)
		t.add(f.Received, screen.TabFeedback, "收回征询意见表", name, words.Labelled("态度", string(f.Attitude)), words.Labelled("结果", string(f.Result)))
	}
}

func (t *timelineMaker) rest(c data.Case) {
	for _, p := range c.Commitments {
		t.add(p.Kept, screen.TabReply, "兑现承诺", p.Text)
		t.add(p.Told, screen.TabReply, "告知"+c.Book.Meeting.Body.Member()+"承诺已兑现", p.Text)
	}
	for _, s := range c.Supervisions {
		t.add(s.Date, screen.TabDuty, string(s.Kind)+" "+s.Unit.Name, s.Findings)
		t.add(s.Answered, screen.TabDuty, s.Unit.Name+" 反馈"+string(s.Kind), s.Answer)
		t.add(s.Rectified, screen.TabDuty, s.Unit.Name+" 完成整改", s.Findings)
	}
	t.add(c.Disclosure.Published, screen.TabReply, "公开答复", string(c.Disclosure.Decision), c.Disclosure.Place)
	if p := c.Proposal; p.Closed != data.NotClosed {
		t.add(p.ClosedOn, screen.TabFacts, string(p.Closed), p.ClosedWhy)
	}
}

// missingEvents are the next step, what waits beside it, and the consultations
// still owed.
func missingEvents(c data.Case, s data.Standing) []event {
	if s.Stage == data.StageClosed {
		return nil
	}
	var out []event
	for _, step := range append([]data.Step{s.Next}, s.Also...) {
		if step.What == "" {
			continue
		}
		notes := []string{step.Who}
		if !step.By.IsZero() {
			notes = append(notes, "最迟 "+step.By.Chinese())
		}
		note := strings.Join(slices.DeleteFunc(notes, func(n string) bool { return n == "" }), " · ")
		out = append(out, event{Title: step.What, Note: note, Tab: screen.TabOfStep(step, s.Stage), Open: true})
	}
	if len(s.Missing) > 0 && s.Stage != data.Settled {
		var phases []string
		for _, p := range s.Missing {
			phases = append(phases, string(p))
		}
		out = append(out, event{Title: strings.Join(phases, "、") + "沟通", Note: "还没有记录", Tab: screen.TabTalks, Open: true})
	}
	return out
}

func partWords(p data.Part) string {
	if p == data.CoUnit {
		return "协办单位"
	}
	return "主办单位"
}
