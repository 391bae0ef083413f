package font

import (
	"slices"
	"strings"

	"jianban/export/page"
)

// RoleReport tells which font plays a role.
type RoleReport struct {
	Face    page.Face
	Label   string
	File    string // full path; "" for an embedded font
	StandIn bool
	Note    string // what to say about a stand-in; "" where there is nothing to say
}

// proper is the face that a role's stand-in stands for.
var proper = map[page.Face]string{page.XiaoBiaoSong: "方正小标宋"}

// usual is a character that tells the font that plays a role from one that only
// completes it.
const usual = '国'

// Report tells which font plays each role, in the order of page.Faces.
func (s *Set) Report() []RoleReport {
	var all []RoleReport
	for _, f := range page.Faces {
		chain := s.choice().chains[f]
		src := chain[max(slices.IndexFunc(chain, func(c *Source) bool { return c.Has(usual) }), 0)]
		r := RoleReport{Face: f, Label: src.label, File: src.path, StandIn: src.standIn}
		if src.standIn {
			r.Note = "代替" + firstOf(proper[f], string(f))
		}
		all = append(all, r)
	}
	return all
}

// Own is the office's own folder of fonts; "" where none is looked into.
func (s *Set) Own() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.options.Own
}

// Skipped are the fonts found and not used, in the order they were found.
func (s *Set) Skipped() []Skipped { return slices.Clone(s.choice().skipped) }

// StandIns says in one line which faces of a document are played by stand-ins;
// "" where none is.
func (s *Set) StandIns(doc page.Document) string {
	used := map[page.Face]bool{}
	for _, pg := range doc.Pages {
		for _, m := range pg.Marks {
			if g, ok := m.(page.Glyphs); ok {
				used[g.Font.Face] = true
			}
		}
	}
	var all []string
	for _, r := range s.Report() {
		if r.StandIn && used[r.Face] {
			all = append(all, string(r.Face)+"由"+r.Label+"代替")
		}
	}
	return strings.Join(all, "，")
}
