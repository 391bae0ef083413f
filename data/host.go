package data

import "strings"

// Host is what a merged proposal (并案) takes from the one that it is worked
// together with: who works on it, and one text for both. Each keeps its own
// letter, number, proposers, talks and feedback.
type Host struct {
	ID          ID // 0 where the proposal is not merged
	Number      string
	Title       string
	Assignments []Assignment
	Replies     []Reply
	Opinions    []Opinion
}

// Handlers are the assignments that hold for the case: its own, or those of
// the proposal it is merged into where it was not handed to any unit itself.
func (c Case) Handlers() []Assignment {
	if len(c.Assignments) == 0 {
		return c.Host.Assignments
	}
	return c.Assignments
}

// Letter is a round's reply with the words that its letter bears: a merged
// proposal's reply without words of its own takes those of the same round of
// the proposal it is merged into. Class, 文号, addressee and dates stay its own.
func (c Case) Letter(rep Reply) Reply {
	if strings.TrimSpace(rep.Body+rep.Done+rep.Planned) != "" {
		return rep
	}
	for _, h := range c.Host.Replies {
		if h.Round == rep.Round {
			rep.Body, rep.Done, rep.Planned, rep.TakenFrom = h.Body, h.Done, h.Planned, h.TakenFrom
		}
	}
	return rep
}

// LetterPaper is who signs a letter of a case, the red name at its head and the
// series of its 文号.
type LetterPaper struct {
	Issuer string
	Head   string
	Series string
}

// PaperOf is the paper of a letter signed on a day (today's names where the day
// is not known): the book's; where matters are handed out to units that answer
// for themselves the lead unit's own (domain.md, Four books), whose 文号 are
// never of the office's series; else the office's. opinion chooses the series
// of opinions.
func PaperOf(c Case, s Settings, day Date, opinion bool) LetterPaper {
	b := c.Book
	series := orElse(b.ReplySeries, s.ReplySeries)
	if opinion {
		series = orElse(b.OpinionSeries, s.OpinionSeries)
	}
	if a, ok := c.LeadAssignment(); ok && b.Direction == HandedOut && b.Issuer == "" {
		u := a.Unit.At(day)
		name := orElse(u.FullName, u.Name)
		return LetterPaper{name, orElse(u.Letterhead, orElse(b.Letterhead, name)), orElse(u.ReplySeries, b.ReplySeries)}
	}
	if b.Issuer != "" {
		return LetterPaper{b.Issuer, orElse(b.Letterhead, b.Issuer), series}
	}
	name := orElse(s.Issuer, s.Office)
	return LetterPaper{name, orElse(b.Letterhead, orElse(s.Letterhead, name)), series}
}
