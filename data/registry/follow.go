package registry

import (
	"context"
	"sync"
	"time"

	"jianban/data"
	"jianban/data/fault"
)

// Of a shared registry others' changes wake this desk's listeners. The server's
// notices only wake: which action is the newest decides, so that none is missed that
// was lost while the connection was broken. What is kept of the registry need not be
// dropped for it: each read asks for the newest action first (kept.go, package find).

// askEvery is how often the newest action is asked for where the server sends no
// notices.
const askEvery = 3 * time.Second

// ownActions are those that this desk made; it has told its listeners itself.
type ownActions struct {
	mu  sync.Mutex
	ids map[data.ID]bool
}

func (o *ownActions) add(id data.ID) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.ids != nil {
		o.ids[id] = true
	}
}

func (o *ownActions) drop(id data.ID) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.ids, id)
}

// note has own actions be noted from now on.
func (o *ownActions) note() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ids = map[data.ID]bool{}
}

// others tells whether any action after one, up to another, is another desk's, and
// forgets those.
func (o *ownActions) others(after, last data.ID) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	found := false
	for id := after + 1; id <= last; id++ {
		found = found || !o.ids[id]
		delete(o.ids, id)
	}
	return found
}

// follow listens until ctx ends.
func (s *server) follow(ctx context.Context, r *Registry) {
	r.own.note()
	first, err := lastAction(ctx, r.read)
	if err != nil {
		first = 0 // then the first look tells of a change too many
	}
	r.watching.Go(func() {
		defer fault.Here()
		known := data.ID(first)
		news := func(newest data.ID) {
			if newest > known && r.own.others(known, newest) {
				r.listeners.tell()
			}
			known = max(known, newest)
		}
		for ctx.Err() == nil {
			s.listen(ctx, r, news)
			sleep(ctx, time.Second)
		}
	})
}

// listen waits for notices over a session of its own until that breaks. Where the
// server sends none, it asks.
func (s *server) listen(ctx context.Context, r *Registry, news func(newest data.ID)) {
	c, err := s.address.Connect(ctx)
	if err != nil {
		return
	}
	defer func() { _ = c.Close(context.WithoutCancel(ctx)) }() // it was only listened to
	_, err = c.Exec(ctx, "LISTEN jianban")
	notices := err == nil
	for {
		newest, err := lastAction(ctx, r.read) // also what happened before it was listened to
		if err != nil {
			return
		}
		news(data.ID(newest))
		if !notices {
			if sleep(ctx, askEvery); ctx.Err() != nil || c.IsClosed() {
				return
			}
			continue
		}
		if _, err := c.WaitForNotification(ctx); err != nil { // what it says anybody could have sent
			return
		}
	}
}
