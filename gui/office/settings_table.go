package office

import (
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
	{"", "意见文号代字", "协办意见另成一个序列。", "如 红政意函", true, func(s *data.Settings) *string { return &s.OpinionSeries }},
	{"联系", "联系人", "印在信函的附注里。", "", false, func(s *data.Settings) *string { return &s.Contact }},
	{"", "联系电话", "", "如 0877-2012345", false, func(s *data.Settings) *string { return &s.Phone }},
}
