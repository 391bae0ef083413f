package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

func rollupFlags(f *pflag.FlagSet) {
	wholeFlag(f, "year", 0)
	f.String("offices", "", "")
	f.String("out", "", "")
	f.String("passphrase-file", "", "")
	f.Bool("json", false, "")
}

// runRollup adds up the year of many offices.
func runRollup(c *call) error {
	year, err := c.year()
	switch {
	case err != nil:
		return err
	case c.flags.NArg() == 0:
		return wrongUsage("rollup 后面要有各办公室的登记库或备份")
	case year == 0:
		return wrongUsage("请用 --year 给出年份")
	}
	ask := data.RollupAsk{Paths: c.flags.Args(), Year: year}
	if c.given("offices") {
		if ask.Offices, err = paperwork.Offices(c.str("offices")); err != nil {
			return err
		}
	}
	if ask.Passphrases, err = c.secrets("passphrase-file"); err != nil {
		return err
	}
	r, err := paperwork.Rollup(c.ctx, ask, c.today, nil)
	if err != nil {
		return err
	}
	if c.given("out") {
		if err := paperwork.WriteRollup(r, c.str("out")); err != nil {
			return err
		}
	}
	switch {
	case c.yes("json"):
		return writeJSON(c.out, r)
	case c.given("out"):
		for _, s := range r.Standing() {
			say(c.errs, "注意："+s+"。")
		}
		_, err := fmt.Fprintln(c.out, c.str("out"))
		return err
	}
	return writeRollup(c.out, r)
}

// writeRollup tells a roll-up, a figure a line.
func writeRollup(w io.Writer, r data.Rollup) error {
	var b strings.Builder
	b.WriteString(r.Title() + "\n")
	for _, o := range r.Offices {
		closed := "未封账"
		if o.Closed {
			closed = "已封账"
		}
		fmt.Fprintf(&b, "%s\t%d件\t截至%s\t%s\t%s\n", o.Office, o.Total, o.AsOf.Chinese(), closed, o.File)
	}
	for _, f := range r.Figures {
		if f.Share {
			fmt.Fprintf(&b, "%s\t%s\t%d/%d\n", f.Name, f.Value, f.Num, f.Den)
		} else {
			fmt.Fprintf(&b, "%s\t%s\n", f.Name, f.Value)
		}
	}
	for _, s := range append(r.Standing(), r.Notes...) {
		b.WriteString("注：" + s + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
