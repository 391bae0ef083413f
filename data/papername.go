package data

import "fmt"

// PaperName names a paper of one proposal as a file, and within the file:
// 市六届人大一次会议第12号答复. A number is unique within its book and a book's
// name within a registry, so no two proposals' papers share a name.
func PaperName(c Case, what string) string {
	return c.Book.Name() + "第" + c.Proposal.Number + "号" + what
}

// RoundWord is a letter's kind with its round: 答复, 答复（第2次）.
func RoundWord(kind string, round int) string {
	if round > 1 {
		return fmt.Sprintf("%s（第%d次）", kind, round)
	}
	return kind
}

// DraftMark ends the name of a letter that has not been sent or cannot be signed.
const DraftMark = "（草稿）"
