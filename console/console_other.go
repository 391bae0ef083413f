//go:build !windows

package console

import (
	"io"
	"os"
)

// Open is standard output and standard error. text says that people read the
// answer, not programs; interrupt is called at Ctrl+C where the system does not
// tell the program by itself.
func Open(text bool, interrupt func()) (out, errs io.Writer) { return os.Stdout, os.Stderr }
