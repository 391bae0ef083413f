package pdf_test

import (
	"os"
	"path/filepath"
	"testing"

	"jianban/export/font"
	"jianban/export/pdf"
)

// A file tells which paper it is, whatever signs are in the name; what is none
// of ours tells nothing.
func TestAFileTellsWhichPaperItIs(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	doc := letter()
	doc.Paper = "市六届人大一次会议第<12>&“号”答复"
	named, err := pdf.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	doc.Paper = ""
	nameless, err := pdf.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		write("named.pdf", named):                               "市六届人大一次会议第<12>&“号”答复",
		write("nameless.pdf", nameless):                         "",
		write("other.pdf", []byte("%PDF-1.7 <dc:identifier>x")): "",
		dir:                        "",
		filepath.Join(dir, "gone"): "",
	} {
		if got := pdf.PaperAt(path); got != want {
			t.Errorf("%s: %q, want %q", filepath.Base(path), got, want)
		}
	}
}
