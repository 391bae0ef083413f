package docx

import (
	"jianban/export/page"
	"jianban/export/parts"
)

// fontNames are the faces as Word lists them (gongwen.md, Fonts).
var fontNames = map[page.Face]string{
	page.XiaoBiaoSong: "方正小标宋简体", page.FangSong: "仿宋", page.Kai: "楷体", page.Hei: "黑体", page.Song: "宋体",
}

// otherNames is what is taken where a computer has no such face.
var otherNames = map[page.Face]string{
	page.XiaoBiaoSong: "华文中宋", page.FangSong: "仿宋_GB2312", page.Kai: "楷体_GB2312", page.Hei: "SimHei", page.Song: "SimSun",
}

// The styles of paragraphs besides the text's. Headings stand in the outline.
const (
	styleTitle = "Title"
	styleSmall = "Small" // tables, notes, feet: off the grid, without the text's distances
)

func styleHeading(level int) string { return "Heading" + itoa(level) }

// headingFaces are the faces of the levels (GB/T 9704-2012, 7.3.3).
var headingFaces = []page.Face{page.Hei, page.Kai, page.FangSong, page.FangSong}

// styleFont is the font of a style.
func styleFont(id string, base page.Style) page.Font {
	switch id {
	case styleTitle:
		return page.Font{Face: page.XiaoBiaoSong, Size: page.TitleSize}
	case styleSmall:
		return page.Font{Face: page.Song, Size: 9}
	}
	for i, f := range headingFaces {
		if id == styleHeading(i+1) {
			return page.Font{Face: f, Size: base.Font.Size}
		}
	}
	return base.Font
}

func (w *writer) styles() []byte {
	x := parts.NewXML()
	x.Open("w:styles", namespaces[:2]...)
	x.Open("w:docDefaults")
	x.Open("w:rPrDefault")
	x.Open("w:rPr")
	faces(x, w.base.Font.Face)
	size(x, w.base.Font.Size)
	x.Empty("w:lang", "w:val", "en-US", "w:eastAsia", "zh-CN")
	x.Close()
	x.Close()
	x.Element("w:pPrDefault", "")
	x.Close()

	w.oneStyle(x, "Normal", "Normal", spacing(w.base.Track), func() {
		x.Empty("w:widowControl")
		x.Empty("w:autoSpaceDE", "w:val", "0") // no room of its own between Hanzi and digits
		x.Empty("w:autoSpaceDN", "w:val", "0")
		x.Empty("w:spacing", "w:before", "0", "w:after", "0", "w:line", itoa(down(w.base.RowPitch())), "w:lineRule", "exact")
		x.Empty("w:jc", "w:val", "both")
	})
	w.oneStyle(x, styleTitle, "Title", 0, func() {
		x.Empty("w:keepNext")
		x.Empty("w:snapToGrid", "w:val", "0") // a taller face would take two rows
		x.Empty("w:jc", "w:val", "center")
		x.Empty("w:outlineLvl", "w:val", "0")
	})
	for i := range headingFaces {
		w.oneStyle(x, styleHeading(i+1), "heading "+itoa(i+1), spacing(w.base.Track), func() {
			x.Empty("w:keepNext")
			x.Empty("w:outlineLvl", "w:val", itoa(i))
		})
	}
	w.oneStyle(x, styleSmall, "表格文字", 0, func() {
		x.Empty("w:snapToGrid", "w:val", "0")
		x.Empty("w:spacing", "w:line", itoa(twips(page.Font{Size: 9}.Em()*page.CellLeading)), "w:lineRule", "exact")
		x.Empty("w:jc", "w:val", "left")
	})
	x.Open("w:style", "w:type", "table", "w:default", "1", "w:styleId", "TableNormal")
	x.Empty("w:name", "w:val", "Normal Table")
	x.Close()
	return x.Bytes()
}

// oneStyle writes a style of paragraphs.
func (w *writer) oneStyle(x *parts.XML, id, name string, track int, props func()) {
	attrs := []string{"w:type", "paragraph", "w:styleId", id}
	if id == "Normal" {
		attrs = append(attrs, "w:default", "1")
	}
	x.Open("w:style", attrs...)
	x.Empty("w:name", "w:val", name)
	if id != "Normal" {
		x.Empty("w:basedOn", "w:val", "Normal")
		x.Empty("w:next", "w:val", "Normal")
	}
	x.Empty("w:qFormat")
	x.Open("w:pPr")
	props()
	x.Close()
	f := styleFont(id, w.base)
	x.Open("w:rPr")
	faces(x, f.Face)
	x.Empty("w:spacing", "w:val", itoa(track))
	x.Empty("w:kern", "w:val", "0")
	size(x, f.Size)
	x.Close()
	x.Close()
}

// settings say how lines are broken: as in the page model, punctuation is squeezed
// where a line needs it.
func (w *writer) settings() []byte {
	x := parts.NewXML()
	x.Open("w:settings", namespaces[:2]...)
	x.Empty("w:zoom", "w:percent", "100")
	if w.numbered {
		x.Empty("w:evenAndOddHeaders")
	}
	x.Empty("w:characterSpacingControl", "w:val", "compressPunctuation")
	x.Open("w:compat")
	x.Empty("w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")
	x.Close()
	x.Empty("w:themeFontLang", "w:val", "en-US", "w:eastAsia", "zh-CN")
	return x.Bytes()
}

func fontTable() []byte {
	x := parts.NewXML()
	x.Open("w:fonts", namespaces[:2]...)
	for _, f := range page.Faces {
		x.Open("w:font", "w:name", fontNames[f])
		x.Empty("w:altName", "w:val", otherNames[f])
		x.Empty("w:charset", "w:val", "86")
		x.Empty("w:family", "w:val", "auto")
		x.Close()
	}
	return x.Bytes()
}
