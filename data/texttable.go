package data

import (
	"regexp"
	"strings"
)

// TextPart is a stretch of a text: paragraphs, a line each, or a table.
type TextPart struct {
	Text string
	Rows [][]string // of a table: its cells row by row, each row of one length; the first is the head
}

// TextParts parts a text into paragraphs and tables. A table is what Excel, WPS
// and Word put on the clipboard: two or more lines one below the other whose cells
// are parted by tabs. A text without tabs is one part, as it is.
func TextParts(text string) []TextPart {
	if !strings.Contains(text, "\t") {
		return []TextPart{{Text: text}}
	}
	lines := strings.Split(text, "\n")
	ofTable := TableLines(text)
	var parts []TextPart
	for i := 0; i < len(lines); {
		from := i
		for i < len(lines) && ofTable[i] == ofTable[from] {
			i++
		}
		if ofTable[from] {
			parts = append(parts, TextPart{Rows: cellsOf(lines[from:i])})
		} else {
			parts = append(parts, TextPart{Text: strings.Join(lines[from:i], "\n")})
		}
	}
	return parts
}

// TableLines tells of each line of a text whether it is a table's row. Tabs that
// only indent a paragraph make none, nor does a line that stands alone.
func TableLines(text string) []bool {
	lines := strings.Split(text, "\n")
	is := make([]bool, len(lines))
	for i, line := range lines {
		bare := strings.TrimLeft(line, "\t \u3000")
		is[i] = strings.Contains(bare, "\t") ||
			i > 0 && is[i-1] && bare != "" && strings.Count(line, "\t") > 0 && strings.Count(line, "\t") == strings.Count(lines[i-1], "\t")
	}
	for i := range is {
		alone := (i == 0 || !is[i-1]) && (i+1 == len(is) || !is[i+1])
		is[i] = is[i] && !alone
	}
	return is
}

// cellsOf are the rows' cells; columns at the right that are empty in all rows are
// left out.
func cellsOf(lines []string) [][]string {
	rows := make([][]string, len(lines))
	most := 0
	for i, line := range lines {
		rows[i] = strings.Split(strings.TrimRight(line, "\r"), "\t")
		for j := range rows[i] {
			if rows[i][j] = strings.TrimSpace(rows[i][j]); rows[i][j] != "" {
				most = max(most, j+1)
			}
		}
	}
	for i := range rows {
		for len(rows[i]) < most {
			rows[i] = append(rows[i], "")
		}
		rows[i] = rows[i][:most]
	}
	return rows
}

// quotedCell is a cell with line ends in it, as spreadsheets put it on the
// clipboard: in quotation marks, those inside doubled.
var quotedCell = regexp.MustCompile(`(?m)(^|\t)"((?:[^"\t]|"")*\n(?:[^"\t]|"")*)"(\t|\r?$)`)

// MendPastedText is MendText for what is pasted into a text of several lines: the
// cells of a table that hold line ends are brought onto one line each.
func MendPastedText(text string) (string, []Change) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.Contains(text, "\t") {
		for range 2 { // a tab between two such cells belongs to the match of the first
			text = quotedCell.ReplaceAllStringFunc(text, func(cell string) string {
				m := quotedCell.FindStringSubmatch(cell)
				if m[1] != "\t" && m[3] != "\t" {
					return cell // words in quotation marks, no cell
				}
				inside := strings.ReplaceAll(strings.ReplaceAll(m[2], `""`, `"`), "\n", "")
				return m[1] + inside + m[3]
			})
		}
	}
	return MendText(text)
}
