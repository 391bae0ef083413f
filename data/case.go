package data

import "slices"

// Case is a proposal with its book and all its facts: what every rule,
// screen and document starts from. Deleted rows are not in it.
type Case struct {
	Book          Book
	Proposal      Proposal
	Extensions    []Extension
	Assignments   []Assignment   // by date assigned, then ID
	Consultations []Consultation // by date, then ID
	Replies       []Reply        // by round
	Opinions      []Opinion
	Dispatches    []Dispatch // by reply, then date
	Waivers       []Waiver
	Feedback      []Feedback // by round, then date received
	Commitments   []Commitment
	Supervisions  []Supervision
	Disclosure    Disclosure // ID 0 where none is recorded
	Attachments   []Attachment
	Host          Host // where it is merged into another (并案)
}

// AsOf is the case as it stood at the end of day: what happened later is
// taken out of it.
func (c Case) AsOf(day Date) Case {
	undo := func(d *Date) { takeBack(day, d) }
	undo(&c.Proposal.Told)
	if c.Proposal.ClosedOn.After(day) {
		c.Proposal.Closed, c.Proposal.ClosedOn = NotClosed, Date{}
	}
	c.Extensions = slices.DeleteFunc(slices.Clone(c.Extensions), func(e Extension) bool { return e.Applied.After(day) })
	for i := range c.Extensions {
		undo(&c.Extensions[i].Approved)
	}
	c.Assignments, c.Replies, c.Opinions = assignmentsAsOf(c.Assignments, day), repliesAsOf(c.Replies, day), opinionsAsOf(c.Opinions, day)
	if h := &c.Host; h.ID != 0 {
		h.Assignments, h.Replies, h.Opinions = assignmentsAsOf(h.Assignments, day), repliesAsOf(h.Replies, day), opinionsAsOf(h.Opinions, day)
	}
	c.Consultations = slices.DeleteFunc(slices.Clone(c.Consultations), func(x Consultation) bool { return x.Date.After(day) })
	c.Feedback = slices.Clone(c.Feedback)
	for i := range c.Feedback {
		f := &c.Feedback[i]
		undo(&f.FormSent)
		if f.Received.After(day) {
			f.Received, f.Attitude, f.Result, f.TalkedBy, f.TalkForm, f.Solved = Date{}, NoMark, NoMark, "", "", ""
		}
	}
	// A promise is made when its reply is sent, not while it is being drafted.
	promised := func(p Commitment) bool {
		return !slices.ContainsFunc(c.Replies, func(r Reply) bool { return p.ReplyID != 0 && r.ID == p.ReplyID && r.Sent.IsZero() })
	}
	c.Commitments = slices.DeleteFunc(slices.Clone(c.Commitments), func(p Commitment) bool { return !promised(p) })
	for i := range c.Commitments {
		undo(&c.Commitments[i].Kept)
		undo(&c.Commitments[i].Told)
	}
	c.Dispatches = slices.DeleteFunc(slices.Clone(c.Dispatches), func(d Dispatch) bool { return d.Date.After(day) })
	c.Supervisions = slices.DeleteFunc(slices.Clone(c.Supervisions), func(s Supervision) bool { return s.Date.After(day) })
	for i := range c.Supervisions {
		undo(&c.Supervisions[i].Answered)
		undo(&c.Supervisions[i].Rectified)
	}
	c.Waivers = slices.DeleteFunc(slices.Clone(c.Waivers), func(w Waiver) bool { return w.Date.After(day) })
	undo(&c.Disclosure.Published)
	return c
}

// Scope chooses cases.
type Scope struct {
	Year   int // 0 for every year; the year as Case.Year tells it
	BookID ID  // 0 for every book; with KeptIn every meeting of the same body, level and direction
	KeptIn int // instead of Year: proposals of earlier years that kept a promise in this one
	// Numbers are the 编号 wanted, in whatever way they are written (NumberKey);
	// none for all.
	Numbers []string
	// Promised leaves out those without a promise.
	Promised bool
	Texts    bool // also long texts (proposal text, reply and opinion bodies, what was said); lists do without
}

// Year is the year a case is counted in: its meeting's, or for items between
// meetings (闭会) the year handed over (domain.md, What is counted).
func (c Case) Year() int {
	if c.Proposal.Between && !c.Proposal.HandedOver.IsZero() {
		return c.Proposal.HandedOver.Year
	}
	return c.Book.Meeting.Year
}

// Paper is what we write for the case: 答复 or 协办意见.
func (c Case) Paper() string {
	if c.Proposal.Role.Answers() {
		return "答复"
	}
	return c.Book.Meeting.Body.Assisting() + "意见"
}
