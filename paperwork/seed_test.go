package paperwork_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jianban/data/doctext"
	"jianban/export/document"
	"jianban/paperwork"
)

// Each statement of the report that this program was made after stands in the
// summary of the demonstration, as it is laid out and as it goes to Word.
func TestTheDemosSummaryStatesWhatTheSeedDoes(t *testing.T) {
	statements, err := os.ReadFile("testdata/seed-statements.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := desk(t)
	kind, _ := paperwork.KindOf("summary")
	reader := &document.PDF{}
	t.Cleanup(reader.Close)
	for _, name := range []string{"总结.pdf", "总结.docx"} {
		path := filepath.Join(t.TempDir(), name)
		if _, err := d.Write(t.Context(), kind, paperwork.Ask{Year: paperwork.DemoYear, Book: paperwork.DemoBook}, path); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var text string
		if document.IsPDF(name) {
			text, err = reader.Text(t.Context(), content)
		} else {
			var word doctext.Word
			word, err = doctext.Report(path, content)
			text = word.Text
		}
		if err != nil {
			t.Fatal(err)
		}
		text = foot.ReplaceAllString(bareOf(text), "")
		found := 0
		for line := range strings.Lines(string(statements)) {
			if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if found++; !strings.Contains(text, bareOf(line)) {
				t.Errorf("%s lacks %s", name, line)
			}
		}
		if found < 80 {
			t.Errorf("%d statements", found)
		}
		if prose, _, _ := strings.Cut(text, "附件："); strings.Contains(prose, "0件") || strings.Contains(prose, "—") {
			t.Errorf("%s tells of nothing as a number: %s", name, prose)
		}
	}
}

// foot is what stands between two pages: the number, and that it is a demonstration.
var foot = regexp.MustCompile(`—[0-9]+—|演示数据`)

// bareOf is a text without blanks and line ends, which pages set as they need.
func bareOf(text string) string { return strings.Join(strings.Fields(text), "") }
