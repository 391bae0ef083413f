package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// glyph is one character as another program paints it; millimetres from the
// paper's top left corner.
type glyph struct {
	r       rune
	x, base float64
	end     float64 // where its advance ends
	size    float64 // points
	font    string
	color   string
}

// stroke is a line as another program paints it.
type stroke struct {
	x1, y1, x2, y2, weight float64
	color                  string
}

func (s stroke) top() float64    { return s.y1 - s.weight/2 }
func (s stroke) bottom() float64 { return s.y1 + s.weight/2 }

// sheet is one side of paper as another program sees it.
type sheet struct {
	w, h    float64
	glyphs  []glyph
	strokes []stroke
	path    string // of the file
	number  int    // of the page, from 1
}

const (
	pointMM = 25.4 / 72
	red     = ".851 0 .106"
	black   = "0"
)

// seen is what mutool and pdftoppm make of a PDF file.
func seen(t *testing.T, path string) []sheet {
	t.Helper()
	sheets := traced(t, outside(t, "mupdf-tools", "mutool", "trace", path))
	for i := range sheets {
		sheets[i].path, sheets[i].number = path, i+1
	}
	return sheets
}

// outside is what another program prints.
func outside(t *testing.T, debian, name string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is missing: apt-get install %s", name, debian)
	}
	var complaint bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, complaint.Bytes())
	}
	return out
}

// traced reads mutool's trace: painting commands with the page's own points,
// turned over by a transform where they are.
func traced(t *testing.T, trace []byte) []sheet {
	t.Helper()
	var sheets []sheet
	var now struct {
		transform, size, font, color string
		weight                       float64
		x, y                         float64
	}
	d := xml.NewDecoder(bytes.NewReader(trace))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return sheets
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		a := map[string]string{}
		for _, x := range e.Attr {
			a[x.Name.Local] = x.Value
		}
		place := func() (x, y float64) { // in millimetres
			m, p := floats(t, now.transform), floats(t, a["x"]+" "+a["y"])
			return (m[0]*p[0] + m[2]*p[1] + m[4]) * pointMM, (m[1]*p[0] + m[3]*p[1] + m[5]) * pointMM
		}
		switch e.Name.Local {
		case "page":
			box := floats(t, a["mediabox"])
			sheets = append(sheets, sheet{w: (box[2] - box[0]) * pointMM, h: (box[3] - box[1]) * pointMM})
		case "fill_text":
			now.transform, now.color = a["transform"], a["color"]
		case "span":
			now.size, now.font = a["trm"], a["font"]
		case "g":
			s := &sheets[len(sheets)-1]
			size := floats(t, now.size)[0]
			x, y := place()
			r := []rune(a["unicode"])
			s.glyphs = append(s.glyphs, glyph{r[0], x, y, x + floats(t, a["adv"])[0]*size*pointMM, size, now.font, now.color})
		case "stroke_path":
			now.transform, now.color, now.weight = a["transform"], a["color"], floats(t, a["linewidth"])[0]*pointMM
		case "moveto":
			now.x, now.y = place()
		case "lineto":
			s := &sheets[len(sheets)-1]
			x, y := place()
			s.strokes = append(s.strokes, stroke{now.x, now.y, x, y, now.weight, now.color})
		}
	}
}

func floats(t *testing.T, list string) []float64 {
	t.Helper()
	var out []float64
	for f := range strings.FieldsSeq(list) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			t.Fatalf("%q: %v", list, err)
		}
		out = append(out, v)
	}
	if len(out) == 0 {
		t.Fatalf("no number in %q", list)
	}
	return out
}

// word is a stretch of characters on one baseline.
type word struct {
	glyphs []glyph
	page   int // from 0
}

func (w word) x() float64      { return w.glyphs[0].x }
func (w word) end() float64    { return w.glyphs[len(w.glyphs)-1].end }
func (w word) base() float64   { return w.glyphs[0].base }
func (w word) size() float64   { return w.glyphs[0].size }
func (w word) middle() float64 { return (w.x() + w.end()) / 2 }
func (w word) font() string    { return w.glyphs[0].font }

// em is the character's size in millimetres; its box lies 0.88 em above and
// 0.12 em below the baseline.
func (w word) em() float64     { return w.size() * pointMM }
func (w word) top() float64    { return w.base() - 0.88*w.em() }
func (w word) bottom() float64 { return w.base() + 0.12*w.em() }

// find is the n-th (from 0) occurrence of a text on one baseline.
func find(t *testing.T, sheets []sheet, text string, n int) word {
	t.Helper()
	want := []rune(text)
	for p, s := range sheets {
		for i := range s.glyphs {
			if spells(s.glyphs[i:], want) {
				if n == 0 {
					return word{s.glyphs[i : i+len(want)], p}
				}
				n--
			}
		}
	}
	t.Fatalf("no %q", text)
	return word{}
}

func spells(gs []glyph, want []rune) bool {
	if len(gs) < len(want) {
		return false
	}
	for i, r := range want {
		if gs[i].r != r || gs[i].base-gs[0].base > 0.01 || gs[0].base-gs[i].base > 0.01 {
			return false
		}
	}
	return true
}

// inked is the first and the last row with ink in a part of the page, in
// millimetres, measured in a picture of ten pixels a millimetre.
func (s sheet) inked(t *testing.T, left, top, right, bottom float64) (first, last float64) {
	t.Helper()
	px := func(mm float64) string { return strconv.Itoa(int(math.Round(mm * 10))) }
	n := strconv.Itoa(s.number)
	ink, err := png.Decode(bytes.NewReader(outside(t, "poppler-utils", "pdftoppm", "-png", "-r", "254", "-f", n, "-l", n,
		"-x", px(left), "-y", px(top), "-W", px(right-left), "-H", px(bottom-top), s.path)))
	if err != nil {
		t.Fatal(err)
	}
	b := ink.Bounds()
	first = -1
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, g, b, _ := ink.At(x, y).RGBA(); r+g+b < 3*0xA000 {
				if first < 0 {
					first = top + float64(y)/10
				}
				last = top + float64(y+1)/10
				break
			}
		}
	}
	if first < 0 {
		t.Fatalf("page %d: no ink from %g to %g mm", s.number, top, bottom)
	}
	return first, last
}

func (s sheet) strokesOf(color string) []stroke {
	var out []stroke
	for _, k := range s.strokes {
		if k.color == color {
			out = append(out, k)
		}
	}
	return out
}
