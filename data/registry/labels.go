package registry

// tableLabels are the Chinese names of records, for messages and the journal.
var tableLabels = map[string]string{
	"books": "办理册", "leaders": "牵头领导", "units": "承办单位", "proposers": "代表", "proposals": "建议", "proposal_proposers": "提出代表",
	"extensions": "延期", "assignments": "交办", "consultations": "沟通记录", "replies": "答复", "opinions": "协办意见", "feedback": "征询意见表",
	"commitments": "承诺事项", "supervisions": "督办", "disclosures": "公开", "attachments": "附件", "summaries": "总结", "settings": "设置", "packs": "办理规则",
	"dispatches": "送达", "waivers": "放行", "scores": "考评打分", "holidays": "放假安排", "year_closings": "年度封账",
}

func tableLabel(table string) string { return tableLabels[table] }

// unlabelled columns are of no interest to a reader of the journal.
var unlabelled = []string{"id", "number_key", "proposal_id", "reply_id", "consultation_id", "position", "sha256", "size"}

// columnLabel is the Chinese name of a column, "" for one that is not shown.
func columnLabel(table, column string) string {
	if label, ok := columnLabels[table+"."+column]; ok {
		return label
	}
	return columnLabels[column]
}

// columnLabels are the Chinese names of columns, those of one table first.
var columnLabels = map[string]string{
	"books.body": "机构", "proposers.body": "机构", "books.place": "地名", "consultations.place": "地点", "disclosures.place": "公开位置", "proposers.name": "姓名", "leaders.name": "姓名",
	"attachments.name": "附件名", "packs.name": "规则名称", "proposals.text": "建议内容", "commitments.text": "承诺事项", "disclosures.text": "公开文本", "proposals.topic": "类别主题",
	"feedback.received": "收回日期", "opinions.sent": "报送日期", "replies.sent": "送达日期", "extensions.reason": "延期理由", "summaries.book_id": "办理册",
	"book_id": "办理册", "way": "方向", "since": "适用起日", "opinions.way": "意见方向",
	"body": "正文", "level": "层级", "place": "地点", "term": "届", "session": "次", "year": "年份", "direction": "方向", "handed_by": "转交机关",
	"issuer": "答复机关", "letterhead": "版头", "reply_series": "答复文号代字", "opinion_series": "意见文号代字", "copy_to": "抄送", "name": "名称", "post": "职务",
	"full_name": "全称", "responsible": "责任领导", "contact": "联系人", "phone": "联系电话", "delegation": "代表团", "address": "通讯地址", "number": "编号",
	"between_meetings": "闭会期间", "kind": "类型", "role": "办理方式", "title": "标题", "text": "内容", "topic": "类别主题", "key": "重点", "handed_over": "交办日期",
	"lead_body": "主办机关", "sponsor_id": "牵头领导", "closed": "撤转", "closed_why": "撤转原因", "merged_into": "并入", "remark": "备注",
	"applied": "申请日期", "approved": "批准日期", "approved_by": "批准人", "until": "延期至", "reason": "理由", "unit_id": "单位", "part": "承办方式",
	"assigned": "交办日期", "accepted": "签收日期", "returned": "退回日期", "return_reason": "退回理由", "return_consented": "同意退回日期", "phase": "阶段",
	"date": "日期", "method": "方式", "attended": "参加代表", "led_by": "我方牵头人", "led_rank": "职级", "others": "其他参加人", "said": "代表意见",
	"agreed": "商定事项", "round": "轮次", "class": "类别", "doc_number": "文号", "salutation": "主送", "done": "已落实事项", "planned": "计划落实事项",
	"contact_phone": "联系电话", "drafted": "拟稿日期", "drafted_by": "拟稿人", "reviewed": "审核日期", "reviewed_by": "审核人", "signed": "签发日期",
	"signed_by": "签发人", "sent": "发出日期", "sent_by": "送达方式", "received": "收到日期", "proposer_id": "代表", "form_sent": "发出日期", "attitude": "办理态度",
	"result": "办理结果", "opinion": "意见", "due": "完成时限", "kept": "兑现日期", "proof": "兑现依据", "people": "参加人员", "findings": "督办情况",
	"rectify_by": "整改期限", "rectified": "整改完成", "decision": "公开", "published": "公开日期", "added": "添加日期", "as_of": "截至日期", "sections": "内容",
	"office": "办公室名称", "demo": "演示数据", "classes": "类别用语", "reply_months": "答复期限（月）", "former": "曾用名", "leaders.former": "曾任职务", "told": "告知代表日期", "commitments.told": "告知日期",
	"invited": "邀请代表", "items": "商定事项清单", "form_signed": "签字日期", "occasion": "答复缘由", "countersigned": "会签日期", "countersigned_by": "会签单位",
	"follow_up": "续复", "clerks": "经办人员", "fonts_folder": "字体文件夹", "xbs_licensed": "小标宋已获授权", "preprinted": "套红打印", "preprint_x": "套红右移（毫米）", "preprint_y": "套红下移（毫米）",
	"talked_by": "面商人", "talk_form": "面商形式", "solved": "问题解决情况", "answer": "单位反馈", "answered": "反馈日期", "receipt": "签收人", "warning": "提醒",
	"item": "考评项目", "source": "打分类别", "holidays.source": "依据", "holidays.kind": "放假或上班", "points": "分数", "closed_on": "封账日期", "proposals.closed_on": "撤转日期",
	"figures": "统计数字", "appraisal": "考评结果", "note": "说明", "dispatches.method": "送达方式", "dispatches.date": "送达日期", "waivers.reason": "放行理由", "supervisions.kind": "督办方式", "deleted": "删除", "pack": "规则内容",
}
