package sheet

import (
	"fmt"
	"regexp"
	"strings"
)

// Text files that people or careless programs wrote have quotes that open a value
// and never close it, and quotes within a value that are not doubled. Read as the
// books say, the first swallows the rows up to the next quote. Here a quote opens
// a value only where it is closed before a separator or the line's end, and where
// what lies between is no row of its own. Rows in which anything else stood are
// told.

// longestQuoted is far more than a cell of a workbook holds, in bytes.
const longestQuoted = 1 << 20

// inQuotes is a value in quotes.
type inQuotes struct {
	said   string
	end    int  // where it ends, the closing quote included
	inner  bool // it holds quotes that are not doubled
	opens  bool // one of them stands where a value begins
	breaks bool // it holds line breaks
}

// quoted reads the value in quotes that the text begins with; false where it is
// never closed, or only in another row.
func (p *values) quoted() (q inQuotes, closed bool) {
	var b strings.Builder
	for at := 1; ; {
		i := strings.IndexByte(p.text[at:], '"')
		if i < 0 || at+i > longestQuoted {
			return q, false
		}
		q.breaks = q.breaks || strings.IndexByte(p.text[at:at+i], '\n') >= 0
		b.WriteString(p.text[at : at+i])
		at += i + 1
		rest := p.text[at:]
		switch {
		case strings.HasPrefix(rest, `"`):
			b.WriteByte('"')
			at++
			if q.inner && p.ends(rest[1:]) { // "关于"一老一小"",: the second one closes
				q.said, q.end = b.String(), at
				return q, true
			}
		case p.ends(rest):
			q.said, q.end = b.String(), at
			return q, true
		default:
			q.inner = true
			if q.opens = q.opens || p.begins(at-1); q.opens && q.breaks {
				return q, false
			}
			b.WriteByte('"')
		}
	}
}

// ends tells that a value can end before rest.
func (p *values) ends(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	return rest == "" || strings.HasPrefix(rest, string(p.sep)) || rest[0] == '\n' || rest[0] == '\r'
}

// begins tells that a value can begin at a place of the text.
func (p *values) begins(at int) bool {
	before := p.text[:at]
	return strings.HasSuffix(before, string(p.sep)) || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, "\r")
}

var rowBegins = regexp.MustCompile(`^"?第?闭?\d{1,9}号?"?$`)

// plausible tells that a value in quotes is one, and did not swallow what follows
// a quote that was never closed.
func (p *values) plausible(q inQuotes) bool {
	wide := p.usual()
	if !q.breaks {
		return !q.opens || len(p.parts(p.firstLine())) != wide
	}
	end := len(p.line) - len(p.text) + q.end
	if i := strings.IndexByte(p.line[end:], '\n'); i >= 0 {
		end += i
	} else {
		end = len(p.line)
	}
	lines := strings.Split(p.line[:end], "\n")
	if wide == 2 { // too few to tell a row from a text with commas
		return true
	}
	first, last := p.parts(lines[0]), p.parts(lines[len(lines)-1])
	if wide > 2 && len(first) == wide && len(last) == wide { // each is a row
		return false
	}
	for _, l := range lines[1:] {
		if parts := p.parts(l); len(parts) >= 3 && len(parts)*2 >= wide && rowBegins.MatchString(first[0]) && rowBegins.MatchString(parts[0]) {
			return false
		}
	}
	return true
}

// usual is how many values most of the rows so far had; 0 where there was none.
func (p *values) usual() (wide int) {
	for w, n := range p.widths {
		if w > 1 && (wide == 0 || n > p.widths[wide] || n == p.widths[wide] && w > wide) {
			wide = w
		}
	}
	return wide
}

func (p *values) firstLine() string {
	line, _, _ := strings.Cut(p.line, "\n")
	return line
}

// parts are the values of one line by its separators alone, save those between
// quotes that open and close a value.
func (p *values) parts(line string) (all []string) {
	line = strings.TrimSuffix(line, "\r")
	for {
		end := strings.IndexRune(line, p.sep)
		if strings.HasPrefix(line, `"`) {
			alone := values{text: line, sep: p.sep}
			if q, closed := alone.quoted(); closed && !q.inner {
				if end = strings.IndexRune(line[q.end:], p.sep); end >= 0 {
					end += q.end
				}
			}
		}
		if end < 0 {
			return append(all, strings.TrimSpace(line))
		}
		all, line = append(all, strings.TrimSpace(line[:end])), line[end+len(string(p.sep)):]
	}
}

// tell keeps that the row under way has quotes that are not as they should be.
func (p *values) tell() {
	if n := len(p.odd); n == 0 || p.odd[n-1] != p.at {
		p.odd = append(p.odd, p.at)
	}
}

// mostOdd are the rows told one by one.
const mostOdd = 20

// told says which rows have such quotes.
func (p *values) told() []string {
	if len(p.odd) == 0 {
		return nil
	}
	var rows []string
	for _, at := range p.odd[:min(len(p.odd), mostOdd)] {
		rows = append(rows, fmt.Sprintf("第%d行", at))
	}
	s := strings.Join(rows, "、")
	if n := len(p.odd); n > mostOdd {
		s += fmt.Sprintf("等%d行", n)
	}
	return []string{s + "的引号不成对，或写在了格子中间，按原样读入，请核对这些行"}
}
