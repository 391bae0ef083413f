package sheet

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"jianban/data"
)

// look holds the styles' numbers: by setting those of texts and of days.
type look struct {
	title, head, number int
	text, day           [3]int
}

func newLook(f *excelize.File) (k look, err error) {
	const grey = "999999"
	thin := []excelize.Border{{Type: "left", Style: 1, Color: grey}, {Type: "right", Style: 1, Color: grey}, {Type: "top", Style: 1, Color: grey}, {Type: "bottom", Style: 1, Color: grey}}
	centre := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	left := &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true}
	body := &excelize.Font{Family: "宋体", Size: 11}
	const text = 49         // Excel's built-in number format "@"
	iso := "yyyy\\-mm\\-dd" // not e: LibreOffice takes that for another calendar
	add := func(s excelize.Style) (id int) {
		if err == nil {
			id, err = f.NewStyle(&s)
		}
		return id
	}
	k.title = add(excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 16, Bold: true}, Alignment: centre})
	k.head = add(excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 11, Bold: true}, Alignment: centre, Border: thin, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EDF4"}}})
	for _, s := range []data.Setting{data.Snug, data.Wrapped, data.Prose} {
		align := centre
		if s == data.Prose {
			align = left
		}
		k.text[s] = add(excelize.Style{Font: body, NumFmt: text, Alignment: align, Border: thin})
		k.day[s] = add(excelize.Style{Font: body, CustomNumFmt: &iso, Alignment: align, Border: thin})
	}
	k.number = add(excelize.Style{Font: body, Alignment: centre, Border: thin})
	return k, err
}

// firstDay is the first day that every spreadsheet counts alike.
var firstDay, dayZero = data.NewDate(1900, 3, 1), data.NewDate(1899, 12, 30)

// set makes a cell of a value.
func (k look) set(c *excelize.Cell, v data.Value, s data.Setting) {
	switch {
	case v.Kind == data.NumberValue:
		*c = excelize.Cell{StyleID: k.number, Value: v.Number}
	case v.Kind == data.DayValue && !v.Day.Before(firstDay):
		*c = excelize.Cell{StyleID: k.day[s], Value: dayZero.DaysUntil(v.Day)}
	case v.String() == "":
		*c = excelize.Cell{StyleID: k.text[s]}
	default:
		*c = excelize.Cell{StyleID: k.text[s], Value: v.String()}
	}
}

// How wide and high letters of 11 points stand: in whole pixels of 1/96 inch, as
// Excel sets them, and in points; a line is as high as LibreOffice's highest faces
// need.
const (
	emPixels    = 15.0
	charPixels  = 7.0
	linePoints  = 16.0
	abovePoints = 4.0
	mostPoints  = 409.0 // a row can be no higher
)

// chars is how wide a column is in characters, as Excel counts them.
func chars(c data.ListColumn) float64 { return min(max(c.Width*charsPerWeight, 6), 100) }

// lines is how many lines a text takes in a column. Hanzi are as wide as high; a
// line may end early so that no punctuation begins the next.
func lines(text string, c data.ListColumn) int {
	if text == "" {
		return 1
	}
	room := chars(c)*charPixels - 5
	if float64(len(text))*emPixels/2 <= room && strings.IndexByte(text, '\n') < 0 { // no Hanzi is less than three bytes
		return 1
	}
	n, used := 1, 0.0
	for _, r := range text {
		wide := emPixels
		switch {
		case r == '\n':
			n, used = n+1, 0
			continue
		case r < 0x2000:
			wide = emPixels * 0.6
		case r >= 0x3001 && r <= 0x3002 || r == '，' || r == '；' || r == '：' || r == '）' || r == '》' || r == '”':
			if used+wide > room { // takes the one before it along
				n, used = n+1, emPixels+wide
				continue
			}
		}
		if used+wide > room && used > 0 {
			n, used = n+1, 0
		}
		used += wide
	}
	return n
}

// rowHeight is the height of a row of so many lines, in points.
func rowHeight(lines int) float64 {
	return min(abovePoints+linePoints*float64(lines), mostPoints)
}
