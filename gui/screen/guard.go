package screen

import "jianban/data/guard"

// Guard keeps the passphrase that guards the windows of this desk. Calls may
// take a while, Check and Set a third of a second, and are made off the UI
// goroutine.
type Guard interface {
	// State tells whether a passphrase is asked for.
	State() guard.State
	// Check tries a passphrase; a wrong one is a data.Problem.
	Check(passphrase string) error
	// Set sets another passphrase, or with "" none, where old is the one set.
	Set(old, passphrase string) error
	// SetIdle sets after how many minutes without key or mouse a window is
	// locked by itself; 0 is never.
	SetIdle(minutes int) error
}
