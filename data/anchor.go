package data

import (
	"fmt"
	"strconv"
	"strings"
)

// anchorDigits is how much of the hash an anchor's short form shows: 48 bits,
// which nobody meets by chance and few care to type wrongly.
const anchorDigits = 12

// Anchor is an end of the journal's chain: the last action and its hash, which
// covers all before it. Kept outside the file it shows later whether the chain
// up to there is still the one it was. The zero Anchor is that of an empty
// journal.
type Anchor struct {
	Action ID
	Hash   string // hexadecimal digits; the first twelve where it was read from paper
	From   string // the backup that keeps it, for messages; "" for any other
}

// String is the short form that stands on paper: 123-3f2a9c01b2d4; "" of an
// empty journal.
func (a Anchor) String() string {
	if a.Action == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%s", a.Action, a.Hash[:min(anchorDigits, len(a.Hash))])
}

// Full is as String, with the whole hash.
func (a Anchor) Full() string {
	if a.Action == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%s", a.Action, a.Hash)
}

// ParseAnchor reads what String or Full wrote.
func ParseAnchor(text string) (Anchor, error) {
	number, hash, _ := strings.Cut(strings.TrimSpace(text), "-")
	id, err := strconv.ParseInt(number, 10, 64)
	hash = strings.ToLower(hash)
	if err != nil || id < 1 || len(hash) < anchorDigits || strings.Trim(hash, "0123456789abcdef") != "" {
		return Anchor{}, Problem{Field: "日志锚", Message: "“" + text + "”读不出来", Hint: "日志锚印在总结末页，形如 123-3f2a9c01b2d4"}
	}
	return Anchor{Action: ID(id), Hash: hash}, nil
}

// Fits tells whether this is the end of a chain whose action has that hash.
func (a Anchor) Fits(hash string) bool {
	return len(a.Hash) >= anchorDigits && strings.HasPrefix(hash, a.Hash)
}
