package data

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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
	Limits            []LimitRule    `toml:"limits"`       // beside the lengths above, which may be 0 where these have one for every proposal
	NextWorkday       bool           `toml:"next_workday"` // a plain end on a free day moves to the next working day (民法典 第二百零三条)
	YellowDays        int            `toml:"yellow_days"`
	OrangeDays        int            `toml:"orange_days"`
	FeedbackOfReplied bool           `toml:"feedback_of_replied"` // satisfaction divides by all replied; a form not back counts as not dissatisfied
	UsualRows         bool           `toml:"usual_rows"`          // letters keep 22 rows a page also where others would save a page (GB/T 9704 7.3.5.4)
	Places            []string       `toml:"places"`              // names of the place and its parts, which no title is broken within
	Classes           []ReplyClass   `toml:"classes"`
	Marks             []MarkWord     `toml:"marks"` // words of feedback forms, best first; empty takes 满意 基本满意 不满意
	Letters           LetterWordings `toml:"letters"`
	Paper             PaperRules     `toml:"paper"`      // how letters look
	Passages          []Passage      `toml:"paragraphs"` // standard paragraphs to put into a text
	Topics            []Topic        `toml:"topics"`     // by which topics and units are proposed (Hints)
	Appraisal         Appraisal      `toml:"appraisal"`  // how units are scored
	Rates             RateRules      `toml:"rates"`      // what rates mean and how they are written
}

// ReplyClass (办理结果类别) is one step of a pack's scheme.
type ReplyClass struct {
	Letter           string `toml:"letter"`
	Name             string `toml:"name"`              // such as 已解决或基本解决
	Settled          bool   `toml:"settled"`           // counts as settled without a look at commitments (A)
	NeedsCommitments bool   `toml:"needs_commitments"` // its reply should carry dated promises
	Adopted          bool   `toml:"adopted"`           // counts for 采纳率
	Told             string `toml:"told"`              // how reports of the place tell it, such as 得到落实解决; "" takes the name
}

// ClassWord is a class as it is told: A类; a scheme without letters, such as
// 解决或采纳, has its words alone.
func ClassWord(letter string) string {
	if strings.HasSuffix(letter, "类") || utf8.RuneCountInString(letter) > 2 {
		return letter
	}
	return letter + "类"
}

// InReports is how reports tell the class.
func (c ReplyClass) InReports() string { return orElse(c.Told, c.Name) }

// plans tells that a reply of the class promises what is still to be done (B).
func (c ReplyClass) plans() bool { return c.NeedsCommitments && !c.Settled }

// Promises tells whether a reply of the class should come with commitments: the
// scheme asks for them, or the letter plans what is still to be done.
func (c ReplyClass) Promises(rep Reply) bool {
	return c.Letter != "" && !c.Settled && (c.NeedsCommitments || strings.TrimSpace(rep.Planned) != "")
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
	// Remind, Urge and Order are what a unit is told in the three steps of an
	// urging. Their fields: {事项} {交办时间} {办理期限} {逾期天数} {反馈时限}.
	Remind string `toml:"remind"`
	Urge   string `toml:"urge"`
	Order  string `toml:"order"`
	// Assign is what a unit is told when proposals are handed to it (交办通知). Its
	// fields: {届次} {建议} {件数} {分工} {主办件数} {协办} {协办件数} {代表} {退办期限} {答复方式}.
	Assign string `toml:"assign"`
	// Invite asks a proposer to come (邀请函). Its fields: {会议全称} {编号} {标题} {建议}
	// {您} {时间} {地点} {方式}.
	Invite string `toml:"invite"`
}

// The words in braces that a letter's wordings may hold, those of the three steps
// of an urging, of a notice of assignment and of an invitation.
var (
	LetterFields = []string{"{会议}", "{会议全称}", "{编号}", "{标题}", "{建议}", "{代表}", "{您}", "{协办}", "{我方}", "{共同研究}"}
	UrgeFields   = []string{"{事项}", "{交办时间}", "{办理期限}", "{逾期天数}", "{反馈时限}"}
	AssignFields = []string{"{届次}", "{建议}", "{件数}", "{分工}", "{主办件数}", "{协办}", "{协办件数}", "{代表}", "{退办期限}", "{答复方式}"}
	InviteFields = []string{"{会议全称}", "{编号}", "{标题}", "{建议}", "{您}", "{时间}", "{地点}", "{方式}"}
)

// UsualWords is one of the usual words of letters.
type UsualWords struct {
	Label  string
	Text   *string
	Fields []string // the words in braces that it may hold
}

// All are the usual words, in the order of the form.
func (w *LetterWordings) All() []UsualWords {
	return []UsualWords{
		{"答复标题", &w.ReplyTitle, LetterFields}, {"答复开头", &w.ReplyOpening, LetterFields}, {"答复结尾", &w.ReplyClose, LetterFields},
		{"意见标题", &w.OpinionTitle, LetterFields}, {"意见开头", &w.OpinionOpening, LetterFields}, {"意见结尾", &w.OpinionClose, LetterFields},
		{"提醒", &w.Remind, UrgeFields}, {"催办", &w.Urge, UrgeFields}, {"督办", &w.Order, UrgeFields},
		{"交办通知", &w.Assign, AssignFields}, {"邀请函", &w.Invite, InviteFields},
	}
}

// Filled is the pack with what it lacks, because it was kept before there was
// such a thing, taken from another.
func (p RulePack) Filled(from RulePack) RulePack {
	if len(p.Appraisal.Parts) == 0 {
		ways := p.Appraisal.Ways // what it says nothing of, its closed years keep (RuleYears.In)
		p.Appraisal = from.Appraisal
		p.Appraisal.Ways = ways
	}
	if p.Passages == nil { // where all were taken out it is empty, not nil
		p.Passages = slices.Clone(from.Passages)
	}
	if p.Topics == nil { // as with paragraphs
		p.Topics = slices.Clone(from.Topics)
	}
	if len(p.Places) == 0 {
		p.Places = slices.Clone(from.Places)
	}
	own, usual := p.Letters.All(), from.Letters.All()
	for i := range own {
		if *own[i].Text == "" {
			*own[i].Text = *usual[i].Text
		}
	}
	return p
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

// MarkWords are the marks of the pack's feedback forms, best first.
func (p RulePack) MarkWords() []Mark {
	if len(p.Marks) == 0 {
		return Marks
	}
	words := make([]Mark, len(p.Marks))
	for i, m := range p.Marks {
		words[i] = m.Word
	}
	return words
}

// Counts is the default mark that a word is counted as: itself where it is
// one, NoMark where the pack does not know it.
func (p RulePack) Counts(word Mark) Mark {
	for _, m := range p.Marks {
		if m.Word == word {
			return m.Counts
		}
	}
	if slices.Contains(Marks, word) { // also of a year under another pack
		return word
	}
	return NoMark
}

// Rules are what the rule functions need besides the facts.
type Rules struct {
	Pack     RulePack
	Calendar Calendar
}

// For is the rules under which a book's proposals are worked: the pack's, with
// what the book has of its own in their place.
func (r Rules) For(b Book) Rules {
	if len(b.Classes) > 0 {
		r.Pack.Classes = b.Classes
	}
	if b.ReplyMonths > 0 {
		r.Pack.ReplyMonths = b.ReplyMonths
	}
	r.Pack.Limits = limitsWith(r.Pack.Limits, b.Limits)
	return r
}
