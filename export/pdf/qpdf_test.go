package pdf_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// pdfFile is a file as qpdf reads it: its objects by their names, such as
// "12 0 R". A dictionary is a map, an array a slice, a number a float64, a
// name begins with /, a text with u:, a reference names its object.
type pdfFile struct {
	t       *testing.T
	objects map[string]qpdfObject
}

// qpdfObject is one object, or the trailer.
type qpdfObject struct {
	Value  any
	Stream *struct {
		Dict map[string]any
		Data string // unpacked, in base 64
	}
}

// need ends the test where an outside program is not installed: it fails where
// all programs must be there, else it says what was not tested.
func need(t *testing.T, have bool, what string) {
	t.Helper()
	switch {
	case have:
	case os.Getenv("CI") != "":
		t.Fatalf("%s is not installed", what)
	default:
		t.Skipf("not tested: %s is not installed (scripts/packages.sh test)", what)
	}
}

// opened is the file as qpdf reads it after its checks.
func opened(t *testing.T, file []byte) *pdfFile {
	t.Helper()
	path := filepath.Join(t.TempDir(), "opened.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "qpdf", "--check", path)
	out, err := exec.Command("qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=all", path).Output()
	if err != nil {
		t.Fatalf("qpdf: %v", err)
	}
	var said struct{ Qpdf [2]json.RawMessage } // about the file; its objects
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("qpdf: %v", err)
	}
	var objects map[string]qpdfObject
	if err := json.Unmarshal(said.Qpdf[1], &objects); err != nil {
		t.Fatalf("qpdf: %v", err)
	}
	f := &pdfFile{t, map[string]qpdfObject{}}
	for name, o := range objects {
		f.objects[strings.TrimPrefix(name, "obj:")] = o
	}
	return f
}

// value follows a reference.
func (f *pdfFile) value(v any) any {
	if name, ok := v.(string); ok {
		if o, ok := f.objects[name]; ok {
			return o.Value
		}
	}
	return v
}

func (f *pdfFile) dict(v any) map[string]any {
	f.t.Helper()
	d, ok := f.value(v).(map[string]any)
	if !ok {
		f.t.Fatalf("%v is no dictionary", v)
	}
	return d
}

func (f *pdfFile) array(v any) []any {
	f.t.Helper()
	a, ok := f.value(v).([]any)
	if !ok {
		f.t.Fatalf("%v is no array", v)
	}
	return a
}

// stream is a stream's dictionary, but for how it was packed, and what it
// holds, unpacked.
func (f *pdfFile) stream(v any) (map[string]any, []byte) {
	f.t.Helper()
	name, _ := v.(string)
	s := f.objects[name].Stream
	if s == nil {
		f.t.Fatalf("%v is no stream", v)
	}
	content, err := base64.StdEncoding.DecodeString(s.Data)
	if err != nil {
		f.t.Fatal(err)
	}
	return s.Dict, content
}

// text is a text of the information dictionary; "" where there is none.
func (f *pdfFile) text(key string) string {
	trailer := f.dict("trailer")
	s, _ := f.value(f.dict(trailer["/Info"])[key]).(string)
	return strings.TrimPrefix(s, "u:")
}
