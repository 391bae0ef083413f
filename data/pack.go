package data

// RulePack (办理规则) holds the dated settings of a place. A year keeps the
// pack it was worked under. Lengths are whole months, working days or days as
// the names say (domain.md, Time limits).
type RulePack struct {
	Name              string         `toml:"name"`
	From              Date           `toml:"from"` // first hand-over date it applies to
	ReplyMonths       int            `toml:"reply_months"`
	ExtensionMonths   int            `toml:"extension_months"` // counted from hand-over, the latest an extension may reach
	ReturnWorkdays    int            `toml:"return_workdays"`
	OpinionMonths     int            `toml:"opinion_months"`
	ReanswerMonths    int            `toml:"reanswer_months"`
	FeedbackDays      int            `toml:"feedback_days"`
	NextWorkday       bool           `toml:"next_workday"` // a plain end on a free day moves to the next working day (民法典 第二百零三条)
	YellowDays        int            `toml:"yellow_days"`
	OrangeDays        int            `toml:"orange_days"`
	FeedbackOfReplied bool           `toml:"feedback_of_replied"` // satisfaction divides by all replied; a form not back counts as not dissatisfied
	Classes           []ReplyClass   `toml:"classes"`
	Letters           LetterWordings `toml:"letters"`
}

// ReplyClass (办理结果类别) is one step of a pack's scheme.
type ReplyClass struct {
	Letter           string `toml:"letter"`
	Name             string `toml:"name"`              // such as 已解决或基本解决
	Settled          bool   `toml:"settled"`           // counts as settled without a look at commitments (A)
	NeedsCommitments bool   `toml:"needs_commitments"` // its reply should carry dated promises
	Adopted          bool   `toml:"adopted"`           // counts for 采纳率
}

// LetterWordings are the usual words of letters. Words in {braces} are filled
// from the facts: {会议} {会议全称} {编号} {标题} {建议} {代表} {您} {协办} {我方} {共同研究}.
type LetterWordings struct {
	ReplyTitle     string `toml:"reply_title"`
	ReplyOpening   string `toml:"reply_opening"`
	ReplyClose     string `toml:"reply_close"`
	OpinionTitle   string `toml:"opinion_title"`
	OpinionOpening string `toml:"opinion_opening"`
	OpinionClose   string `toml:"opinion_close"`
}

// Class finds a class by its letter.
func (p RulePack) Class(letter string) (ReplyClass, bool) {
	for _, c := range p.Classes {
		if c.Letter == letter {
			return c, true
		}
	}
	return ReplyClass{}, false
}

// Rules are what the rule functions need besides the facts.
type Rules struct {
	Pack     RulePack
	Calendar Calendar
}
