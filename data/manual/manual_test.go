package manual_test

import (
	"reflect"
	"testing"

	"jianban/data/manual"
)

const text = `# 登记
先看一眼。
## 第一件

1. 点“新建建议”，见《导入台账》。
2. 点“保存”。
- 也可以导入
![今日](today.png)
`

func picture(name string) []byte { return []byte(name) }

func TestAPageIsRead(t *testing.T) {
	t.Parallel()
	got := manual.Read("register", text, picture)
	want := manual.Page{ID: "register", Title: "登记", Blocks: []manual.Block{
		{Kind: manual.Paragraph, Text: "先看一眼。"},
		{Kind: manual.Heading, Text: "第一件"},
		{Kind: manual.Step, Mark: "1", Text: "点“新建建议”，见《导入台账》。"},
		{Kind: manual.Step, Mark: "2", Text: "点“保存”。"},
		{Kind: manual.Item, Text: "也可以导入"},
		{Kind: manual.Picture, Mark: "today.png", Text: "今日", Data: []byte("today.png")},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read\n%+v\nwant\n%+v", got, want)
	}
	if l := got.Labels(); !reflect.DeepEqual(l, []string{"新建建议", "保存"}) {
		t.Errorf("labels %v", l)
	}
	if n := got.Named(); !reflect.DeepEqual(n, []string{"导入台账"}) {
		t.Errorf("named %v", n)
	}
}

// Every word must stand on the page, its title included, in one spelling; a picture's
// file name is no word of it.
func TestPagesAreFound(t *testing.T) {
	t.Parallel()
	p := manual.Read("register", text, picture)
	for search, want := range map[string][]int{
		"": nil, "新建": {2}, "保存 新建": {2, 3}, "登记": nil, "登记 保存": {3}, "今日": {5}, "先　看": {0},
	} {
		if hits, ok := p.Find(search); !ok || !reflect.DeepEqual(hits, want) {
			t.Errorf("%q: %v %v, want %v", search, hits, ok, want)
		}
	}
	for _, search := range []string{"新建 删除", "today"} {
		if hits, ok := p.Find(search); ok {
			t.Errorf("%q finds %v", search, hits)
		}
	}
}
