package batch

import (
	"slices"
	"strings"

	"jianban/data"
	"jianban/export"
	"jianban/export/page"
)

// The papers that go with the letters. Each is one paper of a kind of Kinds.

// formOf lists a paper that nothing keeps from being written.
func formOf(c data.Case, kind string, lay func() page.Document) Paper {
	return paper(c, kind, "", false, func() (page.Document, data.Problems) { return lay(), nil })
}

// withForms is a letter with the feedback forms that go with it. One on the back
// follows the letter at once where its last sheet's back is free; all others begin
// a sheet.
func (s Source) withForms(doc page.Document, c data.Case, rep data.Reply, want Choices) page.Document {
	if want.Forms == NoForms || rep.Occasion == data.FollowUp {
		return doc
	}
	for i, f := range c.FormsWith(rep.Round, want.CoSigners) {
		if len(doc.Pages)%2 == 1 && (i > 0 || want.Forms == FormsApart) {
			doc.Pages = append(doc.Pages, page.Page{Size: page.A4})
		}
		form := export.Survey(c, f, s.Settings, s.Rules.Of(c), s.Measure)
		doc.Bookmarks = append(doc.Bookmarks, page.Bookmark{Title: export.SurveyWord(c, f), Page: len(doc.Pages) + 1})
		doc.Pages = append(doc.Pages, form.Pages...)
	}
	return doc
}

// letterOf is the latest round of a case that a form can go with: sent or signed,
// with drafts any.
func letterOf(c data.Case, drafts bool) (data.Reply, bool) {
	var last data.Reply
	for _, rep := range c.Replies {
		if rep.Round > last.Round && (drafts || !rep.SignOff.Signed.IsZero() || !rep.Sent.IsZero()) {
			last = rep
		}
	}
	return last, last.Round > 0 && c.Proposal.Role.Answers()
}

// Surveys lists the feedback forms that go with the latest letter of each case that
// we answer: none go with one that tells of a promise kept.
func Surveys(s Source, want Choices) []Paper {
	var papers []Paper
	for _, c := range s.inOrder() {
		rep, ok := letterOf(c, want.Drafts)
		if !ok || rep.Occasion == data.FollowUp {
			continue
		}
		for _, f := range c.FormsWith(rep.Round, want.CoSigners) {
			papers = append(papers, formOf(c, export.SurveyWord(c, f), func() page.Document {
				return export.Survey(c, f, s.Settings, s.Rules.Of(c), s.Measure)
			}))
		}
	}
	return papers
}

// Receipts lists a receipt for each proposer of the latest letter, and for the lead
// body of our opinion.
func Receipts(s Source, want Choices) []Paper {
	var papers []Paper
	for _, c := range s.inOrder() {
		r := s.Rules.Of(c)
		if !c.Proposal.Role.Answers() {
			if o, ok := c.OurOpinion(); ok && (want.Drafts || !o.SignOff.Signed.IsZero() || !o.Sent.IsZero()) {
				papers = append(papers, formOf(c, "送达回执", func() page.Document { return export.OpinionReceipt(c, o, s.Settings, r, s.Measure) }))
			}
			continue
		}
		rep, ok := letterOf(c, want.Drafts)
		if !ok {
			continue
		}
		people := c.Proposal.Proposers
		if len(people) == 0 {
			people = []data.Proposer{{}}
		}
		for _, p := range people {
			var sent data.Dispatch
			for _, d := range c.Dispatches {
				if d.ReplyID == rep.ID && d.ProposerID == p.ID {
					sent = d
				}
			}
			kind := strings.TrimSpace(data.RoundWord("送达回执", rep.Round) + " " + p.Name)
			papers = append(papers, formOf(c, kind, func() page.Document { return export.Receipt(c, rep, p, sent, s.Settings, r, s.Measure) }))
		}
	}
	return papers
}

// SignSheets lists the sheet on which each case's latest reply, or our opinion, goes
// through the house.
func SignSheets(s Source, _ Choices) []Paper {
	var papers []Paper
	for _, c := range s.inOrder() {
		r := s.Rules.Of(c)
		if rep, ok := c.Draft(); ok && c.Proposal.Role.Answers() {
			papers = append(papers, formOf(c, data.RoundWord("发文稿纸", rep.Round), func() page.Document { return export.SignSheet(c, rep, s.Settings, r, s.Measure) }))
		}
		if o, ok := c.OurOpinion(); ok && !c.Proposal.Role.Answers() {
			papers = append(papers, formOf(c, "发文稿纸", func() page.Document { return export.OpinionSignSheet(c, o, s.Settings, r, s.Measure) }))
		}
	}
	return papers
}

// Assignments lists a notice for each unit, book and day, with their 文号.
func Assignments(s Source, want Choices) []Paper {
	handed := export.HandedOver(s.inOrder())
	issues := make([]data.Issue, len(handed))
	for i, h := range handed {
		issues[i] = noticeOf(h)
	}
	var papers []Paper
	for i, g := range s.given(issues, want) {
		h := handed[i]
		p := paper(h.Cases[0], "交办通知 "+h.Assigned.String(), g.Number, false, func() (page.Document, data.Problems) {
			return export.Assign(h, g.Number, s.Settings, s.Rules, s.Measure)
		}).about(h.Unit.At(h.Assigned).Name).numbered(g)
		p.name = export.AssignPaper(h)
		papers = append(papers, p)
	}
	return papers
}

// Transfers lists a sheet for each case.
func Transfers(s Source, _ Choices) []Paper {
	var papers []Paper
	for _, c := range s.inOrder() {
		papers = append(papers, formOf(c, "转办单", func() page.Document { return export.Transfer(c, s.Settings, s.Rules.Of(c), s.Measure) }))
	}
	return papers
}

// Returns lists the applications of units to return what they hold; blank, a form
// for each assignment that can still be returned.
func Returns(s Source, want Choices) []Paper {
	var papers []Paper
	for _, c := range s.inOrder() {
		for _, a := range c.Assignments {
			asked := a.Return() != data.NoReturn
			if asked == want.Blank || want.Blank && !a.Active() {
				continue
			}
			papers = append(papers, formOf(c, export.ReturnWord(a), func() page.Document { return export.ReturnForm(c, a, s.Settings, s.Rules.Of(c), s.Measure) }))
		}
	}
	return papers
}

// Extensions lists the applications for more time; blank, a form for each case that
// we answer.
func Extensions(s Source, want Choices) []Paper {
	var papers []Paper
	for _, c := range s.inOrder() {
		asked := c.Extensions
		if want.Blank {
			asked = []data.Extension{{}}
			if !c.Proposal.Role.Answers() || c.Proposal.Closed != data.NotClosed {
				continue
			}
		}
		for _, e := range asked {
			papers = append(papers, formOf(c, export.ExtensionWord(e), func() page.Document { return export.ExtensionForm(c, e, s.Settings, s.Rules.Of(c), s.Measure) }))
		}
	}
	return papers
}

// Talks lists the record forms of the consultations; blank, one for each case.
func Talks(s Source, want Choices) []Paper {
	var papers []Paper
	for _, c := range s.inOrder() {
		talks := c.Consultations
		if want.Blank {
			talks = []data.Consultation{{}}
		}
		for _, x := range talks {
			papers = append(papers, formOf(c, export.TalkWord(x), func() page.Document { return export.Talk(c, x, s.Settings, s.Measure) }))
		}
	}
	return papers
}

// invited are the letters of one number: those to one consultation, or an empty one.
type invited struct {
	of data.Case
	to data.Consultation
	by []data.Proposer
}

// Invitations lists a letter to each proposer who was asked to come; blank, one to
// each lead proposer. Those to one consultation bear one 文号.
func Invitations(s Source, want Choices) []Paper {
	var all []invited
	var issues []data.Issue
	for _, c := range s.inOrder() {
		talks := c.Consultations
		if want.Blank {
			talks = []data.Consultation{{}}
		}
		for _, x := range talks {
			one := invited{c, x, nil}
			for _, p := range c.Proposal.Proposers {
				if slices.Contains(x.Invited, p.ID) {
					one.by = append(one.by, p)
				}
			}
			if want.Blank {
				one.by = []data.Proposer{c.Proposal.LeadProposer()}
			}
			if len(one.by) > 0 {
				all = append(all, one)
				issues = append(issues, data.Issue{Kind: data.IssueInvitation, ProposalID: c.Proposal.ID, ConsultationID: x.ID, Title: data.PaperName(c, strings.TrimSpace("邀请函 "+x.Date.String()))})
			}
		}
	}
	var papers []Paper
	for i, g := range s.given(issues, want) {
		c, x := all[i].of, all[i].to
		for _, to := range all[i].by {
			papers = append(papers, paper(c, export.InvitationWord(x, to), g.Number, false, func() (page.Document, data.Problems) {
				return export.Invitation(c, x, to, g.Number, s.Settings, s.Rules.Of(c), s.Measure)
			}).numbered(g))
		}
	}
	return papers
}

// raised are the cases of one proposer or delegation within a book.
type raised struct {
	who        data.Proposer
	delegation string
	cases      []data.Case
}

// Handouts lists a sheet for each proposer of a book, which tells who handles what
// he raised; or a list for each delegation.
func Handouts(s Source, want Choices) []Paper {
	type key struct {
		book, who  data.ID
		delegation string
	}
	at := map[key]int{}
	var all []raised
	put := func(k key, r raised, c data.Case) {
		if _, known := at[k]; !known {
			at[k] = len(all)
			all = append(all, r)
		}
		all[at[k]].cases = append(all[at[k]].cases, c)
	}
	for _, c := range s.inOrder() {
		if !c.Proposal.Role.Answers() || c.Proposal.Closed != data.NotClosed {
			continue // of what we assist with, the lead body tells the proposers
		}
		lead := c.Proposal.LeadProposer()
		if want.Delegations {
			put(key{c.Book.ID, 0, lead.Delegation}, raised{delegation: lead.Delegation}, c)
			continue
		}
		for _, p := range c.Proposal.Proposers {
			put(key{c.Book.ID, p.ID, ""}, raised{who: p}, c)
		}
	}
	papers := make([]Paper, len(all))
	for i, r := range all {
		name, whom, lay := export.HandoutPaper(r.who, r.cases), r.who.Name, func() page.Document {
			return export.Handout(r.who, r.cases, s.Settings, s.Rules, s.Measure)
		}
		kind := "告知单"
		if want.Delegations {
			kind, name, whom = "造册", export.HandoutListPaper(r.delegation, r.cases), r.delegation
			slices.SortStableFunc(r.cases, func(a, b data.Case) int {
				return strings.Compare(data.PinyinKey(a.Proposal.LeadProposer().Name), data.PinyinKey(b.Proposal.LeadProposer().Name))
			})
			lay = func() page.Document { return export.HandoutList(r.delegation, r.cases, s.Settings, s.Rules, s.Measure) }
		}
		papers[i] = formOf(r.cases[0], kind, lay).about(whom)
		papers[i].name = name
	}
	return papers
}

// addressees are the proposers of the cases, each once, with the numbers of what is
// for him.
func (s Source) addressees() []export.Addressee {
	at := map[data.ID]int{}
	var people []data.Proposer
	var bodies []data.Body
	var numbers [][]string
	for _, c := range s.inOrder() {
		for _, p := range c.Proposal.Proposers {
			i, known := at[p.ID]
			if !known {
				i = len(people)
				at[p.ID] = i
				people, bodies, numbers = append(people, p), append(bodies, c.Book.Meeting.Body), append(numbers, nil)
			}
			numbers[i] = append(numbers[i], c.Proposal.Number)
		}
	}
	all := make([]export.Addressee, len(people))
	for i, p := range people {
		all[i] = export.AddresseeOf(p, bodies[i], "第"+strings.Join(numbers[i], "、")+"号"+bodies[i].Matter())
	}
	return all
}

// LabelSheets lists the one paper of labels for everybody.
func LabelSheets(s Source, _ Choices) []Paper {
	all := s.addressees()
	if len(all) == 0 {
		return nil
	}
	const title = "邮寄标签"
	p := formOf(s.Cases[0], title, func() page.Document { return export.Labels(title, all, s.Settings, s.Measure) }).about("代表委员")
	p.name = title
	return []Paper{p}
}

// Envelopes lists an envelope for everybody.
func Envelopes(s Source, want Choices) []Paper {
	size, err := export.EnvelopeOf(want.Envelope)
	if err != nil {
		return nil // the kind's choices are checked before it is listed
	}
	var papers []Paper
	for _, a := range s.addressees() {
		p := formOf(s.Cases[0], "信封 "+size.Name, func() page.Document { return export.Envelope(a, size, s.Settings, s.Measure) }).about(a.Name)
		p.name = export.EnvelopePaper(a, size)
		papers = append(papers, p)
	}
	return papers
}

// Dossiers lists the dossier of each case for the archive, with their 档号.
func Dossiers(s Source, want Choices) []Paper {
	cases := s.inOrder()
	issues := make([]data.Issue, len(cases))
	for i, c := range cases {
		issues[i] = data.Issue{Kind: data.IssueDossier, ProposalID: c.Proposal.ID, Title: data.PaperName(c, "办理档案")}
	}
	var papers []Paper
	for i, g := range s.given(issues, want) {
		c := cases[i]
		papers = append(papers, formOf(c, "办理档案", func() page.Document {
			return export.Dossier(c, g.Number, s.noticeNumber, s.Bind, s.Settings, s.Rules, s.Measure)
		}).numbered(g))
	}
	return papers
}

// PublishedPages lists the page of replies to publish of each book that has some.
func PublishedPages(s Source, _ Choices) []Paper {
	var papers []Paper
	for _, cases := range byBook(s.inOrder()) {
		if !export.ToPublish(cases) {
			continue
		}
		p := formOf(cases[0], "答复公开", func() page.Document { return export.Published(cases, s.Settings, s.Rules, s.Measure) }).about(cases[0].Book.Name())
		p.name = export.PublishedTitle(cases)
		papers = append(papers, p)
	}
	return papers
}

// byBook are the cases of each book, in order.
func byBook(cases []data.Case) [][]data.Case {
	at := map[data.ID]int{}
	var books [][]data.Case
	for _, c := range cases {
		i, known := at[c.Book.ID]
		if !known {
			i = len(books)
			at[c.Book.ID] = i
			books = append(books, nil)
		}
		books[i] = append(books[i], c)
	}
	return books
}
