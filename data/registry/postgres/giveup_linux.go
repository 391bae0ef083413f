package postgres

import (
	"time"

	"golang.org/x/sys/unix"
)

// giveUp has the system end a connection when what was sent stays unanswered by the
// other machine for so long, as where a cable was pulled: else it tries for a quarter
// of an hour.
func giveUp(socket uintptr, after time.Duration) error {
	return unix.SetsockoptInt(int(socket), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(after.Milliseconds()))
}
