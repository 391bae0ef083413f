package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

func deadlineFlags(f *pflag.FlagSet) {
	f.String("from", "", "")
	wholeFlag(f, "months", 0)
	wholeFlag(f, "workdays", 0)
	wholeFlag(f, "days", 0)
	f.Bool("json", false, "")
}

// deadlineJSON is the contract of design.md: these keys do not change.
type deadlineJSON struct {
	From        data.Date     `json:"from"`
	Unit        data.SpanUnit `json:"unit"`
	N           int           `json:"n"`
	Plain       data.Date     `json:"plain"`
	Deadline    data.Date     `json:"deadline"`
	Advised     data.Date     `json:"advised"`
	Provisional bool          `json:"provisional"`
	Steps       []string      `json:"steps"`
}

func runDeadline(c *call) error {
	if err := c.noArguments(); err != nil {
		return err
	}
	if !c.given("from") {
		return wrongUsage("请用 --from 给出起算日期")
	}
	from, err := data.ParseDate(c.str("from"))
	if err != nil {
		return usageError{"--from " + data.Sentence(err)}
	}
	span, err := c.span()
	if err != nil {
		return err
	}
	rules, err := c.deadlineRules(from.Year())
	if err != nil {
		return err
	}
	l := data.LimitFrom(from, span, rules.Pack.NextWorkday, rules.Calendar)
	if c.yes("json") {
		return writeJSON(c.out, deadlineJSON{l.From, span.Unit, span.N, l.Plain, l.Deadline, l.Advised, l.Provisional, l.Steps()})
	}
	provisional := ""
	if l.Provisional {
		provisional = "，暂定"
	}
	_, err = fmt.Fprintf(c.out, "期限：%s（%s%s）\n%s\n", l.Deadline.Chinese(), l.Deadline.ChineseWeekday(), provisional, strings.Join(l.Steps(), "\n"))
	return err
}

// span reads the one length given.
func (c *call) span() (data.Span, error) {
	var got []data.Span
	for _, unit := range []data.SpanUnit{data.Months, data.Workdays, data.Days} {
		if !c.given(string(unit)) {
			continue
		}
		n, err := c.number(string(unit))
		if err != nil {
			return data.Span{}, err
		}
		got = append(got, data.Span{N: n, Unit: unit})
	}
	if len(got) != 1 {
		return data.Span{}, wrongUsage("请用 --months、--workdays、--days 中的一个给出时长")
	}
	if err := got[0].Validate().Err(); err != nil {
		return data.Span{}, usageError{data.Sentence(err)}
	}
	return got[0], nil
}

// deadlineRules are the registry's where --registry names one, else the
// embedded ones.
func (c *call) deadlineRules(year int) (data.Rules, error) {
	if c.registry == "" {
		return paperwork.DefaultRules()
	}
	var rules data.Rules
	err := c.reading(func(desk *paperwork.Desk) (err error) {
		rules, err = desk.Rules(c.ctx, year)
		return err
	})
	return rules, err
}
