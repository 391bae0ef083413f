package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
)

// The letters stay the cases they were written for.
func TestCases(t *testing.T) {
	all, err := papers(font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]page.Page{}
	for _, p := range all {
		pages[p.name] = p.doc.Pages
	}
	for name, want := range map[string]int{
		"01-short": 1, "02-two-pages": 2, "03-full-page": 1, "04-signature-alone": 2, "05-long-title": 2, "06-many-proposers": 2, "07-levels": 2,
		"08-run-in": 2, "09-latin-figures": 2, "10-table-attachments": 5, "11-file": 4, "12-joint": 2, "13-long-issuer": 1, "20-reply": 1, "21-draft": 1, "26-empty": 1,
	} {
		if got := len(pages[name]); got != want {
			t.Errorf("%s: %d pages, want %d", name, got, want)
		}
	}
	// The full page's last line of text stands less than a row above its copies;
	// one more paragraph and the signature goes over, two lines of text with it.
	if free := between(pages["03-full-page"][0], "2022年6月13日", "抄送："); free > 1.5*page.RowPitch {
		t.Errorf("%.1f mm free above the full page's copies", free)
	}
	over := pages["04-signature-alone"][1]
	rows := map[page.MM]bool{}
	for _, k := range over.Marks {
		if g, ok := k.(page.Glyphs); ok && g.Baseline < baselineOf(over, "2022年6月14日")-2*page.RowPitch {
			rows[g.Baseline] = true
		}
	}
	if len(rows) != 2 {
		t.Errorf("%d lines of text with the signature that went over, want 2", len(rows))
	}
	title := 0
	for _, k := range pages["05-long-title"][0].Marks {
		if g, ok := k.(page.Glyphs); ok && g.Font.Size == page.TitleSize {
			title += len([]rune(g.Text))
		}
	}
	if title < 110 || title > 120 {
		t.Errorf("the long title has %d characters, want 110 to 120", title)
	}
}

func baselineOf(p page.Page, text string) page.MM {
	for _, k := range p.Marks {
		if g, ok := k.(page.Glyphs); ok && strings.Contains(g.Text, text) {
			return g.Baseline
		}
	}
	return 0
}

func between(p page.Page, above, below string) page.MM {
	return baselineOf(p, below) - baselineOf(p, above)
}

// The sheet holds every page of every paper, whole.
func TestSheet(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "proof")
	if err := write(folder); err != nil {
		t.Fatal(err)
	}
	all, err := papers(font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, p := range all {
		want += len(p.doc.Pages)
		if _, err := os.Stat(filepath.Join(folder, p.name+".pdf")); err != nil {
			t.Error(err)
		}
	}
	got := strings.Count(string(outside(t, "mupdf-tools", "mutool", "pages", filepath.Join(folder, "proof.pdf"))), "<page ")
	if got != want {
		t.Errorf("%d pages in the sheet, want %d", got, want)
	}
}

func TestLetterRefuses(t *testing.T) {
	for text, want := range map[string]string{"机关：甲": "empty line", "机关甲\n\n甲": "no colon", "机关：甲\n日期：今天\n\n甲": "日期", "机关：甲\n日期：2022年6月8日\n\n甲": "文号"} {
		if _, err := letter(text, data.RulePack{}, font.Embedded()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
