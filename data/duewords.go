package data

import (
	"fmt"
	"strings"
)

// DueWords say in a sentence how much of the board is overdue or due within a week:
// what is told at logon; "" where nothing is.
func (b Board) DueWords() string {
	var parts []string
	for _, g := range b.Groups {
		switch g.Kind {
		case BoardOverdue, BoardWeek, BoardAgain, BoardPromised:
			parts = append(parts, fmt.Sprintf("%s%d件", g.Kind.Title(), len(g.Lines)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "建议提案：" + strings.Join(parts, "，") + "。"
}
