package ofd_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"

	"jianban/export/font"
	"jianban/export/ofd"
	"jianban/export/page"
	"jianban/export/pdf"
)

// sample has every kind of mark, every face, characters above U+FFFF, colours,
// a bookmark and a link, on two sizes of page.
func sample(t testing.TB) page.Document {
	t.Helper()
	var pixels bytes.Buffer
	img := image.NewRGBA(image.Rect(0, 0, 4, 3))
	img.Set(1, 1, color.RGBA{R: 0xD9, A: 0xFF})
	if err := png.Encode(&pixels, img); err != nil {
		t.Fatal(err)
	}
	letter := page.Letter{
		Head: page.LetterHead{Name: "玉溪市红塔区人民政府", Number: "红政函〔2022〕12号", Class: "A"}, Title: "关于市六届人大一次会议第12号建议的答复",
		To:      "陈䶮、古丽米热·买买提、陈𬱖代表：",
		Body:    page.Body("一、综合情况\n（一）进展。2022年投入1.5亿元，𬱖𫖯㛃𫄨等“四类”<问题>&已办结。\n"+strings.Repeat("计划落实事项按期推进，", 60), page.BodySize),
		Signing: page.Signing{Body: "玉溪市红塔区人民政府", Date: "2022年6月30日", Note: "联系人：王芳"},
	}
	doc := page.Document{Title: "答复 <一> & “二”", Author: "玉溪市红塔区人民政府", Paper: "市六届人大一次会议 第12号 答复", Pages: letter.Pages(font.Embedded())}
	wide := page.Page{Size: page.A4Landscape, Marks: []page.Mark{
		page.Glyphs{X: 20, Baseline: 20, Font: page.Font{Face: page.Hei, Size: 12}, Text: "横页 A", Track: 1.25},
		page.Rule{X1: 10, Y1: 10, X2: 30, Y2: 40, Weight: 2, Color: page.Grey}, page.Rule{X1: 5, Y1: 5, X2: 5, Y2: 25, Weight: 0.25},
		page.Picture{X: 40, Y: 40, W: 32, H: 24, Data: pixels.Bytes()}, page.Link{X: 10, Y: 60, W: 20, H: 5, To: 1}}}
	doc.Pages = append(doc.Pages, wide)
	doc.Bookmarks = []page.Bookmark{{Title: "综合情况", Page: 1}, {Title: "横页", Page: len(doc.Pages)}}
	return doc
}

func render(t testing.TB, doc page.Document) []byte {
	t.Helper()
	file, err := ofd.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// unpacked are the parts of a file by name.
func unpacked(t testing.TB, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// The schemas in testdata hold what formats.md names: elements in their order,
// attributes, counts of numbers in their types.
func TestEveryPartFollowsTheSchema(t *testing.T) {
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint (Debian: libxml2-utils) is not here; TestOrderOfElements looks at the order")
	}
	dir := t.TempDir()
	n := 0
	for name, content := range unpacked(t, render(t, sample(t))) {
		if filepath.Ext(name) != ".xml" {
			continue
		}
		n++
		path := filepath.Join(dir, fmt.Sprint(n, ".xml"))
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(lint, "--noout", "--nonet", "--schema", "testdata/ofd.xsd", path).CombinedOutput(); err != nil {
			t.Errorf("%s: %s", name, out)
		}
	}
	if n < 6 {
		t.Errorf("%d parts looked at", n)
	}
}

// node is any element.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Nodes   []node     `xml:",any"`
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n node) each(name string, f func(node)) {
	for _, c := range n.Nodes {
		if c.XMLName.Local == name {
			f(c)
		}
		c.each(name, f)
	}
}

func parsed(t testing.TB, content []byte) (n node) {
	t.Helper()
	if err := xml.Unmarshal(content, &n); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(content, []byte("<ofd:"+n.XMLName.Local+` xmlns:ofd="http://www.ofdspec.org/2016"`)) {
		t.Errorf("%s has no literal prefix ofd:", n.XMLName.Local)
	}
	return n
}

func names(n node) (all []string) {
	for _, c := range n.Nodes {
		all = append(all, c.XMLName.Local)
	}
	return all
}

func TestOrderOfElements(t *testing.T) {
	all := unpacked(t, render(t, sample(t)))
	doc := parsed(t, all["Doc_0/Document.xml"])
	if got := strings.Join(names(doc), " "); got != "CommonData Pages Outlines" {
		t.Errorf("Document holds %s", got)
	}
	if got := strings.Join(names(doc.Nodes[0]), " "); got != "MaxUnitID PageArea PublicRes DocumentRes" {
		t.Errorf("CommonData holds %s", got)
	}
	most, _ := strconv.Atoi(doc.Nodes[0].Nodes[0].Text)
	seen := map[string]bool{}
	for name, content := range all {
		if filepath.Ext(name) != ".xml" {
			continue
		}
		var walk func(n node)
		walk = func(n node) {
			if id := n.attr("ID"); id != "" && !(name == "Doc_0/Document.xml" && n.XMLName.Local != "Page") {
				v, err := strconv.Atoi(id)
				if err != nil || v < 1 || v > most || seen[id] {
					t.Errorf("%s: ID %q of %s (MaxUnitID %d)", name, id, n.XMLName.Local, most)
				}
				seen[id] = true
			}
			for _, c := range n.Nodes {
				walk(c)
			}
		}
		walk(parsed(t, content))
	}
	if len(seen) < most/2 {
		t.Errorf("%d IDs of %d", len(seen), most)
	}
	info := parsed(t, all["OFD.xml"]).Nodes[0].Nodes[0]
	if got := strings.Join(names(info), " "); got != "DocID Title Author Creator CustomDatas" {
		t.Errorf("DocInfo holds %s", got)
	}
	if got := ofd.Paper(bytes.NewReader(all["OFD.xml"])); got != "市六届人大一次会议 第12号 答复" {
		t.Errorf("the file says that it is %q", got)
	}
}

// Every character stands where its mark says, to the hundredth of a millimetre;
// DeltaX has one number fewer than there are characters, and a character above
// U+FFFF is alone in its object and told by its glyph.
func TestEveryCharacterStandsInItsPlace(t *testing.T) {
	doc, set := sample(t), font.Embedded()
	all := unpacked(t, render(t, doc))
	faces := map[string]string{} // by ID
	parsed(t, all["Doc_0/PublicRes.xml"]).each("Font", func(f node) { faces[f.attr("ID")] = f.attr("FontName") })
	high := 0
	for i, pg := range doc.Pages {
		type place struct {
			r    rune
			x, y float64
			face string
		}
		var want, got []place
		for _, m := range pg.Marks {
			g, ok := m.(page.Glyphs)
			if !ok {
				continue
			}
			x := g.X
			for _, r := range g.Text {
				want = append(want, place{r, float64(x), float64(g.Baseline), string(g.Font.Face)})
				x += set.Advance(g.Font, r) + g.Track
			}
		}
		parsed(t, all[fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)]).each("TextObject", func(o node) {
			box := numbers(t, o.attr("Boundary"))
			code := o.Nodes[len(o.Nodes)-1]
			text := []rune(code.Text)
			steps := numbers(t, code.attr("DeltaX"))
			if code.XMLName.Local != "TextCode" || len(steps) != len(text)-1 || len(box) != 4 {
				t.Fatalf("%q: %d steps", code.Text, len(steps))
			}
			x := box[0] + numbers(t, code.attr("X"))[0]
			for k, r := range text {
				got = append(got, place{r, x, box[1] + numbers(t, code.attr("Y"))[0], faces[o.attr("Font")]})
				if k < len(steps) {
					x += steps[k]
				}
				if r > 0xFFFF {
					high++
					if len(text) != 1 || o.Nodes[len(o.Nodes)-2].XMLName.Local != "CGTransform" {
						t.Errorf("%q is not alone with its glyph", code.Text)
					}
				}
			}
		})
		if len(got) != len(want) {
			t.Fatalf("page %d: %d characters, want %d", i+1, len(got), len(want))
		}
		for k, w := range want {
			if g := got[k]; g.r != w.r || g.face != w.face || math.Abs(g.x-w.x) > 0.01 || math.Abs(g.y-w.y) > 0.01 {
				t.Fatalf("page %d, character %d: %c %s at %.4f, %.4f; want %c %s at %.4f, %.4f", i+1, k, g.r, g.face, g.x, g.y, w.r, w.face, w.x, w.y)
			}
		}
	}
	if high < 4 {
		t.Errorf("%d characters above U+FFFF", high)
	}
}

// Every rule is a rectangle in its place, of its weight and colour; those that
// cross are in shapes of their own.
func TestRulesAreRectangles(t *testing.T) {
	rules := []page.Rule{{X1: 10, Y1: 20, X2: 10, Y2: 30, Weight: 0.35}, {X1: 40, Y1: 20, X2: 40, Y2: 30, Weight: 0.25}, {X1: 10, Y1: 20, X2: 40, Y2: 20, Weight: 0.5, Color: page.Red}, {X1: 10, Y1: 30, X2: 40, Y2: 30, Weight: 0.5}, {X1: 1, Y1: 1, X2: 1, Y2: 1, Weight: 1}}
	pg := page.Page{Size: page.A4}
	for _, r := range rules {
		pg.Marks = append(pg.Marks, r)
	}
	var got []string
	parsed(t, unpacked(t, render(t, page.Document{Pages: []page.Page{pg}}))["Doc_0/Pages/Page_0/Content.xml"]).each("PathObject", func(o node) {
		box := numbers(t, o.attr("Boundary"))
		for _, shape := range strings.Split(strings.TrimSuffix(o.Nodes[1].Text, " C"), " C ") {
			v := numbers(t, strings.NewReplacer("M ", "", "L ", "").Replace(shape))
			left, right := min(v[0], v[2], v[4], v[6])+box[0], max(v[0], v[2], v[4], v[6])+box[0]
			top, bottom := min(v[1], v[3], v[5], v[7])+box[1], max(v[1], v[3], v[5], v[7])+box[1]
			got = append(got, fmt.Sprintf("%s %.3f %.3f %.3f %.3f %s", o.attr("ID"), left, top, right, bottom, o.Nodes[0].attr("Value")))
		}
	})
	want := []string{"3 9.825 20.000 10.175 30.000 0 0 0", "3 39.875 20.000 40.125 30.000 0 0 0", "4 10.000 19.750 40.000 20.250 217 0 27", "5 10.000 29.750 40.000 30.250 0 0 0"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func numbers(t testing.TB, s string) (all []float64) {
	for _, f := range strings.Fields(s) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

// Each embedded font finds the shape of each character that is set in it, those
// above U+FFFF included.
func TestEmbeddedFontsHaveTheirCharacters(t *testing.T) {
	all := unpacked(t, render(t, sample(t)))
	files := map[string]*sfnt.Font{}
	parsed(t, all["Doc_0/PublicRes.xml"]).each("Font", func(f node) {
		parsedFont, err := opentype.Parse(all["Doc_0/Res/"+f.Nodes[0].Text])
		if err != nil {
			t.Fatal(err)
		}
		files[f.attr("ID")] = parsedFont
	})
	n := 0
	for name, content := range all {
		if filepath.Base(name) != "Content.xml" {
			continue
		}
		parsed(t, content).each("TextObject", func(o node) {
			code := o.Nodes[len(o.Nodes)-1]
			for _, r := range code.Text {
				var b sfnt.Buffer
				glyph, err := files[o.attr("Font")].GlyphIndex(&b, r)
				if err != nil || glyph == 0 {
					t.Errorf("%c has no glyph in %s", r, o.attr("Font"))
				}
				if r > 0xFFFF && o.Nodes[len(o.Nodes)-2].Nodes[0].Text != fmt.Sprint(glyph) {
					t.Errorf("%c is glyph %d, the object says %s", r, glyph, o.Nodes[len(o.Nodes)-2].Nodes[0].Text)
				}
				n++
			}
		})
	}
	if n < 600 {
		t.Errorf("%d characters looked up", n)
	}
}

// Text taken out in the order of the file is what is taken out of the PDF in the
// order of its contents.
func TestTextIsThatOfThePDF(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext (Debian: poppler-utils) is not here")
	}
	doc := sample(t)
	painted, err := pdf.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, painted, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := unpacked(t, render(t, doc))
	var b strings.Builder
	for i := range doc.Pages {
		parsed(t, all[fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)]).each("TextCode", func(n node) { b.WriteString(n.Text) })
	}
	squeeze := func(s string) string {
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r == '\u3000' }), "")
	}
	if got, want := squeeze(b.String()), squeeze(string(out)); got != want {
		t.Errorf("OFD:\n%s\nPDF:\n%s", got, want)
	}
}

func TestTheSamePaperGivesTheSameBytes(t *testing.T) {
	if !bytes.Equal(render(t, sample(t)), render(t, sample(t))) {
		t.Error("two files of one paper differ")
	}
}

func TestWhatCannotBePaintedIsNamed(t *testing.T) {
	f := page.Font{Face: page.FangSong, Size: 16}
	for _, x := range []struct {
		doc  page.Document
		want string
	}{
		{page.Document{}, "没有可以写出的内容"},
		{page.Document{Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{page.Glyphs{Font: f, Text: "好\U000E0FFF"}}}}}, "没有字体能显示"},
		{page.Document{Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{page.Picture{W: 1, H: 1, Data: []byte("GIF89a")}}}}}, "不是PNG或JPEG"},
	} {
		if file, err := ofd.Render(x.doc, font.Embedded()); err == nil || file != nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%v, %d bytes; want %q", err, len(file), x.want)
		}
	}
}

// Whatever stands in the marks, there is a file that can be unpacked and parsed,
// or an error.
func FuzzMarks(f *testing.F) {
	f.Add("答复", 1.0, 2.0, 16.0, 0.5, []byte("\x89PNG"))
	f.Add("𬱖\x00\uFFFE\xff<&>\"", math.NaN(), math.Inf(1), -3.0, 1e300, []byte{0xFF, 0xD8})
	f.Fuzz(func(t *testing.T, text string, x, y, size, track float64, image []byte) {
		doc := page.Document{Title: text, Paper: text, Bookmarks: []page.Bookmark{{Title: text, Page: 1}, {Title: "x", Page: len(text)}}, Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{
			page.Glyphs{X: page.MM(x), Baseline: page.MM(y), Font: page.Font{Face: page.Face(text), Size: size}, Text: text, Track: page.MM(track)},
			page.Glyphs{X: page.MM(x), Baseline: page.MM(y), Font: page.Font{Face: page.Kai, Size: size}, Text: text, Track: page.MM(track)},
			page.Rule{X1: page.MM(x), Y2: page.MM(y), Weight: page.MM(track)}, page.Link{X: page.MM(x), To: int(size)}, page.Picture{W: page.MM(x), Data: image}}}}}
		file, err := ofd.Render(doc, font.Embedded())
		if err != nil {
			return
		}
		for name, content := range unpacked(t, file) {
			if filepath.Ext(name) == ".xml" {
				if !utf8.Valid(content) {
					t.Fatalf("%s is not UTF-8", name)
				}
				parsed(t, content)
			}
		}
	})
}
