package registry

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
	"jianban/data/registry/postgres"
)

// engine is what only one kind of database has; everything else both do by the
// same SQL. A registry file's is fileEngine, a shared registry's is server.
//
// The shared SQL is the standard's where it can be, and SQLite's words elsewhere: ?
// for a value, json_extract, and lists that come as one value in the two forms IN
// (SELECT value FROM json_each(?)) for IDs and IN (SELECT atom FROM json_each(?))
// for words. Package postgres puts these into its own.
type engine interface {
	// structure is the number of the registry's structure.
	structure(ctx context.Context, q querier) (int, error)
	// columns are those of all tables of the registry, in their order.
	columns(ctx context.Context, q querier) (map[string][]string, error)
	// unlike is the condition on a row t with these columns that its last entry j in
	// the journal does not describe it. Columns that a later structure added are not
	// in older entries.
	unlike(columns []string) string
	// asText is a column in the form in which the journal's hash takes it.
	asText(column string) string
	// reads are the options of a transaction that reads at one moment.
	reads() *sql.TxOptions

	// begin begins a change on a connection, has it be the only one, and opens the action
	// that what is written next belongs to; without a that is none, and its number 0.
	begin(ctx context.Context, t turn, a func() action) (data.ID, error)
	// takeBack ends it, where it is still open.
	takeBack(ctx context.Context, t turn) error
	// closeAction ends the action: whether it is the only one that is open, and the hash
	// of the one before; seal gives it its own hash, at the latest when the change is kept.
	closeAction(ctx context.Context, t turn, id data.ID) (prev string, err error)
	seal(ctx context.Context, t turn, id data.ID, hash string) error
	// kept tells whether the action with this key was kept, although the answer to
	// its commit was lost; it may take the connection of the change for that.
	kept(ctx context.Context, r *Registry, t turn, key string) (bool, error)
	// ahead may ask what ask will ask, all at once, before it is asked; along so with the
	// next statement, after it.
	ahead(ctx context.Context, t turn, ask func(q querier)) error
	along(ctx context.Context, t turn, ask func(q querier)) error
	// later runs a statement of which nobody needs the answer: at the latest before the
	// next one.
	later(ctx context.Context, t turn, query string, args ...any) error
	// lastGiven is the highest number that an action was ever given.
	lastGiven(ctx context.Context, q querier) (data.ID, error)
	// lastNumber is the highest ID that a row of a table ever had.
	lastNumber(ctx context.Context, q querier, table string) (int64, error)
	// insert adds a row and gives its ID.
	insert(ctx context.Context, t turn, query string, values []any) (data.ID, error)
	// deferReferences has references be looked at when the change ends.
	deferReferences() string
	// guardOfContents lifts what keeps the bytes of attachments from being removed,
	// and puts it back.
	guardOfContents() (lift, restore string)

	// lookThrough looks for damage that changes what is read; examine looks closer.
	lookThrough(ctx context.Context, r *Registry) ([]flaw, error)
	examine(ctx context.Context, r *Registry) ([]flaw, error)
	// form looks whether tables, indexes and the journal's triggers are as this
	// program makes them.
	form(ctx context.Context, r *Registry) ([]flaw, error)
	// reindex are the statements that make all indexes anew.
	reindex(ctx context.Context, q querier) ([]string, error)
	// sweep removes what erased bytes left behind, where it can now.
	sweep(ctx context.Context, r *Registry) error
	// claimBackup tells whether this desk is the one that makes the backup of a day, of
	// which had is the day claimed before; the day before lets others make it.
	claimBackup(ctx context.Context, r *Registry, day, had string) (bool, error)
	// noteBackup notes who made the last backup, beside the day that was claimed;
	// lastBackup is what was noted last, "" for nothing.
	noteBackup(ctx context.Context, r *Registry, text string) error
	lastBackup(ctx context.Context, r *Registry) (string, error)
	// follow tells the listeners of what others change, for as long as ctx lasts.
	follow(ctx context.Context, r *Registry)
	// size is about how many bytes a copy takes.
	size(ctx context.Context, r *Registry) (int64, error)
	// copyTo writes all there is into an empty file, and tells how far it is.
	copyTo(ctx context.Context, r *Registry, path string, tell func(done, total int64)) error
}

// action is what stands in the journal of a change, and the key by which the change
// is found again.
type action struct{ at, by, what, key string }

// checkForm looks at the registry's form.
func (r *Registry) checkForm(ctx context.Context) ([]flaw, error) { return r.engine.form(ctx, r) }

// refusal is what an engine said, in the terms of both.
type refusal struct {
	kind    refusalKind
	table   data.Record // of refusedTwice, where it is known
	message string
}

// refusalKind is why an engine refused.
type refusalKind uint8

const (
	notRefused refusalKind = iota
	refusedTwice
	refusedReference
	refusedContent
	refusedSize
	refusedBusy
	refusedLost
	refusedRoom
	refusedReadOnly
	refusedRights
	refusedDamage
	refusedAccess
	refusedStructure
	refusedOutside
)

// refusalOf reads an error of either engine.
func refusalOf(err error) refusal {
	if err == nil {
		return refusal{}
	}
	var se sqlite3.Error
	if errors.As(err, &se) {
		return refusal{kind: fileRefusal(se), table: tableOfUnique(se.Error()), message: se.Error()}
	}
	said := postgres.Refused(err)
	message := said.Message
	if said.Column != "" {
		message += " " + said.Column
	}
	if said.Constraint != "" {
		message += " " + said.Constraint
	}
	return refusal{kind: serverRefusals[said.Kind], table: data.Record(said.Table), message: message}
}

var serverRefusals = map[postgres.Kind]refusalKind{
	postgres.Twice: refusedTwice, postgres.Reference: refusedReference, postgres.Against: refusedContent, postgres.Content: refusedContent, postgres.Outside: refusedOutside,
	postgres.Busy: refusedBusy, postgres.Lost: refusedLost, postgres.Full: refusedRoom, postgres.Forbidden: refusedRights, postgres.ReadOnly: refusedReadOnly, postgres.Structure: refusedStructure,
}

// ClaimBackup tells whether this desk is to make the backup of a day: of a shared
// registry the first that asks is. ReleaseBackup lets another, where it failed.
func (r *Registry) ClaimBackup(ctx context.Context, day data.Date) (bool, error) {
	ok, err := r.engine.claimBackup(ctx, r, day.String(), "")
	return ok, explain(err)
}

// ReleaseBackup lets another desk make the backup of a day.
func (r *Registry) ReleaseBackup(ctx context.Context, day data.Date) error {
	_, err := r.engine.claimBackup(ctx, r, "", day.String())
	return explain(err)
}

// NoteBackup notes who made a backup of a shared registry, for the other desks.
func (r *Registry) NoteBackup(ctx context.Context, b data.BackupBy) error {
	text, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return explain(r.engine.noteBackup(ctx, r, string(text)))
}

// LastBackup is the backup that any desk of a shared registry noted last; zero where
// none did, and of a file.
func (r *Registry) LastBackup(ctx context.Context) (b data.BackupBy, err error) {
	text, err := r.engine.lastBackup(ctx, r)
	if err != nil || text == "" {
		return b, explain(err)
	}
	if json.Unmarshal([]byte(text), &b) != nil {
		return data.BackupBy{}, nil // a later program's, perhaps
	}
	return b, nil
}

// Size is about how many bytes a copy of the registry takes.
func (r *Registry) Size(ctx context.Context) (int64, error) {
	n, err := r.engine.size(ctx, r)
	return n, explain(err)
}
