package export

import (
	"fmt"
	"regexp"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Addressee is whom a letter goes to by post.
type Addressee struct {
	Name    string // with what he is called: 李某代表
	Address string // without its post code; "" is written by hand
	Code    string // six digits, or ""
	About   string // which papers are for him, such as 第12、26号
}

var postCode = regexp.MustCompile(`(?:^|\D)(\d{6})(?:\D|$)`)

// AddresseeOf is a proposer as an envelope has him. The post code stands within the
// address as it is kept, before or after it.
func AddresseeOf(p data.Proposer, body data.Body, about string) Addressee {
	a := Addressee{Name: p.Name, Address: strings.TrimSpace(p.Address), About: about}
	if !data.IsGroup(p.Name) {
		a.Name += body.Member()
	}
	if at := postCode.FindStringSubmatchIndex(a.Address); at != nil {
		a.Code = a.Address[at[2]:at[3]]
		rest := a.Address[:at[2]] + " " + a.Address[at[3]:]
		rest = strings.NewReplacer("邮政编码", "", "邮编", "", "（：", "（", "()", "", "（）", "").Replace(rest)
		a.Address = strings.Trim(strings.TrimSpace(rest), "，,：:;；（）() ")
	}
	return a
}

// Labels are places for a sheet of labels, 2 × 7 of 99.1 × 38.1 mm on A4, as they
// are sold in fourteens.
const (
	labelsAcross         = 2
	labelsDown           = 7
	labelW       page.MM = 99.1
	labelH       page.MM = 38.1
	labelLeft    page.MM = 4.65
	labelTop     page.MM = 15.15
	labelGap     page.MM = 2.5
	labelPad     page.MM = 6
)

// Labels (邮寄标签) are sheets of labels, one for each addressee: post code, address,
// name, and small what is for him.
func Labels(title string, all []Addressee, s data.Settings, m page.Measurer) page.Document {
	doc := page.Document{Title: title, Author: s.Office, Paper: title, Told: withoutAddress(all)}
	for i, a := range all {
		at := i % (labelsAcross * labelsDown)
		if at == 0 {
			doc.Pages = append(doc.Pages, page.Page{Size: page.A4})
		}
		x := labelLeft + page.MM(at%labelsAcross)*(labelW+labelGap) + labelPad
		y := labelTop + page.MM(at/labelsAcross)*labelH
		marks := &doc.Pages[len(doc.Pages)-1].Marks
		*marks = append(*marks, label(a, x, y, m)...)
	}
	return Demo(doc, s, m)
}

// noAddress is told of a place without an address.
const noAddress = "没有登记地址，留了手写的位置"

// mostNamed is how many people are named of whom the same is told.
const mostNamed = 5

// withoutAddress tells who has no address; nil where all have one.
func withoutAddress(all []Addressee) []string {
	var names []string
	for _, a := range all {
		if a.Address == "" {
			names = append(names, a.Name)
		}
	}
	switch n := len(names); {
	case n == 0:
		return nil
	case n > mostNamed:
		return []string{strings.Join(names[:mostNamed], "、") + fmt.Sprintf("等%d人", n) + noAddress}
	}
	return []string{strings.Join(names, "、") + noAddress}
}

func label(a Addressee, x, y page.MM, m page.Measurer) []page.Mark {
	width := labelW - 2*labelPad
	small, plain, name := page.Font{Face: page.Song, Size: 9}, page.Font{Face: page.FangSong, Size: 12}, page.Font{Face: page.Hei, Size: 14}
	marks := []page.Mark{page.Glyphs{X: x, Baseline: y + 8, Font: plain, Text: first(a.Code, "□□□□□□"), Track: 1}}
	marks = append(marks, fitted(first(a.Address, "地址："), plain, page.Setting{Width: width, Align: page.Left}, x, y+14.5, 2, m)...)
	marks = append(marks, fitted(a.Name+"　收", name, page.Setting{Width: width, Align: page.Right}, x, y+28.5, 1, m)...)
	return append(marks, fitted(a.About, small, page.Setting{Width: width, Align: page.Left}, x, y+34.5, 1, m)...)
}

// smallest is the smallest face that an address is set in to find room.
const smallest = 6

// fitted is a text on no more than so many lines, the first on a baseline, in a
// smaller face where it needs more room: nothing of it is lost.
func fitted(text string, f page.Font, set page.Setting, x, y page.MM, lines int, m page.Measurer) []page.Mark {
	if text == "" {
		return nil
	}
	filled := page.FillText(text, f, set, m)
	for len(filled) > lines && f.Size > smallest {
		f.Size -= 0.5
		filled = page.FillText(text, f, set, m)
	}
	var marks []page.Mark
	for i, l := range filled {
		marks = append(marks, l.At(x, y+page.MM(i)*f.Em()*1.35)...)
	}
	return marks
}

// EnvelopeSize is a size of envelope of GB/T 1416-2003 for letters within the
// country.
type EnvelopeSize struct {
	Name  string
	Older string // what people still call it
	page.Size
}

// Told is the size as one chooses it: DL（220×110 毫米，5号）.
func (s EnvelopeSize) Told() string {
	return fmt.Sprintf("%s（%.0f×%.0f 毫米，%s）", s.Name, s.W, s.H, s.Older)
}

// EnvelopeSizes are all of them, the usual one first.
var EnvelopeSizes = []EnvelopeSize{
	{"DL", "5号", page.Size{W: 220, H: 110}}, {"ZL", "6号", page.Size{W: 230, H: 120}}, {"B6", "3号", page.Size{W: 176, H: 125}},
	{"C5", "7号", page.Size{W: 229, H: 162}}, {"C4", "9号", page.Size{W: 324, H: 229}},
}

// EnvelopeOf finds a size by its name; "" is the usual one.
func EnvelopeOf(name string) (EnvelopeSize, error) {
	var names []string
	for _, s := range EnvelopeSizes {
		if strings.EqualFold(s.Name, name) || name == "" {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return EnvelopeSize{}, data.Problem{Field: "信封", Message: "没有“" + name + "”这种信封", Hint: "可用的有" + strings.Join(names, "、")}
}

// Places on an envelope, in millimetres. GB/T 1416-2003 keeps the upper left corner,
// 90 wide and 26 high, for the six red boxes of the post code, the upper right one
// for the stamp, and a strip of the lowest 20, from 55 to 160 off the right edge,
// free for the machine's bars. The boxes' own measures within their corner are ours.
const (
	codeBoxW    page.MM = 7
	codeBoxH    page.MM = 9
	codeBoxStep page.MM = 9
	codeBoxX    page.MM = 12
	codeBoxY    page.MM = 9
	barStrip    page.MM = 20
	envelopePad page.MM = 20
)

// Envelope (信封) is the face of an envelope. What is red, the boxes of the post code
// and that of the stamp, is left out on envelopes that bear it already
// (print.Preprinted).
func Envelope(a Addressee, size EnvelopeSize, s data.Settings, m page.Measurer) page.Document {
	digits, plain, name := page.Font{Face: page.Song, Size: 16}, page.Font{Face: page.FangSong, Size: 16}, page.Font{Face: page.Hei, Size: 20}
	small := page.Font{Face: page.FangSong, Size: 12}
	if size.H > 150 {
		plain.Size, name.Size, small.Size = 18, 24, 14
	}
	var marks []page.Mark
	box := func(x, y, w, h page.MM) {
		for _, r := range [][4]page.MM{{x, y, x + w, y}, {x, y + h, x + w, y + h}, {x, y, x, y + h}, {x + w, y, x + w, y + h}} {
			marks = append(marks, page.Rule{X1: r[0], Y1: r[1], X2: r[2], Y2: r[3], Weight: 0.4, Color: page.Red})
		}
	}
	for i := range 6 {
		x := codeBoxX + page.MM(i)*codeBoxStep
		box(x, codeBoxY, codeBoxW, codeBoxH)
		if i < len(a.Code) {
			d := a.Code[i : i+1]
			marks = append(marks, page.Glyphs{X: x + (codeBoxW-page.Width(d, digits, 0, m))/2, Baseline: codeBoxY + codeBoxH - 2.2, Font: digits, Text: d})
		}
	}
	box(size.W-12-20, 9, 20, 20)
	marks = append(marks, page.Glyphs{X: size.W - 12 - 20 + 4.2, Baseline: 20, Font: page.Font{Face: page.Song, Size: 6.5}, Color: page.Red, Text: "贴邮票处"})

	width, free := size.W-2*envelopePad, size.H-26-barStrip // 26: below the boxes
	set := page.Setting{Width: width, Align: page.Left}
	marks = append(marks, fitted(a.Address, plain, set, envelopePad, 26+free*0.25, 2, m)...)
	set.Align = page.Centre
	marks = append(marks, fitted(a.Name+"　收", name, set, envelopePad, 26+free*0.66, 1, m)...)
	set.Align = page.Right
	from := strings.Join(nonEmptyWords(first(s.Office, s.Issuer), s.Phone), "　")
	marks = append(marks, fitted(from, small, set, envelopePad, size.H-barStrip-3, 1, m)...)
	title := "信封 " + a.Name
	var told []string
	if a.Address == "" {
		told = []string{noAddress}
	}
	return Demo(page.Document{Title: title, Author: s.Office, Pages: []page.Page{{Size: size.Size, Marks: marks}}, Paper: EnvelopePaper(a, size), Told: told}, s, m)
}

// EnvelopePaper names an envelope within its file (page.Document.Paper).
func EnvelopePaper(a Addressee, size EnvelopeSize) string {
	return fmt.Sprintf("信封 %s %s %s", size.Name, a.Name, a.About)
}
