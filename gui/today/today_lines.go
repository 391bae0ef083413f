package today

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// timeGroup is the group of a proposal's next step: by its limit, else by who
// has to take it.
func timeGroup(c data.Case, s data.Standing) int {
	switch {
	case s.Light == data.LightRed:
		return groupOverdue
	case s.Stage == data.ToReanswer:
		return groupAgain
	case s.Light != data.NoLight && s.DaysLeft <= 7:
		return groupWeek
	case s.Light == data.LightOrange || s.Light == data.LightYellow:
		return groupSoon
	}
	switch s.Stage {
	case data.ToAssign, data.ToReassign:
		return groupOurs
	case data.ToSign, data.ToSend, data.ToDeliver:
		if c.Book.Direction == data.HandedOut { // the unit signs and sends for itself
			return groupOthers
		}
		return groupOurs
	case data.ToAccept, data.ToFeedback, data.AwaitOpinion:
		return groupOthers
	}
	return groupWorking
}

func lineOf(c data.Case, s data.Standing, today data.Date) todayLine {
	l := todayLine{ID: c.Proposal.ID, Number: c.Proposal.Number, Title: c.Proposal.Title,
		What: s.Next.What, Who: s.Next.Who, By: "—", Tab: screen.TabOf(s.Stage), key: c.Proposal.Key, sort: s.Next.By}
	l.Tone, l.Shape = words.LightLook(s.Light)
	l.Badge = s.Words()
	if !s.Next.By.IsZero() {
		l.By = words.Day(s.Next.By, today.Year)
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
