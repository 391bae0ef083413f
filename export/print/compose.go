package print

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"jianban/data"
	"jianban/export/page"
)

// compose puts the chosen pages of all papers one after another. Where both
// sides are printed on, a blank page lets the next paper, or the next copy,
// begin on a sheet of its own.
func compose(papers []page.Document, job Job) (page.Document, error) {
	chosen, wrong := parsePages(job.Pages)
	if wrong != "" {
		return page.Document{}, unclearPages(wrong)
	}
	out := page.Document{Title: oneLine(job.Title)}
	for i, p := range papers {
		if out.Title == "" {
			out.Title = oneLine(p.Title)
		}
		pages, err := chosen.choose(p)
		if err != nil {
			return page.Document{}, err
		}
		last := i == len(papers)-1
		if job.Duplex != OneSided && (!last || job.Copies > 1) {
			pages = page.WholeSheets(pages)
		}
		out.Pages = append(out.Pages, pages...)
	}
	if out.Title == "" {
		out.Title = "建办" // a spooler may refuse a job without a name
	}
	if len(out.Pages) == 0 {
		return page.Document{}, data.Problem{Field: "文件", Message: "没有可以打印的内容"}
	}
	return out, nil
}

// oneLine is a title as a printer's queue can show it.
func oneLine(title string) string { return strings.Join(strings.Fields(page.Clean(title)), " ") }

// pageRange is some pages on end; to is 0 for the last one.
type pageRange struct{ from, to int }

// ranges choose pages; none chooses all.
type ranges []pageRange

// dash is what stands between the ends of a range.
var dash = regexp.MustCompile(`\s*[-—–~至到]\s*`)

// parsePages reads which pages are meant: numbers and ranges such as 1-3,5 or
// 4- (to the end), also as a Chinese keyboard writes them. Empty text means
// every page; wrong is the part that cannot be read.
func parsePages(text string) (rs ranges, wrong string) {
	plain := dash.ReplaceAllString(width.Narrow.String(text), "-")
	for _, part := range strings.FieldsFunc(plain, func(r rune) bool { return strings.ContainsRune(",;､｡ \t", r) }) {
		r, ok := parseRange(part)
		if !ok {
			return nil, part
		}
		rs = append(rs, r)
	}
	return rs, ""
}

func unclearPages(part string) data.Problem {
	return data.Problem{Field: "页码", Message: "“" + part + "”看不懂", Hint: "请这样填写：1-3,5"}
}

func parseRange(s string) (r pageRange, ok bool) {
	from, to, ranged := strings.Cut(s, "-")
	var err error
	if r.from, err = strconv.Atoi(from); err != nil || r.from < 1 {
		return r, false
	}
	switch {
	case !ranged:
		r.to = r.from
	case to != "":
		if r.to, err = strconv.Atoi(to); err != nil || r.to < r.from {
			return r, false
		}
	}
	return r, true
}

// choose takes the chosen pages of a paper in their order, each once. A page
// that the paper has not is refused.
func (rs ranges) choose(doc page.Document) ([]page.Page, error) {
	if len(rs) == 0 {
		return append([]page.Page(nil), doc.Pages...), nil
	}
	n := len(doc.Pages)
	wanted := make([]bool, n+1)
	for _, r := range rs {
		if most := max(r.from, r.to); most > n {
			return nil, data.Problem{Field: "页码", Message: fmt.Sprintf("没有第%d页，“%s”只有%d页", most, doc.Title, n), Hint: "请改页码"}
		}
		to := r.to
		if to == 0 {
			to = n
		}
		for i := r.from; i <= to; i++ {
			wanted[i] = true
		}
	}
	var pages []page.Page
	for i, p := range doc.Pages {
		if wanted[i+1] {
			pages = append(pages, p)
		}
	}
	return pages, nil
}
