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
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

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

// opened is the file as pdfcpu reads it after its strict checks.
func opened(t *testing.T, file []byte) *model.Context {
	t.Helper()
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	ctx, err := api.ReadAndValidate(bytes.NewReader(file), conf)
	if err != nil {
		t.Fatalf("pdfcpu refuses the file: %v", err)
	}
	return ctx
}

func dict(t *testing.T, ctx *model.Context, o types.Object) types.Dict {
	t.Helper()
	d, err := ctx.DereferenceDict(o)
	if err != nil || d == nil {
		t.Fatalf("%v is no dictionary: %v", o, err)
	}
	return d
}

func content(t *testing.T, ctx *model.Context, o types.Object) (types.Dict, []byte) {
	t.Helper()
	s, _, err := ctx.DereferenceStreamDict(o)
	if err != nil || s == nil {
		t.Fatalf("%v is no stream: %v", o, err)
	}
	if err := s.Decode(); err != nil {
		t.Fatal(err)
	}
	return s.Dict, s.Content
}

// The rules of ISO 19005-2, level B, that concern a file like ours.
func TestTheFileMeetsTheArchiveStandard(t *testing.T) {
	doc := everything(t)
	file := render(t, doc)
	head := file[:20]
	if !bytes.HasPrefix(head, []byte("%PDF-1.7\n%")) || bytes.IndexFunc(head[10:14], func(r rune) bool { return r < 0x80 }) >= 0 {
		t.Errorf("6.1.2: the header is %q", head)
	}
	ctx := opened(t, file)
	if len(ctx.ID) != 2 || ctx.Encrypt != nil {
		t.Errorf("6.1.3: identifier %v, encryption %v", ctx.ID, ctx.Encrypt)
	}
	root := dict(t, ctx, *ctx.Root)
	for _, key := range []string{"Names", "OpenAction", "AA", "AcroForm", "OCProperties"} {
		if _, found := root.Find(key); found {
			t.Errorf("the catalog has %s", key)
		}
	}
	intents, err := ctx.DereferenceArray(root["OutputIntents"])
	if err != nil || len(intents) != 1 {
		t.Fatalf("6.2.3: output intents %v, %v", intents, err)
	}
	intent := dict(t, ctx, intents[0])
	profile, icc := content(t, ctx, intent["DestOutputProfile"])
	if intent.NameEntry("S") == nil || *intent.NameEntry("S") != "GTS_PDFA1" || *profile.IntEntry("N") != 3 {
		t.Errorf("6.2.3: %v", intent)
	}
	if len(icc) < 128 || int(binary.BigEndian.Uint32(icc)) != len(icc) || icc[8] > 4 || string(icc[12:20]) != "mntrRGB " || string(icc[36:40]) != "acsp" {
		t.Errorf("6.2.3: the profile begins with %q", icc[:min(len(icc), 128)])
	}
	meta, packet := content(t, ctx, root["Metadata"])
	if _, packed := meta.Find("Filter"); packed {
		t.Error("the metadata are packed: programs that do not know PDF cannot read them")
	}
	checkMetadata(t, ctx, packet)
}

func checkMetadata(t *testing.T, ctx *model.Context, packet []byte) {
	t.Helper()
	var x struct {
		Part    string `xml:"RDF>Description>part"`
		Level   string `xml:"RDF>Description>conformance"`
		Title   string `xml:"RDF>Description>title>Alt>li"`
		Creator string `xml:"RDF>Description>creator>Seq>li"`
		Lang    string `xml:"RDF>Description>language>Bag>li"`
	}
	if err := xml.Unmarshal(packet, &x); err != nil {
		t.Fatalf("6.6.2: %v", err)
	}
	if x.Part != "2" || x.Level != "B" || x.Lang != "zh-CN" {
		t.Errorf("6.6.4: %+v", x)
	}
	if x.Title != "关于<𬱖>&“(括号)”\\的答复" || x.Title != ctx.Title || x.Creator != ctx.Author || x.Creator != "红塔区人民政府" {
		t.Errorf("the metadata say %+v, the information dictionary %q, %q", x, ctx.Title, ctx.Author)
	}
}

func TestFontsAreWholeAndAgreeWithTheirWidths(t *testing.T) {
	ctx := opened(t, render(t, everything(t)))
	fonts := 0
	for number := range ctx.Table {
		obj, err := ctx.Dereference(*types.NewIndirectRef(number, 0))
		d, ok := obj.(types.Dict)
		if err != nil || !ok || d.Subtype() == nil || *d.Subtype() != "Type0" {
			continue
		}
		fonts++
		descendants, err := ctx.DereferenceArray(d["DescendantFonts"])
		if err != nil {
			t.Fatal(err)
		}
		cid := dict(t, ctx, descendants[0])
		descriptor := dict(t, ctx, cid["FontDescriptor"])
		_, program := content(t, ctx, descriptor["FontFile2"])
		_, cids := content(t, ctx, descriptor["CIDSet"])
		_, unicodes := content(t, ctx, d["ToUnicode"])
		if *cid.NameEntry("CIDToGIDMap") != "Identity" || *d.NameEntry("Encoding") != "Identity-H" || len(unicodes) == 0 {
			t.Errorf("6.2.11.3: %v %v", d, cid)
		}
		w, err := ctx.DereferenceArray(cid["W"])
		if err != nil {
			t.Fatal(err)
		}
		checkProgram(t, program, w, cids)
	}
	if fonts < 3 {
		t.Errorf("only %d fonts were found", fonts)
	}
}

// checkProgram compares a font program with the widths and the set of glyphs
// that the PDF claims (6.2.11.4, 6.2.11.5).
func checkProgram(t *testing.T, program []byte, w types.Array, cids []byte) {
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
	hmtx, widths := table("hmtx"), map[int]float64{}
	for i := 0; i+1 < len(w); i += 2 {
		for j, v := range w[i+1].(types.Array) {
			widths[w[i].(types.Integer).Value()+j] = float64(v.(types.Integer))
		}
	}
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
	ctx := opened(t, render(t, everything(t)))
	shown := 0
	for i := range ctx.PageCount {
		p, _, _, err := ctx.PageDict(i+1, false)
		if err != nil {
			t.Fatal(err)
		}
		_, marks := content(t, ctx, p["Contents"])
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
		annots, err := ctx.DereferenceArray(p["Annots"])
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range annots {
			if f := dict(t, ctx, a).IntEntry("F"); f == nil || *f != 4 {
				t.Errorf("page %d: a link is not to be printed", i+1)
			}
		}
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

// Apache PDFBox Preflight knows PDF/A-1b only. Its rules are those of 2b where
// both speak, and stricter elsewhere; so a file that differs from ours in the
// claimed part and version alone must pass.
func TestPreflight(t *testing.T) {
	var classes []string
	for _, jar := range []string{"preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "jaxb-api", "javax.activation"} {
		path := "/usr/share/java/" + jar + ".jar"
		if _, err := os.Stat(path); err != nil {
			t.Skip("libpdfbox2-java, libactivation-java and libjaxb-api-java are not installed")
		}
		classes = append(classes, path)
	}
	doc := everything(t)
	doc.Pages[2].Marks = doc.Pages[2].Marks[1:] // part 1 forbids the picture's transparency
	file := bytes.Replace(render(t, doc), []byte("%PDF-1.7"), []byte("%PDF-1.4"), 1)
	file = bytes.Replace(file, []byte("<pdfaid:part>2"), []byte("<pdfaid:part>1"), 1)
	path := filepath.Join(t.TempDir(), "a1.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("java", "-cp", strings.Join(classes, ":"), "org.apache.pdfbox.preflight.Validator_A1b", path).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "is a valid PDF/A-1b file") {
		t.Errorf("%v\n%s", err, out)
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
	if ctx := opened(t, file); ctx.Title != "坏 标题" || ctx.Author != "" {
		t.Errorf("title %q, author %q", ctx.Title, ctx.Author)
	}
}
