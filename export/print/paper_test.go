package print

import (
	"fmt"
	"image"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The paper's raster: dots an inch, the farthest that a part of a page may lie
// off its place, and the share of ink that may stand elsewhere than within
// blur dots of its place (drivers round outlines to the printer's dots).
const (
	paperDPI           = 300
	paperOff           = 0.3 // mm
	paperStray         = 0.01
	paperBlur          = 2
	dotMM      float64 = 25.4 / paperDPI
)

// TestPaper compares what came out of a printer with our PDF of the same
// pages, both as PDF files. scripts/print-test.sh makes them and sets
// JIANBAN_PRINTED and JIANBAN_WANTED.
func TestPaper(t *testing.T) {
	printed, wanted := os.Getenv("JIANBAN_PRINTED"), os.Getenv("JIANBAN_WANTED")
	if printed == "" || wanted == "" {
		t.Skip("not run: it needs a printer; run make printtest")
	}
	got, want := raster(t, printed), raster(t, wanted)
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%d pages on paper, want %d", len(got), len(want))
	}
	far, stray, parts := 0.0, 0.0, 0
	for i := range want {
		got[i] = alike(got[i], want[i])
		if dx, dy := got[i].w-want[i].w, got[i].h-want[i].h; max(dx, -dx, dy, -dy) > 4 {
			t.Errorf("page %d measures %d × %d dots, want %d × %d", i+1, got[i].w, got[i].h, want[i].w, want[i].h)
		}
		stray = max(stray, strayShare(got[i], want[i]), strayShare(want[i], got[i]))
		for _, part := range want[i].parts() {
			x, y := offset(got[i], want[i], part)
			far = max(far, math.Abs(x)*dotMM, math.Abs(y)*dotMM)
			parts++
		}
	}
	t.Logf("%d pages, %d parts: at most %.2f mm off, %.2f %% of the ink elsewhere", len(want), parts, far, stray*100)
	if far > paperOff {
		t.Errorf("a part of a page lies %.2f mm off its place", far)
	}
	if stray > paperStray {
		t.Errorf("%.2f %% of the ink lies elsewhere", stray*100)
	}
}

// bits is a page in black and white.
type bits struct {
	w, h int
	ink  []bool
}

func (b bits) at(x, y int) bool { return x >= 0 && y >= 0 && x < b.w && y < b.h && b.ink[y*b.w+x] }

// alike turns a printed page by a quarter, to the side where more ink agrees,
// where the page lies and the sheet stands: a lying page is printed so.
func alike(got, want bits) bits {
	if (got.w > got.h) == (want.w > want.h) {
		return got
	}
	left, right := got.turned(false), got.turned(true)
	if strayShare(left, want) < strayShare(right, want) {
		return left
	}
	return right
}

// turned is the page turned by a quarter.
func (b bits) turned(clockwise bool) bits {
	t := bits{w: b.h, h: b.w, ink: make([]bool, len(b.ink))}
	for y := range t.h {
		for x := range t.w {
			if clockwise {
				t.ink[y*t.w+x] = b.at(y, b.h-1-x)
			} else {
				t.ink[y*t.w+x] = b.at(b.w-1-y, x)
			}
		}
	}
	return t
}

// raster paints a PDF with poppler.
func raster(t *testing.T, pdf string) []bits {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("pdftoppm", "-q", "-r", fmt.Sprint(paperDPI), "-gray", pdf, filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(dir, "p-*.pgm"))
	if err != nil {
		t.Fatal(err)
	}
	var all []bits
	for _, name := range files {
		pgm, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bits
		if _, err := fmt.Sscanf(string(pgm[:min(len(pgm), 40)]), "P5\n%d %d\n255\n", &b.w, &b.h); err != nil || len(pgm) < b.w*b.h {
			t.Fatalf("%s: %v", name, err)
		}
		for _, v := range pgm[len(pgm)-b.w*b.h:] {
			b.ink = append(b.ink, v < 0x90)
		}
		all = append(all, b)
	}
	return all
}

// parts are the parts of a page that hold enough ink to find them again.
func (b bits) parts() []image.Rectangle {
	const across, down, enough = 4, 6, 400
	var all []image.Rectangle
	for i := range across * down {
		x, y := i%across, i/across
		r := image.Rect(x*b.w/across, y*b.h/down, (x+1)*b.w/across, (y+1)*b.h/down)
		if b.count(r) >= enough {
			all = append(all, r)
		}
	}
	return all
}

func (b bits) points(r image.Rectangle) (all []image.Point) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if b.at(x, y) {
				all = append(all, image.Pt(x, y))
			}
		}
	}
	return all
}

// count is how much ink there is in a part.
func (b bits) count(r image.Rectangle) (n int) {
	r = r.Intersect(image.Rect(0, 0, b.w, b.h))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for _, ink := range b.ink[y*b.w+r.Min.X : y*b.w+r.Max.X] {
			if ink {
				n++
			}
		}
	}
	return n
}

// offset is by how many dots a part lies off its place: where most of its ink
// is found again and least of other ink, the middle of the best places.
func offset(got, want bits, part image.Rectangle) (x, y float64) {
	const reach = 6
	points := want.points(part)
	best, n := math.MinInt, 0.0
	for dy := -reach; dy <= reach; dy++ {
		for dx := -reach; dx <= reach; dx++ {
			score := -got.count(part.Add(image.Pt(dx, dy)))
			for _, p := range points {
				if got.at(p.X+dx, p.Y+dy) {
					score += 2
				}
			}
			switch {
			case score > best:
				best, n, x, y = score, 1, float64(dx), float64(dy)
			case score == best:
				n++
				x, y = x+(float64(dx)-x)/n, y+(float64(dy)-y)/n
			}
		}
	}
	return x, y
}

// strayShare is the share of a's ink that has none of b's within paperBlur.
func strayShare(a, b bits) float64 {
	stray, all := 0, 0
	for _, p := range a.points(image.Rect(0, 0, a.w, a.h)) {
		all++
		if !nearInk(b, p) {
			stray++
		}
	}
	return float64(stray) / float64(max(all, 1))
}

func nearInk(b bits, p image.Point) bool {
	for dy := -paperBlur; dy <= paperBlur; dy++ {
		for dx := -paperBlur; dx <= paperBlur; dx++ {
			if b.at(p.X+dx, p.Y+dy) {
				return true
			}
		}
	}
	return false
}

// The measure itself: a page moved by 4 dots to the right and 3 up is found to
// be just that far off, and a page of other ink to be other ink.
func TestPaperIsMeasured(t *testing.T) {
	page := func(dx, dy int) bits {
		b := bits{w: 800, h: 800, ink: make([]bool, 800*800)}
		for i := range 60 {
			for j := range 120 {
				x, y := 100+dx+(i*i*7+j)%500, 100+dy+i*11
				b.ink[y*b.w+x] = true
			}
		}
		return b
	}
	want := page(0, 0)
	parts := want.parts()
	if len(parts) == 0 {
		t.Fatal("no parts")
	}
	for _, p := range parts {
		if x, y := offset(page(4, -3), want, p); x != 4 || y != -3 {
			t.Errorf("%v lies %g, %g dots off", p, x, y)
		}
	}
	if s := strayShare(want, want); s != 0 {
		t.Errorf("%g of a page's own ink is stray", s)
	}
	if s := strayShare(page(0, 5), want); s < 0.8 {
		t.Errorf("only %g is stray", s)
	}
}
