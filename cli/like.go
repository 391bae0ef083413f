package cli

import (
	"fmt"
	"strings"

	"jianban/data"
	"jianban/paperwork"
)

// runLike lists the earlier proposals most alike to one (search --like), in the
// form of search.
func runLike(c *call) error {
	if err := c.noArguments(); err != nil {
		return err
	}
	limit, err := c.limit()
	if err != nil {
		return err
	}
	year, err := c.number("year")
	if err != nil {
		return err
	}
	if !c.given("year") {
		return wrongUsage("--like 要写明哪一年的，如 --year 2022")
	}
	if !c.given("limit") {
		limit = data.MostAlike
	}
	return c.reading(func(desk *paperwork.Desk) error {
		of, err := desk.Read(c.ctx, paperwork.Ask{Year: year, Book: c.str("book"), Numbers: []string{c.str("like")}, Texts: true})
		if err != nil {
			return err
		}
		if len(of.Cases) > 1 {
			books := make([]data.Book, len(of.Cases))
			for i, x := range of.Cases {
				books[i] = x.Book
			}
			return data.Problem{Field: "编号", Message: fmt.Sprintf("%d年有%d件第%s号", year, len(of.Cases), c.str("like")), Hint: "请用 --book 写明是哪一册：" + data.BookNames(books)}
		}
		p := of.Cases[0].Proposal
		all, err := desk.Registry.Like(c.ctx, data.LikeAsk{ID: p.ID, Title: p.Title, Text: p.Text, Until: p.HandedOver, Limit: limit})
		if err != nil {
			return err
		}
		out := make([]hitOut, len(all))
		var b strings.Builder
		for i, a := range all {
			out[i] = hitOut{a.Year, a.Number, a.Title, a.Answered()}
			fmt.Fprintf(&b, "%d\t%s\t%s\t%s\n", a.Year, a.Number, a.Title, out[i].Matched)
		}
		if c.yes("json") {
			return writeJSON(c.out, out)
		}
		if len(all) == 0 {
			b.WriteString("以前没有类似的。\n")
		}
		_, err = fmt.Fprint(c.out, b.String())
		return err
	})
}
