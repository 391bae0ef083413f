package data

import (
	"cmp"
	"slices"
)

// UnitTurn is one assignment of a unit in its history.
type UnitTurn struct {
	ProposalID ID
	Year       int
	Book       string
	Number     string
	Title      string
	Name       string // what the unit was called when it was assigned
	Part       Part
	Assigned   Date
	Outcome    string // 按时答复 A类 满意, 意见逾期, 同意退回 …
	Late       bool   // it was, or is, past its limit
	Urged      int    // urgings of the unit about this proposal
	Visits     int    // visits about it
}

// UnitTurns are all assignments of a unit, the newest year first, each judged
// by the rules of its case's own year.
func UnitTurns(cases []Case, unit ID, today Date, y RuleYears) []UnitTurn {
	var all []UnitTurn
	for _, c := range cases {
		for _, a := range c.Handlers() {
			if a.Unit.ID != unit {
				continue
			}
			t := UnitTurn{ProposalID: c.Proposal.ID, Year: c.Year(), Book: c.Book.Name(), Number: c.Proposal.Number, Title: c.Proposal.Title,
				Name: a.Unit.At(a.Assigned).Name, Part: a.Part, Assigned: a.Assigned}
			t.outcome(c, a, today, y.Of(c))
			for _, s := range c.Supervisions {
				switch {
				case s.Unit.ID != unit:
				case s.Kind == Visit:
					t.Visits++
				default:
					t.Urged++
				}
			}
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b UnitTurn) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(a.Book, b.Book), CompareNumbers(a.Number, b.Number), a.Assigned.Compare(b.Assigned))
	})
	return all
}

// outcome says what became of an assignment.
func (t *UnitTurn) outcome(c Case, a Assignment, today Date, r Rules) {
	c = c.AsOf(today)
	switch {
	case !a.Active():
		t.Outcome = string(ReturnAgreed)
	case c.Proposal.Closed != NotClosed:
		t.Outcome = string(c.Proposal.Closed)
	case a.Part == CoUnit:
		t.timed("意见", c.OpinionOf(a).Received, CoOpinionLimit(c, a, r).Deadline, today)
	case !c.Proposal.Role.Answers():
		o, _ := c.OurOpinion()
		t.timed("报送", o.Sent, OpinionLimit(c, r).Deadline, today)
	default:
		first, sent := c.FirstSent()
		t.timed("答复", first.Sent, ReplyLimit(c, r).Deadline, today)
		if sent {
			last, _ := c.LastSent()
			t.Outcome += " " + ClassWord(last.Class)
			if mark, _ := c.LeadMark(ResultOf); mark != NoMark {
				t.Outcome += " " + string(mark)
			}
		}
	}
}

func (t *UnitTurn) timed(what string, done, limit, today Date) {
	switch {
	case done.IsZero() && today.After(limit):
		t.Outcome, t.Late = what+"逾期未办", true
	case done.IsZero():
		t.Outcome = "办理中"
	case done.After(limit):
		t.Outcome, t.Late = "逾期"+what, true
	default:
		t.Outcome = "按时" + what
	}
}
