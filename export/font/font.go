// Package font knows the faces of official paper: which font file plays which
// role, character by character; how wide a character is; its outline; and a
// subset of a font that holds only what one document needs.
//
// Start with Embedded, the Set that is part of the program; it measures for
// export/page, and Resolve finds the Source of each character for painters.
//
// Fonts are parsed once, when first needed, and then only read: a Set and its
// Sources are safe for concurrent use. Nothing here knows PDF or a screen.
package font

import (
	"bytes"
	"fmt"
	"sync"

	tfont "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"

	"jianban/assets"
	"jianban/export/page"
)

// Source is one physical font.
type Source struct {
	name    string // file name without ending, also its name in a PDF
	label   string // how people call it
	standIn bool

	once   sync.Once
	err    error
	font   *tfont.Font
	upem   float64
	tables map[string][]byte

	mu    sync.Mutex
	chars map[rune]glyph
}

type glyph struct {
	id      tfont.GID
	has     bool
	advance float64 // in em, rounded to thousandths as a PDF's widths are
}

// Name is the font's name, unique in the Set.
func (s *Source) Name() string { return s.name }

// Label is what people call the font.
func (s *Source) Label() string { return s.label }

// StandIn tells that the font plays a role for which the proper face is not there.
func (s *Source) StandIn() bool { return s.standIn }

func (s *Source) load() error {
	s.once.Do(func() {
		s.err = s.parse(assets.Font(s.name))
	})
	return s.err
}

func (s *Source) parse(file []byte) error {
	ld, err := opentype.NewLoader(bytes.NewReader(file))
	if err != nil {
		return fmt.Errorf("font %s: %w", s.name, err)
	}
	if s.font, err = tfont.NewFont(ld); err != nil {
		return fmt.Errorf("font %s: %w", s.name, err)
	}
	s.upem = float64(s.font.Upem())
	s.chars = map[rune]glyph{}
	s.tables = map[string][]byte{}
	for _, tag := range []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf", "OS/2", "post", "name"} {
		if s.tables[tag], err = ld.RawTable(opentype.MustNewTag(tag)); err != nil {
			return fmt.Errorf("font %s: table %s: %w", s.name, tag, err)
		}
	}
	return nil
}

// glyph looks a character up and remembers it.
func (s *Source) glyph(r rune) glyph {
	if s.load() != nil {
		return glyph{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g, ok := s.chars[r]
	if !ok {
		id, has := s.font.NominalGlyph(r)
		g = glyph{id: id, has: has}
		if has {
			face := tfont.NewFace(s.font)
			g.advance = float64(int(float64(face.HorizontalAdvance(id))*1000/s.upem+0.5)) / 1000
		}
		s.chars[r] = g
	}
	return g
}

// Has tells whether the font has the character.
func (s *Source) Has(r rune) bool { return s.glyph(r).has }

// Advance is the character's width in em.
func (s *Source) Advance(r rune) float64 { return s.glyph(r).advance }

// Segment is a piece of an outline in em units, y upward from the baseline.
type Segment struct {
	Op byte // 'M' move, 'L' line, 'Q' quadratic curve, 'C' cubic curve
	P  [3][2]float32
}

// Outline is the character's shape; empty for blanks and for what the font lacks.
func (s *Source) Outline(r rune) []Segment {
	g := s.glyph(r)
	if !g.has {
		return nil
	}
	shape, ok := tfont.NewFace(s.font).GlyphData(g.id).(tfont.GlyphOutline)
	if !ok {
		return nil
	}
	out := make([]Segment, len(shape.Segments))
	for i, seg := range shape.Segments {
		out[i].Op = "MLQC"[seg.Op]
		for j, p := range seg.Args {
			out[i].P[j] = [2]float32{p.X / float32(s.upem), p.Y / float32(s.upem)}
		}
	}
	return out
}

// Set holds the chain of fonts of each role.
type Set struct {
	chains map[page.Face][]*Source
	roles  map[page.Face]RoleReport
}

// RoleReport tells which font plays a role.
type RoleReport struct {
	Face    page.Face
	Label   string
	StandIn bool
	Note    string // what to say about a stand-in; "" where there is nothing to say
}

// Embedded is the Set of the fonts inside the program.
var Embedded = sync.OnceValue(func() *Set {
	kai := &Source{name: "JianbanKai-Regular", label: "霞鹜文楷（内嵌改名子集）"}
	light := &Source{name: "JianbanKai-Light", label: "霞鹜文楷细体（内嵌改名子集）", standIn: true}
	hei := &Source{name: "NotoSansSC-Medium", label: "思源黑体"}
	song := &Source{name: "NotoSerifSC-Regular", label: "思源宋体"}
	biao := &Source{name: "NotoSerifSC-SemiBold", label: "思源宋体半粗", standIn: true}
	return &Set{
		chains: map[page.Face][]*Source{
			page.XiaoBiaoSong: {biao, song, kai, hei},
			page.FangSong:     {light, kai, song, hei},
			page.Kai:          {kai, song, hei},
			page.Hei:          {hei, song, kai},
			page.Song:         {song, kai, hei},
		},
		roles: map[page.Face]RoleReport{
			page.XiaoBiaoSong: {page.XiaoBiaoSong, biao.label, true, "代替方正小标宋"},
			page.FangSong:     {page.FangSong, light.label, true, "代替仿宋"},
			page.Kai:          {page.Kai, kai.label, false, ""},
			page.Hei:          {page.Hei, hei.label, false, ""},
			page.Song:         {page.Song, song.label, false, ""},
		},
	}
})

// Resolve finds the first font of the role's chain that has the character.
func (s *Set) Resolve(f page.Face, r rune) (*Source, bool) {
	for _, src := range s.chains[f] {
		if src.Has(r) {
			return src, true
		}
	}
	return nil, false
}

// Advance is the width of one character, before tracking; a character that no
// font has is one em wide.
func (s *Set) Advance(f page.Font, r rune) page.MM {
	if src, ok := s.Resolve(f.Face, r); ok {
		return page.MM(src.Advance(r)) * f.Em()
	}
	return f.Em()
}

// Covers tells whether any font of the role's chain has the character.
func (s *Set) Covers(f page.Face, r rune) bool {
	_, ok := s.Resolve(f, r)
	return ok
}

// Report tells which font plays each role, in the order of page.Faces.
func (s *Set) Report() []RoleReport {
	var all []RoleReport
	for _, f := range page.Faces {
		all = append(all, s.roles[f])
	}
	return all
}
