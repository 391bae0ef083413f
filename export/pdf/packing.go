package pdf

import (
	"runtime"
	"sync"

	"jianban/data/fault"
)

// packing packs what is ready beside whoever makes more of it: fonts and contents of
// pages, of a long document on all processors.
type packing struct {
	tasks chan func() error // nil: done at once
	all   sync.WaitGroup
	end   sync.Once
	mu    sync.Mutex
	err   error // the first
}

// fewPages are not worth helpers: letters are laid out many at once.
const fewPages = 8

func newPacking(pages int) *packing {
	p := &packing{}
	helpers := runtime.GOMAXPROCS(0) - 1
	if pages <= fewPages || helpers == 0 {
		return p
	}
	p.tasks = make(chan func() error, 16)
	for range helpers {
		p.all.Go(func() {
			defer fault.Here() // each task is tried
			p.work()
		})
	}
	return p
}

func (p *packing) work() {
	for task := range p.tasks {
		p.do(task)
	}
}

func (p *packing) do(task func() error) {
	if err := fault.Try(task); err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.err == nil {
			p.err = err
		}
	}
}

// give has a task done; at once where the helpers have enough to do.
func (p *packing) give(task func() error) {
	select {
	case p.tasks <- task:
	default:
		p.do(task)
	}
}

// wait does what is left, and tells the first error. Nothing is given any more.
func (p *packing) wait() error {
	p.end.Do(func() {
		if p.tasks != nil {
			close(p.tasks)
			p.work()
			p.all.Wait()
		}
	})
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}
