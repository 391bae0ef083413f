package page

import (
	"strings"
	"unicode/utf8"
)

// FileHead is the head of 文件格式 (GB/T 9704-2012, 7.2): the red name with the
// word 文件, the 文号 below it and a red rule as wide as the type area. With
// signers it is the head of an upward document (上行文).
type FileHead struct {
	Names  []string // the issuing bodies, the lead body first
	Plain  bool     // the names alone, without the word 文件 (7.2.4 allows both)
	Number string   // 文号; its row stays free where empty
	// Signers (签发人) make it an upward document: the 文号 moves to the left, they
	// stand at the right (7.2.5, 7.2.6).
	Signers []string
	Class   string // at the top right of the type area; may be empty
	Public  string // below the class; may be empty
}

const (
	fileWord = "文件"
	// fileRoom is what the red name leaves free at both sides of the type area.
	fileRoom MM = 2
	// fileSmallest is the size under which a long name is better set on two
	// lines, fileTallest the height of several bodies' names: enough for twelve,
	// and the text still begins on the first page, as it must.
	fileSmallest     = 28
	fileTallest   MM = 72
	fileStacked      = 36   // the largest size of names one below the other
	fileLinePitch    = 1.25 // in em
	fileWordShare    = 1.6  // 文件 beside stacked names is larger than they
	fileWordGap      = 0.5  // em of the names between them and 文件
	// signerShare is the part of a line that 签发人 may take beside the 文号.
	signerShare = 0.6
)

func (h FileHead) set(s Style, m Measurer) ([]Mark, MM) {
	right := s.X + s.W
	marks := cornerMarks(right, s.Y+MM(h.corners())*cornerPitch*BodyEm, s.W, []string{h.Class, h.Public}, m)
	name, below := h.name(s, m)
	marks = append(marks, name...)

	rest, y := h.line(s, below+FileNumberRows*s.rowPitch(), m)
	marks = append(marks, rest...)
	marks = append(marks, redRule(s.X, y+FileRuleBelow, s.W, FileRuleWeight))
	return marks, y + FileRuleBelow + FileRuleWeight + FileTitleRows*s.rowPitch() - titleInside(s)
}

// corners is the number of lines at the top right.
func (h FileHead) corners() int {
	n := 0
	for _, t := range []string{h.Class, h.Public} {
		if Clean(t) != "" {
			n++
		}
	}
	return n
}

// name sets the names and 文件, and tells where their strokes end below.
func (h FileHead) name(s Style, m Measurer) ([]Mark, MM) {
	var names []string
	for _, n := range h.Names {
		if n = strings.TrimSuffix(strings.TrimSpace(oneLine(n)), fileWord); n != "" {
			names = append(names, n)
		}
	}
	word := fileWord
	if h.Plain {
		word = ""
	}
	top, room := s.Y+FileMarkTop, s.W-2*fileRoom
	if len(names) == 0 {
		return redName("", top, HeadMaxSize, s.X+s.W/2, room, m)
	}
	smallest := Font{XiaoBiaoSong, fileSmallest}
	if len(names) == 1 {
		if whole := names[0] + word; Width(whole, smallest, 0, m) <= room {
			return redName(whole, top, FileMarkMax, s.X+s.W/2, room, m)
		}
		names = halves(names[0], smallest, room, s.Names, m)
	}
	return stackedNames(names, word, top, s.X+fileRoom, room, m)
}

// halves breaks a long name by sense into two lines of nearly one length.
func halves(name string, f Font, room MM, names []string, m Measurer) []string {
	wide := Width(name, f, 0, m)
	for share := MM(0.54); share < 1; share += 0.06 {
		var lines []string
		for _, l := range BreakTitle(name, f, wide*share, names, m) {
			lines = append(lines, l.text())
		}
		if len(lines) <= 2 {
			return lines
		}
	}
	return []string{name}
}

func (l Line) text() string {
	var b strings.Builder
	for _, g := range l.Runs {
		b.WriteString(g.Text)
	}
	return b.String()
}

// stackedNames sets names one below the other, each spread to the width of the
// longest, and the word 文件 at their right, in the middle of their height
// (7.2.4). They become smaller until they fit the room.
func stackedNames(names []string, word string, top, x, room MM, m Measurer) ([]Mark, MM) {
	longest := MM(0)
	for _, n := range names {
		longest = max(longest, Width(n, Font{XiaoBiaoSong, 1}, 0, m))
	}
	words := MM(0) // the room of 文件 at the size of one point
	if word != "" {
		words = fileWordGap*PointMM + fileWordShare*Width(word, Font{XiaoBiaoSong, 1}, 0, m)
	}
	lines := MM(len(names))
	size := min(fileStacked, float64(room/(longest+words)), float64(fileTallest/((lines-1)*fileLinePitch+inkUp+inkDown)/PointMM))
	f := Font{XiaoBiaoSong, size}
	wide := longest * MM(size)
	x += (room - wide - words*MM(size)) / 2

	var marks []Mark
	pitch := fileLinePitch * f.Em()
	up, _ := inkOf(names[0], f, m, inkUp, inkDown)
	_, down := inkOf(names[len(names)-1], f, m, inkUp, inkDown)
	base := top + up
	for i, n := range names {
		marks = append(marks, spread(n, f, x, base+MM(i)*pitch, wide, m))
	}
	below := base + (lines-1)*pitch + down
	if word != "" {
		g := Font{XiaoBiaoSong, size * fileWordShare}
		up, down := inkOf(word, g, m, inkUp, inkDown)
		marks = append(marks, Glyphs{X: x + wide + fileWordGap*f.Em(), Baseline: (top + below + up - down) / 2, Font: g, Color: Red, Text: word})
	}
	return marks, below
}

// spread sets a red text from x over the whole width.
func spread(text string, f Font, x, base, width MM, m Measurer) Mark {
	g := Glyphs{X: x, Baseline: base, Font: f, Color: Red, Text: text}
	free := width - Width(text, f, 0, m)
	if n := utf8.RuneCountInString(text); n > 1 {
		g.Track = free / MM(n-1)
	} else {
		g.X += free / 2
	}
	return g
}

// line sets the 文号 and the signers in rows from top on and tells where the
// last row's characters end.
func (h FileHead) line(s Style, top MM, m Measurer) ([]Mark, MM) {
	f := s.Font
	signers := h.signers()
	rows := max(1, (len(signers)+SignersPerRow-1)/SignersPerRow)
	last := top + MM(rows-1)*s.rowPitch()
	var marks []Mark
	if number := oneLine(h.Number); number != "" {
		x := s.X + SignerChars*f.Em()
		g := fitting(number, f, s.W-s.W*signerShare-2*SignerChars*f.Em(), m)
		if len(signers) == 0 {
			g = fitting(number, f, s.W, m)
			x = s.X + (s.W-Width(number, g, 0, m))/2
		}
		marks = append(marks, Glyphs{X: x, Baseline: last + f.Em()*baselineDown, Font: g, Text: number})
	}
	marks = append(marks, signerMarks(signers, s, top, m)...)
	return marks, last + f.Em()
}

func (h FileHead) signers() []string {
	var out []string
	for _, n := range h.Signers {
		if n = strings.TrimSpace(oneLine(n)); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// signerMarks set 签发人： in 仿宋 and the names in 楷体, two a row, further rows
// beginning below the first name, the longest row ending one character before
// the right edge (7.2.6).
func signerMarks(signers []string, s Style, top MM, m Measurer) []Mark {
	if len(signers) == 0 {
		return nil
	}
	const label = "签发人："
	kai := Font{Kai, s.Font.Size}
	room := (s.W*signerShare-Width(label, s.Font, 0, m))/SignersPerRow - kai.Em()
	column := MM(0) // width of a name that another one follows
	for _, n := range signers {
		column = max(column, min(room, Width(n, kai, 0, m)))
	}
	wide := column
	if len(signers) > 1 {
		wide += (SignersPerRow - 1) * (column + kai.Em())
	}
	x := s.X + s.W - SignerChars*kai.Em() - wide
	base := top + kai.Em()*baselineDown
	marks := []Mark{Glyphs{X: x - Width(label, s.Font, 0, m), Baseline: base, Font: s.Font, Text: label}}
	for i, n := range signers {
		marks = append(marks, Glyphs{
			X:        x + MM(i%SignersPerRow)*(column+kai.Em()),
			Baseline: base + MM(i/SignersPerRow)*s.rowPitch(), Font: fitting(n, kai, column, m), Text: n,
		})
	}
	return marks
}
