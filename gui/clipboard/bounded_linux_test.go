package clipboard

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

// A clipboard that offers more than a picture may have is not held in memory.
func TestClipboardIsBounded(t *testing.T) {
	t.Parallel()
	var b bounded
	n, err := io.Copy(&b, io.LimitReader(zeros{}, mostPicture+1))
	if !errors.Is(err, errTooLarge) || n > mostPicture || b.Len() > mostPicture {
		t.Errorf("%d bytes, %v", n, err)
	}
	b = bounded{}
	if _, err := io.Copy(&b, bytes.NewReader([]byte("picture"))); err != nil || b.String() != "picture" {
		t.Errorf("%q %v", b.String(), err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
