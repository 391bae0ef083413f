package document

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// pages are so many bytes of empty memory.
func pages(size int) (all []byte, free func() error, err error) {
	at, err := windows.VirtualAlloc(0, uintptr(size), windows.MEM_RESERVE|windows.MEM_COMMIT, windows.PAGE_READWRITE)
	if err != nil {
		return nil, nil, err
	}
	first := *(**byte)(unsafe.Pointer(&at)) // memory that Go knows nothing of
	return unsafe.Slice(first, size), func() error { return windows.VirtualFree(at, 0, windows.MEM_RELEASE) }, nil
}
