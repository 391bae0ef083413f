package doctext_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jianban/data/doctext"
)

func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheTextOfAttachedFiles(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("国标编码的说明"))
	if err != nil {
		t.Fatal(err)
	}
	word := packed(t, map[string]string{
		"word/document.xml": `<?xml version="1.0"?><w:document xmlns:w="x"><w:p><w:r><w:t>现场</w:t></w:r><w:r><w:t xml:space="preserve">勘查</w:t></w:r></w:p><w:p><w:r><w:t>第二段&amp;完</w:t></w:r></w:p><w:instrText>PAGE</w:instrText></w:document>`,
		"word/styles.xml":   `<w:t>不是正文</w:t>`,
	})
	sheet := packed(t, map[string]string{
		"xl/sharedStrings.xml":     `<sst><si><t>单位</t></si><si><r><t>区住</t></r><r><t>建局</t></r></si></sst>`,
		"xl/worksheets/sheet1.xml": `<row><c t="inlineStr"><is><t>行内</t></is></c><c><v>17</v></c></row>`,
	})
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"说明.txt", []byte("一行\r\n\r\n二行"), "一行\n二行"},
		{"说明.TXT", []byte("\xEF\xBB\xBF有标记"), "有标记"},
		{"说明.txt", gb, "国标编码的说明"},
		{"说明.txt", []byte{0xFF, 0xFE, 0x61, 0x00, 0x2D, 0x4E}, "a中"},
		{"勘查.docx", word, "现场勘查\n第二段&完"},
		{"名单.xlsx", sheet, ""},
		{"图.png", []byte("文字"), ""},
		{"坏.docx", []byte("不是压缩文件"), ""},
		{"断.docx", word[:len(word)/2], ""},
		{"空.txt", nil, ""},
	} {
		got := doctext.Of(c.name, c.content)
		if c.name == "名单.xlsx" {
			for _, w := range []string{"单位", "区住建局", "行内"} {
				if !strings.Contains(got, w) {
					t.Errorf("%s lacks %s: %q", c.name, w, got)
				}
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// What a reader of a document sees is taken: with accepted changes, without the
// readings above characters, with the numbers that stand nowhere in the text.
func TestAWordDocumentAsItIsRead(t *testing.T) {
	item := func(level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	parts := map[string]string{
		"word/document.xml": `<w:document>` +
			`<w:p><w:r><w:ruby><w:rt><w:r><w:t>yǎn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>䶮</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>山</w:t></w:r></w:p>` +
			`<w:p><w:r><w:t>投资</w:t></w:r><w:del><w:r><w:delText>三</w:delText></w:r></w:del><w:ins><w:r><w:t>五</w:t></w:r></w:ins><w:r><w:t>亿元</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>` +
			`<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>框内</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>框内</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>` +
			item("0", "修路") + item("1", "东段") + item("1", "西段") + item("0", "亮灯") + item("1", "北段") +
			`<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>按样式编号</w:t></w:r></w:p><w:p/></w:document>`,
		"word/numbering.xml": `<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>` +
			`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`,
		"word/styles.xml": `<w:styles><w:style w:styleId="h0"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:styleId="h"><w:basedOn w:val="h0"/></w:style></w:styles>`,
	}
	w, err := doctext.OfWord(packed(t, parts))
	want := "䶮山\n投资五亿元\n前半后半\n框内\n一、修路\n一.1东段\n一.2西段\n二、亮灯\n二.1北段\n三、按样式编号"
	if err != nil || w.Text != want || !w.Revised {
		t.Errorf("%v, %v\n%s\nwant\n%s", err, w.Revised, w.Text, want)
	}
	parts["word/document.xml"] = `<w:document><w:p><w:r><w:t>没有修订</w:t></w:r></w:p></w:document>`
	if w, err := doctext.OfWord(packed(t, parts)); err != nil || w.Revised || w.Text != "没有修订" {
		t.Errorf("%+v, %v", w, err)
	}
	for _, c := range []struct {
		content []byte
		want    error
	}{
		{[]byte("不是压缩文件"), doctext.ErrDamaged},
		{packed(t, map[string]string{"xl/workbook.xml": "<x/>"}), doctext.ErrNoWord},
		{packed(t, map[string]string{"word/document.xml": "<w:p><w:t>" + strings.Repeat("零", 30<<20)}), doctext.ErrTooMuch},
	} {
		if _, err := doctext.OfWord(c.content); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
}

// A row of a table is a line with tabs; a frame of one cell is its paragraphs; what
// is no text is counted.
func TestTablesAndWhatIsNoText(t *testing.T) {
	p := func(text string) string { return `<w:p><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>` }
	row := func(cells ...string) string {
		return `<w:tr><w:tc>` + strings.Join(cells, `</w:tc><w:tc>`) + `</w:tc></w:tr>`
	}
	file := packed(t, map[string]string{
		"word/document.xml": `<w:document>` + p("　　前文") + `<w:tbl>` + row(p("项目"), p("金额"), p("")) + row(p(""), p("3.6\t亿元"), p("已")+p("到位")) +
			row(p("合计"), `<w:tbl>`+row(p("内"), p("层"))+`</w:tbl>`+p("")) + `</w:tbl>` + `<w:tbl>` + row(p("框内一")+p("框内二")) + `</w:tbl>` + p("后文") +
			`<w:p><w:drawing><pic:pic/></w:drawing><w:drawing><pic:pic/></w:drawing><w:drawing><c:chart/></w:drawing></w:p></w:document>`,
		"word/comments.xml": `<w:comments><w:comment><w:p><w:r><w:t>不是正文</w:t></w:r></w:p></w:comment></w:comments>`,
	})
	w, err := doctext.OfWord(file)
	if want := "前文\n项目\t金额\n\t3.6 亿元\t已 到位\n合计\t内  层\n框内一\n框内二\n后文"; err != nil || w.Text != want {
		t.Errorf("%v\n%q\nwant\n%q", err, w.Text, want)
	}
	broken := packed(t, map[string]string{"word/document.xml": `<w:document><w:tbl><w:tr><w:tc>` + p("没有关上") + `</w:document>`})
	if w, err := doctext.OfWord(broken); err != nil || w.Text != "没有关上" {
		t.Errorf("%v, %q of a table that is not closed", err, w.Text)
	}
	if got := strings.Join(w.Dropped, "、"); got != "图片2幅、图表1个、批注1条" {
		t.Errorf("left out: %s", got)
	}
}

// A file made to unfold without end gives what fits and ends.
func TestABombIsBounded(t *testing.T) {
	bomb := packed(t, map[string]string{"word/document.xml": "<w:p><w:t>" + strings.Repeat("零", 30<<20) + "</w:t></w:p>"})
	if len(bomb) > 1<<20 {
		t.Fatal(len(bomb))
	}
	if got := doctext.Of("大.docx", bomb); len(got) > 256<<10 {
		t.Errorf("%d bytes", len(got))
	}
	if got := doctext.Of("长.txt", bytes.Repeat([]byte("字"), 1<<20)); len(got) > 256<<10 || len(got) < 200<<10 || strings.Trim(got, "字") != "" {
		t.Errorf("%d bytes", len(got))
	}
}

func FuzzOf(f *testing.F) {
	f.Add("a.docx", packed(f, map[string]string{"word/document.xml": "<w:t>字</w:t>"}))
	f.Add("a.txt", []byte{0x81, 0x30})
	f.Fuzz(func(t *testing.T, name string, content []byte) { doctext.Of(name, content) })
}
