package doctext_test

import (
	"archive/zip"
	"bytes"
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
