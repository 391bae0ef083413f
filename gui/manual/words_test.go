package manual

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jianban/assets"
	"jianban/data/manual"
)

// What the manual quotes as standing on screen stands in the program, so that it
// cannot tell of a button that was renamed; what it names and shows is there.
func TestTheManualTellsOfWhatIsThere(t *testing.T) {
	words := programWords(t)
	pages := Pages(nil)
	shown := map[string]bool{}
	for _, p := range pages {
		for _, label := range p.Labels() {
			if !words[label] {
				t.Errorf("%s quotes “%s”, which stands nowhere in the program", p.Title, label)
			}
		}
		for _, title := range p.Named() {
			if !slices.ContainsFunc(pages, func(p manual.Page) bool { return p.Title == title }) {
				t.Errorf("%s names the page %s, which is not there", p.Title, title)
			}
		}
		for _, b := range p.Blocks {
			if b.Kind == manual.Picture {
				shown[b.Mark] = true
				if pixels(b.Data).Width == 0 {
					t.Errorf("%s shows %s, which is no picture", p.Title, b.Mark)
				}
			}
		}
	}
	files, err := filepath.Glob("../../assets/manual/*.png")
	if err != nil || len(files) != len(shown) {
		t.Errorf("%d pictures are there, %d shown (%v)", len(files), len(shown), err)
	}
	total := 0
	for _, f := range files {
		total += len(assets.ManualPicture(filepath.Base(f)))
	}
	if total == 0 || total > 1_500_000 {
		t.Errorf("the pictures have %d bytes", total)
	}
}

// Screens lead to pages that are there, and every page says something.
func TestPagesAreThere(t *testing.T) {
	pages := Pages([]manual.Block{{Kind: manual.Keys, Mark: "F1", Text: "使用说明"}})
	for _, id := range []string{FirstDay, Import, Register, Talks, Letters, Delivery, Urging, YearEnd, Search, Keys, Print, Backup, Passphrase} {
		if !slices.ContainsFunc(pages, func(p manual.Page) bool { return p.ID == id }) {
			t.Errorf("no page %s", id)
		}
	}
	for _, p := range pages {
		if p.Title == "" || len(p.Blocks) == 0 {
			t.Errorf("%s says nothing", p.ID)
		}
		for _, b := range p.Blocks {
			if strings.ContainsAny(b.Text, "*`#[]") {
				t.Errorf("%s has a mark that is not read: %s", p.Title, b.Text)
			}
		}
	}
}

// placeholder is where a text of the program puts something in.
var placeholder = regexp.MustCompile(`%[.\d]*[a-z]`)

// programWords are the texts that the program's sources hold: whole, without the dots
// of a button that asks first, and the parts between what is put in.
func programWords(t *testing.T) map[string]bool {
	t.Helper()
	words := map[string]bool{}
	add := func(text string) {
		for _, part := range append(placeholder.Split(text, -1), text) {
			words[strings.TrimSpace(part)] = true
			words[strings.Trim(part, " …（）：“”")] = true
		}
	}
	for _, dir := range []string{"gui", "data", "paperwork"} {
		err := filepath.WalkDir("../../"+dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "storybook") || strings.Contains(path, "screentest") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if text, err := strconv.Unquote(l.Value); err == nil {
						add(text)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(words) < 2000 {
		t.Fatalf("%d words", len(words))
	}
	return words
}
