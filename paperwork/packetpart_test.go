package paperwork_test

import (
	"archive/zip"
	"errors"
	"io"
	"testing"
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
