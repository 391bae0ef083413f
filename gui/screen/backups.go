package screen

import (
	"context"

	"jianban/data"
)

// Backups makes and keeps the backups of the registry. Calls may take a while
// and are made off the UI goroutine.
type Backups interface {
	// State tells where the backups stand.
	State(ctx context.Context) (data.BackupState, error)
	// Due tells whether a backup is to be made by itself, by day or at closing.
	Due(ctx context.Context, closing bool) (bool, error)
	// Make makes one in every place; tell gets the bytes copied of about total.
	Make(ctx context.Context, tell func(done, total int64)) (data.BackupMade, error)
	// SetSecond sets the second place, "" for none; SetPassphrase encrypts the
	// backups made from now on, "" no more.
	SetSecond(folder string) error
	SetPassphrase(passphrase string) error
	// Encrypted tells whether the backup at path needs a passphrase.
	Encrypted(path string) (bool, error)
	// Look reads a backup whole: what it holds, and what the registry holds today.
	Look(ctx context.Context, path, passphrase string) (then, today data.BackupManifest, err error)
	// Restore and TakeBack make ready that another registry is in place once
	// this window is closed; the program then opens a window on it.
	Restore(ctx context.Context, path, passphrase string, tell func(done, total int64)) error
	TakeBack() error
}

// CopyProgress tells the progress of a copy as that of a task.
func CopyProgress(p Progress, what string) func(done, total int64) {
	return func(done, total int64) {
		p(int(done>>10), int(total>>10), what+"："+data.SizeWords(done)+" / "+data.SizeWords(total))
	}
}
