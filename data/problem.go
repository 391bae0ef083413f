package data

import (
	"context"
	"errors"
	"strings"
)

// Problem is one thing wrong with what a person entered, told to that person
// in Chinese: which field (and row, for tables), what is wrong and what to do.
type Problem struct {
	Field   string // the field's Chinese label, such as 编号; "" where it concerns the whole
	Row     int    // row as Excel numbers it; 0 where there are no rows
	Message string // what is wrong, a sentence without full stop
	Hint    string // what to do about it; may be empty
	Quote   string // the words of the field's text that it is about; "" where it is about all or none
	Gone    bool   // the record is no longer there: deleted, or its entry taken back
	Lost    bool   // nothing is wrong with what was asked: a shared registry does not answer
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

// Sentence is what a person is told about an error, by window and command line
// alike: problems as they are, anything else as an error of the program with
// its cause for whoever helps. Told says whether it is the former.
func Sentence(err error) string {
	if Told(err) {
		var many Problems
		if errors.As(err, &many) {
			return many.Error()
		}
		var one Problem
		errors.As(err, &one)
		return one.Error()
	}
	if errors.Is(err, context.Canceled) {
		return "已取消，没有写出不完整的文件。"
	}
	return "程序出错，请把下面这行告诉维护人员：\n" + err.Error()
}

// Told tells whether an error is a Problem or Problems: what a person can mend.
func Told(err error) bool {
	var one Problem
	var many Problems
	return errors.As(err, &many) || errors.As(err, &one)
}

// Lost tells whether an error is that a shared registry does not answer.
func Lost(err error) bool {
	var one Problem
	return errors.As(err, &one) && one.Lost
}

// ID numbers one row of the registry. Zero means not saved yet.
type ID int64
