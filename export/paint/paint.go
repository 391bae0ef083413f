// Package paint writes a paper that is laid out as a file of the format asked
// for: PDF, Word, OFD or plain text. Whoever writes papers, one or many, goes through it.
package paint

import (
	"archive/zip"
	"io"
	"os"

	"jianban/data"
	"jianban/export/docx"
	"jianban/export/font"
	"jianban/export/ofd"
	"jianban/export/page"
	"jianban/export/pdf"
	"jianban/export/text"
)

// Render gives the bytes of the file. The zero format is PDF. What cannot be
// written is a data.Problem.
func Render(doc page.Document, fonts *font.Set, f data.PaperFormat) ([]byte, error) {
	switch f.Or() {
	case data.PaperOFD:
		return ofd.Render(doc, fonts)
	case data.PaperWord:
		return docx.Render(doc, fonts.Fixed())
	case data.PaperText:
		return text.Render(doc), nil
	}
	return pdf.Render(doc, fonts)
}

// The bounds of a file that PaperAt looks into, in bytes: more than a paper of one
// proposal has, and more than the part has that tells.
const (
	largestPaper = 16 << 20
	largestPart  = 64 << 10
)

// PaperAt names the paper (page.Document.Paper) that the file at path is; "" where
// it is none that this program wrote for one proposal, or cannot be read.
func PaperAt(path string) string {
	f, ok := data.PaperFormatOf(path)
	if !ok || f == data.PaperPDF {
		return pdf.PaperAt(path)
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() || info.Size() > largestPaper {
		return ""
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return ""
	}
	defer z.Close() //nolint:errcheck // only read
	part, read := "OFD.xml", ofd.Paper
	if f == data.PaperWord {
		part, read = "docProps/core.xml", docx.Paper
	}
	file, err := z.Open(part)
	if err != nil {
		return ""
	}
	defer file.Close() //nolint:errcheck // only read
	return read(io.LimitReader(file, largestPart))
}
