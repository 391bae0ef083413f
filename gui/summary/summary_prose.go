package summary

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// proseParagraph is one paragraph of filled prose.
type proseParagraph struct {
	Heading bool
	Pieces  []prosePiece
}

// prosePiece is plain words, or with a Figure a chip that opens it.
type prosePiece struct {
	Text   string
	Figure int  // index of the figure from 1; 0 for plain words
	Wrong  bool // a field that nothing is bound to
	Mark   figureMark
}

// figureMark tells what a figure's chip says of it.
type figureMark int

const (
	markBound   figureMark = iota // follows the facts by itself
	markRight                     // typed, and right
	markWrong                     // typed, and contradicts
	markUnknown                   // typed, and none of the year's figures
	markChanged                   // follows the facts, and changed since the last look
	markLook                      // of another year's text, to be looked at
)

// prose shows paragraphs with figures as chips, broken into lines of its
// width. Between Chinese characters a line may end anywhere but before closing
// and after opening punctuation.
type prose struct {
	onFigure func(figure int)

	paragraphs []proseParagraph
	stale      bool // the paragraphs changed while the prose was hidden
	look       proseLook
	widths     map[string]float32 // of pieces of text in this look, bold ones with a mark before
	chosen     int
	chips      []*figureChip
	box        *fyne.Container
	scroll     *container.Scroll
	root       *fyne.Container
	height     float32
}

func newProse(onFigure func(int)) *prose {
	p := &prose{onFigure: onFigure}
	p.box = container.New(proseBox{p})
	p.scroll = container.NewVScroll(p.box)
	p.root = container.New(proseArea{p}, p.scroll)
	return p
}

// proseLook is what of the theme the lines were broken and painted for.
type proseLook struct {
	size float32
	ink  color.Color
}

func lookNow() proseLook {
	return proseLook{look.Size(fynetheme.SizeNameText) * proseScale, look.Colour(fynetheme.ColorNameForeground)}
}

// set shows other paragraphs; while the prose is hidden, show does the work.
func (p *prose) set(paragraphs []proseParagraph) {
	p.paragraphs = paragraphs
	if p.stale = !p.root.Visible(); !p.stale {
		p.arrange()
	}
}

// show shows or hides the prose.
func (p *prose) show(yes bool) {
	ui.SetShown(p.root, yes)
	if yes && p.stale {
		p.stale = false
		p.arrange()
	}
}

// choose shows a figure as the chosen one; 0 chooses none.
func (p *prose) choose(figure int) {
	p.chosen = figure
	for _, c := range p.chips {
		c.chosen = c.figure == figure
		c.Refresh()
	}
}

// proseArea gives the prose the room and breaks it anew when the room changes.
type proseArea struct{ p *prose }

func (a proseArea) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 100) }

func (a proseArea) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if a.p.scroll.Size() != size || a.p.look != lookNow() {
		a.p.scroll.Resize(size)
		a.p.arrange()
	}
}

// proseBox keeps the places that arrange has given.
type proseBox struct{ p *prose }

func (b proseBox) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, b.p.height) }

func (b proseBox) Layout([]fyne.CanvasObject, fyne.Size) {}

// proseLine collects what stands on one line.
type proseLine struct {
	p    *prose
	x, y float32
	room float32
	bold bool
	text string  // plain words not yet placed
	from float32 // where they begin
	size float32
	rows float32 // height of a line
}

// arrange breaks the paragraphs into lines and makes their objects.
func (p *prose) arrange() {
	if now := lookNow(); p.look != now || p.widths == nil {
		p.look, p.widths = now, map[string]float32{}
	}
	size := p.look.size
	l := &proseLine{p: p, room: p.scroll.Size().Width - look.Size(look.SizeMargin), size: size, rows: size * proseLeading}
	p.box.Objects, p.chips = nil, nil
	if l.room < 4*size {
		return
	}
	for _, para := range p.paragraphs {
		l.bold, l.x = para.Heading, 0
		if !para.Heading {
			l.x = 2 * size
		}
		l.from = l.x
		for _, piece := range para.Pieces {
			if piece.Figure > 0 {
				l.chip(piece)
			} else {
				l.words(piece)
			}
		}
		l.flush()
		l.y += l.rows
	}
	p.height = l.y + look.Size(look.SizeMargin)
	p.box.Refresh()
	p.scroll.Refresh()
}

// proseScale is the size of the prose to normal text, proseLeading the height
// of its lines to their size.
const proseScale, proseLeading = 15.0 / 14, 2

func (l *proseLine) words(piece prosePiece) {
	if piece.Wrong {
		l.flush()
	}
	for _, word := range ui.Unbroken(piece.Text) {
		w := l.width(word)
		if l.x+w > l.room && l.x > 0 && !ui.Hangs(word) {
			l.flush()
			l.next()
		}
		l.text += word
		l.x += w
	}
	if piece.Wrong {
		l.place(look.ColorRed)
	}
}

func (l *proseLine) width(text string) float32 {
	key := text
	if l.bold {
		key = "*" + text
	}
	w, ok := l.p.widths[key]
	if !ok {
		w = fyne.MeasureText(text, l.size, fyne.TextStyle{Bold: l.bold}).Width
		l.p.widths[key] = w
	}
	return w
}

func (l *proseLine) next() {
	l.x, l.from, l.y = 0, 0, l.y+l.rows
}

func (l *proseLine) flush() { l.place(fynetheme.ColorNameForeground) }

// place makes the words collected into an object.
func (l *proseLine) place(c fyne.ThemeColorName) {
	if l.text != "" {
		t := canvas.NewText(l.text, look.Colour(c))
		t.TextSize, t.TextStyle.Bold = l.size, l.bold
		h := t.MinSize().Height
		t.Move(fyne.NewPos(l.from, l.y+(l.rows-h)/2))
		t.Resize(fyne.NewSize(l.x-l.from, h))
		l.p.box.Objects = append(l.p.box.Objects, t)
	}
	l.text, l.from = "", l.x
}

// chip places a figure.
func (l *proseLine) chip(piece prosePiece) {
	l.flush()
	text := shorten(piece.Text, chipRunes)
	c := newFigureChip(text, piece.Figure, l.size, l.p.onFigure)
	c.mark = piece.Mark
	c.chosen = piece.Figure == l.p.chosen
	w := c.MinSize().Width
	if l.x+w > l.room && l.x > 0 {
		l.next()
	}
	w = min(w, l.room)
	h := c.MinSize().Height
	c.Move(fyne.NewPos(l.x+chipGap, l.y+(l.rows-h)/2))
	c.Resize(fyne.NewSize(w, h))
	l.x += w + 2*chipGap
	l.from = l.x
	l.p.chips = append(l.p.chips, c)
	l.p.box.Objects = append(l.p.box.Objects, c)
}

// chipRunes is how many characters of an example's title a chip shows;
// chipGap the space on both sides of a chip.
const (
	chipRunes = 24
	chipGap   = 2
)

func shorten(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// figureChip is one bound figure in the prose.
type figureChip struct {
	widget.BaseWidget
	figure  int
	mark    figureMark
	text    string
	size    float32
	chosen  bool
	hover   bool
	focused bool
	tapped  func(int)
}

func newFigureChip(text string, figure int, size float32, tapped func(int)) *figureChip {
	c := &figureChip{figure: figure, text: text, size: size, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped opens the figure.
func (c *figureChip) Tapped(*fyne.PointEvent) { c.tapped(c.figure) }

// Cursor shows that it can be clicked.
func (c *figureChip) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows it hovered.
func (c *figureChip) MouseIn(*desktop.MouseEvent) { c.hover = true; c.Refresh() }

// MouseMoved is not needed.
func (c *figureChip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows it as usual.
func (c *figureChip) MouseOut() { c.hover = false; c.Refresh() }

// FocusGained shows the ring.
func (c *figureChip) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost hides the ring.
func (c *figureChip) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune is not needed.
func (c *figureChip) TypedRune(rune) {}

// TypedKey opens on Enter and Space and leaves other keys to the window.
func (c *figureChip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.tapped(c.figure)
	default:
		if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil && on.OnTypedKey() != nil {
			on.OnTypedKey()(e)
		}
	}
}

// CreateRenderer is Fyne's.
func (c *figureChip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{chip: c, back: canvas.NewRectangle(color.Transparent), word: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

type chipRenderer struct {
	chip *figureChip
	back *canvas.Rectangle
	word *canvas.Text
}

func (r *chipRenderer) Destroy() {}

func (r *chipRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.word} }

func (r *chipRenderer) MinSize() fyne.Size {
	return r.word.MinSize().Add(fyne.NewSize(look.Size(look.SizeBadgeSide)*1.5, chipGap))
}

func (r *chipRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	h := r.word.MinSize().Height
	r.word.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.word.Resize(fyne.NewSize(size.Width, h))
}

func (r *chipRenderer) Refresh() {
	c := r.chip
	back, word, edge := look.ColorBlueSoft, look.ColorBlue, look.ColorBlueLine
	switch c.mark {
	case markRight:
		back, word, edge = look.ColorGreenSoft, look.ColorGreen, look.ColorGreen
	case markWrong:
		back, word, edge = look.ColorRedSoft, look.ColorRed, look.ColorRed
	case markUnknown:
		back, word, edge = look.ColorGreySoft, look.ColorGrey, look.ColorLine
	case markChanged, markLook:
		back, word, edge = look.ColorYellowSoft, look.ColorYellow, look.ColorYellow
	}
	if c.hover {
		back = look.ColorRowSelected
	}
	if c.chosen {
		back, word = fynetheme.ColorNamePrimary, fynetheme.ColorNameForegroundOnPrimary
	}
	r.back.FillColor, r.back.CornerRadius = look.Colour(back), look.Size(look.SizeCorner)
	r.back.StrokeColor, r.back.StrokeWidth = look.Colour(edge), 1
	if c.focused {
		r.back.StrokeColor, r.back.StrokeWidth = look.Colour(fynetheme.ColorNameFocus), 2
	}
	r.word.Text, r.word.TextSize, r.word.Color = c.text, c.size, look.Colour(word)
	r.word.Alignment = fyne.TextAlignCenter
	r.back.Refresh()
	r.word.Refresh()
}
