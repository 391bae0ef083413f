package letter

import (
	"context"

	"jianban/data"
	"jianban/export"
	"jianban/export/page"
	"jianban/gui/screen"
	"jianban/gui/words"
)

// replyPaper is the letter that answers the proposers.
var replyPaper = &paperKind{
	name:   "答复",
	answer: true,
	sent:   "送达日期",
	hint:   "在这里写正文。分层请用“一、”“（一）”“1.”，各占一行；\n没有写开头和结尾的，版面上自动加上规定用语。",
	record: data.RecordReply,
	start:  words.StartReply,
	layout: func(p paperFacts, m page.Measurer) (page.Document, data.Problems) {
		return export.Reply(p.Case, p.Letter, p.Settings, p.Rules, m)
	},
	check: func(p paperFacts, covers func(rune) bool) (blocking, warnings data.Problems) {
		return data.CheckReply(p.Case, p.Letter, p.Settings, p.Rules, covers, p.Taken)
	},
	waived: func(p paperFacts) []data.WaivedWarning {
		return data.Waived(p.Case, p.Letter, p.Settings, p.Rules, p.Taken)
	},
	save: func(tx screen.Tx, r *data.Reply) error { return tx.SaveReply(r) },
	versions: func(ctx context.Context, r screen.Reader, id data.ID) ([]data.TextVersion, error) {
		return r.ReplyVersions(ctx, id)
	},
}

// opinionPaper is our opinion to the body that answers, where we assist.
var opinionPaper = &paperKind{
	name:   "协办意见",
	sent:   "报送日期",
	hint:   "在这里写意见。没有写开头和结尾的，版面上自动加上规定用语。",
	record: data.RecordOpinion,
	start: func(c data.Case, _ int) data.Reply {
		if o, ok := c.OurOpinion(); ok {
			return letterOf(o)
		}
		return data.Reply{ProposalID: c.Proposal.ID, Round: 1}
	},
	layout: func(p paperFacts, m page.Measurer) (page.Document, data.Problems) {
		return export.Opinion(p.Case, opinionOf(p.Letter), p.Settings, p.Rules, m)
	},
	check: func(p paperFacts, covers func(rune) bool) (blocking, warnings data.Problems) {
		return data.CheckOpinion(p.Case, opinionOf(p.Letter), p.Settings, p.Rules, covers, p.Taken)
	},
	save: func(tx screen.Tx, r *data.Reply) error {
		o := opinionOf(*r)
		err := tx.SaveOpinion(&o)
		r.ID = o.ID
		return err
	},
	versions: func(ctx context.Context, r screen.Reader, id data.ID) ([]data.TextVersion, error) {
		return r.OpinionVersions(ctx, id)
	},
}

// letterOf and opinionOf carry our opinion through the editor and back.
func letterOf(o data.Opinion) data.Reply {
	return data.Reply{ID: o.ID, ProposalID: o.ProposalID, Round: 1, DocNumber: o.DocNumber, Body: o.Body, SignOff: o.SignOff, Sent: o.Sent}
}

func opinionOf(r data.Reply) data.Opinion {
	return data.Opinion{ID: r.ID, ProposalID: r.ProposalID, Way: data.OpinionOut, DocNumber: r.DocNumber, Body: r.Body, SignOff: r.SignOff, Sent: r.Sent}
}
