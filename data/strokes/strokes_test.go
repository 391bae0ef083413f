package strokes_test

import (
	"testing"

	"jianban/data/strokes"
)

// By number of strokes, then 横竖撇点折. Within a kind as in the official
// list; 䶮 𬱖 㛃 have 9, 11 and 9 strokes and begin with
// 横, 竖 and 横 (通用规范汉字表 6814, 7161, 6757).
func TestOrder(t *testing.T) {
	last := 0
	for _, r := range "丁于万马王韦毛方孔邓尹石卢叶史白冯司刑毕吕朱任刘许孙苏李杨吴何余邹汪沈宋张陆陈邵武范林罗金周庞郑孟赵胡郝㛃䶮钟侯姜姚袁贾顾钱徐高郭唐陶黄曹崔𬱖康梁彭董韩傅曾谢赖雷蔡谭熊潘薛戴魏" {
		at := strokes.Rank(r)
		if at <= last {
			t.Errorf("%c stands at %d, after %d", r, at, last)
		}
		last = at
	}
	for r, n := range map[rune]int{'一': 1, '䶮': 9, '𬱖': 11, '㛃': 9, '魏': 17, 'A': 0, '·': 0} {
		if got := strokes.Count(r); got != n {
			t.Errorf("%c has %d strokes, not %d", r, got, n)
		}
	}
}
