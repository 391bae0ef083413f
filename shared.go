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
	err = s.registry.Do(ctx, registry.Action{What: what, Seen: max(seen, 1), Decided: decided}, func(t *registry.Tx) error { return f(t) })
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
