package data

import "cmp"

// SignOff holds the steps a paper takes in the office before it leaves.
type SignOff struct {
	Drafted         Date // 拟稿
	DraftedBy       string
	Reviewed        Date // 审核
	ReviewedBy      string
	Countersigned   Date   // 会签 by the units that helped; zero where none was asked for
	CountersignedBy string // units or people
	Signed          Date   // 签发; also the date printed on the paper
	SignedBy        string
}

// Occasion is why a further round of a reply is written.
type Occasion string

// The occasions; the first round has none.
const (
	FirstReply Occasion = ""
	Reanswer   Occasion = "重办" // the deputy was not satisfied with the result
	FollowUp   Occasion = "续复" // a promise was kept, and the deputy is told
)

// Reply (答复) to the proposers of one proposal. Re-handling gives a new
// round; earlier rounds stay as they were sent.
type Reply struct {
	ID           ID
	ProposalID   ID
	Round        int // from 1
	Occasion     Occasion
	Class        string // letter of the class in the rule pack: A, B, C …; "" while undecided
	DocNumber    string // 文号 in full, such as 红政函〔2022〕15号
	Salutation   string // "" takes the names of all proposers
	Body         string // the clerk's own text; opening and close come from the wordings where it lacks them
	Done         string // 已落实事项
	Planned      string // 计划落实事项, the source of commitments
	Contact      string // 联系人 in the note
	ContactPhone string
	CopyTo       []string // 抄送; empty takes the book's
	SignOff      SignOff
	Sent         Date   // 送达
	SentBy       string // how: 当面送达, 邮寄 …
	Ideas        int    // 采纳意见: how many of the deputies' ideas this letter says were taken up
	Policies     int    // 出台政策: how many policies, rules or plans it says were issued
	TakenFrom    string // whose reply its text is, such as 2021年第12号, until it is said to be reworked; "" mostly
	Deleted      bool
}

// Direction of an opinion.
const (
	OpinionOut = "out" // ours to the lead body (we assist)
	OpinionIn  = "in"  // a co-handling unit's to us
)

// Opinion (协办意见): ours to the lead body where we assist, or one that a
// co-handling unit sends us.
type Opinion struct {
	ID         ID
	ProposalID ID
	Way        string // OpinionOut or OpinionIn
	Unit       Unit   // OpinionIn: who sent it; only its ID is stored
	DocNumber  string
	Body       string
	SignOff    SignOff
	Sent       Date // OpinionOut: sent to the lead body
	Received   Date // OpinionIn: reached us
	Deleted    bool
}

// Mark is a satisfaction mark on a feedback form: a word of the rule pack.
type Mark string

// The default marks.
const (
	NoMark          Mark = ""
	Satisfied       Mark = "满意"
	MostlySatisfied Mark = "基本满意"
	Dissatisfied    Mark = "不满意"
)

// Marks lists the default marks, best first.
var Marks = []Mark{Satisfied, MostlySatisfied, Dissatisfied}

// MarkWord is a mark that a place uses beside or in place of the default ones,
// such as 非常满意 or 理解, and the default mark it is counted as.
type MarkWord struct {
	Word   Mark `toml:"word"`
	Counts Mark `toml:"counts"`
}

// Feedback (征询意见) of one proposer on one round's reply. Some places ask twice: when
// the reply came, and later what became of it (二次评价).
type Feedback struct {
	ID          ID
	ProposalID  ID
	Round       int
	ProposerID  ID
	Second      bool // 二次评价 of the same reply
	FormSent    Date
	Received    Date // zero while the form is out
	Attitude    Mark // 办理态度
	Result      Mark // 办理结果
	Opinion     string
	TalkedBy    string // who talked with the deputy, as the deputy says; may be empty, as the next two
	TalkForm    string // in which form
	Solved      string // how far the deputy thinks it is solved
	HandedAgain Date   // 再次交办: after 不满意 the proposal was handed to the unit a second time
	Deleted     bool
}

// Times is which evaluation of its reply a form is: 一次评价 or 二次评价.
func (b Feedback) Times() string {
	if b.Second {
		return "二次评价"
	}
	return "一次评价"
}

// compare orders forms by the day they came back, then by round and time.
func (b Feedback) compare(o Feedback) int {
	later := 0
	switch {
	case b.Second && !o.Second:
		later = 1
	case !b.Second && o.Second:
		later = -1
	}
	return cmp.Or(b.Received.Compare(o.Received), cmp.Compare(b.Round, o.Round), later)
}

// sameForm tells whether two forms are of the same proposer on the same reply, and
// the same time: one is entered once.
func (b Feedback) sameForm(o Feedback) bool {
	return b.Round == o.Round && b.ProposerID == o.ProposerID && b.Second == o.Second
}

// Commitment (承诺事项) is a dated promise made in a B or C reply.
type Commitment struct {
	ID         ID
	ProposalID ID
	ReplyID    ID
	Text       string
	Unit       Unit // only its ID is stored
	Due        Date
	Kept       Date // zero while open
	Proof      string
	Told       Date // the deputy was told that it is kept
	FollowUp   ID   // the round that told the deputy in writing; 0 where none did
	Deleted    bool
}

// Openness is the decision whether a reply is published.
type Openness string

// The decisions.
const (
	OpenUndecided Openness = ""
	Open          Openness = "公开"
	NotOpen       Openness = "不公开"
	PartlyOpen    Openness = "部分公开"
)

// Opennesses lists the decisions.
var Opennesses = []Openness{OpenUndecided, Open, NotOpen, PartlyOpen}

// Disclosure (公开) of a proposal's reply.
type Disclosure struct {
	ID         ID
	ProposalID ID
	Decision   Openness
	Reason     string
	Text       string // the redacted text; "" while none is made
	Published  Date
	Place      string
	Deleted    bool
}

// Attachment is a file kept with a proposal or one of its consultations.
type Attachment struct {
	ID             ID
	ProposalID     ID
	ConsultationID ID // 0 where it belongs to the proposal itself
	Name           string
	SHA256         string // hex; identical files are stored once
	Size           int64  // bytes
	Added          Date
	Deleted        bool
}
