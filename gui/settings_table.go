package gui

import (
	"fmt"
	"strings"

	"jianban/data"
)

// settingField is one of the office's own facts: the form and the filling of
// it are made from this table, the check is data.Settings' own (its problems
// name the same labels).
type settingField struct {
	section  string // a heading before it; "" goes on
	label    string
	hint     string // under the field
	example  string // in the empty field
	required bool
	at       func(*data.Settings) *string
}

// settingFields lists all, in the order of the form.
var settingFields = []settingField{
	{"办公室", "办公室名称", "总结的落款。", "如 红塔区人民政府办公室", true, func(s *data.Settings) *string { return &s.Office }},
	{"", "答复机关", "答复和协办意见的落款。办理册另有规定的，按办理册。", "如 玉溪市红塔区人民政府", true, func(s *data.Settings) *string { return &s.Issuer }},
	{"", "版头", "信函顶端的红字。不填的，与答复机关相同。", "", false, func(s *data.Settings) *string { return &s.Letterhead }},
	{"文号", "答复文号代字", "如“红政函”，取号得“红政函〔2022〕15号”。", "如 红政函", true, func(s *data.Settings) *string { return &s.ReplySeries }},
	{"", "意见文号代字", "协办意见另成一个序列。", "如 红政办函", true, func(s *data.Settings) *string { return &s.OpinionSeries }},
	{"联系", "联系人", "印在信函的附注里。", "", false, func(s *data.Settings) *string { return &s.Contact }},
	{"", "联系电话", "", "如 0877-2012345", false, func(s *data.Settings) *string { return &s.Phone }},
}

// packFact is a line that is only to be read.
type packFact struct{ label, value string }

// packFacts tells a rule pack in words.
func packFacts(p data.RulePack) []packFact {
	months := func(n int) string { return fmt.Sprintf("%d个月", n) }
	onFree := "不顺延"
	if p.NextWorkday {
		onFree = "顺延到下一个工作日"
	}
	base := "收回的征询意见表"
	if p.FeedbackOfReplied {
		base = "全部已答复件（未收回的算没有不满意）"
	}
	facts := []packFact{
		{"规则名称", p.Name},
		{"适用", "自" + p.From.Chinese() + "起交办的建议"},
		{"答复期限", "自交办之日起" + months(p.ReplyMonths)},
		{"延期上限", "自交办之日起" + months(p.ExtensionMonths)},
		{"退回期限", fmt.Sprintf("自交办之日起%d个工作日", p.ReturnWorkdays)},
		{"协办意见期限", "自交办之日起" + months(p.OpinionMonths)},
		{"重新答复期限", "自收到反馈之日起" + months(p.ReanswerMonths)},
		{"征询意见表", fmt.Sprintf("宜在答复送达后%d日内收回", p.FeedbackDays)},
		{"末日是休息日", onFree},
		{"黄灯、橙灯", fmt.Sprintf("剩%d天、剩%d天以内", p.YellowDays, p.OrangeDays)},
		{"满意率分母", base},
	}
	for _, c := range p.Classes {
		var notes []string
		if c.NeedsCommitments {
			notes = append(notes, "要写明承诺事项")
		}
		if c.Adopted {
			notes = append(notes, "计入采纳率")
		}
		text := c.Name
		if len(notes) > 0 {
			text += "（" + strings.Join(notes, "，") + "）"
		}
		facts = append(facts, packFact{c.Letter + "类", text})
	}
	w := p.Letters
	return append(facts,
		packFact{"答复标题", w.ReplyTitle}, packFact{"答复开头", w.ReplyOpening}, packFact{"答复结尾", w.ReplyClose},
		packFact{"意见标题", w.OpinionTitle}, packFact{"意见开头", w.OpinionOpening}, packFact{"意见结尾", w.OpinionClose})
}
