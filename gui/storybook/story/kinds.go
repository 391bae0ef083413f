package story

import (
	"cmp"
	"slices"

	"jianban/data"
)

// All that a Memory knows of each kind of record, a row a kind, and the
// functions that save what needs no more. A new fact is a row here and its Save.

// kinds are all kinds, in the order of the registry's own.
var kinds = slices.Concat(lists, facts, ofTheOffice)

// lists are what proposals choose from, and the proposals.
var lists = []anyKind{
	&kind[data.Book]{record: data.RecordBook, label: "办理册",
		head: func(x *data.Book) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted },
		unique: func(x *data.Book) any {
			return [5]any{x.Meeting.Body, x.Meeting.Level, x.Meeting.Place, x.Meeting.Term, x.Meeting.Session}
		},
		twice: data.Problem{Field: "届次", Message: "这次会议已经登记", Hint: "请直接选用"}},
	&kind[data.Unit]{record: data.RecordUnit, label: "承办单位",
		head:   func(x *data.Unit) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted },
		unique: func(x *data.Unit) any { return x.Name },
		twice:  data.Problem{Field: "单位简称", Message: "已有同名单位", Hint: "请直接选用"}},
	&kind[data.Leader]{record: data.RecordLeader, label: "牵头领导",
		head: func(x *data.Leader) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted }},
	&kind[data.Proposer]{record: data.RecordProposer, label: "代表",
		head:   func(x *data.Proposer) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted },
		unique: func(x *data.Proposer) any { return [3]any{x.Name, x.Body, x.Delegation} },
		twice:  data.Problem{Field: "代表姓名", Message: "已有同名同代表团的代表", Hint: "请直接选用；两条是同一个人的，请在设置的代表委员里点“查找重复”合并"},
		users: func(t tables, x *data.Proposer) int {
			return of[data.Proposal](t).count(func(p *data.Proposal) bool {
				return slices.ContainsFunc(p.Proposers, func(q data.Proposer) bool { return q.ID == x.ID })
			})
		}},
	&kind[data.Proposal]{record: data.RecordProposal, label: "建议",
		head: func(x *data.Proposal) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted },
		links: func(x *data.Proposal) []link {
			return []link{{data.RecordBook, &x.BookID, uses}, {data.RecordLeader, &x.Sponsor.ID, uses}, {data.RecordProposal, &x.MergedInto, uses}}
		},
		bare: func(x *data.Proposal) {
			x.Sponsor = data.Leader{ID: x.Sponsor.ID}
			for i := range x.Proposers {
				x.Proposers[i] = data.Proposer{ID: x.Proposers[i].ID}
			}
		}},
}

// facts are what a case holds. What others refer to stands before them.
var facts = []anyKind{
	&kind[data.Extension]{record: data.RecordExtension, label: "延期",
		head:  func(x *data.Extension) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		facts: func(c *data.Case) *[]data.Extension { return &c.Extensions }},
	&kind[data.Assignment]{record: data.RecordAssignment, label: "交办",
		head:  func(x *data.Assignment) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		links: func(x *data.Assignment) []link { return []link{{data.RecordUnit, &x.Unit.ID, uses}} },
		unit:  func(x *data.Assignment) *data.Unit { return &x.Unit },
		facts: func(c *data.Case) *[]data.Assignment { return &c.Assignments },
		order: func(a, b data.Assignment) int { return a.Assigned.Compare(b.Assigned) }},
	&kind[data.Consultation]{record: data.RecordConsultation, label: "沟通记录",
		head: func(x *data.Consultation) (id, owner *data.ID, deleted *bool) {
			return &x.ID, &x.ProposalID, &x.Deleted
		},
		people: func(x *data.Consultation) []data.ID { return slices.Concat(x.Invited, x.Attended) },
		facts:  func(c *data.Case) *[]data.Consultation { return &c.Consultations },
		order:  func(a, b data.Consultation) int { return a.Date.Compare(b.Date) },
		brief:  func(x *data.Consultation) { x.Said, x.Agreed = "", "" }},
	&kind[data.Reply]{record: data.RecordReply, label: "答复",
		head:   func(x *data.Reply) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		unique: func(x *data.Reply) any { return [2]any{x.ProposalID, x.Round} },
		twice:  data.Problem{Field: "答复轮次", Message: "这一轮答复已经有了", Hint: "请刷新后再试，或登记下一轮"},
		users: func(t tables, x *data.Reply) int {
			return of[data.Feedback](t).count(func(f *data.Feedback) bool { return f.ProposalID == x.ProposalID && f.Round == x.Round })
		},
		facts: func(c *data.Case) *[]data.Reply { return &c.Replies },
		order: func(a, b data.Reply) int { return cmp.Compare(a.Round, b.Round) },
		brief: func(x *data.Reply) { x.Body, x.Done, x.Planned = "", "", "" }},
	&kind[data.Opinion]{record: data.RecordOpinion, label: "协办意见",
		head:  func(x *data.Opinion) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		links: func(x *data.Opinion) []link { return []link{{data.RecordUnit, &x.Unit.ID, uses}} },
		unit:  func(x *data.Opinion) *data.Unit { return &x.Unit },
		facts: func(c *data.Case) *[]data.Opinion { return &c.Opinions },
		brief: func(x *data.Opinion) { x.Body = "" }},
	&kind[data.Dispatch]{record: data.RecordDispatch, label: "送达",
		head: func(x *data.Dispatch) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		links: func(x *data.Dispatch) []link {
			return []link{{data.RecordReply, &x.ReplyID, uses}, {data.RecordProposer, &x.ProposerID, partOf}}
		},
		unique: func(x *data.Dispatch) any { return [2]any{x.ReplyID, x.ProposerID} },
		twice:  data.Problem{Field: "送达代表", Message: "送给这位代表的已经登记", Hint: "请直接修改"},
		facts:  func(c *data.Case) *[]data.Dispatch { return &c.Dispatches },
		order:  func(a, b data.Dispatch) int { return cmp.Or(cmp.Compare(a.ReplyID, b.ReplyID), a.Date.Compare(b.Date)) }},
	&kind[data.Waiver]{record: data.RecordWaiver, label: "放行",
		head:   func(x *data.Waiver) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		links:  func(x *data.Waiver) []link { return []link{{data.RecordReply, &x.ReplyID, partOf}} },
		unique: func(x *data.Waiver) any { return [2]any{x.ReplyID, x.Warning} },
		twice:  data.Problem{Field: "放行", Message: "这条提醒已经放行", Hint: "请直接修改"},
		facts:  func(c *data.Case) *[]data.Waiver { return &c.Waivers }},
	&kind[data.Feedback]{record: data.RecordFeedback, label: "征询意见表",
		head:   func(x *data.Feedback) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		links:  func(x *data.Feedback) []link { return []link{{data.RecordProposer, &x.ProposerID, uses}} },
		unique: func(x *data.Feedback) any { return [4]any{x.ProposalID, x.Round, x.ProposerID, x.Second} },
		twice:  data.Problem{Field: "代表", Message: "这位代表本轮的这次评价已经登记", Hint: "请直接修改"},
		facts:  func(c *data.Case) *[]data.Feedback { return &c.Feedback },
		order: func(a, b data.Feedback) int {
			return cmp.Or(cmp.Compare(a.Round, b.Round), a.Received.Compare(b.Received))
		},
		brief: func(x *data.Feedback) { x.Opinion = "" }},
	&kind[data.Assessment]{record: data.RecordAssessment, label: "测评",
		head:  func(x *data.Assessment) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		facts: func(c *data.Case) *[]data.Assessment { return &c.Assessments },
		order: func(a, b data.Assessment) int { return a.Date.Compare(b.Date) },
		brief: func(x *data.Assessment) { x.Opinion = "" }},
	&kind[data.Commitment]{record: data.RecordCommitment, label: "承诺事项",
		head: func(x *data.Commitment) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		links: func(x *data.Commitment) []link {
			return []link{{data.RecordReply, &x.ReplyID, uses}, {data.RecordUnit, &x.Unit.ID, uses}, {data.RecordReply, &x.FollowUp, uses}}
		},
		unit:  func(x *data.Commitment) *data.Unit { return &x.Unit },
		facts: func(c *data.Case) *[]data.Commitment { return &c.Commitments },
		order: func(a, b data.Commitment) int { return a.Due.Compare(b.Due) }},
	&kind[data.Supervision]{record: data.RecordSupervision, label: "督办",
		head:  func(x *data.Supervision) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		links: func(x *data.Supervision) []link { return []link{{data.RecordUnit, &x.Unit.ID, uses}} },
		unit:  func(x *data.Supervision) *data.Unit { return &x.Unit },
		facts: func(c *data.Case) *[]data.Supervision { return &c.Supervisions },
		order: func(a, b data.Supervision) int { return a.Date.Compare(b.Date) }},
	&kind[data.Issue]{record: data.RecordIssue, label: "发文登记",
		head: func(x *data.Issue) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		links: func(x *data.Issue) []link {
			return []link{{data.RecordBook, &x.BookID, uses}, {data.RecordUnit, &x.Unit.ID, uses}, {data.RecordConsultation, &x.ConsultationID, partOf}}
		},
		unique: func(x *data.Issue) any { return x.Number },
		twice:  data.Problem{Field: "文号、档号", Message: "这个号已经用过", Hint: "请另取一个"},
		unit:   func(x *data.Issue) *data.Unit { return &x.Unit },
		facts:  func(c *data.Case) *[]data.Issue { return &c.Issues },
		order:  func(a, b data.Issue) int { return a.Date.Compare(b.Date) }},
	&kind[data.Disclosure]{record: data.RecordDisclosure, label: "公开",
		head:   func(x *data.Disclosure) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		unique: func(x *data.Disclosure) any { return x.ProposalID },
		twice:  data.Problem{Field: "公开", Message: "这件建议的公开情况已经登记", Hint: "请直接修改"},
		sole:   func(c *data.Case) *data.Disclosure { return &c.Disclosure },
		brief:  func(x *data.Disclosure) { x.Text = "" }},
	&kind[data.Attachment]{record: data.RecordAttachment, label: "附件",
		head:  func(x *data.Attachment) (id, owner *data.ID, deleted *bool) { return &x.ID, &x.ProposalID, &x.Deleted },
		links: func(x *data.Attachment) []link { return []link{{data.RecordConsultation, &x.ConsultationID, uses}} },
		facts: func(c *data.Case) *[]data.Attachment { return &c.Attachments }},
}

// ofTheOffice are settings, rules and what is told of a year.
var ofTheOffice = []anyKind{
	&kind[settingsRow]{record: "settings", label: "设置",
		head: func(x *settingsRow) (id, owner *data.ID, deleted *bool) { return &x.id, nil, &x.deleted }},
	&kind[packRow]{record: data.RecordPack, label: "办理规则",
		head:   func(x *packRow) (id, owner *data.ID, deleted *bool) { return &x.id, nil, &x.deleted },
		unique: func(x *packRow) any { return x.Pack.From },
		twice:  data.Problem{Field: "适用起日", Message: "已有从这一天起适用的办理规则", Hint: "请换一个起始日期，或先删除原来的规则"}},
	&kind[data.Holiday]{record: data.RecordHoliday, label: "放假安排",
		head:   func(x *data.Holiday) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted },
		unique: func(x *data.Holiday) any { return x.Date },
		twice:  data.Problem{Field: "日期", Message: "这一天已在节假日里", Hint: "请直接修改"}},
	&kind[data.Summary]{record: data.RecordSummary, label: "总结",
		head:   func(x *data.Summary) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted },
		links:  func(x *data.Summary) []link { return []link{{data.RecordBook, &x.BookID, named}} },
		unique: func(x *data.Summary) any { return [2]any{x.Year, x.BookID} },
		twice:  data.Problem{Field: "总结", Message: "这一年的总结已经有了", Hint: "请直接修改"}},
	&kind[data.Score]{record: data.RecordScore, label: "考评打分",
		head:  func(x *data.Score) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted },
		links: func(x *data.Score) []link { return []link{{data.RecordUnit, &x.Unit.ID, uses}} },
		unit:  func(x *data.Score) *data.Unit { return &x.Unit },
		unique: func(x *data.Score) any {
			if x.Source != data.SelfScore && x.Source != data.ReviewScore {
				return nil
			}
			return [4]any{x.Year, x.Unit.ID, x.Item, x.Source}
		},
		twice: data.Problem{Field: "考评项目", Message: "这个单位当年的这一项已经打过分", Hint: "请直接修改"}},
	&kind[data.SavedList]{record: data.RecordSavedList, label: "常用列表",
		head:   func(x *data.SavedList) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted },
		unique: func(x *data.SavedList) any { return x.Name },
		twice:  data.Problem{Field: "列表名称", Message: "已有同名的列表", Hint: "请换一个名称"}},
	&kind[data.YearClosing]{record: data.RecordYearClosing, label: "年度封账",
		head:  func(x *data.YearClosing) (id, owner *data.ID, deleted *bool) { return &x.ID, nil, &x.Deleted },
		links: func(x *data.YearClosing) []link { return []link{{data.RecordBook, &x.BookID, named}} }},
}

// SaveBook keeps a book; a meeting has one book only.
func (t *Tx) SaveBook(b *data.Book) error { return put(t, b) }

// SaveUnit keeps a unit; names of units are unique.
func (t *Tx) SaveUnit(u *data.Unit) error { return put(t, u) }

// SaveLeader keeps a leader.
func (t *Tx) SaveLeader(l *data.Leader) error { return put(t, l) }

// SaveExtension keeps an extension of the time limit.
func (t *Tx) SaveExtension(e *data.Extension) error { return put(t, e) }

// SaveAssignment keeps an assignment.
func (t *Tx) SaveAssignment(a *data.Assignment) error { return put(t, a) }

// SaveConsultation keeps a consultation.
func (t *Tx) SaveConsultation(c *data.Consultation) error { return put(t, c) }

// SaveDispatch keeps one sending of a reply to one of its proposers.
func (t *Tx) SaveDispatch(d *data.Dispatch) error { return put(t, d) }

// SaveWaiver keeps a warning that was passed over.
func (t *Tx) SaveWaiver(w *data.Waiver) error { return put(t, w) }

// SaveFeedback keeps a feedback form.
func (t *Tx) SaveFeedback(f *data.Feedback) error { return put(t, f) }

// SaveAssessment keeps what a meeting or a third party thinks of a proposal's handling.
func (t *Tx) SaveAssessment(a *data.Assessment) error { return put(t, a) }

// SaveCommitment keeps a promise.
func (t *Tx) SaveCommitment(c *data.Commitment) error { return put(t, c) }

// SaveDisclosure keeps the decision on publication.
func (t *Tx) SaveDisclosure(d *data.Disclosure) error { return put(t, d) }

// SaveSavedList keeps a saved search; names are unique.
func (t *Tx) SaveSavedList(l *data.SavedList) error { return put(t, l) }

// SaveHoliday keeps a day of a holiday notice; a day stands there once.
func (t *Tx) SaveHoliday(h *data.Holiday) error { return put(t, h) }

// SaveSummary keeps a year's prose.
func (t *Tx) SaveSummary(s *data.Summary) error { return put(t, s) }

// SaveScore keeps points that a person gave a unit.
func (t *Tx) SaveScore(s *data.Score) error { return put(t, s) }

// SaveYearClosing keeps a year's figures as they were fixed.
func (t *Tx) SaveYearClosing(y *data.YearClosing) error { return put(t, y) }
