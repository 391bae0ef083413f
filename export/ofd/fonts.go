package ofd

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"jianban/export/font"
	"jianban/export/page"
)

// fontTable holds the fonts of one document: which characters each needs, and
// under which ID and name it stands in the file.
type fontTable struct {
	set   *font.Set
	chars map[page.Face]map[rune]char
	uses  []*use
	files []fontFile
}

// char is a character as one role's fonts have it.
type char struct {
	use   *use // nil for a blank that no font has
	width float64
	glyph uint16
}

// use is one physical font in one role. The name is the role's, for some readers
// take no notice of embedded fonts and go by the name alone.
type use struct {
	face page.Face
	src  *font.Source
	id   string
	file string
}

// fontFile is an embedded subset.
type fontFile struct {
	name string
	font.File
}

func newFontTable(set *font.Set) *fontTable {
	return &fontTable{set: set, chars: map[page.Face]map[rune]char{}}
}

// collect looks up all characters of a document.
func (t *fontTable) collect(doc page.Document) {
	for _, pg := range doc.Pages {
		for _, m := range pg.Marks {
			g, ok := m.(page.Glyphs)
			if !ok {
				continue
			}
			known := t.chars[g.Font.Face]
			if known == nil {
				known = map[rune]char{}
				t.chars[g.Font.Face] = known
			}
			for _, r := range g.Text {
				if _, ok := known[r]; !ok {
					known[r] = t.look(g.Font.Face, r)
				}
			}
		}
	}
}

func (t *fontTable) look(f page.Face, r rune) char {
	src, ok := t.set.Resolve(f, r)
	if !ok {
		return char{width: 1}
	}
	i := slices.IndexFunc(t.uses, func(u *use) bool { return u.face == f && u.src == src })
	if i < 0 {
		i = len(t.uses)
		t.uses = append(t.uses, &use{face: f, src: src})
	}
	return char{use: t.uses[i], width: src.Advance(r)}
}

// cut makes the subsets, one a physical font, and gives the fonts their IDs.
func (t *fontTable) cut(next func() string) error {
	need := map[*font.Source][]rune{}
	for _, f := range slices.Sorted(maps.Keys(t.chars)) {
		for r, c := range t.chars[f] {
			if c.use != nil {
				need[c.use.src] = append(need[c.use.src], r)
			}
		}
	}
	glyphs := map[*font.Source]map[rune]uint16{}
	for _, u := range t.uses {
		u.id = next()
		if glyphs[u.src] == nil {
			file, err := u.src.File(need[u.src])
			if err != nil {
				return err
			}
			glyphs[u.src] = file.Glyphs
			u.file = fmt.Sprintf("font_%d.ttf", len(t.files)+1)
			t.files = append(t.files, fontFile{u.file, file})
			continue
		}
		i := slices.IndexFunc(t.uses, func(v *use) bool { return v.src == u.src })
		u.file = t.uses[i].file
	}
	for _, known := range t.chars {
		for r, c := range known {
			if c.use != nil {
				c.glyph = glyphs[c.use.src][r]
				known[r] = c
			}
		}
	}
	return nil
}

// resources is the list of the fonts.
func (t *fontTable) resources() []byte {
	x := root("Res", "BaseLoc", "Res")
	if len(t.uses) == 0 {
		return x.Bytes()
	}
	x.Open("ofd:Fonts")
	for _, u := range t.uses {
		x.Open("ofd:Font", "ID", u.id, "FontName", string(u.face), "FamilyName", string(u.face))
		x.Element("ofd:FontFile", u.file)
		x.Close()
	}
	return x.Bytes()
}

// number writes a glyph's number.
func number(glyph uint16) string { return strconv.Itoa(int(glyph)) }
