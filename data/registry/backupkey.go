package registry

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"jianban/data"
)

// BackupKey encrypts backups without a secret: the public part of a key pair
// and the private one, locked with the passphrase. The passphrase itself is
// kept nowhere; who loses it loses the backups.
type BackupKey struct {
	Recipient string `json:"recipient"`
	Locked    string `json:"key"` // an age file of the private part, base 64
}

// Work to try one passphrase: 2^15 of scrypt take 32 MB, so that a backup
// keeps within its memory. A file that wants more than 2^18 is not obeyed.
const (
	lockWork     = 15
	mostLockWork = 18
)

var errPassphrase = errors.New("wrong passphrase")

// NewBackupKey makes a key pair and locks it with a passphrase.
func NewBackupKey(passphrase string) (BackupKey, error) {
	if strings.TrimSpace(passphrase) == "" {
		return BackupKey{}, data.Problem{Field: "口令", Message: "口令是空的", Hint: "请填写口令"}
	}
	pair, err := age.GenerateX25519Identity()
	if err != nil {
		return BackupKey{}, fmt.Errorf("key pair: %w", err)
	}
	lock, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return BackupKey{}, fmt.Errorf("passphrase: %w", err)
	}
	lock.SetWorkFactor(lockWork)
	var locked bytes.Buffer
	w, err := age.Encrypt(&locked, lock)
	if err != nil {
		return BackupKey{}, err
	}
	if _, err := io.WriteString(w, pair.String()); err != nil {
		return BackupKey{}, err
	}
	if err := w.Close(); err != nil {
		return BackupKey{}, err
	}
	return BackupKey{pair.Recipient().String(), base64.StdEncoding.EncodeToString(locked.Bytes())}, nil
}

// unlock gives the private part.
func (k BackupKey) unlock(passphrase string) (age.Identity, error) {
	locked, err := base64.StdEncoding.DecodeString(k.Locked)
	if err != nil {
		return nil, errBackupChanged
	}
	try, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, errPassphrase
	}
	try.SetMaxWorkFactor(mostLockWork)
	r, err := age.Decrypt(bytes.NewReader(locked), try)
	if err != nil {
		var none *age.NoIdentityMatchError
		if errors.As(err, &none) || errors.Is(err, age.ErrIncorrectIdentity) {
			return nil, errPassphrase
		}
		return nil, errBackupChanged
	}
	text, err := io.ReadAll(io.LimitReader(r, 1<<10))
	if err != nil {
		return nil, errBackupChanged
	}
	pair, err := age.ParseX25519Identity(string(text))
	if err != nil || pair.Recipient().String() != k.Recipient {
		return nil, errBackupChanged
	}
	return pair, nil
}
