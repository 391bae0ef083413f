package data

import (
	"cmp"
	"fmt"
	"slices"
)

// IssueKind is a kind of paper whose number no other fact keeps.
type IssueKind string

// The kinds. A notice tells a unit what it was handed of a book on a day, an invitation
// asks to a consultation, a dossier is a proposal for the archive.
const (
	IssueNotice     IssueKind = "notice"
	IssueInvitation IssueKind = "invitation"
	IssueDossier    IssueKind = "dossier"
)

// IssueKinds are all of them.
var IssueKinds = []IssueKind{IssueNotice, IssueInvitation, IssueDossier}

// Word is what the paper is called.
func (k IssueKind) Word() string {
	return map[IssueKind]string{IssueNotice: "交办通知", IssueInvitation: "邀请函", IssueDossier: "办理档案"}[k]
}

// NumberWord is what its number is called.
func (k IssueKind) NumberWord() string {
	if k == IssueDossier {
		return "档号"
	}
	return "文号"
}

// Issue (发文登记) is the number that a paper was given which no other fact keeps: the
// 文号 of a notice or an invitation, the 档号 of a dossier. Replies, opinions and urgings
// keep theirs themselves. The paper is known again by what it is about.
type Issue struct {
	ID             ID
	Kind           IssueKind
	ProposalID     ID   // 0 of a notice, which is about all that its unit was handed
	BookID         ID   // of a notice
	Unit           Unit // of a notice
	Assigned       Date // of a notice: the day on which the unit was handed it
	ConsultationID ID   // of an invitation; 0 of an empty one, which has nothing but its number to be known by
	Number         string
	Date           Date   // of the paper, which is that of the hand-over or the day on which it got its number
	Title          string // such as 关于交办市六届人大一次会议建议的通知
	Deleted        bool
}

// SamePaper tells whether both are about one paper, whatever number it bears.
func (i Issue) SamePaper(o Issue) bool {
	if i.Kind != o.Kind || i.ProposalID != o.ProposalID || i.BookID != o.BookID || i.Unit.ID != o.Unit.ID || i.Assigned != o.Assigned || i.ConsultationID != o.ConsultationID {
		return false
	}
	return i.Kind != IssueInvitation || i.ConsultationID != 0 || i.Number == o.Number
}

// IssueOf finds the one of a paper among those recorded; ID 0 where there is none.
func IssueOf(recorded []Issue, paper Issue) Issue {
	for _, i := range recorded {
		if i.SamePaper(paper) {
			return i
		}
	}
	return Issue{}
}

// Doubled refuses a second number for the paper that bears this one.
func (i Issue) Doubled() Problem {
	word := i.Kind.NumberWord()
	return Problem{Field: word, Message: "这份" + i.Kind.Word() + "已有" + word + i.Number, Hint: "请改原来的"}
}

// Archive is the 档号 of the proposal's dossier; "" where it has none.
func (c Case) Archive() string {
	return IssueOf(c.Issues, Issue{Kind: IssueDossier, ProposalID: c.Proposal.ID}).Number
}

// Given is the number that a paper is to bear.
type Given struct {
	Issue
	Was  string // the number recorded before, which this one replaces; "" where it stays or there was none
	Kept bool   // the recorded one, though another was given to the papers it goes with
}

// New tells whether the number is still to be recorded.
func (g Given) New() bool { return g.Number != "" && (g.ID == 0 || g.Was != "") }

// Told is what whoever makes the paper should know of its number.
func (g Given) Told() []string {
	word := g.Kind.NumberWord()
	switch {
	case g.Was != "":
		return []string{word + "由" + g.Was + "改为" + g.Number}
	case g.Kept:
		return []string{"已有" + word + g.Number + "，没有另给"}
	}
	return nil
}

// GiveNumbers tells which number each of some papers bears: the recorded one, and
// where first is given, those that have none count up from it on the day. Where each
// has one the new ones take their place: the same papers are made again.
func GiveNumbers(papers, recorded []Issue, first string, day Date) []Given {
	all := make([]Given, len(papers))
	again := len(papers) > 0
	for n, p := range papers {
		all[n].Issue = p
		if had := IssueOf(recorded, p); had.ID != 0 {
			all[n].Issue = had
		} else {
			again = false
		}
	}
	if first == "" {
		return all
	}
	steps := 0
	for n := range all {
		g := &all[n]
		if g.ID != 0 && !again {
			g.Kept = true
			continue
		}
		number := CountedUp(first, steps)
		steps++
		switch {
		case g.ID == 0:
			g.Number, g.Date = number, cmp.Or(g.Assigned, day)
			if had := IssueOf(recorded, g.Issue); had.ID != 0 { // an empty invitation with this number
				g.Issue = had
			}
		case g.Number != number:
			g.Was, g.Number, g.Date = g.Number, number, cmp.Or(g.Assigned, day)
		}
	}
	return all
}

// CheckGiven names what keeps numbers from being given: one is no 文号, two papers
// would bear the same, or another paper bears it; borne are all that are in use. What
// is wrong with the first is told.
func CheckGiven(all []Given, borne []NumberedPaper) error {
	moved := map[ID]bool{} // papers that give theirs up
	for _, g := range all {
		if g.Was != "" {
			moved[g.ID] = true
		}
	}
	var by map[string]Issue
	var of map[string][]NumberedPaper
	for _, g := range all {
		if !g.New() {
			continue
		}
		if by == nil {
			by, of = map[string]Issue{}, byNumber(borne)
		}
		word := g.Kind.NumberWord()
		if p := CheckGivenNumber(g.Number); p != nil && g.Kind != IssueDossier {
			return *p
		}
		key := UsualDocNumber(g.Number)
		if other, ok := by[key]; ok && !other.SamePaper(g.Issue) {
			return Problem{Field: word, Message: g.Number + "要给不止一份文件", Hint: "请写可以依次往下数的" + word}
		}
		by[key] = g.Issue
		for _, b := range of[key] {
			if !(b.Record == RecordIssue && (b.ID == g.ID || moved[b.ID])) {
				return NumberTaken(word, g.Number, b)
			}
		}
	}
	if _, stuck := withoutClash(all); len(stuck) > 0 {
		g := stuck[0]
		return Problem{Field: g.Kind.NumberWord(), Message: g.Number + "还在另一份" + g.Kind.Word() + "上，对调的号不能一次给完", Hint: "请先在发文登记里改开"}
	}
	return nil
}

// byNumber are papers by their numbers.
func byNumber(all []NumberedPaper) map[string][]NumberedPaper {
	of := map[string][]NumberedPaper{}
	for _, p := range all {
		key := UsualDocNumber(p.Number)
		of[key] = append(of[key], p)
	}
	return of
}

// InTurn are the issues to be recorded of some numbers given that passed CheckGiven,
// each once, in an order in which none takes a number that another of them still bears.
func InTurn(all []Given) []Issue {
	order, _ := withoutClash(all)
	return order
}

// withoutClash also gives those that wait for each other.
func withoutClash(all []Given) (order []Issue, waiting []Given) {
	for _, g := range all {
		if g.New() && !slices.ContainsFunc(waiting, func(w Given) bool { return w.SamePaper(g.Issue) }) {
			waiting = append(waiting, g)
		}
	}
	for len(waiting) > 0 {
		at := slices.IndexFunc(waiting, func(g Given) bool {
			return !slices.ContainsFunc(waiting, func(w Given) bool { return w.Was == g.Number })
		})
		if at < 0 {
			break
		}
		order = append(order, waiting[at].Issue)
		waiting = slices.Delete(waiting, at, at+1)
	}
	return order, waiting
}

// OfferNumber is the number offered to the next paper of a kind in a year: the one
// behind the highest that is borne in the series of the kind's last one; "" where
// nothing is known of the series in that year.
func OfferNumber(kind IssueKind, recorded []Issue, borne []NumberedPaper, year int) string {
	var last Issue
	for _, i := range recorded {
		if i.Kind == kind && i.ID > last.ID {
			last = i
		}
	}
	if kind == IssueDossier {
		return behindArchives(last.Number, borne)
	}
	series, _, _, ok := splitDocNumber(last.Number)
	if !ok {
		return ""
	}
	highest := 0
	for _, b := range borne {
		if s, y, n, ok := splitDocNumber(b.Number); ok && s == series && y == year {
			highest = max(highest, n)
		}
	}
	if highest == 0 {
		return ""
	}
	return fmt.Sprintf("%s〔%d〕%d号", series, year, highest+1)
}

// behindArchives is the 档号 behind the highest that is written as last is but for its
// number.
func behindArchives(last string, borne []NumberedPaper) string {
	before, n, after, ok := countsBy(last)
	if !ok {
		return ""
	}
	highest, number := n, last
	for _, b := range borne {
		if head, n, tail, ok := countsBy(b.Number); ok && head == before && tail == after && n > highest {
			highest, number = n, b.Number
		}
	}
	return CountedUp(number, 1)
}

// IssueAction names for the journal that numbers were given: 交办通知发文登记 红政办函〔2022〕9号等3份.
func IssueAction(issues []Issue) string {
	if len(issues) == 0 {
		return "发文登记"
	}
	what := issues[0].Kind.Word() + "登记" + issues[0].Kind.NumberWord() + " " + issues[0].Number
	if len(issues) > 1 {
		what += fmt.Sprintf("等%d份", len(issues))
	}
	return what
}

// Validate tidies the number and names what is wrong.
func (i *Issue) Validate() Problems {
	var f fields
	one(&f, "文件", i.Kind, IssueKinds)
	word := i.Kind.NumberWord()
	if i.Kind != IssueDossier {
		i.Number = UsualDocNumber(i.Number)
	}
	f.line(word, &i.Number, true)
	if p := CheckGivenNumber(i.Number); p != nil && i.Kind != IssueDossier && i.Number != "" {
		f.problems = append(f.problems, *p)
	}
	f.day("日期", i.Date, true)
	f.line("文件标题", &i.Title, true)
	f.day("交办日期", i.Assigned, i.Kind == IssueNotice)
	if i.Kind == IssueNotice {
		if i.Unit.ID == 0 || i.BookID == 0 {
			f.wrong("承办单位", "没有单位或办理册", "请选择单位和办理册")
		}
		i.ProposalID, i.ConsultationID = 0, 0
		return f.problems
	}
	f.owner(i.ProposalID)
	i.BookID, i.Unit, i.Assigned = 0, Unit{}, Date{}
	if i.Kind != IssueInvitation {
		i.ConsultationID = 0
	}
	return f.problems
}
