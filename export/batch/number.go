package batch

import (
	"context"

	"jianban/data"
	"jianban/export"
	"jianban/export/page"
)

// given are the numbers of papers that keep none themselves.
func (s Source) given(papers []data.Issue, want Choices) []data.Given {
	return data.GiveNumbers(papers, s.Issues, data.UsualDocNumber(want.Number), s.Day)
}

// noticeNumber is the 文号 that the notice of a hand-over was given; "" for none.
func (s Source) noticeNumber(h export.HandedTo) string {
	return data.IssueOf(s.Issues, noticeOf(h)).Number
}

// noticeOf is the notice of a hand-over as it is recorded.
func noticeOf(h export.HandedTo) data.Issue {
	return data.Issue{Kind: data.IssueNotice, BookID: h.Cases[0].Book.ID, Unit: h.Unit, Assigned: h.Assigned, Title: export.AssignTitle(h)}
}

// numbered is the paper with its number, which it tells of where it is a new one.
func (p Paper) numbered(g data.Given) Paper {
	p.Given = g
	lay := p.lay
	p.lay = func() (page.Document, data.Problems) {
		doc, ps := lay()
		doc.Told = append(doc.Told, g.Told()...)
		return doc, ps
	}
	return p
}

// Numbers are the papers' numbers, those of all that were given one.
func Numbers(papers []Paper) []data.Given {
	var all []data.Given
	for _, p := range papers {
		if p.Given.Number != "" {
			all = append(all, p.Given)
		}
	}
	return all
}

// CheckNumbers names what keeps the numbers of papers from being given, before any of
// them is made.
func (s Source) CheckNumbers(papers []Paper) error {
	return data.CheckGiven(Numbers(papers), s.Borne)
}

// Record keeps the numbers of papers that were made as one change, by save; nothing is
// saved where all are recorded. What it tells is that a number was not kept: the papers
// are there already.
func Record(ctx context.Context, made []Paper, save func(ctx context.Context, what string, issues []data.Issue) error) (told []string) {
	issues := data.InTurn(Numbers(made))
	if len(issues) == 0 {
		return nil
	}
	if err := save(context.WithoutCancel(ctx), data.IssueAction(issues), issues); err != nil {
		return []string{issues[0].Kind.NumberWord() + "没有登记：" + data.Sentence(err)}
	}
	return nil
}
