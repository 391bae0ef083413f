package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"jianban/export/batch"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/paperwork"
)

func printFlags(f *pflag.FlagSet) {
	wholeFlag(f, "year", 0)
	f.String("book", "", "")
	f.StringArray("number", nil, "")
	choiceFlags(f)
	f.String("printer", "", "")
	wholeFlag(f, "copies", 1)
	f.String("pages", "", "")
	f.String("duplex", string(print.OneSided), "")
	f.Bool("preprinted", false, "")
	f.String("reason", "", "")
}

// printedKinds are the kinds that can be printed.
func printedKinds() []string {
	return slices.DeleteFunc(paperwork.KindNames(), func(name string) bool {
		k, _ := paperwork.KindOf(name)
		return !k.Printed()
	})
}

// runPrint prints the letters of a year, or those chosen by number, as one job.
func runPrint(c *call) error {
	kind, ok := paperwork.KindOf(c.flags.Arg(0))
	if !ok || c.flags.NArg() != 1 || !kind.Printed() {
		return wrongUsage("print 后面要有一个种类：%s", strings.Join(printedKinds(), "、"))
	}
	if err := c.choicesFit(kind); err != nil {
		return err
	}
	if !c.reasonFits(kind) {
		return wrongUsage(reasonUsage)
	}
	copies, err := c.number("copies")
	if err != nil {
		return err
	}
	job := print.Job{Printer: c.str("printer"), Copies: copies, Pages: c.str("pages"), Duplex: print.Duplex(c.str("duplex"))}
	if err := job.Validate().Err(); err != nil {
		return err
	}
	ask, err := c.ask()
	if err != nil {
		return err
	}
	if err := c.giveReason(ask); err != nil {
		return err
	}
	return c.making(func(desk *paperwork.Desk) error {
		if !kind.Letters {
			doc, err := desk.Lay(c.ctx, kind, ask)
			if err != nil {
				return err
			}
			for _, told := range doc.Told {
				say(c.errs, "注意："+told)
			}
			return c.printDocuments(desk, []page.Document{doc}, job)
		}
		letters, err := desk.Letters(c.ctx, kind, ask, c.choices(), "打印")
		if err != nil {
			return err
		}
		if len(letters.Papers) > 1 {
			job.Title = letters.Title
		}
		return c.printLetters(desk, letters, job)
	})
}

// printLetters lays the letters out and prints them; where one cannot be laid
// out none is printed.
func (c *call) printLetters(desk *paperwork.Desk, letters paperwork.Letters, job print.Job) error {
	var docs []page.Document
	for _, p := range letters.Papers {
		doc, err := p.Document()
		if err != nil {
			return err
		}
		if c.yes("preprinted") {
			doc = print.Preprinted(doc, print.Shift{X: page.MM(letters.Settings.PreprintX), Y: page.MM(letters.Settings.PreprintY)})
		}
		docs = append(docs, doc)
	}
	for _, told := range batch.Told(letters.Papers, batch.ToldOf(docs)) {
		say(c.errs, "注意："+told)
	}
	if err := c.printDocuments(desk, docs, job); err != nil {
		return err
	}
	c.record(desk, letters.Papers)
	return nil
}

// printDocuments prints papers as one job.
func (c *call) printDocuments(desk *paperwork.Desk, docs []page.Document, job print.Job) error {
	if err := print.Print(c.ctx, docs, desk.Fonts, job, nil); err != nil {
		return err
	}
	say(c.out, fmt.Sprintf("已送到打印机：%d件，各%d份", len(docs), job.Copies))
	return nil
}
