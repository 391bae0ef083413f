// Package early lets a start collect no garbage: what the libraries make before main
// (4.4 MB of tables and patterns) stays in use, and looking through it at Go's usual
// 4 MB costs 3 ms of a command's 40. It imports next to nothing, so that Go begins it
// before the libraries.
package early

import "runtime/debug"

// Seldom is the per cent of what is in use that may be taken before the first look:
// five times 4 MB. Commands go on from it (cli/memory.go), the window sets its own.
const Seldom = 400

func init() { debug.SetGCPercent(Seldom) }
