package data_test

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// Our opinion is due on 11 April: a month from 9 March, the 9th being a Saturday.
func TestAnOpinionIsCheckedBeforeItIsSigned(t *testing.T) {
	covers := func(r rune) bool { return r != '😀' }
	for _, x := range []struct {
		name            string
		change          func(*data.Case, *data.Opinion)
		blocks, warning string
	}{
		{"as it should be", func(*data.Case, *data.Opinion) {}, "", ""},
		{"signed on the last day", func(_ *data.Case, o *data.Opinion) { o.SignOff.Signed = datatest.Day(4, 11) }, "", ""},
		{"signed the day after", func(_ *data.Case, o *data.Opinion) { o.SignOff.Signed = datatest.Day(4, 12) }, "", "已过期限2022年4月11日"},
		{"not signed", func(_ *data.Case, o *data.Opinion) { o.SignOff.Signed = data.Date{} }, "", "还没有签发日期"},
		{"no 文号", func(_ *data.Case, o *data.Opinion) { o.DocNumber = " " }, "还没有文号", ""},
		{"文号 of another paper", func(_ *data.Case, o *data.Opinion) { o.DocNumber = "红政函〔2022〕3号" }, "红政函〔2022〕3号已经用过", ""},
		{"nobody to send it to", func(c *data.Case, _ *data.Opinion) { c.Proposal.LeadBody = "" }, "没有填写报送给谁", ""},
		{"no words", func(_ *data.Case, o *data.Opinion) { o.Body = " \n" }, "还没有内容", ""},
		{"a character no font has", func(_ *data.Case, o *data.Opinion) { o.Body = "好😀" }, "U+1F600", ""},
	} {
		c := datatest.Assist()
		o := c.Opinions[0]
		o.DocNumber, o.Body = "红政办函〔2022〕8号", "没有不同意见。"
		x.change(&c, &o)
		blocking, warnings := data.CheckOpinion(c, o, datatest.Rules(), covers, []string{"红政函〔2022〕3号"})
		if (x.blocks == "") != (len(blocking) == 0) || !strings.Contains(blocking.Error(), x.blocks) {
			t.Errorf("%s: blocking %q", x.name, blocking.Error())
		}
		if (x.warning == "") != (len(warnings) == 0) || !strings.Contains(warnings.Error(), x.warning) {
			t.Errorf("%s: warnings %q", x.name, warnings.Error())
		}
	}
}

// A paper's own 文号 is no other's; borne twice, it is.
func TestNumbersOfOtherPapers(t *testing.T) {
	all := []string{"甲〔2022〕1号", "甲〔2022〕2号", "甲〔2022〕2号"}
	for own, want := range map[string]bool{"甲〔2022〕1号": false, "甲〔2022〕2号": true, "甲〔2022〕3号": false} {
		if twice := len(data.CheckDocNumber(own, data.OtherNumbers(all, own))) > 0; twice != want {
			t.Errorf("%s: %v", own, twice)
		}
	}
	if got := data.OtherNumbers(all, ""); len(got) != 3 || len(all) != 3 {
		t.Errorf("without a number of its own %v", got)
	}
	c := datatest.Case(func(c *data.Case) {
		c.Replies = append(c.Replies, data.Reply{Round: 2, DocNumber: "红政函〔2023〕1号"}, data.Reply{Round: 3})
		c.Opinions = []data.Opinion{{Way: data.OpinionIn, DocNumber: "甲〔2019〕1号"}, {Way: data.OpinionOut, DocNumber: "乙〔2021〕1号"}}
	})
	if got := data.NumberYears([]data.Case{c, datatest.Case()}); !slices.Equal(got, []int{2021, 2022, 2023}) {
		t.Errorf("years %v", got)
	}
}
