package data

import (
	"cmp"
	"slices"
	"strings"
)

// applying is one of the limits that apply to a thing, with what it is called.
type applying struct {
	Limit
	by string
}

// LimitOnDay is a limit that names its last day.
func LimitOnDay(from, day Date, why string, nextWorkday bool, cal Calendar) Limit {
	l := Limit{From: from, Plain: day}
	l.say("%s，即%s（%s）。", why, spoken(day), weekday(day))
	l.settle(nextWorkday, cal)
	return l
}

// LimitBefore is a limit that lies a span before another's deadline: the day before it
// is day 1, of working days the first working day before it. It is not moved on where
// it falls on a free day: that would leave less than the span.
func LimitBefore(of Limit, span Span, cal Calendar) Limit {
	l := Limit{From: of.From, Span: span, Plain: of.Deadline, Provisional: of.Provisional}
	if span.Unit == Workdays {
		for n := 0; n < span.N; {
			if l.Plain = l.Plain.AddDays(-1); cal.Workday(l.Plain) {
				n++
			}
		}
	} else {
		l.Plain = of.Deadline.AddDays(-span.N)
	}
	l.Deadline, l.Advised = l.Plain, cal.WorkdayBefore(l.Plain)
	l.say("主办件答复期限为%s，往前数%s为%s（%s），落在休息日也不顺延。", spoken(of.Deadline), span, spoken(l.Plain), weekday(l.Plain))
	l.say("建议最迟在%s（%s）办完。", spoken(l.Advised), weekday(l.Advised))
	return l
}

// strictest is the earliest of the limits that apply. Where there are several its
// reasons tell which others there were and when they end.
func strictest(all []applying) Limit {
	if len(all) == 0 {
		return Limit{}
	}
	first := 0
	for i, b := range all {
		if cmp.Or(b.Deadline.Compare(all[first].Deadline), b.Plain.Compare(all[first].Plain)) < 0 {
			first = i
		}
	}
	l := all[first].Limit
	if len(all) == 1 {
		return l
	}
	l.Reasons = slices.Clip(l.Reasons)
	l.say("同时适用%d项期限，从严取最早的一项：%s。", len(all), all[first].by)
	for i, b := range all {
		switch {
		case i == first:
		case b.Deadline == l.Deadline:
			l.say("%s的期限是同一天。", b.by)
		default:
			l.say("%s的期限为%s，较晚。", b.by, spoken(b.Deadline))
		}
	}
	return l
}

// usual is the length that a pack itself gives a limit; none of those that only rules
// give.
func (p RulePack) usual(what LimitFor) Span {
	switch what {
	case ForReply:
		return Span{p.ReplyMonths, Months}
	case ForOpinion:
		return Span{p.OpinionMonths, Months}
	case ForReturn:
		return Span{p.ReturnWorkdays, Workdays}
	case ForReanswer:
		return Span{p.ReanswerMonths, Months}
	case ForForm:
		return Span{p.FeedbackDays, Days}
	}
	return Span{}
}

// limits are all that apply to one thing of a case: the pack's own length, and its
// rules.
type limits struct {
	c    Case
	r    Rules
	what LimitFor
	form Feedback // of a new answer: the form that asks for it
	all  []applying
}

// rules adds the rules for it, which count from a day.
func (x *limits) rules(from Date) {
	for _, rule := range x.r.rulesOf(x.c, x.what) {
		since, unknown := from, false
		switch rule.From {
		case FromUnit:
			if a, ok := x.c.LeadAssignment(); ok {
				since = a.Assigned
			}
		case FromAgain:
			since, unknown = orDay(x.form.HandedAgain, from), x.form.HandedAgain.IsZero()
		}
		var l Limit
		switch {
		case rule.From == BeforeAnswer:
			l = LimitBefore(x.r.answerLimit(x.c), rule.Span(), x.r.Calendar)
		case rule.Day != "":
			l = LimitOnDay(since, rule.Day.After(since), "规定"+rule.Words(), x.r.Pack.NextWorkday, x.r.Calendar)
		default:
			l = LimitFrom(since, rule.Span(), x.r.Pack.NextWorkday, x.r.Calendar)
		}
		if unknown {
			l.say("再次交办的日期还没有登记，先自收到反馈之日算起。")
		}
		x.all = append(x.all, applying{l, rule.Words()})
	}
}

// rulesOf are the pack's rules for one thing of a case.
func (r Rules) rulesOf(c Case, what LimitFor) (of []LimitRule) {
	for _, rule := range rulesFor(r.Pack.Limits, what) {
		if rule.fits(limitedOf(c)) {
			of = append(of, rule)
		}
	}
	return of
}

// find is the strictest of the length that the pack has and of its rules, which count
// from a day, and of the letter's own day where that limits it too.
func (x limits) find(from Date, required bool) Limit {
	all := x.every(from, required)
	if len(all) == 0 {
		return LimitFrom(from, x.r.Pack.usual(x.what), x.r.Pack.NextWorkday, x.r.Calendar)
	}
	return strictest(all)
}

// every are all of them; none where there is but the pack's own length.
func (x limits) every(from Date, required bool) []applying {
	usual := x.r.Pack.usual(x.what)
	required = required && !x.c.Proposal.Required.IsZero()
	if from.IsZero() || len(x.r.Pack.Limits) == 0 && !required {
		return nil
	}
	if usual.N > 0 {
		x.all = append(x.all, applying{LimitFrom(from, usual, x.r.Pack.NextWorkday, x.r.Calendar), usualSince[x.what] + usual.String()})
	}
	x.rules(from)
	if required {
		const by = "交办文件要求的办结日期"
		x.all = append(x.all, applying{LimitOnDay(from, x.c.Proposal.Required, by, x.r.Pack.NextWorkday, x.r.Calendar), by})
	}
	return x.all
}

// answerLimit is the limit of the reply to a case, whoever gives it, before anything
// was granted. Of one that we assist with the letter's own day is our opinion's.
func (r Rules) answerLimit(c Case) Limit {
	return limits{c: c, r: r, what: ForReply}.find(c.Proposal.HandedOver, c.Proposal.Role.Answers())
}

// toldLimit is how far the limit of the reply reaches once the deputy was told; ok is
// false where the place has no such rule for the case.
func (r Rules) toldLimit(c Case) (most Limit, ok bool) {
	return r.ruled(c, ForTold, c.Proposal.HandedOver)
}

// Lengthens tells whether an extension moves the limit: it was consented to, or the
// deputy was told and the place asks for no more than that.
func (r Rules) Lengthens(c Case, e Extension) bool {
	if !e.Approved.IsZero() || e.Told.IsZero() {
		return !e.Approved.IsZero()
	}
	_, ok := r.For(c.Book).toldLimit(c)
	return ok
}

// LongestExtension is the last day that an extension of the reply to a case may reach;
// zero where it is not known when it was handed over.
func LongestExtension(c Case, r Rules) Date {
	if c.Proposal.HandedOver.IsZero() {
		return Date{}
	}
	r = r.For(c.Book)
	most := c.Proposal.HandedOver.AddMonths(r.Pack.ExtensionMonths)
	if told, ok := r.toldLimit(c); ok && told.Plain.After(most) {
		return told.Plain
	}
	return most
}

// ReplyLimit is the limit of the reply: the strictest of the pack's length from
// hand-over, its rules and the day that the hand-over's own letter names; or a granted
// extension that was applied for in time, at most the pack's months from hand-over; or
// where the deputy was told in time that it takes longer, as far as the place's rule
// for that reaches.
func ReplyLimit(c Case, r Rules) Limit {
	r = r.For(c.Book)
	l := r.answerLimit(c)
	before := l.Deadline
	for _, m := range r.longer(c) {
		if !m.asked.OnOrBefore(l.Deadline) || !m.until.After(l.Plain) {
			continue
		}
		l.Plain, l.Provisional = m.until, false
		l.say(m.why.Form, m.why.Of...)
		l.settle(r.Pack.NextWorkday, r.Calendar)
	}
	if l.Deadline.After(before) {
		l.sayPassed(before, limits{c: c, r: r, what: ForReply}.every(c.Proposal.HandedOver, c.Proposal.Role.Answers()))
	}
	return l
}

// sayPassed tells which limits, later than the one that an extension moved, it passes:
// whether they are moved too is for whoever consented.
func (l *Limit) sayPassed(before Date, all []applying) {
	for _, b := range all {
		if b.Deadline.After(before) && b.Deadline.Before(l.Deadline) {
			l.say("%s的期限为%s，早于延期后的期限，延期是否也包括它请核对批准的文件。", b.by, spoken(b.Deadline))
		}
	}
}

// lengthening is a way in which an extension moves the limit of a reply, if it was
// asked for or told in time.
type lengthening struct {
	asked, until Date
	why          Reason
}

// longer are the lengthenings of a case in the order of their days: a second one may be
// applied for within the first.
func (r Rules) longer(c Case) []lengthening {
	from := c.Proposal.HandedOver
	if from.IsZero() || len(c.Extensions) == 0 {
		return nil
	}
	earlier := func(a, b Date) Date {
		if a.Before(b) {
			return a
		}
		return b
	}
	told, tells := r.toldLimit(c)
	var all []lengthening
	for _, e := range c.Extensions {
		if e.Until.IsZero() {
			continue
		}
		if !e.Approved.IsZero() {
			until := earlier(e.Until, from.AddMonths(r.Pack.ExtensionMonths))
			all = append(all, lengthening{e.Applied, until, Reason{"经%s同意（%s），延期至%s。", []any{orElse(e.ApprovedBy, "交办机关"), spoken(e.Approved), spoken(until)}}})
		}
		if tells {
			until := earlier(e.Until, told.Plain)
			all = append(all, lengthening{e.Told, until, Reason{"期限内已向%s说明（%s），办理到%s。", []any{c.Book.Meeting.Body.Member(), spoken(e.Told), spoken(until)}}})
		}
	}
	slices.SortFunc(all, func(a, b lengthening) int { return cmp.Or(a.asked.Compare(b.asked), a.until.Compare(b.until)) })
	return all
}

// OpinionLimit is the limit of our opinion where we assist: from hand-over, and the
// day that the hand-over's own letter names.
func OpinionLimit(c Case, r Rules) Limit {
	r = r.For(c.Book)
	return limits{c: c, r: r, what: ForOpinion}.find(c.Proposal.HandedOver, true)
}

// CoOpinionLimit is the limit of a co-handling unit's opinion, from assignment.
func CoOpinionLimit(c Case, a Assignment, r Rules) Limit {
	r = r.For(c.Book)
	return limits{c: c, r: r, what: ForOpinion}.find(a.Assigned, false)
}

// ReturnLimit is the last day a unit may return an assignment; past it the
// assignment counts as accepted.
func ReturnLimit(c Case, a Assignment, r Rules) Limit {
	r = r.For(c.Book)
	return limits{c: c, r: r, what: ForReturn}.find(a.Assigned, false)
}

// ReanswerLimit is the limit of a new reply after 不满意 with the result: from the form
// that says so, or where the place counts so from the day on which the proposal was handed
// over again; as long as that is not entered from the form.
func ReanswerLimit(c Case, f Feedback, r Rules) Limit {
	r = r.For(c.Book)
	return limits{c: c, r: r, what: ForReanswer, form: f}.find(f.Received, false)
}

// FeedbackLimit is the day by which the feedback form should be back: a wish,
// not a duty, so that no light hangs on it.
func FeedbackLimit(c Case, sent Reply, r Rules) Limit {
	r = r.For(c.Book)
	return limits{c: c, r: r, what: ForForm}.find(sent.Sent, false)
}

// ContactLimit is the day by which the deputy is to be spoken with for the first time;
// ok is false where the place names none.
func ContactLimit(c Case, r Rules) (l Limit, ok bool) {
	return r.For(c.Book).ruled(c, ForContact, c.Proposal.HandedOver)
}

// SecondLimit is the day by which the second evaluation of a reply should be back; ok
// is false where the place asks for none.
func SecondLimit(c Case, sent Reply, r Rules) (l Limit, ok bool) {
	return r.For(c.Book).ruled(c, ForSecond, sent.Sent)
}

// ruled is a limit that only rules give.
func (r Rules) ruled(c Case, what LimitFor, from Date) (l Limit, ok bool) {
	if from.IsZero() || len(r.Pack.Limits) == 0 {
		return Limit{}, false
	}
	x := limits{c: c, r: r, what: what}
	x.rules(from)
	return strictest(x.all), len(x.all) > 0
}

// Term is how long something may take in words, for papers that name no day: with
// since 收到后 it is 收到后5个工作日内. Of several limits all are named.
func (r Rules) Term(c Case, what LimitFor, since string) string {
	r = r.For(c.Book)
	var terms []string
	if usual := r.Pack.usual(what); usual.N > 0 {
		terms = append(terms, since+usual.String()+"内")
	}
	for _, rule := range r.rulesOf(c, what) {
		terms = append(terms, rule.Term(since))
	}
	if len(terms) < 2 {
		return strings.Join(terms, "")
	}
	return strings.Join(terms, "、") + "（取最早的）"
}
