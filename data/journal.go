package data

import "time"

// JournalEntry is one recorded action with the changes it made.
type JournalEntry struct {
	ID      ID
	At      time.Time
	By      string // the clerk
	What    string // the action in words, such as 修改第12号建议
	Changes []JournalChange
}

// JournalChange is one field's change, ready to be read aloud.
type JournalChange struct {
	Record string // what kind of record, such as 建议 or 沟通记录
	Field  string // the field's Chinese label; "" where a whole record came or went
	Before string
	After  string
}
