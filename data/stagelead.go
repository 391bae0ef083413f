package data

import (
	"cmp"
	"slices"
)

// lead finds the standing of a proposal that is answered.
func (s *Standing) lead(c Case, today Date, r Rules) {
	s.Limit = ReplyLimit(c, r)
	for _, p := range Phases {
		if !slices.ContainsFunc(c.Consultations, func(x Consultation) bool { return x.Phase == p }) {
			s.Missing = append(s.Missing, p)
		}
	}
	if form, owes := c.OwesReanswer(r.Pack); owes {
		s.Limit = ReanswerLimit(c, form, r)
		s.reanswer(c, form)
		s.run(today, r)
		s.letters(c)
		s.urge(c, today, r)
		return
	}
	if _, sent := c.LastSent(); sent {
		s.replied(c, today, r)
		s.letters(c)
		return
	}
	s.run(today, r)
	s.aside(c, r)
	if !s.toUnit(c, today, r) {
		s.drafting(c, r)
	}
	s.helpers(c, r)
	s.urge(c, today, r)
}

// urge notes which units have to be urged, and by which step.
func (s *Standing) urge(c Case, today Date, r Rules) {
	for _, u := range urgesDue(c, today, r) {
		what := string(u.Step) + c.UnitName(u.Unit)
		if u.Step == Order {
			what = "向" + c.UnitName(u.Unit) + "发督办单"
		}
		s.Also = append(s.Also, Step{What: what, Who: office, About: AboutUrging})
	}
}

// drafting tells the stages from the first talk to the signed letter.
func (s *Standing) drafting(c Case, r Rules) {
	draft, _ := c.Draft()
	drafted := !draft.SignOff.Drafted.IsZero()
	missing := c.MissingOpinions()
	switch {
	case !draft.SignOff.Signed.IsZero():
		s.Stage, s.Next.What, s.Next.Who = ToSend, "送达答复", answerer(c)
	case len(missing) > 0 && (drafted || s.Light == LightOrange || s.Light == LightRed):
		s.Stage, s.Next = AwaitOpinion, Step{What: "催报" + c.Book.Meeting.Body.Assisting() + "意见", Who: c.UnitName(missing[0].Unit), By: CoOpinionLimit(c, missing[0], r).Deadline}
	case drafted:
		s.Stage = ToSign
		s.Next.What, s.Next.Who = signStep(draft.SignOff, "答复", c)
	default:
		s.Stage, s.Next.What, s.Next.Who = Working, "沟通并起草答复", unitName(c)
		if len(s.Missing) == 0 { // all talks are held
			s.Next.What = "起草答复"
		}
		switch hosted := c.Letter(Reply{Round: 1}); {
		case slices.Contains(s.Missing, Before):
			s.Next.What, s.Next.About = "联系"+c.Book.Meeting.Body.Member()+"，记办前沟通", AboutTalk
			if l, owed := c.owesContact(r); owed {
				s.Next.By = l.Deadline
			}
		case c.Host.ID != 0 && slices.ContainsFunc(c.Host.Replies, func(h Reply) bool { return h.Round == hosted.Round && !h.SignOff.Drafted.IsZero() }):
			s.Next.What, s.Next.Who = "按第"+c.Host.Number+"号的正文写本件答复", answerer(c)
		}
	}
}

// signStep is the next step of a paper that is drafted: 审核, 会签 where units
// help, 签发.
func signStep(s SignOff, paper string, c Case) (what, who string) {
	helped := slices.ContainsFunc(c.Handlers(), func(a Assignment) bool { return a.Part == CoUnit && a.Active() })
	switch {
	case s.Reviewed.IsZero():
		return "审核" + paper, orElse(s.ReviewedBy, answerer(c))
	case helped && s.Countersigned.IsZero():
		return "会签、签发" + paper, orElse(s.SignedBy, answerer(c))
	}
	return "签发" + paper, orElse(s.SignedBy, answerer(c))
}

// reanswer names the next step of a new round after 不满意 with the result.
func (s *Standing) reanswer(c Case, form Feedback) {
	s.Stage, s.Next = ToReanswer, Step{What: "重新办理并再次答复", Who: unitName(c)}
	draft, _ := c.Draft()
	switch {
	case draft.Round <= form.Round || draft.Occasion == FollowUp:
	case !draft.SignOff.Signed.IsZero():
		s.Next = Step{What: "送达再次答复", Who: answerer(c)}
	case !draft.SignOff.Drafted.IsZero():
		s.Next.What, s.Next.Who = signStep(draft.SignOff, "再次答复", c)
	}
}

// replied tells what is left once a reply was sent and no re-answer is owed:
// the form that judges it, a call where the attitude displeased, promises.
func (s *Standing) replied(c Case, today Date, r Rules) {
	attitude, form := c.LeadMark(AttitudeOf)
	result, _ := c.LeadMark(ResultOf)
	steps := afterwards(c, attitude, form)
	if due, waits := c.secondWaits(today, r); waits {
		steps = append(steps, Step{What: "收回二次评价表", Who: c.Proposal.LeadProposer().Name + c.Book.Meeting.Body.Member(), By: due, About: AboutFeedback})
	}
	if attitude == NoMark && result == NoMark || result == Dissatisfied { // a new round went out, its form has not come back
		judged, _ := c.LastJudged()
		s.Stage, s.Next = ToFeedback, Step{What: "收回征询意见表", Who: c.Proposal.LeadProposer().Name + c.Book.Meeting.Body.Member(), By: FeedbackLimit(c, judged, r).Deadline}
		s.Also = append(s.Also, steps...)
		return
	}
	s.Stage = Settled
	if len(steps) > 0 {
		s.Next, s.Also = steps[0], append(s.Also, steps[1:]...)
	}
}

// afterwards are the steps that follow a reply, the most pressing first.
func afterwards(c Case, attitude Mark, form Feedback) (steps []Step) {
	member := c.Book.Meeting.Body.Member()
	if attitude == Dissatisfied && !c.calledOn(form) {
		steps = append(steps, Step{What: "对办理态度不满意，请单位领导走访" + member, Who: unitName(c), About: AboutTalk})
	}
	if draft, _ := c.Draft(); draft.Sent.IsZero() {
		paper := "再次答复"
		if draft.Occasion == FollowUp {
			paper = "续复"
		}
		switch {
		case !draft.SignOff.Signed.IsZero():
			steps = append(steps, Step{What: "送达" + paper, Who: answerer(c), About: AboutReply})
		case !draft.SignOff.Drafted.IsZero():
			what, who := signStep(draft.SignOff, paper, c)
			steps = append(steps, Step{What: what, Who: who, About: AboutReply})
		}
	}
	promises := slices.SortedFunc(slices.Values(c.Commitments), func(a, b Commitment) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Text, b.Text), a.Kept.Compare(b.Kept), cmp.Compare(a.Unit.ID, b.Unit.ID))
	})
	for _, p := range promises {
		who := orElse(c.UnitName(p.Unit), unitName(c))
		switch {
		case p.Kept.IsZero():
			steps = append(steps, Step{What: "兑现承诺：" + clip(p.Text, 30), Who: who, By: p.Due, About: AboutPromise})
		case !c.ToldKept(p):
			steps = append(steps, Step{What: "告知" + member + "承诺已兑现：" + clip(p.Text, 30), Who: who, About: AboutPromise})
		}
	}
	return steps
}

// aside notes what waits while a reply is worked on: the proposers to be told
// who works on it, an application for more time.
func (s *Standing) aside(c Case, r Rules) {
	if c.Proposal.Told.IsZero() {
		s.Also = append(s.Also, Step{What: "告知" + c.Book.Meeting.Body.Member() + "谁来办、何时办好（造册分发）", Who: office, About: AboutTold})
	}
	if e, waits := c.undecidedExtension(r); waits {
		s.Also = append(s.Also, Step{What: "决定延期申请（至" + e.Until.Chinese() + "）", Who: orElse(c.Book.HandedBy, "交办机关"), By: s.Limit.Deadline, About: AboutExtension})
	}
}

// letters notes what a letter that was sent still lacks: proposers who have
// not got it, and the copy of one that a unit sent.
func (s *Standing) letters(c Case) {
	last, _ := c.LastSent()
	var got []ID
	for _, d := range c.Dispatches {
		if d.ReplyID == last.ID {
			got = append(got, d.ProposerID)
		}
	}
	for _, p := range c.Proposal.Proposers {
		if len(got) > 0 && !slices.Contains(got, p.ID) {
			s.Also = append(s.Also, Step{What: "送达" + p.Name + c.Book.Meeting.Body.Member(), Who: answerer(c), About: AboutReply})
		}
	}
	filed := slices.ContainsFunc(c.Attachments, func(a Attachment) bool { return a.ConsultationID == 0 })
	if c.Book.Direction == HandedOut && last.DocNumber == "" && !filed {
		s.Also = append(s.Also, Step{What: "收取答复副本，登记文号", Who: office, About: AboutCopy})
	}
}
