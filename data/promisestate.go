package data

import "fmt"

// PromiseNear is how many days before its day a promise is near: it is called
// on the board 今日 and shown in yellow.
const PromiseNear = 30

// PromiseState is where a promise (承诺事项) stands.
type PromiseState string

// The states of a promise.
const (
	PromiseOverdue PromiseState = "已逾期"
	PromiseOpen    PromiseState = "在期"
	PromiseUntold  PromiseState = "已兑现，待告知" // kept, and the deputy was not told yet
	PromiseKept    PromiseState = "已兑现"
)

// PromiseSoon is a promise whose day is near (PromiseNear).
var PromiseSoon = PromiseState(fmt.Sprintf("%d天内到期", PromiseNear))

// PromiseStates lists all, the most pressing first.
var PromiseStates = []PromiseState{PromiseOverdue, PromiseSoon, PromiseOpen, PromiseUntold, PromiseKept}

// Overdue tells that a promise is open past its day; on the day it is not yet.
func (c Commitment) Overdue(day Date) bool { return c.Kept.IsZero() && c.Due.Before(day) }

// StateOfPromise is where a promise of a case stands on a day.
func StateOfPromise(c Case, p Commitment, today Date) PromiseState {
	switch {
	case !p.Kept.IsZero() && !c.ToldKept(p):
		return PromiseUntold
	case !p.Kept.IsZero():
		return PromiseKept
	case p.Overdue(today):
		return PromiseOverdue
	case today.DaysUntil(p.Due) <= PromiseNear:
		return PromiseSoon
	}
	return PromiseOpen
}

// Words say how a promise in a state stands whose day is so many days ahead:
// 逾期2天, 剩3天, 待告知; for one that is open and not near, its state.
func (s PromiseState) Words(days int) string {
	switch s {
	case PromiseOverdue, PromiseSoon:
		return DaysWords(days)
	case PromiseUntold:
		return "待告知"
	}
	return string(s)
}

// DaysWords tell how far a day is that lies so many days ahead: 逾期2天, 今天到期,
// 剩3天.
func DaysWords(days int) string {
	switch {
	case days < 0:
		return fmt.Sprintf("逾期%d天", -days)
	case days == 0:
		return "今天到期"
	}
	return fmt.Sprintf("剩%d天", days)
}
