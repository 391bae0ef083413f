package export

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jianban/data"
	"jianban/export/page"
)

// What the printed forms have in common: a sheet with a title and a ruled form
// below it, whose places stay free where nothing is known, to be written by hand.

// formFont is the face of forms.
var formFont = page.Font{Face: page.FangSong, Size: 12}

// Measures of forms.
const (
	labelWide page.MM = 28  // cells that name what stands beside them
	formRow   page.MM = 8.6 // height of a row at least, for a pen
	boxesWide         = 29  // characters of choices on a line
	formSpare page.MM = 6   // left free below a form that fills its page: other programs set its rows higher
)

// handDay and handNumber are a day and a 文号 to be written by hand.
const handDay = "　　　　年　　月　　日"

// handNumber is a 文号 of the year that waits for its series and number.
func handNumber(day data.Date) string {
	if day.IsZero() {
		return "　　　〔　　　〕　　号"
	}
	return "　　　〔" + day.Chinese()[:len("2022")] + "〕　　号"
}

// withoutNumber tells of a letter without its 文号 whose place was left; nil of one that
// has it.
func withoutNumber(number string) []string {
	if number != "" {
		return nil
	}
	return []string{"还没有文号，纸上留了手写的位置"}
}

// formStyle is the page of forms: that of letters, without page numbers.
func formStyle(s data.Settings, names []string) page.Style {
	style := page.Official()
	style.Numbers, style.Names = page.NumberNone, names
	style.Y, style.H, style.Rows = 28, 240, 24
	if s.Demo {
		style.Note = demoNote
	}
	return style
}

// formRows are the rows of a form.
type formRows []page.FormRow

// line is a row of one field.
func (f *formRows) line(label, text string) { f.room(label, text, 1) }

// room is a row of one field with room for so many lines.
func (f *formRows) room(label, text string, lines int) {
	*f = append(*f, page.FormRow{Cells: []page.FormCell{page.Label(label, labelWide), page.Blank(text)}, Room: lines})
}

// pair is a row of two fields.
func (f *formRows) pair(label, text, label2, text2 string) { f.pairRoom(label, text, label2, text2, 1) }

// pairRoom is a row of two fields with room for so many lines.
func (f *formRows) pairRoom(label, text, label2, text2 string, lines int) {
	const half = page.TypeWidth / 2
	*f = append(*f, page.FormRow{Room: lines, Cells: []page.FormCell{page.Label(label, labelWide), value(text, half-labelWide), page.Label(label2, labelWide), value(text2, half-labelWide)}})
}

// value is a cell with what is known; a day to be written by hand stands at its
// right.
func value(text string, width page.MM) page.FormCell {
	if text == handDay {
		return page.FormCell{Text: text, Width: width, Align: page.Right}
	}
	return page.FormCell{Text: text, Width: width, Align: page.Left}
}

// formSheet is a sheet with a title and a form, then what stands below it. Where
// it leaves room on its page, the rows that are written by hand get it.
func formSheet(title string, rows formRows, style page.Style, m page.Measurer, below ...page.Block) []page.Page {
	form := page.Form{Rows: rows, Font: formFont, Least: formRow, Fill: style.H - formSpare}
	for _, b := range below {
		c, small := b.(page.Custom)
		if !small { // text follows, which takes what room there is
			form.Fill = 0
			break
		}
		for _, b := range c.Boxes {
			form.Fill -= b.H
		}
	}
	head := []page.Block{page.Title{Text: title}, page.Gap{Rows: 0.5}}
	if form.Fill > 0 {
		lines := len(page.BreakTitle(title, page.Font{Face: page.XiaoBiaoSong, Size: page.TitleSize}, style.W, style.Names, m))
		form.Fill -= (page.MM(lines) + 0.5) * style.H / page.MM(style.Rows)
	}
	return page.Layout(append(append(head, form.Block(style, m)), below...), style, m)
}

// boxes are choices with a box before each, the chosen one's filled. One chosen
// that is none of them follows them. None is parted from its box at a line's end.
func boxes(chosen string, words ...string) string {
	if chosen != "" && !slices.Contains(words, chosen) {
		words = append(slices.Clone(words), chosen)
	}
	var said strings.Builder
	line := 0
	for i, w := range words {
		wide := utf8.RuneCountInString(w) + 2
		switch {
		case i > 0 && line+wide > boxesWide:
			said.WriteString("\n")
			line = 0
		case i > 0:
			said.WriteString("　")
		}
		line += wide
		if w == chosen {
			said.WriteString("■" + w)
		} else {
			said.WriteString("□" + w)
		}
	}
	return said.String()
}

// wordsOf are choices as words.
func wordsOf[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return out
}

// classBoxes are the classes of a case's scheme, the one chosen filled.
func classBoxes(letter string, r data.Rules) string {
	var words []string
	chosen := ""
	for _, c := range r.Pack.Classes {
		word := c.Letter + "." + c.Name
		if c.Letter == letter {
			chosen = word
		}
		words = append(words, word)
	}
	return boxes(chosen, words...)
}

// matterNumber is how a form tells a proposal's number: 第12号.
func matterNumber(c data.Case) string { return "第" + c.Proposal.Number + "号" }

// naming is under which of its names a paper has a unit.
type naming func(data.Unit) data.Unit

// named has units under the names that a letter of a day bears; today's where it is
// not known.
func named(day data.Date) naming {
	return func(u data.Unit) data.Unit { return u.At(day) }
}

// formed has units under the names that a form of a day bears; those of the case's
// year where it is not known.
func formed(c data.Case, day data.Date) naming {
	if day.IsZero() {
		return yearly(c)
	}
	return named(day)
}

// yearly has units under their names on the papers of a case's year.
func yearly(c data.Case) naming {
	return func(u data.Unit) data.Unit { return u.InYear(c.Year()) }
}

// leadUnit is the unit that leads; without a name where none does.
func leadUnit(c data.Case, name naming) data.Unit {
	a, _ := c.LeadAssignment()
	return name(a.Unit)
}

// helpingUnits names the units that help.
func helpingUnits(c data.Case, name naming) string {
	var names []string
	for _, a := range c.Handlers() {
		if name := name(a.Unit).Name; a.Part == data.CoUnit && a.Active() && name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, "、")
}

// officeContact is how the office can be reached: its name, whom to ask, telephone.
func officeContact(s data.Settings) string {
	return strings.Join(nonEmptyWords(first(s.Office, s.Issuer), s.Contact, s.Phone), "　")
}

// proposersAll names all proposers.
func proposersAll(c data.Case) string {
	var names []string
	for _, p := range c.Proposal.Proposers {
		names = append(names, p.Name)
	}
	return strings.Join(names, "、")
}
