package data

import "slices"

// assist finds the standing of a proposal that another body answers.
func (s *Standing) assist(c Case, today Date, r Rules) {
	s.Limit = OpinionLimit(c, r)
	opinion, has := c.OurOpinion()
	if has && !opinion.Sent.IsZero() {
		s.Stage = Delivered
		return
	}
	s.run(today, r)
	if s.toUnit(c, today, r) {
		s.helpers(c, r)
		return
	}
	paper := c.Book.Meeting.Body.Assisting() + "意见"
	switch {
	case has && !opinion.SignOff.Signed.IsZero():
		s.Stage, s.Next.What, s.Next.Who = ToDeliver, "报送"+orElse(c.Proposal.LeadBody, "主办机关"), answerer(c)
	case has && !opinion.SignOff.Drafted.IsZero():
		s.Stage = ToSign
		s.Next.What, s.Next.Who = signStep(opinion.SignOff, paper, c)
	default:
		s.Stage, s.Next.What, s.Next.Who = Working, "起草"+paper, unitName(c)
	}
	s.helpers(c, r)
	s.urge(c, today, r)
}

// toUnit settles the stages before a unit works on it.
func (s *Standing) toUnit(c Case, today Date, r Rules) bool {
	a, assigned := c.LeadAssignment()
	returned := slices.ContainsFunc(c.Handlers(), func(x Assignment) bool { return x.Part == LeadUnit && !x.ReturnConsented.IsZero() })
	switch {
	case !assigned && returned:
		s.Stage, s.Next.What, s.Next.Who = ToReassign, "重新确定承办单位", office
	case !assigned:
		s.Stage, s.Next.What, s.Next.Who = ToAssign, "交办承办单位", office
	case a.Return() == ReturnAsked:
		s.Stage, s.Next.What, s.Next.Who = ToReassign, "决定是否同意退回", office
	case a.Accepted.IsZero() && !today.After(ReturnLimit(c, a, r).Deadline):
		limit := ReturnLimit(c, a, r).Deadline
		s.Stage, s.Next = ToAccept, Step{What: "签收（逾期视同签收）", Who: unitName(c), By: limit}
	default:
		return false
	}
	return true
}

// helpers notes the co-handling units that wait for an answer or owe an
// opinion, unless the stage says so already.
func (s *Standing) helpers(c Case, r Rules) {
	assisting := c.Book.Meeting.Body.Assisting()
	for _, a := range c.MissingOpinions() {
		switch {
		case a.Return() == ReturnAsked:
			s.Also = append(s.Also, Step{What: "决定是否同意" + c.UnitName(a.Unit) + "退回" + assisting, Who: office, About: AboutReturn})
		case s.Stage != AwaitOpinion || c.UnitName(a.Unit) != s.Next.Who:
			s.Also = append(s.Also, Step{What: "收取" + assisting + "意见", Who: c.UnitName(a.Unit), By: CoOpinionLimit(c, a, r).Deadline, About: AboutOpinion})
		}
	}
}
