//go:build unix

package document

import "golang.org/x/sys/unix"

// pages are so many bytes of empty memory.
func pages(size int) (all []byte, free func() error, err error) {
	all, err = unix.Mmap(-1, 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	return all, func() error { return unix.Munmap(all) }, err
}
