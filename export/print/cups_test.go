//go:build !windows

package print

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
)

func TestPrintersOfCUPS(t *testing.T) {
	got := parsePrinters("办公室\nHP_2\n", "system default destination: HP_2\n")
	if !slices.Equal(got, []Printer{{"办公室", false}, {"HP_2", true}}) {
		t.Errorf("%v", got)
	}
	if got := parsePrinters("", "no system default destination\n"); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// fakeCUPS puts programs into the path that write down how they were called.
func fakeCUPS(t *testing.T, printers, lp string) (called func() string) {
	dir := t.TempDir()
	log := filepath.Join(dir, "called")
	for name, script := range map[string]string{
		"lpstat": "case $1 in -e) printf '" + printers + "';; -d) echo 'system default destination: first';; esac",
		"lp":     "printf '%s\\n' \"$@\" >'" + log + "'; for f; do :; done; head -c 5 \"$f\" >>'" + log + "'; " + lp,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	return func() string {
		b, err := os.ReadFile(log)
		if err != nil {
			return ""
		}
		return string(b)
	}
}

func TestPrintByCUPS(t *testing.T) {
	called := fakeCUPS(t, "first\\nsecond\\n", "")
	job := Job{Copies: 3, Duplex: LongEdge, Pages: "1-2"}
	var told [2]int
	if err := Print(context.Background(), []page.Document{letter()}, font.Embedded(), job, func(done, total int) { told = [2]int{done, total} }); err != nil {
		t.Fatal(err)
	}
	got := called()
	for _, want := range []string{"-d\nfirst\n", "-n\n3\n", "-t\n答复\n", "sides=two-sided-long-edge", "media=A4", "print-scaling=none", "\n%PDF-"} {
		if !strings.Contains(got, want) {
			t.Errorf("lp was called without %q:\n%s", want, got)
		}
	}
	if told != [2]int{2, 2} {
		t.Errorf("told %v pages", told)
	}
	for way, want := range map[Duplex]string{OneSided: "sides=one-sided", ShortEdge: "sides=two-sided-short-edge"} {
		if args := lpArguments(Job{Copies: 1, Duplex: way}, letter(), "x.pdf"); !slices.Contains(args, want) {
			t.Errorf("%s: %v", way, args)
		}
	}
}

func TestPrintersThatAreNotThere(t *testing.T) {
	print := func(name string) string {
		err := Print(context.Background(), []page.Document{letter()}, font.Embedded(), Job{Printer: name, Copies: 1, Duplex: OneSided}, nil)
		if err == nil {
			return ""
		}
		return err.Error()
	}
	called := fakeCUPS(t, "first\\nsecond\\n", "")
	if says := print("third"); !strings.Contains(says, "没有“third”") || !strings.Contains(says, "first、second") {
		t.Errorf("%q", says)
	}
	fakeCUPS(t, "", "")
	if says := print(""); says != NoPrinter.Error() {
		t.Errorf("%q", says)
	}
	if called() != "" {
		t.Error("lp was called")
	}
	fakeCUPS(t, "first\\n", "echo 'lp: Unsupported document' >&2; exit 1")
	if says := print("first"); !strings.Contains(says, "Unsupported document") || !strings.Contains(says, "存为 PDF") {
		t.Errorf("%q", says)
	}
	t.Setenv("PATH", t.TempDir())
	if says := print(""); !strings.Contains(says, "没有安装打印服务") {
		t.Errorf("%q", says)
	}
}

// Nothing reaches the printer once the work was cancelled, or where a character
// has no font.
func TestNothingHalfPrinted(t *testing.T) {
	called := fakeCUPS(t, "first\\n", "")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Print(ctx, []page.Document{letter()}, font.Embedded(), Job{Copies: 1, Duplex: OneSided}, nil); err == nil {
		t.Error("printed after the cancel")
	}
	odd := page.Document{Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{page.Glyphs{Font: page.Font{Face: page.Hei, Size: 16}, Text: "\U0010FFFD"}}}}}
	if err := Print(context.Background(), []page.Document{odd}, font.Embedded(), Job{Copies: 1, Duplex: OneSided}, nil); err == nil || !strings.Contains(err.Error(), "没有字体") {
		t.Errorf("%v", err)
	}
	if called() != "" {
		t.Error("lp was called")
	}
}
