package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export/batch"
	"jianban/export/page"
	"jianban/export/print"
)

func printFlags(f *pflag.FlagSet) {
	f.Int("year", 0, "")
	f.String("book", "", "")
	f.StringArray("number", nil, "")
	f.Bool("drafts", false, "")
	f.String("printer", "", "")
	f.Int("copies", 1, "")
	f.String("pages", "", "")
	f.String("duplex", string(print.OneSided), "")
	f.Bool("preprinted", false, "")
}

// runPrint prints the letters of a year, or those chosen by number, as one job.
func runPrint(c *call) error {
	var list func(batch.Source, bool) []batch.Paper
	what := ""
	switch c.flags.Arg(0) {
	case "replies":
		list, what = batch.Replies, "答复"
	case "opinions":
		list, what = batch.Opinions, "意见"
	}
	if list == nil || c.flags.NArg() != 1 {
		return wrongUsage("print 后面要有一个种类：replies、opinions")
	}
	copies, err := c.number("copies")
	if err != nil {
		return err
	}
	job := print.Job{Printer: c.str("printer"), Copies: copies, Pages: c.str("pages"), Duplex: print.Duplex(c.str("duplex"))}
	if err := job.Validate().Err(); err != nil {
		return err
	}
	year, err := c.year()
	if err != nil {
		return err
	}
	return c.reading(func(reg *registry.Registry) error {
		w, err := c.work(reg, year, c.str("book"), true)
		if err != nil {
			return err
		}
		if err := w.choose(c.list("number")); err != nil {
			return err
		}
		papers := list(w.source(), c.yes("drafts"))
		if len(papers) == 0 {
			return data.Problem{Field: what, Message: "没有已发出的" + what + "可以打印", Hint: "加 --drafts 可以打印草稿"}
		}
		if len(papers) > 1 {
			job.Title = w.title(what)
		}
		return c.printPapers(papers, w, job)
	})
}

// printPapers lays the letters out and prints them; where one cannot be laid
// out none is printed.
func (c *call) printPapers(papers []batch.Paper, w work, job print.Job) error {
	var docs []page.Document
	for _, p := range papers {
		doc, err := p.Document()
		if err != nil {
			return err
		}
		if c.yes("preprinted") {
			doc = print.Preprinted(doc, print.Shift{X: page.MM(w.settings.PreprintX), Y: page.MM(w.settings.PreprintY)})
		}
		docs = append(docs, doc)
	}
	if err := print.Print(c.ctx, docs, w.fonts, job, nil); err != nil {
		return err
	}
	say(c.out, fmt.Sprintf("已送到打印机：%d件，各%d份", len(docs), job.Copies))
	return nil
}
