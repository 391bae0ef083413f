// Package console is where a command speaks: standard output and standard error
// as they are, but for Windows. There the program has a window and no console, so
// it takes part in that of who called it, writes to it in Unicode whatever its
// code page, and marks text that goes into a file as UTF-8, so that Notepad,
// Excel and PowerShell 5 read it as such.
package console

import "io"

// mark is what begins a text file in UTF-8 for Windows' own programs.
const mark = "\ufeff"

// marked puts the mark before the first thing written; where nothing is, the
// file stays empty.
type marked struct {
	w    io.Writer
	done bool
}

func (m *marked) Write(p []byte) (int, error) {
	if !m.done && len(p) > 0 {
		if _, err := io.WriteString(m.w, mark); err != nil {
			return 0, err
		}
		m.done = true
	}
	return m.w.Write(p)
}

// marks tells whether what goes out is marked: text into a file, at its very
// beginning. What programs read (JSON, pipes) is never.
func marks(text, file bool, at int64) bool { return text && file && at == 0 }
