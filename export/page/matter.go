package page

// Matter is what one call of Layout set on its pages. Formats that lay words out
// by themselves (export/docx) are made from it, so that paragraphs stay
// paragraphs and tables tables there; painters take the marks.
type Matter struct {
	Blocks []Block
	Style  Style
}

// Origin is what finished matter was made from: Table, Form, Curves, SmallText or
// Figure.
type Origin interface{ isOrigin() }

// SmallText is what Note sets.
type SmallText struct {
	Text string
	Font Font
}

// Figure is a picture in the middle of the text's width.
type Figure struct {
	W, H MM
	Data []byte // PNG or JPEG
}

func (Table) isOrigin()     {}
func (Form) isOrigin()      {}
func (Curves) isOrigin()    {}
func (SmallText) isOrigin() {}
func (Figure) isOrigin()    {}

// matterOf keeps blocks for Matter: of finished matter what it was made from,
// without its boxes, which the pages have.
func matterOf(blocks []Block) []Block {
	kept := make([]Block, len(blocks))
	for i, b := range blocks {
		switch b := b.(type) {
		case Custom:
			if b.Of != nil {
				b = Custom{Of: b.Of, KeepNext: b.KeepNext}
			}
			kept[i] = b
		case Annex:
			b.Body = matterOf(b.Body)
			kept[i] = b
		default:
			kept[i] = b
		}
	}
	return kept
}

// Row is a finished row of matter. The places of its marks count from the type
// area's left edge and the row's top.
type Row struct {
	H     MM
	Marks []Mark
}

// Rows are a block's rows as they would be laid out.
func Rows(b Block, s Style, m Measurer) []Row {
	return finished(b.pieces(s, m))
}

// Signature is the signing bodies with the room before them and the date, without
// the attachments and the note.
func (g Signing) Signature(s Style, m Measurer) []Row { return finished(g.end(s, m)) }

func finished(ps []piece) []Row {
	all := make([]Row, len(ps))
	for i, p := range ps {
		all[i] = Row{p.h, p.marks}
	}
	return all
}

// Opening is what stands above the text of a first page, by places of the paper,
// and how many rows of the type area it leaves free before the text.
func (s Style) Opening(m Measurer) (marks []Mark, rows int) {
	if s.Head == nil {
		return nil, 0
	}
	marks, y := s.Head.set(s, m)
	f := flow{s: s}
	return marks, int((f.snap(y)-s.Y)/s.rowPitch() + 0.5)
}

// RowPitch is the distance of the text's rows.
func (s Style) RowPitch() MM { return s.rowPitch() }

// Bottom is the lower edge of the type area.
func (s Style) Bottom() MM { return s.bottom() }
