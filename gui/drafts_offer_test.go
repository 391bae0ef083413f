package gui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"jianban/data/draft"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/storybook/story"
)

// What is not in this registry any more can be copied, not put back.
func TestGoneProposalIsOnlyCopied(t *testing.T) {
	d := &drawer{kept: []draft.Draft{
		{Where: draft.Letter, Title: "第99号答复", Proposal: 99, Fields: []draft.Field{{Label: "正文", Text: "一"}}},
		{Where: draft.Letter, Title: "第13号答复", Proposal: 12, Fields: []draft.Field{{Label: "正文", Text: "另一个登记库的"}}},
	}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		sitting(t, r, d, func(m *Main) {
			if len(m.drafts.carried) != 2 || !m.drafts.carried[0].Gone || !m.drafts.carried[1].Gone {
				t.Fatalf("%+v", m.drafts.carried)
			}
			screentest.TapText(t, top(m), "恢复")
			if len(m.trail) != 1 || len(d.kept) != 2 {
				t.Error("put back")
			}
			screentest.TapText(t, top(m), "复制")
			if got := fyne.CurrentApp().Clipboard().Content(); got != "正文：一\n" {
				t.Errorf("copied %q", got)
			}
		})
	}, story.Lead())
}

func TestOfferLooks(t *testing.T) {
	d := &drawer{kept: []draft.Draft{
		{Where: draft.Letter, Title: "第12号答复", About: "关于加快推进光电子产业园建设的建议", Proposal: 12, Round: 1, Clerk: "王某", Typed: story.Today.Add(-3 * time.Minute), Fields: []draft.Field{
			{Label: "文号", Text: "红政函〔2022〕16号", Was: "红政函〔2022〕15号"},
			{Label: "正文", Was: "一、基本情况\n光电子产业园去年已经立项。", Text: "一、基本情况\n光电子产业园去年已经立项，今年三月开工，" + strings.Repeat("主体工程正在按计划推进，", 20) + "\n二、下一步打算"},
			{Label: "类别", Text: "B 列入计划逐步解决", Was: "A 已解决或基本解决"}}},
		{Where: draft.Form, Title: "新建建议", Form: screen.AgainNew, Fresh: true, Typed: story.Today.Add(-26 * time.Hour), Fields: []draft.Field{
			{Label: "编号", Text: "88"}, {Label: "标题", Text: "关于加强老旧小区排水管网改造的建议"}}},
		{Where: draft.Form, Title: "第99号申请延期", Proposal: 99, Typed: story.Today.Add(-time.Hour), Fields: []draft.Field{{Label: "理由", Text: "", Was: "要等上级批复"}}},
	}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		sitting(t, r, d, func(m *Main) {
			r.Keep("drafts-offer")
			screentest.CheckChinese(t, "the offer", top(m))
			all := strings.Join(screentest.Texts(top(m)), "\n")
			for _, want := range []string{"红政函〔2022〕15号", "红政函〔2022〕16号", "昨天", "王某", "（清空）", "只能复制"} {
				if !strings.Contains(all, want) {
					t.Errorf("lacks %s:\n%s", want, all)
				}
			}
			screentest.TapText(t, top(m), "以后再说")
			r.Keep("drafts-status")
		})
	}, story.Lead())
}
