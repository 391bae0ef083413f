package data

// SupervisionKind is a visit, or a step of urging.
type SupervisionKind string

// The kinds of supervision. An urging goes up in steps: 提醒, 催办, 督办单.
const (
	Visit  SupervisionKind = "督查"
	Remind SupervisionKind = "提醒"
	Urge   SupervisionKind = "催办"
	Order  SupervisionKind = "督办单"
)

// SupervisionKinds lists all, in the order of choice lists.
var SupervisionKinds = []SupervisionKind{Visit, Remind, Urge, Order}

// UrgeSteps are the steps of an urging, mildest first.
var UrgeSteps = []SupervisionKind{Remind, Urge, Order}

// Notice is what the notice of a step is called: 提醒函, 催办通知, 督办通知; "" of a visit.
func (k SupervisionKind) Notice() string {
	return map[SupervisionKind]string{Remind: "提醒函", Urge: "催办通知", Order: "督办通知"}[k]
}

// Supervision (督办): who inspected or urged which unit, when, and what was found.
type Supervision struct {
	ID         ID
	ProposalID ID // 0 where it concerns the unit's work as a whole
	Unit       Unit
	Kind       SupervisionKind
	Date       Date
	DocNumber  string // 文号 of the notice; may be empty
	People     string
	Findings   string // what was found, or what is asked for
	RectifyBy  Date   // 整改期限, or the day by which the unit answers
	Answer     string // what the unit answered
	Answered   Date
	Rectified  Date // 整改完成
	Deleted    bool
}
