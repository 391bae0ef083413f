//go:build !windows

package native

// FollowsCaret tells that the system wants to be told where the caret stands.
const FollowsCaret = false

// SetCaret does nothing: X11 and Wayland ask for the caret by protocols that the
// windowing library does not speak.
func SetCaret(uintptr, Caret) {}
