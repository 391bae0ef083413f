package story

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
)

// paper is a reply, or an opinion of ours, as far as its 文号 and the steps of
// its signing tell of it.
type paper struct {
	ref
	proposal data.ID
	number   string
	sent     data.Date
	deleted  bool
	signOff  data.SignOff
}

func paperOf(row any) (p paper, ok bool) {
	switch x := row.(type) {
	case *data.Reply:
		return paper{ref{data.RecordReply, x.ID}, x.ProposalID, x.DocNumber, x.Sent, x.Deleted, x.SignOff}, true
	case *data.Opinion:
		return paper{ref{data.RecordOpinion, x.ID}, x.ProposalID, x.DocNumber, x.Sent, x.Deleted, x.SignOff}, x.Way == data.OpinionOut
	}
	return p, false
}

// papers are all of any state, replies first.
func (t tables) papers() (all []paper) {
	for _, r := range of[data.Reply](t).rows {
		p, _ := paperOf(r)
		all = append(all, p)
	}
	for _, o := range of[data.Opinion](t).rows {
		if p, ours := paperOf(o); ours {
			all = append(all, p)
		}
	}
	return all
}

// bearer is a paper that bears a number.
type bearer struct {
	data.NumberedPaper
	deleted bool
	held    bool // the number is nobody else's
	archive bool // it is a 档号
}

// bearers are all papers with a number, in whatever state.
func (t tables) bearers() (all []bearer) {
	add := func(p data.NumberedPaper, kind string, unit data.ID, deleted, held, archive bool) {
		if p.Number == "" {
			return
		}
		var book data.Book
		number, title, year := "", "", 0
		if x := of[data.Proposal](t).find(p.ProposalID); x != nil {
			number, title = x.Number, x.Title
			if b := of[data.Book](t).find(x.BookID); b != nil {
				book, year = *b, data.Case{Book: *b, Proposal: *x}.Year()
			}
		}
		all = append(all, bearer{p.Called(kind, book, number, title, year, t.unit(unit).Name), deleted, held || !deleted, archive})
	}
	for _, x := range of[data.Issue](t).rows {
		add(data.NumberedPaper{Record: data.RecordIssue, ID: x.ID, Number: x.Number, Date: x.Date, ProposalID: x.ProposalID, Title: x.Title}, string(x.Kind), x.Unit.ID, x.Deleted, false, x.Kind == data.IssueDossier)
	}
	for _, x := range of[data.Opinion](t).rows {
		if x.Way == data.OpinionOut {
			add(data.NumberedPaper{Record: data.RecordOpinion, ID: x.ID, Number: x.DocNumber, Date: cmp.Or(x.SignOff.Signed, x.Sent), ProposalID: x.ProposalID}, "", 0, x.Deleted, !x.Sent.IsZero(), false)
		}
	}
	for _, x := range of[data.Reply](t).rows {
		add(data.NumberedPaper{Record: data.RecordReply, ID: x.ID, Number: x.DocNumber, Date: cmp.Or(x.SignOff.Signed, x.Sent), ProposalID: x.ProposalID, Round: x.Round}, "", 0, x.Deleted, !x.Sent.IsZero(), false)
	}
	for _, x := range of[data.Supervision](t).rows {
		add(data.NumberedPaper{Record: data.RecordSupervision, ID: x.ID, Number: x.DocNumber, Date: x.Date, ProposalID: x.ProposalID}, string(x.Kind), x.Unit.ID, x.Deleted, false, false)
	}
	return all
}

// SaveIssue keeps the number that a paper was given which nothing else keeps.
func (t *Tx) SaveIssue(i *data.Issue) error {
	if err := i.Validate().Err(); err != nil {
		return err
	}
	if err := t.issueFits(i); err != nil {
		return err
	}
	return put(t, i)
}

// issueFits refuses a number that another paper bears, and a second one of a paper.
func (t *Tx) issueFits(i *data.Issue) error {
	if err := t.docNumberFree(i.Kind.NumberWord(), ref{data.RecordIssue, i.ID}, i.Number); err != nil {
		return err
	}
	for _, x := range of[data.Issue](t.next).alive() {
		if x.ID != i.ID && x.SamePaper(*i) {
			return data.Problems{x.Doubled()}
		}
	}
	return nil
}

// SaveSupervision keeps a visit or an urging.
func (t *Tx) SaveSupervision(s *data.Supervision) error {
	had, number := "", strings.TrimSpace(s.DocNumber)
	if x := of[data.Supervision](t.next).find(s.ID); x != nil {
		had = x.DocNumber
	}
	if number != had {
		if err := t.docNumberFree("文号", ref{data.RecordSupervision, s.ID}, number); err != nil {
			return err
		}
	}
	return put(t, s)
}

// docNumberFree refuses a number, called by word, that another paper bears.
func (t *Tx) docNumberFree(word string, self ref, number string) error {
	if number = strings.TrimSpace(number); number == "" {
		return nil
	}
	for _, p := range t.next.bearers() {
		mine := p.Record == self.what && (p.ID == self.id || self.what == data.RecordSupervision)
		if p.Number == number && p.held && !mine {
			return data.Problems{data.NumberTaken(word, number, p.NumberedPaper)}
		}
	}
	return nil
}

// Numbered are the papers whose number is of a year, every year for 0, in the order of
// the register.
func (m *Memory) Numbered(ctx context.Context, year int) ([]data.NumberedPaper, error) {
	return read(ctx, m, func(t tables) (all []data.NumberedPaper) {
		for _, p := range t.bearers() {
			if !p.deleted && (year == 0 || p.Year == year) {
				all = append(all, p.NumberedPaper)
			}
		}
		data.SortNumbered(all)
		return all
	})
}

// DocNumbers are the 文号 of all papers that bear the year: urgings may share one.
func (m *Memory) DocNumbers(ctx context.Context, year int) ([]string, error) {
	return read(ctx, m, func(t tables) (all []string) {
		shared := map[string]bool{}
		for _, p := range t.bearers() {
			urging := p.Record == data.RecordSupervision
			if !p.deleted && !p.archive && strings.Contains(p.Number, fmt.Sprintf("〔%d〕", year)) && !(urging && shared[p.Number]) {
				all = append(all, p.Number)
				shared[p.Number] = urging
			}
		}
		return all
	})
}

// NumberGaps are the 文号 of a year (0 for every year) that no paper bears or,
// when it was sent, bore.
func (m *Memory) NumberGaps(ctx context.Context, year int) ([]data.NumberGap, error) {
	part := "〔"
	if year != 0 {
		part = fmt.Sprintf("〔%d〕", year)
	}
	return read(ctx, m, func(t tables) []data.NumberGap {
		var numbers []string
		for _, p := range t.bearers() {
			if p.held && strings.Contains(p.Number, part) {
				numbers = append(numbers, p.Number)
			}
		}
		return data.NumberGaps(numbers)
	})
}

// NextDocNumber is the next 文号 of a series in a year: the lowest that was given
// and taken back before its paper was sent, else one above the highest in use.
func (t *Tx) NextDocNumber(series string, year int) (string, error) {
	prefix := fmt.Sprintf("%s〔%d〕", strings.TrimSpace(series), year)
	number := func(full string) int {
		rest, ok := strings.CutPrefix(full, prefix)
		n, err := strconv.Atoi(strings.TrimSuffix(rest, "号"))
		if !ok || err != nil {
			return 0
		}
		return n
	}
	used, highest := map[int]bool{}, 0
	for _, p := range t.next.bearers() {
		if n := number(p.Number); n > 0 && p.held {
			used[n], highest = true, max(highest, n)
		}
	}
	t.m.mu.Lock()
	defer t.m.mu.Unlock()
	back, sent := 0, map[int]bool{}
	var had []int
	for _, c := range append(t.m.changes(), t.next.diff(t.m.now)...) {
		p, _ := paperOf(c.before)
		if n := number(p.number); n > 0 {
			had = append(had, n)
			sent[n] = sent[n] || !p.sent.IsZero()
		}
	}
	for _, n := range had {
		if !used[n] && !sent[n] && (back == 0 || n < back) {
			back = n
		}
	}
	if back == 0 {
		back = highest + 1
	}
	return fmt.Sprintf("%s%d号", prefix, back), nil
}

// mostNames are offered for one step of signing.
const mostNames = 20

// SignNames are the names that stand in the steps of replies and of our
// opinions, those used last first.
func (m *Memory) SignNames(ctx context.Context) (data.SignNames, error) {
	return read(ctx, m, func(t tables) data.SignNames {
		papers := slices.DeleteFunc(t.papers(), func(p paper) bool { return p.deleted })
		names := func(by func(data.SignOff) string) []string {
			return namesOf(papers, by)
		}
		return data.SignNames{
			Drafted:       names(func(s data.SignOff) string { return s.DraftedBy }),
			Reviewed:      names(func(s data.SignOff) string { return s.ReviewedBy }),
			Countersigned: names(func(s data.SignOff) string { return s.CountersignedBy }),
			Signed:        names(func(s data.SignOff) string { return s.SignedBy }),
		}
	})
}

func namesOf(papers []paper, by func(data.SignOff) string) (names []string) {
	type use struct {
		at data.Date
		id data.ID
	}
	last := map[string]use{}
	for _, p := range papers {
		name, s := by(p.signOff), p.signOff
		if name == "" {
			continue
		}
		u := use{cmp.Or(s.Drafted, s.Reviewed, s.Signed), p.id}
		had, ok := last[name]
		if !ok {
			names = append(names, name)
		}
		if had.at.Compare(u.at) > 0 {
			u.at = had.at
		}
		u.id = max(u.id, had.id)
		last[name] = u
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Or(last[b].at.Compare(last[a].at), cmp.Compare(last[b].id, last[a].id), strings.Compare(a, b))
	})
	return names[:min(len(names), mostNames)]
}
