package paperwork_test

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"io"
	"os"
	"testing"

	"jianban/data/packet"
	pack "jianban/export/packet"
)

// partOf is a part of a package as it lies there.
func partOf(t *testing.T, path, name string) []byte {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(f)
	if err := errors.Join(err, f.Close(), z.Close()); err != nil {
		t.Fatal(err)
	}
	return content
}

// forged is a return as it lies there, with another text in it, signed by a key that
// is not the task's.
func forged(t *testing.T, back, to string) string {
	t.Helper()
	var m packet.Manifest
	if err := json.Unmarshal(partOf(t, back, "manifest.json"), &m); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	items := bytes.ReplaceAll(partOf(t, back, pack.ItemsName), []byte("建议"), []byte("提案"))
	if _, err := pack.Write(&b, m, []pack.Part{pack.Bytes(pack.ItemsName, items)}, ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}
