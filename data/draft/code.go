package draft

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
)

// Most is how many bytes kept drafts may have: more is neither written nor read.
const Most = 32 << 20

// magic begins the first line of kept drafts; the number is the form's version.
const magic = "jianban-drafts 1 "

// ErrDamaged is the error of bytes that are no kept drafts, or not whole.
var ErrDamaged = errors.New("drafts are damaged")

// ErrTooLarge is the error of drafts of more than Most bytes.
var ErrTooLarge = errors.New("drafts are too large")

// Encode makes the bytes that drafts are kept as: a line with the SHA-256 of
// the rest, then the drafts as JSON.
func Encode(drafts []Draft) ([]byte, error) {
	body, err := json.Marshal(drafts)
	if err != nil {
		return nil, fmt.Errorf("drafts: %w", err)
	}
	if len(body) > Most-firstLine {
		return nil, ErrTooLarge
	}
	return append([]byte(head(body)), body...), nil
}

// firstLine is the length of the first line.
const firstLine = len(magic) + 2*sha256.Size + 1

func head(body []byte) string {
	sum := sha256.Sum256(body)
	return magic + hex.EncodeToString(sum[:]) + "\n"
}

// Decode reads kept drafts; all or none.
func Decode(kept []byte) ([]Draft, error) {
	if len(kept) > Most || len(kept) < firstLine {
		return nil, ErrDamaged
	}
	line, body := kept[:firstLine], kept[firstLine:]
	if !bytes.Equal(line, []byte(head(body))) {
		return nil, ErrDamaged
	}
	var drafts []Draft
	if err := json.Unmarshal(body, &drafts); err != nil {
		return nil, errors.Join(ErrDamaged, err)
	}
	return drafts, nil
}
