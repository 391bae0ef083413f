package datatest

import "jianban/data"

// deadline is the reply's last day: the strictest that the place names, or a granted
// extension that was applied for in time, or what follows from telling the deputy.
func (n *recount) deadline(c data.Case) data.Date {
	plain, last := n.answerBy(c)
	most := plainEnd(c.Proposal.HandedOver, n.rules.Pack.ExtensionMonths)
	told, _ := n.strictest(c, data.ForTold, c.Proposal.HandedOver, 0)
	for again := true; again; { // a second extension may be applied for within the first
		again = false
		for _, e := range c.Extensions {
			in := last
			for _, way := range []struct {
				open  bool
				until data.Date
			}{{n.by(e.Applied) && n.by(e.Approved) && !e.Applied.After(in), most}, {n.by(e.Told) && !e.Told.After(in), told}} {
				until := way.until
				if e.Until.Before(until) {
					until = e.Until
				}
				if way.open && until.After(plain) {
					plain, last, again = until, n.moved(until), true
				}
			}
		}
	}
	return last
}

// answerBy is the strictest end of the reply, before anything was granted.
func (n *recount) answerBy(c data.Case) (plain, last data.Date) {
	months := n.rules.Pack.ReplyMonths
	if c.Book.ReplyMonths > 0 {
		months = c.Book.ReplyMonths
	}
	plain, last = n.strictest(c, data.ForReply, c.Proposal.HandedOver, months)
	if day := c.Proposal.Required; !day.IsZero() && c.Proposal.Role != data.Assist {
		if end := n.moved(day); end.Before(last) || end == last && day.Before(plain) {
			plain, last = day, end
		}
	}
	return plain, last
}

// opinionBy is the last day of our opinion where we assist: the place's, or the day that
// the letter handing it over names where that is earlier.
func (n *recount) opinionBy(c data.Case) data.Date {
	_, last := n.strictest(c, data.ForOpinion, c.Proposal.HandedOver, n.rules.Pack.OpinionMonths)
	if day := c.Proposal.Required; !day.IsZero() && n.moved(day).Before(last) {
		return n.moved(day)
	}
	return last
}

// strictest is the earliest end of some months and of the place's rules: the plain day
// and the one after free days; the zero Date where there is none.
func (n *recount) strictest(c data.Case, what data.LimitFor, from data.Date, months int) (plain, last data.Date) {
	take := func(day, end data.Date) {
		if last.IsZero() || end.Before(last) || end == last && day.Before(plain) {
			plain, last = day, end
		}
	}
	if months > 0 {
		day := plainEnd(from, months)
		take(day, n.moved(day))
	}
	for _, r := range n.rules.Pack.Limits {
		if r.For != what || !fits(c, r.Of) {
			continue
		}
		day := from
		switch {
		case r.From == data.BeforeAnswer:
			_, day = n.answerBy(c)
			for left := r.N; left > 0; {
				if day = day.AddDays(-1); r.Unit == data.Days || n.rules.Calendar.Workday(day) {
					left--
				}
			}
			take(day, day)
			continue
		case r.Day != "":
			for day = day.AddDays(1); day.MonthDay() != string(r.Day); {
				day = day.AddDays(1)
			}
		case r.Unit == data.Months:
			day = plainEnd(day, r.N)
		default:
			for left := r.N; left > 0; {
				if day = day.AddDays(1); r.Unit == data.Days || n.rules.Calendar.Workday(day) {
					left--
				}
			}
		}
		take(day, n.moved(day))
	}
	return plain, last
}

// fits tells whether a proposal is one of those that all of some words tell.
func fits(c data.Case, of []data.LimitOf) bool {
	p := c.Proposal
	for _, word := range of {
		is := false
		switch word {
		case data.OfCongress:
			is = c.Book.Meeting.Body == data.Congress
		case data.OfCPPCC:
			is = c.Book.Meeting.Body == data.CPPCC
		case data.OfSession:
			is = !p.Between
		case data.OfBetween:
			is = p.Between
		case data.OfKey:
			is = p.Key
		case data.OfCity:
			is = c.Book.Meeting.Level == data.City
		}
		if !is {
			return false
		}
	}
	return true
}

// moved is the next working day.
func (n *recount) moved(d data.Date) data.Date {
	for n.rules.Pack.NextWorkday && !n.rules.Calendar.Workday(d) {
		d = d.AddDays(1)
	}
	return d
}

// plainEnd is the same day some months on, or that month's last.
func plainEnd(from data.Date, months int) data.Date {
	first := data.NewDate(from.Year(), from.Month(), 1)
	for range months {
		next := data.NewDate(first.Year(), first.Month(), 32)
		first = data.NewDate(next.Year(), next.Month(), 1)
	}
	for day := from.Day(); ; day-- {
		if d := data.NewDate(first.Year(), first.Month(), day); d.Month() == first.Month() {
			return d
		}
	}
}
