package packet

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
)

// field is one field of a fact that a unit may enter: where it is in its struct,
// and its name for people.
type field struct {
	path  []string
	label string
}

// fieldsOf are fields given as pairs of place and label: "SignOff.Drafted", "拟稿日期".
func fieldsOf(pairs ...string) []field {
	var all []field
	for p := range slices.Chunk(pairs, 2) {
		all = append(all, field{strings.Split(p[0], "."), p[1]})
	}
	return all
}

// in is the field's place within a fact, which is a pointer to a struct.
func (f field) in(x any) reflect.Value {
	v := reflect.ValueOf(x).Elem()
	for _, name := range f.path {
		v = v.FieldByName(name)
	}
	return v
}

func (f field) same(a, b any) bool { return sameValue(f.in(a), f.in(b)) }

// sameValue takes an empty list for none at all.
func sameValue(a, b reflect.Value) bool {
	if a.Kind() == reflect.Slice && a.Len() == 0 && b.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

func (f field) empty(x any) bool {
	v := f.in(x)
	return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0
}

// copy sets the field of one fact as another has it.
func (f field) copy(to, from any) { f.in(to).Set(f.in(from)) }

// words tell the field's value to a person; "" where it is empty.
func (f field) words(x any, c *data.Case) string {
	if f.empty(x) {
		return ""
	}
	switch v := f.in(x).Interface().(type) {
	case data.Date:
		return v.Chinese()
	case bool:
		return "是"
	case int:
		return strconv.Itoa(v)
	case []data.ID:
		return c.Names(v)
	case data.ID:
		return c.Names([]data.ID{v})
	case data.Leader:
		return v.Name
	case []data.Proposer:
		names := make([]string, len(v))
		for i, p := range v {
			names[i] = p.Name
		}
		return strings.Join(names, "、")
	case []string:
		return strings.Join(v, "、")
	case []data.AgreedItem:
		var items []string
		for _, i := range v {
			items = append(items, i.Words())
		}
		return strings.Join(items, "；")
	}
	return f.in(x).String()
}

// facts are the kinds of facts that come back from units, in an order in which each
// comes after those that it names.
var facts = []merger{
	fact[data.Assignment]{
		record: data.RecordAssignment, label: "交办",
		of:     func(c *data.Case) *[]data.Assignment { return &c.Assignments },
		id:     func(a *data.Assignment) (id, owner *data.ID) { return &a.ID, &a.ProposalID },
		name:   func(a *data.Assignment) string { return "" },
		fields: fieldsOf("Accepted", "签收日期", "Returned", "退回日期", "ReturnReason", "退回理由", "Responsible", "责任领导", "Contact", "经办人", "Phone", "联系电话"),
		mine:   func(s Sight, a *data.Assignment) bool { return a.Unit.ID == s.Unit },
		twin:   func(a, b *data.Assignment) bool { return a.Unit.ID == b.Unit.ID && a.Part == b.Part },
	},
	fact[data.Extension]{
		record: data.RecordExtension, label: "延期申请", adds: true,
		of:     func(c *data.Case) *[]data.Extension { return &c.Extensions },
		id:     func(e *data.Extension) (id, owner *data.ID) { return &e.ID, &e.ProposalID },
		name:   func(e *data.Extension) string { return e.Applied.Chinese() },
		fields: fieldsOf("Applied", "申请日期", "Until", "延期至", "Reason", "延期理由", "Told", "说明日期"),
		mine:   func(s Sight, e *data.Extension) bool { return s.Leads },
		twin:   func(a, b *data.Extension) bool { return a.Applied == b.Applied && a.Told == b.Told },
		enters: func(s Sight, e *data.Extension, _ data.Date) { e.Approved, e.ApprovedBy = data.Date{}, "" },
	},
	fact[data.Consultation]{
		record: data.RecordConsultation, label: "沟通记录", adds: true, removes: true,
		of:   func(c *data.Case) *[]data.Consultation { return &c.Consultations },
		id:   func(x *data.Consultation) (id, owner *data.ID) { return &x.ID, &x.ProposalID },
		name: func(x *data.Consultation) string { return x.Date.Chinese() + string(x.Method) },
		fields: fieldsOf("Date", "日期", "Method", "方式", "Phase", "阶段", "Place", "地点", "Invited", "邀请代表", "Attended", "参加代表", "LedBy", "我方牵头人", "LedRank", "职级",
			"Others", "其他参加人", "Said", "代表意见", "Agreed", "商定事项", "Items", "商定事项清单", "FormSigned", "签字日期"),
		mine: func(s Sight, x *data.Consultation) bool { return true },
		twin: func(a, b *data.Consultation) bool { return a.Date == b.Date && a.Method == b.Method },
	},
	replies,
	opinions,
	fact[data.Dispatch]{
		record: data.RecordDispatch, label: "送达", adds: true, removes: true,
		of:     func(c *data.Case) *[]data.Dispatch { return &c.Dispatches },
		id:     func(d *data.Dispatch) (id, owner *data.ID) { return &d.ID, &d.ProposalID },
		name:   func(d *data.Dispatch) string { return d.Date.Chinese() },
		fields: fieldsOf("ProposerID", "代表", "Date", "送达日期", "Method", "送达方式", "Receipt", "签收人"),
		mine:   func(s Sight, d *data.Dispatch) bool { return s.Leads && s.Signs },
		twin:   func(a, b *data.Dispatch) bool { return a.ReplyID == b.ReplyID && a.ProposerID == b.ProposerID },
	},
	fact[data.Feedback]{
		record: data.RecordFeedback, label: "征询意见表", adds: true,
		of: func(c *data.Case) *[]data.Feedback { return &c.Feedback },
		id: func(b *data.Feedback) (id, owner *data.ID) { return &b.ID, &b.ProposalID },
		name: func(b *data.Feedback) string {
			return "（第" + strconv.Itoa(b.Round) + "次答复）" + b.Received.Chinese()
		},
		fields: fieldsOf("ProposerID", "代表", "FormSent", "发出日期", "Received", "收回日期", "Attitude", "办理态度", "Result", "办理结果", "Opinion", "意见", "TalkedBy", "面商人",
			"TalkForm", "面商形式", "Solved", "问题解决情况", "HandedAgain", "再次交办日期"),
		mine: func(s Sight, b *data.Feedback) bool { return s.Leads && s.Signs },
		twin: func(a, b *data.Feedback) bool {
			return a.Round == b.Round && a.ProposerID == b.ProposerID && a.Second == b.Second
		},
	},
	fact[data.Commitment]{
		record: data.RecordCommitment, label: "承诺事项", adds: true,
		of:     func(c *data.Case) *[]data.Commitment { return &c.Commitments },
		id:     func(m *data.Commitment) (id, owner *data.ID) { return &m.ID, &m.ProposalID },
		name:   func(m *data.Commitment) string { return "“" + clip(m.Text, 12) + "”" },
		fields: fieldsOf("Text", "承诺事项", "Due", "完成时限", "Kept", "兑现日期", "Proof", "兑现依据"),
		mine:   func(s Sight, m *data.Commitment) bool { return s.Leads || m.Unit.ID == s.Unit },
		twin:   func(a, b *data.Commitment) bool { return a.Text == b.Text },
	},
	fact[data.Attachment]{
		record: data.RecordAttachment, label: "附件", adds: true,
		of:     func(c *data.Case) *[]data.Attachment { return &c.Attachments },
		id:     func(a *data.Attachment) (id, owner *data.ID) { return &a.ID, &a.ProposalID },
		name:   func(a *data.Attachment) string { return "“" + a.Name + "”" },
		fields: fieldsOf("Name", "附件名"),
		mine:   func(s Sight, a *data.Attachment) bool { return true },
		twin: func(a, b *data.Attachment) bool {
			return a.SHA256 == b.SHA256 && a.ConsultationID == b.ConsultationID
		},
	},
}

// letterWords are the parts of a letter that a unit drafts for the office; the rest,
// 文号, signing and sending, is the office's.
var letterWords = []string{"Class", "类别", "Body", "正文", "Done", "已落实事项", "Planned", "计划落实事项", "Contact", "联系人", "ContactPhone", "联系电话",
	"Ideas", "采纳意见", "Policies", "出台政策", "SignOff.Drafted", "拟稿日期", "SignOff.DraftedBy", "拟稿人"}

// letterSigns are the parts that a unit which signs its own letters enters besides.
var letterSigns = []string{"DocNumber", "文号", "Salutation", "主送", "CopyTo", "抄送", "Sent", "送达日期", "SentBy", "送达方式", "SignOff.Reviewed", "审核日期", "SignOff.ReviewedBy", "审核人",
	"SignOff.Countersigned", "会签日期", "SignOff.CountersignedBy", "会签单位", "SignOff.Signed", "签发日期", "SignOff.SignedBy", "签发人"}

var replies = fact[data.Reply]{
	record: data.RecordReply, label: "答复", adds: true,
	of:     func(c *data.Case) *[]data.Reply { return &c.Replies },
	id:     func(r *data.Reply) (id, owner *data.ID) { return &r.ID, &r.ProposalID },
	name:   func(r *data.Reply) string { return "（第" + strconv.Itoa(r.Round) + "次）" },
	fields: fieldsOf(slices.Concat(letterWords, letterSigns)...),
	mine:   func(s Sight, r *data.Reply) bool { return s.Leads },
	twin:   func(a, b *data.Reply) bool { return a.Round == b.Round },
	office: func(s Sight) []field {
		if s.Signs {
			return nil
		}
		return fieldsOf(letterSigns...)
	},
	shut: func(s Sight, r *data.Reply) bool {
		return !s.Signs && (!r.SignOff.Signed.IsZero() || !r.Sent.IsZero())
	},
	enters: func(s Sight, r *data.Reply, _ data.Date) { r.TakenFrom = "" },
}

var opinions = fact[data.Opinion]{
	record: data.RecordOpinion, label: "协办意见", adds: true,
	of: func(c *data.Case) *[]data.Opinion { return &c.Opinions },
	id: func(o *data.Opinion) (id, owner *data.ID) { return &o.ID, &o.ProposalID },
	name: func(o *data.Opinion) string {
		if o.Way == data.OpinionOut {
			return "（拟稿）"
		}
		return ""
	},
	fields: fieldsOf("Body", "正文", "DocNumber", "文号", "Received", "收到日期", "SignOff.Drafted", "拟稿日期", "SignOff.DraftedBy", "拟稿人", "SignOff.Reviewed", "审核日期", "SignOff.ReviewedBy", "审核人",
		"SignOff.Signed", "签发日期", "SignOff.SignedBy", "签发人"),
	mine: func(s Sight, o *data.Opinion) bool {
		return o.Way == data.OpinionIn && o.Unit.ID == s.Unit || o.Way == data.OpinionOut && s.Leads
	},
	twin: func(a, b *data.Opinion) bool { return a.Way == b.Way && a.Unit.ID == b.Unit.ID },
	shut: func(s Sight, o *data.Opinion) bool {
		return o.Way == data.OpinionOut && (!o.SignOff.Signed.IsZero() || !o.Sent.IsZero())
	},
	enters: func(s Sight, o *data.Opinion, today data.Date) {
		if o.Way == data.OpinionIn {
			if o.Received.IsZero() {
				o.Received = today
			}
			return
		}
		o.DocNumber, o.Sent = "", data.Date{}
		o.SignOff = data.SignOff{Drafted: o.SignOff.Drafted, DraftedBy: o.SignOff.DraftedBy}
	},
}

// clip cuts a text to so many characters.
func clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
