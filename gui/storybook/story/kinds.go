package story

import "jianban/data"

// of ties a kind of record to its name and its head.
func of[T any](record data.Record, name string, head func(*T) (*data.ID, *bool)) table[T] {
	return table[T]{kind: kind[T]{record: record, name: name, head: head}}
}

// fact is a kind of record that belongs to a proposal.
func fact[T any](record data.Record, name string, head func(*T) (*data.ID, *bool), owns func(*T) data.ID, needs func(*T) []ref) table[T] {
	in := of(record, name, head)
	in.owns = owns
	in.needs = func(x *T) []ref {
		all := []ref{{data.RecordProposal, owns(x)}}
		if needs != nil {
			all = append(all, needs(x)...)
		}
		return all
	}
	return in
}

// once says of which value there may be one only, and what is told otherwise.
func (in *table[T]) once(field, message, hint string, unique func(*T) any) {
	in.unique, in.taken = unique, data.Problem{Field: field, Message: message, Hint: hint}
}

// newTables are tables without rows.
func newTables() tables {
	t := tables{
		books:     of(data.RecordBook, "办理册", func(x *data.Book) (*data.ID, *bool) { return &x.ID, &x.Deleted }),
		units:     of(data.RecordUnit, "承办单位", func(x *data.Unit) (*data.ID, *bool) { return &x.ID, &x.Deleted }),
		leaders:   of(data.RecordLeader, "牵头领导", func(x *data.Leader) (*data.ID, *bool) { return &x.ID, &x.Deleted }),
		proposers: of(data.RecordProposer, "代表", func(x *data.Proposer) (*data.ID, *bool) { return &x.ID, &x.Deleted }),
		proposals: of(data.RecordProposal, "建议", func(x *data.Proposal) (*data.ID, *bool) { return &x.ID, &x.Deleted }),
		summaries: of(data.RecordSummary, "总结", func(x *data.Summary) (*data.ID, *bool) { return &x.ID, &x.Deleted }),
		packs:     of(data.RecordPack, "办理规则", func(x *packRow) (*data.ID, *bool) { return &x.id, &x.deleted }),
		scores:    of(data.RecordScore, "考评打分", func(x *data.Score) (*data.ID, *bool) { return &x.ID, &x.Deleted }),
		holidays:  of(data.RecordHoliday, "放假安排", func(x *data.Holiday) (*data.ID, *bool) { return &x.ID, &x.Deleted }),
		closings:  of(data.RecordYearClosing, "年度封账", func(x *data.YearClosing) (*data.ID, *bool) { return &x.ID, &x.Deleted }),
		settings:  of("settings", "设置", func(x *settingsRow) (*data.ID, *bool) { return &x.id, &x.deleted }),
	}
	t.proposals.owns = func(x *data.Proposal) data.ID { return x.ID }
	t.proposals.needs = func(x *data.Proposal) []ref {
		return []ref{{data.RecordBook, x.BookID}, {data.RecordLeader, x.Sponsor.ID}, {data.RecordProposal, x.MergedInto}}
	}
	t.proposals.bare = func(x *data.Proposal) {
		x.Sponsor = data.Leader{ID: x.Sponsor.ID}
		for i := range x.Proposers {
			x.Proposers[i] = data.Proposer{ID: x.Proposers[i].ID}
		}
	}
	t.scores.needs = func(x *data.Score) []ref { return []ref{{data.RecordUnit, x.Unit.ID}} }
	t.summaries.needs = func(x *data.Summary) []ref { return []ref{{data.RecordBook, x.BookID}} }
	t.closings.needs = func(x *data.YearClosing) []ref { return []ref{{data.RecordBook, x.BookID}} }
	t.scores.bare = func(x *data.Score) { x.Unit = data.Unit{ID: x.Unit.ID} }
	t.facts()
	t.onlyOnce()
	return t
}

// facts makes the tables of what belongs to a proposal.
func (t *tables) facts() {
	t.extensions = fact(data.RecordExtension, "延期", func(x *data.Extension) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Extension) data.ID { return x.ProposalID }, nil)
	t.assignments = fact(data.RecordAssignment, "交办", func(x *data.Assignment) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Assignment) data.ID { return x.ProposalID },
		func(x *data.Assignment) []ref { return []ref{{data.RecordUnit, x.Unit.ID}} })
	t.consultations = fact(data.RecordConsultation, "沟通记录", func(x *data.Consultation) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Consultation) data.ID { return x.ProposalID }, nil)
	t.replies = fact(data.RecordReply, "答复", func(x *data.Reply) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Reply) data.ID { return x.ProposalID }, nil)
	t.opinions = fact(data.RecordOpinion, "协办意见", func(x *data.Opinion) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Opinion) data.ID { return x.ProposalID },
		func(x *data.Opinion) []ref { return []ref{{data.RecordUnit, x.Unit.ID}} })
	t.feedback = fact(data.RecordFeedback, "征询意见表", func(x *data.Feedback) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Feedback) data.ID { return x.ProposalID },
		func(x *data.Feedback) []ref { return []ref{{data.RecordProposer, x.ProposerID}} })
	t.commitments = fact(data.RecordCommitment, "承诺事项", func(x *data.Commitment) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Commitment) data.ID { return x.ProposalID },
		func(x *data.Commitment) []ref {
			return []ref{{data.RecordReply, x.ReplyID}, {data.RecordUnit, x.Unit.ID}, {data.RecordReply, x.FollowUp}}
		})
	t.supervisions = fact(data.RecordSupervision, "督办", func(x *data.Supervision) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Supervision) data.ID { return x.ProposalID },
		func(x *data.Supervision) []ref { return []ref{{data.RecordUnit, x.Unit.ID}} })
	t.disclosures = fact(data.RecordDisclosure, "公开", func(x *data.Disclosure) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Disclosure) data.ID { return x.ProposalID }, nil)
	t.attachments = fact(data.RecordAttachment, "附件", func(x *data.Attachment) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Attachment) data.ID { return x.ProposalID },
		func(x *data.Attachment) []ref { return []ref{{data.RecordConsultation, x.ConsultationID}} })
	t.dispatches = fact(data.RecordDispatch, "送达", func(x *data.Dispatch) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Dispatch) data.ID { return x.ProposalID },
		func(x *data.Dispatch) []ref {
			return []ref{{data.RecordReply, x.ReplyID}, {data.RecordProposer, x.ProposerID}}
		})
	t.waivers = fact(data.RecordWaiver, "放行", func(x *data.Waiver) (*data.ID, *bool) { return &x.ID, &x.Deleted }, func(x *data.Waiver) data.ID { return x.ProposalID },
		func(x *data.Waiver) []ref { return []ref{{data.RecordReply, x.ReplyID}} })
	t.assignments.bare = func(x *data.Assignment) { x.Unit = data.Unit{ID: x.Unit.ID} }
	t.opinions.bare = func(x *data.Opinion) { x.Unit = data.Unit{ID: x.Unit.ID} }
	t.commitments.bare = func(x *data.Commitment) { x.Unit = data.Unit{ID: x.Unit.ID} }
	t.supervisions.bare = func(x *data.Supervision) { x.Unit = data.Unit{ID: x.Unit.ID} }
}

// onlyOnce names what may stand in a table once.
func (t *tables) onlyOnce() {
	t.books.once("届次", "这次会议已经登记", "请直接选用", func(x *data.Book) any {
		return [4]any{x.Meeting.Body, x.Meeting.Level, x.Meeting.Term, x.Meeting.Session}
	})
	t.units.once("单位简称", "已有同名单位", "请直接选用", func(x *data.Unit) any { return x.Name })
	t.proposers.once("代表姓名", "已有同名同代表团的代表", "请直接选用", func(x *data.Proposer) any { return [3]any{x.Name, x.Body, x.Delegation} })
	t.replies.once("答复轮次", "这一轮答复已经有了", "请刷新后再试，或登记下一轮", func(x *data.Reply) any { return [2]any{x.ProposalID, x.Round} })
	t.feedback.once("代表", "这位代表本轮的征询意见表已经登记", "请直接修改", func(x *data.Feedback) any { return [3]any{x.ProposalID, x.Round, x.ProposerID} })
	t.disclosures.once("公开", "这件建议的公开情况已经登记", "请直接修改", func(x *data.Disclosure) any { return x.ProposalID })
	t.summaries.once("总结", "这一年的总结已经有了", "请直接修改", func(x *data.Summary) any { return [2]any{x.Year, x.BookID} })
	t.dispatches.once("送达代表", "送给这位代表的已经登记", "请直接修改", func(x *data.Dispatch) any { return [2]any{x.ReplyID, x.ProposerID} })
	t.waivers.once("放行", "这条提醒已经放行", "请直接修改", func(x *data.Waiver) any { return [2]any{x.ReplyID, x.Warning} })
	t.scores.once("考评项目", "这个单位当年的这一项已经打过分", "请直接修改", func(x *data.Score) any {
		if x.Source != data.SelfScore && x.Source != data.ReviewScore {
			return nil
		}
		return [4]any{x.Year, x.Unit.ID, x.Item, x.Source}
	})
	t.holidays.once("日期", "这一天已在节假日里", "请直接修改", func(x *data.Holiday) any { return x.Date })
	t.packs.once("适用起日", "已有从这一天起适用的办理规则", "请换一个起始日期，或先删除原来的规则", func(x *packRow) any { return x.Pack.From })
}
