package document

import (
	"github.com/tetratelabs/wazero/experimental"
)

// reserved is the memory of one machine: taken from the system as a whole, of
// which only what is used counts, and given back as a whole. Memory of Go's own
// would be copied whenever it grows, and the copies left lying for a while.
type reserved struct {
	all  []byte
	free func() error
}

// reserve is an experimental.MemoryAllocator.
func reserve(_, _ uint64) experimental.LinearMemory { return &reserved{} }

// Reallocate gives the first size bytes, nil where that is too much.
func (r *reserved) Reallocate(size uint64) []byte {
	if r.all == nil {
		all, free, err := pages(mostPDFMemory)
		if err != nil {
			return nil
		}
		r.all, r.free = all, free
	}
	if size > uint64(len(r.all)) {
		return nil
	}
	return r.all[:size:size]
}

// Free gives the memory back.
func (r *reserved) Free() {
	if r.free != nil {
		_ = r.free() // the system's own affair
		r.all, r.free = nil, nil
	}
}
