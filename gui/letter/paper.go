package letter

import (
	"context"
	"fmt"
	"strings"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screen"
)

// paperKind is what the letter editor (reply.go) has to know of one kind of
// letter. There are two: a reply (here) and our opinion (opinion.go). Both are
// edited as a data.Reply; an opinion uses fewer of its fields.
type paperKind struct {
	name   string // 答复, as headings and the journal call it
	answer bool   // has class, salutation, copies, contact, done and planned, rounds
	sent   string // the label of the day it left
	hint   string // in the empty text field
	record data.Record

	// start finds the letter of a round, or begins one; round 0 is the latest.
	start func(c data.Case, round int) data.Reply
	// layout makes its pages, as far as they can be.
	layout func(p paperFacts, m page.Measurer) (page.Document, data.Problems)
	// check names what keeps it from being signed, and what is unusual.
	check func(p paperFacts, covers func(rune) bool) (blocking, warnings data.Problems)
	// waived are the unusual things that were passed over; nil where none can be.
	waived func(p paperFacts) []data.WaivedWarning
	save   func(screen.Tx, *data.Reply) error
	// versions are the texts that the letter was saved with, newest first.
	versions func(ctx context.Context, r screen.Reader, id data.ID) ([]data.TextVersion, error)
}

// paperFacts is all that a letter's pages and checks depend on.
type paperFacts struct {
	Case     data.Case
	Letter   data.Reply
	Settings data.Settings
	Rules    data.Rules
	Taken    []string // 文号 of other letters
}

// kindOf is the kind of letter that a proposal needs from us.
func kindOf(c data.Case) *paperKind {
	if c.Proposal.Role == data.Assist {
		return opinionPaper
	}
	return replyPaper
}

// proposerNames is whom an empty salutation stands for, for the hint in it.
func proposerNames(c data.Case) string {
	ps, member := c.Proposal.Proposers, c.Book.Meeting.Body.Member()
	switch {
	case len(ps) == 0:
		return ""
	case len(ps) > manyNames:
		return fmt.Sprintf("%s等%d名%s，自动列全", ps[0].Name, len(ps), member)
	}
	var all []string
	for _, p := range ps {
		all = append(all, p.Name)
	}
	return strings.Join(all, "、") + member
}

// manyNames is how many names the hint in the salutation holds.
const manyNames = 3
