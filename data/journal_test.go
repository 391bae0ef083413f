package data_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
)

func TestJournalSentences(t *testing.T) {
	t.Parallel()
	e := data.JournalEntry{At: time.Date(2026, 11, 23, 17, 30, 0, 0, time.FixedZone("", 8*3600)), By: "王某", What: "修改答复", Changes: []data.JournalChange{
		{Subject: "第12号", Record: "答复", Field: "送达日期", Before: "2026年6月3日", After: "2026年6月5日"},
		{Subject: "第12号", Record: "答复", Field: "签发日期", Before: "2025年12月3日", After: ""},
		{Subject: "第12号", Record: "沟通记录", Act: data.Entered, After: "阶段：办前"},
		{Subject: "第7号", Record: "附件", Act: data.Deleted, Before: "附件名：甲.pdf"},
		{Record: "承办单位", Act: data.Restored},
		{Record: "其余", After: "（还有别的改动，未一一列出）"},
	}}
	want := []string{
		"11月23日 王某 把 第12号 答复 的 送达日期 由 6月3日 改为 6月5日",
		"11月23日 王某 把 第12号 答复 的 签发日期 由 2025年12月3日 改为 （空）",
		"11月23日 王某 登记 第12号 沟通记录（阶段：办前）",
		"11月23日 王某 删除 第7号 附件（附件名：甲.pdf）",
		"11月23日 王某 恢复 承办单位",
		"11月23日 王某 其余 （还有别的改动，未一一列出）",
	}
	if diff := cmp.Diff(want, e.Sentences(2026)); diff != "" {
		t.Error(diff)
	}
	if got := e.Sentences(2027)[4]; got != "2026年11月23日 王某 恢复 承办单位" {
		t.Errorf("in another year: %s", got)
	}
}
