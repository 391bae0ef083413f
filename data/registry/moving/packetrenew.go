package moving

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"jianban/data"
	"jianban/data/packet"
	"jianban/data/registry"
)

// Renewal is a later task package on its way into the registry of its unit.
type Renewal struct {
	Rules    packet.Rules
	Task     packet.Renewal
	Held     data.Packet    // to be remembered; its Unit and IDs are found here
	IDs      data.PacketIDs // the registry's own to the office's, as the tasks before brought them
	Contents Contents
}

// Look tells what the package changes; nothing is written.
func (w *Renewal) Look(ctx context.Context, reg *registry.Registry, o packet.Options) (*packet.Plan, error) {
	items := map[data.ID]data.ID{} // the office's to the registry's own
	for own, office := range w.IDs[data.RecordProposal] {
		items[office] = own
	}
	var ids []data.ID
	numbers := map[data.ID]string{}
	for _, c := range w.Task.Cases {
		if own, known := items[c.Proposal.ID]; known {
			ids, numbers[own] = append(ids, own), c.Proposal.Number
		}
	}
	here := map[data.ID]data.Case{}
	if len(ids) > 0 {
		err := reg.EachCase(ctx, data.Scope{IDs: ids, Texts: true}, func(c data.Case) error {
			delete(numbers, c.Proposal.ID)
			t := packet.Translate([]data.Case{c}, w.IDs)[0]
			here[t.Proposal.ID] = t
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, own := range slices.Sorted(maps.Keys(numbers)) {
		return nil, data.Problem{Field: "任务包", Message: "第" + numbers[own] + "号在本登记库里已被删除，任务包里还有它", Hint: "请先在“设置”的“已删除的内容”里恢复它，再读入"}
	}
	return packet.Renew(w.Task, func(id data.ID) (data.Case, bool) { c, ok := here[id]; return c, ok }, o), nil
}

// Take keeps what the package changes, decided anew against what the registry holds
// now: one action, or nothing where conflicts are open or choices met none, which the
// plan tells.
func (w *Renewal) Take(ctx context.Context, reg *registry.Registry, o packet.Options, what string) (plan *packet.Plan, err error) {
	packs, err := reg.Packs(ctx)
	if err != nil {
		return nil, err
	}
	days, err := reg.Holidays(ctx)
	if err != nil {
		return nil, err
	}
	err = reg.Do(ctx, registry.Action{What: what}, func(tx *registry.Tx) error {
		if plan, err = w.Look(ctx, reg, o); err != nil {
			return err
		}
		if plan.Open() > 0 || len(plan.Unmet) > 0 {
			return errOpen
		}
		s := saver{tx: tx, contents: w.Contents, ids: data.PacketIDs{}, resolve: func(data.ID) bool { return true }}
		for kind, some := range w.IDs {
			for own, office := range some {
				s.ids.Set(kind, office, own)
			}
		}
		return errors.Join(s.newRules(w.Rules, packs, days), w.keep(&s, plan))
	})
	if errors.Is(err, errOpen) {
		return plan, nil
	}
	return plan, err
}

// keep saves the items and remembers the package.
func (w *Renewal) keep(s *saver, plan *packet.Plan) error {
	if err := s.people(w.Rules, w.Task.Cases); err != nil {
		return err
	}
	for _, c := range plan.Changed {
		packet.EachID(&c.Before, func(kind data.Record, id *data.ID) {
			if *id < 0 {
				s.ids.Set(kind, *id, -*id)
			}
		})
	}
	for kind, some := range plan.Added[0] { // what the unit wrote and the office has by now
		for office, own := range some {
			s.ids.Set(kind, office, -own)
		}
	}
	books := map[data.ID]bool{}
	for i := range plan.Changed {
		c := &plan.Changed[i]
		if err := s.item(c, books); err != nil {
			return inCase(c.After, err)
		}
		s.tx.LetGo()
	}
	kept := w.Held
	kept.Unit.ID = s.ids[data.RecordUnit][w.Rules.Unit.ID]
	kept.IDs = data.PacketIDs{}
	for kind, some := range s.ids {
		for office, own := range some {
			if office > 0 {
				kept.IDs.Set(kind, own, office)
			}
		}
	}
	return s.tx.SavePacket(&kept)
}

// item saves one item that is new or changed; books are those that were saved.
func (s *saver) item(c *packet.Change, books map[data.ID]bool) error {
	if c.Before.Proposal.ID == 0 {
		return errors.Join(s.proposal(&c.After), s.facts(&data.Case{}, &c.After))
	}
	before, after := s.localised(&c.Before), s.localised(&c.After)
	if !alike(before.Book, after.Book) && !books[after.Book.ID] {
		books[after.Book.ID] = true
		if err := s.tx.SaveBook(&after.Book); err != nil {
			return err
		}
	}
	if p := after.Proposal; !alike(before.Proposal, p) {
		if err := s.tx.SaveProposal(&p); err != nil {
			return err
		}
		for i, x := range after.Proposal.Proposers {
			s.ids.Set(data.RecordProposer, c.After.Proposal.Proposers[i].ID, p.Proposers[i].ID)
			if x.ID == 0 || slices.ContainsFunc(before.Proposal.Proposers, func(y data.Proposer) bool { return alike(x, y) }) {
				continue
			}
			if err := s.tx.SaveProposer(&x); err != nil {
				return err
			}
		}
	}
	return s.facts(&before, &c.After)
}

// alike tells whether two records say the same, an empty list being as none.
func alike[T any](a, b T) bool {
	x, err := json.Marshal(a)
	y, e := json.Marshal(b)
	return err == nil && e == nil && string(x) == string(y)
}

// newRules takes over those rules and days off of the office that are new or changed.
// The settings stay the unit's: it may have written its own into them.
func (s *saver) newRules(r packet.Rules, packs []data.RulePack, days []data.Holiday) error {
	for i := range r.Packs {
		if slices.ContainsFunc(packs, func(p data.RulePack) bool { return alike(p, r.Packs[i]) }) {
			continue
		}
		if err := s.tx.SavePack(&r.Packs[i]); err != nil {
			return err
		}
	}
	for _, h := range r.Holidays {
		h.ID = 0
		if i := slices.IndexFunc(days, func(d data.Holiday) bool { return d.Date == h.Date }); i >= 0 {
			h.ID = days[i].ID
			if h == days[i] {
				continue
			}
		}
		if err := s.tx.SaveHoliday(&h); err != nil {
			return err
		}
	}
	return nil
}
