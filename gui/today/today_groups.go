package today

import (
	"cmp"
	"fmt"
	"slices"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// todayLine is one thing to do: which proposal, what, who, by when.
type todayLine struct {
	ID     data.ID
	Number string
	Title  string
	Tone   ui.Tone
	Shape  ui.Shape
	Badge  string
	What   string
	Who    string
	By     string
	Tab    screen.Tab
	key    bool // 重点督办: shown first in its group
	sort   data.Date
}

// todayGroup is a heading with its lines.
type todayGroup struct {
	Title string
	Tone  ui.Tone
	Shape ui.Shape
	Lines []todayLine
}

// The groups, most pressing first. A proposal stands in the first of the time
// groups that fits, and again in each of the others where something is due.
const (
	groupOverdue = iota
	groupWeek
	groupAgain
	groupSoon
	groupUrge
	groupPromise
	groupOurs
	groupTell
	groupOthers
	groupWorking
	groupTalks
	groupProof
	groupFacts
	groupCount
)

func emptyGroups() []todayGroup {
	g := make([]todayGroup, groupCount)
	g[groupOverdue] = todayGroup{Title: "已逾期", Tone: ui.ToneRed, Shape: ui.Triangle}
	g[groupWeek] = todayGroup{Title: "七天内到期", Tone: ui.ToneOrange, Shape: ui.Dot}
	g[groupAgain] = todayGroup{Title: "不满意待重办", Tone: ui.ToneOrange, Shape: ui.Diamond}
	g[groupSoon] = todayGroup{Title: "十五天内到期", Tone: ui.ToneYellow, Shape: ui.Dot}
	g[groupUrge] = todayGroup{Title: "该催办", Tone: ui.ToneOrange, Shape: ui.Diamond}
	g[groupPromise] = todayGroup{Title: "承诺到期", Tone: ui.ToneYellow, Shape: ui.Dot}
	g[groupOurs] = todayGroup{Title: "等本办公室办", Tone: ui.ToneBlue, Shape: ui.Dot}
	g[groupTell] = todayGroup{Title: "待告知代表", Tone: ui.ToneBlue, Shape: ui.Ring}
	g[groupOthers] = todayGroup{Title: "等别人", Shape: ui.Diamond}
	g[groupWorking] = todayGroup{Title: "正在办理", Tone: ui.ToneGreen, Shape: ui.Check}
	g[groupTalks] = todayGroup{Title: "缺沟通", Shape: ui.Ring}
	g[groupProof] = todayGroup{Title: "缺凭证", Shape: ui.Ring}
	g[groupFacts] = todayGroup{Title: "缺资料", Shape: ui.Ring}
	return g
}

// todayBoard is the board while it is being made: first each case shown is taken,
// then each that promised something, of whatever year.
type todayBoard struct {
	today  data.Date
	groups []todayGroup
	shown  map[data.ID]bool
	open   []todayPromise // not kept yet
}

func newTodayBoard(today data.Date) *todayBoard {
	return &todayBoard{today: today, groups: emptyGroups(), shown: map[data.ID]bool{}}
}

func (b *todayBoard) add(group int, l todayLine) {
	b.groups[group].Lines = append(b.groups[group].Lines, l)
}

// take puts what is to be done for a case into the groups.
func (b *todayBoard) take(c data.Case, r data.Rules) {
	b.shown[c.Proposal.ID] = true
	s := data.StageOf(c, b.today, r)
	if s.Stage == data.StageClosed {
		return
	}
	b.beside(c, s)
	switch s.Stage {
	case data.Settled, data.Delivered:
		if s.Next.What != "" && s.Next.About != data.AboutPromise {
			b.step(c, s, s.Next)
		}
		return
	}
	b.add(timeGroup(c, s), lineOf(c, s, b.today))
	for _, u := range data.UrgesDue(c, b.today, r) {
		b.urge(c, u)
	}
	b.missing(c, s)
}

// promise puts what is to be done for a case's promises into the groups.
func (b *todayBoard) promise(c data.Case) {
	b.open = append(b.open, openPromises(c, b.today)...)
	if !b.shown[c.Proposal.ID] { // numbers begin anew every year
		c.Proposal.Title = fmt.Sprintf("%d年 %s", c.Year(), c.Proposal.Title)
	}
	b.promises(c)
}

// sorted are the groups with their lines in order; those without lines are left out.
func (b *todayBoard) sorted() []todayGroup {
	for i := range b.groups {
		slices.SortStableFunc(b.groups[i].Lines, func(a, b todayLine) int {
			if a.key != b.key {
				if a.key {
					return -1
				}
				return 1
			}
			return cmp.Or(a.sort.Compare(b.sort), data.CompareNumbers(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
		})
	}
	return slices.DeleteFunc(b.groups, func(g todayGroup) bool { return len(g.Lines) == 0 })
}

// bare is a line without a limit of its own.
func bare(c data.Case, tone ui.Tone, shape ui.Shape, badge, what, who string, tab screen.Tab) todayLine {
	return todayLine{ID: c.Proposal.ID, Number: c.Proposal.Number, Title: c.Proposal.Title, Tone: tone, Shape: shape, Badge: badge,
		What: what, Who: who, By: "—", Tab: tab, key: c.Proposal.Key}
}

// beside adds what waits beside a proposal's next step; urgings and promises
// have groups of their own.
func (b *todayBoard) beside(c data.Case, s data.Standing) {
	for _, step := range s.Also {
		switch step.About {
		case data.AboutUrging, data.AboutPromise, data.AboutOpinion:
		case data.AboutTold:
			if s.Stage == data.ToAssign || s.Stage == data.ToReassign {
				continue // there is nobody to name yet
			}
			b.add(groupTell, bare(c, ui.ToneBlue, ui.Ring, "待告知", "造册分发，告知"+c.Book.Meeting.Body.Member(), step.Who, screen.TabDuty))
		default:
			b.step(c, s, step)
		}
	}
}

// step adds a step beside the work, by who has to take it.
func (b *todayBoard) step(c data.Case, s data.Standing, step data.Step) {
	l := bare(c, ui.ToneGrey, ui.Diamond, string(step.About), step.What, step.Who, screen.TabOfStep(step, s.Stage))
	group := groupOthers
	if step.Ours() {
		group, l.Tone, l.Shape = groupOurs, ui.ToneBlue, ui.Dot
	}
	if !step.By.IsZero() {
		l.By, l.sort = words.Day(step.By, b.today.Year), step.By
	}
	b.add(group, l)
}

// urge adds an urging that should go out.
func (b *todayBoard) urge(c data.Case, u data.UrgeDue) {
	tone, shape := words.KindLook(u.Step)
	what := map[data.Part]string{data.LeadUnit: words.Paper(c), data.CoUnit: c.Book.Meeting.Body.Assisting() + "意见"}[u.Part]
	l := bare(c, tone, shape, "该"+u.Step.Verb(), "催"+what, u.Unit.Name, screen.TabDuty)
	l.By, l.sort = words.Day(u.Limit, b.today.Year), u.Limit
	b.add(groupUrge, l)
}

// missing adds the talks, proofs and facts that are missing.
func (b *todayBoard) missing(c data.Case, s data.Standing) {
	if talk := missingTalk(c, s, b.today); talk != "" {
		l := lineOf(c, s, b.today)
		l.Tone, l.Shape, l.Badge, l.What, l.Tab = ui.ToneGrey, ui.Ring, talk, "联系"+c.Book.Meeting.Body.Member()+"并记下沟通", screen.TabTalks
		if talk == "缺面商" {
			l.What = "送达前应当面沟通"
		}
		b.add(groupTalks, l)
	}
	unproved := 0
	for _, x := range c.Consultations {
		if x.Method.InPerson() && !c.HasProof(x) {
			unproved++
		}
	}
	if unproved > 0 {
		b.add(groupProof, bare(c, ui.ToneGrey, ui.Ring, "缺凭证", fmt.Sprintf("%d 次当面沟通补签字表或照片", unproved), s.Next.Who, screen.TabTalks))
	}
	if facts := missingFacts(c); facts != "" {
		b.add(groupFacts, bare(c, ui.ToneGrey, ui.Ring, "待补", "补填"+facts, "本办公室", screen.TabFacts))
	}
}

// promises adds the promises that are due, and those kept of which the deputy
// was not told.
func (b *todayBoard) promises(c data.Case) {
	if c.Proposal.Closed != data.NotClosed {
		return
	}
	c = c.AsOf(b.today)
	for _, p := range c.Commitments {
		who, state := words.Or(p.Unit.Name, "承办单位"), data.StateOfPromise(c, p, b.today)
		switch state {
		case data.PromiseKept, data.PromiseOpen:
			continue
		case data.PromiseUntold:
			b.add(groupPromise, bare(c, ui.ToneBlue, ui.Dot, "已兑现", "告知"+c.Book.Meeting.Body.Member()+"："+p.Text, who, screen.TabReply))
			continue
		}
		tone, shape := words.PromiseLook(state)
		l := bare(c, tone, shape, state.Words(b.today.DaysUntil(p.Due)), "兑现："+p.Text, who, screen.TabReply)
		l.By, l.sort = words.Day(p.Due, b.today.Year), p.Due
		b.add(groupPromise, l)
	}
}
