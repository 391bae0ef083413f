package data

// Dispatch (送达) is one sending of a round's letter to one of the proposers.
type Dispatch struct {
	ID         ID
	ProposalID ID
	ReplyID    ID
	ProposerID ID
	Date       Date
	Method     string // 当面送达, 邮寄 …
	Receipt    string // who signed for it; may be empty
	Deleted    bool
}

// Waiver (放行) passes over one warning about a letter, with the reason.
type Waiver struct {
	ID         ID
	ProposalID ID
	ReplyID    ID
	Warning    string // the warning's text, without its hint
	Reason     string
	Date       Date
	Deleted    bool
}

// Validate tidies the sending and names what is wrong.
func (d *Dispatch) Validate() Problems {
	var f fields
	f.owner(d.ProposalID)
	if d.ReplyID == 0 {
		f.wrong("答复", "没有选择", "请选择送达的是哪次答复")
	}
	if d.ProposerID == 0 {
		f.wrong("送达代表", "没有选择", "请选择送给哪位代表")
	}
	f.day("送达日期", d.Date, true)
	f.line("送达方式", &d.Method, false)
	f.line("签收人", &d.Receipt, false)
	return f.problems
}

// Validate tidies the waiver and names what is wrong.
func (w *Waiver) Validate() Problems {
	var f fields
	f.owner(w.ProposalID)
	if w.ReplyID == 0 {
		f.wrong("答复", "没有选择", "请先保存答复")
	}
	f.line("提醒", &w.Warning, true)
	f.line("放行理由", &w.Reason, true)
	f.day("放行日期", w.Date, true)
	return f.problems
}
