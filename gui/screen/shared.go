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

// People are who may work at a shared registry. Calls ask the server each time and are
// made off the UI goroutine; what a person can mend is a data.Problem that names the
// field.
type People interface {
	// Known are all people, and why this one may change nothing of it.
	Known(ctx context.Context) (data.People, error)
	// Add lets a person work at the registry; made is the password where none was chosen.
	Add(ctx context.Context, p data.Person, password string) (added data.Person, made string, err error)
	// Change gives the person of a name another kind or unit.
	Change(ctx context.Context, name string, to data.Person) (data.Person, error)
	// SetPassword gives the person of a name another password, "" a random one, which
	// made then is.
	SetPassword(ctx context.Context, name, password string) (p data.Person, made string, err error)
	// Remove takes the role away; dropped is false where the server's user stays.
	Remove(ctx context.Context, name string) (dropped bool, err error)
}
