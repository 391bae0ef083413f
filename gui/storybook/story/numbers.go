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

// DocNumbers are the 文号 of all replies and of our opinions that bear the year.
func (m *Memory) DocNumbers(ctx context.Context, year int) ([]string, error) {
	return read(ctx, m, func(t tables) (all []string) {
		for _, p := range t.papers() {
			if !p.deleted && strings.Contains(p.number, fmt.Sprintf("〔%d〕", year)) {
				all = append(all, p.number)
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
		for _, p := range t.papers() {
			if (!p.deleted || !p.sent.IsZero()) && strings.Contains(p.number, part) {
				numbers = append(numbers, p.number)
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
	for _, p := range t.next.papers() {
		if n := number(p.number); n > 0 && (!p.deleted || !p.sent.IsZero()) {
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
