package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"jianban/data"
	"jianban/data/registry"
	"jianban/gui/screen"
	"jianban/paperwork"
)

// shownWithin is within which time the window shows what it heard of.
const shownWithin = 5 * time.Second

// shared is a registry in a database, where other desks write too.
type shared struct {
	registry *registry.Registry
	now      func() time.Time

	mu    sync.Mutex
	known []heard // oldest first; the first is what is on screen for sure
	own   data.ID // this desk's own newest change
}

// heard is a change and when this desk heard of it.
type heard struct {
	id data.ID
	at time.Time
}

// sharedOf follows a registry that others write too, for as long as ctx lasts; nil of
// a registry file, which one program writes.
func sharedOf(ctx context.Context, r *registry.Registry) screen.Shared {
	if !registry.Shared(r.Path()) {
		return nil
	}
	s := &shared{registry: r, now: time.Now}
	s.hear(ctx)
	for i := range s.known { // nothing was on screen before it
		s.known[i].at = time.Time{}
	}
	remove := r.OnChange(func() { s.hear(ctx) })
	context.AfterFunc(ctx, remove)
	return s
}

// peopleOf are who may work at the registry at a place; nil of a file, which has none.
func peopleOf(place string) screen.People {
	if !registry.Shared(place) {
		return nil
	}
	return paperwork.People{Place: place}
}

// hear notes what the newest change is. A server that does not answer is asked again
// with the next.
func (s *shared) hear(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, shownWithin)
	defer cancel()
	id, err := s.registry.Newest(ctx)
	if err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known = append(s.known, heard{id, s.now()})
}

// Seen is the newest change that is on screen for sure.
func (s *shared) Seen() data.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := 0
	for i, k := range s.known {
		if s.now().Sub(k.at) >= shownWithin {
			last = i
		}
	}
	s.known = slices.Delete(s.known, 0, last)
	if len(s.known) == 0 {
		return s.own
	}
	return max(s.own, s.known[0].id)
}

// DoSeen saves over nothing that was not seen.
func (s *shared) DoSeen(ctx context.Context, what string, seen data.ID, decided []data.Decided, f func(screen.Tx) error) (newest data.ID, err error) {
	err = s.registry.Do(ctx, registry.Action{What: what, Seen: max(seen, 1)}, func(t *registry.Tx) error {
		if len(decided) == 0 {
			return f(t)
		}
		return f(settling{t, decided})
	})
	if _, conflict := errors.AsType[data.Conflict](err); err != nil && !conflict {
		return 0, err
	}
	newest, e := s.registry.Newest(ctx)
	if err != nil {
		return newest, errors.Join(err, e)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.own = max(s.own, newest)
	return max(seen, s.own), nil // it is saved, whatever is known of what is newest
}

// settling is a transaction that saves records with what conflicts were settled to.
type settling struct {
	*registry.Tx
	decided []data.Decided
}

// settle merges what was settled of a record into it and saves it.
func settle[T any](s settling, kind data.Record, id data.ID, record *T, save func(*T) error) error {
	for _, x := range s.decided {
		if x.Kind != kind || x.ID != id {
			continue
		}
		if err := registry.Resolve(record, x.Merged(x.Chosen)); err != nil {
			return err
		}
	}
	return save(record)
}

// SaveBook saves with what was settled.
func (s settling) SaveBook(x *data.Book) error {
	return settle(s, data.RecordBook, x.ID, x, s.Tx.SaveBook)
}

// SaveUnit saves with what was settled.
func (s settling) SaveUnit(x *data.Unit) error {
	return settle(s, data.RecordUnit, x.ID, x, s.Tx.SaveUnit)
}

// SaveLeader saves with what was settled.
func (s settling) SaveLeader(x *data.Leader) error {
	return settle(s, data.RecordLeader, x.ID, x, s.Tx.SaveLeader)
}

// SaveProposer saves with what was settled.
func (s settling) SaveProposer(x *data.Proposer) error {
	return settle(s, data.RecordProposer, x.ID, x, s.Tx.SaveProposer)
}

// SaveProposal saves with what was settled.
func (s settling) SaveProposal(x *data.Proposal) error {
	return settle(s, data.RecordProposal, x.ID, x, s.Tx.SaveProposal)
}

// SaveExtension saves with what was settled.
func (s settling) SaveExtension(x *data.Extension) error {
	return settle(s, data.RecordExtension, x.ID, x, s.Tx.SaveExtension)
}

// SaveAssignment saves with what was settled.
func (s settling) SaveAssignment(x *data.Assignment) error {
	return settle(s, data.RecordAssignment, x.ID, x, s.Tx.SaveAssignment)
}

// SaveConsultation saves with what was settled.
func (s settling) SaveConsultation(x *data.Consultation) error {
	return settle(s, data.RecordConsultation, x.ID, x, s.Tx.SaveConsultation)
}

// SaveReply saves with what was settled.
func (s settling) SaveReply(x *data.Reply) error {
	return settle(s, data.RecordReply, x.ID, x, s.Tx.SaveReply)
}

// SaveOpinion saves with what was settled.
func (s settling) SaveOpinion(x *data.Opinion) error {
	return settle(s, data.RecordOpinion, x.ID, x, s.Tx.SaveOpinion)
}

// SaveFeedback saves with what was settled.
func (s settling) SaveFeedback(x *data.Feedback) error {
	return settle(s, data.RecordFeedback, x.ID, x, s.Tx.SaveFeedback)
}

// SaveAssessment saves with what was settled.
func (s settling) SaveAssessment(x *data.Assessment) error {
	return settle(s, data.RecordAssessment, x.ID, x, s.Tx.SaveAssessment)
}

// SaveCommitment saves with what was settled.
func (s settling) SaveCommitment(x *data.Commitment) error {
	return settle(s, data.RecordCommitment, x.ID, x, s.Tx.SaveCommitment)
}

// SaveDispatch saves with what was settled.
func (s settling) SaveDispatch(x *data.Dispatch) error {
	return settle(s, data.RecordDispatch, x.ID, x, s.Tx.SaveDispatch)
}

// SaveWaiver saves with what was settled.
func (s settling) SaveWaiver(x *data.Waiver) error {
	return settle(s, data.RecordWaiver, x.ID, x, s.Tx.SaveWaiver)
}

// SaveSupervision saves with what was settled.
func (s settling) SaveSupervision(x *data.Supervision) error {
	return settle(s, data.RecordSupervision, x.ID, x, s.Tx.SaveSupervision)
}

// SaveDisclosure saves with what was settled.
func (s settling) SaveDisclosure(x *data.Disclosure) error {
	return settle(s, data.RecordDisclosure, x.ID, x, s.Tx.SaveDisclosure)
}

// SaveScore saves with what was settled.
func (s settling) SaveScore(x *data.Score) error {
	return settle(s, data.RecordScore, x.ID, x, s.Tx.SaveScore)
}

// SaveHoliday saves with what was settled.
func (s settling) SaveHoliday(x *data.Holiday) error {
	return settle(s, data.RecordHoliday, x.ID, x, s.Tx.SaveHoliday)
}

// SaveYearClosing saves with what was settled.
func (s settling) SaveYearClosing(x *data.YearClosing) error {
	return settle(s, data.RecordYearClosing, x.ID, x, s.Tx.SaveYearClosing)
}

// SaveSavedList saves with what was settled.
func (s settling) SaveSavedList(x *data.SavedList) error {
	return settle(s, data.RecordSavedList, x.ID, x, s.Tx.SaveSavedList)
}

// SaveSummary saves with what was settled.
func (s settling) SaveSummary(x *data.Summary) error {
	return settle(s, data.RecordSummary, x.ID, x, s.Tx.SaveSummary)
}

// settingsRecord is the one record of the settings.
const settingsRecord data.Record = "settings"

// SaveSettings saves with what was settled; there is one record of them.
func (s settling) SaveSettings(x *data.Settings) error {
	return settle(s, settingsRecord, s.of(settingsRecord), x, s.Tx.SaveSettings)
}

// SavePack saves with what was settled; one pack is saved at a time.
func (s settling) SavePack(x *data.RulePack) error {
	return settle(s, data.RecordPack, s.of(data.RecordPack), x, s.Tx.SavePack)
}

// of is the record of a kind that was settled; 0 is none.
func (s settling) of(kind data.Record) data.ID {
	for _, x := range s.decided {
		if x.Kind == kind {
			return x.ID
		}
	}
	return 0
}
