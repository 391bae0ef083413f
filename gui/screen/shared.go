package screen

import (
	"context"

	"jianban/data"
)

// Shared is a registry that others write too while the window is open.
type Shared interface {
	// Seen is the newest change that what is on screen now is sure to have: those that
	// this desk has known of for some seconds, and its own. It asks nobody.
	Seen() data.ID
	// DoSeen is Store.Do, refused with a data.Conflict where it would undo what somebody
	// else saved after a change that was seen; newest is then the newest change, to be
	// handed back as seen once the conflict is settled. Decided conflicts are merged into
	// what f saves.
	DoSeen(ctx context.Context, what string, seen data.ID, decided []data.Decided, f func(Tx) error) (newest data.ID, err error)
}

// SharedAsk is a shared registry to open, and what is done where its database holds
// none yet.
type SharedAsk struct {
	Host, Port, Database, User string
	Password                   string
	Remember                   bool // keep the password in the system's keyring
	Empty                      SharedEmpty
}

// SharedEmpty is what is done with a database that holds no registry yet.
type SharedEmpty string

// What can be done with an empty database.
const (
	EmptyRefused SharedEmpty = "不建立，只打开已有的"
	EmptyMoved   SharedEmpty = "把现在打开的登记库移过去"
	EmptyNew     SharedEmpty = "新建一个空的登记库"
)
