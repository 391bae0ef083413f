package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// dues collects what is due for one case on a day.
type dues struct {
	c     Case
	today Date
	all   []BoardDue
}

func (d *dues) add(kind BoardKind, due BoardDue) {
	due.Kind = kind
	d.all = append(d.all, due)
}

// thingsDue is what is due for a case beside its promises.
func thingsDue(c Case, today Date, r Rules) []BoardDue {
	d := &dues{c: c, today: today}
	s := StageOf(c, today, r)
	if s.Stage == StageClosed {
		return nil
	}
	d.beside(s)
	switch s.Stage {
	case Settled, Delivered:
		if s.Next.What != "" && s.Next.About != AboutPromise {
			d.step(s, s.Next)
		}
		return d.all
	}
	d.next(s)
	for _, u := range UrgesDue(c, today, r) {
		d.urge(u)
	}
	d.missing(s)
	return d.all
}

// timeGroup is the group of a proposal's next step: by its limit, else by who
// has to take it.
func timeGroup(c Case, s Standing) BoardKind {
	switch {
	case s.Light == LightRed:
		return BoardOverdue
	case s.Stage == ToReanswer:
		return BoardAgain
	case s.Light != NoLight && s.DaysLeft <= 7:
		return BoardWeek
	case s.Light == LightOrange || s.Light == LightYellow:
		return BoardSoon
	}
	switch s.Stage {
	case ToAssign, ToReassign:
		return BoardOurs
	case ToSign, ToSend, ToDeliver:
		if c.Book.Direction == HandedOut { // the unit signs and sends for itself
			return BoardOthers
		}
		return BoardOurs
	case ToAccept, ToFeedback, AwaitOpinion:
		return BoardOthers
	}
	return BoardWorking
}

// next adds the next step of the proposal's stage. Where that is the talk that
// is missing and its limit is far, it stands among those that lack one.
func (d *dues) next(s Standing) {
	kind, due := timeGroup(d.c, s), d.timed(s)
	if kind == BoardWorking && s.Next.About == AboutTalk {
		kind, due.Sign, due.Badge = BoardTalks, SignMissing, missingTalk(d.c, s, d.today)
		if by := s.Next.By; by != s.Limit.Deadline && by.Before(d.today) {
			due.Badge = "联系" + DaysWords(d.today.DaysUntil(by))
		}
	}
	d.add(kind, due)
}

// timed is the next step with its limit.
func (d *dues) timed(s Standing) BoardDue {
	due := BoardDue{Light: s.Light, Badge: s.Words(), Stage: s.Stage, What: s.Next.What, Who: s.Next.Who, By: dayOf(s.Next.By, d.today), Step: s.Next, Letter: InLetter(d.c, s), sort: s.Next.By}
	switch s.Stage {
	case ToAccept, AwaitOpinion:
		if s.Light == LightGreen {
			due.Sign, due.Badge = SignOthers, string(s.Stage)
		}
	case ToFeedback:
		due.Sign, due.Badge = SignOthers, string(s.Stage)
		if sent, ok := d.c.LastSent(); ok {
			due.By, due.sort = fmt.Sprintf("已送达%d天", sent.Sent.DaysUntil(d.today)), sent.Sent
		}
	}
	return due
}

// InLetter tells that a stage's next step is taken in the letter: what is left is
// to write, sign or send it, and it is ours.
func InLetter(c Case, s Standing) bool {
	switch s.Stage {
	case ToSign, ToSend, ToDeliver:
		return c.Book.Direction != HandedOut
	case Working:
		return c.Book.Direction != HandedOut && len(s.Missing) == 0
	}
	return false
}

// dayOf is a day as a line shows it.
func dayOf(d, today Date) string {
	if d.IsZero() {
		return "—"
	}
	return d.In(today.Year())
}

// bareDue is due without a limit of its own.
func bareDue(sign BoardSign, badge, what, who string) BoardDue {
	return BoardDue{Sign: sign, Badge: badge, What: what, Who: who, By: "—"}
}

// beside adds what waits beside a proposal's next step; urgings and promises
// have groups of their own.
func (d *dues) beside(s Standing) {
	for _, step := range s.Also {
		switch step.About {
		case AboutUrging, AboutPromise, AboutOpinion:
		case AboutTold:
			if s.Stage == ToAssign || s.Stage == ToReassign {
				continue // there is nobody to name yet
			}
			d.add(BoardTell, bareDue(SignTell, "待告知", "造册分发，告知"+d.c.Book.Meeting.Body.Member(), step.Who))
		default:
			d.step(s, step)
		}
	}
}

// step adds a step beside the work, by who has to take it.
func (d *dues) step(s Standing, step Step) {
	due := bareDue(SignOthers, string(step.About), step.What, step.Who)
	group := BoardOthers
	if step.Ours() {
		group, due.Sign = BoardOurs, SignOurs
	}
	if !step.By.IsZero() {
		due.By, due.sort = dayOf(step.By, d.today), step.By
	}
	due.Step, due.Stage = step, s.Stage
	d.add(group, due)
}

// urge adds an urging that should go out.
func (d *dues) urge(u UrgeDue) {
	what := map[Part]string{LeadUnit: d.c.Paper(), CoUnit: d.c.Book.Meeting.Body.Assisting() + "意见"}[u.Part]
	due := bareDue(SignUrge, "该"+u.Step.Verb(), "催"+what, d.c.UnitName(u.Unit))
	due.Urge, due.Unit, due.By, due.sort = u.Step, u.Unit, u.Limit.In(d.today.Year()), u.Limit
	d.add(BoardUrge, due)
}

// missing adds the talks, proofs and facts that are missing.
func (d *dues) missing(s Standing) {
	c := d.c
	if talk := missingTalk(c, s, d.today); talk != "" && s.Next.About != AboutTalk {
		due := d.timed(s)
		due.Sign, due.Badge, due.Step, due.Letter, due.What = SignMissing, talk, Step{About: AboutTalk}, false, "联系"+c.Book.Meeting.Body.Member()+"并记下沟通"
		if talk == "缺面商" {
			due.What = "送达前应当面沟通"
		}
		d.add(BoardTalks, due)
	}
	unproved := 0
	for _, x := range c.Consultations {
		if x.Method.InPerson() && !c.HasProof(x) {
			unproved++
		}
	}
	if unproved > 0 {
		d.add(BoardProof, bareDue(SignMissing, "缺凭证", fmt.Sprintf("%d 次当面沟通补签字表或照片", unproved), s.Next.Who))
	}
	if facts := missingFacts(c); facts != "" {
		d.add(BoardFacts, bareDue(SignMissing, "待补", "补填"+facts, office))
	}
}

// promisesDue are the promises that are due, and those kept of which the deputy
// was not told.
func promisesDue(c Case, today Date) []BoardDue {
	if c.Proposal.Closed != NotClosed {
		return nil
	}
	d := &dues{c: c.AsOf(today), today: today}
	for _, p := range d.c.Commitments {
		who, state := cmp.Or(c.UnitName(p.Unit), "承办单位"), StateOfPromise(d.c, p, today)
		switch state {
		case PromiseKept, PromiseOpen:
			continue
		case PromiseUntold:
			d.add(BoardPromised, bareDue(SignOurs, "已兑现", "告知"+c.Book.Meeting.Body.Member()+"："+p.Text, who))
			continue
		}
		due := bareDue(SignPromise, state.Words(today.DaysUntil(p.Due)), "兑现："+p.Text, who)
		due.Promise, due.By, due.sort = state, dayOf(p.Due, today), p.Due
		d.add(BoardPromised, due)
	}
	return d.all
}

// openPromises are a case's promises that are not kept yet.
func openPromises(c Case, today Date) (out []BoardPromise) {
	c = c.AsOf(today)
	for _, p := range c.Commitments {
		if !p.Kept.IsZero() {
			continue
		}
		state := StateOfPromise(c, p, today)
		out = append(out, BoardPromise{ID: c.Proposal.ID, State: state, Badge: state.Words(today.DaysUntil(p.Due)), Text: p.Text, due: p.Due,
			From: fmt.Sprintf("%d年 第%s号 · %s", c.Year(), c.Proposal.Number, cmp.Or(c.UnitName(p.Unit), "—"))})
	}
	return out
}

// missingTalk says which consultation is owed: none before the work, or, once
// a reply is drafted, none face to face.
func missingTalk(c Case, s Standing, today Date) string {
	if !c.Proposal.Role.Answers() || s.Stage == ToAssign || s.Stage == ToAccept || s.Stage == ToReassign || s.Stage == ToFeedback {
		return ""
	}
	if slices.Contains(s.Missing, Before) {
		return "缺办前"
	}
	if _, drafted := c.Draft(); drafted && !c.FaceToFace(today) && !c.NoVisitWanted() {
		return "缺面商"
	}
	return ""
}

// missingFacts names the facts of a proposal that later papers need.
func missingFacts(c Case) string {
	var m []string
	if c.Proposal.Sponsor.ID == 0 && c.Proposal.Role.Answers() {
		m = append(m, "牵头领导")
	}
	if lead := c.Proposal.LeadProposer(); lead.Phone == "" && c.Proposal.Role.Answers() {
		m = append(m, "代表电话")
	}
	if a, ok := c.LeadAssignment(); ok && a.Contact == "" {
		m = append(m, "经办人")
	}
	return strings.Join(m, "、")
}
