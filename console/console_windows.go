package console

import (
	"io"
	"os"

	"golang.org/x/sys/windows"
)

var (
	kernel32                  = windows.NewLazySystemDLL("kernel32.dll")
	procAttachConsole         = kernel32.NewProc("AttachConsole")
	procSetConsoleCtrlHandler = kernel32.NewProc("SetConsoleCtrlHandler")
)

// Open takes part in the console of who called the program and gives its output
// and errors: where they were sent elsewhere, there, else to that console. text
// says that people read the answer, not programs; interrupt is called at Ctrl+C.
func Open(text bool, interrupt func()) (out, errs io.Writer) {
	const parent = ^uintptr(0) // ATTACH_PARENT_PROCESS
	if ok, _, _ := procAttachConsole.Call(parent); ok != 0 {
		listen(interrupt) // taking part has put away the handler that Go set
	}
	out = stream(windows.STD_OUTPUT_HANDLE, os.Stdout, text)
	errs = stream(windows.STD_ERROR_HANDLE, os.Stderr, text)
	return out, errs
}

// stream is one of the standard streams.
func stream(which uint32, std *os.File, text bool) io.Writer {
	if h, err := windows.GetStdHandle(which); err == nil && h != 0 && h != windows.InvalidHandle {
		kind, err := windows.GetFileType(h)
		switch {
		case err == nil && kind == windows.FILE_TYPE_DISK:
			if at, err := windows.Seek(h, 0, io.SeekCurrent); err == nil && marks(text, true, at) {
				return &marked{w: std}
			}
			return std
		case err == nil && kind == windows.FILE_TYPE_PIPE:
			return std
		}
	}
	if f := screen(); f != nil {
		return f
	}
	return std
}

// screen is the console's window, which Go writes to in Unicode; nil where there
// is none. Where a prompt stands on the line already, a new one is begun.
func screen() *os.File {
	f, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return nil
	}
	var info windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(windows.Handle(f.Fd()), &info) == nil && info.CursorPosition.X != 0 {
		_, _ = f.WriteString("\r\n") // only looks
	}
	return f
}

// listen has interrupt called at Ctrl+C and Ctrl+Break.
func listen(interrupt func()) {
	handler := windows.NewCallback(func(event uint32) uintptr {
		if event != windows.CTRL_C_EVENT && event != windows.CTRL_BREAK_EVENT {
			return 0 // the next handler's
		}
		interrupt()
		return 1
	})
	_, _, _ = procSetConsoleCtrlHandler.Call(handler, 1)
}
