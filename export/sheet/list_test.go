package sheet_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/export/sheet"
)

// grid is a list of these texts under headings A, B ….
func grid(rows ...[]string) data.List {
	l := data.List{Name: "表", Title: "标题", Rows: len(rows), Row: func(i int, cells []data.Value) {
		for j := range cells {
			cells[j] = data.TextOf(rows[i][j])
		}
	}}
	for i := range rows[0] {
		l.Columns = append(l.Columns, data.ListColumn{ID: string(rune('A' + i)), Title: string(rune('A' + i)), Width: 40, Setting: data.Prose})
	}
	return l
}

// back are the cells of a file below its headings, as import reads them.
func back(t interface {
	Fatal(...any)
	Context() context.Context
}, content []byte, name string, heads int) (rows [][]string) {
	f, err := sheet.ReadFrom(t.Context(), bytes.NewReader(content), int64(len(content)), name)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range f.Sheets[0].Rows {
		if r.At <= heads {
			continue
		}
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
		rows = append(rows, cells)
	}
	return rows
}

// What looks like a formula, an escape of the format or quoting is, in both kinds
// of files, the text that it was.
func TestTextsComeBackFromBothKindsOfFiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[=+@'"，＝\-]?[建议_x0041"',;=\n]{0,12}[建议]`)
		rows := make([][]string, rapid.IntRange(1, 4).Draw(t, "rows"))
		for i := range rows {
			rows[i] = []string{text.Draw(t, "one"), text.Draw(t, "other")}
		}
		for name, write := range map[string]func(*bytes.Buffer) error{
			"a.csv":  func(b *bytes.Buffer) error { return sheet.Text(b, grid(rows...)) },
			"a.xlsx": func(b *bytes.Buffer) error { return sheet.Workbook(b, grid(rows...)) },
		} {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			heads := 1
			if name == "a.xlsx" {
				heads = 2
			}
			got := back(t, b.Bytes(), name, heads)
			for i, r := range rows {
				for j, want := range r {
					if want = strings.TrimSpace(want); strings.TrimSpace(got[i][j]) != want {
						t.Fatalf("%s: %q came back as %q", name, want, got[i][j])
					}
				}
			}
		}
	})
}

// A spreadsheet that opens the text file finds no formula in it, whatever
// stood in the registry.
func TestTextFilesHoldNoFormulas(t *testing.T) {
	texts := []string{"=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝1+1", "'=1", "普通", "007", "a,b\"c"}
	var rows [][]string
	for _, s := range texts {
		rows = append(rows, []string{s, "x"})
	}
	l := grid(rows...)
	l.Columns = append(l.Columns, data.ListColumn{Title: "数"}, data.ListColumn{Title: "日"})
	row := l.Row
	l.Row = func(i int, cells []data.Value) {
		row(i, cells[:2])
		cells[2], cells[3] = data.CountOf(-i), data.DayOf(data.NewDate(2022, 3, 9))
	}
	var b bytes.Buffer
	if err := sheet.Text(&b, l); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "\uFEFFA,B,数,日\r\n") {
		t.Errorf("begins %q", b.String()[:20])
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range all[1:] {
		want := texts[i]
		if i < 7 {
			want = "'" + want
		}
		if r[0] != want || r[3] != "2022-03-09" {
			t.Errorf("%q stands as %q", texts[i], r)
		}
	}
	if all[2][2] != "-1" {
		t.Errorf("the number stands as %q", all[2][2])
	}
}

// Days and numbers are numbers to a spreadsheet, and a row has the height that
// its longest text needs: 32 Hanzi of 15 px in a column of 40×0.62×7 px take
// three lines, a line of its own the two after the break.
func TestDaysNumbersAndHeights(t *testing.T) {
	long := strings.Repeat("建", 32)
	l := grid([]string{"短", ""}, []string{long, ""}, []string{"一\n二\n三\n四", ""}, []string{strings.Repeat(long, 60), ""})
	row := l.Row
	l.Row = func(i int, cells []data.Value) {
		row(i, cells)
		if cells[1] = data.CountOf(3); i == 1 {
			cells[1] = data.DayOf(data.NewDate(2022, 3, 9))
		}
	}
	var b bytes.Buffer
	if err := sheet.Workbook(&b, l); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"B3": "3", "B4": "44629"} { // 44,629 days after 30 December 1899
		if got, err := f.GetCellValue("表", cell, excelize.Options{RawCellValue: true}); got != want || err != nil {
			t.Errorf("%s is %q, %v", cell, got, err)
		}
		if kind, _ := f.GetCellType("表", cell); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s is of type %v", cell, kind)
		}
	}
	if got, _ := f.GetCellValue("表", "B4"); got != "2022-03-09" {
		t.Errorf("the day shows %q", got)
	}
	for row, want := range map[int]float64{3: 20, 4: 52, 5: 68, 6: 409} {
		if got, err := f.GetRowHeight("表", row); err != nil || got != want {
			t.Errorf("row %d is %v high, want %v; %v", row, got, want, err)
		}
	}
	if width, err := f.GetColWidth("表", "A"); err != nil || width != 24.8 {
		t.Errorf("%v wide, %v", width, err)
	}
	if ref, _ := f.GetSheetDimension("表"); ref != "A1:B6" {
		t.Errorf("the sheet spans %s", ref)
	}
	if names := f.GetDefinedName(); len(names) != 2 || !strings.Contains(names[0].RefersTo+names[1].RefersTo, "'表'!$2:$2") && !strings.Contains(names[0].RefersTo+names[1].RefersTo, "表!$2:$2") {
		t.Errorf("names %+v", names)
	}
}

// rows of twenty columns, as the ledger's.
func wideList(rows int) data.List {
	texts := []string{"市六届人大一次会议", "0123", "关于推进红塔工业园区光电子产业园建设的建议", "李春阳等3人", "主办", "区工信局", "区自然资源局、区财政局", "2022-03-09", "2022-06-09", "2022-06-08", "A", "满意", "满意", "办结", "", "北城代表团", "杨文博、施晓彤", "0877-2012345", "红政函〔2022〕16号", "工业经济"}
	l := data.List{Name: "台账", Title: "台账", Rows: rows, Row: func(_ int, cells []data.Value) {
		for j, s := range texts {
			cells[j] = data.TextOf(s)
		}
	}}
	for range texts {
		l.Columns = append(l.Columns, data.ListColumn{Title: "栏目", Width: 20, Setting: data.Prose})
	}
	return l
}

func BenchmarkWorkbook1000(b *testing.B) {
	for b.Loop() {
		if err := sheet.Workbook(&bytes.Buffer{}, wideList(1000)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWorkbook68000 writes a list beside what excelize's stream writer takes
// for the same texts, without look, heights or checks, in turn.
func BenchmarkWorkbook68000(b *testing.B) {
	l := wideList(68000)
	var ours, theirs time.Duration
	for b.Loop() {
		start := time.Now()
		if err := sheet.Workbook(&bytes.Buffer{}, l); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		if err := bare(l); err != nil {
			b.Fatal(err)
		}
		ours, theirs = ours+middle.Sub(start), theirs+time.Since(middle)
	}
	b.ReportMetric(ours.Seconds()*1000/float64(b.N), "ms-list")
	b.ReportMetric(theirs.Seconds()*1000/float64(b.N), "ms-bare")
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
}

func bare(l data.List) error {
	f := excelize.NewFile()
	defer f.Close()
	sw, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	values, row := make([]data.Value, len(l.Columns)), make([]any, len(l.Columns))
	for i := range l.Rows {
		l.Row(i, values)
		for j, v := range values {
			row[j] = v.Text
		}
		if err := sw.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return f.Write(&bytes.Buffer{})
}

// Of two columns, a text of several lines that begins like a number and has commas is
// no row that a quote swallowed.
func TestLinesOfATextInTwoColumns(t *testing.T) {
	var b bytes.Buffer
	if err := sheet.Text(&b, grid([]string{"0\n建", "\n0,,建"}, []string{"1", "2,\n3,议,4"})); err != nil {
		t.Fatal(err)
	}
	got := back(t, b.Bytes(), "a.csv", 1)
	if len(got) != 2 || strings.TrimSpace(got[0][1]) != "0,,建" || got[1][1] != "2,\n3,议,4" {
		t.Errorf("came back as %q", got)
	}
}
