package data_test

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
)

// A unit's draft loses what the letter prints by itself, and nothing else.
func TestADraftIsTakenWithoutItsFrame(t *testing.T) {
	const body = "您提出的《关于增设路灯的建议》收悉，现答复如下：\n一、已装路灯30盏。\n感谢您的关心和支持。"
	for _, x := range []struct {
		text, body, number string
		dropped            []string
	}{
		{"区住建局关于区六届人大一次会议第15号建议的答复\n\n王代表：\n" + body + "\n\n　　　　区住房和城乡建设局\n　　　　2022年6月6日\n（联系人：张某，电话：2010000）",
			body, "15", []string{"标题“区住建局关于区六届人大一次会议第15号建议的答复”", "主送“王代表：”", "落款“区住房和城乡建设局”", "日期“2022年6月6日”", "“（联系人：张某，电话：2010000）”"}},
		{"临溪县财政局文件\n临财函〔2024〕17号\n临溪县水利局关于县政协十届三次会议\n第112号提案的答复\n孙立军、李明委员：\n" + body + "\n联系人：赵工\t联系电话：0571-62210034\n临溪县水利局\n2024年5月28日\n附件\n资金安排表\n甲\t1",
			body + "\n附件\n资金安排表\n甲\t1", "112", []string{"文件头“临溪县财政局文件”", "文号“临财函〔2024〕17号”", "标题“临溪县水利局关于县政协十届三次会议第112号提案的答复”", "主送“孙立军、李明委员：”",
				"“联系人：赵工联系电话：0571-62210034”", "落款“临溪县水利局”", "日期“2024年5月28日”"}},
		{"关于《关于规范物业服务收费的建议》的答复\n" + body, body, "", []string{"标题“关于《关于规范物业服务收费的建议》的答复”"}},
		{body, body, "", nil},
		// What only looks so stays.
		{"关于停车问题的答复\n已经划线。", "关于停车问题的答复\n已经划线。", "", nil},
		{"座谈会上听取了意见。\n参加的有李明代表：\n已办结。", "座谈会上听取了意见。\n参加的有李明代表：\n已办结。", "", nil},
		{"王代表：\n一、时间安排\n2022年6月6日\n开工，年底完工。", "一、时间安排\n2022年6月6日\n开工，年底完工。", "", []string{"主送“王代表：”"}},
		{"王代表：\n一、已修路。\n二、关于第15号建议的答复\n另行函告。\n联系人由村委会确定。", "一、已修路。\n二、关于第15号建议的答复\n另行函告。\n联系人由村委会确定。", "", []string{"主送“王代表：”"}},
		{"王代表：\n已会同办理，参加单位：\n区财政局\n区水利局。\n2022年6月6日", "已会同办理，参加单位：\n区财政局\n区水利局。", "", []string{"主送“王代表：”", "日期“2022年6月6日”"}},
		{"王代表：\n", "王代表：\n", "", nil},
		{"", "", "", nil},
	} {
		got := data.ReadDraftLetter(x.text)
		if got.Body != x.body || got.Number != x.number || !slices.Equal(got.Dropped, x.dropped) {
			t.Errorf("%s\nbody %q\nwant %q\nnumber %q, dropped %s", strings.ReplaceAll(x.text, "\n", "⏎"), got.Body, x.body, got.Number, strings.Join(got.Dropped, "、"))
		}
	}
}
