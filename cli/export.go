package cli

import (
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/export/batch"
	"jianban/paperwork"
)

func exportFlags(f *pflag.FlagSet) {
	f.String("out", "", "")
	wholeFlag(f, "year", 0)
	f.String("book", "", "")
	f.StringArray("number", nil, "")
	f.Bool("all", false, "")
	f.Bool("one-file", false, "")
	f.Bool("two-sided", false, "")
	choiceFlags(f)
	f.String("name", "", "")
	f.String("columns", "", "")
	f.Bool("docx", false, "")
	f.Bool("ofd", false, "")
	f.String("reason", "", "")
}

func runExport(c *call) error {
	kind, err := c.exportKind()
	if err != nil {
		return err
	}
	if err := batch.Pattern(c.str("name")).Check(); err != nil {
		return err
	}
	ask, err := c.ask()
	if err != nil {
		return err
	}
	if ask.Format, err = c.format(kind); err != nil {
		return err
	}
	if err := c.outFits(kind, ask.Format); err != nil {
		return err
	}
	if err := c.giveReason(ask); err != nil {
		return err
	}
	return c.making(func(desk *paperwork.Desk) error {
		if kind.Letters {
			return c.letters(desk, kind, ask)
		}
		ask.OneFile = c.yes("one-file")
		desk.Tell = func(text string) { say(c.errs, "注意："+text) }
		written, err := desk.Write(c.ctx, kind, ask, c.str("out"))
		if err != nil {
			return err
		}
		say(c.out, written)
		return nil
	})
}

// exportKind is the kind of paper that was named, and refuses options that do
// not go with it.
func (c *call) exportKind() (paperwork.Kind, error) {
	known := strings.Join(paperwork.KindNames(), "、")
	if c.flags.NArg() != 1 {
		return paperwork.Kind{}, wrongUsage("export 后面要有一个种类：%s", known)
	}
	kind, ok := paperwork.KindOf(c.flags.Arg(0))
	switch {
	case !ok:
		return kind, wrongUsage("没有“%s”这个种类，可用：%s", c.flags.Arg(0), known)
	case c.str("out") == "":
		return kind, wrongUsage("请用 --out 给出写到哪里")
	case c.yes("all") && c.given("number"):
		return kind, wrongUsage("--all 和 --number 只能用一个")
	case c.given("columns") && kind.Name != "ledger-xlsx":
		return kind, wrongUsage("--columns 只用于 ledger-xlsx")
	case !c.reasonFits(kind):
		return kind, wrongUsage(reasonUsage)
	case c.yes("two-sided") && !(kind.Letters && c.yes("one-file")):
		return kind, wrongUsage("--two-sided 只用于合成一个文件（--one-file）的信函和表格")
	case c.given("name") && (!kind.Letters || c.yes("one-file")):
		return kind, wrongUsage("--name 只用于每件一个文件的信函")
	}
	return kind, c.choicesFit(kind)
}

// format is the format that papers are to have; zero where no option tells.
func (c *call) format(kind paperwork.Kind) (data.PaperFormat, error) {
	var f data.PaperFormat
	switch docx, ofd := c.yes("docx"), c.yes("ofd"); {
	case docx && ofd:
		return f, wrongUsage("--docx 和 --ofd 只能用一个")
	case docx:
		f = data.PaperWord
	case ofd:
		f = data.PaperOFD
	default:
		return f, nil
	}
	if kind.Name == "ledger-xlsx" {
		return f, wrongUsage("ledger-xlsx 写表格，不能用 --docx 或 --ofd")
	}
	named, ok := data.PaperFormatOf(c.str("out"))
	if !ok && (data.PaperFormat{}).IsText(c.str("out")) {
		named, ok = data.PaperText, true
	}
	if oneFile := !kind.Letters || c.yes("one-file"); oneFile && ok && named != f {
		return f, wrongUsage("--out 的文件名以 %s 结尾，与 --%s 不一致", named.Ending, f.Ending[1:])
	}
	return f, nil
}

// outFits refuses a place whose name promises another kind of file than is written. The
// registry itself is refused where files are written, in words of its own.
func (c *call) outFits(kind paperwork.Kind, format data.PaperFormat) error {
	out := c.str("out")
	if kind.IntoFolder(out, c.yes("one-file")) {
		if ending := data.DocumentEnding(out); ending != "" && kind.Letters {
			return wrongUsage("%s 每件一个文件，--out 写的是文件夹，不能以 %s 结尾；要合成一个文件请加 --one-file", kind.Name, ending)
		} else if ending != "" {
			return wrongUsage("%s", endingUsage(kind, format, ending))
		}
		return nil
	}
	if ending := data.OtherEnding(out, kind.Endings(format)); ending != "" && out != c.place() {
		return wrongUsage("%s", endingUsage(kind, format, ending))
	}
	return nil
}

// endingUsage says which endings the name of a file may have that is written.
func endingUsage(kind paperwork.Kind, format data.PaperFormat, ending string) string {
	return kind.Word() + "不能写成 " + ending + " 文件，--out 的文件名请以 " + strings.Join(kind.Endings(format), "、") + " 结尾"
}

// ask reads which cases are wanted.
func (c *call) ask() (paperwork.Ask, error) {
	year, err := c.year()
	ask := paperwork.Ask{Year: year, Book: c.str("book"), Numbers: c.list("number")}
	if err == nil && c.flags.Lookup("columns") != nil && c.given("columns") {
		names := strings.FieldsFunc(c.str("columns"), func(r rune) bool { return strings.ContainsRune(",，、 ", r) })
		if len(names) == 0 {
			return ask, wrongUsage("选项“--columns”后面缺少内容")
		}
		ask.Columns, err = data.ColumnsNamed(names)
	}
	return ask, err
}

// letters writes letters into a folder, or with --one-file into one file, and
// prints what it wrote.
func (c *call) letters(desk *paperwork.Desk, kind paperwork.Kind, ask paperwork.Ask) error {
	letters, err := desk.Letters(c.ctx, kind, ask, c.choices(), "导出")
	if err != nil {
		return err
	}
	var report batch.Report
	if c.yes("one-file") {
		report, err = desk.WriteVolume(c.ctx, letters, batch.Volume{Path: c.str("out"), Format: ask.Format, TwoSided: c.yes("two-sided")})
	} else {
		report, err = desk.WriteFiles(c.ctx, letters, batch.Folder{Path: c.str("out"), Names: batch.Pattern(c.str("name")), Format: ask.Format})
	}
	for _, path := range report.Written {
		say(c.out, path)
	}
	for _, told := range report.Told {
		say(c.errs, "注意："+told)
	}
	c.record(desk, report.Made)
	if err != nil {
		return err
	}
	return report.Err()
}

const reasonUsage = "--reason 只用于 summary，后面写理由"

// reasonFits tells that no reason is given for what needs none.
func (c *call) reasonFits(kind paperwork.Kind) bool {
	return !c.given("reason") || kind.Name == "summary" && strings.TrimSpace(c.str("reason")) != ""
}

// giveReason keeps the reason for which a summary goes out in spite of a
// contradiction, where one is given.
func (c *call) giveReason(ask paperwork.Ask) error {
	if !c.given("reason") {
		return nil
	}
	return paperwork.GiveReason(c.ctx, c.place(), c.today, ask, strings.TrimSpace(c.str("reason")))
}
