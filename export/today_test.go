package export_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
)

// The morning list tells each group with how many it has, what is to be done, by
// whom and when, the open promises and how far the year has come; a day without
// anything says so. The case was handed over on 10 March: its limit is 9 June, so
// that on 20 June it is 11 days late.
func TestTheMorningList(t *testing.T) {
	t.Parallel()
	c := datatest.Case(func(c *data.Case) { c.Replies, c.Feedback = nil, nil })
	rules := datatest.Rules(func(*data.RulePack) {})
	maker := data.NewBoard(datatest.Day(6, 20))
	maker.Take(c, rules)
	kept := datatest.Case(func(*data.Case) {})
	kept.Commitments = []data.Commitment{{Text: "修好路灯", Due: datatest.Day(6, 10)}}
	maker.TakePromises(kept)
	board := maker.Board(2022)
	board.Bars = []data.BoardBar{{Name: "已答复", Num: 3, Den: 7}, {Name: "意见报送"}}
	says := wordsOf(export.Today(board, data.Settings{}, font.Embedded()))
	for _, want := range []string{"2022年6月20日待办事项", "星期一", "2022年进度：已答复3/7", "已逾期（1件）", "逾期11天", c.Proposal.Number, c.Proposal.Title, "6月9日", "未兑现的承诺（1项）", "修好路灯", "；另：催"} {
		if !strings.Contains(says, want) {
			t.Errorf("no %q in %s", want, says)
		}
	}
	if n := strings.Count(says, c.Proposal.Title); n != 1 || strings.Contains(says, "届次") {
		t.Errorf("a proposal stands in %d lines: %s", n, says)
	}
	if strings.Contains(says, "意见报送") {
		t.Error("a figure of nothing is told")
	}
	if says := wordsOf(export.Today(data.NewBoard(datatest.Day(6, 20)).Board(2022), data.Settings{Demo: true}, font.Embedded())); !strings.Contains(says, "没有到期、等待或缺少的事项") || !strings.Contains(says, "演示数据") {
		t.Errorf("an empty day says %s", says)
	}
}

// A list on paper has every column and row, and its title at the foot of later
// pages.
func TestAListOnPaper(t *testing.T) {
	t.Parallel()
	l := data.List{Title: "沟通记录", Rows: 60, Columns: []data.ListColumn{{Title: "日期", Width: 20}, {Title: "内容", Width: 80, Setting: data.Prose}}, Row: func(i int, cells []data.Value) {
		cells[0], cells[1] = data.DayOf(data.NewDate(2022, 3, 9)), data.TextOf("第"+strings.Repeat("长", i%30)+"次")
	}}
	doc := export.List(l, font.Embedded())
	says := wordsOf(doc)
	if len(doc.Pages) < 2 || strings.Count(says, "2022-03-09") != 60 || strings.Count(says, "日期") != len(doc.Pages) || strings.Count(says, "沟通记录") != len(doc.Pages) {
		t.Errorf("%d pages say %s", len(doc.Pages), says)
	}
	l.Rows, l.Empty = 0, "没有沟通记录"
	if says := wordsOf(export.List(l, font.Embedded())); !strings.Contains(says, "没有沟通记录") {
		t.Errorf("an empty list says %s", says)
	}
}
