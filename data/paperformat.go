package data

import (
	"path/filepath"
	"slices"
	"strings"
)

// PaperFormat is a kind of file that a paper can be written as.
type PaperFormat struct {
	Name   string // as people call it, PDF
	Save   string // what a button says that writes it, 存为 PDF
	Ending string // of file names, .pdf
	About  string // what it is good for, in a few words
}

// The formats of papers.
var (
	PaperPDF  = PaperFormat{"PDF", "存为 PDF", ".pdf", "打印、发送和存档"}
	PaperWord = PaperFormat{"Word", "存为 Word", ".docx", "在 Word、WPS 里接着修改"}
	PaperOFD  = PaperFormat{"OFD", "存为 OFD", ".ofd", "归档和交换用的版式文件，没有电子印章"}
)

// PaperText is the format of papers that go onto a web page as text: summaries.
var PaperText = PaperFormat{"纯文本", "存为纯文本", ".txt", "贴到网站、邮件里，表格每行一行"}

// IsText tells that the file at path is to be of PaperText.
func (f PaperFormat) IsText(path string) bool {
	return f.Ending == PaperText.Ending || f.Ending == "" && strings.EqualFold(filepath.Ext(path), PaperText.Ending)
}

// PaperFormats are all others, the usual one first.
var PaperFormats = []PaperFormat{PaperPDF, PaperWord, PaperOFD}

// PaperFormatOf is the format that a file's name ends in.
func PaperFormatOf(name string) (PaperFormat, bool) {
	ending := strings.ToLower(filepath.Ext(name))
	i := slices.IndexFunc(PaperFormats, func(f PaperFormat) bool { return f.Ending == ending })
	if i < 0 {
		return PaperFormat{}, false
	}
	return PaperFormats[i], true
}

// For is the format that the file at path gets: f where one was asked for, else the
// one that the name ends in, else the usual one.
func (f PaperFormat) For(path string) PaperFormat {
	if named, ok := PaperFormatOf(path); ok && f.Ending == "" {
		return named
	}
	return f.Or()
}

// Or is the format, or for the zero value the usual one.
func (f PaperFormat) Or() PaperFormat {
	if f.Ending == "" {
		return PaperPDF
	}
	return f
}

// documentEndings are endings of files that other programs make a document of: a name
// with one of them is no folder's. 台账2022.1-6 and 初稿.v2 tell no kind of file.
var documentEndings = strings.Fields(".pdf .ofd .docx .doc .wps .wpt .rtf .odt .xlsx .xlsm .xls .et .ods .csv .tsv .txt .htm .html .xml .json .ppt .pptx .png .jpg .jpeg .tif .tiff .zip .db .bak")

// OtherEnding is the ending of a file's name that tells another kind of file than those
// that are written, "" where it is one of them or tells none.
func OtherEnding(path string, written []string) string {
	ending := DocumentEnding(path)
	if slices.Contains(written, ending) {
		return ""
	}
	return ending
}

// DocumentEnding is the ending of a path that names a document rather than a folder; ""
// where it names none.
func DocumentEnding(path string) string {
	if ending := strings.ToLower(filepath.Ext(path)); slices.Contains(documentEndings, ending) {
		return ending
	}
	return ""
}
