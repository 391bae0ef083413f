// Package moving keeps in a registry what package data/intake decides about a
// file from outside: all of it in one action of the journal, or nothing. It
// decides nothing itself.
//
// Start with Known, for a preview, or Enter, which writes. What stands in for a
// registry takes Into and Known as well.
package moving

import (
	"context"
	"reflect"

	"jianban/data"
	"jianban/data/intake"
	"jianban/data/registry"
)

// Reader is what is asked of a registry before anything is decided.
type Reader interface {
	Books(context.Context) ([]data.Book, error)
	Units(context.Context) ([]data.Unit, error)
	Proposers(context.Context) ([]data.Proposer, error)
	Leaders(context.Context) ([]data.Leader, error)
	Settings(context.Context) (data.Settings, error)
	RuleYears(context.Context) (data.RuleYears, error)
	Packs(context.Context) ([]data.RulePack, error)
	Cases(context.Context, data.Scope) ([]data.Case, error)
}

// Writer is a change under way.
type Writer interface {
	SaveBook(*data.Book) error
	SaveUnit(*data.Unit) error
	SaveProposer(*data.Proposer) error
	SaveLeader(*data.Leader) error
	SaveProposal(*data.Proposal) error
	SaveAssignment(*data.Assignment) error
	SaveConsultation(*data.Consultation) error
	SaveReply(*data.Reply) error
	SaveOpinion(*data.Opinion) error
	SaveFeedback(*data.Feedback) error
	SaveDisclosure(*data.Disclosure) error
	Remove(what data.Record, id data.ID) error
}

// Into writes what is decided into a change under way.
func Into(tx Writer) intake.Into { return entry{tx} }

// Known is what a registry holds, for intake.Decide.
func Known(ctx context.Context, reg Reader) (k intake.Known, err error) {
	if k.Books, err = reg.Books(ctx); err != nil {
		return k, err
	}
	if k.Units, err = reg.Units(ctx); err != nil {
		return k, err
	}
	if k.Proposers, err = reg.Proposers(ctx); err != nil {
		return k, err
	}
	if k.Leaders, err = reg.Leaders(ctx); err != nil {
		return k, err
	}
	if k.Settings, err = reg.Settings(ctx); err != nil {
		return k, err
	}
	if k.Rules, err = reg.RuleYears(ctx); err != nil {
		return k, err
	}
	packs, err := reg.Packs(ctx)
	for _, p := range packs {
		k.Places = append(k.Places, p.Places...)
	}
	k.Cases = func(ctx context.Context, book data.ID, texts bool) ([]data.Case, error) {
		return reg.Cases(ctx, data.Scope{BookID: book, Texts: texts})
	}
	return k, err
}

// Enter decides about a file once more, against what the registry holds now,
// and keeps what is new and changed: one action, named what. Where a row is
// refused nothing is kept, and the plan tells why; so too where ctx ends.
func Enter(ctx context.Context, reg *registry.Registry, file *intake.File, o intake.Options, what string, progress func(done, total int)) (*intake.Plan, error) {
	return enter(ctx, reg, what, func(known intake.Known, tx *registry.Tx) (*intake.Plan, error) {
		return intake.Decide(ctx, file, o, known, Into(tx), progress)
	})
}

// enter keeps what is decided in one action. What the registry holds is asked for when
// nobody else can write any more: several desks may import at once.
func enter(ctx context.Context, reg *registry.Registry, what string, decide func(intake.Known, *registry.Tx) (*intake.Plan, error)) (plan *intake.Plan, err error) {
	err = reg.Do(ctx, registry.Action{What: what}, func(tx *registry.Tx) error {
		known, err := Known(ctx, reg)
		if err != nil {
			return err
		}
		if plan, err = decide(known, tx); err != nil {
			return err
		}
		return plan.Errors.Err()
	})
	if plan != nil && len(plan.Errors) > 0 {
		return plan, nil
	}
	return plan, err
}

// entry is an intake.Into that writes into a change under way.
type entry struct{ tx Writer }

func (e entry) Book(b *data.Book) error         { return e.tx.SaveBook(b) }
func (e entry) Unit(u *data.Unit) error         { return e.tx.SaveUnit(u) }
func (e entry) Proposer(p *data.Proposer) error { return e.tx.SaveProposer(p) }
func (e entry) Leader(l *data.Leader) error     { return e.tx.SaveLeader(l) }

// Case saves those facts of a case that are new or changed and removes those
// that it lacks now.
func (e entry) Case(before, after *data.Case) error {
	if big, ok := e.tx.(interface{ LetGo() }); ok {
		defer big.LetGo()
	}
	if before == nil {
		before = &data.Case{}
	}
	p := &after.Proposal
	if p.ID == 0 || !reflect.DeepEqual(before.Proposal, *p) {
		if err := e.tx.SaveProposal(p); err != nil {
			return err
		}
	}
	if err := each(before.Assignments, after.Assignments, p.ID, func(a *data.Assignment) (id, owner *data.ID) { return &a.ID, &a.ProposalID },
		e.tx.SaveAssignment, e.remover(data.RecordAssignment)); err != nil {
		return err
	}
	if err := each(before.Consultations, after.Consultations, p.ID, func(c *data.Consultation) (id, owner *data.ID) { return &c.ID, &c.ProposalID },
		e.tx.SaveConsultation, e.remover(data.RecordConsultation)); err != nil {
		return err
	}
	if err := each(before.Replies, after.Replies, p.ID, func(r *data.Reply) (id, owner *data.ID) { return &r.ID, &r.ProposalID },
		e.tx.SaveReply, e.remover(data.RecordReply)); err != nil {
		return err
	}
	if err := each(before.Opinions, after.Opinions, p.ID, func(o *data.Opinion) (id, owner *data.ID) { return &o.ID, &o.ProposalID },
		e.tx.SaveOpinion, e.remover(data.RecordOpinion)); err != nil {
		return err
	}
	if err := each(before.Feedback, after.Feedback, p.ID, func(f *data.Feedback) (id, owner *data.ID) { return &f.ID, &f.ProposalID },
		e.tx.SaveFeedback, e.remover(data.RecordFeedback)); err != nil {
		return err
	}
	if after.Disclosure == before.Disclosure {
		return nil
	}
	after.Disclosure.ProposalID = p.ID
	return e.tx.SaveDisclosure(&after.Disclosure)
}

func (e entry) remover(kind data.Record) func(data.ID) error {
	return func(id data.ID) error { return e.tx.Remove(kind, id) }
}

// each saves what is new or changed of a kind of fact and removes what is gone.
func each[T any](before, after []T, owner data.ID, ids func(*T) (id, owner *data.ID), save func(*T) error, remove func(data.ID) error) error {
	had := make(map[data.ID]*T, len(before))
	for i := range before {
		id, _ := ids(&before[i])
		had[*id] = &before[i]
	}
	for i := range after {
		id, of := ids(&after[i])
		*of = owner
		old, known := had[*id]
		delete(had, *id)
		if known && reflect.DeepEqual(*old, after[i]) {
			continue
		}
		if err := save(&after[i]); err != nil {
			return err
		}
	}
	for i := range before {
		id, _ := ids(&before[i])
		if _, gone := had[*id]; !gone {
			continue
		}
		if err := remove(*id); err != nil {
			return err
		}
	}
	return nil
}
