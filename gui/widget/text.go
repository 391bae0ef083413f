package widget

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	look "jianban/gui/theme"
)

// Text is a paragraph that wraps as Chinese is set: no line begins with a
// closing mark or ends with an opening one.
type Text struct {
	fw.Label
	whole string  // the text without our line ends
	width float32 // that the lines were made for
}

// NewText makes a paragraph in the normal colour and size.
func NewText(text string) *Text {
	t := &Text{}
	t.Wrapping = fyne.TextWrapBreak
	t.ExtendBaseWidget(t)
	t.SetText(text)
	return t
}

// NewSmallText makes a paragraph of the small size that stands back, without
// the room that a label keeps at its left.
func NewSmallText(text string) fyne.CanvasObject {
	t := NewText(text)
	t.SizeName, t.Importance = look.SizeSmall, fw.LowImportance
	return closely(t)
}

// NewCloseText makes a paragraph in the normal colour and size without the room
// that a label keeps around it.
func NewCloseText(text string) fyne.CanvasObject { return closely(NewText(text)) }

func closely(t *Text) fyne.CanvasObject {
	pad := -look.Size(fynetheme.SizeNameInnerPadding)
	return container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), t)
}

// SetText shows another text.
func (t *Text) SetText(text string) {
	t.whole = text
	t.Refresh()
}

// String is the text without the line ends of its present width.
func (t *Text) String() string { return t.whole }

// Resize makes the lines anew for another width.
func (t *Text) Resize(size fyne.Size) {
	if size.Width != t.width {
		t.width = size.Width
		t.Refresh()
	}
	t.Label.Resize(size)
}

// Refresh makes the lines anew; the size of the text may have changed.
func (t *Text) Refresh() {
	t.Label.SetText(t.lines())
}

// lines are the text with line ends where the width asks for them.
func (t *Text) lines() string {
	size := t.SizeName
	if size == "" {
		size = fynetheme.SizeNameText
	}
	room := t.width - 2*look.Size(fynetheme.SizeNameInnerPadding) - 1
	if room <= 0 {
		return t.whole
	}
	var out strings.Builder
	for i, paragraph := range strings.Split(t.whole, "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		x := float32(0)
		for _, word := range Unbroken(paragraph) {
			w := fyne.MeasureText(word, look.Size(size), t.TextStyle).Width
			if x+w > room && x > 0 {
				out.WriteByte('\n')
				x = 0
			}
			out.WriteString(word)
			x += w
		}
	}
	return out.String()
}

// noStart cannot begin a line, noEnd cannot end one.
const (
	noStart = "，。、；：？！）〕】》」』”’…—%％·,.;:?!)]}"
	noEnd   = "（〔【《「『“‘([{"
)

// Unbroken cuts a text into the pieces between which a line may end: single
// Chinese characters with the punctuation that belongs to them, and words.
func Unbroken(text string) []string {
	var out []string
	glue := false // the next character belongs to the piece before
	for _, r := range text {
		n := len(out) - 1
		switch {
		case n < 0:
			out = append(out, string(r))
		case glue || strings.ContainsRune(noStart, r) || narrow(r) && narrow(lastRune(out[n])):
			out[n] += string(r)
		default:
			out = append(out, string(r))
		}
		glue = strings.ContainsRune(noEnd, r)
	}
	return out
}

// Hangs tells whether a piece of text must stay with what stands before it.
func Hangs(piece string) bool {
	for _, r := range piece {
		return strings.ContainsRune(noStart, r)
	}
	return false
}

func narrow(r rune) bool { return r < 0x2E80 && !unicode.IsSpace(r) }

func lastRune(s string) (last rune) {
	for _, r := range s {
		last = r
	}
	return last
}
