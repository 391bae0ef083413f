package page

// Block is one thing in running matter: Title, Paragraph, Gap, Custom,
// Break, Signing, Annex or Colophon. Layout sets a list of them, page after page:
//
//	pages := page.Layout([]page.Block{
//		page.Title{Text: "2022年市人大代表建议办理工作总结"},
//		page.Gap{Rows: 1},
//		page.Paragraph{Spans: page.Headed("一、综合情况", 16)},
//		page.Paragraph{Spans: page.Headed("截至10月底……", page.BodySize)},
//		page.Custom{Head: headRow, Boxes: rows}, // a table, split between its rows
//	}, page.Official(), measurer)
//
// Matter lying on its side is laid out by a second call with
// OfficialLandscape and Style.First, and its pages appended.
type Block interface {
	pieces(s Style, m Measurer) []piece
}

// Title is a centred title in 二号小标宋, broken by sense.
type Title struct {
	Text string
	Size float64 // points; 0 means TitleSize
}

// Paragraph is text filled into rows and justified. The zero Indent is the
// usual two characters; Flush starts at the left edge.
type Paragraph struct {
	Spans    []Span
	Flush    bool
	Align    Align
	KeepNext bool // never the last thing on a page
}

// Gap is a number of empty rows; at the top of a page it vanishes.
type Gap struct{ Rows float64 }

// Break starts a new page.
type Break struct{}

// Custom is matter made elsewhere, such as a table's rows: boxes one below the
// other, never split, with Head repeated on every further page. The text after
// it returns to the grid of rows.
type Custom struct {
	Head     Box // Head.H 0 for none; it also stands above the first box
	Boxes    []Box
	KeepNext bool // the last box stays with what follows
	// KeepFirst is the number of boxes that stay with what stands before; the
	// head and the first box always stay together.
	KeepFirst int
	KeepLast  int // the number of boxes at the end that stay together
	// Close is drawn below the last box on every page, such as a table's last
	// rule. It takes no room.
	Close []Mark
	// Of is what the boxes were made from; nil where they are all there is.
	Of Origin
}

// Box is a piece of finished matter. The places of its marks count from its
// left top corner, which Layout puts at the type area's left edge.
type Box struct {
	H     MM
	Marks []Mark
}

// piece is what the pages are filled with: unbreakable, with a height.
type piece struct {
	h     MM
	grid  bool // starts at a row of the grid and takes whole rows
	keep  bool // no page ends after it
	void  bool // a gap: nothing to see, dropped at the top of a page
	brk   bool // a new page begins here
	foot  bool // stands at the bottom of the type area
	even  bool // stands on an even page
	head  *Box // repeated above this piece where it starts a page
	close *Box // drawn below the last piece with it on every page
	text  bool // a row of running text
	signs bool // the end of the signing
	marks []Mark
}

func (t Title) pieces(s Style, m Measurer) []piece {
	size := t.Size
	if size == 0 {
		size = TitleSize
	}
	f := Font{XiaoBiaoSong, size}
	ps := rows(element(t), BreakTitle(t.Text, f, s.W, s.Names, m), f, s)
	for i := range ps {
		ps[i].keep = true
	}
	return ps
}

func (p Paragraph) pieces(s Style, m Measurer) []piece {
	set := Setting{Width: s.W, Track: s.Track, Align: p.Align}
	if !p.Flush && p.Align == Justify {
		set.Indent = ParagraphChar * s.charPitch()
	}
	font := s.Font
	if len(p.Spans) > 0 {
		font = p.Spans[0].Font
	}
	ps := rows(element(p), Fill(p.Spans, set, m), font, s)
	for i := range ps {
		ps[i].text = true
	}
	if n := len(ps); n > 0 {
		if n > 1 { // neither the first nor the last row alone
			ps[0].keep, ps[n-2].keep = true, true
		}
		ps[n-1].keep = p.KeepNext
	}
	return ps
}

func (g Gap) pieces(s Style, _ Measurer) []piece {
	return []piece{{h: MM(g.Rows) * s.rowPitch(), void: true}}
}

func (Break) pieces(Style, Measurer) []piece { return []piece{{brk: true}} }

func (c Custom) pieces(Style, Measurer) []piece {
	var ps []piece
	end := &Box{Marks: c.Close}
	for i, b := range c.Boxes {
		p := piece{h: b.H, marks: b.Marks, keep: i < c.KeepFirst-1 || i >= len(c.Boxes)-c.KeepLast && i < len(c.Boxes)-1, close: end}
		if c.Head.H > 0 {
			p.head = &c.Head
			if i == 0 {
				p.h += c.Head.H
				p.marks = append(append([]Mark(nil), c.Head.Marks...), Moved(b.Marks, 0, c.Head.H)...)
				p.head = nil
			}
		}
		ps = append(ps, p)
	}
	if len(ps) > 0 && c.KeepNext {
		ps[len(ps)-1].keep = true
	}
	return ps
}

// rows puts lines of an element into rows of the grid.
func rows(e *Element, lines []Line, f Font, s Style) []piece {
	ps := make([]piece, len(lines))
	for i, l := range lines {
		ps[i] = piece{h: s.rowPitch(), grid: true, marks: l.part(e, 0, baseline(s.rowPitch(), f))}
	}
	return ps
}

// Moved is the marks shifted right by dx and down by dy.
func Moved(marks []Mark, dx, dy MM) []Mark { return moved(make([]Mark, 0, len(marks)), marks, dx, dy) }

// moved appends such marks.
func moved(out, marks []Mark, dx, dy MM) []Mark {
	for _, k := range marks {
		switch k := k.(type) {
		case Glyphs:
			k.X += dx
			k.Baseline += dy
			out = append(out, k)
		case Rule:
			k.X1, k.X2, k.Y1, k.Y2 = k.X1+dx, k.X2+dx, k.Y1+dy, k.Y2+dy
			out = append(out, k)
		case Picture:
			k.X, k.Y = k.X+dx, k.Y+dy
			out = append(out, k)
		case Link:
			k.X, k.Y = k.X+dx, k.Y+dy
			out = append(out, k)
		default:
			out = append(out, nil)
		}
	}
	return out
}

// chained is the pieces of blocks in a row, those that belong together chained.
func chained(blocks []Block, s Style, m Measurer) []piece {
	var ps []piece
	for i, b := range blocks {
		if c, ok := b.(Custom); ok && c.KeepFirst > 0 && len(ps) > 0 {
			ps[len(ps)-1].keep = true
			if _, gap := blocks[i-1].(Gap); gap && len(ps) > 1 { // the line that leads to a table, over the room above it
				ps[len(ps)-2].keep = true
			}
		}
		got := allOf(element(b), b.pieces(s, m))
		if t, ok := b.(tail); ok {
			t.takeAlong(ps)
		}
		ps = append(ps, got...)
	}
	return ps
}

// Layout sets blocks on pages. There is always at least one page.
func Layout(blocks []Block, s Style, m Measurer) []Page { return lay(blocks, s, m).pages }

func lay(blocks []Block, s Style, m Measurer) *flow {
	ps := chained(blocks, s, m)
	f := &flow{s: s, m: m}
	f.newPage()
	for len(ps) > 0 {
		n := 1
		for n < len(ps) && ps[n-1].keep {
			n++
		}
		f.place(ps[:n])
		ps = ps[n:]
	}
	f.shut()
	f.end()
	f.margins()
	from := &Matter{Blocks: matterOf(blocks), Style: s}
	for i := range f.pages {
		f.pages[i].From = from
	}
	return f
}

// end notes where the page's matter ends, what stands at its foot moved up.
func (f *flow) end() {
	f.ended = append(f.ended, f.y-f.empty)
	f.empty = 0
}

// flow fills pages.
type flow struct {
	s     Style
	m     Measurer
	pages []Page
	y     MM   // where the next piece may begin
	fresh bool // nothing stands on the page yet
	open  *Box // what closes the matter that ends at y
	bare  int  // pages with this index and later ones carry no number; 0 for none

	ended  []MM  // where each page's matter ends
	texts  []int // the rows of running text of each page
	empty  MM    // left above what stands at the foot of the page
	signed int   // the page, from 0, on which the signing ends
}

// shut draws what closes the matter above y.
func (f *flow) shut() {
	if f.open != nil {
		f.mark(f.open.Marks)
		f.open = nil
	}
}

func (f *flow) newPage() {
	f.shut()
	if len(f.pages) > 0 {
		f.end()
	}
	f.pages, f.texts = append(f.pages, Page{Size: f.s.Size}), append(f.texts, 0)
	f.y = f.s.Y
	f.fresh = true
	if f.s.Head != nil && len(f.pages) == 1 {
		marks, y := f.s.Head.set(f.s, f.m)
		eachAlone(marks)
		f.pages[0].Marks = append(f.pages[0].Marks, marks...)
		f.y = f.snap(y)
		f.fresh = false
	}
}

// snap is the next row of the grid at or below y.
func (f *flow) snap(y MM) MM {
	row := f.s.rowPitch()
	n := (y - f.s.Y - 0.001) / row
	if n <= 0 {
		return f.s.Y
	}
	whole := MM(int(n))
	if n > whole {
		whole++
	}
	return f.s.Y + whole*row
}

// height is the room the pieces take from y on.
func (f *flow) height(ps []piece, y MM) MM {
	start := y
	for _, p := range ps {
		if p.grid {
			y = f.snap(y)
		}
		y += p.h
	}
	return y - start
}

// place puts a chain of pieces that belong together on the page, or on the
// next one; a chain longer than a page is broken where it must be.
func (f *flow) place(ps []piece) {
	if f.height(ps, f.y) > f.s.bottom()-f.y+0.01 && !f.fresh && !ps[0].even {
		if f.height(ps, f.s.Y) <= f.s.H+0.01 || len(ps) == 1 {
			f.newPage()
		}
	}
	for _, p := range ps {
		f.put(p)
	}
}

func (f *flow) put(p piece) {
	if f.open != p.close {
		f.shut()
	}
	if p.brk {
		if !f.fresh {
			f.newPage()
		}
		return
	}
	if p.void && f.fresh && len(f.pages) > 1 {
		return
	}
	if p.grid {
		f.y = f.snap(f.y)
	}
	if p.even {
		f.toEven(p)
	} else if !p.void && f.y+p.h > f.s.bottom()+0.01 && !f.fresh {
		f.newPage()
	}
	if p.head != nil && f.fresh {
		f.mark(unread(p.head.Marks))
		f.y += p.head.H
	}
	if p.foot {
		f.empty += f.s.bottom() - p.h - f.y
		f.y = f.s.bottom() - p.h
	}
	f.mark(p.marks)
	f.y += p.h
	f.fresh = false
	f.open = p.close
	if p.text {
		f.texts[len(f.pages)-1]++
	}
	if p.signs {
		f.signed = len(f.pages) - 1
	}
}

func (f *flow) mark(marks []Mark) {
	pg := &f.pages[len(f.pages)-1]
	if pg.Marks == nil && len(f.pages) > 1 { // about as many as the page before
		pg.Marks = make([]Mark, 0, len(f.pages[len(f.pages)-2].Marks)+8)
	}
	pg.Marks = moved(pg.Marks, marks, f.s.X, f.y)
}

// toEven goes on to an even page with room for a piece. A page left blank on
// the way carries no number, nor does the one after it (7.5).
func (f *flow) toEven(p piece) {
	number := func() int { return max(f.s.First, 1) + len(f.pages) - 1 }
	if number()%2 == 0 && f.y+p.h > f.s.bottom()+0.01 && !f.fresh {
		f.newPage()
		f.bare = len(f.pages) - 1
	}
	if number()%2 == 1 {
		f.newPage()
	}
}

// margins adds what stands outside the type area.
func (f *flow) margins() {
	first := max(f.s.First, 1)
	for i := range f.pages {
		marks := &f.pages[i].Marks
		bare := f.bare > 0 && i >= f.bare
		if !bare && (f.s.Numbers == NumberAll || f.s.Numbers == NumberLater && i > 0) {
			*marks = append(*marks, pageNumber(first+i, f.s, f.m))
		}
		if f.s.Numbers == NumberOf {
			*marks = append(*marks, f.s.listFoot(i+1, len(f.pages), f.m)...)
		} else if f.s.Note != "" {
			*marks = append(*marks, footNote(f.s, f.m)...)
		}
	}
}
