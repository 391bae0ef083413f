package page

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Head is what stands above the text on a first page. A form of head is a
// value: LetterHead is 信函格式, FileHead 文件格式.
type Head interface {
	// set gives the head's marks and the place below which the text's rows begin.
	set(s Style, m Measurer) ([]Mark, MM)
}

// LetterHead is the head of 信函格式 (GB/T 9704-2012, 10.1): the issuer's name
// in red between the paper's top and a red double rule, the 文号 below it at
// the right, and a second double rule near the paper's foot.
type LetterHead struct {
	Name   string // the issuer in full
	Number string // 文号; its row stays free where empty
	Class  string // the class of the answer at the top right, above the name; may be empty
	Public string // whether the answer is published, below the class; may be empty
	Bar    *Color // a broad stroke at the top left that tells across a desk what it is; nil for none
}

// The stroke of a head's Bar: its middle from the paper's top, length and weight.
const (
	barTop    MM = 20
	barLength MM = 30
	barWeight MM = 4
)

func (h LetterHead) set(s Style, m Measurer) ([]Mark, MM) {
	right := s.X + s.W
	// Their own lines above the name: a long name never meets them.
	marks := cornerMarks(right, HeadTop-2, s.W, []string{h.Class, h.Public}, m)
	name, below := h.name(s, m)
	marks = append(marks, name...)

	x1 := (s.Size.W - HeadRuleWidth) / 2
	y := below + HeadRuleBelow
	marks = append(marks, redRule(x1, y, HeadRuleWidth, doubleRuleThick), redRule(x1, y+doubleRuleThick+doubleRuleInside, HeadRuleWidth, doubleRuleThin))
	y += doubleRuleThick + doubleRuleInside + doubleRuleThin

	if h.Bar != nil {
		marks = append(marks, Rule{X1: s.X, Y1: barTop, X2: s.X + barLength, Y2: barTop, Weight: barWeight, Color: *h.Bar})
	}
	foot := s.Size.H - FootRuleUp
	marks = append(marks, redRule(x1, foot-doubleRuleThick-doubleRuleInside-doubleRuleThin, HeadRuleWidth, doubleRuleThin), redRule(x1, foot-doubleRuleThick, HeadRuleWidth, doubleRuleThick))

	f := s.Font
	top := y + RuleToNumber
	if Clean(h.Number) != "" {
		marks = append(marks, endingAt(right, top+f.Em()*baselineDown, s.W, h.Number, f, m))
	}
	return marks, top + f.Em() + TitleGapRows*s.rowPitch() - titleInside(s)
}

// name sets the issuer's name: one that would become too small on one line stands
// on two, broken by sense, both as wide as the longer one.
func (h LetterHead) name(s Style, m Measurer) ([]Mark, MM) {
	room := s.W - 2
	text, smallest := oneLine(h.Name), Font{XiaoBiaoSong, headSmallest}
	if Width(text, smallest, 0, m) > room {
		if lines := halves(text, smallest, room, s.Names, m); len(lines) > 1 {
			return stackedNames(lines, "", HeadTop, (s.Size.W-room)/2, room, m)
		}
	}
	return redName(text, HeadTop, HeadMaxSize, s.Size.W/2, room, m)
}

// headSmallest is the size in points under which a long name is better set on two
// lines.
const headSmallest = 22

// titleInside is how far a title's em box begins inside its row: so much less
// is left free above the row, for the standard counts to the characters.
func titleInside(s Style) MM { return (s.rowPitch() - TitleSize*PointMM) / 2 }

// cornerMarks are the class and its company in 三号黑体, ending at right, one
// below the other, the last one's strokes ending above bottom.
func cornerMarks(right, bottom, room MM, texts []string, m Measurer) []Mark {
	var marks []Mark
	f := Font{Hei, BodySize}
	for i := len(texts) - 1; i >= 0; i-- {
		if Clean(texts[i]) == "" {
			continue
		}
		marks = append(marks, endingAt(right, bottom-f.Em()*(1-baselineDown), room, texts[i], f, m))
		bottom -= f.Em() * cornerPitch
	}
	return marks
}

// cornerPitch is the distance of two lines of cornerMarks in em.
const cornerPitch = 1.25

// redName sets an issuer's name in red over the middle, its strokes' top edge
// at top, and tells where they end below. Up to six characters are spread; more
// than fill the room become smaller.
func redName(name string, top MM, largest float64, middle, room MM, m Measurer) ([]Mark, MM) {
	text := oneLine(name)
	f := Font{XiaoBiaoSong, largest}
	n := utf8.RuneCountInString(text)
	if n == 0 {
		return nil, top + f.Em()*(inkUp+inkDown)
	}
	wide := Width(text, f, 0, m)
	if wide > room {
		f.Size *= float64(room / wide)
		wide = room
	}
	var track MM
	if n > 1 {
		share := MM(0.10)
		if n <= 6 {
			share = 0.35
		}
		track = min(share*f.Em(), (room-wide)/MM(n-1))
	}
	x := middle - (wide+track*MM(n-1))/2
	up, down := inkOf(text, f, m, inkUp, inkDown)
	base := top + up
	return []Mark{Glyphs{X: x, Baseline: base, Font: f, Color: Red, Text: text, Track: track}}, base + down
}

// redRule is a red rule of a length whose upper edge lies at top.
func redRule(x, top, length, weight MM) Mark {
	y := top + weight/2
	return Rule{X1: x, Y1: y, X2: x + length, Y2: y, Weight: weight, Color: Red}
}

// Width is the length of a text in one font with a track between characters.
func Width(text string, f Font, track MM, m Measurer) MM {
	var w MM
	n := 0
	for _, r := range text {
		w += m.Advance(f, r)
		n++
	}
	return w + track*MM(max(0, n-1))
}

// fitting is the font in which a text that stays on one line fits the room: its
// own where it does, a smaller one else. Nothing leaves the paper.
func fitting(text string, f Font, room MM, m Measurer) Font {
	if w := Width(text, f, 0, m); w > room {
		f.Size *= float64(room / w)
	}
	return f
}

// oneLine is Clean for what stays on one line.
func oneLine(text string) string { return strings.ReplaceAll(Clean(text), "\n", " ") }

// endingAt sets a text so that it ends at x and is no longer than room.
func endingAt(x, base, room MM, text string, f Font, m Measurer) Mark {
	text = oneLine(text)
	f = fitting(text, f, room, m)
	return Glyphs{X: x - Width(text, f, 0, m), Baseline: base, Font: f, Text: text}
}

// dashUp is how far a dash lies above the baseline in em.
const dashUp = 0.27

// pageNumber is `— 2 —` below the type area, odd pages at the right, even ones
// at the left, one character in (GB/T 9704-2012, 7.5).
func pageNumber(n int, s Style, m Measurer) Mark {
	f := Font{Song, NumberSize}
	text := "— " + strconv.Itoa(n) + " —"
	up, _ := inkOf("—", f, m, dashUp, 0)
	g := Glyphs{Baseline: s.bottom() + NumberBelow + up, Font: f, Text: text}
	g.X = s.X + NumberSideChars*f.Em()
	if n%2 == 1 {
		g.X = s.X + s.W - NumberSideChars*f.Em() - Width(text, f, 0, m)
	}
	return g
}

// ListFoot is the face of the foot of lists, ListFootUp how far above the paper's
// edge its baseline is.
var ListFoot = Font{Song, 9}

const ListFootUp MM = 11

// listFoot is the line at the foot of a list's page: 第1页 共3页 in the middle,
// the note at the right and, from the second page on, at the left whose sheet
// this is.
func (s Style) listFoot(n, of int, m Measurer) []Mark {
	at := func(x MM, text string, c Color) Mark {
		return Glyphs{X: x, Baseline: s.Size.H - ListFootUp, Font: ListFoot, Color: c, Text: text}
	}
	number := "第" + strconv.Itoa(n) + "页 共" + strconv.Itoa(of) + "页"
	marks := []Mark{at((s.Size.W-Width(number, ListFoot, 0, m))/2, number, Black)}
	if n > 1 {
		room := s.W/2 - 20
		if lines := FillText(s.Running, ListFoot, Setting{Width: room, Align: Left}, m); len(lines) > 0 {
			marks = append(marks, lines[0].At(s.X, s.Size.H-ListFootUp)...)
		}
	}
	if note := Clean(s.Note); note != "" {
		marks = append(marks, at(s.Size.W-s.X-Width(note, ListFoot, 0, m), note, Grey))
	}
	return marks
}

// footNote is a few grey words in the middle of the bottom margin.
func footNote(s Style, m Measurer) []Mark {
	f := Font{s.Font.Face, 9}
	text := Clean(s.Note)
	x := s.X + (s.W-Width(text, f, 0, m))/2
	return []Mark{Glyphs{X: x, Baseline: s.Size.H - 11, Font: f, Color: Grey, Text: text}}
}
