package main_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// onlyIn tells which outside packages only some of ours may import; each place
// stands for a package and those below it.
var onlyIn = map[string][]string{
	"fyne.io/":                   {"gui"},
	"github.com/mattn/go-sqlite": {"data/registry"},
	"database/sql":               {"data/registry"},
	"github.com/jung-kurt/":      {"export/pdf"},
	"github.com/xuri/excelize":   {"export/sheet"},
}

// meetOnlyIn tells which of ours may import a package of ours (and those below
// it): the registry and what writes files meet in paperwork alone; the root,
// "", wires the window.
var meetOnlyIn = map[string][]string{
	"data/registry": {"paperwork", "data/registry", ""},
	"export/pdf":    {"paperwork", "export"},
	"export/sheet":  {"paperwork", "export"},
	"export/file":   {"paperwork", "export"},
	"paperwork":     {"cli", ""},
	"cli":           {""},
}

// never lists, for a package and those below it, what of ours it must not import.
var never = map[string][]string{
	"data":          {"export", "gui", "assets"},
	"data/registry": {"export", "gui"},
	"export":        {"gui", "data/registry"},
	"gui":           {"data/registry"},
	"cli":           {"gui"},
	"paperwork":     {"gui", "cli"},
	"assets":        {"data", "export", "gui"},
	"export/page":   {"export/font", "export/pdf", "export/sheet", "export/file"},
}

func TestImportsRunOneWay(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports}, "./...")
	if err != nil || len(pkgs) < 8 {
		t.Fatalf("%d packages, %v", len(pkgs), err)
	}
	for _, p := range pkgs {
		own := strings.TrimPrefix(strings.TrimPrefix(p.PkgPath, "jianban"), "/")
		for imported := range p.Imports {
			for prefix, allowed := range onlyIn {
				if strings.HasPrefix(imported, prefix) && !insideAny(own, allowed) {
					t.Errorf("%s imports %s, which only %v may", p.PkgPath, imported, allowed)
				}
			}
			theirs, ours := strings.CutPrefix(imported, "jianban/")
			if !ours {
				continue
			}
			for place, allowed := range meetOnlyIn {
				if inside(theirs, place) && !inside(own, place) && !insideAny(own, allowed) {
					t.Errorf("%s must not import %s, which only %q may", p.PkgPath, imported, allowed)
				}
			}
			for place, banned := range never {
				if inside(own, place) && insideAny(theirs, banned) && !inside(own, theirs) && !excused(own, theirs) {
					t.Errorf("%s must not import %s", p.PkgPath, imported)
				}
			}
		}
	}
}

// excused are the imports that the rule of an outer package forbids and the
// inner one needs: the demonstration year is an embedded file.
func excused(own, theirs string) bool {
	return own == "data/registry/demo" && theirs == "assets"
}

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
