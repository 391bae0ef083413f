package data

import (
	"fmt"
	"strings"
	"time"
)

// JournalEntry is one recorded action with the changes it made.
type JournalEntry struct {
	ID      ID
	At      time.Time // with the zone of the clock that wrote it
	By      string    // the clerk
	What    string    // the action in words, such as 修改第12号建议
	Changes []JournalChange
}

// JournalChange is one field's change, ready to be read aloud.
type JournalChange struct {
	Subject string // whose fact it is, such as 第12号 or 区住建局; "" where nobody's
	Record  string // what kind of record, such as 建议 or 沟通记录
	Field   string // the field's Chinese label; "" where a whole record came or went
	Act     Act    // where a whole record came or went
	Before  string
	After   string
}

// Act is how a whole record came or went.
type Act string

// The ways.
const (
	Entered  Act = "登记"
	Deleted  Act = "删除"
	Restored Act = "恢复"
)

// DeletedRecord is a record marked as deleted, which can be restored at any
// time.
type DeletedRecord struct {
	Kind    string // the registry's word for the kind of record, such as attachments
	ID      ID
	Subject string // whose fact it was, such as 第12号; "" where no proposal's
	Record  string // the kind in Chinese, such as 附件
	Text    string // what it held, in one line
	At      time.Time
	By      string // who deleted it
}

// Sentences reads the entry's changes aloud, one a line: 11月23日 王某 把
// 第12号 答复 的 送达日期 由 6月3日 改为 6月5日. Days of the given year go
// without their year, and so do changed days of the year of the change.
func (e JournalEntry) Sentences(year int) []string {
	out := make([]string, 0, len(e.Changes))
	for _, c := range e.Changes {
		out = append(out, e.sentence(c, year))
	}
	return out
}

func (e JournalEntry) sentence(c JournalChange, year int) string {
	head := joinWords(shortDay(DateOf(e.At), year), e.By)
	what := joinWords(c.Subject, c.Record)
	switch {
	case c.Field != "":
		return fmt.Sprintf("%s 把 %s 的 %s 由 %s 改为 %s", head, what, c.Field, e.value(c.Before), e.value(c.After))
	case c.Act == "":
		return joinWords(head, c.Record, c.After+c.Before)
	}
	text := orElse(c.After, c.Before)
	if text != "" {
		text = "（" + text + "）"
	}
	return fmt.Sprintf("%s %s %s%s", head, c.Act, what, text)
}

// value is a changed value; a day of the entry's own year goes without it.
func (e JournalEntry) value(s string) string {
	if s == "" {
		return "（空）"
	}
	if rest, ok := strings.CutPrefix(s, fmt.Sprintf("%d年", e.At.Year())); ok {
		if d, err := ParseDate(s); err == nil && d.Chinese() == s {
			return rest
		}
	}
	return s
}

// shortDay is a day without its year where it is the given one.
func shortDay(d Date, year int) string {
	if d.Year() == year {
		return d.MonthDay()
	}
	return d.Chinese()
}

// joinWords joins what is not empty with spaces.
func joinWords(words ...string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}
