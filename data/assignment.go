package data

// Part is what a unit does in an assignment.
type Part string

// The parts.
const (
	LeadUnit Part = "主办" // drafts the reply (or our opinion, where we assist)
	CoUnit   Part = "协办" // sends its opinion to the lead unit
)

// Words is the unit that does the part: 主办单位 or 协办单位.
func (p Part) Words() string { return string(p) + "单位" }

// Parts lists both.
var Parts = []Part{LeadUnit, CoUnit}

// Assignment (交办): a unit receives a proposal, signs for it or returns it.
// A returned assignment stays; a new one follows it.
type Assignment struct {
	ID              ID
	ProposalID      ID
	Unit            Unit // only its ID is stored
	Part            Part
	Assigned        Date
	Accepted        Date   // 签收; past the return limit it counts as accepted
	Returned        Date   // 退回, with a reason
	ReturnReason    string //
	ReturnConsented Date   // we consented to the return; zero while undecided or refused
	Responsible     string // 责任领导 of the unit at that time
	Contact         string // 经办人
	Phone           string
	Deleted         bool
}

// Active tells whether the assignment still holds: not returned with consent.
func (a Assignment) Active() bool { return a.ReturnConsented.IsZero() }

// ReturnState tells how a unit's return (退办) of an assignment stands.
type ReturnState string

// The states.
const (
	NoReturn         ReturnState = ""
	ReturnAsked      ReturnState = "申请退回"
	ReturnAgreed     ReturnState = "同意退回"
	ReturnNotGranted ReturnState = "未同意退回" // the unit signed for it after it had asked
)

// Return tells how the unit's return stands.
func (a Assignment) Return() ReturnState {
	switch {
	case a.Returned.IsZero():
		return NoReturn
	case !a.ReturnConsented.IsZero():
		return ReturnAgreed
	case a.Accepted.Before(a.Returned):
		return ReturnAsked
	}
	return ReturnNotGranted
}
