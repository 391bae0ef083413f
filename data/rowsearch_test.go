package data_test

import (
	"slices"
	"testing"

	"jianban/data"
)

// The box of every list understands what the search of proposals does: one
// spelling, pinyin, initials, several words, fields.
func TestRowsAreFoundAsProposalsAre(t *testing.T) {
	row := data.RowWords{Number: "007", Year: 2022, People: []string{"单晓梅", "艾合买提·吐尔逊"}, Names: []string{"区住建局", "关于重庆路截污管网改造的建议"},
		Texts: []string{"希望夜间施工，雨季\n之前完成"}, Phones: []string{"0877-2012345"}, Meeting: data.Meeting{Body: data.Congress, Level: data.District, Place: "红塔区", Term: 6, Session: 1, Year: 2022}}
	var s data.RowSearch
	for typed, want := range map[string]bool{
		"": true, "，": true, "住建": true, "qzjj": true, "zhujian": true, "单位:住建": true, "重庆路 单晓梅": true, "cqljw": true, "chongqing": true, "zhongqing": false,
		"shanxiaomei": true, "sxm": true, "danxiaomei": false, "xiaomei": false, "晓梅": true, "shan xiao mei": true, "单 晓 梅": true, "单": true, "梅": false, "ahmt": true, "艾合买提•吐尔逊": true,
		"7": true, "007": true, "７号": true, "第7号": true, "8": false, "2022": true, "2022年7号": true, "2021": false, "区人大 7": true, "区政协 7": false, "六届一次": true,
		"雨季之前": true, "夜间 雨季": true, "夜间 污水": false, "yejian": false, "代表:晓梅": true, "代表:住建": false, "标题:管网": true, "20123": true, "电话:2012": true, "电话:单": false,
	} {
		if s.Fits(data.ParseSearch(typed), row) != want {
			t.Errorf("%q: %v", typed, !want)
		}
	}
	if got := data.PickNames([]string{"区住建局", "区水利局", "市住建局"}, "zjj"); !slices.Equal(got, []string{"区住建局", "市住建局"}) {
		t.Error(got)
	}
}
