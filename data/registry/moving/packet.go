package moving

import (
	"context"
	"errors"
	"io"
	"maps"
	"reflect"
	"slices"

	"jianban/data"
	"jianban/data/packet"
	"jianban/data/registry"
)

// Contents gives the content of an attachment by its hash, to be read and closed.
type Contents func(sha256 string) (io.ReadSeekCloser, error)

// errNoContent tells that a package lacks the content of an attachment.
func errNoContent(a data.Attachment) error {
	return data.Problem{Field: "附件", Message: "包里没有附件“" + a.Name + "”的内容", Hint: "请让对方重新制作后再发来"}
}

// attach keeps an attachment with its content.
func attach(tx *registry.Tx, a *data.Attachment, contents Contents) (err error) {
	content, err := contents(a.SHA256)
	if err != nil {
		return err
	}
	if content == nil {
		return errNoContent(*a)
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	want := a.SHA256
	if err := tx.AddAttachment(a, content); err != nil {
		return err
	}
	if a.SHA256 != want {
		return data.AttachmentChanged(a.Name)
	}
	return nil
}

// saver saves the facts of one case, kind by kind: what is new gets its ID here, and
// whatever names it later gets that ID too.
type saver struct {
	tx       *registry.Tx
	contents Contents
	ids      data.PacketIDs // of the other side, or negative ones, to the registry's own
	resolve  func(id data.ID) bool
}

// localised is a case with the registry's own IDs as far as they are known; 0 for
// those that are still to come.
func (s *saver) localised(c *data.Case) data.Case {
	work := packet.Clone(*c)
	packet.EachID(&work, func(kind data.Record, id *data.ID) {
		if *id != 0 && s.resolve(*id) {
			*id = s.ids[kind][*id]
		}
	})
	return work
}

// saveKind saves those facts of a kind that are new or changed and removes those that
// are gone.
func saveKind[T any](s *saver, kind data.Record, before, after *data.Case, of func(*data.Case) *[]T, id func(*T) *data.ID, save func(*T) error) error {
	work := s.localised(after)
	there, now := map[data.ID]*T{}, *of(&work)
	for i := range *of(before) {
		x := &(*of(before))[i]
		there[*id(x)] = x
	}
	for i := range now {
		given := *id(&(*of(after))[i])
		old, known := there[*id(&now[i])]
		delete(there, *id(&now[i]))
		if known && reflect.DeepEqual(*old, now[i]) {
			continue
		}
		if own := *id(&now[i]); own > 0 && !known { // deleted here, and wanted again
			if err := s.tx.Restore(kind, own); err != nil {
				return err
			}
		}
		if err := save(&now[i]); err != nil {
			return err
		}
		if given != 0 {
			s.ids.Set(kind, given, *id(&now[i]))
		}
	}
	for _, gone := range slices.Sorted(maps.Keys(there)) {
		if err := s.tx.Remove(kind, gone); err != nil {
			return err
		}
	}
	return nil
}

// facts saves all kinds of facts that packages carry, each after those that it names.
func (s *saver) facts(before, after *data.Case) error {
	tx := s.tx
	return firstError(
		func() error {
			return saveKind(s, data.RecordExtension, before, after, func(c *data.Case) *[]data.Extension { return &c.Extensions }, func(x *data.Extension) *data.ID { return &x.ID }, tx.SaveExtension)
		},
		func() error {
			return saveKind(s, data.RecordAssignment, before, after, func(c *data.Case) *[]data.Assignment { return &c.Assignments }, func(x *data.Assignment) *data.ID { return &x.ID }, tx.SaveAssignment)
		},
		func() error {
			return saveKind(s, data.RecordConsultation, before, after, func(c *data.Case) *[]data.Consultation { return &c.Consultations }, func(x *data.Consultation) *data.ID { return &x.ID }, tx.SaveConsultation)
		},
		func() error {
			return saveKind(s, data.RecordReply, before, after, func(c *data.Case) *[]data.Reply { return &c.Replies }, func(x *data.Reply) *data.ID { return &x.ID }, tx.SaveReply)
		},
		func() error {
			return saveKind(s, data.RecordOpinion, before, after, func(c *data.Case) *[]data.Opinion { return &c.Opinions }, func(x *data.Opinion) *data.ID { return &x.ID }, tx.SaveOpinion)
		},
		func() error {
			return saveKind(s, data.RecordDispatch, before, after, func(c *data.Case) *[]data.Dispatch { return &c.Dispatches }, func(x *data.Dispatch) *data.ID { return &x.ID }, tx.SaveDispatch)
		},
		func() error {
			return saveKind(s, data.RecordFeedback, before, after, func(c *data.Case) *[]data.Feedback { return &c.Feedback }, func(x *data.Feedback) *data.ID { return &x.ID }, tx.SaveFeedback)
		},
		func() error {
			return saveKind(s, data.RecordCommitment, before, after, func(c *data.Case) *[]data.Commitment { return &c.Commitments }, func(x *data.Commitment) *data.ID { return &x.ID }, tx.SaveCommitment)
		},
		func() error {
			return saveKind(s, data.RecordSupervision, before, after, func(c *data.Case) *[]data.Supervision { return &c.Supervisions }, func(x *data.Supervision) *data.ID { return &x.ID }, tx.SaveSupervision)
		},
		func() error {
			return saveKind(s, data.RecordAttachment, before, after, func(c *data.Case) *[]data.Attachment { return &c.Attachments }, func(x *data.Attachment) *data.ID { return &x.ID },
				func(a *data.Attachment) error { return attach(tx, a, s.contents) })
		},
	)
}

// firstError does one step after another until one fails.
func firstError(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// Sitting is one or more returns that are taken in one action, with the packages that
// they answer.
type Sitting struct {
	Returns  []packet.Sources
	Packets  []data.Packet // what the registry remembers of each return's task
	Contents Contents
}

// Look tells what the returns would change; nothing is written.
func (s *Sitting) Look(ctx context.Context, reg *registry.Registry, o packet.Options) (*packet.Plan, error) {
	wanted := map[data.ID]bool{}
	for _, r := range s.Returns {
		for _, c := range r.Cases {
			wanted[c.Proposal.ID] = true
		}
	}
	here := map[data.ID]data.Case{}
	if ids := slices.Sorted(maps.Keys(wanted)); len(ids) > 0 {
		err := reg.EachCase(ctx, data.Scope{IDs: ids, Texts: true}, func(c data.Case) error {
			here[c.Proposal.ID] = c
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	ours := func(id data.ID) (data.Case, bool) { c, ok := here[id]; return c, ok }
	for _, r := range s.Returns {
		packet.Share(r.Base, ours)
		packet.Share(r.Cases, ours)
	}
	return packet.Merge(s.Returns, ours, o), nil
}

// errOpen ends a change about which somebody has to choose first.
var errOpen = errors.New("conflicts are open")

// Take keeps what the returns change, decided anew against what the registry holds
// now: one action, or nothing where conflicts are open or choices met none, which the
// plan tells. The sitting is used up by it.
func (s *Sitting) Take(ctx context.Context, reg *registry.Registry, o packet.Options, what string) (plan *packet.Plan, err error) {
	err = reg.Do(ctx, registry.Action{What: what}, func(tx *registry.Tx) error {
		if plan, err = s.Look(ctx, reg, o); err != nil {
			return err
		}
		if plan.Open() > 0 || len(plan.Unmet) > 0 {
			return errOpen
		}
		defer tx.LetGo()
		given := data.PacketIDs{}
		for i := range plan.Changed {
			save := saver{tx: tx, contents: s.Contents, ids: given, resolve: func(id data.ID) bool { return id < 0 }}
			if err := save.facts(&plan.Changed[i].Before, &plan.Changed[i].After); err != nil {
				return inCase(plan.Changed[i].After, err)
			}
			tx.LetGo()
		}
		if err := s.remember(tx, plan, given); err != nil {
			return err
		}
		plan.Changed, s.Returns, s.Packets = nil, nil, nil // the search index, which comes next, needs the room
		return nil
	})
	if errors.Is(err, errOpen) {
		return plan, nil
	}
	return plan, err
}

// inCase names the proposal that a refusal is about.
func inCase(c data.Case, err error) error {
	var many data.Problems
	var one data.Problem
	switch {
	case errors.As(err, &many):
	case errors.As(err, &one):
		many = data.Problems{one}
	default:
		return err
	}
	named := slices.Clone(many)
	for i := range named {
		named[i].Message = c.Book.Name() + "第" + c.Proposal.Number + "号：" + named[i].Message
	}
	return named
}

// remember notes what both sides have now, by which the next return is compared.
func (s *Sitting) remember(tx *registry.Tx, plan *packet.Plan, given data.PacketIDs) error {
	for i := range s.Returns {
		r, p := &s.Returns[i], s.Packets[i]
		if r.Form {
			continue
		}
		ids := data.PacketIDs{}
		for kind, some := range p.IDs {
			ids[kind] = maps.Clone(some)
		}
		for kind, some := range plan.Added[i] {
			for theirs, here := range some {
				if here < 0 {
					here = given[kind][here]
				}
				if here > 0 {
					ids.Set(kind, theirs, here)
				}
			}
		}
		base := make([]data.Case, len(r.Cases))
		for k := range r.Cases {
			base[k] = packet.Clone(r.Cases[k])
			packet.Retake(&base[k], ids)
		}
		var err error
		if p.Base, err = packet.PackBase(base); err != nil {
			return err
		}
		p.IDs, p.Round, p.Taken, p.TakenOn = ids, r.Manifest.Round, r.Digest, data.DateOf(tx.Now())
		if err := tx.SavePacket(&p); err != nil {
			return err
		}
	}
	return nil
}
