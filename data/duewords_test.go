package data_test

import (
	"testing"

	"jianban/data"
)

func TestDueWordsOfABoard(t *testing.T) {
	group := func(k data.BoardKind, n int) data.BoardGroup {
		return data.BoardGroup{Kind: k, Lines: make([]data.BoardLine, n)}
	}
	for _, x := range []struct {
		groups []data.BoardGroup
		want   string
	}{
		{nil, ""},
		{[]data.BoardGroup{group(data.BoardSoon, 3), group(data.BoardTalks, 2)}, ""},
		{[]data.BoardGroup{group(data.BoardOverdue, 2), group(data.BoardWeek, 1), group(data.BoardTalks, 4), group(data.BoardPromised, 6)}, "建议提案：已逾期2件，七天内到期1件，承诺到期6件。"},
	} {
		if got := (data.Board{Groups: x.groups}).DueWords(); got != x.want {
			t.Errorf("said %q, want %q", got, x.want)
		}
	}
}
