package batch

import (
	"cmp"
	"slices"

	"jianban/data"
	"jianban/export"
	"jianban/export/page"
)

// Paper is one letter to be written.
type Paper struct {
	ProposalID data.ID
	Number     string     // the proposal's number; "" of a paper that is about several
	Title      string     // the proposal's title, or whom a paper about several is for
	DocNumber  string     // 文号; empty where a draft has none yet
	Book       string     // name of the book
	Kind       string     // 答复, 答复（第2次）, 协办意见, 会办意见
	Draft      bool       // not sent yet: laid out even where something is still missing
	Given      data.Given // the number that it was given, where its kind takes one (Kind.Issues)

	book data.ID
	name string // of the paper within its file (page.Document.Paper)
	lay  func() (page.Document, data.Problems)
}

// Source is what the papers are made from: cases with their texts, and the
// rules of their years.
type Source struct {
	Cases    []data.Case
	Settings data.Settings
	Rules    data.RuleYears
	// Numbers are the 文号 of all papers in the years of the cases' own
	// (data.NumberYears), each as often as a paper bears it.
	Numbers []string
	// Issues are the numbers recorded of papers that keep none themselves, Borne those
	// of all papers: where papers are made that take one. New ones are given on Day.
	Issues []data.Issue
	Borne  []data.NumberedPaper
	Day    data.Date
	// Supervisions are those of the registry, of which the urgings are written.
	Supervisions []data.Supervision
	// Some tells that the cases are chosen ones: a paper about all that a unit owes is
	// not made of some.
	Some bool
	// Bind gives the pages of an attachment; nil binds none.
	Bind    func(data.Attachment) export.Bound
	Measure page.Measurer
}

// Replies lists the latest reply sent of each case that we answer, in the
// order of years, books and numbers; with drafts also the latest reply not sent yet.
// Where it is chosen the feedback forms go with each.
func Replies(s Source, want Choices) []Paper {
	var papers []Paper
	for _, c := range s.inOrder() {
		if !c.Proposal.Role.Answers() {
			continue
		}
		add := func(rep data.Reply, draft bool) {
			papers = append(papers, paper(c, data.RoundWord("答复", rep.Round), rep.DocNumber, draft, func() (page.Document, data.Problems) {
				doc, ps := export.Reply(c, rep, s.Settings, s.Rules.Of(c), s.Measure)
				doc = s.withForms(doc, c, rep, want)
				return doc, merge(ps, data.CheckDocNumber(rep.DocNumber, data.OtherNumbers(s.Numbers, rep.DocNumber)))
			}))
		}
		if rep, ok := c.LastSent(); ok {
			add(rep, false)
		}
		if rep, ok := c.Draft(); ok && want.Drafts && rep.Sent.IsZero() {
			add(rep, true)
		}
	}
	return papers
}

// Opinions lists our opinions to lead bodies that were sent, in the order of
// years, books and numbers; with drafts also those not sent yet.
func Opinions(s Source, want Choices) []Paper {
	var papers []Paper
	for _, c := range s.inOrder() {
		for _, o := range c.Opinions {
			draft := o.Sent.IsZero()
			if o.Way != data.OpinionOut || draft && !want.Drafts {
				continue
			}
			papers = append(papers, paper(c, c.Book.Meeting.Body.Assisting()+"意见", o.DocNumber, draft, func() (page.Document, data.Problems) {
				doc, ps := export.Opinion(c, o, s.Settings, s.Rules.Of(c), s.Measure)
				blocking, _ := data.CheckOpinion(c, o, s.Settings, s.Rules.Of(c), everyLetter, data.OtherNumbers(s.Numbers, o.DocNumber))
				return doc, merge(ps, blocking)
			}))
		}
	}
	return papers
}

// Urges lists the notices of all urgings of the cases' units, in the order of
// their days; visits are passed over, of chosen cases also what is about a unit as a
// whole.
func Urges(s Source, _ Choices) []Paper {
	byID := map[data.ID]data.Case{}
	for _, c := range s.Cases {
		byID[c.Proposal.ID] = c
	}
	var papers []Paper
	for _, u := range s.Supervisions {
		cases := []data.Case{byID[u.ProposalID]}
		if u.ProposalID == 0 {
			if s.Some {
				continue
			}
			cases = data.OwedBy(s.inOrder(), u.Unit.ID, u.Date, s.Rules)
		}
		if !slices.Contains(data.UrgeSteps, u.Kind) || len(cases) == 0 || cases[0].Proposal.ID == 0 {
			continue
		}
		p := paper(cases[0], u.Kind.Notice(), u.DocNumber, false, func() (page.Document, data.Problems) {
			return export.Urge(u, cases, s.Settings, s.Rules, s.Measure)
		})
		p.name = export.UrgePaper(u)
		if u.ProposalID == 0 {
			p = p.about(u.Unit.At(u.Date).Name)
		}
		papers = append(papers, p)
	}
	return papers
}

// everyLetter leaves the question which characters the fonts lack to the painting,
// which tells the page and the line too.
func everyLetter(rune) bool { return true }

// merge adds the problems of fields that have none yet.
func merge(ps, more data.Problems) data.Problems {
	for _, p := range more {
		if !slices.ContainsFunc(ps, func(q data.Problem) bool { return q.Field == p.Field }) {
			ps = append(ps, p)
		}
	}
	return ps
}

func (s Source) inOrder() []data.Case {
	return slices.SortedStableFunc(slices.Values(data.CasesInOrder(s.Cases)), func(a, b data.Case) int { return cmp.Compare(a.Year(), b.Year()) })
}

func paper(c data.Case, kind, docNumber string, draft bool, lay func() (page.Document, data.Problems)) Paper {
	return Paper{ProposalID: c.Proposal.ID, Number: c.Proposal.Number, Title: c.Proposal.Title, DocNumber: docNumber,
		Book: c.Book.Name(), Kind: kind, Draft: draft, book: c.Book.ID, name: data.PaperName(c, kind), lay: lay}
}

// about is a paper that is about several proposals, and for whom.
func (p Paper) about(whom string) Paper {
	p.ProposalID, p.Number, p.Title = 0, "", whom
	return p
}

// Whose names the paper for a person: 第12号, or whom it is for.
func (p Paper) Whose() string {
	if p.Number == "" {
		return p.Title
	}
	return "第" + p.Number + "号"
}

// Document lays one paper out; a sent paper with a problem is refused, a draft
// shows what is there.
func (p Paper) Document() (page.Document, error) {
	doc, problems := p.lay()
	if !p.Draft {
		return doc, problems.Err()
	}
	return doc, nil
}
