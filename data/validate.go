package data

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what is typed into one field, in characters.
const (
	lineLimit  = 200
	proseLimit = 200_000
)

// fields gathers what is wrong while a record is looked through.
type fields struct{ problems Problems }

func (f *fields) wrong(field, message, hint string) {
	f.problems = append(f.problems, Problem{Field: field, Message: message, Hint: hint})
}

// line tidies a one-line field: look-alike characters mended (MendLine), no line
// breaks, no control characters, no spaces at its ends.
func (f *fields) line(field string, s *string, required bool) {
	if !utf8.ValidString(*s) {
		f.wrong(field, "含有损坏的字符", "请重新输入")
		return
	}
	mended, _ := MendLine(*s)
	*s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return visible(r)
	}, mended))
	f.lost(field, *s)
	if required && *s == "" {
		f.wrong(field, "没有填写", "")
	}
	f.short(field, *s)
}

// short refuses a line that is too long.
func (f *fields) short(field, s string) {
	if n := utf8.RuneCountInString(s); n > lineLimit {
		f.wrong(field, fmt.Sprintf("有%d个字，最多%d个", n, lineLimit), "请改短")
	}
}

// path tidies the name of a folder, which is kept as the system has it.
func (f *fields) path(field string, s *string) {
	*s = strings.TrimSpace(*s)
	if !utf8.ValidString(*s) || strings.ContainsFunc(*s, unicode.IsControl) {
		f.wrong(field, "含有损坏的字符", "请重新选择")
	}
	f.short(field, *s)
}

// name tidies the name of a person, or of several.
func (f *fields) name(field string, s *string, required bool) {
	if utf8.ValidString(*s) {
		*s, _ = MendName(*s)
	}
	f.line(field, s, required)
}

// title tidies the title of a proposal.
func (f *fields) title(field string, s *string) {
	if utf8.ValidString(*s) {
		*s, _ = MendTitle(*s)
	}
	f.line(field, s, true)
}

// lost refuses characters that were lost before the text came here; others that
// cannot be mended are told beside the text (Strays).
func (f *fields) lost(field, text string) {
	for _, s := range Strays(field, text) {
		if s.Char == unicode.ReplacementChar {
			f.problems = append(f.problems, s.Problem())
		}
	}
}

// lines tidies a list of one-line words and leaves out what is empty.
func (f *fields) lines(field string, all *[]string) {
	var kept []string
	for i := range *all {
		f.line(field, &(*all)[i], false)
		if s := (*all)[i]; s != "" {
			kept = append(kept, s)
		}
	}
	*all = kept
}

// visible takes out what no reader can see: control characters, marks of
// order, zero-width spaces. Names that look the same are then the same.
func visible(r rune) rune {
	switch {
	case r == '\u2028' || r == '\u2029':
		return ' '
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// prose tidies a text of several paragraphs, look-alike characters mended.
func (f *fields) prose(field string, s *string) {
	if !utf8.ValidString(*s) {
		f.wrong(field, "含有损坏的字符", "请重新粘贴")
		return
	}
	text := strings.ReplaceAll(strings.ReplaceAll(*s, "\r\n", "\n"), "\r", "\n")
	text, _ = MendText(text)
	*s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return visible(r)
	}, text)
	f.lost(field, *s)
	if n := utf8.RuneCountInString(*s); n > proseLimit {
		f.wrong(field, fmt.Sprintf("有%d个字，最多%d个", n, proseLimit), "请改短")
	}
}

// one checks a choice.
func one[T ~string](f *fields, field string, v T, all []T) {
	if !slices.Contains(all, v) {
		if v == "" {
			f.wrong(field, "没有选择", "")
			return
		}
		f.wrong(field, "“"+clip(string(v), 20)+"”不在可选范围内", "请选择")
	}
}

func (f *fields) day(field string, d Date, required bool) {
	if d.IsZero() {
		if required {
			f.wrong(field, "没有填写", "请填写日期，如2022-06-30")
		}
		return
	}
	if _, err := ParseDate(d.String()); err != nil {
		f.wrong(field, d.String()+"不是真实的日期", "请核对")
	}
}

// number checks how many there are of something that people count.
func (f *fields) number(field string, n int) {
	if n < 0 || n > 999 {
		f.wrong(field, "应在0到999之间", "请核对")
	}
}

func (f *fields) owner(id ID) {
	if id == 0 {
		f.wrong("建议", "没有说明属于哪一件", "请先保存建议")
	}
}

// Validate tidies the book and names what is wrong with it.
func (b *Book) Validate() Problems {
	var f fields
	one(&f, "机构", b.Meeting.Body, Bodies)
	one(&f, "层级", b.Meeting.Level, Levels)
	one(&f, "方向", b.Direction, Directions)
	f.line("地名", &b.Meeting.Place, true)
	f.line("转交机关", &b.HandedBy, false)
	f.line("答复机关", &b.Issuer, false)
	f.line("版头", &b.Letterhead, false)
	f.line("答复文号代字", &b.ReplySeries, false)
	f.line("意见文号代字", &b.OpinionSeries, false)
	f.lines("抄送", &b.CopyTo)
	f.classes(b.Classes)
	f.limits(b.Limits)
	if b.ReplyMonths < 0 || b.ReplyMonths > 120 {
		f.wrong("答复期限", "应在0到120个月之间", "填0按办理规则计算")
	}
	if b.Meeting.Term < 1 || b.Meeting.Term > 99 {
		f.wrong("届", "应在1到99之间", "请填写，如第六届填6")
	}
	if b.Meeting.Session < 1 || b.Meeting.Session > 99 {
		f.wrong("次", "应在1到99之间", "请填写，如第一次会议填1")
	}
	if b.Meeting.Year < firstYear || b.Meeting.Year > lastYear {
		f.wrong("年份", fmt.Sprintf("应在%d到%d之间", firstYear, lastYear), "请核对")
	}
	return f.problems
}

// Validate tidies the proposal and names what is wrong with it.
func (p *Proposal) Validate() Problems {
	var f fields
	if p.BookID == 0 {
		f.wrong("办理册", "没有选择", "请选择属于哪次会议")
	}
	p.Number = CleanNumber(p.Number)
	f.line("编号", &p.Number, true)
	if utf8.RuneCountInString(p.Number) > 20 {
		f.wrong("编号", "太长", "请核对")
	}
	f.title("标题", &p.Title)
	one(&f, "类型", p.Kind, Kinds)
	one(&f, "办理方式", p.Role, Roles)
	one(&f, "结案方式", p.Closed, Closings)
	f.prose("内容", &p.Text)
	f.line("类别主题", &p.Topic, false)
	f.day("交办日期", p.HandedOver, true)
	f.day("要求办结日期", p.Required, false)
	f.day("告知代表日期", p.Told, false)
	f.name("督办领导", &p.Supervisor, false)
	f.line("督办委室", &p.Committee, false)
	f.line("主办机关", &p.LeadBody, p.Role == Assist)
	f.line("撤转原因", &p.ClosedWhy, p.Closed != NotClosed)
	f.day("撤转日期", p.ClosedOn, p.Closed != NotClosed)
	f.line("备注", &p.Remark, false)
	if p.MergedInto != 0 && p.MergedInto == p.ID {
		f.wrong("并案", "不能与自己并案", "请选择另一件")
	}
	if slices.Contains(p.Related, p.ID) && p.ID != 0 {
		f.wrong("相关", "不能与自己相关", "请选择另一件")
	}
	if len(p.Proposers) == 0 {
		f.wrong("领衔代表", "没有填写", "请填写至少一位代表或委员")
	}
	seen := map[string]ID{}
	for i := range p.Proposers {
		q := &p.Proposers[i]
		f.problems = append(f.problems, q.Validate()...)
		key := FoldName(q.Name) + "\x00" + q.Delegation
		if before, ok := seen[key]; ok && (before == 0 || q.ID == 0 || before == q.ID) {
			f.wrong("领衔代表", "“"+q.Name+"”重复了", "请删去一个")
		}
		seen[key] = q.ID
	}
	return f.problems
}

// Validate tidies the proposer and names what is wrong.
func (p *Proposer) Validate() Problems {
	var f fields
	f.name("代表姓名", &p.Name, true)
	one(&f, "机构", p.Body, Bodies)
	f.line("代表团", &p.Delegation, false)
	f.line("联系电话", &p.Phone, false)
	f.line("通讯地址", &p.Address, false)
	return f.problems
}

// Validate tidies the leader and names what is wrong.
func (l *Leader) Validate() Problems {
	var f fields
	f.name("领导姓名", &l.Name, true)
	f.line("职务", &l.Post, false)
	f.former("曾任职务", l.Former)
	return f.problems
}

// former tidies former names and puts them in the order in which they ended.
func (f *fields) former(field string, names []FormerName) {
	for i := range names {
		f.line(field, &names[i].Name, true)
		f.line(field, &names[i].FullName, false)
		f.day(field+"截止日期", names[i].Until, true)
	}
	sortFormer(names)
}

// Validate tidies the unit and names what is wrong.
func (u *Unit) Validate() Problems {
	var f fields
	f.line("单位简称", &u.Name, true)
	f.line("单位全称", &u.FullName, false)
	f.line("版头", &u.Letterhead, false)
	f.line("文号代字", &u.ReplySeries, false)
	f.former("曾用名", u.Former)
	f.name("责任领导", &u.Responsible, false)
	f.name("经办人", &u.Contact, false)
	f.line("联系电话", &u.Phone, false)
	return f.problems
}

// Validate names what is wrong with the extension.
func (e *Extension) Validate() Problems {
	var f fields
	f.owner(e.ProposalID)
	f.day("申请日期", e.Applied, e.Told.IsZero())
	f.day("说明日期", e.Told, false)
	f.day("延期至", e.Until, true)
	f.day("批准日期", e.Approved, false)
	f.name("批准人", &e.ApprovedBy, false)
	f.line("延期理由", &e.Reason, true)
	return f.problems
}

// Validate tidies the assignment and names what is wrong.
func (a *Assignment) Validate() Problems {
	var f fields
	f.owner(a.ProposalID)
	if a.Unit.ID == 0 {
		f.wrong("承办单位", "没有选择", "请选择单位")
	}
	one(&f, "承办方式", a.Part, Parts)
	f.day("交办日期", a.Assigned, true)
	f.day("签收日期", a.Accepted, false)
	f.day("退回日期", a.Returned, false)
	f.line("退回理由", &a.ReturnReason, !a.Returned.IsZero())
	f.day("同意退回日期", a.ReturnConsented, false)
	f.name("责任领导", &a.Responsible, false)
	f.name("经办人", &a.Contact, false)
	f.line("联系电话", &a.Phone, false)
	return f.problems
}

// Validate tidies the consultation and names what is wrong.
func (c *Consultation) Validate() Problems {
	var f fields
	f.owner(c.ProposalID)
	one(&f, "阶段", c.Phase, Phases)
	one(&f, "方式", c.Method, Methods)
	f.day("日期", c.Date, true)
	f.line("地点", &c.Place, false)
	f.name("我方牵头人", &c.LedBy, false)
	f.day("签字日期", c.FormSigned, false)
	for i := range c.Items {
		f.line("事项清单", &c.Items[i].What, false)
		f.line("事项清单", &c.Items[i].Who, false)
		f.day("事项清单", c.Items[i].By, false)
		f.day("事项清单", c.Items[i].Done, false)
		if c.Items[i].What == "" {
			f.wrong("事项清单", "有一项没有写办什么", "请填写，或把这一行清空")
		}
	}
	if c.LedRank != "" {
		one(&f, "职级", c.LedRank, Ranks)
	}
	f.line("其他参加人", &c.Others, false)
	f.prose("代表意见", &c.Said)
	f.prose("商定事项", &c.Agreed)
	if c.Method.InPerson() && len(c.Attended) == 0 {
		f.wrong("参加代表", "没有选择", "当面沟通至少要有一位代表参加")
	}
	return f.problems
}

func (s *SignOff) validate(f *fields) {
	f.day("拟稿日期", s.Drafted, false)
	f.name("拟稿人", &s.DraftedBy, false)
	f.day("审核日期", s.Reviewed, false)
	f.name("审核人", &s.ReviewedBy, false)
	f.day("会签日期", s.Countersigned, false)
	f.line("会签单位", &s.CountersignedBy, !s.Countersigned.IsZero())
	f.day("签发日期", s.Signed, false)
	f.name("签发人", &s.SignedBy, false)
}

// Validate tidies the reply and names what is wrong.
func (r *Reply) Validate() Problems {
	var f fields
	f.owner(r.ProposalID)
	if r.Round < 1 || r.Round > 99 {
		f.wrong("答复轮次", "应从1开始", "请核对")
	}
	one(&f, "答复缘由", r.Occasion, []Occasion{FirstReply, Reanswer, FollowUp})
	if r.Round == 1 && (r.Occasion == Reanswer || r.Occasion == FollowUp) {
		f.wrong("答复缘由", "首次答复不是"+string(r.Occasion), "请核对轮次")
	}
	f.line("类别", &r.Class, false)
	f.line("文号", &r.DocNumber, false)
	if utf8.ValidString(r.Salutation) {
		r.Salutation, _ = MendSalutation(r.Salutation)
	}
	f.line("主送", &r.Salutation, false)
	f.prose("正文", &r.Body)
	f.prose("已落实事项", &r.Done)
	f.prose("计划落实事项", &r.Planned)
	f.name("联系人", &r.Contact, false)
	f.line("联系电话", &r.ContactPhone, false)
	f.lines("抄送", &r.CopyTo)
	f.number("采纳意见", r.Ideas)
	f.number("出台政策", r.Policies)
	f.line("取自", &r.TakenFrom, false)
	if r.Body+r.Done+r.Planned == "" { // nothing is left of what was taken
		r.TakenFrom = ""
	}
	r.SignOff.validate(&f)
	f.day("送达日期", r.Sent, false)
	f.line("送达方式", &r.SentBy, false)
	return f.problems
}

// Validate tidies the opinion and names what is wrong.
func (o *Opinion) Validate() Problems {
	var f fields
	f.owner(o.ProposalID)
	if o.Way != OpinionIn && o.Way != OpinionOut {
		f.wrong("意见方向", "不明", "请重新填写")
	}
	if o.Way == OpinionIn && o.Unit.ID == 0 {
		f.wrong("协办单位", "没有选择", "请选择单位")
	}
	f.line("文号", &o.DocNumber, false)
	f.prose("正文", &o.Body)
	o.SignOff.validate(&f)
	f.day("报送日期", o.Sent, false)
	f.day("收到日期", o.Received, o.Way == OpinionIn)
	return f.problems
}

// Validate tidies the feedback and names what is wrong.
func (b *Feedback) Validate() Problems {
	var f fields
	f.owner(b.ProposalID)
	if b.ProposerID == 0 {
		f.wrong("代表", "没有选择", "请选择哪位代表")
	}
	if b.Round < 1 {
		f.wrong("答复轮次", "没有选择", "请选择第几次答复")
	}
	f.day("发出日期", b.FormSent, false)
	f.day("再次交办日期", b.HandedAgain, false)
	f.day("收回日期", b.Received, b.Attitude != NoMark || b.Result != NoMark)
	if !b.Received.IsZero() && b.Attitude == NoMark && b.Result == NoMark {
		f.wrong("办理结果", "没有选择", "收回的征询意见表要有评价")
	}
	f.line("办理态度", (*string)(&b.Attitude), false)
	f.line("办理结果", (*string)(&b.Result), false)
	f.name("面商人", &b.TalkedBy, false)
	f.line("面商形式", &b.TalkForm, false)
	f.line("解决情况", &b.Solved, false)
	f.prose("意见", &b.Opinion)
	return f.problems
}

// Validate tidies the commitment and names what is wrong.
func (c *Commitment) Validate() Problems {
	var f fields
	f.owner(c.ProposalID)
	f.line("承诺事项", &c.Text, true)
	f.day("完成时限", c.Due, true)
	f.day("兑现日期", c.Kept, false)
	f.line("兑现依据", &c.Proof, false)
	f.day("告知日期", c.Told, false)
	if c.Kept.IsZero() && (!c.Told.IsZero() || c.FollowUp != 0) {
		f.wrong("兑现日期", "没有填写，却已告知代表", "请填写兑现日期")
	}
	return f.problems
}

// Validate tidies the supervision and names what is wrong.
func (s *Supervision) Validate() Problems {
	var f fields
	if s.Unit.ID == 0 {
		f.wrong("承办单位", "没有选择", "请选择单位")
	}
	one(&f, "督办方式", s.Kind, SupervisionKinds)
	f.day("日期", s.Date, true)
	f.day("整改期限", s.RectifyBy, false)
	f.day("整改完成", s.Rectified, false)
	f.line("参加人员", &s.People, false)
	f.prose("督办情况", &s.Findings)
	f.line("文号", &s.DocNumber, false)
	f.prose("单位反馈", &s.Answer)
	f.day("反馈日期", s.Answered, strings.TrimSpace(s.Answer) != "")
	return f.problems
}

// Validate tidies the disclosure and names what is wrong.
func (d *Disclosure) Validate() Problems {
	var f fields
	f.owner(d.ProposalID)
	one(&f, "公开", d.Decision, Opennesses)
	f.line("理由", &d.Reason, d.Decision == NotOpen || d.Decision == PartlyOpen)
	f.prose("公开文本", &d.Text)
	f.day("公开日期", d.Published, false)
	f.line("公开位置", &d.Place, false)
	return f.problems
}

// Validate tidies the attachment and names what is wrong.
func (a *Attachment) Validate() Problems {
	var f fields
	f.owner(a.ProposalID)
	f.line("附件名", &a.Name, true)
	f.day("添加日期", a.Added, true)
	return f.problems
}

// Validate tidies the summary and names what is wrong.
func (s *Summary) Validate() Problems {
	var f fields
	f.year(s.Year)
	f.line("标题", &s.Title, true)
	f.day("截至日期", s.AsOf, false)
	f.day("落款日期", s.Signed, false)
	if !s.Signed.IsZero() && s.Signed.Before(s.AsOf) {
		f.wrong("落款日期", "早于截至日期"+s.AsOf.Chinese(), "请核对，空着的印导出那天")
	}
	f.day("看过的日期", s.LookedOn, false)
	for i := range s.Looked {
		f.line("看过的数字", &s.Looked[i].Name, true)
		f.line("看过的数字", &s.Looked[i].Value, false)
	}
	f.line("数字不符仍导出的理由", &s.Reason, false)
	f.prose("不符的数字", &s.Despite)
	for i := range s.Sections {
		f.line("小标题", &s.Sections[i].Heading, false)
		f.prose("正文", &s.Sections[i].Text)
	}
	return f.problems
}

// Validate tidies the settings and names what is wrong.
func (s *Settings) Validate() Problems {
	var f fields
	f.line("办公室名称", &s.Office, true)
	f.line("答复机关", &s.Issuer, true)
	f.line("版头", &s.Letterhead, false)
	f.line("答复文号代字", &s.ReplySeries, true)
	f.line("意见文号代字", &s.OpinionSeries, true)
	f.name("联系人", &s.Contact, false)
	f.line("联系电话", &s.Phone, false)
	for i := range s.Clerks {
		f.name("经办人员", &s.Clerks[i], true)
	}
	f.path("字体文件夹", &s.FontsFolder)
	if !(math.Abs(s.PreprintX) <= MostShift && math.Abs(s.PreprintY) <= MostShift) { // so also what is no number
		f.wrong("套红偏移", "应在-30到30毫米之间", "请核对")
	}
	return f.problems
}

// MostShift is how many millimetres a print on pre-printed sheets can be moved.
const MostShift = 30

// year checks a year that figures are told of.
func (f *fields) year(y int) {
	if y < firstYear || y > lastYear {
		f.wrong("年份", "不对", "请核对")
	}
}
