package sheet_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jianban/data"
	"jianban/export/sheet"
)

func TestAnotherProgramReadsTheLedger(t *testing.T) {
	rows := []data.LedgerRow{
		{Book: "市六届人大一次会议", Number: "012", Title: "=1+1关于测试的建议", Proposers: "李𬱖等2人", Role: "主办", Unit: "区住建局", Handed: data.NewDate(2022, 3, 9), Class: "A"},
		{Number: "闭3", Title: strings.Repeat("长", 120), Role: "协办"},
	}
	var b bytes.Buffer
	if err := sheet.Ledger(&b, "2022年台账", rows); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.GetRows("台账")
	if err != nil || len(got) != 4 {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	for i, want := range data.LedgerColumns() {
		if got[1][i] != want.Title {
			t.Errorf("heading %d is %q, want %q", i, got[1][i], want.Title)
		}
	}
	if got[2][1] != "012" || got[2][2] != "=1+1关于测试的建议" || got[2][7] != "2022-03-09" {
		t.Errorf("row changed: %q", got[2])
	}
	if formula, _ := f.GetCellFormula("台账", "C3"); formula != "" {
		t.Errorf("a title became the formula %q", formula)
	}
	path := filepath.Join(t.TempDir(), "l.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("/usr/bin/python3", "-c", "import openpyxl,sys; ws=openpyxl.load_workbook(sys.argv[1]).worksheets[0]; print(ws.dimensions, ws['D3'].value)", path).CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "A1:O4 李𬱖等2人" {
		t.Errorf("openpyxl reads %s, %v", out, err)
	}
}
