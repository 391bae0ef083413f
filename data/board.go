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
	Books    bool           // the lines are of several books, whose numbers may be the same
	Promises []BoardPromise // not kept yet, by day
	Bars     []BoardBar
}

// BoardKind is what something due is, and the group that a proposal stands in.
type BoardKind int

// The kinds, most pressing first. A proposal stands once, in the group of the
// first that fits, with all else that is due for it.
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
	BoardTalks
	BoardProof
	BoardFacts
	BoardWorking
	boardKinds
)

// Title is the heading of the group.
func (k BoardKind) Title() string {
	return [boardKinds]string{"已逾期", "七天内到期", "不满意待重办", "十五天内到期", "该催办", "承诺到期", "等本办公室办", "待告知代表", "等别人", "缺沟通", "缺凭证", "缺资料", "正在办理"}[k]
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

// BoardLine is one proposal with all that is due for it.
type BoardLine struct {
	ID     ID
	Number string
	Title  string
	Book   string     // the short name of its book
	Due    []BoardDue // at least one, the most pressing first
	key    bool       // 重点督办: shown first in its group
}

// First is the most pressing of what is due.
func (l BoardLine) First() BoardDue { return l.Due[0] }

// Words tell what else is due, without what the line says already of who and when:
// 催答复（区工信局，6月8日）.
func (l BoardLine) Words(d BoardDue) string {
	var about []string
	if d.Who != "" && d.Who != office && d.Who != l.First().Who {
		about = append(about, d.Who)
	}
	if d.By != "—" && d.By != l.First().By {
		about = append(about, d.By)
	}
	if len(about) == 0 {
		return d.What
	}
	return d.What + "（" + strings.Join(about, "，") + "）"
}

// BoardDue is one thing due for a proposal: what, who, by when.
type BoardDue struct {
	Kind    BoardKind
	Sign    BoardSign
	Light   Light           // of SignLight
	Urge    SupervisionKind // of SignUrge
	Promise PromiseState    // of SignPromise
	Badge   string          // 逾期7天
	What    string
	Who     string
	By      string // 6月8日, — for no day
	Stage   Stage
	Step    Step // what it is about, where it is not the next step of its stage
	Unit    Unit // that is urged
	Letter  bool // is done in the letter itself, which we write
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
	today Date
	lines map[ID]*BoardLine // of each case taken, those of which nothing is due too
	taken []*BoardLine      // the same, as taken: mostly in order already
	shown int
	open  []BoardPromise
}

// NewBoard begins the board of a day.
func NewBoard(today Date) *BoardMaker { return &BoardMaker{today: today, lines: map[ID]*BoardLine{}} }

// Board is what was taken, in order; groups without lines are left out.
func (b *BoardMaker) Board(year int) Board {
	board := Board{Today: b.today, Year: max(year, 0), Total: b.shown, Promises: b.open}
	var groups [boardKinds][]BoardLine
	book := ""
	for _, l := range b.taken {
		if len(l.Due) == 0 {
			continue
		}
		slices.SortStableFunc(l.Due, func(a, b BoardDue) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), a.sort.Compare(b.sort)) })
		kind := l.First().Kind
		groups[kind] = append(groups[kind], *l)
		board.Books = board.Books || book != "" && l.Book != book
		book = l.Book
	}
	for kind, lines := range groups {
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
			return cmp.Or(a.First().sort.Compare(b.First().sort), CompareNumbers(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
		})
		board.Groups = append(board.Groups, BoardGroup{BoardKind(kind), lines})
	}
	slices.SortStableFunc(board.Promises, func(a, b BoardPromise) int { return a.due.Compare(b.due) })
	return board
}

// line is the line of a case, which is empty at first.
func (b *BoardMaker) line(c Case) *BoardLine {
	l := b.lines[c.Proposal.ID]
	if l == nil {
		l = &BoardLine{ID: c.Proposal.ID, Number: c.Proposal.Number, Title: c.Proposal.Title, Book: c.Book.Meeting.Short(), key: c.Proposal.Key}
		b.lines[c.Proposal.ID], b.taken = l, append(b.taken, l)
	}
	return l
}

// Take puts a case and what is due for it onto the board.
func (b *BoardMaker) Take(c Case, r Rules) {
	b.shown++
	b.line(c).Due = thingsDue(c, b.today, r)
}

// TakePromises puts what a case has promised onto the board.
func (b *BoardMaker) TakePromises(c Case) {
	b.open = append(b.open, openPromises(c, b.today)...)
	due := promisesDue(c, b.today)
	if len(due) == 0 {
		return
	}
	if b.lines[c.Proposal.ID] == nil { // numbers begin anew every year
		c.Proposal.Title = fmt.Sprintf("%d年 %s", c.Year(), c.Proposal.Title)
	}
	l := b.line(c)
	l.Due = append(l.Due, due...)
}
