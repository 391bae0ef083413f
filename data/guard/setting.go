package guard

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"
)

// Setting is what is kept of a passphrase and around it.
type Setting struct {
	// About is for whoever opens the file.
	About string `json:"about"`
	// Hash is the Argon2id of the passphrase with its salt and its cost, in the
	// form in which others write it too: $argon2id$v=19$m=…,t=…,p=…$salt$hash.
	Hash string `json:"hash"`
	// Minutes without key or mouse until a window is locked; 0 is never.
	Minutes int `json:"minutes"`
	// Wrong is how many wrong passphrases were tried since the last right one.
	Wrong int `json:"wrong,omitempty"`
}

// about tells the way out of a forgotten passphrase.
const about = "这个文件记着打开建办窗口的口令。忘记口令时：关闭建办，删除这个文件，再打开就不要口令；登记库里的内容不受影响。"

// cost is what it costs to try a passphrase.
type cost struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
}

// usual takes a third of a second and 64 MiB of an office's computer.
var usual = cost{memory: 64 << 10, passes: 6, threads: 1}

// What another program's setting may cost: less would be no guard, and more
// would not end.
var (
	leastCost = cost{memory: 8 << 10, passes: 1, threads: 1}
	mostCost  = cost{memory: 256 << 10, passes: 20, threads: 8}
)

// Lengths in bytes.
const (
	SaltSize  = 16
	keySize   = 32
	leastSalt = 8
	mostSalt  = 64
)

// ErrBroken is the error of bytes that are no setting.
var ErrBroken = errors.New("setting of the passphrase is broken")

// Make makes the setting of a passphrase with a random salt of SaltSize bytes. It
// takes a third of a second.
func Make(passphrase string, salt []byte, minutes int) Setting {
	key := usual.key(passphrase, salt, keySize)
	return Setting{About: about, Minutes: minutes, Hash: fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, usual.memory, usual.passes, usual.threads, encoding.EncodeToString(salt), encoding.EncodeToString(key))}
}

var encoding = base64.RawStdEncoding.Strict()

func (c cost) key(passphrase string, salt []byte, size uint32) []byte {
	return argon2.IDKey([]byte(Plain(passphrase)), salt, c.passes, c.memory, c.threads, size)
}

func (c cost) within(least, most cost) bool {
	return c.memory >= least.memory && c.memory <= most.memory && c.passes >= least.passes && c.passes <= most.passes &&
		c.threads >= least.threads && c.threads <= most.threads
}

// Fits tells whether a passphrase is the one. It takes a third of a second.
func (s Setting) Fits(passphrase string) bool {
	c, salt, key, err := parse(s.Hash)
	return err == nil && subtle.ConstantTimeCompare(c.key(passphrase, salt, uint32(len(key))), key) == 1
}

// Idle is how long a window stays open without key or mouse; 0 is for ever.
func (s Setting) Idle() time.Duration { return idle(s.Minutes) }

// parse reads a hash with its salt and cost.
func parse(hash string) (c cost, salt, key []byte, err error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, ErrBroken
	}
	n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.passes, &c.threads)
	if err != nil || n != 3 || parts[3] != fmt.Sprintf("m=%d,t=%d,p=%d", c.memory, c.passes, c.threads) || !c.within(leastCost, mostCost) {
		return c, nil, nil, ErrBroken
	}
	salt, err = encoding.DecodeString(parts[4])
	if err != nil || len(salt) < leastSalt || len(salt) > mostSalt {
		return c, nil, nil, ErrBroken
	}
	key, err = encoding.DecodeString(parts[5])
	if err != nil || len(key) != keySize {
		return c, nil, nil, ErrBroken
	}
	return c, salt, key, nil
}

// MostBytes is how many bytes a setting has at most.
const MostBytes = 4096

// Encode makes the bytes that a setting is kept as.
func (s Setting) Encode() ([]byte, error) {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("setting of the passphrase: %w", err)
	}
	return append(text, '\n'), nil
}

// Decode reads a setting.
func Decode(kept []byte) (Setting, error) {
	var s Setting
	if len(kept) > MostBytes {
		return s, ErrBroken
	}
	if err := json.Unmarshal(kept, &s); err != nil {
		return Setting{}, errors.Join(ErrBroken, err)
	}
	if _, _, _, err := parse(s.Hash); err != nil || s.Wrong < 0 {
		return Setting{}, ErrBroken
	}
	return s, nil
}
