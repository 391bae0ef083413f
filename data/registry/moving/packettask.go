package moving

import (
	"context"
	"errors"
	"slices"

	"jianban/data"
	"jianban/data/packet"
	"jianban/data/registry"
)

// EnterTask keeps what a unit was handed in a registry of its own that holds nothing
// yet: rules, settings, books, units and the items, with which of them is which of the
// office's. kept gets the package as it is remembered.
func EnterTask(ctx context.Context, reg *registry.Registry, r packet.Rules, cases []data.Case, kept data.Packet, contents Contents, what string) error {
	return reg.Do(ctx, registry.Action{What: what}, func(tx *registry.Tx) error {
		s := saver{tx: tx, contents: contents, ids: data.PacketIDs{}, resolve: func(data.ID) bool { return true }}
		if err := s.rules(r); err != nil {
			return err
		}
		if err := s.people(r, cases); err != nil {
			return err
		}
		for i := range cases {
			if err := s.proposal(&cases[i]); err != nil {
				return inCase(cases[i], err)
			}
			if err := s.facts(&data.Case{}, &cases[i]); err != nil {
				return inCase(cases[i], err)
			}
		}
		kept.Unit.ID = s.ids[data.RecordUnit][r.Unit.ID]
		kept.IDs = data.PacketIDs{}
		for kind, some := range s.ids {
			for office, here := range some {
				if office > 0 {
					kept.IDs.Set(kind, here, office)
				}
			}
		}
		return tx.SavePacket(&kept)
	})
}

// rules keep the office's settings, rule packs and holidays.
func (s *saver) rules(r packet.Rules) error {
	for i := range r.Packs {
		if err := s.tx.SavePack(&r.Packs[i]); err != nil {
			return err
		}
	}
	for i := range r.Holidays {
		r.Holidays[i].ID = 0
		if err := s.tx.SaveHoliday(&r.Holidays[i]); err != nil {
			return err
		}
	}
	return s.tx.SaveSettings(&r.Settings)
}

// people keep the units, leaders and books that the cases name.
func (s *saver) people(r packet.Rules, cases []data.Case) error {
	units, leaders, books := []data.Unit{r.Unit}, []data.Leader{}, []data.Book{}
	for _, c := range cases {
		for _, a := range c.Assignments {
			units = append(units, a.Unit)
		}
		for _, o := range c.Opinions {
			units = append(units, o.Unit)
		}
		for _, m := range c.Commitments {
			units = append(units, m.Unit)
		}
		for _, v := range c.Supervisions {
			units = append(units, v.Unit)
		}
		leaders, books = append(leaders, c.Proposal.Sponsor), append(books, c.Book)
	}
	return errors.Join(
		once(s, data.RecordUnit, units, func(u *data.Unit) *data.ID { return &u.ID }, s.tx.SaveUnit),
		once(s, data.RecordLeader, leaders, func(l *data.Leader) *data.ID { return &l.ID }, s.tx.SaveLeader),
		once(s, data.RecordBook, books, func(b *data.Book) *data.ID { return &b.ID }, s.tx.SaveBook))
}

// once saves each of some records that are named again and again.
func once[T any](s *saver, kind data.Record, all []T, id func(*T) *data.ID, save func(*T) error) error {
	for _, x := range all {
		office := *id(&x)
		if _, known := s.ids[kind][office]; known || office == 0 {
			continue
		}
		*id(&x) = 0
		if err := save(&x); err != nil {
			return err
		}
		s.ids.Set(kind, office, *id(&x))
	}
	return nil
}

// proposal saves a proposal with its proposers.
func (s *saver) proposal(c *data.Case) error {
	work := s.localised(c)
	p := &work.Proposal
	p.ID, p.Deleted, p.Related, p.MergedInto = 0, false, nil, 0
	p.Proposers = slices.Clone(p.Proposers)
	if err := s.tx.SaveProposal(p); err != nil {
		return err
	}
	s.ids.Set(data.RecordProposal, c.Proposal.ID, p.ID)
	for i := range p.Proposers {
		s.ids.Set(data.RecordProposer, c.Proposal.Proposers[i].ID, p.Proposers[i].ID)
	}
	return nil
}
