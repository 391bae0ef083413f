package data

import "strings"

// Problem is one thing wrong with what a person entered, told to that person
// in Chinese: which field (and row, for tables), what is wrong and what to do.
type Problem struct {
	Field   string // the field's Chinese label, such as 编号; "" where it concerns the whole
	Row     int    // row as Excel numbers it; 0 where there are no rows
	Message string // what is wrong, a sentence without full stop
	Hint    string // what to do about it; may be empty
	Quote   string // the words of the field's text that it is about; "" where it is about all or none
	Gone    bool   // the record is no longer there: deleted, or its entry taken back
}

// Error gives the whole sentence shown to the user.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.Text())
	if p.Hint != "" {
		b.WriteString("。" + p.Hint)
	}
	return b.String()
}

// Text is the sentence without its hint, such as 沟通：没有当面沟通记录: what
// stays when the problem is kept, such as a warning that was waived.
func (p Problem) Text() string {
	if p.Field == "" {
		return p.Message
	}
	return p.Field + "：" + p.Message
}

// Problems are all that is wrong with one input. Empty means nothing is.
type Problems []Problem

// Error joins the sentences, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Err is nil where nothing is wrong, else the problems as an error.
// It keeps an empty list from becoming a non-nil error.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// ID numbers one row of the registry. Zero means not saved yet.
type ID int64
