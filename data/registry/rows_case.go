package registry

import (
	"cmp"
	"sync"

	"jianban/data"
)

// The proposals and their facts, a row a kind (subject) with the function that
// saves it. A new fact stands here and in subjects.

// subjects are all kinds of record, in the order in which a case is read.
var subjects = sync.OnceValue(func() []description {
	return []description{
		bookRows.describe(), unitRows.describe(), leaderRows.describe(), proposerRows.describe(), proposalRows.describe(), proposerLinkRows.describe(),
		extensionRows.describe(), assignmentRows.describe(), consultationRows.describe(), replyRows.describe(), opinionRows.describe(),
		dispatchRows.describe(), waiverRows.describe(), feedbackRows.describe(), assessmentRows.describe(), commitmentRows.describe(), supervisionRows.describe(), issueRows.describe(),
		disclosureRows.describe(), attachmentRows.describe(),
		settingsRows.describe(), packRows.describe(), holidayRows.describe(), summaryRows.describe(), scoreRows.describe(), yearClosingRows.describe(), savedListRows.describe(), packetRows.describe(),
	}
})

var proposalRows = subject[data.Proposal]{
	record: data.RecordProposal, label: "建议", validate: (*data.Proposal).Validate,
	named: nameForm{"number", "第%s号"},
	twice: data.Problem{Field: "编号", Message: "本次会议已有这个编号", Hint: "请核对编号"},
	columns: func(p *data.Proposal) (*data.ID, []field) {
		key := data.NumberKey(p.Number)
		return &p.ID, []field{
			ref("book_id", "办理册", &p.BookID, data.RecordBook),
			text("number", "编号", &p.Number),
			text("number_key", "", &key),
			flag("between_meetings", "闭会期间", &p.Between),
			text("kind", "类型", &p.Kind),
			text("role", "办理方式", &p.Role),
			text("title", "标题", &p.Title),
			prose("text", "建议内容", &p.Text),
			text("topic", "类别主题", &p.Topic),
			flag("key", "重点", &p.Key),
			day("handed_over", "交办日期", &p.HandedOver),
			day("required", "要求办结日期", &p.Required),
			day("told", "告知代表日期", &p.Told),
			text("lead_body", "主办机关", &p.LeadBody),
			ref("sponsor_id", "牵头领导", &p.Sponsor.ID, data.RecordLeader),
			text("supervisor", "督办领导", &p.Supervisor),
			text("committee", "督办委室", &p.Committee),
			text("closed", "撤转", &p.Closed),
			day("closed_on", "撤转日期", &p.ClosedOn),
			text("closed_why", "撤转原因", &p.ClosedWhy),
			ref("merged_into", "并入", &p.MergedInto, data.RecordProposal),
			text("remark", "备注", &p.Remark),
			related("related", "相关", &p.Related),
			deleted(&p.Deleted),
		}
	},
}

var extensionRows = subject[data.Extension]{
	record: data.RecordExtension, label: "延期", validate: (*data.Extension).Validate,
	facts: func(c *data.Case) *[]data.Extension { return &c.Extensions },
	columns: func(e *data.Extension) (*data.ID, []field) {
		return &e.ID, []field{
			part("proposal_id", "", &e.ProposalID, data.RecordProposal),
			day("applied", "申请日期", &e.Applied),
			day("approved", "批准日期", &e.Approved),
			text("approved_by", "批准人", &e.ApprovedBy),
			day("told", "说明日期", &e.Told),
			day("until", "延期至", &e.Until),
			text("reason", "延期理由", &e.Reason),
			deleted(&e.Deleted),
		}
	},
}

// SaveExtension keeps an extension of the time limit.
func (t *Tx) SaveExtension(e *data.Extension) error {
	return extensionRows.put(t, e)
}

var assignmentRows = subject[data.Assignment]{
	record: data.RecordAssignment, label: "交办", validate: (*data.Assignment).Validate,
	facts: func(c *data.Case) *[]data.Assignment { return &c.Assignments },
	order: func(a, b data.Assignment) int { return a.Assigned.Compare(b.Assigned) },
	unit:  func(a *data.Assignment) *data.Unit { return &a.Unit },
	columns: func(a *data.Assignment) (*data.ID, []field) {
		return &a.ID, []field{
			part("proposal_id", "", &a.ProposalID, data.RecordProposal),
			ref("unit_id", "单位", &a.Unit.ID, data.RecordUnit),
			text("part", "承办方式", &a.Part),
			day("assigned", "交办日期", &a.Assigned),
			day("accepted", "签收日期", &a.Accepted),
			day("returned", "退回日期", &a.Returned),
			text("return_reason", "退回理由", &a.ReturnReason),
			day("return_consented", "同意退回日期", &a.ReturnConsented),
			text("responsible", "责任领导", &a.Responsible),
			text("contact", "联系人", &a.Contact),
			text("phone", "联系电话", &a.Phone),
			deleted(&a.Deleted),
		}
	},
}

// SaveAssignment keeps an assignment.
func (t *Tx) SaveAssignment(a *data.Assignment) error {
	return assignmentRows.put(t, a)
}

var consultationRows = subject[data.Consultation]{
	record: data.RecordConsultation, label: "沟通记录", validate: (*data.Consultation).Validate,
	facts: func(c *data.Case) *[]data.Consultation { return &c.Consultations },
	order: func(a, b data.Consultation) int { return a.Date.Compare(b.Date) },
	columns: func(c *data.Consultation) (*data.ID, []field) {
		return &c.ID, []field{
			part("proposal_id", "", &c.ProposalID, data.RecordProposal),
			text("phase", "阶段", &c.Phase),
			day("date", "日期", &c.Date),
			text("method", "方式", &c.Method),
			text("place", "地点", &c.Place),
			people("invited", "邀请代表", &c.Invited),
			people("attended", "参加代表", &c.Attended),
			text("led_by", "我方牵头人", &c.LedBy),
			text("led_rank", "职级", &c.LedRank),
			text("others", "其他参加人", &c.Others),
			prose("said", "代表意见", &c.Said),
			prose("agreed", "商定事项", &c.Agreed),
			list("items", "商定事项清单", &c.Items),
			day("form_signed", "签字日期", &c.FormSigned),
			deleted(&c.Deleted),
		}
	},
}

// SaveConsultation keeps a consultation.
func (t *Tx) SaveConsultation(c *data.Consultation) error {
	return consultationRows.put(t, c)
}

var replyRows = subject[data.Reply]{
	record: data.RecordReply, label: "答复", validate: (*data.Reply).Validate,
	named: nameForm{"round", "第%s次答复"},
	twice: data.Problem{Field: "答复轮次", Message: "这一轮答复已经有了", Hint: "请刷新后再试，或登记下一轮"},
	users: "SELECT count(*) FROM feedback JOIN replies USING (proposal_id, round) WHERE feedback.deleted = 0 AND replies.id = ?1",
	facts: func(c *data.Case) *[]data.Reply { return &c.Replies },
	order: func(a, b data.Reply) int { return cmp.Compare(a.Round, b.Round) },
	columns: func(r *data.Reply) (*data.ID, []field) {
		return &r.ID, append([]field{
			part("proposal_id", "", &r.ProposalID, data.RecordProposal),
			num("round", "轮次", &r.Round),
			text("occasion", "答复缘由", &r.Occasion),
			text("class", "类别", &r.Class),
			text("doc_number", "文号", &r.DocNumber),
			text("salutation", "主送", &r.Salutation),
			prose("body", "正文", &r.Body),
			prose("done", "已落实事项", &r.Done),
			prose("planned", "计划落实事项", &r.Planned),
			text("contact", "联系人", &r.Contact),
			text("contact_phone", "联系电话", &r.ContactPhone),
			list("copy_to", "抄送", &r.CopyTo),
			day("sent", "送达日期", &r.Sent),
			text("sent_by", "送达方式", &r.SentBy),
			num("ideas", "采纳意见", &r.Ideas),
			num("policies", "出台政策", &r.Policies),
			text("taken_from", "取自", &r.TakenFrom),
			deleted(&r.Deleted),
		}, signColumns(&r.SignOff)...)
	},
}

var opinionRows = subject[data.Opinion]{
	record: data.RecordOpinion, label: "协办意见", validate: (*data.Opinion).Validate,
	facts: func(c *data.Case) *[]data.Opinion { return &c.Opinions },
	unit:  func(o *data.Opinion) *data.Unit { return &o.Unit },
	columns: func(o *data.Opinion) (*data.ID, []field) {
		return &o.ID, append([]field{
			part("proposal_id", "", &o.ProposalID, data.RecordProposal),
			text("way", "意见方向", &o.Way).read(tellWay),
			ref("unit_id", "单位", &o.Unit.ID, data.RecordUnit),
			text("doc_number", "文号", &o.DocNumber),
			prose("body", "正文", &o.Body),
			day("sent", "报送日期", &o.Sent),
			day("received", "收到日期", &o.Received),
			deleted(&o.Deleted),
		}, signColumns(&o.SignOff)...)
	},
}

var dispatchRows = subject[data.Dispatch]{
	record: data.RecordDispatch, label: "送达", validate: (*data.Dispatch).Validate,
	twice: data.Problem{Field: "送达代表", Message: "送给这位代表的已经登记", Hint: "请直接修改"},
	facts: func(c *data.Case) *[]data.Dispatch { return &c.Dispatches },
	order: func(a, b data.Dispatch) int { return cmp.Or(cmp.Compare(a.ReplyID, b.ReplyID), a.Date.Compare(b.Date)) },
	columns: func(d *data.Dispatch) (*data.ID, []field) {
		return &d.ID, []field{
			part("proposal_id", "", &d.ProposalID, data.RecordProposal),
			ref("reply_id", "", &d.ReplyID, data.RecordReply),
			part("proposer_id", "代表", &d.ProposerID, data.RecordProposer),
			day("date", "送达日期", &d.Date),
			text("method", "送达方式", &d.Method),
			text("receipt", "签收人", &d.Receipt),
			deleted(&d.Deleted),
		}
	},
}

// SaveDispatch keeps one sending of a reply to one of its proposers.
func (t *Tx) SaveDispatch(d *data.Dispatch) error {
	return dispatchRows.put(t, d)
}

var waiverRows = subject[data.Waiver]{
	record: data.RecordWaiver, label: "放行", validate: (*data.Waiver).Validate,
	twice: data.Problem{Field: "放行", Message: "这条提醒已经放行", Hint: "请直接修改"},
	facts: func(c *data.Case) *[]data.Waiver { return &c.Waivers },
	columns: func(w *data.Waiver) (*data.ID, []field) {
		return &w.ID, []field{
			part("proposal_id", "", &w.ProposalID, data.RecordProposal),
			part("reply_id", "", &w.ReplyID, data.RecordReply),
			text("warning", "提醒", &w.Warning),
			text("reason", "放行理由", &w.Reason),
			day("date", "日期", &w.Date),
			deleted(&w.Deleted),
		}
	},
}

// SaveWaiver keeps a warning that was passed over.
func (t *Tx) SaveWaiver(w *data.Waiver) error {
	return waiverRows.put(t, w)
}

var feedbackRows = subject[data.Feedback]{
	record: data.RecordFeedback, label: "征询意见表", validate: (*data.Feedback).Validate,
	twice: data.Problem{Field: "代表", Message: "这位代表本轮的这次评价已经登记", Hint: "请直接修改"},
	facts: func(c *data.Case) *[]data.Feedback { return &c.Feedback },
	order: func(a, b data.Feedback) int {
		return cmp.Or(cmp.Compare(a.Round, b.Round), a.Received.Compare(b.Received))
	},
	columns: func(f *data.Feedback) (*data.ID, []field) {
		return &f.ID, []field{
			part("proposal_id", "", &f.ProposalID, data.RecordProposal),
			num("round", "轮次", &f.Round),
			ref("proposer_id", "代表", &f.ProposerID, data.RecordProposer),
			flag("second", "二次评价", &f.Second),
			day("form_sent", "发出日期", &f.FormSent),
			day("received", "收回日期", &f.Received),
			text("attitude", "办理态度", &f.Attitude),
			text("result", "办理结果", &f.Result),
			prose("opinion", "意见", &f.Opinion),
			text("talked_by", "面商人", &f.TalkedBy),
			text("talk_form", "面商形式", &f.TalkForm),
			text("solved", "问题解决情况", &f.Solved),
			day("handed_again", "再次交办日期", &f.HandedAgain),
			deleted(&f.Deleted),
		}
	},
}

// SaveFeedback keeps a feedback form.
func (t *Tx) SaveFeedback(f *data.Feedback) error {
	return feedbackRows.put(t, f)
}

var assessmentRows = subject[data.Assessment]{
	record: data.RecordAssessment, label: "测评", validate: (*data.Assessment).Validate,
	facts: func(c *data.Case) *[]data.Assessment { return &c.Assessments },
	order: func(a, b data.Assessment) int { return a.Date.Compare(b.Date) },
	columns: func(a *data.Assessment) (*data.ID, []field) {
		return &a.ID, []field{
			part("proposal_id", "", &a.ProposalID, data.RecordProposal),
			text("kind", "测评方式", &a.Kind),
			day("date", "测评日期", &a.Date),
			text("held_by", "测评单位", &a.By),
			num("satisfied", "满意票", &a.Satisfied),
			num("mostly", "基本满意票", &a.Mostly),
			num("dissatisfied", "不满意票", &a.Dissatisfied),
			num("abstained", "弃权票", &a.Abstained),
			text("mark", "测评结论", &a.Mark),
			prose("opinion", "测评意见", &a.Opinion),
			deleted(&a.Deleted),
		}
	},
}

// SaveAssessment keeps what a meeting or a third party thinks of a proposal's handling.
func (t *Tx) SaveAssessment(a *data.Assessment) error {
	return assessmentRows.put(t, a)
}

var commitmentRows = subject[data.Commitment]{
	record: data.RecordCommitment, label: "承诺事项", validate: (*data.Commitment).Validate,
	facts: func(c *data.Case) *[]data.Commitment { return &c.Commitments },
	order: func(a, b data.Commitment) int { return a.Due.Compare(b.Due) },
	unit:  func(c *data.Commitment) *data.Unit { return &c.Unit },
	columns: func(c *data.Commitment) (*data.ID, []field) {
		return &c.ID, []field{
			part("proposal_id", "", &c.ProposalID, data.RecordProposal),
			ref("reply_id", "", &c.ReplyID, data.RecordReply),
			text("text", "承诺事项", &c.Text),
			ref("unit_id", "单位", &c.Unit.ID, data.RecordUnit),
			day("due", "完成时限", &c.Due),
			day("kept", "兑现日期", &c.Kept),
			text("proof", "兑现依据", &c.Proof),
			day("told", "告知日期", &c.Told),
			ref("follow_up", "续复", &c.FollowUp, data.RecordReply),
			deleted(&c.Deleted),
		}
	},
}

// SaveCommitment keeps a promise.
func (t *Tx) SaveCommitment(c *data.Commitment) error {
	return commitmentRows.put(t, c)
}

var supervisionRows = subject[data.Supervision]{
	record: data.RecordSupervision, label: "督办", validate: (*data.Supervision).Validate,
	whose: []string{"unit_id"},
	facts: func(c *data.Case) *[]data.Supervision { return &c.Supervisions },
	order: func(a, b data.Supervision) int { return a.Date.Compare(b.Date) },
	unit:  func(s *data.Supervision) *data.Unit { return &s.Unit },
	columns: func(s *data.Supervision) (*data.ID, []field) {
		return &s.ID, []field{
			part("proposal_id", "", &s.ProposalID, data.RecordProposal),
			ref("unit_id", "单位", &s.Unit.ID, data.RecordUnit),
			text("kind", "督办方式", &s.Kind),
			day("date", "日期", &s.Date),
			text("people", "参加人员", &s.People),
			text("findings", "督办情况", &s.Findings),
			text("doc_number", "文号", &s.DocNumber),
			text("answer", "单位反馈", &s.Answer),
			day("answered", "反馈日期", &s.Answered),
			day("rectify_by", "整改期限", &s.RectifyBy),
			day("rectified", "整改完成", &s.Rectified),
			deleted(&s.Deleted),
		}
	},
}

var issueRows = subject[data.Issue]{
	record: data.RecordIssue, label: "发文登记", validate: (*data.Issue).Validate,
	whose: []string{"doc_number"},
	twice: data.Problem{Field: "文号、档号", Message: "这个号已经用过", Hint: "请另取一个"},
	facts: func(c *data.Case) *[]data.Issue { return &c.Issues },
	order: func(a, b data.Issue) int { return a.Date.Compare(b.Date) },
	unit:  func(i *data.Issue) *data.Unit { return &i.Unit },
	columns: func(i *data.Issue) (*data.ID, []field) {
		return &i.ID, []field{
			part("proposal_id", "", &i.ProposalID, data.RecordProposal),
			text("kind", "文件", &i.Kind).read(tellIssue),
			ref("book_id", "办理册", &i.BookID, data.RecordBook),
			ref("unit_id", "单位", &i.Unit.ID, data.RecordUnit),
			day("assigned", "交办日期", &i.Assigned),
			part("consultation_id", "", &i.ConsultationID, data.RecordConsultation),
			text("doc_number", "文号、档号", &i.Number),
			day("date", "日期", &i.Date),
			text("title", "文件标题", &i.Title),
			deleted(&i.Deleted),
		}
	},
}

func tellIssue(v any) string {
	kind, _ := v.(string)
	return data.IssueKind(kind).Word()
}

var disclosureRows = subject[data.Disclosure]{
	record: data.RecordDisclosure, label: "公开", validate: (*data.Disclosure).Validate,
	twice: data.Problem{Field: "公开", Message: "这件建议的公开情况已经登记", Hint: "请直接修改"},
	sole:  func(c *data.Case) *data.Disclosure { return &c.Disclosure },
	columns: func(d *data.Disclosure) (*data.ID, []field) {
		return &d.ID, []field{
			part("proposal_id", "", &d.ProposalID, data.RecordProposal),
			text("decision", "公开", &d.Decision),
			text("reason", "理由", &d.Reason),
			prose("text", "公开文本", &d.Text),
			day("published", "公开日期", &d.Published),
			text("place", "公开位置", &d.Place),
			deleted(&d.Deleted),
		}
	},
}

// SaveDisclosure keeps the decision on publication.
func (t *Tx) SaveDisclosure(d *data.Disclosure) error {
	return disclosureRows.put(t, d)
}

var attachmentRows = subject[data.Attachment]{
	record: data.RecordAttachment, label: "附件", validate: (*data.Attachment).Validate,
	facts: func(c *data.Case) *[]data.Attachment { return &c.Attachments },
	columns: func(a *data.Attachment) (*data.ID, []field) {
		return &a.ID, []field{
			part("proposal_id", "", &a.ProposalID, data.RecordProposal),
			ref("consultation_id", "", &a.ConsultationID, data.RecordConsultation),
			text("name", "附件名", &a.Name),
			text("sha256", "", &a.SHA256),
			num("size", "", &a.Size),
			day("added", "添加日期", &a.Added),
			deleted(&a.Deleted),
		}
	},
}

// signColumns are the steps of signing, alike in replies and opinions.
func signColumns(s *data.SignOff) []field {
	return []field{
		day("drafted", "拟稿日期", &s.Drafted),
		text("drafted_by", "拟稿人", &s.DraftedBy),
		day("reviewed", "审核日期", &s.Reviewed),
		text("reviewed_by", "审核人", &s.ReviewedBy),
		day("countersigned", "会签日期", &s.Countersigned),
		text("countersigned_by", "会签单位", &s.CountersignedBy),
		day("signed", "签发日期", &s.Signed),
		text("signed_by", "签发人", &s.SignedBy),
	}
}

// proposerLink is one proposer of a proposal; Tx.SaveProposal keeps them.
type proposerLink struct {
	id, proposal, proposer data.ID
	position               int
}

var proposerLinkRows = subject[proposerLink]{
	record: "proposal_proposers", label: "提出代表",
	columns: func(l *proposerLink) (*data.ID, []field) {
		return &l.id, []field{
			part("proposal_id", "", &l.proposal, data.RecordProposal),
			part("proposer_id", "代表", &l.proposer, data.RecordProposer),
			num("position", "", &l.position),
		}
	},
}
