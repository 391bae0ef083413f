package data

// UrgingState is where a visit or an urging (督办) stands.
type UrgingState string

// The states of a visit or an urging.
const (
	UrgingDue     UrgingState = "该催了" // it should go out (UrgesDue)
	UrgingLate    UrgingState = "逾期未反馈"
	UrgingOpen    UrgingState = "待整改" // what a visit found
	UrgingWaiting UrgingState = "等单位反馈"
	UrgingDone    UrgingState = "已反馈"
)

// UrgingStates lists all, the most pressing first.
var UrgingStates = []UrgingState{UrgingDue, UrgingLate, UrgingOpen, UrgingWaiting, UrgingDone}

// State is where a visit or an urging that was made stands on a day. A visit
// that asked for nothing is done.
func (s Supervision) State(today Date, r Rules) UrgingState {
	switch {
	case s.HasAnswer() || s.AnswerBy(r).IsZero():
		return UrgingDone
	case s.unanswered(today, r):
		return UrgingLate
	case s.Kind == Visit:
		return UrgingOpen
	}
	return UrgingWaiting
}

// Verb is a kind of supervision as something to do: 提醒, 催办, 发督办单.
func (k SupervisionKind) Verb() string {
	if k == Order {
		return "发" + string(k)
	}
	return string(k)
}
