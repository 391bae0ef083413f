// Command proof writes a proof sheet: every kind of paper with its worst
// cases, made by the same code as the office's own.
//
//	go run ./export/proof FOLDER
//
// leaves a PDF of each paper in the folder, and proof.pdf, all of them in one
// with the grid of 28 × 22 laid over. `make proof` makes pictures of it. The
// texts are in letters/, a file each; the tests of this package measure the
// files with another program.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: proof FOLDER"))
	}
	if err := write(os.Args[1]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	os.Stderr.WriteString(err.Error() + "\n")
	os.Exit(1)
}

// write puts the papers and the sheet into a folder.
func write(folder string) error {
	all, err := papers(font.Embedded())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var gridded []page.Document
	for _, p := range all {
		if err := paint(p.doc, filepath.Join(folder, p.name+".pdf")); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		gridded = append(gridded, overlaid(p.doc))
	}
	return paint(export.Join("校样", gridded), filepath.Join(folder, "proof.pdf"))
}

func paint(doc page.Document, path string) error {
	file, err := pdf.Render(doc, font.Embedded())
	if err != nil {
		return err
	}
	return os.WriteFile(path, file, 0o644)
}
