// Package print sends pages to a printer: on Windows it draws them into the
// printer's device context, elsewhere it hands a PDF to CUPS by lp. Either way
// a millimetre of the page is a millimetre on paper, counted from the sheet's
// corner.
//
// Start with Printers, then Print. Papers for the office's own pre-printed
// letter paper go through Preprinted before.
//
// Print lays nothing out and writes no file that stays. What a person can mend
// (no printer, a page that is not there, a character no font has) is a
// data.Problem; nothing has been printed then. Calls last as long as the
// system's spooler takes and are made off the UI goroutine.
package print

import (
	"context"
	"fmt"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// Printer is one that the system offers.
type Printer struct {
	Name    string // as the system knows it
	Default bool   // the system's own choice
}

// Duplex tells which sides of the paper are printed on.
type Duplex string

// The ways of using the two sides, as the command line names them.
const (
	OneSided  Duplex = "none"
	LongEdge  Duplex = "long"  // pages turn as in a book
	ShortEdge Duplex = "short" // pages turn as on a notepad
)

// Job tells how papers are printed.
type Job struct {
	Printer string // name; "" takes the system's default
	Copies  int    // of every paper, sorted; 1 to MaxCopies
	Pages   string // of every paper, such as 1-3,5; "" for all
	Duplex  Duplex
	Title   string // in the printer's queue; "" takes the first paper's
}

// MaxCopies guards against a slip of the finger.
const MaxCopies = 200

// Progress is told how many pages of how many were handed over.
type Progress func(done, total int)

// Printers lists the system's printers in its order. None is an empty list.
func Printers(ctx context.Context) ([]Printer, error) { return systemPrinters(ctx) }

// Print prints papers as one job, each beginning on a sheet of its own. When
// the context ends before all was handed over, the job is withdrawn. Tell may
// be nil; it is called on the calling goroutine.
func Print(ctx context.Context, papers []page.Document, fonts *font.Set, job Job, tell Progress) error {
	if err := job.Validate().Err(); err != nil {
		return err
	}
	doc, err := compose(papers, job)
	if err != nil {
		return err
	}
	if err := pdf.Check(doc, fonts); err != nil {
		return err
	}
	if job.Printer, err = choosePrinter(ctx, job.Printer); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if tell == nil {
		tell = func(int, int) {}
	}
	return systemPrint(ctx, doc, fonts, job, tell)
}

// Validate names what no printer can do.
func (j Job) Validate() data.Problems {
	var ps data.Problems
	if j.Copies < 1 || j.Copies > MaxCopies {
		ps = append(ps, data.Problem{Field: "份数", Message: fmt.Sprintf("不能是%d", j.Copies), Hint: fmt.Sprintf("请填写1到%d", MaxCopies)})
	}
	if _, wrong := parsePages(j.Pages); wrong != "" {
		ps = append(ps, unclearPages(wrong))
	}
	switch j.Duplex {
	case OneSided, LongEdge, ShortEdge:
	default:
		ps = append(ps, data.Problem{Field: "双面", Message: "没有“" + string(j.Duplex) + "”这种方式", Hint: "可用：none（单面）、long（长边翻转）、short（短边翻转）"})
	}
	return ps
}

// NoPrinter is what a person is told where the system has no printer.
var NoPrinter = data.Problem{Field: "打印机", Message: "这台电脑没有可用的打印机", Hint: "请先在系统里添加打印机，或存为 PDF"}

// choosePrinter finds the printer wanted, or for "" the default one, or the
// only one.
func choosePrinter(ctx context.Context, want string) (string, error) {
	all, err := Printers(ctx)
	if err != nil {
		return "", err
	}
	if len(all) == 0 {
		return "", NoPrinter
	}
	names := ""
	for i, p := range all {
		if p.Name == want || want == "" && (p.Default || len(all) == 1) {
			return p.Name, nil
		}
		if i > 0 {
			names += "、"
		}
		names += p.Name
	}
	if want == "" {
		return "", data.Problem{Field: "打印机", Message: "系统没有默认打印机", Hint: "请选定一台：" + names}
	}
	return "", data.Problem{Field: "打印机", Message: "没有“" + want + "”", Hint: "现有：" + names}
}
