package paperwork

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/people"
	"jianban/export/file"
)

// keptBeside is the path beside which a workstation keeps what is its own of a
// registry: drafts, habits of imports, where its backups go. Of a registry file it
// is the file; of a shared registry one in the user's own folder, for each address.
func keptBeside(place string) string {
	if !registry.Shared(place) {
		return place
	}
	shown, name := registry.Shown(place)
	sum := sha256.Sum256([]byte(shown))
	dir := filepath.Join(filepath.Dir(DefaultPlace()), "shared", hex.EncodeToString(sum[:8]))
	_ = os.MkdirAll(dir, 0o700) // who writes there tells where it cannot
	return filepath.Join(dir, file.SafeName(name)+".db")
}

// ShownPlace is where a registry is, as it may be shown: an address without its
// password.
func ShownPlace(place string) string {
	if registry.Shared(place) {
		place, _ = registry.Shown(place)
	}
	return place
}

// missing tells whether there is no registry at a place yet.
func missing(ctx context.Context, place string) (bool, error) {
	if registry.Shared(place) {
		return registry.Missing(ctx, place)
	}
	_, err := os.Lstat(place)
	return errors.Is(err, fs.ErrNotExist), nil
}

// People are who may work at the shared registry at a place, as the command line and
// the window (screen.People) manage them, under the user of its address. Calls ask the
// server each time.
type People struct{ Place string }

// Known are all people, by name, and why this user may change nothing of it.
func (p People) Known(ctx context.Context) (data.People, error) { return people.Known(ctx, p.Place) }

// Add lets a person work at the registry (people.Add).
func (p People) Add(ctx context.Context, x data.Person, password string) (added data.Person, made string, err error) {
	return people.Add(ctx, p.Place, x, password)
}

// Change gives a person another kind or unit (people.Change).
func (p People) Change(ctx context.Context, name string, to data.Person) (data.Person, error) {
	return people.Change(ctx, p.Place, name, to)
}

// SetPassword gives a person another password (people.SetPassword).
func (p People) SetPassword(ctx context.Context, name, password string) (x data.Person, made string, err error) {
	return people.SetPassword(ctx, p.Place, name, password)
}

// Remove takes a person's role away (people.Remove).
func (p People) Remove(ctx context.Context, name string) (dropped bool, err error) {
	return people.Remove(ctx, p.Place, name)
}

// Move copies the whole registry at one place to another where there is none yet,
// verified, all or nothing. tell hears of each kind of record how many of how many
// are done.
func Move(ctx context.Context, from, to string, tell func(what string, done, total int64)) (m registry.Moved, err error) {
	opts, err := options(true)
	if err != nil {
		return m, err
	}
	reg, err := registry.Open(ctx, from, opts)
	if err != nil {
		return m, err
	}
	m, err = reg.MoveTo(ctx, to, tell)
	return m, errors.Join(err, reg.Close())
}

// Restore makes a registry at to of the backup at from; it needs no registry. Where
// to is an address, the database there must be empty.
func Restore(ctx context.Context, from, to, passphrase string) (m data.BackupManifest, err error) {
	if !registry.Shared(to) {
		return registry.Restore(ctx, from, to, passphrase, nil)
	}
	dir, err := os.MkdirTemp("", "jianban-") // 0700
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	file := filepath.Join(dir, "registry.db")
	if m, err = registry.Restore(ctx, from, file, passphrase, nil); err != nil {
		return m, err
	}
	_, err = Move(ctx, file, to, func(string, int64, int64) {})
	return m, err
}
