package console

import (
	"bytes"
	"errors"
	"testing"
)

// Text is marked once, at the beginning; an empty answer stays empty.
func TestMarkStandsAtTheBeginningOnly(t *testing.T) {
	var b bytes.Buffer
	m := &marked{w: &b}
	for _, part := range []string{"", "交办", "518件\n"} {
		if n, err := m.Write([]byte(part)); n != len(part) || err != nil {
			t.Errorf("%d, %v", n, err)
		}
		if part == "" && b.Len() > 0 {
			t.Error("nothing was written, and it is marked")
		}
	}
	if got := b.String(); got != "\xef\xbb\xbf交办518件\n" {
		t.Errorf("%q", got)
	}
}

type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestMarkThatCannotBeWrittenIsToldOf(t *testing.T) {
	if n, err := (&marked{w: full{}}).Write([]byte("x")); n != 0 || !errors.Is(err, errFull) {
		t.Errorf("%d, %v", n, err)
	}
}

func TestWhatIsMarked(t *testing.T) {
	for _, c := range []struct {
		what       string
		text, file bool
		at         int64
		want       bool
	}{
		{"text into a new file", true, true, 0, true},
		{"text after other text", true, true, 10, false},
		{"text into a pipe", true, false, 0, false},
		{"JSON into a file", false, true, 0, false},
	} {
		if got := marks(c.text, c.file, c.at); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}
