// Package page holds pages as data: text, rules and pictures at absolute
// places, and the typesetting of Chinese official paper that makes them from
// paragraphs (paragraphs to lines to pages).
//
// Lengths are millimetres; the origin is the paper's top left corner, y grows
// downward. Only a Font has points. A Document is a plain value: painters
// (export/pdf, gui/preview) loop over its marks and decide nothing about
// wording or place, so the preview is the letter.
//
// The numbers of GB/T 9704-2012 stand in gbt9704.go, each with its clause.
// What is never done here: no file is read, no font is opened (widths come in
// through Measurer), nothing is painted.
package page

// MM is a length in millimetres.
type MM float64

// PointMM is the length of one typographic point (1/72 inch).
const PointMM MM = 25.4 / 72

// Face is the role of a typeface in official paper. Which font file plays the
// role is decided by export/font.
type Face string

// The roles.
const (
	XiaoBiaoSong Face = "小标宋"
	FangSong     Face = "仿宋"
	Kai          Face = "楷体"
	Hei          Face = "黑体"
	Song         Face = "宋体"
)

// Faces lists every role, in the order of settings and reports.
var Faces = []Face{XiaoBiaoSong, FangSong, Kai, Hei, Song}

// Font is a face at a size.
type Font struct {
	Face Face
	Size float64 // points
}

// Em is the font's size as a length.
func (f Font) Em() MM { return MM(f.Size) * PointMM }

// Color is an sRGB colour.
type Color struct{ R, G, B uint8 }

// The colours of official paper.
var (
	Black = Color{}
	Red   = Color{R: 0xD9, G: 0x00, B: 0x1B}
	Grey  = Color{R: 0x70, G: 0x70, B: 0x70}
)

// Measurer tells what a face can do; export/font implements it, tests fake it.
type Measurer interface {
	// Advance is the width of one character, before tracking.
	Advance(f Font, r rune) MM
	// Covers tells whether the role's chain of fonts has the character.
	Covers(f Face, r rune) bool
}

// Inker is a Measurer that knows the characters' shapes too. Where the standard
// counts from strokes (the red name's top edge, the dash beside a page number),
// they are then put where it says to the tenth of a millimetre; else they are
// taken to reach as far as those of most faces do.
type Inker interface {
	// Ink is how far a character's strokes reach above and below the baseline.
	Ink(f Font, r rune) (up, down MM)
}

// inkOf is how far a text's strokes reach above and below the baseline, up and
// down in em where the measurer does not know.
func inkOf(text string, f Font, m Measurer, up, down MM) (above, below MM) {
	k, ok := m.(Inker)
	if !ok || text == "" {
		return up * f.Em(), down * f.Em()
	}
	for i, r := range []rune(text) {
		a, b := k.Ink(f, r)
		if i == 0 {
			above, below = a, b
		}
		above, below = max(above, a), max(below, b)
	}
	return above, below
}

// Mark is one thing on a page: Glyphs, Rule, Picture or Link; no more.
type Mark interface{ isMark() }

// Glyphs is a run of characters of one font on one baseline. Every character
// advances by its own width plus Track.
type Glyphs struct {
	X, Baseline MM
	Font        Font
	Color       Color
	Text        string
	Track       MM       // added after every character, may be negative
	Of          *Element // what it is a part of as the document is read; nil for none
}

// Rule is a straight line, drawn with its middle on the given points.
type Rule struct {
	X1, Y1, X2, Y2 MM
	Weight         MM
	Color          Color
}

// Picture is a PNG or JPEG image stretched over a rectangle.
type Picture struct {
	X, Y, W, H MM
	Data       []byte
	Alt        string // what it shows, in words
}

// Link makes a rectangle of the page lead somewhere: to page To of the same
// document (counted from 1).
type Link struct {
	X, Y, W, H MM
	To         int
}

func (Glyphs) isMark()  {}
func (Rule) isMark()    {}
func (Picture) isMark() {}
func (Link) isMark()    {}

// Size of a sheet.
type Size struct{ W, H MM }

// A4 upright, and lying.
var (
	A4          = Size{210, 297}
	A4Landscape = Size{297, 210}
)

// Page is one side of paper.
type Page struct {
	Size  Size
	Marks []Mark // in painting order
	// From is what the page was laid out from, the same for all pages of one
	// Layout; nil for a page that was put together by its marks.
	From *Matter
}

// WholeSheets is the pages of a paper with an empty one behind where their number is
// odd: printed on both sides, what comes next then begins on a sheet of its own. The
// empty page carries no number.
func WholeSheets(pages []Page) []Page {
	if n := len(pages); n%2 == 1 {
		return append(pages[:n:n], Page{Size: pages[n-1].Size})
	}
	return pages
}

// Bookmark is a line of a PDF's outline.
type Bookmark struct {
	Title string
	Page  int // from 1
}

// Document is a whole paper, ready to be painted.
type Document struct {
	Title     string
	Author    string
	Paper     string // which paper of which proposal it is (data.PaperName), the same whenever it is made; "" for others
	Pages     []Page
	Bookmarks []Bookmark
	Spacing   string   // how the rows stand, in words, where they are not the usual ones
	Told      []string // what whoever makes it should know, such as a character shown as 〓
}
