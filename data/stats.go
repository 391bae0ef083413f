package data

import "fmt"

// Stats are the figures of one year. The JSON keys are a contract
// (design.md); fields without a key are for screens and papers.
type Stats struct {
	Year                int             `json:"year"`
	Total               int             `json:"total"`
	Lead                int             `json:"lead"`
	Assist              int             `json:"assist"`
	Key                 int             `json:"key"`
	Replied             int             `json:"replied"`
	RepliedOnTime       int             `json:"repliedOnTime"`
	ReplyRate           Rate            `json:"replyRate"`
	SettledRate         Rate            `json:"settledRate"`
	OnTimeRate          Rate            `json:"onTimeRate"`
	ConsultedFaceToFace int             `json:"consultedFaceToFace"`
	FaceToFaceRate      Rate            `json:"faceToFaceRate"`
	Attitude            Satisfaction    `json:"attitude"`
	Result              Satisfaction    `json:"result"`
	Classes             []ClassCount    `json:"classes"`
	OpinionsDue         int             `json:"opinionsDue"`
	OpinionsDelivered   int             `json:"opinionsDelivered"`
	OpinionRate         Rate            `json:"opinionRate"`
	ByUnit              []UnitCount     `json:"byUnit"`
	ByTopic             []TopicCount    `json:"byTopic"`
	Commitments         CommitmentCount `json:"commitments"`
	AsOf                Date            `json:"asOf"`
	NotNeeded           int             `json:"notNeeded"`
	ReturnedRate        Rate            `json:"returnedRate"`       // forms back ÷ replied
	ReturnedOfSent      Rate            `json:"returnedOfSentRate"` // forms back ÷ forms sent
	AdoptedRate         Rate            `json:"adoptedRate"`
	OpinionOnTimeRate   Rate            `json:"opinionOnTimeRate"` // our opinions
	CoOpinionRate       Rate            `json:"coOpinionRate"`     // opinions of co-handling units on time; counts opinions
	SecondAttitude      Satisfaction    `json:"secondAttitude"`    // of second evaluations (二次评价)
	SecondResult        Satisfaction    `json:"secondResult"`
	Ballots             BallotCount     `json:"ballots"`    // votes of meetings, item by item
	ThirdParty          Satisfaction    `json:"thirdParty"` // what third parties found
	Views               []ViewCount     `json:"views,omitempty"`
	SharesNote          string          `json:"sharesNote,omitempty"`
	Notes               []string        `json:"notes,omitempty"` // what must be said beside the figures
	FirstRate           Rate            `json:"firstRate"`       // satisfied with the result at first: the first evaluation of the first letter
	ByKind              []KindCount     `json:"byKind"`
	InSession           Amount          `json:"inSession"` // raised at the meeting, not between
	Joint               Amount          `json:"joint"`     // 联名: of two or more proposers
	Single              Amount          `json:"single"`
	Collective          Amount          `json:"collective"` // 集体: the first proposer is a party, a body or a circle (IsGroup)
	Personal            Amount          `json:"personal"`
	Units               UnitsCount      `json:"units"`
	Met                 MetCount        `json:"met"`
	Ideas               Amount          `json:"ideas"`    // 采纳意见: those of all letters sent, in pieces
	Policies            Amount          `json:"policies"` // 出台政策: those of all letters sent, in pieces
	Planned             PlannedCount    `json:"planned"`

	All         Figure                     `json:"-"`
	Leads       Figure                     `json:"-"`
	Assists     Figure                     `json:"-"`
	Keys        Figure                     `json:"-"`
	Between     Figure                     `json:"-"` // raised between meetings (闭会期间)
	Closed      Figure                     `json:"-"` // 撤案, 转办: in no rate
	Merged      Figure                     `json:"-"`
	Extended    Figure                     `json:"-"` // an extension was granted
	Returns     Figure                     `json:"-"` // returns asked for; Num counts them
	Reanswered  Figure                     `json:"-"` // answered again after 不满意
	NoVisit     Figure                     `json:"-"` // the deputy wants no visit
	Seconds     Figure                     `json:"-"` // judged a second time
	Talks       map[Phase]Figure           `json:"-"` // consultations by phase: Num counts talks, IDs their proposals
	TalksByRank map[Rank]Figure            `json:"-"` // by who led on our side
	Surveys     Figure                     `json:"-"` // 调研, 视察 with deputies
	Visits      Figure                     `json:"-"` // 督查; those that concern one proposal
	Urgings     map[SupervisionKind]Figure `json:"-"` // 提醒, 催办, 督办单
	AllUrgings  Figure                     `json:"-"`
	TalkedBy    []WordCount                `json:"-"` // who talked with the deputy, by the forms
	TalkForms   []WordCount                `json:"-"` // in which form
	Promises    PromiseFigures             `json:"-"`
	Course      []CourseMonth              `json:"-"` // by month
	Rates       RateRules                  `json:"-"` // what the place means by its rates, and its words
}

// KindCount is one kind of proposals, with all of Kinds there.
type KindCount struct {
	Kind Kind `json:"kind"`
	Amount
}

// MarshalJSON writes the kind with its number.
func (k KindCount) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, `{"kind":%q,"count":%d}`, k.Kind, k.Num), nil
}

// UnitsCount is how many units had work in the year: Num counts units, the
// proposals behind it are what they worked on. A unit that leads one proposal and
// assists in another is counted in both of Lead and Assist, and once in All.
type UnitsCount struct {
	All    Amount `json:"all"`
	Lead   Amount `json:"lead"`   // lead a proposal that we answer
	Assist Amount `json:"assist"` // are in charge of one that we assist in, or help another unit
}

// MetCount is how many people were talked with, by the consultations' own lists of
// those who took part.
type MetCount struct {
	Times    Amount `json:"times"`    // 人次: those who took part, added up over all talks
	InPerson Amount `json:"inPerson"` // 人次 of the talks in person
	Deputies Amount `json:"deputies"` // each deputy once
}

// PlannedCount is what became of the replies of the year before that promised to
// go on (B类): those that led to a better class, or all of whose promises are
// kept, of all that stood in such a class when that year ended (domain.md, B 类转化).
type PlannedCount struct {
	Rate  Rate   `json:"rate"`
	Class string `json:"-"` // the classes of the kind that the year before had, such as B类
}

// PromiseFigures are the promises with the proposals behind them; Num counts
// promises.
type PromiseFigures struct {
	Open, Kept, Overdue Figure
	KeptEarlier         Figure // kept in the year, promised by proposals of earlier years
}

// Satisfaction is one mark over a year.
type Satisfaction struct {
	Satisfied    int  `json:"satisfied"`
	Mostly       int  `json:"mostly"`
	Dissatisfied int  `json:"dissatisfied"`
	Rate         Rate `json:"rate"`
	Other        Rate `json:"-"` // by the other denominator (domain.md, What is counted)
	// By are the proposals of each mark.
	By map[Mark]Figure `json:"-"`
}

// ClassCount is one class of the replies.
type ClassCount struct {
	Class string `json:"class"`
	Count int    `json:"count"`
	Share Rate   `json:"share"`
	Name  string `json:"name"`
	Told  string `json:"-"` // as reports of the place tell it
}

// UnitCount is one unit's part of the year: as lead unit, and as co-handler.
type UnitCount struct {
	Unit      string         `json:"unit"`
	Lead      int            `json:"lead"`
	Assist    int            `json:"assist"`
	Replied   int            `json:"replied"`
	OnTime    int            `json:"onTime"`
	Classes   map[string]int `json:"classes"`
	CoHandled int            `json:"coHandled"` // proposals that it helps with
	UnitID    ID             `json:"-"`         // 0 where no unit holds it
	IDs       []ID           `json:"-"`         // led: Lead and Assist
	Leads     Figure         `json:"-"`
	Assists   Figure         `json:"-"`
	ReplyRate Rate           `json:"-"`
	InTime    Rate           `json:"-"` // first replies in time ÷ replied
	CoIDs     Figure         `json:"-"` // helped with
	CoInTime  Rate           `json:"-"` // its opinions in time ÷ those due
	Returns   Figure         `json:"-"` // returns that it asked for
	Done      Rate           `json:"-"` // led, with no paper owed ÷ led and not closed
	Late      Figure         `json:"-"` // led, with a paper owed past its limit
	Missing   Figure         `json:"-"` // helped with, its opinion not here yet
}

// ViewCount counts how far deputies think a class of replies is solved
// (征询意见表): the deputy's view beside the unit's letter.
type ViewCount struct {
	Class  string `json:"class"`
	Solved string `json:"solved"`
	Count  int    `json:"count"`
	Figure Figure `json:"-"`
}

// WordCount counts one answer to a question of the feedback forms.
type WordCount struct {
	Word string
	Figure
}

// TopicCount is one topic's part of the year.
type TopicCount struct {
	Topic string `json:"topic"`
	Count int    `json:"count"`
	Share Rate   `json:"share"`
}

// CommitmentCount counts promises of the year's proposals, and beside them
// those of earlier years' that were kept in the year.
type CommitmentCount struct {
	Open        int `json:"open"`
	Kept        int `json:"kept"`
	Overdue     int `json:"overdue"`
	KeptEarlier int `json:"keptEarlier"`
}
