package data_test

import (
	"testing"

	"jianban/data"
)

func TestUncoveredNamesFieldAndPlace(t *testing.T) {
	covers := func(r rune) bool { return r < 0x10000 }
	ps := data.Uncovered([]data.Wording{
		{Field: "主送", Text: "李\U00020000代表"},
		{Field: "正文", Text: "第一段\n\n　　第二\U0002A6A5段，又一个\U0002A6A5，\u200b\ufe0f隐形的不算\n第三\U00020000段"},
		{Field: "抄送", Text: "区政府"},
	}, covers)
	want := []string{
		"主送：第2字“\U00020000”（U+20000）没有字体。请换一个字，或在字体文件夹里放入有这个字的字体",
		"正文：第2段第3字“\U0002A6A5”（U+2A6A5）没有字体。请换一个字，或在字体文件夹里放入有这个字的字体",
		"正文：第3段第3字“\U00020000”（U+20000）没有字体。请换一个字，或在字体文件夹里放入有这个字的字体",
	}
	if len(ps) != len(want) {
		t.Fatalf("%d problems: %v", len(ps), ps)
	}
	for i, p := range ps {
		if p.Error() != want[i] {
			t.Errorf("%s\nwant %s", p.Error(), want[i])
		}
	}
}
