package page

// Annex is one 附件 of a paper, bound in before the 版记: it begins on a page of
// its own with 附件 and its number in 三号黑体 at the top left, its title in the
// third row (GB/T 9704-2012, 7.3.7).
type Annex struct {
	Number int // 0 where it is the only one
	Title  string
	Body   []Block
}

func (a Annex) pieces(s Style, m Measurer) []piece { return chained(a.Blocks(), s, m) }

// Blocks is the annex as what it is set from.
func (a Annex) Blocks() []Block {
	mark := "附件"
	if a.Number > 0 {
		mark += itoa(a.Number)
	}
	blocks := []Block{
		Break{},
		Paragraph{Spans: []Span{{mark, Font{Hei, BodySize}}}, Flush: true, KeepNext: true},
		Gap{Rows: AnnexTitleRow - 2},
		Title{Text: a.Title},
		Gap{Rows: 1},
	}
	return append(blocks, a.Body...)
}
