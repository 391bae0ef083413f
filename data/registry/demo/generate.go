package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"jianban/data"
	"jianban/data/registry"
)

// seed fixes what is generated; lastYear is the last of the years.
const (
	seed     = 20221031
	lastYear = 2022
)

// Generate adds size generated proposals a year for that many years ending
// with 2022, in books of their own: the district congress's, handed out, and
// the city CPPCC's, handed down. Two in three are answered by us. Each year is
// one action. The same proposals come out every time, and a larger size only
// adds to a smaller one.
func Generate(ctx context.Context, reg *registry.Registry, size, years int) error {
	if size < 1 || years < 1 {
		return errors.New("nothing to generate")
	}
	words, err := readPhrases()
	if err != nil {
		return err
	}
	y, err := readYear()
	if err != nil {
		return err
	}
	g := generator{ctx: ctx, reg: reg, words: words, units: map[string]data.Unit{}}
	if err := g.people(y); err != nil {
		return err
	}
	for year := lastYear - years + 1; year <= lastYear; year++ {
		if err := g.fillYear(year, size); err != nil {
			return fmt.Errorf("generated year %d: %w", year, err)
		}
	}
	return nil
}

// generator is Generate under way.
type generator struct {
	ctx     context.Context
	reg     *registry.Registry
	words   phrases
	units   map[string]data.Unit
	leaders []data.Leader
}

// people takes the units and leaders that the registry has, and adds those of
// the demonstration year that it lacks.
func (g *generator) people(y year) error {
	units, err := g.reg.Units(g.ctx)
	if err != nil {
		return err
	}
	for _, u := range units {
		g.units[u.Name] = u
	}
	if g.leaders, err = g.reg.Leaders(g.ctx); err != nil {
		return err
	}
	return g.reg.Do(g.ctx, registry.Action{What: "登记牵头领导和承办单位"}, func(tx *registry.Tx) error {
		for _, u := range y.Units {
			if _, ok := g.units[u.Name]; ok {
				continue
			}
			saved := u.value()
			if err := tx.SaveUnit(&saved); err != nil {
				return err
			}
			g.units[u.Name] = saved
		}
		if len(g.leaders) > 0 {
			return nil
		}
		for _, l := range y.Leaders {
			saved := data.Leader{Name: l.Name, Post: l.Post}
			if err := tx.SaveLeader(&saved); err != nil {
				return err
			}
			g.leaders = append(g.leaders, saved)
		}
		return nil
	})
}

// books are the two books of a year. Meetings are five to a term, the sixth
// term beginning in 2022; years before the first term are more sessions of it.
func books(year int) (out, down data.Book) {
	term, session := 6, year-lastYear+1
	for session < 1 && term > 1 {
		term, session = term-1, session+5
	}
	if term == 1 {
		session = year - (lastYear - 49) + 1
	}
	out = data.Book{
		Meeting:   data.Meeting{Body: data.Congress, Level: data.District, Place: "玉溪市红塔区", Term: term, Session: session, Year: year},
		Direction: data.HandedOut, HandedBy: "红塔区人大常委会", CopyTo: []string{"红塔区人大常委会选联工委", "红塔区人民政府督查室"},
	}
	down = data.Book{
		Meeting:   data.Meeting{Body: data.CPPCC, Level: data.City, Place: "玉溪市", Term: term, Session: session, Year: year},
		Direction: data.HandedDown, HandedBy: "玉溪市人民政府办公室", Issuer: "玉溪市红塔区人民政府", Letterhead: "玉溪市红塔区人民政府",
		ReplySeries: "红政提函", OpinionSeries: "红政提办函", CopyTo: []string{"政协玉溪市委员会提案委员会", "玉溪市人民政府督查室"},
	}
	return out, down
}

func (g *generator) fillYear(year, size int) error {
	rules, err := g.reg.Rules(g.ctx, year)
	if err != nil {
		return err
	}
	out, down := books(year)
	return g.reg.Do(g.ctx, registry.Action{What: fmt.Sprintf("生成%d年演示用的建议提案%d件", year, size)}, func(tx *registry.Tx) error {
		if err := tx.SaveBook(&out); err != nil {
			return err
		}
		if err := tx.SaveBook(&down); err != nil {
			return err
		}
		cases := make([]data.Case, size)
		for i := range cases {
			l := life{g: g, rules: rules, rng: rand.New(rand.NewPCG(seed+uint64(year), uint64(i)))}
			cases[i] = l.live(i, out, down)
		}
		g.number(cases)
		for i := range cases {
			if err := save(tx, &cases[i]); err != nil {
				return fmt.Errorf("第%s号: %w", cases[i].Proposal.Number, err)
			}
		}
		return nil
	})
}

// number gives the proposals their numbers, apart from each other and from the
// seed's, and the papers their 文号 in the order of signing.
func (g *generator) number(cases []data.Case) {
	next := map[string]int{}
	count := func(what string) int { next[what]++; return next[what] }
	papers := map[string][]paper{}
	for i := range cases {
		c := &cases[i]
		m := c.Book.Meeting
		switch {
		case c.Proposal.Between:
			c.Proposal.Number = fmt.Sprintf("闭%d", count("闭会"))
		case m.Body == data.CPPCC:
			c.Proposal.Number = fmt.Sprintf("%02d%02d%04d", m.Term, m.Session, count("提案"))
		default:
			c.Proposal.Number = fmt.Sprint(100 + count("建议"))
		}
		replySeries, opinionSeries := c.Book.ReplySeries, c.Book.OpinionSeries
		if lead, ok := c.LeadAssignment(); ok && c.Book.Direction == data.HandedOut {
			replySeries = g.words.Series[lead.Unit.Name]
		}
		for j := range c.Replies {
			papers[replySeries] = append(papers[replySeries], paper{c.Replies[j].SignOff.Signed, m.Year, &c.Replies[j].DocNumber})
		}
		for j := range c.Opinions {
			if c.Opinions[j].Way == data.OpinionOut {
				papers[opinionSeries] = append(papers[opinionSeries], paper{c.Opinions[j].SignOff.Signed, m.Year, &c.Opinions[j].DocNumber})
			}
		}
	}
	for series, all := range papers {
		all = slices.DeleteFunc(all, func(p paper) bool { return p.signed.IsZero() })
		slices.SortStableFunc(all, func(a, b paper) int { return a.signed.Compare(b.signed) })
		for i, p := range all {
			*p.number = fmt.Sprintf("%s〔%d〕%d号", series, p.year, i+1)
		}
	}
}

// paper is a letter waiting for its 文号.
type paper struct {
	signed data.Date
	year   int
	number *string
}

// save enters a case. In its facts a proposer is the position among the
// proposers, from 1, until then.
func save(tx *registry.Tx, c *data.Case) error {
	p := &c.Proposal
	if err := tx.SaveProposal(p); err != nil {
		return err
	}
	who := func(position data.ID) data.ID { return p.Proposers[position-1].ID }
	steps := []func() error{
		func() error {
			return each(c.Extensions, func(x *data.Extension) error { x.ProposalID = p.ID; return tx.SaveExtension(x) })
		},
		func() error {
			return each(c.Assignments, func(x *data.Assignment) error { x.ProposalID = p.ID; return tx.SaveAssignment(x) })
		},
		func() error {
			return each(c.Consultations, func(x *data.Consultation) error {
				x.ProposalID = p.ID
				for i := range x.Attended {
					x.Attended[i] = who(x.Attended[i])
				}
				return tx.SaveConsultation(x)
			})
		},
		func() error {
			return each(c.Opinions, func(x *data.Opinion) error { x.ProposalID = p.ID; return tx.SaveOpinion(x) })
		},
		func() error {
			return each(c.Replies, func(x *data.Reply) error { x.ProposalID = p.ID; return tx.SaveReply(x) })
		},
		func() error {
			return each(c.Feedback, func(x *data.Feedback) error {
				x.ProposalID, x.ProposerID = p.ID, who(x.ProposerID)
				return tx.SaveFeedback(x)
			})
		},
		func() error {
			return each(c.Commitments, func(x *data.Commitment) error {
				x.ProposalID, x.ReplyID = p.ID, c.Replies[len(c.Replies)-1].ID
				return tx.SaveCommitment(x)
			})
		},
		func() error {
			return each(c.Supervisions, func(x *data.Supervision) error { x.ProposalID = p.ID; return tx.SaveSupervision(x) })
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	if c.Disclosure.Decision == data.OpenUndecided {
		return nil
	}
	c.Disclosure.ProposalID = p.ID
	return tx.SaveDisclosure(&c.Disclosure)
}

func each[T any](list []T, f func(*T) error) error {
	for i := range list {
		if err := f(&list[i]); err != nil {
			return err
		}
	}
	return nil
}
