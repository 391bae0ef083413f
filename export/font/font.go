// Package font knows the faces of official paper: which font file plays which
// role, character by character; how wide a character is; its outline; and a
// subset of a font that holds only what one document needs.
//
// Start with Find, which makes a Set out of the system's fonts, the office's
// own and the embedded ones, or with Embedded, the fonts of the program alone.
// A Set measures for export/page; Resolve finds the Source of each character
// for painters.
//
// Nothing is opened before it is needed, then once, and only read: a Set and
// its Sources are safe for concurrent use. Which font is chosen depends on the
// files alone. Nothing here knows PDF or a screen.
package font

import (
	"slices"
	"sync"
	"sync/atomic"
	"unicode"

	"jianban/export/page"
)

// Set holds the chain of fonts of each role. Where it looks for fonts can be
// changed (Use, Again); whoever needs the same fonts throughout takes Fixed first.
type Set struct {
	mu      sync.Mutex
	options Options
	now     atomic.Pointer[choice]
}

// choice is what a search found.
type choice struct {
	chains  map[page.Face][]*Source
	looked  [5]looked // by role, in the order of page.Faces
	skipped []Skipped
	fixed   *Set // of this choice
}

// Find is the Set of the fonts found where the options say, and of the
// embedded ones. It returns at once: the folders are looked through when the
// first character is asked for.
func Find(o Options) *Set { return &Set{options: o} }

// Embedded is the Set of the fonts inside the program.
var Embedded = sync.OnceValue(func() *Set { return Find(Options{}) })

// Use makes the Set look elsewhere when next asked; the same options change
// nothing.
func (s *Set) Use(o Options) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.options.equal(o) {
		s.options = o
		s.now.Store(nil)
	}
}

// Again makes the Set look through the same folders anew when next asked.
func (s *Set) Again() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now.Store(nil)
}

// Fixed is a Set of the fonts as they are chosen now, which does not change;
// the same one until others are chosen.
func (s *Set) Fixed() *Set { return s.choice().fixed }

func (s *Set) choice() *choice {
	if c := s.now.Load(); c != nil {
		return c
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.now.Load()
	if c == nil {
		c = search(s.options)
		c.fixed = &Set{}
		c.fixed.now.Store(c)
		s.now.Store(c)
	}
	return c
}

// looked is what is known of the characters of a role: every character of every
// paper is measured, so that each is looked up once, and later found without a lock.
type looked [0x110000 >> 8]atomic.Pointer[[256]atomic.Pointer[found]]

// found is the font of a character, nil where there is none, and its width there.
type found struct {
	src     *Source
	advance page.MM // in em
}

// find looks a character up.
func (c *choice) find(f page.Face, r rune) *found {
	role := slices.Index(page.Faces, f)
	if role < 0 || r < 0 || r > unicode.MaxRune {
		return c.look(f, r)
	}
	block := &c.looked[role][r>>8]
	chars := block.Load()
	if chars == nil {
		block.CompareAndSwap(nil, new([256]atomic.Pointer[found]))
		chars = block.Load()
	}
	is := chars[r&0xFF].Load()
	if is == nil {
		is = c.look(f, r)
		chars[r&0xFF].Store(is)
	}
	return is
}

func (c *choice) look(f page.Face, r rune) *found {
	for _, src := range c.chains[f] {
		if src.Has(r) {
			return &found{src, page.MM(src.Advance(r))}
		}
	}
	return &found{advance: 1}
}

// Resolve finds the first font of the role's chain that has the character.
func (s *Set) Resolve(f page.Face, r rune) (*Source, bool) {
	is := s.choice().find(f, r)
	return is.src, is.src != nil
}

// Advance is the width of one character, before tracking; a character that no
// font has is one em wide.
func (s *Set) Advance(f page.Font, r rune) page.MM {
	return s.choice().find(f.Face, r).advance * f.Em()
}

// Covers tells whether any font of the role's chain has the character.
func (s *Set) Covers(f page.Face, r rune) bool {
	_, ok := s.Resolve(f, r)
	return ok
}

// standsFor are the fonts inside the program by role, and whether each is the
// proper face or stands in for it (assets/LICENSES.md).
var standsFor = sync.OnceValue(func() map[page.Face]*Source {
	return map[page.Face]*Source{
		page.XiaoBiaoSong: {name: "NotoSerifSC-SemiBold", label: "思源宋体半粗", standIn: true},
		page.FangSong:     {name: "JianbanKai-Light", label: "霞鹜文楷细体", standIn: true},
		page.Kai:          {name: "JianbanKai-Regular", label: "霞鹜文楷"},
		page.Hei:          {name: "NotoSansSC-Medium", label: "思源黑体"},
		page.Song:         {name: "NotoSerifSC-Regular", label: "思源宋体"},
	}
})

// rare is the font of Hanzi that no other has, behind all of them: what else GBK
// and extension A of Unicode have. It lies packed in the program until such a
// character is looked for.
var rare = sync.OnceValue(func() *Source {
	return &Source{name: "NotoSerifSC-Rare", label: "思源宋体", rare: true}
})

// next are the roles whose fonts help out with a character that a role's own
// fonts lack, nearest first. Each names all others, so that a character has a
// font in every role or in none.
var next = map[page.Face][]page.Face{
	page.XiaoBiaoSong: {page.Song, page.Kai, page.Hei, page.FangSong},
	page.FangSong:     {page.Kai, page.Song, page.Hei, page.XiaoBiaoSong},
	page.Kai:          {page.FangSong, page.Song, page.Hei, page.XiaoBiaoSong},
	page.Hei:          {page.Song, page.Kai, page.FangSong, page.XiaoBiaoSong},
	page.Song:         {page.Kai, page.FangSong, page.Hei, page.XiaoBiaoSong},
}

// chains puts what was found for each role before the embedded font, and the
// other roles behind.
func chains(found map[page.Face][]*Source) map[page.Face][]*Source {
	all := map[page.Face][]*Source{}
	own := func(f page.Face) []*Source {
		return append(append([]*Source(nil), found[f]...), standsFor()[f])
	}
	for _, f := range page.Faces {
		all[f] = own(f)
		for _, g := range next[f] {
			all[f] = append(all[f], own(g)...)
		}
		all[f] = append(all[f], rare())
	}
	return all
}
