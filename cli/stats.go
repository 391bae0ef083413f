package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

func statsFlags(f *pflag.FlagSet) {
	wholeFlag(f, "year", 0)
	f.String("book", "", "")
	f.String("as-of", "", "")
	f.Bool("json", false, "")
	f.Bool("explain", false, "")
}

// statsGarbage is how much may pile up, in percent of what is held, while a year
// is read: nearly all that is read is held until the end, and clearing away finds
// little.
const statsGarbage = 200

func runStats(c *call) error {
	defer debug.SetGCPercent(debug.SetGCPercent(statsGarbage))
	if err := c.noArguments(); err != nil {
		return err
	}
	year, asOf, err := c.yearAsOf()
	if err != nil {
		return err
	}
	return c.reading(func(desk *paperwork.Desk) error {
		y, err := desk.Read(c.ctx, paperwork.Ask{Year: year, Book: c.str("book"), Figures: true})
		if err != nil {
			return err
		}
		st, err := y.Count(c.ctx, asOf)
		if err != nil {
			return err
		}
		switch {
		case c.yes("json") && c.yes("explain"):
			return writeJSON(c.out, explained{st.Stats, explain(st)})
		case c.yes("json"):
			return writeJSON(c.out, st.Stats)
		case c.yes("explain"):
			return writeExplained(c.out, st.Stats, c.str("book"), explain(st))
		}
		return writeStats(c.out, st.Stats, c.str("book"))
	})
}

// yearAsOf reads --year, which must be given, and --as-of, the zero day where it
// was not.
func (c *call) yearAsOf() (year int, asOf data.Date, err error) {
	if !c.given("year") {
		return 0, asOf, wrongUsage("请用 --year 给出年份")
	}
	if year, err = c.year(); err != nil {
		return 0, asOf, err
	}
	if c.given("as-of") {
		if asOf, err = data.ParseDate(c.str("as-of")); err != nil {
			return 0, asOf, usageError{"--as-of " + data.Sentence(err)}
		}
	}
	return year, asOf, nil
}

// year reads --year; 0 where it was not given.
func (c *call) year() (int, error) {
	year, err := c.number("year")
	if err != nil {
		return 0, err
	}
	if c.given("year") && (year < 1949 || year > 2200) {
		return 0, wrongUsage("--year “%s”不是年份，应在1949到2200之间", c.str("year"))
	}
	return year, nil
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// writeStats prints the figures for a reader, one a line.
func writeStats(w io.Writer, st data.Stats, book string) error {
	var b strings.Builder
	heading(&b, st, book)
	for _, f := range data.SummaryFields(st) {
		if len(f.Rule) > 0 {
			fmt.Fprintf(&b, "%s\t%s\t%s\n", f.Word, f.Value, f.Rule)
		} else {
			fmt.Fprintf(&b, "%s\t%s\n", f.Word, f.Value)
		}
	}
	notes(&b, st)
	_, err := io.WriteString(w, b.String())
	return err
}

func heading(b *strings.Builder, st data.Stats, book string) {
	if book == "" {
		book = "全部办理册"
	}
	fmt.Fprintf(b, "%d年 %s 截至%s\n", st.Year, book, st.AsOf.Chinese())
}

func notes(b *strings.Builder, st data.Stats) {
	for _, n := range st.Notes {
		b.WriteString("注：" + n + "\n")
	}
}
