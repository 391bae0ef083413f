package doctext

import "slices"

// What Word does not show, or shows elsewhere: hidden runs, the commands of fields, text
// boxes.

// run is the one under way.
type run struct{ in, hidden, told bool }

// frame is what stood around a text box when it began.
type frame struct {
	text, row string
	tables    int
	at        paragraph
	run       run
	fields    []bool
	boxes     []string
}

// paragraph is the one under way.
type paragraph struct {
	style, num, level string
	begun, joined     bool // its number is written; its end was deleted
	hidden            bool // its style is
}

// space writes a blank, of a tab.
func (b *wordReader) space() {
	if b.shown() {
		b.out().WriteByte(' ')
	}
}

// shown tells whether what is written now is shown: not within a field's command, nor
// in a hidden run.
func (b *wordReader) shown() bool {
	if slices.Contains(b.fields, false) {
		return false
	}
	if b.run.hidden && !b.run.told {
		b.count(hiddenText)
		b.run.told = true
	}
	return !b.run.hidden
}

// field follows a field from its beginning over its command to its result.
func (b *wordReader) field(kind string) {
	n := len(b.fields)
	switch {
	case kind == "begin":
		b.fields = append(b.fields, false)
	case kind == "separate" && n > 0:
		b.fields[n-1] = true
	case kind == "end" && n > 0:
		b.fields = b.fields[:n-1]
	}
}

// frame begins a text box: what it says follows the paragraph that it stands in.
func (b *wordReader) frame() {
	b.frames = append(b.frames, frame{b.text.String(), b.row.String(), b.tables, b.at, b.run, b.fields, b.boxes})
	b.text.Reset()
	b.row.Reset()
	b.tables, b.at, b.run, b.fields, b.boxes = 0, paragraph{}, run{}, nil, nil
}

// unframe ends one.
func (b *wordReader) unframe() {
	if len(b.frames) == 0 {
		return
	}
	said := b.text.String()
	f := b.frames[len(b.frames)-1]
	b.frames = b.frames[:len(b.frames)-1]
	b.text.Reset()
	b.row.Reset()
	b.text.WriteString(f.text)
	b.row.WriteString(f.row)
	b.tables, b.at, b.run, b.fields, b.boxes = f.tables, f.at, f.run, f.fields, append(f.boxes, said)
}
