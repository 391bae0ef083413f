package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// onlyIn tells which packages, outside ones and some of ours, only some of ours
// may import; each place stands for a package and those below it, "" for the root.
var onlyIn = map[string][]string{
	"fyne.io/":                   {"gui"},
	"github.com/go-gl/":          {"gui"},
	"github.com/mattn/go-sqlite": {"data/registry"},
	"database/sql":               {"data/registry"},
	"github.com/jackc/pgx":       {"data/registry"},
	"github.com/jung-kurt/":      {"export/pdf"},
	"github.com/xuri/excelize":   {"export/sheet"},
	"github.com/klippa-app/":     {"export/document"},
	"github.com/tetratelabs/":    {"export/document"},
	"github.com/makiuchi-d/":     {"export"},
	"jianban/data/registry":      {"paperwork", "data/registry", ""},
	"jianban/export/pdf":         {"paperwork", "export"},
	"jianban/export/sheet":       {"paperwork", "export"},
	"jianban/export/document":    {"paperwork", "export"},
	"jianban/export/file":        {"paperwork", "export", ""},
	"jianban/paperwork":          {"cli", ""},
	"github.com/zalando/":        {""},
	"jianban/cli":                {""},
}

// never lists, for a package and those below it, what of ours it must not import.
var never = map[string][]string{
	"data":          {"export", "gui", "assets", "paperwork", "cli"},
	"data/registry": {"export", "gui", "paperwork", "cli"},
	"export":        {"gui", "data/registry", "paperwork", "cli"},
	"gui":           {"data/registry", "paperwork", "cli", "export/pdf", "export/sheet", "export/document", "export/file"},
	"paperwork":     {"gui", "cli"},
	"cli":           {"gui", "data/registry"},
	"assets":        {"data", "export", "gui", "paperwork", "cli"},
	"export/page":   {"export/font", "export/pdf", "export/sheet", "export/file"},
}

// rooms are the packages under gui, those below first; a room may import only
// the rooms named with it. The window itself (gui) and the storybook may import
// all of them.
var rooms = map[string][]string{
	"theme":                {},
	"clipboard":            {},
	"native":               {},
	"widget":               {"theme"},
	"preview":              {"theme", "widget"},
	"words":                {"theme", "widget"},
	"chart":                {"widget"},
	"screen":               {"theme", "widget", "preview", "clipboard", "words"},
	"form":                 {"theme", "widget", "words", "screen"},
	"manual":               {"theme", "widget", "words", "screen", "form"},
	"intake":               {"theme", "widget", "words", "screen", "form"},
	"check":                {"theme", "widget", "words", "screen", "form", "preview"},
	"papers":               {"theme", "widget", "words", "screen", "form"},
	"units":                {"theme", "widget", "words", "screen", "form", "check"},
	"proposal":             {"theme", "widget", "words", "screen", "form", "check", "units", "papers"},
	"letter":               {"theme", "widget", "words", "screen", "form", "check", "units", "proposal", "preview"},
	"summary":              {"theme", "widget", "words", "screen", "form", "check", "units", "proposal", "letter", "preview", "chart"},
	"office":               {"theme", "widget", "words", "screen", "form", "check", "units", "proposal", "letter"},
	"lists":                {"theme", "widget", "words", "screen", "form", "check", "units", "papers", "proposal", "letter"},
	"ledger":               {"theme", "widget", "words", "screen", "form", "check", "units", "papers", "proposal", "letter"},
	"today":                {"theme", "widget", "words", "screen", "form", "check", "units", "proposal", "letter", "chart"},
	"scores":               {"theme", "widget", "words", "screen", "form", "check", "units", "proposal", "letter"},
	"storybook/story":      {},
	"screentest/onethread": {},
	"screentest":           {"theme", "widget", "preview", "words", "screen", "form", "check", "storybook/story", "screentest/onethread"},
}

// Measures of a house one finds one's way in.
const (
	mostFiles = 40  // source files a package; data apart, which is one language in one room
	mostLines = 80  // lines a function
	rootFiles = 4   // source files in the root
	longFile  = 500 // lines a file
)

func ours(t *testing.T) []*packages.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports | packages.NeedFiles}, "./...")
	if err != nil || len(pkgs) < 20 {
		t.Fatalf("%d packages, %v", len(pkgs), err)
	}
	return pkgs
}

func own(p *packages.Package) string {
	return strings.TrimPrefix(strings.TrimPrefix(p.PkgPath, "jianban"), "/")
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range ours(t) {
		for imported := range p.Imports {
			for prefix, allowed := range onlyIn {
				if strings.HasPrefix(imported, prefix) && !insideAny(own(p), allowed) && !inside(p.PkgPath, imported) {
					t.Errorf("%s imports %s, which only %v may", p.PkgPath, imported, allowed)
				}
			}
			theirs, ours := strings.CutPrefix(imported, "jianban/")
			if !ours {
				continue
			}
			for place, banned := range never {
				if inside(own(p), place) && insideAny(theirs, banned) && !inside(own(p), theirs) && !excused(own(p), theirs) {
					t.Errorf("%s must not import %s", p.PkgPath, imported)
				}
			}
		}
	}
}

// The window listens to keys and mouse below Fyne (gui/input.go), which is only
// heard in the very package that Fyne's driver uses: a newer Fyne may use another.
func TestWindowListensWhereFyneDoes(t *testing.T) {
	const below = "github.com/go-gl/glfw/v3.4/glfw"
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports}, "fyne.io/fyne/v2/internal/driver/glfw", "./gui")
	if err != nil || len(pkgs) != 2 {
		t.Fatalf("%d packages, %v", len(pkgs), err)
	}
	for _, p := range pkgs {
		if p.Imports[below] == nil {
			t.Errorf("%s does not import %s", p.PkgPath, below)
		}
	}
}

// The loop of the window, left by a fault, is begun again (gui/loop.go), for which
// Fyne's own note that it runs is reset: a newer Fyne may keep it elsewhere.
func TestLoopIsBegunAgainWhereFyneRuns(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedFiles}, "fyne.io/fyne/v2/internal/driver/glfw")
	if err != nil || len(pkgs) != 1 {
		t.Fatalf("%d packages, %v", len(pkgs), err)
	}
	declared := regexp.MustCompile(`(?m)^\s*(var )?running\b.* atomic\.Bool$`)
	if !slices.ContainsFunc(pkgs[0].GoFiles, func(name string) bool {
		text, err := os.ReadFile(name)
		return err == nil && declared.Match(text)
	}) {
		t.Error("Fyne's driver has no running of type atomic.Bool")
	}
}

// A panic on a goroutine that nobody guards ends the program. So goroutines and
// timers begin in package fault, a WaitGroup's with a deferred call of it, and
// what is handed to the UI goroutine in widget.Do.
func TestNoGoroutineIsUnguarded(t *testing.T) {
	only := map[string]string{"fyne.Do": "gui/widget", "fyne.DoAndWait": "gui/widget", "time.AfterFunc": "data/fault"}
	for _, p := range ours(t) {
		for _, name := range p.GoFiles {
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.GoStmt:
					if own(p) != "data/fault" {
						t.Errorf("%s: a goroutine without fault.Go", set.Position(n.Pos()))
					}
				case *ast.SelectorExpr:
					if x, ok := n.X.(*ast.Ident); ok {
						if place, known := only[x.Name+"."+n.Sel.Name]; known && own(p) != place {
							t.Errorf("%s: %s.%s outside %s", set.Position(n.Pos()), x.Name, n.Sel.Name, place)
						}
					}
				case *ast.CallExpr:
					if !guarded(n) {
						t.Errorf("%s: a goroutine that does not begin with a deferred call of fault", set.Position(n.Pos()))
					}
				}
				return true
			})
		}
	}
}

// guarded is false for a call such as wait.Go(func() { … }) whose function does not
// begin with a deferred call of package fault.
func guarded(call *ast.CallExpr) bool {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || method.Sel.Name != "Go" || len(call.Args) != 1 {
		return true
	}
	if x, ok := method.X.(*ast.Ident); ok && x.Name == "fault" {
		return true
	}
	f, ok := call.Args[0].(*ast.FuncLit)
	if !ok {
		return true // another Go, such as that of the window
	}
	if len(f.Body.List) == 0 {
		return false
	}
	first, ok := f.Body.List[0].(*ast.DeferStmt)
	if !ok {
		return false
	}
	by, ok := first.Call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := by.X.(*ast.Ident)
	return ok && x.Name == "fault"
}

// A room knows only the rooms it is allowed, and every room is in the table.
func TestRoomsKnowOnlyWhatTheyMay(t *testing.T) {
	for _, p := range ours(t) {
		room, ok := strings.CutPrefix(own(p), "gui/")
		if !ok || room == "storybook" {
			continue
		}
		allowed, known := rooms[room]
		if !known {
			t.Errorf("gui/%s stands in no line of the table of rooms", room)
		}
		for imported := range p.Imports {
			if theirs, ok := strings.CutPrefix(imported, "jianban/gui"); ok && !slices.Contains(allowed, strings.TrimPrefix(theirs, "/")) {
				t.Errorf("gui/%s must not know gui%s", room, theirs)
			}
		}
	}
}

func TestRoomsStaySmall(t *testing.T) {
	for _, p := range ours(t) {
		most := mostFiles
		switch own(p) {
		case "":
			most = rootFiles
		case "data":
			continue
		}
		if n := len(p.GoFiles); n > most {
			t.Errorf("%s has %d files, more than %d", p.PkgPath, n, most)
		}
		for _, name := range p.GoFiles {
			checkFile(t, name)
		}
	}
}

// checkFile measures a file and its functions.
func checkFile(t *testing.T, name string) {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	if n := set.Position(f.FileEnd).Line; n > longFile { // the end stands on the last line
		t.Errorf("%s has %d lines", filepath.Base(name), n)
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			if n := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line + 1; n > mostLines {
				t.Errorf("%s in %s has %d lines", fn.Name.Name, filepath.Base(name), n)
			}
		}
	}
}

// named are the files that ARCHITECTURE.md names, as patterns.
var named = regexp.MustCompile("`([a-z_A-Z0-9*]+(?:/[a-z_A-Z0-9*]+)*(?:/|\\.(?:go|toml|sql|md|sh|txt)))`")

// Each file and folder that ARCHITECTURE.md names is there.
func TestArchitectureNamesWhatIsThere(t *testing.T) {
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	all := named.FindAllStringSubmatch(string(text), -1)
	if len(all) < 60 {
		t.Errorf("only %d files are named", len(all))
	}
	for _, m := range all {
		if found, err := filepath.Glob(m[1]); err != nil || len(found) == 0 {
			t.Errorf("%s is named but is not there (%v)", m[1], err)
		}
	}
}

// excused are the imports that the rule of an outer package forbids and the
// inner one needs: the demonstration year is an embedded file.
func excused(own, theirs string) bool {
	return own == "data/registry/demo" && theirs == "assets"
}

// inside tells whether a package is a place or below it; "" is the root alone.
func inside(own, place string) bool {
	return own == place || place != "" && strings.HasPrefix(own, place+"/")
}

func insideAny(own string, places []string) bool {
	for _, p := range places {
		if inside(own, p) {
			return true
		}
	}
	return false
}
