package papers

import (
	"slices"
	"strings"
	"testing"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// The menu of a proposal offers what is recorded of it, and blank forms of what is
// not; a line writes its paper.
func TestPapersOfOneProposal(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		c := story.Lead()
		rules, err := r.Deps.Store.RuleYears(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		items := Menu(r.Deps, r, c, rules.Of(c))
		var words []string
		for _, i := range items {
			words = append(words, i.Label)
		}
		for _, want := range []string{"答复", "征询意见表", "征询意见表（附议人也各一张）", "送达回执", "发文稿纸", "交办通知", "转办单", "退办申请表（空白）", "延期申请表（空白）", "造册", "沟通登记表", "邀请函（空白）", "信封", "更多选项、打印…"} {
			if !slices.Contains(words, want) {
				t.Errorf("not offered: %s in %v", want, words)
			}
		}
		if slices.Contains(words, "催办通知") || slices.Contains(words, "协办意见") || slices.Contains(words, "沟通登记表（空白）") {
			t.Errorf("offered %v", words)
		}
		pages := func(label string) int {
			items[slices.Index(words, label)].Action()
			onethread.Settle()
			p := r.Opened[len(r.Opened)-1]
			if !strings.Contains(p, "市六届人大一次会议第12号"+label) {
				t.Errorf("%s is written as %s", label, p)
			}
			return len(r.Papers.Written[len(r.Papers.Written)-1].Pages)
		}
		if one, both := pages("征询意见表"), pages("征询意见表（附议人也各一张）"); one != 1 || both != 2 {
			t.Errorf("forms of %d and %d pages", one, both)
		}
		r.NoFailure()
	}, story.Lead())
}
