package native

import (
	"runtime"
	"testing"
	"unsafe"

	"github.com/go-gl/glfw/v3.4/glfw"
	"golang.org/x/sys/windows"
)

// These run under Wine (scripts/wine-test.sh), which has an input method of its
// own that keeps what it is told.

// window makes a window that nobody sees, as Fyne's is made.
func window(t *testing.T) (*glfw.Window, uintptr) {
	t.Helper()
	runtime.LockOSThread()
	t.Cleanup(runtime.UnlockOSThread)
	if err := glfw.Init(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(glfw.Terminate)
	glfw.WindowHint(glfw.ClientAPI, glfw.NoAPI)
	glfw.WindowHint(glfw.Visible, glfw.False)
	w, err := glfw.CreateWindow(400, 300, "", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w, uintptr(unsafe.Pointer(w.GetWin32Window()))
}

// Both forms say where the caret stands, as it moves.
func TestTheInputMethodKnowsTheCaret(t *testing.T) {
	_, hwnd := window(t)
	context, _, _ := immGetContext.Call(hwnd)
	if context == 0 {
		t.Fatal("the window has no input method")
	}
	for _, c := range []Caret{{380, 401, 2, 19}, {12, 0, 3, 27}} {
		SetCaret(hwnd, c)
		var composition compositionForm
		if ok, _, err := imm32.NewProc("ImmGetCompositionWindow").Call(context, uintptr(unsafe.Pointer(&composition))); ok == 0 {
			t.Fatal(err)
		}
		if composition.style != cfsPoint || composition.at != (point{c.X, c.Y}) {
			t.Errorf("%v: what is composed stands at %v, style %#x", c, composition.at, composition.style)
		}
		var candidate candidateForm
		if ok, _, err := imm32.NewProc("ImmGetCandidateWindow").Call(context, 0, uintptr(unsafe.Pointer(&candidate))); ok == 0 {
			t.Fatal(err)
		}
		if want := (rectangle{c.X, c.Y, c.X + c.Width, c.Y + c.Height}); candidate.style != cfsExclude || candidate.at != (point{c.X, c.Y}) || candidate.area != want {
			t.Errorf("%v: candidates stand at %v beside %v, style %#x", c, candidate.at, candidate.area, candidate.style)
		}
	}
	SetCaret(0, Caret{1, 2, 3, 4}) // no window, and no fault
}

// Keys that an input method takes for what is composed reach no shortcut: they
// come as VK_PROCESSKEY, whatever key was pressed.
func TestComposedKeysAreNoKeys(t *testing.T) {
	const keyDown, processKey = 0x0100, 0xE5
	w, hwnd := window(t)
	var pressed []glfw.Key
	w.SetKeyCallback(func(_ *glfw.Window, k glfw.Key, _ int, action glfw.Action, _ glfw.ModifierKey) {
		if action == glfw.Press {
			pressed = append(pressed, k)
		}
	})
	post := windows.NewLazySystemDLL("user32.dll").NewProc("PostMessageW")
	for _, m := range []struct{ key, scan uintptr }{{processKey, 0x31}, {processKey, 0x01}, {processKey, 0x1C}, {'N', 0x31}, {processKey, 0x0F}} { // N, Esc, Enter; N itself; Tab
		if ok, _, err := post.Call(hwnd, keyDown, m.key, m.scan<<16|1); ok == 0 {
			t.Fatal(err)
		}
	}
	glfw.PollEvents()
	if len(pressed) != 1 || pressed[0] != glfw.KeyN {
		t.Errorf("pressed: %v, want N alone", pressed)
	}
}
