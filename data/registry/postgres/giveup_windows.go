package postgres

import (
	"time"

	"golang.org/x/sys/windows"
)

// maxRT is TCP_MAXRT of ws2ipdef.h: after how many seconds of sending anew a
// connection is given up.
const maxRT = 5

// giveUp has the system end a connection when what was sent stays unanswered by the
// other machine for so long.
func giveUp(socket uintptr, after time.Duration) error {
	return windows.SetsockoptInt(windows.Handle(socket), windows.IPPROTO_TCP, maxRT, int(after.Seconds()))
}
