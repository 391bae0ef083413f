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
		blocking, warnings := data.CheckOpinion(c, o, data.Settings{}, datatest.Rules(), covers, []string{"红政函〔2022〕3号"})
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

// A 文号 that is not written as one, or of a series that is not the issuer's, is told
// before the letter is signed; the right one is not.
func TestSeriesOfALetter(t *testing.T) {
	t.Parallel()
	government := data.LetterPaper{Issuer: "玉溪市红塔区人民政府", Series: "红政函"}
	office := data.LetterPaper{Issuer: "玉溪市红塔区人民政府办公室", Series: "红政办函"}
	for _, x := range []struct {
		number string
		paper  data.LetterPaper
		want   string
	}{
		{"红政函〔2026〕15号", government, ""},
		{"红政办函〔2026〕15号", office, ""},
		{"红政函〔2026〕15号", data.LetterPaper{}, ""},
		{"", government, ""},
		{"5.28云政函〔2026〕1号", government, "“5.28云政函〔2026〕1号”不是规范的文号"},
		{"红政函〔2026〕015号", government, "不是规范的文号"},
		{"红政函[2026]15号", government, "不是规范的文号"},
		{"红政函〔2026〕15", government, "不是规范的文号"},
		{"云政函〔2026〕1号", government, "代字“云政函”不是这件公文的，应是“红政函”"},
		{"红政办函〔2026〕15号", government, "“红政办函”是办公室的代字，发文机关是玉溪市红塔区人民政府"},
		{"红政办函〔2026〕15号", data.LetterPaper{Issuer: "玉溪市红塔区人民政府", Series: "红政办函"}, "“红政办函”是办公室的代字"},
		{"红政函〔2026〕15号", office, "应是“红政办函”"},
	} {
		got := ""
		for _, p := range data.CheckSeries(x.number, x.paper) {
			got += p.Text()
		}
		if x.want == "" && got != "" || !strings.Contains(got, x.want) {
			t.Errorf("%s of %s: %q, want %q", x.number, x.paper.Issuer, got, x.want)
		}
	}
	// Both letters are looked at so.
	c := datatest.Case()
	c.Book.Issuer, c.Book.ReplySeries, c.Book.OpinionSeries = "玉溪市红塔区人民政府", "红政函", "红政意函"
	rep := c.Replies[0]
	rep.DocNumber = "5.28云政函〔2026〕1号"
	_, ofReply := data.CheckReply(c, rep, data.Settings{}, datatest.Rules(), func(rune) bool { return true }, nil)
	_, ofOpinion := data.CheckOpinion(c, data.Opinion{DocNumber: "红政办函〔2026〕2号", Body: "同意。"}, data.Settings{}, datatest.Rules(), func(rune) bool { return true }, nil)
	if !strings.Contains(ofReply.Error(), "不是规范的文号") || !strings.Contains(ofOpinion.Error(), "是办公室的代字") {
		t.Errorf("%v\n%v", ofReply, ofOpinion)
	}
	// Of letters that went out the check tells what is malformed, of units' own nothing.
	for direction, want := range map[data.Direction]bool{data.HandedDown: true, data.HandedOut: false} {
		c := datatest.Case()
		c.Book.Direction, c.Replies[0].DocNumber = direction, "5.28云政函〔2026〕1号"
		_, odd := data.CheckFacts(c, datatest.Rules())
		if c.Replies[0].Sent.IsZero() || strings.Contains(odd.Error(), "不是规范的文号") != want {
			t.Errorf("%s: %v", direction, odd)
		}
	}
}
