package data_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// A text kept of an earlier round is told once a later letter was sent.
func TestAPublishedTextOfAnEarlierRound(t *testing.T) {
	c := datatest.Case(func(c *data.Case) {
		c.Disclosure.Text = "红政函〔2022〕1号\n××代表：\n正文。"
	})
	if odd := data.PublishedOdd(c); len(odd) != 0 {
		t.Errorf("told %q", odd)
	}
	second := c.Replies[0]
	second.ID, second.Round, second.DocNumber, second.Sent = 2, 2, "红政函〔2022〕9号", datatest.Day(9, 1)
	c.Replies = append(c.Replies, second)
	if odd := data.PublishedOdd(c); len(odd) != 1 || !strings.Contains(odd[0], "第1次答复的，最近送达的是第2次") {
		t.Errorf("told %q", odd)
	}
}

func TestCountedUp(t *testing.T) {
	for _, x := range []struct {
		first string
		by    int
		want  string
	}{
		{"红政办函〔2022〕9号", 0, "红政办函〔2022〕9号"}, {"红政办函〔2022〕9号", 2, "红政办函〔2022〕11号"},
		{"WS·2022-D30-0098", 2, "WS·2022-D30-0100"}, {"WS·2022-099", 901, "WS·2022-1000"}, {"没有数字", 3, "没有数字"}, {"", 1, ""},
	} {
		if got := data.CountedUp(x.first, x.by); got != x.want {
			t.Errorf("%s by %d is %s", x.first, x.by, got)
		}
	}
}
