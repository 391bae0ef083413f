package page

import "strconv"

// Letter is an official letter in 信函格式.
type Letter struct {
	Head    LetterHead
	Title   string
	To      string // 主送 with its colon; "" for none
	Body    []Block
	Signing Signing
	Note    string // grey words in the bottom margin, such as 演示数据
}

// Pages sets the letter: the red head, the title, the salutation at the left
// edge after an empty row, the body, and the signing with what belongs to it.
func (l Letter) Pages(m Measurer) []Page {
	s := Official()
	s.Numbers = NumberLater
	s.Head = l.Head
	s.Note = l.Note
	blocks := []Block{Title{Text: l.Title}, Gap{Rows: SalutationGap}}
	if l.To != "" {
		blocks = append(blocks, Paragraph{Spans: []Span{{l.To, s.Font}}, Flush: true, KeepNext: true})
	}
	blocks = append(blocks, l.Body...)
	blocks = append(blocks, l.Signing)
	return Layout(blocks, s, m)
}

func itoa(n int) string { return strconv.Itoa(n) }
