package page

import (
	"strings"
	"unicode/utf8"
)

// FileHead is the head of 文件格式 (GB/T 9704-2012, 7.2): the red name with the
// word 文件, the 文号 below it and a red rule as wide as the type area.
type FileHead struct {
	Names  []string // the issuing bodies, the lead body first
	Number string   // 文号; its row stays free where empty
	Class  string   // at the top right of the type area; may be empty
	Public string   // below the class; may be empty
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
	top, room := s.Y+FileMarkTop, s.W-2*fileRoom
	if len(names) == 0 {
		return redName("", top, HeadMaxSize, s.X+s.W/2, room, m)
	}
	smallest := Font{XiaoBiaoSong, fileSmallest}
	if len(names) == 1 {
		if whole := names[0] + fileWord; Width(whole, smallest, 0, m) <= room {
			return redName(whole, top, FileMarkMax, s.X+s.W/2, room, m)
		}
		names = halves(names[0], smallest, room, s.Names, m)
	}
	return stackedNames(names, fileWord, top, s.X+fileRoom, room, m)
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

// line sets the 文号 in a row from top on and tells where its characters end.
func (h FileHead) line(s Style, top MM, m Measurer) ([]Mark, MM) {
	f := s.Font
	number := oneLine(h.Number)
	if number == "" {
		return nil, top + f.Em()
	}
	g := fitting(number, f, s.W, m)
	x := s.X + (s.W-Width(number, g, 0, m))/2
	return []Mark{Glyphs{X: x, Baseline: top + f.Em()*baselineDown, Font: g, Text: number}}, top + f.Em()
}
