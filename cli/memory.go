package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"

	"jianban/early"
)

// A command lives for a moment and has little in use: looking for what can be
// handed back costs more than the memory is worth. So it is looked for only when
// five times what is in use was taken, and as often as usual where much is.
const (
	seldom      = early.Seldom // per cent of what is in use that may be taken before the next look
	usual       = 100          // Go's own
	roomForMore = 12 << 20     // bytes: with so much in use it is as usual
)

// look is found to be out of use at each collection.
type look struct{ _ *byte }

// collectSeldom begins that, once in a process.
var collectSeldom = sync.OnceFunc(func() {
	debug.SetGCPercent(seldom)
	lookAgain()
})

func lookAgain() {
	runtime.SetFinalizer(new(look), func(*look) {
		debug.SetGCPercent(collectAt(inUse()))
		lookAgain()
	})
}

// collectAt is the per cent for so many bytes in use.
func collectAt(used uint64) int {
	return max(usual, min(seldom, int(roomForMore*usual/max(used, 1))))
}

// inUse is what the last collection found in use, in bytes.
func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	if metrics.Read(sample); sample[0].Value.Kind() != metrics.KindUint64 {
		return roomForMore
	}
	return sample[0].Value.Uint64()
}
