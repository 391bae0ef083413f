package sheet_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/export/sheet"
)

// listOf is a ledger of these rows.
func listOf(title string, rows []*data.LedgerRow) data.List {
	l := data.List{Name: "台账", Title: title, Rows: len(rows)}
	columns := data.LedgerColumns()
	for _, c := range columns {
		l.Columns = append(l.Columns, data.ListColumn{ID: c.ID, Title: c.Title, Width: c.Width, Setting: c.Setting})
	}
	l.Row = func(i int, cells []data.Value) {
		for j, c := range columns {
			if cells[j] = data.TextOf(c.Text(rows[i])); c.Of != nil {
				cells[j] = c.Of(data.Case{}, rows[i])
			}
		}
	}
	return l
}

// written is a workbook of these rows.
func written(t interface{ Fatal(...any) }, title string, rows []*data.LedgerRow) []byte {
	var b bytes.Buffer
	if err := sheet.Workbook(&b, listOf(title, rows)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read is every cell of a workbook as excelize reads it.
func read(t interface{ Fatal(...any) }, book []byte) [][]string {
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	cells, err := f.GetRows("台账")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return cells
}

func TestHeadingsStandInTheSecondRow(t *testing.T) {
	cells := read(t, written(t, "2022年台账", nil))
	if len(cells) != 2 || cells[0][0] != "2022年台账" {
		t.Fatalf("an empty ledger has the rows %q", cells)
	}
	heads := strings.Join(cells[1], " ")
	for _, want := range strings.Fields("届次 编号 标题 领衔代表 办理方式 承办单位 协办单位 交办时间 办理期限 答复时间 类别 办理态度 办理结果") {
		if !strings.Contains(heads, want) {
			t.Errorf("no column %s in %s", want, heads)
		}
	}
}

// What a spreadsheet would take for a number, a day or a formula stays the
// text it was.
func TestTextStaysText(t *testing.T) {
	texts := []string{"012", "00000000000000000007", "1e5", "3-4", "2022/3/9", "=1+1", "+86", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0", "TRUE", "100%", "<b>&amp;", "李𬱖", "两\n行"}
	var rows []*data.LedgerRow
	for _, s := range texts {
		rows = append(rows, &data.LedgerRow{Number: s, Title: s, Handed: data.NewDate(2022, 3, 9)})
	}
	book := written(t, "台账", rows)
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, want := range texts {
		for _, column := range []string{"B", "C"} {
			cell := column + strconv.Itoa(i+3)
			got, err := f.GetCellValue("台账", cell)
			if err != nil || got != want {
				t.Errorf("%s is %q, want %q; %v", cell, got, want, err)
			}
			kind, err := f.GetCellType("台账", cell)
			if err != nil || kind != excelize.CellTypeInlineString {
				t.Errorf("%s (%q) is of type %v, %v", cell, want, kind, err)
			}
			if formula, err := f.GetCellFormula("台账", cell); err != nil || formula != "" {
				t.Errorf("%s is the formula %q, %v", cell, formula, err)
			}
		}
	}
	if day, err := f.GetCellValue("台账", "H3"); err != nil || day != "2022-03-09" {
		t.Errorf("the day is %q, %v", day, err)
	}
}

// No character is lost: random texts come back as they were, but for what XML
// cannot hold.
func TestCellsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("建议𬱖䶮=+-@'\"<>&_041，。 —\n\t12.%😀")), 0, 60, -1)
		var rows []*data.LedgerRow
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			rows = append(rows, &data.LedgerRow{Number: "1", Title: text.Draw(t, "title"), Unit: text.Draw(t, "unit"), Stage: "办结"})
		}
		for i, got := range read(t, written(t, "台账", rows))[2:] {
			if got[2] != rows[i].Title || got[5] != rows[i].Unit {
				t.Fatalf("%q and %q came back as %q", rows[i].Title, rows[i].Unit, got)
			}
		}
	})
}

// look prints what openpyxl, the reader most others resemble, sees.
const look = `
import openpyxl, sys
ws = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
print(ws.dimensions, ws['B3'].value, ws['B3'].data_type, ws['D3'].value, ws['C3'].value, ws['C3'].data_type)
print(ws.freeze_panes, ws.auto_filter.ref, ws.print_title_rows, ws.page_setup.orientation, ws.page_setup.fitToWidth, ws.page_setup.fitToHeight, ws.sheet_properties.pageSetUpPr.fitToPage, ws.oddFooter.center.text)
print(ws['F3'].value, ws['H3'].value.isoformat(), ws['H3'].number_format)
print(ws.max_row, len(ws['C4'].value), [str(r) for r in ws.merged_cells.ranges])
`

func TestAnotherProgramReadsTheLedger(t *testing.T) {
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import openpyxl").Run(); err != nil {
		t.Skip("openpyxl is not installed")
	}
	book := written(t, "2022年台账", []*data.LedgerRow{
		{Book: "市六届人大一次会议", Number: "012", Title: "=1+1关于测试的建议", Proposers: "李𬱖等2人", Role: "主办", Unit: "_x4e2d_", Handed: data.NewDate(2022, 3, 9), Class: "A"},
		{Number: "闭3", Title: strings.Repeat("长", 120), Role: "协办"},
	})
	path := filepath.Join(t.TempDir(), "l.xlsx")
	if err := os.WriteFile(path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, "-c", look, path).CombinedOutput()
	want := `A1:O4 012 s 李𬱖等2人 =1+1关于测试的建议 s
A3 $A$2:$O$4 $2:$2 landscape 1 0 True 第&P页 共&N页
_x4e2d_ 2022-03-09T00:00:00 yyyy\-mm\-dd
4 120 ['A1:O1']
`
	if err != nil || string(out) != want {
		t.Errorf("openpyxl reads\n%s\nwant\n%s\n%v", out, want, err)
	}
}

func TestTooLongATextIsNamed(t *testing.T) {
	var b bytes.Buffer
	err := sheet.Workbook(&b, listOf("台账", []*data.LedgerRow{{Title: "短"}, {Title: strings.Repeat("长", 32768)}}))
	var problems data.Problems
	if !errors.As(err, &problems) || len(problems) != 1 || problems[0].Field != "标题" || problems[0].Row != 4 || b.Len() > 0 {
		t.Errorf("%v, %d bytes written", err, b.Len())
	}
}

func TestFiveThousandRows(t *testing.T) {
	rows := make([]*data.LedgerRow, 5000)
	for i := range rows {
		rows[i] = &data.LedgerRow{Book: "市六届人大一次会议", Number: strconv.Itoa(i + 1), Title: strings.Repeat("建", 120), Role: "主办", Unit: "区住建局"}
	}
	start := time.Now()
	cells := read(t, written(t, "台账", rows))
	if len(cells) != 5002 || cells[5001][1] != "5000" {
		t.Errorf("%d rows", len(cells))
	}
	t.Log(time.Since(start))
}
