package registry

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"jianban/data"
)

// Before a figure is shown the file is looked through: SQLite's own look at
// pages and indexes, and each row against what the journal last said of it. In
// a window that goes on in the background after opening (Watch); where figures
// leave the program they wait for it (Sound). Measured on 15,000 proposals
// (160 MB): 1.1 s of one processor's time, shared by two.

// soundness is what was found so far.
type soundness struct {
	once   sync.Once
	done   chan struct{} // closed when the look is over
	damage []string      // under Registry.mu
	err    error         // why the look could not be finished
}

// Watch begins to look for damage, once; OnDamage tells what is found. Close
// ends the look.
func (r *Registry) Watch() {
	r.sound.once.Do(func() {
		r.watching.Go(func() {
			defer close(r.sound.done)
			found, err := r.look(r.live)
			r.mu.Lock()
			r.sound.err = err
			r.mu.Unlock()
			r.tellDamage(found...)
		})
	})
}

// look finds damage that could change what is read.
func (r *Registry) look(ctx context.Context) ([]string, error) {
	now, err := r.contentNow(ctx)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err == nil && now.known() {
		return nil, nil
	}
	found, err := together(
		func() ([]string, error) { return r.checkPages(ctx) },
		func() ([]string, error) { return r.parts(ctx, r.checkRows, r.checkIndexes) },
	)
	if err == nil && len(found) == 0 {
		now.foundSound(r)
	}
	return found, err
}

// together does parts of a look side by side; what they find is in their order.
func together(parts ...func() ([]string, error)) (all []string, err error) {
	found, errs := make([][]string, len(parts)), make([]error, len(parts))
	var wait sync.WaitGroup
	for i, part := range parts {
		wait.Go(func() { found[i], errs[i] = part() })
	}
	wait.Wait()
	for _, e := range errs {
		if err == nil {
			err = e
		}
	}
	return slices.Concat(found...), err
}

// tellDamage adds to what is known and tells the listeners.
func (r *Registry) tellDamage(found ...string) {
	r.mu.Lock()
	known := len(r.sound.damage)
	for _, d := range found {
		if !slices.Contains(r.sound.damage, d) {
			r.sound.damage = append(r.sound.damage, d)
		}
	}
	more := len(r.sound.damage) > known
	r.mu.Unlock()
	if more {
		r.damaged.tell()
	}
}

// Damage is what is wrong with the file as far as it is known; empty while
// nothing was found.
func (r *Registry) Damage() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.sound.damage)
}

// OnDamage calls f when damage was found, on any goroutine, and at once where
// it is known already. remove ends that.
func (r *Registry) OnDamage(f func()) (remove func()) {
	remove = r.damaged.add(f)
	if len(r.Damage()) > 0 {
		f()
	}
	return remove
}

// Sound waits for the look and refuses a damaged registry: no figure and no
// paper comes from one.
func (r *Registry) Sound(ctx context.Context) error {
	r.Watch()
	select {
	case <-r.sound.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	r.mu.Lock()
	err := r.sound.err
	r.mu.Unlock()
	if err != nil {
		return explain(err)
	}
	return DamageProblem(r.Damage())
}

// DamageProblem tells a person of damage; nil where there is none.
func DamageProblem(damage []string) error {
	if len(damage) == 0 {
		return nil
	}
	said := "登记库已损坏，其中的数字和文书不可信：" + damage[0]
	if n := len(damage); n > 1 {
		said += fmt.Sprintf("，等%d处", n)
	}
	return data.Problem{Field: "登记库", Message: said, Hint: "请用最近的备份恢复；运行 jianban check 可查看全部损坏之处"}
}

// sparing is a querier whose readers leave out records that cannot be read and
// tell of them: the window shows the others, and its red line the reason.
type sparing struct {
	querier
	tell func(error)
}

// sparing spares the window where Options say so.
func (r *Registry) sparing(q querier) querier {
	if !r.opts.Sparing {
		return q
	}
	return sparing{q, func(err error) {
		var p data.Problem
		if errors.As(err, &p) {
			r.tellDamage(p.Message)
		}
	}}
}
