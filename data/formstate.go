package data

import "slices"

// FormState is where a feedback form (征询意见表) stands.
type FormState string

// The states of a form.
const (
	FormOwed     FormState = "不满意，待重办"
	FormAttitude FormState = "态度不满意，待走访"
	FormLate     FormState = "逾期未收回"
	FormOut      FormState = "待收回"
	FormUnsent   FormState = "没有登记发出"
	FormBack     FormState = "已收回"
)

// FormStates lists all, the most pressing first.
var FormStates = []FormState{FormOwed, FormAttitude, FormLate, FormOut, FormUnsent, FormBack}

// Form is a feedback form with where it stands.
type Form struct {
	Feedback           // ID 0 where it should have gone out and is not entered
	State    FormState // on the day asked about
	Due      Date      // when it should be back, or the new reply be sent; zero where neither is waited for
}

// Forms are a case's forms on a day, and the lead proposer's of the latest reply
// where it is not entered yet: it goes with the letter (domain.md, Sent); so too the
// second evaluation once it is near. Forms of co-signers are among them where there are any. A case that is closed, not
// answered by us or not answered yet has none.
func Forms(c Case, today Date, r Rules) []Form {
	judged, sent := c.LastJudged()
	if !c.Proposal.Role.Answers() || c.Proposal.Closed != NotClosed || !sent {
		return nil
	}
	lead := c.Proposal.LeadProposer().ID
	feedback := slices.Clone(c.Feedback)
	expect := func(f Feedback) {
		if !slices.ContainsFunc(feedback, f.sameForm) {
			feedback = append(feedback, f)
		}
	}
	expect(Feedback{ProposalID: c.Proposal.ID, Round: judged.Round, ProposerID: lead})
	if _, waits := c.secondWaits(today, r); waits {
		expect(Feedback{ProposalID: c.Proposal.ID, Round: judged.Round, ProposerID: lead, Second: true})
	}
	second, _ := SecondLimit(c, judged, r)
	owed, owes := c.OwesReanswer(r.Pack)
	attitude, call := c.LeadMark(AttitudeOf)
	calls := r.Pack.Counts(attitude) == Dissatisfied && !c.calledOn(call)
	back := FeedbackLimit(c, judged, r).Deadline
	forms := make([]Form, len(feedback))
	for i, f := range feedback {
		x, due := Form{Feedback: f, State: FormBack}, back
		if f.Second {
			due = second.Deadline
		}
		switch {
		case owes && f.ID != 0 && f.ID == owed.ID:
			x.State, x.Due = FormOwed, ReanswerLimit(c, f, r).Deadline
		case calls && f.ID != 0 && f.ID == call.ID:
			x.State = FormAttitude
		case !f.Received.IsZero():
		case f.Round == judged.Round && today.After(due) && !due.IsZero():
			x.State, x.Due = FormLate, due
		case f.FormSent.IsZero():
			x.State, x.Due = FormUnsent, due
		default:
			x.State, x.Due = FormOut, due
		}
		forms[i] = x
	}
	return forms
}

// Words say how the form stands on a day: its state, and for one that asks for a
// new answer how many days are left.
func (f Form) Words(today Date) string {
	if f.State == FormOwed && !f.Due.IsZero() {
		return "待重办 " + DaysWords(today.DaysUntil(f.Due))
	}
	return string(f.State)
}

// SecondToEnter is the second evaluation of the latest reply by the first proposer whose
// first came back and who has not been asked twice, or whose second is still out.
func (c Case) SecondToEnter() (Feedback, bool) {
	judged, sent := c.LastJudged()
	for _, p := range c.Proposal.Proposers {
		first := Feedback{ProposalID: c.Proposal.ID, Round: judged.Round, ProposerID: p.ID}
		i := slices.IndexFunc(c.Feedback, first.sameForm)
		if !sent || i < 0 || c.Feedback[i].Received.IsZero() {
			continue
		}
		second := first
		second.Second = true
		i = slices.IndexFunc(c.Feedback, second.sameForm)
		switch {
		case i < 0:
			return second, true
		case c.Feedback[i].Received.IsZero():
			return c.Feedback[i], true
		}
	}
	return Feedback{}, false
}

// calledOn tells that somebody went to see the deputy after a form came back.
func (c Case) calledOn(form Feedback) bool {
	return slices.ContainsFunc(c.Consultations, func(x Consultation) bool { return x.Method.InPerson() && !x.Date.Before(form.Received) })
}
