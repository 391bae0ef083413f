package gui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jianban/data"
	ui "jianban/gui/widget"
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
	Tab    Tab
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
// groups that fits, and again where a talk or a fact is missing.
const (
	groupOverdue = iota
	groupWeek
	groupSoon
	groupOurs
	groupOthers
	groupWorking
	groupTalks
	groupFacts
	groupCount
)

func emptyGroups() []todayGroup {
	g := make([]todayGroup, groupCount)
	g[groupOverdue] = todayGroup{Title: "已逾期", Tone: ui.ToneRed, Shape: ui.Triangle}
	g[groupWeek] = todayGroup{Title: "七天内到期", Tone: ui.ToneOrange, Shape: ui.Dot}
	g[groupSoon] = todayGroup{Title: "十五天内到期", Tone: ui.ToneYellow, Shape: ui.Dot}
	g[groupOurs] = todayGroup{Title: "等本办公室办", Tone: ui.ToneBlue, Shape: ui.Dot}
	g[groupOthers] = todayGroup{Title: "等别人", Shape: ui.Diamond}
	g[groupWorking] = todayGroup{Title: "正在办理", Tone: ui.ToneGreen, Shape: ui.Check}
	g[groupTalks] = todayGroup{Title: "缺沟通", Shape: ui.Ring}
	g[groupFacts] = todayGroup{Title: "缺资料", Shape: ui.Ring}
	return g
}

// todayGroups sorts what is to be done into groups; groups without lines are
// left out. rules gives the rules of a case's year.
func todayGroups(cases []data.Case, today data.Date, rules func(year int) data.Rules) []todayGroup {
	groups := emptyGroups()
	for _, c := range cases {
		s := data.StageOf(c, today, rules(c.Year()))
		switch s.Stage {
		case data.Settled, data.Delivered, data.StageClosed:
			continue
		}
		i := timeGroup(s)
		groups[i].Lines = append(groups[i].Lines, lineOf(c, s, today))
		if talk := missingTalk(c, s, today); talk != "" {
			l := lineOf(c, s, today)
			l.Tone, l.Shape, l.Badge, l.What, l.Tab = ui.ToneGrey, ui.Ring, talk, "联系代表并记下沟通", TabTalks
			if talk == "缺面商" {
				l.What = "送达前应当面沟通"
			}
			groups[groupTalks].Lines = append(groups[groupTalks].Lines, l)
		}
		if facts := missingFacts(c); facts != "" {
			l := lineOf(c, s, today)
			l.Tone, l.Shape, l.Badge, l.What, l.Who, l.By, l.Tab = ui.ToneGrey, ui.Ring, "待补", "补填"+facts, "本办公室", "—", TabFacts
			groups[groupFacts].Lines = append(groups[groupFacts].Lines, l)
		}
	}
	for i := range groups {
		slices.SortStableFunc(groups[i].Lines, func(a, b todayLine) int {
			if a.key != b.key {
				if a.key {
					return -1
				}
				return 1
			}
			return cmp.Or(a.sort.Compare(b.sort), data.CompareNumbers(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
		})
	}
	return slices.DeleteFunc(groups, func(g todayGroup) bool { return len(g.Lines) == 0 })
}

func timeGroup(s data.Standing) int {
	switch {
	case s.Light == data.LightRed:
		return groupOverdue
	case s.Light != data.NoLight && s.DaysLeft <= 7:
		return groupWeek
	case s.Light == data.LightOrange || s.Light == data.LightYellow:
		return groupSoon
	}
	switch s.Stage {
	case data.ToAssign, data.ToReassign, data.ToSign, data.ToSend, data.ToDeliver:
		return groupOurs
	case data.ToAccept, data.ToFeedback, data.AwaitOpinion:
		return groupOthers
	}
	return groupWorking
}

func lineOf(c data.Case, s data.Standing, today data.Date) todayLine {
	l := todayLine{ID: c.Proposal.ID, Number: c.Proposal.Number, Title: c.Proposal.Title,
		What: s.Next.What, Who: s.Next.Who, By: "—", Tab: tabOf(s.Stage), key: c.Proposal.Key, sort: s.Next.By}
	l.Tone, l.Shape = lightLook(s.Light)
	l.Badge = s.Words()
	if !s.Next.By.IsZero() {
		l.By = dayWords(s.Next.By, today.Year)
	}
	switch s.Stage {
	case data.ToAccept, data.AwaitOpinion:
		if s.Light == data.LightGreen {
			l.Tone, l.Shape, l.Badge = ui.ToneGrey, ui.Diamond, string(s.Stage)
		}
	case data.ToFeedback:
		l.Tone, l.Shape, l.Badge = ui.ToneGrey, ui.Diamond, string(s.Stage)
		if sent, ok := c.LastSent(); ok {
			l.By, l.sort = fmt.Sprintf("已送达%d天", sent.Sent.DaysUntil(today)), sent.Sent
		}
	}
	return l
}

// tabOf is where a stage's next step is recorded.
func tabOf(s data.Stage) Tab {
	switch s {
	case data.ToAssign, data.ToAccept, data.ToReassign:
		return TabDuty
	case data.Working, data.AwaitOpinion, data.ToSign, data.ToSend, data.ToDeliver, data.ToReanswer:
		return TabReply
	case data.ToFeedback:
		return TabFeedback
	}
	return TabTimeline
}

// missingTalk says which consultation is owed: none before the work, or, once
// a reply is drafted, none face to face.
func missingTalk(c data.Case, s data.Standing, today data.Date) string {
	if !c.Proposal.Role.Answers() || s.Stage == data.ToAssign || s.Stage == data.ToAccept || s.Stage == data.ToReassign || s.Stage == data.ToFeedback {
		return ""
	}
	if slices.Contains(s.Missing, data.Before) {
		return "缺办前"
	}
	if _, drafted := c.Draft(); drafted && !c.FaceToFace(today) && !c.NoVisitWanted() {
		return "缺面商"
	}
	return ""
}

// missingFacts names the facts of a proposal that later papers need.
func missingFacts(c data.Case) string {
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
