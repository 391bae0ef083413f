package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Board (今日) answers one question: what is to be done now, who is it waiting
// for, until when. Screen and morning list show the same one.
type Board struct {
	Today    Date
	Year     int // 0 over every year
	Total    int // proposals looked at
	Groups   []BoardGroup
	Promises []BoardPromise // not kept yet, by day
	Bars     []BoardBar
}

// BoardKind is a group of the board.
type BoardKind int

// The groups, most pressing first. A proposal stands in the first of the time
// groups that fits, and again in each of the others where something is due.
const (
	BoardOverdue BoardKind = iota
	BoardWeek
	BoardAgain
	BoardSoon
	BoardUrge
	BoardPromised
	BoardOurs
	BoardTell
	BoardOthers
	BoardWorking
	BoardTalks
	BoardProof
	BoardFacts
	boardKinds
)

// Title is the heading of the group.
func (k BoardKind) Title() string {
	return [boardKinds]string{"已逾期", "七天内到期", "不满意待重办", "十五天内到期", "该催办", "承诺到期", "等本办公室办", "待告知代表", "等别人", "正在办理", "缺沟通", "缺凭证", "缺资料"}[k]
}

// BoardGroup is a group with its lines, in order.
type BoardGroup struct {
	Kind  BoardKind
	Lines []BoardLine
}

// BoardSign is what the sign at the head of a line tells; its colour and shape
// follow from it.
type BoardSign uint8

// The signs: the limit's light, the step of an urging, how far a promise is, a
// step of our own, somebody to be told, a step of others, something missing.
const (
	SignLight BoardSign = iota
	SignUrge
	SignPromise
	SignOurs
	SignTell
	SignOthers
	SignMissing
)

// BoardLine is one thing to do: which proposal, what, who, by when.
type BoardLine struct {
	ID      ID
	Number  string
	Title   string
	Sign    BoardSign
	Light   Light           // of SignLight
	Urge    SupervisionKind // of SignUrge
	Promise PromiseState    // of SignPromise
	Badge   string          // 逾期7天
	What    string
	Who     string
	By      string // 6月8日, — for no day
	Stage   Stage
	Step    Step // what the line is about, where it is not the next step of its stage
	key     bool // 重点督办: shown first in its group
	sort    Date
}

// BoardPromise is an open commitment.
type BoardPromise struct {
	ID    ID // of the proposal
	State PromiseState
	Badge string
	Text  string
	From  string // 2022年 第12号 · 区工信局
	due   Date
}

// BoardBar is one figure of the year's progress with the proposals that are
// still missing.
type BoardBar struct {
	Name     string
	Num, Den int
	Open     []ID
}

// BoardBars are the figures of a year that the board shows.
func BoardBars(st Stats) []BoardBar {
	var bars []BoardBar
	for _, b := range []struct {
		name string
		f    Figure
	}{{"已答复", st.ReplyRate.Figure}, {"已面商", st.FaceToFaceRate.Figure}, {"意见报送", st.OpinionRate.Figure}, {"反馈收回", st.ReturnedRate.Figure}} {
		bars = append(bars, BoardBar{Name: b.name, Num: b.f.Num, Den: b.f.Den, Open: b.f.Without()})
	}
	return bars
}

// Title is that of the morning list: 2022年6月15日待办事项.
func (b Board) Title() string { return b.Today.Chinese() + "待办事项" }

// BoardMaker is the board while it is being made: first each case shown is taken,
// then each that promised something, of whatever year.
type BoardMaker struct {
	today  Date
	groups [boardKinds][]BoardLine
	shown  map[ID]bool
	open   []BoardPromise
}

// NewBoard begins the board of a day.
func NewBoard(today Date) *BoardMaker { return &BoardMaker{today: today, shown: map[ID]bool{}} }

// Board is what was taken, in order; groups without lines are left out.
func (b *BoardMaker) Board(year int) Board {
	board := Board{Today: b.today, Year: max(year, 0), Total: len(b.shown), Promises: b.open}
	for kind, lines := range b.groups {
		if len(lines) == 0 {
			continue
		}
		slices.SortStableFunc(lines, func(a, b BoardLine) int {
			if a.key != b.key {
				if a.key {
					return -1
				}
				return 1
			}
			return cmp.Or(a.sort.Compare(b.sort), CompareNumbers(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
		})
		board.Groups = append(board.Groups, BoardGroup{BoardKind(kind), lines})
	}
	slices.SortStableFunc(board.Promises, func(a, b BoardPromise) int { return a.due.Compare(b.due) })
	return board
}

func (b *BoardMaker) add(kind BoardKind, l BoardLine) { b.groups[kind] = append(b.groups[kind], l) }

// Take puts what is to be done for a case into the groups.
func (b *BoardMaker) Take(c Case, r Rules) {
	b.shown[c.Proposal.ID] = true
	s := StageOf(c, b.today, r)
	if s.Stage == StageClosed {
		return
	}
	b.beside(c, s)
	switch s.Stage {
	case Settled, Delivered:
		if s.Next.What != "" && s.Next.About != AboutPromise {
			b.step(c, s, s.Next)
		}
		return
	}
	b.add(timeGroup(c, s), b.lineOf(c, s))
	for _, u := range UrgesDue(c, b.today, r) {
		b.urge(c, u)
	}
	b.missing(c, s)
}

// TakePromises puts what is to be done for a case's promises into the groups.
func (b *BoardMaker) TakePromises(c Case) {
	b.open = append(b.open, openPromises(c, b.today)...)
	if !b.shown[c.Proposal.ID] { // numbers begin anew every year
		c.Proposal.Title = fmt.Sprintf("%d年 %s", c.Year(), c.Proposal.Title)
	}
	b.promises(c)
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

func (b *BoardMaker) lineOf(c Case, s Standing) BoardLine {
	l := BoardLine{ID: c.Proposal.ID, Number: c.Proposal.Number, Title: c.Proposal.Title, Light: s.Light, Badge: s.Words(), Stage: s.Stage,
		What: s.Next.What, Who: s.Next.Who, By: b.day(s.Next.By), key: c.Proposal.Key, sort: s.Next.By}
	switch s.Stage {
	case ToAccept, AwaitOpinion:
		if s.Light == LightGreen {
			l.Sign, l.Badge = SignOthers, string(s.Stage)
		}
	case ToFeedback:
		l.Sign, l.Badge = SignOthers, string(s.Stage)
		if sent, ok := c.LastSent(); ok {
			l.By, l.sort = fmt.Sprintf("已送达%d天", sent.Sent.DaysUntil(b.today)), sent.Sent
		}
	}
	return l
}

// day is a day as a line shows it.
func (b *BoardMaker) day(d Date) string {
	if d.IsZero() {
		return "—"
	}
	return d.In(b.today.Year())
}

// bareLine is a line without a limit of its own.
func bareLine(c Case, sign BoardSign, badge, what, who string) BoardLine {
	return BoardLine{ID: c.Proposal.ID, Number: c.Proposal.Number, Title: c.Proposal.Title, Sign: sign, Badge: badge,
		What: what, Who: who, By: "—", key: c.Proposal.Key}
}

// beside adds what waits beside a proposal's next step; urgings and promises
// have groups of their own.
func (b *BoardMaker) beside(c Case, s Standing) {
	for _, step := range s.Also {
		switch step.About {
		case AboutUrging, AboutPromise, AboutOpinion:
		case AboutTold:
			if s.Stage == ToAssign || s.Stage == ToReassign {
				continue // there is nobody to name yet
			}
			b.add(BoardTell, bareLine(c, SignTell, "待告知", "造册分发，告知"+c.Book.Meeting.Body.Member(), step.Who))
		default:
			b.step(c, s, step)
		}
	}
}

// step adds a step beside the work, by who has to take it.
func (b *BoardMaker) step(c Case, s Standing, step Step) {
	l := bareLine(c, SignOthers, string(step.About), step.What, step.Who)
	group := BoardOthers
	if step.Ours() {
		group, l.Sign = BoardOurs, SignOurs
	}
	if !step.By.IsZero() {
		l.By, l.sort = b.day(step.By), step.By
	}
	l.Step, l.Stage = step, s.Stage
	b.add(group, l)
}

// urge adds an urging that should go out.
func (b *BoardMaker) urge(c Case, u UrgeDue) {
	what := map[Part]string{LeadUnit: c.Paper(), CoUnit: c.Book.Meeting.Body.Assisting() + "意见"}[u.Part]
	l := bareLine(c, SignUrge, "该"+u.Step.Verb(), "催"+what, u.Unit.Name)
	l.Urge, l.By, l.sort = u.Step, u.Limit.In(b.today.Year()), u.Limit
	b.add(BoardUrge, l)
}

// missing adds the talks, proofs and facts that are missing.
func (b *BoardMaker) missing(c Case, s Standing) {
	if talk := missingTalk(c, s, b.today); talk != "" {
		l := b.lineOf(c, s)
		l.Sign, l.Badge, l.What = SignMissing, talk, "联系"+c.Book.Meeting.Body.Member()+"并记下沟通"
		if talk == "缺面商" {
			l.What = "送达前应当面沟通"
		}
		b.add(BoardTalks, l)
	}
	unproved := 0
	for _, x := range c.Consultations {
		if x.Method.InPerson() && !c.HasProof(x) {
			unproved++
		}
	}
	if unproved > 0 {
		b.add(BoardProof, bareLine(c, SignMissing, "缺凭证", fmt.Sprintf("%d 次当面沟通补签字表或照片", unproved), s.Next.Who))
	}
	if facts := missingFacts(c); facts != "" {
		b.add(BoardFacts, bareLine(c, SignMissing, "待补", "补填"+facts, office))
	}
}

// promises adds the promises that are due, and those kept of which the deputy
// was not told.
func (b *BoardMaker) promises(c Case) {
	if c.Proposal.Closed != NotClosed {
		return
	}
	c = c.AsOf(b.today)
	for _, p := range c.Commitments {
		who, state := cmp.Or(p.Unit.Name, "承办单位"), StateOfPromise(c, p, b.today)
		switch state {
		case PromiseKept, PromiseOpen:
			continue
		case PromiseUntold:
			b.add(BoardPromised, bareLine(c, SignOurs, "已兑现", "告知"+c.Book.Meeting.Body.Member()+"："+p.Text, who))
			continue
		}
		l := bareLine(c, SignPromise, state.Words(b.today.DaysUntil(p.Due)), "兑现："+p.Text, who)
		l.Promise, l.By, l.sort = state, b.day(p.Due), p.Due
		b.add(BoardPromised, l)
	}
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
			From: fmt.Sprintf("%d年 第%s号 · %s", c.Year(), c.Proposal.Number, cmp.Or(p.Unit.Name, "—"))})
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
