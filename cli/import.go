package cli

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/data/intake"
	"jianban/paperwork"
)

func importFlags(f *pflag.FlagSet) {
	f.String("kind", string(intake.Proposals), "")
	wholeFlag(f, "year", 0)
	f.String("book", "", "")
	f.String("handed-over", "", "")
	f.StringArray("same", nil, "")
	f.Bool("dry-run", false, "")
	f.Bool("json", false, "")
}

// imported is the answer with --json.
type imported struct {
	Created   int        `json:"created"`
	Updated   int        `json:"updated"`
	Unchanged int        `json:"unchanged"`
	Errors    []rowError `json:"errors"`
}

type rowError struct {
	Row     int    `json:"row"`
	Column  string `json:"column"`
	Message string `json:"message"`
}

// mostMemory is about what an import holds: a ledger of 68,000 rows takes some
// 90 MB, the rest is room to work in. Without it the runtime would let twice as
// much pile up before it clears away, or clear away what is little: garbage, in
// percent of what is held. Larger files take more, and longer.
const (
	mostMemory = 150 << 20
	garbage    = 400
)

// runImport reads a ledger, a directory of people or units, or a folder of
// documents into the registry. Where a row or file is refused nothing is written.
func runImport(c *call) error {
	opts, err := c.importOptions()
	if err != nil {
		return err
	}
	place := c.place()
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(mostMemory))
	defer debug.SetGCPercent(debug.SetGCPercent(garbage))
	plan, err := paperwork.Import(c.ctx, place, c.flags.Arg(0), opts, c.yes("dry-run"))
	if err != nil {
		if c.yes("json") && data.Told(err) {
			return errors.Join(writeJSON(c.out, refusedWhole(err)), err)
		}
		return err
	}
	for _, n := range plan.Notes {
		say(c.errs, "注意："+n+"。")
	}
	if c.yes("json") {
		if err := writeJSON(c.out, answerOf(plan)); err != nil {
			return err
		}
	}
	if len(plan.Errors) > 0 {
		return refusedRows(plan)
	}
	if c.yes("json") {
		return nil
	}
	return writePlan(c.out, plan, c.yes("dry-run"))
}

func (c *call) importOptions() (o intake.Options, err error) {
	if c.flags.NArg() != 1 || c.flags.Arg(0) == "" {
		return o, wrongUsage("import 后面要有一个文件（.xlsx 或 .csv）或一个文件夹")
	}
	o = intake.Options{Subject: intake.Subject(c.str("kind")), Book: c.str("book"), Today: c.today}
	if !slices.Contains(intake.Subjects, o.Subject) {
		return o, wrongUsage("--kind “%s”不对，应是 proposals、proposers 或 units", c.str("kind"))
	}
	if o.Year, err = c.year(); err != nil {
		return o, err
	}
	if c.given("handed-over") {
		if o.Handed, err = data.ParseDate(c.str("handed-over")); err != nil {
			return o, usageError{"--handed-over " + data.Sentence(err)}
		}
	}
	o.Answers, err = c.answers()
	return o, err
}

// answers are what --same tells: 李明=李明（红塔代表团）, and with nothing behind =
// that it is another one.
func (c *call) answers() (map[string]string, error) {
	all := map[string]string{}
	for _, s := range c.list("same") {
		name, who, ok := strings.Cut(s, "=")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return nil, wrongUsage("--same “%s”不对，应是“表里的名称=登记库里的名称”", s)
		}
		if who = strings.TrimSpace(who); who == "" {
			who = intake.Another
		}
		for _, what := range []string{data.Congress.Member(), data.CPPCC.Member(), "单位"} {
			all[intake.QuestionKey(what, name)] = who
		}
	}
	return all, nil
}

func answerOf(p *intake.Plan) imported {
	a := imported{Created: p.Created, Updated: p.Updated, Unchanged: p.Unchanged, Errors: []rowError{}}
	for _, e := range p.Errors {
		message := e.Message
		if e.Hint != "" {
			message += "。" + e.Hint
		}
		a.Errors = append(a.Errors, rowError{e.Row, e.Field, message})
	}
	if len(a.Errors) > 0 { // nothing was written
		a.Created, a.Updated = 0, 0
	}
	return a
}

// refusedWhole is the answer about a file that cannot be taken at all, told by err:
// no row is to blame.
func refusedWhole(err error) imported {
	var many data.Problems
	if !errors.As(err, &many) {
		var one data.Problem
		errors.As(err, &one)
		many = data.Problems{one}
	}
	return answerOf(&intake.Plan{Errors: many})
}

// mostTold are told one by one on the screen; --json tells all.
const mostTold = 50

// refusedRows are the refused rows as one sentence for a person.
func refusedRows(p *intake.Plan) error {
	errs := p.Errors
	var b strings.Builder
	fmt.Fprintf(&b, "有%d处不能导入，什么都没有写入：", len(errs))
	for i, e := range errs {
		if i == mostTold {
			fmt.Fprintf(&b, "\n……还有%d处，加 --json 可以列出全部", len(errs)-mostTold)
			break
		}
		if p.Files { // the message names the file
			fmt.Fprintf(&b, "\n%s", data.Problem{Message: e.Message, Hint: e.Hint}.Error())
			continue
		}
		fmt.Fprintf(&b, "\n第%d行 %s", e.Row, e.Error())
	}
	return data.Problem{Field: "导入", Message: b.String()}
}

// writePlan tells what was done, row by row where it matters.
func writePlan(w io.Writer, p *intake.Plan, dry bool) error {
	var b strings.Builder
	done := "已导入"
	if dry {
		done = "试读（没有写入）"
	}
	fmt.Fprintf(&b, "%s：新增%d，更新%d，未变%d\n", done, p.Created, p.Updated, p.Unchanged)
	told := 0
	for _, r := range p.Rows {
		if len(r.Changes) == 0 && len(r.Notes) == 0 {
			continue
		}
		if told++; told > mostTold {
			continue
		}
		where := fmt.Sprintf("第%d行", r.Row)
		if p.Files {
			where = r.Sheet
		} else if r.Sheet != "" {
			where = r.Sheet + "！" + where
		}
		fmt.Fprintf(&b, "%s %s\n", where, r.Name)
		for _, ch := range r.Changes {
			fmt.Fprintf(&b, "  %s：%s → %s\n", ch.Field, orNone(ch.Before), orNone(ch.After))
		}
		for _, n := range r.Notes {
			fmt.Fprintf(&b, "  注意：%s\n", n)
		}
	}
	if told > mostTold {
		fmt.Fprintf(&b, "……还有%d%s有改动或需要注意\n", told-mostTold, map[bool]string{true: "个文件", false: "行"}[p.Files])
	}
	asked := 0
	for _, q := range p.Questions {
		if q.Answer != "" || asked == mostTold {
			continue
		}
		asked++
		fmt.Fprintf(&b, "可能是同一%s：%s 和 %s\n", q.What, q.Name, strings.Join(q.Can, "、"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func orNone(s string) string {
	if s == "" {
		return "（空）"
	}
	if r := []rune(strings.ReplaceAll(s, "\n", " ")); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return strings.ReplaceAll(s, "\n", " ")
}
