package data

import (
	"cmp"
	"slices"
	"strconv"
)

// Case is a proposal with its book and all its facts: what every rule,
// screen and document starts from. Deleted rows are not in it.
type Case struct {
	Book          Book
	Proposal      Proposal
	Extensions    []Extension
	Assignments   []Assignment   // by date assigned, then ID
	Consultations []Consultation // by date, then ID
	Replies       []Reply        // by round
	Opinions      []Opinion
	Dispatches    []Dispatch // by reply, then date
	Waivers       []Waiver
	Feedback      []Feedback   // by round, then date received
	Assessments   []Assessment // by date, then ID
	Commitments   []Commitment
	Supervisions  []Supervision
	Issues        []Issue    // numbers of its invitations and its dossier
	Disclosure    Disclosure // ID 0 where none is recorded
	// Looked is what the last letter sent said when the published text was kept; zero
	// where that is not known, as in lists, which do without texts.
	Looked      TextVersion
	Attachments []Attachment
	Host        Host // where it is merged into another (并案)
}

// Scope chooses cases.
type Scope struct {
	Year   int // 0 for every year; the year as Case.Year tells it
	BookID ID  // 0 for every book; with KeptIn every meeting of the same body, level and direction
	// KeptIn is instead of Year: what a year's figures tell of earlier years. These are
	// proposals that kept a promise in it, and those of the year before that have a
	// letter in a class that promises to go on (PlanningClasses), with the facts that
	// Promised brings.
	KeptIn int
	// Numbers are the 编号 wanted, in whatever way they are written (NumberKey);
	// none for all.
	Numbers []string
	IDs     []ID // only these; nil for all
	// Promised leaves out those without a promise, and of the others all facts but
	// those by which promises are followed: assignments, replies and the promises.
	Promised bool
	// Figures leaves out the facts that no figure of a year and no list of answers
	// asks for: dispatches, waivers, disclosures, attachments and numbers of papers (Issue).
	Figures bool
	Texts   bool // also long texts (proposal text, reply and opinion bodies, what was said); lists do without
}

// Year is the year a case is counted in: its meeting's, or for items between
// meetings (闭会) the year handed over (domain.md, What is counted).
func (c Case) Year() int {
	if c.Proposal.Between && !c.Proposal.HandedOver.IsZero() {
		return c.Proposal.HandedOver.Year()
	}
	return c.Book.Meeting.Year
}

// Paper is what we write for the case: 答复 or 协办意见.
func (c Case) Paper() string {
	if c.Proposal.Role.Answers() {
		return "答复"
	}
	return c.Book.Meeting.Body.Assisting() + "意见"
}

// ProposersInShort names the proposers inside a sentence: 李某代表, 李某等3名代表, a
// group by its name; without any 代表 or 委员.
func (c Case) ProposersInShort() string {
	ps, member := c.Proposal.Proposers, c.Book.Meeting.Body.Member()
	switch {
	case len(ps) == 0:
		return member
	case IsGroup(ps[0].Name):
		if len(ps) == 1 {
			return ps[0].Name
		}
		return ps[0].Name + "等"
	case len(ps) == 1:
		return ps[0].Name + member
	}
	return ps[0].Name + "等" + strconv.Itoa(len(ps)) + "名" + member
}

// CasesInOrder are cases by book and number. Those given stay in their order, and
// are given back, not copied, where it is this one.
func CasesInOrder(cases []Case) []Case {
	if from := orderOf(cases); from != nil {
		sorted := make([]Case, len(cases))
		for to, at := range from {
			sorted[to] = cases[at]
		}
		return sorted
	}
	return cases
}

// SortCases puts cases in their order, by book and number, where they are.
func SortCases(cases []Case) {
	from := orderOf(cases)
	for start := range from { // each circle of places is gone round once
		if from[start] < 0 || from[start] == start {
			continue
		}
		first, to := cases[start], start
		for from[to] != start {
			cases[to] = cases[from[to]]
			to, from[to] = from[to], -1
		}
		cases[to], from[to] = first, -1
	}
}

// orderOf tells which case comes at each place in the order by book and number; nil
// where each stands in its place. What is sorted are their places: a case is large.
func orderOf(cases []Case) []int {
	type place struct {
		book ID
		rank NumberRank
		at   int
	}
	places := make([]place, len(cases))
	for i := range cases {
		places[i] = place{cases[i].Book.ID, RankNumber(cases[i].Proposal.Number), i}
	}
	order := func(a, b place) int {
		return cmp.Or(cmp.Compare(a.book, b.book), a.rank.Compare(b.rank), a.at-b.at)
	}
	if slices.IsSortedFunc(places, order) {
		return nil
	}
	slices.SortFunc(places, order)
	from := make([]int, len(places))
	for i, p := range places {
		from[i] = p.at
	}
	return from
}
