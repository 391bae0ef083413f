// Package intake decides what a ledger that comes from outside means: which of
// its rows are headings, which column is what, what each row says, and what
// that changes in a registry. It reads no file and writes none: package
// export/sheet makes the Files, package data/registry/moving keeps what is decided.
//
// Start with Read, which finds the tables of a File, then Decide, which holds
// them against what the registry has and tells row by row what is new, changed,
// unchanged or refused. A synonym that a user confirmed goes in through Options.
package intake

import (
	"strings"
	"unicode"
)

// Kind is what sort of value a cell holds.
type Kind uint8

// The kinds of cells.
const (
	BlankCell   Kind = iota
	TextCell         // words, also numbers and days that were typed as words
	NumberCell       // a number; Cell.Text is it as shown
	DayCell          // a calendar day; Cell.Text is 2022-06-30
	EveningCell      // a day at exactly two thirds past: by exceljs, the day meant may be the next
	FaultCell        // an error such as #N/A, or a formula that was never worked out
)

// Cell is one cell as a reader sees it.
type Cell struct {
	Text string
	Kind Kind
}

// Row is a row with its number as Excel has it, from 1. Rows without any
// content are left out, so the numbers may jump.
type Row struct {
	At    int
	Cells []Cell
}

// Range is a block of merged cells: rows as Excel numbers them, columns from 0,
// both ends included.
type Range struct{ Top, Left, Bottom, Right int }

// Sheet is one sheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row
	Merged []Range
	Struck []int // rows, by their number, in which all that stands is struck through
}

// File is a workbook, a text file of one sheet, or a folder of documents.
type File struct {
	Name   string // without its folder
	Sheets []Sheet
	Papers *Papers  // the documents of a folder, which has no sheets; nil of files
	Notes  []string // what a person should know of how it was read
}

// cell is the cell of a column; beyond the last it is blank.
func (r Row) cell(column int) Cell {
	if column < 0 || column >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column]
}

// filled counts the cells that hold something.
func (r Row) filled() (n int) {
	for _, c := range r.Cells {
		if c.Kind != BlankCell {
			n++
		}
	}
	return n
}

// first is the first text of a row.
func (r Row) first() string {
	for _, c := range r.Cells {
		if c.Kind != BlankCell {
			return c.Text
		}
	}
	return ""
}

// bare is a text without blanks and line breaks: headings and words of cells
// are compared so.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) {
			return -1
		}
		return r
	}, s)
}
