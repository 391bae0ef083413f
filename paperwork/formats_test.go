package paperwork_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"

	"jianban/data"
	"jianban/export/paint"
)

// The window's papers are of the format that their names end in. The same paper
// again replaces its own file, another proposal's is put beside it.
func TestPapersAreOfTheFormatNamed(t *testing.T) {
	d := desk(t)
	papers, dir := d.Papers(), t.TempDir()
	first, second := numbered(t, d, "12"), numbered(t, d, "17")
	for _, f := range data.PaperFormats {
		path := filepath.Join(dir, "答复"+f.Ending)
		var names []string
		for _, c := range []data.Case{first, first, second} {
			doc, err := papers.Reply(t.Context(), c, c.Replies[0])
			if err != nil {
				t.Fatal(err)
			}
			written, err := papers.Write(t.Context(), doc, path)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, filepath.Base(written))
			if got := paint.PaperAt(written); got != doc.Paper {
				t.Errorf("%s is %q, want %q", written, got, doc.Paper)
			}
		}
		if names[0] != "答复"+f.Ending || names[1] != names[0] || names[2] != "答复(2)"+f.Ending {
			t.Errorf("%s: %v", f.Name, names)
		}
		if f == data.PaperPDF {
			continue
		}
		z, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		part := map[data.PaperFormat]string{data.PaperWord: "word/document.xml", data.PaperOFD: "OFD.xml"}[f]
		if _, err := z.Open(part); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		if err := z.Close(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 6 {
		t.Errorf("%d files, %v", len(left), err)
	}
}
