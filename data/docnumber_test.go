package data_test

import (
	"slices"
	"testing"

	"jianban/data"
)

func TestNumberGaps(t *testing.T) {
	gaps := data.NumberGaps([]string{
		"红政函〔2022〕2号", "红政函〔2022〕5号", "红政函〔2022〕9号", "红政函〔2022〕2号", // used twice is not a gap
		"红政办函〔2022〕1号", "红政办函〔2022〕2号", // whole
		"红政函〔2021〕3号", "红住建函〔2022〕1号", "红住建函〔2022〕20220015号", "无文号", "",
	})
	var got []string
	for _, g := range gaps {
		got = append(got, g.Sentence())
	}
	want := []string{
		"红住建函〔2022〕1号至20220015号之间缺2—20220014号",
		"红政函〔2022〕2号至9号之间缺3、4、6—8号",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if n := gaps[1].Number(3); n != "红政函〔2022〕3号" {
		t.Error(n)
	}
}

// A 文号 is one however its brackets and zeros are typed.
func TestANumberInItsUsualSpelling(t *testing.T) {
	for typed, want := range map[string]string{
		"红政办函[2022]30号": "红政办函〔2022〕30号", "红政办函（2022）030号": "红政办函〔2022〕30号", " 红政办函〔2022〕30号": "红政办函〔2022〕30号", "WS·2022-D30-0012": "WS·2022-D30-0012", "": "",
	} {
		if got := data.UsualDocNumber(typed); got != want {
			t.Errorf("%q is %q, not %q", typed, got, want)
		}
	}
	i := data.Issue{Kind: data.IssueNotice, Number: "红政办函[2022]030号"}
	if i.Validate(); i.Number != "红政办函〔2022〕30号" {
		t.Errorf("it is kept as %q", i.Number)
	}
}
