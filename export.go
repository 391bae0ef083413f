package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export"
	"jianban/export/batch"
	"jianban/export/file"
	"jianban/export/page"
	"jianban/export/sheet"
)

// kind is one word after export.
type kind struct {
	name    string
	letters bool // several letters: a folder, or with --one-file a file
	write   func(*call, *registry.Registry, work, string) error
}

func kinds() []kind {
	return []kind{
		{"replies", true, exportReplies},
		{"opinions", true, exportOpinions},
		{"ledger", false, exportLedger},
		{"summary", false, exportSummary},
		{"urges", true, exportUrges},
		{"appraisal", false, exportAppraisal},
		{"ledger-xlsx", false, exportSheet},
	}
}

func exportKinds() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

func exportFlags(f *pflag.FlagSet) {
	f.String("out", "", "")
	wholeFlag(f, "year", 0)
	f.String("book", "", "")
	f.StringArray("number", nil, "")
	f.Bool("all", false, "")
	f.Bool("one-file", false, "")
	f.Bool("drafts", false, "")
	f.String("name", "", "")
}

func runExport(c *call) error {
	if c.flags.NArg() != 1 {
		return wrongUsage("export 后面要有一个种类：%s", strings.Join(exportKinds(), "、"))
	}
	i := slices.IndexFunc(kinds(), func(k kind) bool { return k.name == c.flags.Arg(0) })
	if i < 0 {
		return wrongUsage("没有“%s”这个种类，可用：%s", c.flags.Arg(0), strings.Join(exportKinds(), "、"))
	}
	if c.str("out") == "" {
		return wrongUsage("请用 --out 给出写到哪里")
	}
	if c.yes("all") && c.given("number") {
		return wrongUsage("--all 和 --number 只能用一个")
	}
	if c.given("number") && kinds()[i].name == "summary" {
		return wrongUsage("总结写全年，不能用 --number")
	}
	if c.yes("drafts") && !kinds()[i].letters {
		return wrongUsage("--drafts 只用于信函")
	}
	if c.given("name") && (!kinds()[i].letters || c.yes("one-file")) {
		return wrongUsage("--name 只用于每件一个文件的信函")
	}
	if err := batch.Pattern(c.str("name")).Check(); err != nil {
		return err
	}
	year, err := c.year()
	if err != nil {
		return err
	}
	return c.reading(func(reg *registry.Registry) error {
		w, err := c.work(reg, year, c.str("book"), kinds()[i].name != "ledger" && kinds()[i].name != "ledger-xlsx")
		if err != nil {
			return err
		}
		if err := w.choose(c.list("number")); err != nil {
			return err
		}
		return kinds()[i].write(c, reg, w, c.str("out"))
	})
}

// choose keeps the cases with these numbers; none given keeps all. A number
// that is not there, or a year without proposals, is refused.
func (w *work) choose(numbers []string) error {
	if len(w.cases) == 0 {
		return data.Problem{Field: "年份", Message: fmt.Sprintf("%d年没有登记建议", w.year), Hint: "没有可以导出的内容"}
	}
	if len(numbers) == 0 {
		return nil
	}
	w.chosen = numbers
	missing := map[string]string{}
	for _, n := range numbers {
		missing[data.NumberKey(n)] = n
	}
	w.cases = slices.DeleteFunc(w.cases, func(c data.Case) bool {
		_, wanted := missing[data.NumberKey(c.Proposal.Number)]
		return !wanted
	})
	for _, c := range w.cases {
		delete(missing, data.NumberKey(c.Proposal.Number))
	}
	for _, n := range numbers {
		if missing[data.NumberKey(n)] == n {
			return data.Problem{Field: "编号", Message: fmt.Sprintf("%d年没有第%s号", w.year, n), Hint: "请核对编号和年份"}
		}
	}
	return nil
}

func (w work) source() batch.Source {
	return batch.Source{Cases: w.cases, Settings: w.settings, Rules: w.rules, Numbers: w.numbers, Measure: w.fonts}
}

func (w work) title(what string) string {
	s := data.ShownOf(w.cases, w.year, w.book.ID)
	s.Numbers = w.chosen
	return s.Title(what)
}

func exportReplies(c *call, _ *registry.Registry, w work, out string) error {
	return c.letters(w, batch.Replies(w.source(), c.yes("drafts")), "答复", w.title("答复"), out)
}

func exportOpinions(c *call, _ *registry.Registry, w work, out string) error {
	return c.letters(w, batch.Opinions(w.source(), c.yes("drafts")), "意见", w.title("协办意见"), out)
}

func exportUrges(c *call, reg *registry.Registry, w work, out string) error {
	all, err := reg.Supervisions(c.ctx)
	if err != nil {
		return err
	}
	return c.letters(w, batch.Urges(w.source(), all), "催办通知", w.title("催办通知"), out)
}

// letters writes papers into a folder, or with --one-file into one file, and
// prints what it wrote.
func (c *call) letters(w work, papers []batch.Paper, what, title, out string) error {
	if len(papers) == 0 {
		return data.Problem{Field: what, Message: "没有已发出的" + what + "可以导出", Hint: "加 --drafts 可以导出草稿"}
	}
	var report batch.Report
	var err error
	if c.yes("one-file") {
		report, err = batch.OneFile(c.ctx, papers, title, out, w.fonts, nil)
	} else {
		report, err = batch.Files(c.ctx, papers, batch.Folder{Path: out, Names: batch.Pattern(c.str("name"))}, w.fonts, nil)
	}
	for _, path := range report.Written {
		say(c.out, path)
	}
	if err != nil {
		return err
	}
	return report.Err()
}

func exportLedger(c *call, _ *registry.Registry, w work, out string) error {
	doc, problems := export.Ledger(w.title("办理台账"), w.cases, data.DefaultAsOf(w.year, c.today), w.rules, w.fonts)
	return c.paper(w, export.Demo(doc, w.settings, w.fonts), problems, out)
}

func exportSummary(c *call, reg *registry.Registry, w work, out string) error {
	sum, w, err := c.summaryOf(reg, w)
	if err != nil {
		return err
	}
	if sum.ID == 0 {
		return data.Problem{Field: "总结", Message: fmt.Sprintf("%d年还没有写总结", w.year), Hint: "请先在“总结”里写好并保存"}
	}
	doc, err := w.summary(sum, c.today)
	if err != nil {
		return err
	}
	return c.paper(w, doc, nil, out)
}

// summaryOf is the summary of the year over the book chosen. Where none was
// chosen and none is written over all books, it is that of the only book that
// has one.
func (c *call) summaryOf(reg *registry.Registry, w work) (data.Summary, work, error) {
	sum, err := reg.Summary(c.ctx, w.year, w.book.ID)
	if err != nil || sum.ID != 0 || w.book.ID != 0 {
		return sum, w, err
	}
	books, err := reg.Books(c.ctx)
	if err != nil {
		return sum, w, err
	}
	var found []work
	for _, b := range books {
		s, err := reg.Summary(c.ctx, w.year, b.ID)
		if err != nil {
			return sum, w, err
		}
		if s.ID == 0 {
			continue
		}
		one, err := yearWork(c.ctx, reg, w.fonts, w.year, b.ID)
		if err != nil {
			return sum, w, err
		}
		one.book, sum = b, s
		found = append(found, one)
	}
	switch len(found) {
	case 0:
		return data.Summary{}, w, nil
	case 1:
		return sum, found[0], nil
	}
	return sum, w, data.Problem{Field: "办理册", Message: fmt.Sprintf("%d年有%d份总结", w.year, len(found)), Hint: "请用 --book 选定一册"}
}

// paper paints one document into a file and prints its path.
func (c *call) paper(w work, doc page.Document, problems data.Problems, out string) error {
	if err := problems.Err(); err != nil {
		return err
	}
	if err := paint(doc, out, w.fonts); err != nil {
		return err
	}
	say(c.out, out)
	return nil
}

func exportAppraisal(c *call, reg *registry.Registry, w work, out string) error {
	scores, err := reg.Scores(c.ctx, w.year)
	if err != nil {
		return err
	}
	asOf := data.DefaultAsOf(w.year, c.today)
	units := data.Appraise(w.cases, scores, w.year, asOf, w.rules)
	if len(units) == 0 {
		return data.Problem{Field: "考评", Message: fmt.Sprintf("%d年没有交办到单位的建议", w.year), Hint: "交办以后才有考评"}
	}
	return c.paper(w, export.Appraisal(data.AppraisalTitle(w.year, w.book), asOf, units, w.rules.In(w.year).Pack.Appraisal, w.settings, w.fonts), nil, out)
}

func exportSheet(c *call, _ *registry.Registry, w work, out string) error {
	rows := data.LedgerRows(w.cases, data.DefaultAsOf(w.year, c.today), w.rules)
	err := file.Write(out, func(f io.Writer) error { return sheet.Ledger(f, w.title("办理台账"), rows) })
	if err != nil {
		return err
	}
	say(c.out, out)
	return nil
}
