package sheet_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"jianban/data"
	"jianban/data/intake"
	"jianban/export/sheet"
)

func take(t *testing.T, content []byte, name string) (*intake.File, error) {
	t.Helper()
	return sheet.ReadFrom(t.Context(), bytes.NewReader(content), int64(len(content)), name)
}

// words are the cells of a sheet, a row a line.
func words(s intake.Sheet) string {
	var b strings.Builder
	for _, r := range s.Rows {
		fmt.Fprintf(&b, "%d:", r.At)
		for _, c := range r.Cells {
			b.WriteString(strings.ReplaceAll(c.Text, "\n", "/") + "|")
		}
		b.WriteString(" ")
	}
	return strings.TrimSpace(b.String())
}

// parts makes a workbook of its parts' XML; what is not given is the usual.
func parts(t *testing.T, given map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml":        `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="http://r"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/styles" Target="styles.xml"/><Relationship Id="r3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet/>`,
		"xl/sharedStrings.xml":       `<sst/>`,
		"xl/worksheets/sheet1.xml":   `<worksheet/>`,
	}
	for name, xml := range given {
		all[name] = xml
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, xml := range all {
		if xml == "" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(xml)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Cells of every kind, as the programs that make workbooks write them.
func TestCellsOfEveryKind(t *testing.T) {
	content := parts(t, map[string]string{
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000"/><numFmt numFmtId="165" formatCode="[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="166" formatCode="&quot;第&quot;0000&quot;号&quot;"/><numFmt numFmtId="167" formatCode="[h]:mm"/><numFmt numFmtId="168" formatCode="0.00_ "/></numFmts>
			<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="57"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="30"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml": `<sst><si><t>编号</t></si><si><r><t>陈</t></r><r><t>䶮</t></r><rPh sb="0" eb="1"><t>チェン</t></rPh></si><si><t xml:space="preserve"> 两行_x000D_
标题 </t></si></sst>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>
			<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>关于&#x2F00;的</t></is></c></row>
			<row r="3"><c r="A3" s="1"><v>44629</v></c><c r="B3" s="2"><v>44629</v></c><c r="C3" s="3"><v>44629.000497685</v></c><c r="D3" s="5"><v>44560</v></c><c r="E3" s="9"><v>44629</v></c><c r="F3" t="d"><v>2022-03-09T14:30:00</v></c><c r="G3" s="3"><v>45446.6666666667</v></c></row>
			<row><c s="4"><v>7</v></c><c s="6"><v>19</v></c><c><v>143059</v></c><c s="7"><v>0.5</v></c><c s="8"><v>12.5</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c><f>A1</f></c><c t="str"><f>A1</f><v>甲</v></c></row>
			<row r="9"><c r="A9" s="1"/><c r="B9" t="s"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells></worksheet>`,
	})
	f, err := take(t, content, "a.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	want := "2:编号||陈䶮|关于⼀的| 3:2022-03-09|2022-03-09|2022-03-09|2021-12-30|2022-03-09|2022-03-09|2024-06-03| 4:007|第0019号|143059|0.5|12.5|是|#N/A|（公式没有算出结果）|甲| 9:|两行/标题|"
	if got := words(f.Sheets[0]); got != want {
		t.Errorf("read as\n%s, want\n%s", got, want)
	}
	kinds := ""
	for _, r := range f.Sheets[0].Rows[1:3] {
		for _, c := range r.Cells {
			kinds += fmt.Sprint(c.Kind)
		}
	}
	if kinds != "3333334"+"222221551"+"" { // days and one of an evening; numbers, words and faults
		t.Errorf("kinds %s", kinds)
	}
	if len(f.Sheets[0].Merged) != 1 || f.Sheets[0].Merged[0] != (intake.Range{Top: 2, Left: 0, Bottom: 3, Right: 1}) {
		t.Errorf("merged %v", f.Sheets[0].Merged)
	}
}

// Workbooks of excelize, prefixed names, years from 1904, hidden sheets.
func TestWorkbooksOfOtherMakers(t *testing.T) {
	f := excelize.NewFile()
	if _, err := f.NewSheet("隐藏"); err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{"A1": "编号", "B1": "标题", "A2": "007", "B2": "一\n二"} {
		if err := errors.Join(f.SetCellValue("Sheet1", cell, v), f.SetCellValue("隐藏", cell, v)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetSheetVisible("隐藏", false); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got, err := take(t, b.Bytes(), "b.xlsx")
	if err != nil || len(got.Sheets) != 2 || words(got.Sheets[0]) != "1:编号|标题| 2:007|一/二|" || got.Sheets[0].Hidden || !got.Sheets[1].Hidden {
		t.Errorf("%+v, %v", got, err)
	}
	prefixed := parts(t, map[string]string{
		"xl/workbook.xml":          `<x:workbook xmlns:x="http://x" xmlns:r="http://r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="台账" sheetId="1" r:id="r1"/></x:sheets></x:workbook>`,
		"xl/styles.xml":            `<x:styleSheet><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/></x:cellXfs></x:styleSheet>`,
		"xl/worksheets/sheet1.xml": `<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1" s="1"><x:v>43167</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
	})
	if got, err := take(t, prefixed, "c.xlsx"); err != nil || words(got.Sheets[0]) != "1:2022-03-09|" {
		t.Errorf("%+v, %v", got, err)
	}
}

// A row is struck through where every cell of it is.
func TestRowsThatAreStruckThrough(t *testing.T) {
	file := parts(t, map[string]string{
		"xl/workbook.xml": `<workbook xmlns:r="http://r"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/styles.xml":   `<styleSheet><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>1</v></c><c r="C1" s="1"><v>2</v></c></row><row r="2"><c r="A2" s="1"><v>1</v></c><c r="B2"><v>2</v></c></row>` +
			`<row r="3"><c r="A3" s="2"><v>1</v></c></row><row r="4"><c r="A4" s="1"><v>1</v></c></row></sheetData></worksheet>`,
	})
	if got, err := take(t, file, "a.xlsx"); err != nil || !slices.Equal(got.Sheets[0].Struck, []int{1, 4}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// Text files: encodings, separators, quotes, rows numbered as Excel does.
func TestTextFiles(t *testing.T) {
	gb := func(s string) []byte {
		b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	wide := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune("编号\t标题\r\n007\t路\r\n")) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	plain := "1:编号|标题| 2:007|路|"
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"UTF-8":                 {[]byte("编号,标题\n007,路\n"), plain},
		"UTF-8 with its mark":   {[]byte("\xEF\xBB\xBF编号,标题\r\n007,路"), plain},
		"GB18030":               {gb("编号,标题\r\n007,路\r\n"), plain},
		"GB18030, rare":         {gb("编号;标题\r\n007;陈䶮\r\n"), "1:编号|标题| 2:007|陈䶮|"},
		"UTF-16 with tabs":      {wide, plain},
		"semicolons":            {[]byte("编号;标题\n007;路,桥"), "1:编号|标题| 2:007|路,桥|"},
		"named separator":       {[]byte("sep=;\n编号;标题\n007;路"), "2:编号|标题| 3:007|路|"},
		"lines in quotes":       {[]byte("编号,标题\n007,\"一\r\n\"\"二\"\"\"\n\n8,桥"), "1:编号|标题| 2:007|一/\"二\"| 4:8|桥|"},
		"a quote never closed":  {[]byte("编号,标题\n007,\"路\n8,桥"), "1:编号|标题| 2:007|\"路| 3:8|桥|"},
		"text kept from Excel":  {[]byte("编号,标题\n=\"007\",'路\n"), plain},
		"blank columns at ends": {[]byte(",编号,标题,,\n,007,路,,\n,,,,\n"), "1:|编号|标题| 2:|007|路|"},
		"old line ends":         {[]byte("编号,标题\r007,路\r"), plain},
	} {
		f, err := take(t, c.content, "a.csv")
		if err != nil || words(f.Sheets[0]) != c.want {
			t.Errorf("%s: %v, %v; want %s", name, f, err, c.want)
		}
	}
}

// Quotes that are never closed, or stand within a value undoubled, swallow no
// row: the rows where they stand are told.
func TestQuotesThatAreNotAsTheyShouldBe(t *testing.T) {
	const heads = "编号,标题,领衔,交办\n"
	for name, c := range map[string]struct{ rows, want, odd string }{
		"a lone one, the next in a later row":      {"1,\"路,李明,3月\n2,\"桥\",孙七,3月\n3,灯,周八,3月", "2:1|\"路|李明|3月| 3:2|桥|孙七|3月| 4:3|灯|周八|3月|", "第2行"},
		"a lone one, the next closes in a later":   {"1,\"路,李明,3月\n2,桥\",孙七,3月\n3,灯,周八,3月", "2:1|\"路|李明|3月| 3:2|桥\"|孙七|3月| 4:3|灯|周八|3月|", "第2行、第3行"},
		"a lone one, a later row quotes a list":    {"1,\"路,李明,3月\n2,桥,\"孙七,周八\",3月", "2:1|\"路|李明|3月| 3:2|桥|孙七,周八|3月|", "第2行"},
		"a lone one over rows of other widths":     {"1,\"路,李明\n2,桥\",孙七,3月\n3,灯,周八,3月", "2:1|\"路|李明| 3:2|桥\"|孙七|3月| 4:3|灯|周八|3月|", "第2行、第3行"},
		"a lone one in each row":                   {"1,\"路,李明,3月\n2,\"桥,孙七,3月\n3,\"灯,周八,3月", "2:1|\"路|李明|3月| 3:2|\"桥|孙七|3月| 4:3|\"灯|周八|3月|", "第2行、第3行、第4行"},
		"two lone ones in a row":                   {"1,\"路,李明,\"3月\"\n2,桥,孙七,3月", "2:1|\"路|李明|3月| 3:2|桥|孙七|3月|", "第2行"},
		"within a value, undoubled":                {"1,\"关于\"一老一小\"的建议\",李明,3月\n2,桥,孙七,3月", "2:1|关于\"一老一小\"的建议|李明|3月| 3:2|桥|孙七|3月|", "第2行"},
		"within a value, undoubled, at its end":    {"1,\"关于\"一老一小\"\",李明,3月\n2,桥,\"孙七\",3月", "2:1|关于\"一老一小\"|李明|3月| 3:2|桥|孙七|3月|", "第2行"},
		"within a bare value":                      {"1,关于\"一老一小\"的建议,李明,3月\n2,桥,孙七,3月", "2:1|关于\"一老一小\"的建议|李明|3月| 3:2|桥|孙七|3月|", ""},
		"one within a bare value":                  {"1,24\"屏,李明,3月\n2,\"桥\",孙七,3月", "2:1|24\"屏|李明|3月| 3:2|桥|孙七|3月|", "第2行"},
		"a value of several lines":                 {"1,\"路\n桥,灯\n树\",李明,3月\n2,桥,孙七,3月", "2:1|路/桥,灯/树|李明|3月| 3:2|桥|孙七|3月|", ""},
		"a value of several lines, undoubled ones": {"1,\"路\"长\"远\n桥\",李明,3月\n2,桥,孙七,3月", "2:1|路\"长\"远/桥|李明|3月| 3:2|桥|孙七|3月|", "第2行"},
		"several such values in a row":             {"\"1\",\"路\n桥\",\"李明\n孙七\",\"3月\"\r\n2,桥,孙七,3月", "2:1|路/桥|李明/孙七|3月| 3:2|桥|孙七|3月|", ""},
		"old line ends":                            {"1,\"路,李明,3月\r2,\"桥\",孙七,3月", "2:1|\"路|李明|3月| 3:2|桥|孙七|3月|", "第2行"},
	} {
		text := heads + c.rows
		if name == "old line ends" {
			text = strings.ReplaceAll(text, "\n", "\r")
		}
		f, err := take(t, []byte(text), "a.csv")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		odd, _, _ := strings.Cut(strings.Join(f.Notes, "；"), "的引号")
		if got := strings.TrimPrefix(words(f.Sheets[0]), "1:编号|标题|领衔|交办| "); got != c.want || odd != c.odd {
			t.Errorf("%s:\n%s, odd %s; want\n%s, odd %s", name, got, odd, c.want, c.odd)
		}
	}
}

// Where no row begins with a number, rows that are whole by themselves tell.
func TestAQuoteNeverClosedWhereTitlesComeFirst(t *testing.T) {
	f, err := take(t, []byte("标题,编号,领衔,交办\n路,\"1,李明,3月\n桥,2\",孙七,3月"), "a.csv")
	if err != nil || words(f.Sheets[0]) != "1:标题|编号|领衔|交办| 2:路|\"1|李明|3月| 3:桥|2\"|孙七|3月|" {
		t.Error(words(f.Sheets[0]), err)
	}
}

// What is no ledger's file is told in a sentence that says what it is and what
// to do.
func TestOtherFilesAreTold(t *testing.T) {
	ole := func(stream string) []byte {
		b := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 1000)...)
		for _, u := range utf16.Encode([]rune(stream)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return append(b, make([]byte, 500)...)
	}
	zipped := func(names ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, n := range names {
			if _, err := z.Create(n); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	whole := parts(t, map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + strings.Repeat(`<row><c t="inlineStr"><is><t>关于</t></is></c></row>`, 2000) + "</sheetData></worksheet>"})
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"空.xlsx": {nil, "空文件"}, "旧.xls": {ole("Workbook"), "另存为 .xlsx"}, "旧.et": {ole("Workbook"), "旧格式"}, "密.xlsx": {ole("EncryptedPackage"), "密码"}, "文.wps": {ole("WordDocument"), "文字文档"}, "旧.bin": {ole("Anything"), "旧格式"},
		"网.xls": {[]byte("\r\n<HTML xmlns:x=\"urn\"><body><table>"), "网页"}, "网2.xls": {[]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related"), "网页"}, "表.xls": {[]byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), "旧的 XML"},
		"文.xlsx": {zipped("[Content_Types].xml", "word/document.xml"), "docx"}, "表.ods": {zipped("mimetype", "content.xml"), "OpenDocument"}, "包.zip": {zipped("a.txt"), "压缩包"}, "文.xlsb": {zipped("xl/workbook.bin"), "xlsb"}, "版.ofd": {zipped("OFD.xml"), "OFD"}, "演.pptx": {zipped("ppt/presentation.xml"), "演示文稿"},
		"缺.xlsx": {zipped("[Content_Types].xml", "xl/styles.xml"), "损坏"}, "断.xlsx": {whole[:len(whole)/2], "损坏"}, "垃圾.xlsx": {[]byte("PK\x03\x04junk"), "损坏"}, "乱.xlsx": {[]byte("\x00\x01\x02\xff\xfe\x9c"), "认不出来"},
		"文.pdf": {[]byte("%PDF-1.7"), "PDF"}, "库.db": {[]byte("SQLite format 3\x00...."), "登记库"}, "图.png": {[]byte("\x89PNG\r\n"), "图片"}, "空白.csv": {[]byte("\n\n , \n"), "没有内容"},
		"断行.xlsx": {parts(t, map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r=\"1\">"}), "损坏"}, "倒.xlsx": {parts(t, map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><row r="5"/><row r="3"/></worksheet>`}), "损坏"},
	} {
		f, err := take(t, c.content, name)
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "文件：“"+name+"”") {
			t.Errorf("%s: %v, %v; want %s", name, f, err, c.says)
		}
	}
	if _, err := sheet.Read(t.Context(), filepath.Join(t.TempDir(), "没有.xlsx")); err == nil || !strings.Contains(err.Error(), "找不到") {
		t.Error(err)
	}
	if _, err := sheet.Read(t.Context(), t.TempDir()); err == nil || !strings.Contains(err.Error(), "不是文件") {
		t.Error(err)
	}
}

// A file that would unpack to more than a machine holds is refused, and soon.
func TestFilesThatWouldFillTheMachine(t *testing.T) {
	far := func(n int, row string) string {
		return "<worksheet><sheetData>" + strings.Repeat(row, n) + "</sheetData></worksheet>"
	}
	apart := func(n int) string { // two cells a row, all columns between them
		var b strings.Builder
		for i := 1; i <= n; i++ {
			fmt.Fprintf(&b, `<row><c r="A%d"><v>1</v></c><c r="SQ%d"><v>1</v></c></row>`, i, i)
		}
		return far(1, b.String())
	}
	for name, c := range map[string]struct{ xml, says string }{
		"columns": {far(1, `<row><c r="XFD1"><v>1</v></c></row>`), "列"},
		"blanks":  {far(9000, `<row><c/><c/></row>`) + strings.Repeat(" ", 10), ""},
		"cells":   {apart(8200), "万个单元格"},
		"widths":  {strings.Repeat("<worksheet>", 1) + strings.Repeat(`<row><c/></row>`, 10) + far(1, `<row>`+strings.Repeat(`<c><v>1</v></c>`, 600)+`</row>`) + "</worksheet>", "列"},
		"one":     {far(1, `<row><c t="inlineStr"><is><t>`+strings.Repeat("很长", 1<<20)+`</t></is></c></row>`), "太长"},
	} {
		_, err := take(t, parts(t, map[string]string{"xl/worksheets/sheet1.xml": c.xml}), "大.xlsx")
		if c.says == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %s", name, err, c.says)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	content := parts(t, nil)
	if _, err := sheet.ReadFrom(ctx, bytes.NewReader(content), int64(len(content)), "a.xlsx"); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading: %v", err)
	}
}

// A ledger that this program wrote reads back cell by cell.
func TestOwnLedgerReadsBack(t *testing.T) {
	var b bytes.Buffer
	rows := []*data.LedgerRow{{Number: "007", Title: "关于修路的建议", Proposers: "李明等3人"}, {Number: "闭3", Title: "=1+1", Proposers: "孙七"}}
	if err := sheet.Workbook(&b, listOf("台账", rows)); err != nil {
		t.Fatal(err)
	}
	f, err := take(t, b.Bytes(), "台账.xlsx")
	if err != nil || len(f.Sheets) != 1 || len(f.Sheets[0].Rows) != len(rows)+2 {
		t.Fatalf("%+v, %v", f, err)
	}
	for i, r := range rows {
		if got := f.Sheets[0].Rows[i+2]; got.Cells[1].Text != r.Number || got.Cells[2].Text != r.Title {
			t.Errorf("row %d reads %+v", i, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	t := &testing.T{}
	f.Add(parts(t, map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><row r="1"><c r="A1" t="s"><v>0</v></c></row><mergeCell ref="A1:B2"/></worksheet>`, "xl/sharedStrings.xml": `<sst><si><t>甲</t></si></sst>`}))
	f.Add([]byte("编号,标题\n007,\"路\n桥\""))
	f.Add([]byte("\xFF\xFE1\x00\t\x00"))
	f.Add([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		file, err := sheet.ReadFrom(t.Context(), bytes.NewReader(content), int64(len(content)), "f")
		if (file == nil) == (err == nil) {
			t.Fatalf("%v, %v", file, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "文件：") {
			t.Errorf("no sentence for a person: %v", err)
		}
	})
}

// FuzzCells reads sheets whose XML is any text.
func FuzzCells(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="2"><c r="A2" s="1"><v>44629</v></c><c t="inlineStr"><is><t>甲</t></is></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, xml string) {
		file, err := take(t, parts(t, map[string]string{"xl/worksheets/sheet1.xml": xml + " "}), "f.xlsx")
		if err != nil {
			return
		}
		last := 0
		for _, r := range file.Sheets[0].Rows {
			if r.At <= last || len(r.Cells) == 0 {
				t.Errorf("row %d after %d, %d cells", r.At, last, len(r.Cells))
			}
			last = r.At
		}
	})
}
