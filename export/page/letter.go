package page

import "strconv"

// Letter is an official paper with a red head: a letter in 信函格式 where Head is
// a LetterHead, a document in 文件格式 where it is a FileHead.
type Letter struct {
	Head     Head
	Title    string
	To       string // 主送 with its colon; "" for none
	Body     []Block
	Signing  Signing
	Annexes  []Annex
	Colophon Colophon // Ruled and Even follow from Head and OneSided
	OneSided bool     // printed on one side of the paper: the 版记 stands on the last page, odd or even
	Note     string   // grey words in the bottom margin, such as 演示数据
	Names    []string // as in Style
	// UsualRows keeps the 22 rows of a page where others would serve the signing
	// (7.3.5.4).
	UsualRows bool
}

// Pages sets the letter: the red head, the title, the salutation at the left
// edge after an empty row, the body, the signing with what belongs to it, the
// annexes and the 版记. 信函格式 leaves page 1 without its number and the 版记
// without rules (GB/T 9704-2012, 10.1).
func (l Letter) Pages(m Measurer) []Page {
	pages, _ := l.Fit(m)
	return pages
}

// Fit is Pages with the number of rows that a page has: 22, or where the signing would
// stand nearly alone on a page 21, 23 or 24 (7.3.5.4).
func (l Letter) Fit(m Measurer) (pages []Page, rows int) {
	s := Official()
	if _, file := l.Head.(FileHead); !file {
		s.Numbers = NumberLater
	}
	s.Head = l.Head
	s.Note, s.Names = l.Note, l.Names
	return l.fit(l.blocks(s), s, m)
}

// blocks are what the letter consists of below its head.
func (l Letter) blocks(s Style) []Block {
	_, file := l.Head.(FileHead)
	blocks := []Block{Title{Text: l.Title}, Gap{Rows: SalutationGap}}
	if l.To != "" {
		blocks = append(blocks, Paragraph{Spans: []Span{{l.To, s.Font}}, Flush: true, KeepNext: true})
	}
	blocks = append(blocks, l.Body...)
	blocks = append(blocks, l.signing())
	for i, a := range l.Annexes {
		if a.Number == 0 && len(l.Annexes) > 1 {
			a.Number = i + 1
		}
		blocks = append(blocks, a)
	}
	c := l.Colophon
	c.Ruled, c.Even = file, file && !l.OneSided
	return append(blocks, c)
}

// signing is the letter's with the annexes' titles as 附件说明 where it names
// none: the two agree (7.3.7).
func (l Letter) signing() Signing {
	g := l.Signing
	if len(g.Attachments) == 0 {
		for _, a := range l.Annexes {
			g.Attachments = append(g.Attachments, a.Title)
		}
	}
	return g
}

func itoa(n int) string { return strconv.Itoa(n) }
