package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// EventKind is what an event belongs to, as the parts of a proposal are named.
type EventKind string

// The kinds.
const (
	EventFacts    EventKind = "概况"
	EventDuty     EventKind = "责任"
	EventTalks    EventKind = "沟通"
	EventReply    EventKind = "答复"
	EventFeedback EventKind = "反馈"
)

// Event is something that happened to a proposal on a day.
type Event struct {
	Date  Date
	Title string
	Note  string // what is known of it; may be empty
	Kind  EventKind
}

// Timeline is all that happened to a case, by date; limit is the reply's or our
// opinion's, told where it was handed over, the zero Date leaves that out.
func Timeline(c Case, limit Date) []Event {
	var t timelineMaker
	t.handed(c, limit)
	t.duties(c)
	t.talks(c)
	t.opinions(c)
	t.replies(c)
	t.feedback(c)
	t.rest(c)
	slices.SortStableFunc(t.events, func(a, b Event) int { return a.Date.Compare(b.Date) })
	return t.events
}

// Names are those of some of the case's proposers, in their order.
func (c Case) Names(ids []ID) string {
	var names []string
	for _, p := range c.Proposal.Proposers {
		if slices.Contains(ids, p.ID) {
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, "、")
}

func labelled(label, value string) string {
	if value == "" {
		return ""
	}
	return label + " " + value
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

type timelineMaker struct{ events []Event }

// add notes an event that has a day.
func (t *timelineMaker) add(d Date, kind EventKind, title string, notes ...string) {
	if d.IsZero() {
		return
	}
	notes = slices.DeleteFunc(notes, func(n string) bool { return strings.TrimSpace(n) == "" })
	t.events = append(t.events, Event{Date: d, Title: title, Note: strings.Join(notes, " · "), Kind: kind})
}

func (t *timelineMaker) handed(c Case, limit Date) {
	p := c.Proposal
	title := cmp.Or(c.Book.HandedBy, map[Direction]string{HandedDown: "上级", HandedOut: c.Book.Name()}[c.Book.Direction]) + "转交"
	what := "答复期限 "
	if !p.Role.Answers() {
		what = "报送意见期限 "
	}
	note := ""
	if !limit.IsZero() {
		note = what + limit.Chinese()
	}
	t.add(p.HandedOver, EventFacts, title, note)
	t.add(p.Told, EventDuty, "造册告知"+c.Book.Meeting.Body.Member())
	for _, e := range c.Extensions {
		t.add(e.Applied, EventFacts, "申请延期", "延至 "+e.Until.Chinese(), e.Reason)
		t.add(e.Approved, EventFacts, "同意延期", e.ApprovedBy)
		t.add(e.Told, EventFacts, "向"+c.Book.Meeting.Body.Member()+"说明延期", "延至 "+e.Until.Chinese())
	}
}

func (t *timelineMaker) duties(c Case) {
	for _, a := range c.Handlers() {
		t.add(a.Assigned, EventDuty, "交办 "+c.UnitName(a.Unit), a.Part.Words(), labelled("责任领导", a.Responsible), labelled("经办人", a.Contact))
		t.add(a.Returned, EventDuty, c.UnitName(a.Unit)+" 申请退回", a.ReturnReason)
		if a.Return() == ReturnNotGranted {
			t.add(a.Accepted, EventDuty, "不同意 "+c.UnitName(a.Unit)+" 退回", "单位签收，继续办理")
		} else {
			t.add(a.Accepted, EventDuty, c.UnitName(a.Unit)+" 签收")
		}
		t.add(a.ReturnConsented, EventDuty, "同意 "+c.UnitName(a.Unit)+" 退回")
	}
}

func (t *timelineMaker) talks(c Case) {
	for _, x := range c.Consultations {
		t.add(x.Date, EventTalks, fmt.Sprintf("%s沟通 · %s", x.Phase, x.Method), c.Names(x.Attended), cmp.Or(x.Agreed, x.Said, x.Place))
		t.add(x.FormSigned, EventTalks, string(x.Phase)+"沟通记录表 签字", c.Names(x.Attended))
		for _, i := range x.Items {
			t.add(i.Done, EventTalks, "商定事项完成", i.What, i.Who)
		}
	}
}

func (t *timelineMaker) opinions(c Case) {
	opinion := c.Book.Meeting.Body.Assisting() + "意见"
	for _, o := range c.Opinions {
		if o.Way == OpinionIn {
			t.add(o.Received, EventReply, "收到 "+c.UnitName(o.Unit)+" "+opinion)
			continue
		}
		t.signOff(opinion, o.SignOff, o.DocNumber)
		t.add(o.Sent, EventReply, "报送 "+cmp.Or(c.Proposal.LeadBody, "主办机关"), o.DocNumber)
	}
}

func (t *timelineMaker) signOff(what string, s SignOff, number string) {
	t.add(s.Drafted, EventReply, what+" 拟稿", s.DraftedBy)
	t.add(s.Reviewed, EventReply, what+" 审核", s.ReviewedBy)
	t.add(s.Countersigned, EventReply, what+" 会签", s.CountersignedBy)
	t.add(s.Signed, EventReply, what+" 签发", s.SignedBy, number)
}

func (t *timelineMaker) replies(c Case) {
	for _, r := range c.Replies {
		what := "答复"
		if r.Round > 1 {
			what = fmt.Sprintf("第%d次答复", r.Round) + bracketed(string(r.Occasion))
		}
		t.signOff(what, r.SignOff, r.DocNumber)
		t.add(r.Sent, EventReply, what+" 送达", labelled("类别", r.Class), r.SentBy)
	}
	for _, w := range c.Waivers {
		t.add(w.Date, EventReply, "放行提醒", w.Warning, w.Reason)
	}
	for _, d := range c.Dispatches {
		t.add(d.Date, EventReply, "答复送到 "+c.Names([]ID{d.ProposerID}), d.Method, labelled("签收", d.Receipt))
	}
}

func (t *timelineMaker) feedback(c Case) {
	for _, f := range c.Feedback {
		name := c.Names([]ID{f.ProposerID})
		form := "征询意见表"
		if f.Second {
			form = "二次评价表"
		}
		t.add(f.FormSent, EventFeedback, "发出"+form, name)
		t.add(f.Received, EventFeedback, "收回"+form, name, labelled("态度", string(f.Attitude)), labelled("结果", string(f.Result)))
		t.add(f.HandedAgain, EventDuty, "再次交办", "代表不满意，重新办理")
	}
	for _, a := range c.Assessments {
		t.add(a.Date, EventFeedback, string(a.Kind), a.By, a.Words())
	}
}

func (t *timelineMaker) rest(c Case) {
	for _, p := range c.Commitments {
		t.add(p.Kept, EventReply, "兑现承诺", p.Text)
		t.add(p.Told, EventReply, "告知"+c.Book.Meeting.Body.Member()+"承诺已兑现", p.Text)
	}
	for _, s := range c.Supervisions {
		t.add(s.Date, EventDuty, string(s.Kind)+" "+c.UnitName(s.Unit), s.Findings)
		t.add(s.Answered, EventDuty, c.UnitName(s.Unit)+" 反馈"+string(s.Kind), s.Answer)
		t.add(s.Rectified, EventDuty, c.UnitName(s.Unit)+" 完成整改", s.Findings)
	}
	t.add(c.Disclosure.Published, EventReply, "公开答复", string(c.Disclosure.Decision), c.Disclosure.Place)
	if p := c.Proposal; p.Closed != NotClosed {
		t.add(p.ClosedOn, EventFacts, string(p.Closed), p.ClosedWhy)
	}
}
