package story

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"jianban/data"
)

// PastProposals tell which units earlier proposals went to, those handed out last
// first.
func (m *Memory) PastProposals(ctx context.Context) ([]data.PastProposal, error) {
	return read(ctx, m, func(t tables) (past []data.PastProposal) {
		for _, a := range slices.Backward(of[data.Assignment](t).alive()) {
			p := of[data.Proposal](t).find(a.ProposalID)
			if p != nil && !p.Deleted && a.Part == data.LeadUnit && a.Active() && len(past) < data.MostPast {
				past = append(past, data.PastProposal{Title: p.Title, Topic: p.Topic, Unit: a.Unit.ID})
			}
		}
		return past
	})
}

// Like compares every case with one, by the same rule as the registry; how rare a
// pair is, is counted in the texts that Search knows.
func (m *Memory) Like(ctx context.Context, ask data.LikeAsk) ([]data.Alike, error) {
	return read(ctx, m, func(t tables) (all []data.Alike) {
		cases := t.cases(data.Scope{Texts: true}, nil)
		have := map[data.Pair]int{}
		for _, c := range cases {
			said := strings.Join([]string{c.Proposal.Topic, c.Proposal.LeadBody, c.Proposal.Supervisor, c.Proposal.Committee}, "\n") + "\n"
			for _, p := range places(c)[3:] { // behind names and classes
				said += p.text + "\n"
			}
			for _, p := range data.NewLikeness(c.Proposal.Title, said).Text {
				have[p]++
			}
		}
		l := data.NewLikeness(ask.Title, ask.Text)
		l.Weigh(func(p data.Pair) float64 { return data.Rarity(have[p], len(cases)) }, len(cases))
		days, best := map[data.ID]data.Date{}, 0.0
		for _, c := range cases {
			p := c.Proposal
			if p.ID == ask.ID || !ask.Until.IsZero() && p.HandedOver.After(ask.Until) {
				continue
			}
			share := l.Share(p.Title, p.Text)
			if share == 0 {
				continue
			}
			best = max(best, share)
			days[p.ID] = p.HandedOver
			all = append(all, data.AlikeOf(c, share, data.DateOf(m.today())))
		}
		all = slices.DeleteFunc(all, func(a data.Alike) bool { return !l.Enough(a.Share, best) })
		slices.SortFunc(all, func(a, b data.Alike) int {
			return cmp.Or(cmp.Compare(b.Share, a.Share), days[b.ID].Compare(days[a.ID]), cmp.Compare(b.ID, a.ID))
		})
		return all[:min(len(all), ask.Limit)]
	})
}
