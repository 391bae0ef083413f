package pdf_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
)

// tagged is a paper with everything that has a place in the structure: headings,
// a table over two pages with empty cells, one without rows, a chart, a picture.
func tagged(t *testing.T) page.Document {
	t.Helper()
	m, s := font.Embedded(), page.Official()
	small := page.Font{Face: page.Song, Size: 10.5}
	table := page.Table{Font: small, Head: page.Font{Face: page.Hei, Size: 10.5}, Columns: []page.Column{{Title: "编号", Width: 20}, {Title: "标题", Width: 80}, {Title: "备注", Width: 30}}}
	for i := range 60 {
		table.Rows = append(table.Rows, []string{strconv.Itoa(i + 1), "关于老旧小区改造的建议", ""})
	}
	none := page.Table{Font: small, Head: small, Columns: table.Columns, Empty: "没有建议"}
	blocks := []page.Block{page.Title{Text: "2022年办理工作总结"}}
	blocks = append(blocks, page.Body("一、综合情况\n截至10月底已办结。\n（一）数量\n共12件。", page.BodySize)...)
	blocks = append(blocks, page.Curves{Font: small, Lines: data.YearLines{Steps: []string{"3月", "4月"}, Lines: []data.YearLine{{Name: "交办", Values: []int{4, 9}}}}}.Block(s, m),
		table.Block(s, m), none.Block(s, m))
	doc := everything(t)
	doc.Pages = append(page.Layout(blocks, s, m), append(set(t).Pages, doc.Pages[2])...)
	doc.Bookmarks = doc.Bookmarks[:1]
	return doc
}

// Everything that a page shows is a part of the structure or an artifact; each
// part's element names it and is named by it; in the order of the tree the text is
// that of the pages.
func TestEveryMarkHasItsPlaceInTheStructure(t *testing.T) {
	doc := tagged(t)
	f := opened(t, render(t, doc))
	root := f.dict(f.dict("trailer")["/Root"])
	if marked := f.dict(root["/MarkInfo"])["/Marked"]; marked != true {
		t.Errorf("marked: %v", marked)
	}
	parts := f.parts(f.array(f.dict(root["/Pages"])["/Kids"]), f.parents(f.dict(root["/StructTreeRoot"])))
	w := &walker{t: t, f: f, parts: parts}
	w.walk(f.array(f.dict(root["/StructTreeRoot"])["/K"])[0], "", "")
	for where, p := range parts {
		if !p.seen {
			t.Errorf("%s is in no element", where)
		}
	}
	var want strings.Builder
	for _, pg := range doc.Pages {
		for _, m := range pg.Marks {
			if g, ok := m.(page.Glyphs); ok && g.Of != nil {
				want.WriteString(g.Text)
			}
		}
	}
	if got := w.text.String(); got != want.String() {
		t.Errorf("the structure says\n%s\nthe pages\n%s", got, want.String())
	}
	for _, kind := range []string{"Document", "H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "Figure", "Link"} {
		if w.kinds[kind] == 0 {
			t.Errorf("no element is %s", kind)
		}
	}
	if w.kinds["TR"] != 63 || w.kinds["TH"] != 6 || w.kinds["TD"] != 181 || w.kinds["Table"] != 2 {
		t.Errorf("the tables have %v", w.kinds)
	}
}

// part is a marked part of a page.
type part struct {
	kind, text, element string
	seen                bool
}

// parents gives for each key of the parent tree the elements it names.
func (f *pdfFile) parents(tree map[string]any) map[int][]any {
	nums, all := f.array(f.dict(tree["/ParentTree"])["/Nums"]), map[int][]any{}
	for i := 0; i+1 < len(nums); i += 2 {
		key, _ := nums[i].(float64)
		if list, ok := f.value(nums[i+1]).([]any); ok {
			all[int(key)] = list
		} else {
			all[int(key)] = []any{nums[i+1]}
		}
	}
	return all
}

var operators = regexp.MustCompile(`(?s)/(\w+) <</MCID (\d+)>>BDC\n|/Artifact BMC\n|EMC\n|BT (?:/(F\d+) \S+ Tf )?\S+ \S+ Td \(((?:[^\\)]|\\.)*)\) Tj ET\n|(?:^|\n)[^\n]* (?:S|Do Q)\n`)

// parts finds the marked parts of all pages, by the page's object and number.
func (f *pdfFile) parts(pages []any, parents map[int][]any) map[string]*part {
	f.t.Helper()
	fonts := map[string]map[uint16]string{}
	parts := map[string]*part{}
	for i, ref := range pages {
		pg := f.dict(ref)
		for name, font := range f.dict(f.dict(pg["/Resources"])["/Font"]) {
			_, cmap := f.stream(f.dict(font)["/ToUnicode"])
			fonts[name] = characters(f.t, string(cmap))
		}
		key, _ := pg["/StructParents"].(float64)
		_, content := f.stream(pg["/Contents"])
		var open *part
		inside, face := false, ""
		for _, m := range operators.FindAllStringSubmatch(string(content), -1) {
			switch {
			case m[1] != "":
				n, _ := strconv.Atoi(m[2])
				if inside || n >= len(parents[int(key)]) {
					f.t.Errorf("page %d: part %d begins within another or has no element", i+1, n)
					continue
				}
				element, _ := parents[int(key)][n].(string)
				open, inside = &part{kind: m[1], element: element}, true
				parts[fmt.Sprint(ref, " ", n)] = open
			case strings.HasPrefix(m[0], "/Artifact"):
				open, inside = nil, true
			case m[0] == "EMC\n":
				if !inside {
					f.t.Errorf("page %d: a part ends that never began", i+1)
				}
				inside = false
			case !inside:
				f.t.Errorf("page %d: %q is neither a part nor an artifact", i+1, m[0])
			case strings.HasPrefix(m[0], "BT"):
				if m[3] != "" {
					face = "/" + m[3]
				}
				codes := []byte(strings.NewReplacer(`\\`, `\`, `\(`, "(", `\)`, ")", `\r`, "\r").Replace(m[4]))
				for ; open != nil && len(codes) > 1; codes = codes[2:] {
					open.text += fonts[face][uint16(codes[0])<<8|uint16(codes[1])]
				}
			}
		}
		if inside {
			f.t.Errorf("page %d: a part does not end", i+1)
		}
	}
	return parts
}

var bfchar = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>\n`)

// characters is a CMap as a map.
func characters(t *testing.T, cmap string) map[uint16]string {
	t.Helper()
	if strings.Contains(cmap, "bfrange") {
		t.Error("a CMap has ranges, which Ghostscript does not read")
	}
	all := map[uint16]string{}
	for _, block := range regexp.MustCompile(`(?s)(\d+) beginbfchar\n(.*?)endbfchar`).FindAllStringSubmatch(cmap, -1) {
		lines := bfchar.FindAllStringSubmatch(block[2], -1)
		if n, err := strconv.Atoi(block[1]); err != nil || n != len(lines) || n > 100 {
			t.Errorf("a block of %d characters says it has %s", len(lines), block[1])
		}
		for _, l := range lines {
			code, _ := strconv.ParseUint(l[1], 16, 16)
			var units []uint16
			for h := l[2]; len(h) >= 4; h = h[4:] {
				u, _ := strconv.ParseUint(h[:4], 16, 16)
				units = append(units, uint16(u))
			}
			all[uint16(code)] = string(utf16.Decode(units))
		}
	}
	return all
}

// walker goes through the structure.
type walker struct {
	t     *testing.T
	f     *pdfFile
	parts map[string]*part
	text  strings.Builder
	kinds map[string]int
	level int
}

// below are the elements that another may have; the rest may have none.
var below = map[string][]string{
	"Document": {"H1", "H2", "H3", "H4", "H5", "P", "Table", "Figure", "Link"}, "Table": {"TR"}, "TR": {"TH", "TD"},
}

func (w *walker) walk(ref any, parent, kind string) {
	name, _ := ref.(string)
	e := w.f.dict(ref)
	is := strings.TrimPrefix(fmt.Sprint(e["/S"]), "/")
	if w.kinds == nil {
		w.kinds = map[string]int{}
	}
	w.kinds[is]++
	if parent != "" && (e["/P"] != parent || !slices.Contains(below[kind], is)) {
		w.t.Errorf("%s stands below %s and says it is below %v", is, kind, e["/P"])
	}
	if n, ok := strings.CutPrefix(is, "H"); ok {
		level, _ := strconv.Atoi(n)
		if level > w.level+1 {
			w.t.Errorf("a heading of level %d follows one of level %d", level, w.level)
		}
		w.level = level
	}
	if is == "Figure" && len(fmt.Sprint(e["/Alt"])) < 4 {
		w.t.Error("a figure says nothing")
	}
	if e["/K"] == nil {
		return
	}
	kids, many := e["/K"].([]any)
	if !many {
		kids = []any{e["/K"]}
	}
	for _, kid := range kids {
		pg, id := e["/Pg"], kid
		switch k := kid.(type) {
		case string:
			w.walk(k, name, is)
			continue
		case map[string]any:
			if k["/Type"] == "/OBJR" {
				continue
			}
			pg, id = k["/Pg"], k["/MCID"]
		}
		p := w.parts[fmt.Sprint(pg, " ", id)]
		if p == nil || p.seen || p.kind != is || p.element != name {
			w.t.Errorf("%s %s has part %v of page %v, which is %+v", is, name, id, pg, p)
			continue
		}
		p.seen = true
		w.text.WriteString(p.text)
	}
}

// Ghostscript, through which much printing and archiving goes, reads what poppler
// reads; a spread head and names come out whole.
func TestGhostscriptReadsTheText(t *testing.T) {
	_, err := exec.LookPath("gs")
	need(t, err == nil, "gs")
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, render(t, set(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	han := regexp.MustCompile(`\P{Han}`)
	want := han.ReplaceAllString(run(t, "pdftotext", "-raw", path, "-"), "")
	said := run(t, "gs", "-q", "-sDEVICE=txtwrite", "-o", "-", path)
	if got := han.ReplaceAllString(said, ""); len(want) < 1500 || len(got) < len(want)*95/100 {
		t.Errorf("Ghostscript reads %d bytes of Hanzi, poppler %d", len(got), len(want))
	}
	for _, words := range []string{"玉溪市红塔区人民政府", "红政函〔2022〕12号", "李明华代表"} {
		if !strings.Contains(said, words) {
			t.Errorf("Ghostscript does not find %s in\n%s", words, said)
		}
	}
}
