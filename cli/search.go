package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

func searchFlags(f *pflag.FlagSet) {
	wholeFlag(f, "limit", 50)
	f.Bool("json", false, "")
	f.String("like", "", "")
	wholeFlag(f, "year", 0)
	f.String("book", "", "")
}

// hitOut is a hit as --json writes it.
type hitOut struct {
	Year    int    `json:"year"`
	Number  string `json:"number"`
	Title   string `json:"title"`
	Matched string `json:"matched"` // where the words stand, and what stands there
}

// limit is how many hits are listed at most.
func (c *call) limit() (int, error) {
	limit, err := c.number("limit")
	if err == nil && (limit < 1 || limit > 10_000) {
		err = wrongUsage("--limit 应在1到10000之间")
	}
	return limit, err
}

// runSearch lists the proposals that have every word, best first.
func runSearch(c *call) error {
	if c.given("like") {
		return runLike(c)
	}
	if c.given("year") || c.given("book") {
		return wrongUsage("--year 和 --book 用来指明 --like 的那一件；搜索词里可以写年份")
	}
	words := strings.Join(c.flags.Args(), " ")
	if strings.TrimSpace(words) == "" {
		return wrongUsage("请给出要搜索的词")
	}
	limit, err := c.limit()
	if err != nil {
		return err
	}
	return c.reading(func(desk *paperwork.Desk) error {
		found, err := desk.Registry.Search(c.ctx, data.SearchAsk{Text: words, Limit: limit})
		if err != nil {
			return err
		}
		if c.yes("json") {
			out := make([]hitOut, len(found.Hits))
			for i, h := range found.Hits {
				out[i] = hitOut{h.Year, h.Number, h.Title, matched(h)}
			}
			return writeJSON(c.out, out)
		}
		var around data.Around
		if len(found.Hits) == 0 {
			if around, err = desk.Registry.Around(c.ctx, data.SearchAsk{Text: words}); err != nil {
				return err
			}
		}
		return writeHits(c.out, found, around)
	})
}

func matched(h data.Hit) string {
	if h.Excerpt == "" {
		return h.Place
	}
	return h.Place + "：" + h.Excerpt
}

func writeHits(w io.Writer, found data.Found, around data.Around) error {
	var b strings.Builder
	for _, h := range found.Hits {
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\n", h.Year, h.Number, h.Title, matched(h))
	}
	switch {
	case len(found.Hits) == 0:
		b.WriteString("没有找到" + data.Plain(found.Words) + "。标题、各种文本、姓名、单位、编号、文号、电话和附件都找过了。\n")
		if told := around.Told(); told != "" {
			b.WriteString("单独找：" + told + "。\n")
		}
	case found.More:
		fmt.Fprintf(&b, "只列出前%d件，用 --limit 可以多列。\n", len(found.Hits))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
