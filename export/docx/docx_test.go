package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"io"
	"math"
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/docx"
	"jianban/export/font"
	"jianban/export/page"
)

// letter is a reply with everything a letter may have.
func letter() page.Letter {
	return page.Letter{
		Head: page.LetterHead{Name: "玉溪市红塔区人民政府", Number: "红政函〔2022〕12号", Class: "A", Bar: &page.Red}, Title: "关于对玉溪市第六届人民代表大会第一次会议第12号建议的答复",
		To:       "李春阳、陈𬱖代表：",
		Body:     page.Body("一、综合情况\n（一）进展。2022年投入1.5亿元，<问题>&已办结。\n"+strings.Repeat("计划落实事项按期推进，", 30), page.BodySize),
		Signing:  page.Signing{Body: "玉溪市红塔区人民政府", Date: "2022年6月30日", Note: "联系人：王芳", Attachments: []string{"任务分解表", "情况说明"}},
		Annexes:  []page.Annex{{Title: "任务分解表", Body: page.Body("分解如下。", page.BodySize)}, {Title: "情况说明", Body: page.Body("说明如下。", page.BodySize)}},
		Colophon: page.Colophon{CopyTo: []string{"市人大常委会选联工委", "市政府督查室"}},
		Note:     "演示数据",
	}
}

func reply() page.Document {
	return page.Document{Title: "答复 <一>", Author: "玉溪市红塔区人民政府", Paper: "第12号 答复", Pages: letter().Pages(font.Embedded())}
}

// report has a table, bars, lines, notes and a picture, on sheets of both kinds.
func report(t testing.TB) page.Document {
	t.Helper()
	var pixels bytes.Buffer
	if err := png.Encode(&pixels, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	m, f := font.Embedded(), page.Font{Face: page.Song, Size: 9}
	s, wide := page.Official(), page.OfficialLandscape()
	wide.Numbers, wide.Running, wide.Note = page.NumberOf, "办理台账", "演示数据"
	table := page.Table{Font: f, Head: f, Columns: []page.Column{{Title: "编号", Width: 20, Align: page.Centre}, {Title: "标题", Width: 100}},
		Rows: [][]string{{"1", "关于道路的建议\n第二行"}, {"2"}, {"3", strings.Repeat("很长", 3000)}}}
	figure := page.Custom{Boxes: []page.Box{{H: 20}}, Of: page.Figure{W: 20, H: 20, Data: pixels.Bytes()}}
	drawn := page.Custom{Boxes: []page.Box{{H: 12, Marks: []page.Mark{page.Rule{X1: 1, Y1: 2, X2: 11, Y2: 2, Weight: 1}, page.Glyphs{X: 30, Baseline: 8, Font: f, Text: "短码 12"}}}}}
	pages := page.Layout([]page.Block{page.Title{Text: "总结"}, page.Gap{Rows: 1}, table.Block(s, m), page.Gap{Rows: 1},
		page.Table{Font: f, Head: f, Columns: []page.Column{{Width: 30}, {Title: "件数", Width: 60, Align: page.Left}}, Rows: [][]string{{"A类", "3件"}, {"B类", "0件"}}, Parts: [][]float64{{0, 1}, {0, 0}}}.Block(s, m),
		page.Curves{Font: f, Lines: data.YearLines{Steps: []string{"3月", "4月"}, Lines: []data.YearLine{{Name: "交办", Values: []int{4, 9}}}}}.Block(s, m),
		page.Note("注：一。\n二。", f, s, m), figure, drawn}, s, m)
	pages = append(pages, page.Layout([]page.Block{page.Title{Text: "台账", Size: 18}, page.Table{Columns: table.Columns, Font: f, Head: f, Empty: "（无）"}.Block(wide, m)}, wide, m)...)
	pages = append(pages, page.Page{Size: page.A4, Marks: []page.Mark{page.Glyphs{X: 20, Baseline: 20, Font: f, Text: "标签"}, page.Rule{X1: 10, Y1: 10, X2: 10, Y2: 30, Weight: 0.3}, page.Picture{X: 1, Y: 1, W: 5, H: 5, Data: pixels.Bytes()}}})
	return page.Document{Title: "总结", Pages: pages}
}

func render(t testing.TB, doc page.Document) map[string]string {
	t.Helper()
	file, err := docx.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return unpacked(t, file)
}

func unpacked(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(content)
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			d := xml.NewDecoder(bytes.NewReader(content))
			for {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", f.Name, err)
				}
			}
		}
	}
	return all
}

// element is a part of a document.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Nodes   []element  `xml:",any"`
}

func (e element) all(name string) (found []element) {
	for _, c := range e.Nodes {
		if c.XMLName.Local == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) words() string {
	var b strings.Builder
	for _, t := range e.all("t") {
		b.WriteString(t.Text)
	}
	return b.String()
}

func document(t testing.TB, all map[string]string) (e element) {
	t.Helper()
	if err := xml.Unmarshal([]byte(all["word/document.xml"]), &e); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestALetterHasThePageOfTheStandard(t *testing.T) {
	all := render(t, reply())
	d := document(t, all)
	page1 := d.all("pgSz")[0]
	margins := d.all("pgMar")[0]
	for _, x := range []struct{ name, got, want string }{ // GB/T 9704-2012, 5.1, 5.2.1, in twentieths of a point
		{"width", page1.attr("w"), "11906"}, {"height", page1.attr("h"), "16838"},
		{"top", margins.attr("top"), "2097"}, {"left", margins.attr("left"), "1587"}, {"right", margins.attr("right"), "1474"}, {"bottom", margins.attr("bottom"), "1984"},
		{"grid", d.all("docGrid")[0].attr("type"), "lines"}, {"rows", d.all("docGrid")[0].attr("linePitch"), "579"},
	} {
		if x.got != x.want {
			t.Errorf("%s is %s, want %s", x.name, x.got, x.want)
		}
	}
	if !strings.Contains(all["word/styles.xml"], `<w:spacing w:val="-5"/>`) || !strings.Contains(all["word/styles.xml"], `w:eastAsia="仿宋"`) {
		t.Error("the text is not 28 characters of 仿宋 a line")
	}
	if !strings.Contains(all["word/document.xml"], "titlePg") {
		t.Error("page 1 has its number")
	}
}

// What a paper says stands in it, paragraph by paragraph, in the order of reading.
func TestParagraphsAreParagraphs(t *testing.T) {
	var got []string
	styles := map[string]string{}
	for _, p := range document(t, render(t, reply())).all("p") {
		if w := p.words(); w != "" {
			got = append(got, w)
			if s := p.all("pStyle"); len(s) > 0 {
				styles[w] = s[0].attr("val")
			}
		}
	}
	want := []string{"A", "玉溪市红塔区人民政府", "红政函〔2022〕12号", "关于对玉溪市第六届人民代表大会第一次会议第12号建议的答复", "李春阳、陈𬱖代表：", "一、综合情况", "（一）进展。2022年投入1.5亿元，<问题>&已办结。", strings.Repeat("计划落实事项按期推进，", 30),
		"附件：1.任务分解表", "2.情况说明", "玉溪市红塔区人民政府", "2022年6月30日", "（联系人：王芳）", "附件1", "任务分解表", "分解如下。", "附件2", "情况说明", "说明如下。", "抄送：市人大常委会选联工委，市政府督查室。"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if styles["一、综合情况"] != "Heading1" || styles[want[3]] != "Title" {
		t.Errorf("styles %v", styles)
	}
}

func TestTablesAreTables(t *testing.T) {
	all := render(t, report(t))
	d := document(t, all)
	tables := d.all("tbl")
	if len(tables) != 4 {
		t.Fatalf("%d tables, want the table, the bars, the lines and the empty one", len(tables))
	}
	rows := tables[0].all("tr")
	if len(rows) != 4 || len(rows[0].all("tblHeader")) != 1 || rows[1].words() != "1关于道路的建议第二行" || len(rows[1].all("tc")[1].all("p")) != 2 || len(rows[2].all("tc")) != 2 {
		t.Errorf("%d rows: %q", len(rows), rows[1].words())
	}
	if len(rows[3].all("cantSplit")) != 0 || len(rows[1].all("cantSplit")) != 1 {
		t.Error("a row higher than a page cannot break, or a low one can")
	}
	if got := tables[1].words(); got != "件数A类 3件B类0件" || len(tables[1].all("drawing")) != 1 {
		t.Errorf("bars %q, %d drawn", got, len(tables[1].all("drawing")))
	}
	if got := tables[2].words(); got != "到月底累计交办3月底44月底9" {
		t.Errorf("lines %q", got)
	}
	if !strings.Contains(tables[3].words(), "（无）") {
		t.Error("the empty table does not say that it is empty")
	}
	said := d.words()
	for _, want := range []string{"注：一。", "二。", "短码 12", "标签"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is lost", want)
		}
	}
	if len(d.all("sectPr")) != 3 || all["word/media/image1.png"] == "" || all["word/media/image2.png"] == "" || len(d.all("blip")) != 2 {
		t.Errorf("%d sections, %d pictures", len(d.all("sectPr")), len(d.all("blip")))
	}
	foot := ""
	for name, content := range all {
		if strings.HasPrefix(name, "word/footer") && strings.Contains(content, "SECTIONPAGES") && strings.Contains(content, "办理台账") {
			foot = content
		}
	}
	if !strings.Contains(foot, "演示数据") {
		t.Error("the list's foot does not tell its title and that its facts are invented")
	}
}

func TestTheSamePaperGivesTheSameBytes(t *testing.T) {
	for _, doc := range []page.Document{reply(), report(t)} {
		one, err := docx.Render(doc, font.Embedded())
		two, err2 := docx.Render(doc, font.Embedded())
		if err != nil || err2 != nil || !bytes.Equal(one, two) {
			t.Errorf("%s: two files of one paper differ: %v, %v", doc.Title, err, err2)
		}
	}
}

func TestAFileTellsWhichPaperItIs(t *testing.T) {
	if got := docx.Paper(strings.NewReader(render(t, reply())["docProps/core.xml"])); got != "第12号 答复" {
		t.Errorf("it says %q", got)
	}
	if got := docx.Paper(strings.NewReader("<<")); got != "" {
		t.Errorf("a damaged part says %q", got)
	}
}

// All relations lead to a part, and each part has its kind.
func TestPartsAreAllThere(t *testing.T) {
	all := render(t, report(t))
	var rels struct {
		List []struct {
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal([]byte(all["word/_rels/document.xml.rels"]), &rels); err != nil {
		t.Fatal(err)
	}
	if len(rels.List) < 6 {
		t.Errorf("%d relations", len(rels.List))
	}
	for _, r := range rels.List {
		if all["word/"+r.Target] == "" {
			t.Errorf("%s is not there", r.Target)
		}
	}
	for name := range all {
		if strings.HasPrefix(name, "word/") && strings.HasSuffix(name, ".xml") && !strings.Contains(all["[Content_Types].xml"], `"/`+name+`"`) {
			t.Errorf("%s has no kind", name)
		}
	}
}

func TestWhatCannotBeWrittenIsTold(t *testing.T) {
	bad := page.Page{Size: page.A4, Marks: []page.Mark{page.Picture{W: 1, H: 1, Data: []byte("GIF89a")}}}
	for _, x := range []struct {
		doc  page.Document
		want string
	}{{page.Document{}, "没有可以写出的内容"}, {page.Document{Pages: []page.Page{bad}}, "不是PNG或JPEG"}} {
		if file, err := docx.Render(x.doc, font.Embedded()); err == nil || file != nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%v, %d bytes; want %q", err, len(file), x.want)
		}
	}
}

// Whatever is typed, there is a file whose parts are XML, or an error.
func FuzzLetter(f *testing.F) {
	f.Add("关于<&>的答复", "一、\n\x00\uFFFE\ttab", "", "2022年", 16.0)
	f.Add("", "", "甲\n乙\n丙", "", math.NaN())
	f.Fuzz(func(t *testing.T, title, body, signed, date string, size float64) {
		l := letter()
		l.Title, l.Body, l.Signing.Body, l.Signing.Date, l.Head = title, page.Body(body, page.BodySize), signed, date, page.LetterHead{Name: title, Number: date, Class: signed}
		l.Colophon.CopyTo, l.Signing.Attachments = []string{body, signed}, []string{title}
		l.Body = append(l.Body, page.Paragraph{Spans: []page.Span{{Text: body, Font: page.Font{Face: page.Face(date), Size: 12}}}})
		pages := append(l.Pages(font.Embedded()), page.Page{Marks: []page.Mark{page.Glyphs{X: page.MM(size), Font: page.Font{Size: size}, Text: title}, page.Rule{X1: page.MM(size), Weight: 1}}})
		file, err := docx.Render(page.Document{Title: title, Paper: body, Pages: pages}, font.Embedded())
		if err == nil {
			unpacked(t, file)
		}
	})
}
