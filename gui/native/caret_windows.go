package native

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// FollowsCaret tells that the system wants to be told where the caret stands.
const FollowsCaret = true

var (
	imm32                = windows.NewLazySystemDLL("imm32.dll")
	immGetContext        = imm32.NewProc("ImmGetContext")
	immReleaseContext    = imm32.NewProc("ImmReleaseContext")
	immSetCompositionWin = imm32.NewProc("ImmSetCompositionWindow")
	immSetCandidateWin   = imm32.NewProc("ImmSetCandidateWindow")
)

// Values of imm.h.
const (
	cfsPoint   = 0x0002
	cfsExclude = 0x0080
)

type point struct{ x, y int32 }

type rectangle struct{ left, top, right, bottom int32 }

// compositionForm is COMPOSITIONFORM.
type compositionForm struct {
	style uint32
	at    point
	area  rectangle
}

// candidateForm is CANDIDATEFORM.
type candidateForm struct {
	index, style uint32
	at           point
	area         rectangle
}

// SetCaret tells the input method of a window (an HWND) where the caret stands.
// Some of Windows' own read the one form, some the other. It is called on the
// thread of the window; where there is no input method it does nothing.
func SetCaret(window uintptr, c Caret) {
	if immGetContext.Find() != nil { // a Windows without East Asian languages
		return
	}
	context, _, _ := immGetContext.Call(window)
	if context == 0 {
		return
	}
	defer func() { _, _, _ = immReleaseContext.Call(window, context) }()
	composition := compositionForm{style: cfsPoint, at: point{c.X, c.Y}}
	_, _, _ = immSetCompositionWin.Call(context, uintptr(unsafe.Pointer(&composition))) // only looks
	candidate := candidateForm{style: cfsExclude, at: point{c.X, c.Y}, area: rectangle{c.X, c.Y, c.X + c.Width, c.Y + c.Height}}
	_, _, _ = immSetCandidateWin.Call(context, uintptr(unsafe.Pointer(&candidate))) // only looks
}
