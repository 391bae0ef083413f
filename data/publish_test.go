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

// A letter that was changed after its published text was looked through is told, until the
// text has the new words too.
func TestAPublishedTextBehindItsLetter(t *testing.T) {
	then := data.TextVersion{Body: "李某代表提出后，联系了张三，电话13800138000。\n二、年底前完工。"}
	text := "××代表：\n××代表提出后，联系了××，电话××××。\n二、年底前完工。"
	for _, x := range []struct {
		now, text string
		behind    bool
	}{
		{then.Body, text, false},
		{"李某代表提出后，联系了张三，电话13800138000。\n二、明年六月前完工。", text, true},
		{"李某代表提出后，联系了李四，电话13900139000。\n二、年底前完工。", text, false}, // what differs is not shown
		{then.Body + "\n三、联系了王五。", text, true},
		{then.Body + "\n三、联系了王五。", text + "\n三、联系了××。", false},
		{"李某代表提出后，联系了张三，电话13800138000。", text, true}, // a paragraph that is no longer there
		{"  李某代表提出后，联系了张三，电话13800138000。\n\n二、年底前完工。", text, false},
		{"二、明年六月前完工。", "", false},
	} {
		c := datatest.Case(func(c *data.Case) {
			c.Replies[0].Body, c.Replies[0].Done, c.Replies[0].Planned = x.now, "", ""
			c.Disclosure.Text, c.Looked = x.text, then
		})
		odd := strings.Contains(strings.Join(data.PublishedOdd(c), "\n"), "答复在公开文本审定后改过，请重新核对")
		if data.PublishedBehind(c) != x.behind || odd != x.behind {
			t.Errorf("%q with %q: told %v", x.now, x.text, odd)
		}
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
