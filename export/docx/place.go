package docx

import (
	"bytes"
	"math"
	"unicode/utf8"

	"jianban/data"
	"jianban/export/page"
	"jianban/export/parts"
)

// origin is from where the places of marks count.
type origin int

const (
	onPaper origin = iota // the paper's top left corner
	onText                // the left edge of the text, at the top of the next paragraph
)

// placed writes marks at their places: words as framed paragraphs, which every
// program can edit, rules and pictures as shapes behind the text. They belong to
// the next paragraph.
func (w *writer) placed(marks []page.Mark, from origin) error {
	for _, m := range marks {
		switch m := m.(type) {
		case page.Glyphs:
			w.framed(m, from)
		case page.Rule:
			left, top := min(m.X1, m.X2), min(m.Y1, m.Y2)
			wide, high := max(m.X1, m.X2)-left, max(m.Y1, m.Y2)-top
			if wide >= high {
				top, high = top-m.Weight/2, high+m.Weight
			} else {
				left, wide = left-m.Weight/2, wide+m.Weight
			}
			x := w.shape(left, top, wide, high, from)
			x.Open("a:graphicData", "uri", namespaces[13])
			filled(x, wide, high, m.Color)
			w.shapes = append(w.shapes, chosen(x))
		case page.Picture:
			x := w.shape(m.X, m.Y, m.W, m.H, from)
			if err := w.pictured(x, m.W, m.H, m.Data); err != nil {
				return err
			}
			w.shapes = append(w.shapes, x)
		}
	}
	return nil
}

// spare is room that a framed text has besides its width, in em: another
// computer's face may be wider.
const spare = 1.2

// autoSpace is what programs leave between a Hanzi and a letter or digit beside it,
// nearEdge how far from the text's edge words may end that grow to the left, in em.
const (
	autoSpace = 0.25
	nearEdge  = 1.1
)

// meetings is how often letters or digits and other characters stand side by side.
func meetings(text string) (n int) {
	before, any := false, false
	for _, r := range text {
		narrow := r < utf8.RuneSelf
		if any && narrow != before {
			n++
		}
		before, any = narrow, true
	}
	return n
}

// framed writes words that have a place of their own. What stands in the middle
// of the paper stays there, and what ends at the text's edge ends there, in
// whatever face.
func (w *writer) framed(g page.Glyphs, from origin) {
	text := page.Clean(g.Text)
	if text == "" {
		return
	}
	s := w.style
	line := int(math.Ceil(g.Font.Size * 1.25 * 20))
	width := page.Width(text, g.Font, g.Track, w.m)
	room := width + (spare+autoSpace*page.MM(meetings(text)))*g.Font.Em()
	left, middle, right := g.X, s.Size.W/2, s.X+s.W
	if from == onText {
		middle, right = s.W/2, s.W
	}
	jc := "left"
	switch {
	case math.Abs(float64(g.X+width/2-middle)) < 0.6:
		jc, left = "center", middle-room/2
	case math.Abs(float64(g.X+width-right)) < 0.6:
		jc, left = "right", right-room
	case g.X > middle && g.X+width > right-nearEdge*g.Font.Em():
		jc, left = "right", g.X+width-room
	}
	anchors := []string{"w:vAnchor", "page", "w:hAnchor", "page"}
	if from == onText {
		anchors = []string{"w:vAnchor", "text", "w:hAnchor", "margin"}
	}
	top := twips(g.Baseline) - int(aboveBase*float64(line))
	frame := append([]string{"w:w", itoa(twips(room)), "w:h", itoa(line), "w:hRule", "exact", "w:wrap", "around"}, anchors...)
	frame = append(frame, "w:x", itoa(notZero(twips(left))), "w:y", itoa(notZero(top)))
	w.add(&para{style: styleSmall, jc: jc, line: line, frame: frame, runs: []run{{text: text, font: g.Font, color: g.Color, spacing: twips(g.Track)}}})
}

// notZero is a place in a frame, where 0 stands for none.
func notZero(v int) int {
	if v == 0 {
		return 1
	}
	return v
}

// shape begins a drawing at a place. The graphic's data come next.
func (w *writer) shape(left, top, wide, high page.MM, from origin) *parts.XML {
	across, along := "page", "page"
	if from == onText {
		across, along = "column", "paragraph"
	}
	w.drawings++
	x := parts.NewXML()
	x.Open("w:drawing")
	x.Open("wp:anchor", "distT", "0", "distB", "0", "distL", "0", "distR", "0", "simplePos", "0", "relativeHeight", itoa(w.drawings), "behindDoc", "1", "locked", "0", "layoutInCell", "1", "allowOverlap", "1")
	x.Empty("wp:simplePos", "x", "0", "y", "0")
	x.Open("wp:positionH", "relativeFrom", across)
	x.Element("wp:posOffset", emu(left))
	x.Close()
	x.Open("wp:positionV", "relativeFrom", along)
	x.Element("wp:posOffset", emu(top))
	x.Close()
	x.Empty("wp:extent", "cx", emu(wide), "cy", emu(high))
	x.Empty("wp:effectExtent", "l", "0", "t", "0", "r", "0", "b", "0")
	x.Empty("wp:wrapNone")
	w.named(x)
	x.Empty("wp:cNvGraphicFramePr")
	x.Open("a:graphic")
	return x
}

func (w *writer) named(x *parts.XML) {
	x.Empty("wp:docPr", "id", itoa(w.drawings), "name", "图形"+itoa(w.drawings))
}

// filled is a rectangle of one colour.
func filled(x *parts.XML, wide, high page.MM, c page.Color) {
	x.Open("wps:wsp")
	x.Empty("wps:cNvSpPr")
	x.Open("wps:spPr")
	extent(x, wide, high)
	x.Open("a:solidFill")
	x.Empty("a:srgbClr", "val", hex(c))
	x.Close()
	x.Open("a:ln")
	x.Empty("a:noFill")
	x.Close()
	x.Close()
	x.Empty("wps:bodyPr")
	x.Close()
}

func extent(x *parts.XML, wide, high page.MM) {
	x.Open("a:xfrm")
	x.Empty("a:off", "x", "0", "y", "0")
	x.Empty("a:ext", "cx", emu(wide), "cy", emu(high))
	x.Close()
	x.Open("a:prstGeom", "prst", "rect")
	x.Empty("a:avLst")
	x.Close()
}

// chosen wraps a shape of Office 2010 as that asks.
func chosen(shape *parts.XML) *parts.XML {
	x := parts.NewXML()
	x.Open("mc:AlternateContent")
	x.Open("mc:Choice", "Requires", "wps")
	x.Add(shape)
	return x
}

// pictured writes the data of a picture into a graphic.
func (w *writer) pictured(x *parts.XML, wide, high page.MM, content []byte) error {
	kind := ""
	switch {
	case bytes.HasPrefix(content, []byte("\x89PNG")):
		kind = "png"
	case bytes.HasPrefix(content, []byte{0xFF, 0xD8}):
		kind = "jpeg"
	default:
		return data.Problem{Field: "图片", Message: "不是PNG或JPEG图片", Hint: "请另存为PNG或JPEG格式"}
	}
	w.pictures = append(w.pictures, picture{name: "image" + itoa(len(w.pictures)+1) + "." + kind, data: content})
	x.Open("a:graphicData", "uri", namespaces[11])
	x.Open("pic:pic")
	x.Open("pic:nvPicPr")
	x.Empty("pic:cNvPr", "id", itoa(w.drawings), "name", "图片"+itoa(w.drawings))
	x.Empty("pic:cNvPicPr")
	x.Close()
	x.Open("pic:blipFill")
	x.Empty("a:blip", "r:embed", pictureID(len(w.pictures)-1))
	x.Open("a:stretch")
	x.Empty("a:fillRect")
	x.Close()
	x.Close()
	x.Open("pic:spPr")
	extent(x, wide, high)
	x.Close()
	x.Close()
	x.Close()
	return nil
}

// inline begins a drawing that stands in its line.
func inline(wide, high page.MM) *parts.XML {
	x := parts.NewXML()
	x.Open("w:drawing")
	x.Open("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	x.Empty("wp:extent", "cx", emu(wide), "cy", emu(high))
	return x
}

// bar is a filled rectangle that stands in its line.
func (w *writer) bar(wide, high page.MM) *parts.XML {
	w.drawings++
	x := inline(wide, high)
	w.named(x)
	x.Empty("wp:cNvGraphicFramePr")
	x.Open("a:graphic")
	x.Open("a:graphicData", "uri", namespaces[13])
	filled(x, wide, high, page.BarInk)
	return chosen(x)
}
