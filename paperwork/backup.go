package paperwork

import (
	"context"

	"jianban/data"
	"jianban/data/registry"
)

// Backup writes a backup of the registry into the file to, encrypted where a
// passphrase is given.
func (d *Desk) Backup(ctx context.Context, to, passphrase, program string) (data.BackupManifest, error) {
	return d.Registry.Backup(ctx, registry.BackupAsk{To: to, Passphrase: passphrase, Program: program})
}

// Restore makes a registry at to of the backup at from; it needs no registry.
func Restore(ctx context.Context, from, to, passphrase string) (data.BackupManifest, error) {
	return registry.Restore(ctx, from, to, passphrase, nil)
}
