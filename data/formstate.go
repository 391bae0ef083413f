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
// where it is not entered yet: it goes with the letter (domain.md, Sent). Forms
// of co-signers are among them where there are any. A case that is closed, not
// answered by us or not answered yet has none.
func Forms(c Case, today Date, r Rules) []Form {
	judged, sent := c.LastJudged()
	if !c.Proposal.Role.Answers() || c.Proposal.Closed != NotClosed || !sent {
		return nil
	}
	lead := c.Proposal.LeadProposer().ID
	feedback := slices.Clone(c.Feedback)
	if !slices.ContainsFunc(feedback, func(f Feedback) bool { return f.ProposerID == lead && f.Round == judged.Round }) {
		feedback = append(feedback, Feedback{ProposalID: c.Proposal.ID, Round: judged.Round, ProposerID: lead})
	}
	owed, owes := c.OwesReanswer(r.Pack)
	attitude, call := c.LeadMark(AttitudeOf)
	calls := r.Pack.Counts(attitude) == Dissatisfied && !c.calledOn(call)
	back := FeedbackLimit(judged, r).Deadline
	forms := make([]Form, len(feedback))
	for i, f := range feedback {
		x := Form{Feedback: f, State: FormBack}
		switch {
		case owes && f.ID != 0 && f.ID == owed.ID:
			x.State, x.Due = FormOwed, ReanswerLimit(f, r).Deadline
		case calls && f.ID != 0 && f.ID == call.ID:
			x.State = FormAttitude
		case !f.Received.IsZero():
		case f.Round == judged.Round && today.After(back):
			x.State, x.Due = FormLate, back
		case f.FormSent.IsZero():
			x.State, x.Due = FormUnsent, back
		default:
			x.State, x.Due = FormOut, back
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

// calledOn tells that somebody went to see the deputy after a form came back.
func (c Case) calledOn(form Feedback) bool {
	return slices.ContainsFunc(c.Consultations, func(x Consultation) bool { return x.Method.InPerson() && !x.Date.Before(form.Received) })
}
