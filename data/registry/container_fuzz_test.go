package registry

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"testing"

	"jianban/data"
)

// FuzzReadManifest: whatever a file ends with, reading its manifest neither
// fails hard nor takes what does not fit; what is read is what was written.
func FuzzReadManifest(f *testing.F) {
	var good bytes.Buffer
	m := data.BackupManifest{Format: 1, Size: 3, SHA256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Office: "办公室", Years: []data.BackupYear{{Year: 2022, Count: 15}}}
	good.WriteString("abc")
	if err := writeManifest(&good, m); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	f.Add(good.Bytes()[1:])
	f.Add([]byte(backupMark))
	f.Add(append(make([]byte, backupFoot-len(backupMark)), backupMark...))
	long := bytes.Clone(good.Bytes())
	binary.BigEndian.PutUint64(long[len(long)-backupFoot:], 1<<63)
	f.Add(long)
	f.Fuzz(func(t *testing.T, content []byte) {
		r := bytes.NewReader(content)
		m, err := readManifest(r, int64(len(content)))
		if err != nil {
			return
		}
		if m.Size < 0 || m.Size > int64(len(content)) {
			t.Fatalf("a body of %d bytes in %d", m.Size, len(content))
		}
		var body bytes.Buffer
		if readBody(context.Background(), &body, r, m) != nil {
			return
		}
		if int64(body.Len()) != m.Size || !bytes.Equal(body.Bytes(), content[:m.Size]) {
			t.Fatal("another body")
		}
		if err := writeManifest(io.Discard, m); err != nil {
			t.Fatal(err)
		}
	})
}
