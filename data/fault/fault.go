// Package fault catches what should never happen: a panic. Wherever one comes
// up, its work ends with an error that a person is told, a report is written for
// whoever mends the program (report.go), and the program goes on. The report
// tells where in the program it was, and nothing of what the program was working
// on.
//
// Every goroutine begins with Go or Beside, or with a deferred Into or Here;
// architecture_test.go looks for those that do not.
package fault

import (
	"runtime"
	"sync"
	"time"

	"jianban/data"
)

// Into makes a panic the error of the function that defers it.
func Into(err *error) {
	if r := recover(); r != nil {
		*err = caught(r)
	}
}

// Here ends the panic of the function that defers it and tells whoever listens.
func Here() {
	if r := recover(); r != nil {
		tell(caught(r))
	}
}

// Try is what f returns, or the error that its panic becomes.
func Try(f func() error) (err error) {
	defer Into(&err)
	return f()
}

// Run does f; where it panics whoever listens is told. whole tells that it did not.
func Run(f func()) (whole bool) {
	defer Here()
	f()
	return true
}

// Go does f on a goroutine of its own.
func Go(f func()) {
	go func() {
		defer Here()
		f()
	}()
}

// Beside does f on a goroutine of its own while the caller goes on. wait waits for
// its end; where f panicked the caller panics there, and its fault is that one.
func Beside(f func()) (wait func()) {
	ended := make(chan error, 1)
	go func() {
		ended <- Try(func() error { f(); return nil })
	}()
	return func() {
		if err := <-ended; err != nil {
			panic(again{err})
		}
	}
}

// again is a panic that was caught and told before.
type again struct{ error }

// After does f on a goroutine of its own once d has passed.
func After(d time.Duration, f func()) *time.Timer {
	return time.AfterFunc(d, func() {
		defer Here()
		f()
	})
}

// listener is who is told of what nobody waits for.
var listener struct {
	sync.Mutex
	tell func(error)
}

// Listen has f told of panics whose work nobody waits for, on any goroutine;
// stop ends that.
func Listen(f func(error)) (stop func()) {
	listener.Lock()
	defer listener.Unlock()
	before := listener.tell
	listener.tell = f
	return func() {
		listener.Lock()
		defer listener.Unlock()
		listener.tell = before
	}
}

func tell(err error) {
	listener.Lock()
	f := listener.tell
	listener.Unlock()
	if f != nil {
		f(err)
	}
}

// caught writes the report of a panic and is the error that a person is told. It
// is called by the deferred function that recovered it.
func caught(r any) error {
	if told, ok := r.(again); ok {
		return told.error
	}
	const skip = 3 // runtime.Callers, caught, and who deferred
	stack := make([]uintptr, mostFrames)
	where := keep(describe(r, stack[:runtime.Callers(skip, stack)]))
	p := data.Problem{Message: "程序内部出错，这一步没有做完", Hint: "已经保存的内容没有受影响，可以继续使用；如果再次出现，请告诉维护人员"}
	if where != "" {
		p.Hint = "已经保存的内容没有受影响，可以继续使用；出错记录在“" + where + "”，只记程序里的位置，不记建议提案的内容，请交给维护人员"
	}
	return p
}
