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
