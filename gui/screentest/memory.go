package screentest

import (
	"runtime"
)

// LiveHeap is what is in use after a collection, in bytes.
func LiveHeap() int64 {
	for range 3 { // what a finalizer keeps goes with the next
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

const Megabyte = 1 << 20
