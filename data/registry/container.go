package registry

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"filippo.io/age"

	"jianban/data"
)

// A backup is its body, the manifest as JSON and a foot of fixed length: the
// lengths of both (8 bytes each, big-endian), the SHA-256 of the manifest and
// a mark. The manifest holds the SHA-256 of the body, so that no byte of the
// file can change unnoticed. See docs/backup.md.
const (
	backupMark   = "JIANBAN BACKUP 1"
	backupFoot   = 8 + 8 + sha256.Size + len(backupMark)
	mostManifest = 1 << 20 // bytes; a manifest of fifty years has some 6,000
	backupFormat = 1
)

var (
	errNoBackup      = errors.New("not a backup")
	errBackupChanged = errors.New("backup cut or changed")
	errBackupNewer   = errors.New("backup of a newer format")
)

// writeManifest writes what stands behind the body.
func writeManifest(w io.Writer, m data.BackupManifest) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if len(text) > mostManifest {
		return fmt.Errorf("manifest of %d bytes", len(text))
	}
	sum := sha256.Sum256(text)
	foot := binary.BigEndian.AppendUint64(text, uint64(m.Size))
	foot = binary.BigEndian.AppendUint64(foot, uint64(len(text)))
	foot = append(append(foot, sum[:]...), backupMark...)
	_, err = w.Write(foot)
	return err
}

// readManifest reads the manifest of a file of size bytes. It vouches for the
// manifest alone; readBody for the rest.
func readManifest(f io.ReaderAt, size int64) (m data.BackupManifest, err error) {
	if size < int64(backupFoot) {
		return m, errNoBackup
	}
	foot := make([]byte, backupFoot)
	if _, err := f.ReadAt(foot, size-int64(backupFoot)); err != nil && !errors.Is(err, io.EOF) {
		return m, err
	}
	if string(foot[backupFoot-len(backupMark):]) != backupMark {
		return m, errNoBackup
	}
	body, length := binary.BigEndian.Uint64(foot), binary.BigEndian.Uint64(foot[8:])
	if length > mostManifest || body > uint64(size) || body+length+uint64(backupFoot) != uint64(size) {
		return m, errBackupChanged
	}
	text := make([]byte, length)
	if _, err := f.ReadAt(text, int64(body)); err != nil && !errors.Is(err, io.EOF) {
		return m, err
	}
	if sum := sha256.Sum256(text); !bytes.Equal(sum[:], foot[16:16+sha256.Size]) {
		return m, errBackupChanged
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, errBackupChanged
	}
	switch {
	case m.Format > backupFormat:
		return m, errBackupNewer
	case m.Format < 1 || m.Size != int64(body):
		return m, errBackupChanged
	}
	return m, nil
}

// readBody copies the body into w and refuses one that is not what the
// manifest says. What w got counts only where the error is nil.
func readBody(ctx context.Context, w io.Writer, f io.ReaderAt, m data.BackupManifest) error {
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, h), stopping{ctx, io.NewSectionReader(f, 0, m.Size)})
	switch {
	case err != nil:
		return err
	case n != m.Size || hex.EncodeToString(h.Sum(nil)) != m.SHA256:
		return errBackupChanged
	}
	return nil
}

// stopping ends reading where ctx does.
type stopping struct {
	ctx context.Context
	r   io.Reader
}

func (s stopping) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// openBackup opens a file and reads its manifest.
func openBackup(path string) (*os.File, data.BackupManifest, error) {
	var none data.BackupManifest
	info, err := os.Stat(path) // before it is opened: a pipe would wait for a writer
	if err != nil {
		return nil, none, backupProblem(path, err)
	}
	if !info.Mode().IsRegular() {
		return nil, none, backupProblem(path, errNoBackup)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, none, backupProblem(path, err)
	}
	m, err := readManifest(f, info.Size())
	if err != nil {
		return nil, none, errors.Join(backupProblem(path, err), f.Close())
	}
	return f, m, nil
}

// ReadBackup reads what a backup says of itself, without looking at the rest
// of the file; of an encrypted one that is little.
func ReadBackup(path string) (data.BackupManifest, error) {
	f, m, err := openBackup(path)
	if err != nil {
		return m, err
	}
	return m, f.Close()
}

// VerifyBackup reads a backup whole and refuses one of which a byte is missing
// or changed. It needs no passphrase.
func VerifyBackup(ctx context.Context, path string) (m data.BackupManifest, err error) {
	f, m, err := openBackup(path)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return m, backupProblem(path, readBody(ctx, io.Discard, f, m))
}

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

// OpensBackup tells whether a passphrase is that of an encrypted backup, by its manifest.
func OpensBackup(m data.BackupManifest, passphrase string) bool {
	_, err := BackupKey{m.Recipient, m.Key}.unlock(passphrase)
	return err == nil
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
