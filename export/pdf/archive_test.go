package pdf_test

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font/opentype"

	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// everything is a letter with all kinds of marks, a lying page and a title
// that has what XML and PDF treat in a special way.
func everything(t *testing.T) page.Document {
	t.Helper()
	doc := letter()
	doc.Title, doc.Author = "关于<𬱖>&“(括号)”\\的答复\r\n", "红塔区人民政府"
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewNRGBA(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	doc.Pages = append(doc.Pages, page.Page{Size: page.A4Landscape, Marks: []page.Mark{
		page.Picture{X: 30, Y: 30, W: 20, H: 20, Data: picture.Bytes()},
		page.Link{X: 30, Y: 60, W: 50, H: 8, To: 1},
		page.Glyphs{X: 30, Baseline: 66, Font: page.Font{Face: page.Kai, Size: 14}, Color: page.Red, Text: "见第1页 A(\\)B\r"},
	}})
	doc.Bookmarks = append(doc.Bookmarks, page.Bookmark{Title: "附页", Page: 3})
	return doc
}

// The rules of ISO 19005-2, level B, that concern a file like ours.
func TestTheFileMeetsTheArchiveStandard(t *testing.T) {
	doc := everything(t)
	file := render(t, doc)
	head := file[:20]
	if !bytes.HasPrefix(head, []byte("%PDF-1.7\n%")) || bytes.IndexFunc(head[10:14], func(r rune) bool { return r < 0x80 }) >= 0 {
		t.Errorf("6.1.2: the header is %q", head)
	}
	f := opened(t, file)
	trailer := f.dict("trailer")
	if id := f.array(trailer["/ID"]); len(id) != 2 || trailer["/Encrypt"] != nil {
		t.Errorf("6.1.3: identifier %v, encryption %v", id, trailer["/Encrypt"])
	}
	root := f.dict(trailer["/Root"])
	for _, key := range []string{"/Names", "/OpenAction", "/AA", "/AcroForm", "/OCProperties"} {
		if _, found := root[key]; found {
			t.Errorf("the catalog has %s", key)
		}
	}
	intents := f.array(root["/OutputIntents"])
	if len(intents) != 1 {
		t.Fatalf("6.2.3: output intents %v", intents)
	}
	intent := f.dict(intents[0])
	profile, icc := f.stream(intent["/DestOutputProfile"])
	if intent["/S"] != "/GTS_PDFA1" || profile["/N"] != 3.0 {
		t.Errorf("6.2.3: %v, %v", intent, profile)
	}
	if len(icc) < 128 || int(binary.BigEndian.Uint32(icc)) != len(icc) || icc[8] > 4 || string(icc[12:20]) != "mntrRGB " || string(icc[36:40]) != "acsp" {
		t.Errorf("6.2.3: the profile begins with %q", icc[:min(len(icc), 128)])
	}
	_, packet := f.stream(root["/Metadata"])
	if !bytes.Contains(file, packet) {
		t.Error("the metadata are packed: programs that do not know PDF cannot read them")
	}
	checkMetadata(t, f, packet)
}

func checkMetadata(t *testing.T, f *pdfFile, packet []byte) {
	t.Helper()
	var x struct {
		Part    string `xml:"http://www.aiim.org/pdfa/ns/id/ RDF>Description>part"`
		UA      string `xml:"http://www.aiim.org/pdfua/ns/id/ RDF>Description>part"`
		Level   string `xml:"RDF>Description>conformance"`
		Title   string `xml:"RDF>Description>title>Alt>li"`
		Creator string `xml:"RDF>Description>creator>Seq>li"`
		Lang    string `xml:"RDF>Description>language>Bag>li"`
	}
	if err := xml.Unmarshal(packet, &x); err != nil {
		t.Fatalf("6.6.2: %v", err)
	}
	if x.Part != "2" || x.UA != "1" || x.Level != "B" || x.Lang != "zh-CN" {
		t.Errorf("6.6.4: %+v", x)
	}
	if x.Title != "关于<𬱖>&“(括号)”\\的答复" || x.Title != f.text("/Title") || x.Creator != f.text("/Author") || x.Creator != "红塔区人民政府" {
		t.Errorf("the metadata say %+v, the information dictionary %q, %q", x, f.text("/Title"), f.text("/Author"))
	}
}

func TestFontsAreWholeAndAgreeWithTheirWidths(t *testing.T) {
	f := opened(t, render(t, everything(t)))
	fonts := 0
	for _, o := range f.objects {
		d, ok := o.Value.(map[string]any)
		if !ok || d["/Subtype"] != "/Type0" {
			continue
		}
		fonts++
		cid := f.dict(f.array(d["/DescendantFonts"])[0])
		descriptor := f.dict(cid["/FontDescriptor"])
		_, program := f.stream(descriptor["/FontFile2"])
		_, cids := f.stream(descriptor["/CIDSet"])
		_, unicodes := f.stream(d["/ToUnicode"])
		if cid["/CIDToGIDMap"] != "/Identity" || d["/Encoding"] != "/Identity-H" || len(unicodes) == 0 {
			t.Errorf("6.2.11.3: %v %v", d, cid)
		}
		checkProgram(t, program, widthsOf(t, f, cid), cids)
	}
	if fonts < 3 {
		t.Errorf("only %d fonts were found", fonts)
	}
}

// widthsOf are the widths that a font lists, by glyph.
func widthsOf(t *testing.T, f *pdfFile, cid map[string]any) map[int]float64 {
	t.Helper()
	w, widths := f.array(cid["/W"]), map[int]float64{}
	for i := 0; i+1 < len(w); i += 2 {
		first, ok := w[i].(float64)
		if !ok {
			t.Fatalf("%v is no glyph", w[i])
		}
		for j, v := range f.array(w[i+1]) {
			if widths[int(first)+j], ok = v.(float64); !ok {
				t.Fatalf("%v is no width", v)
			}
		}
	}
	return widths
}

// checkProgram compares a font program with the widths and the set of glyphs
// that the PDF claims (6.2.11.4, 6.2.11.5).
func checkProgram(t *testing.T, program []byte, widths map[int]float64, cids []byte) {
	t.Helper()
	ld, err := opentype.NewLoader(bytes.NewReader(program))
	if err != nil {
		t.Fatal(err)
	}
	table := func(tag string) []byte {
		b, err := ld.RawTable(opentype.MustNewTag(tag))
		if err != nil {
			t.Fatalf("%s: %v", tag, err)
		}
		return b
	}
	glyphs := int(binary.BigEndian.Uint16(table("maxp")[4:]))
	upem := float64(binary.BigEndian.Uint16(table("head")[18:]))
	hmtx := table("hmtx")
	bits := 0
	for _, b := range cids {
		for ; b != 0; b &= b - 1 {
			bits++
		}
	}
	if bits != glyphs || len(cids) != (glyphs+7)/8 {
		t.Errorf("CIDSet names %d of %d glyphs", bits, glyphs)
	}
	for g := range glyphs {
		said, listed := widths[g]
		if !listed {
			said = 1000
		}
		if is := float64(binary.BigEndian.Uint16(hmtx[4*g:])) * 1000 / upem; math.Abs(is-said) > 1 {
			t.Errorf("glyph %d is %.1f wide, the PDF says %.0f", g, is, said)
		}
	}
}

// No text shows glyph 0, the sign for a character that is missing (6.2.11.8),
// and links are to be printed (6.3.2).
func TestPagesShowNoMissingGlyphAndLinksPrint(t *testing.T) {
	f := opened(t, render(t, everything(t)))
	shown, links := 0, 0
	for i, kid := range f.array(f.dict(f.dict(f.dict("trailer")["/Root"])["/Pages"])["/Kids"]) {
		p := f.dict(kid)
		_, marks := f.stream(p["/Contents"])
		for _, s := range strings.Split(string(marks), " Td (")[1:] {
			text, _, _ := strings.Cut(s, ") Tj ET")
			text = strings.NewReplacer(`\\`, `\`, `\(`, "(", `\)`, ")", `\r`, "\r").Replace(text)
			for g := []byte(text); len(g) >= 2; g = g[2:] {
				shown++
				if g[0] == 0 && g[1] == 0 {
					t.Errorf("page %d shows glyph 0", i+1)
				}
			}
			if len(text)%2 > 0 {
				t.Errorf("page %d: half a code in %q", i+1, text)
			}
		}
		if p["/Annots"] == nil {
			continue
		}
		for _, a := range f.array(p["/Annots"]) {
			links++
			if flags := f.dict(a)["/F"]; flags != 4.0 {
				t.Errorf("page %d: a link is not to be printed: flags %v", i+1, flags)
			}
		}
	}
	if links != 1 {
		t.Errorf("%d links were found", links)
	}
	if shown < 2*22*28 {
		t.Errorf("only %d glyphs were found", shown)
	}
}

func TestAPictureInPrintersColoursIsRefused(t *testing.T) {
	// The head of a JPEG of four components.
	cmyk := []byte("\xFF\xD8\xFF\xC0\x00\x14\x08\x00\x04\x00\x04\x04\x01\x11\x00\x02\x11\x00\x03\x11\x00\x04\x11\x00\xFF\xDA\x00\x02")
	doc := page.Document{Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{page.Picture{X: 30, Y: 30, W: 20, H: 20, Data: cmyk}}}}}
	if _, err := pdf.Render(doc, font.Embedded()); err == nil || !strings.Contains(err.Error(), "CMYK") {
		t.Errorf("got %v", err)
	}
}

// pdfbox runs a program of Apache PDFBox and gives what it says.
func pdfbox(t *testing.T, main string, args ...string) string {
	t.Helper()
	_, err := exec.LookPath("java")
	need(t, err == nil, "java")
	var classes []string
	for _, jar := range []string{"preflight", "pdfbox2", "pdfbox2-tools", "xmpbox", "fontbox2", "commons-logging", "commons-io", "jaxb-api", "javax.activation"} {
		path := "/usr/share/java/" + jar + ".jar"
		_, err := os.Stat(path)
		need(t, err == nil, path+" of libpdfbox2-java, libcommons-io-java, libactivation-java and libjaxb-api-java")
		classes = append(classes, path)
	}
	return run(t, "java", append([]string{"-Djava.awt.headless=true", "-cp", strings.Join(classes, ":"), main}, args...)...)
}

// Apache PDFBox Preflight knows PDF/A-1b only. Its rules are those of 2b where
// both speak, and stricter elsewhere; so a file that differs from ours in the
// claimed part and version alone must pass.
func TestPreflight(t *testing.T) {
	doc := everything(t)
	doc.Pages[2].Marks = doc.Pages[2].Marks[1:] // part 1 forbids the picture's transparency
	path := filepath.Join(t.TempDir(), "a1.pdf")
	if err := os.WriteFile(path, render(t, doc), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "qpdf", "--object-streams=disable", "--stream-data=preserve", "--newline-before-endstream", "--replace-input", path) // part 1 forbids these too
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file = bytes.Replace(file, []byte("%PDF-1.7"), []byte("%PDF-1.4"), 1)
	file = bytes.Replace(file, []byte("<pdfaid:part>2"), []byte("<pdfaid:part>1"), 1)
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if out := pdfbox(t, "org.apache.pdfbox.preflight.Validator_A1b", path); !strings.Contains(out, "is a valid PDF/A-1b file") {
		t.Errorf("%s", out)
	}
}

// A second program reads the file as it is and finds every text in it.
func TestPDFBoxReadsTheText(t *testing.T) {
	doc := everything(t)
	dir := t.TempDir()
	path, out := filepath.Join(dir, "all.pdf"), filepath.Join(dir, "all.txt")
	if err := os.WriteFile(path, render(t, doc), 0o600); err != nil {
		t.Fatal(err)
	}
	pdfbox(t, "org.apache.pdfbox.tools.ExtractText", "-encoding", "UTF-8", path, out)
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(content)), "")
	for _, pg := range doc.Pages {
		for _, m := range pg.Marks {
			if g, ok := m.(page.Glyphs); ok && !strings.Contains(text, strings.Join(strings.Fields(g.Text), "")) {
				t.Errorf("PDFBox does not find %q", g.Text)
			}
		}
	}
}

// TestPaintsTheSameInAnotherProcess runs this test again in a process of its
// own, which writes what it paints.
func TestPaintsTheSameInAnotherProcess(t *testing.T) {
	const variable = "JIANBAN_TEST_PAINT"
	if path := os.Getenv(variable); path != "" {
		if err := os.WriteFile(path, render(t, everything(t)), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	path := filepath.Join(t.TempDir(), "other.pdf")
	again := exec.Command(os.Args[0], "-test.run=^TestPaintsTheSameInAnotherProcess$")
	again.Env = append(os.Environ(), variable+"="+path, "GOMAXPROCS=1")
	if out, err := again.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	other, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if !bytes.Equal(render(t, everything(t)), other) {
			t.Fatal("another process painted other bytes")
		}
	}
}

func TestControlCharactersInATitleDoNoHarm(t *testing.T) {
	doc := letter()
	doc.Title, doc.Author = "坏\x00\x1b\xff标题\u2028\uFFFE", "\n"
	file, err := pdf.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if f := opened(t, file); f.text("/Title") != "坏 标题" || f.text("/Author") != "" {
		t.Errorf("title %q, author %q", f.text("/Title"), f.text("/Author"))
	}
}
