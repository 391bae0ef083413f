package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

func verifyFlags(f *pflag.FlagSet) {
	wholeFlag(f, "year", 0)
	f.String("book", "", "")
	f.String("as-of", "", "")
	f.Bool("json", false, "")
}

// runVerify compares the figures of a report with the statistics; one that
// contradicts is refused.
func runVerify(c *call) error {
	if c.flags.NArg() != 1 {
		return wrongUsage("verify 后面要有一个文件（.docx、.txt）")
	}
	year, asOf, err := c.yearAsOf()
	if err != nil {
		return err
	}
	return c.reading(func(desk *paperwork.Desk) error {
		v, err := desk.Verify(c.ctx, c.flags.Arg(0), paperwork.Ask{Year: year, Book: c.str("book")}, asOf)
		if err != nil {
			return err
		}
		if c.yes("json") {
			err = writeJSON(c.out, verified(v.Figures))
		} else {
			err = writeVerified(c.out, v, c.str("book"))
		}
		if err != nil {
			return err
		}
		wrong := 0
		for _, f := range v.Figures {
			if !f.OK {
				wrong++
			}
		}
		if wrong > 0 {
			return data.Problem{Field: "核对", Message: fmt.Sprintf("%d处数字与登记或与文中别的数字不符", wrong), Hint: "请逐处核对"}
		}
		return nil
	})
}

// verifiedFigure is one figure of a report as JSON tells it.
type verifiedFigure struct {
	Text   string      `json:"text"`
	Figure *string     `json:"figure"`
	Says   json.Number `json:"says"`
	Is     *float64    `json:"is"`
	OK     bool        `json:"ok"`
	Why    string      `json:"why,omitempty"`
}

func verified(figures []data.ReadFigure) []verifiedFigure {
	all := []verifiedFigure{}
	for _, f := range figures {
		one := verifiedFigure{Text: f.Text, Says: json.Number(f.Says), OK: f.OK, Why: f.Why}
		if f.Matched() {
			one.Figure, one.Is = &f.Known.Key, f.Known.Number()
		}
		all = append(all, one)
	}
	return all
}

// writeVerified prints the figures for a reader, one a line.
func writeVerified(w io.Writer, v paperwork.Verified, book string) error {
	var b strings.Builder
	heading(&b, v.Stats, book)
	for _, f := range v.Figures {
		switch text := strings.Join(strings.Fields(f.Text), " "); {
		case !f.OK:
			fmt.Fprintf(&b, "不符\t%s\t%s\n", text, f.Why)
		case f.Matched():
			fmt.Fprintf(&b, "相符\t%s\t%s\n", text, f.Known.Told())
		default:
			fmt.Fprintf(&b, "未对照\t%s\t统计里没有这个数字\n", text)
		}
	}
	if len(v.Figures) == 0 {
		b.WriteString("文中没有可以核对的数字\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
