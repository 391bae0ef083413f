package data

import (
	"fmt"
	"slices"
	"strings"
)

// What is done with an alike proposal: its reply is taken as a draft, or the two
// are linked.

// Named is how a proposal is called where others of all years stand beside it,
// such as 2021年第12号.
func Named(year int, number string) string { return fmt.Sprintf("%d年第%s号", year, number) }

// DraftFrom is the reply of a case with the words of another's last reply (as
// AlikeOf tells of it), marked so; the reply that is being written keeps its own
// facts. It is a Problem where a reply has gone out already, or there is nothing
// to take.
func DraftFrom(c, earlier Case) (Reply, error) {
	what := Named(earlier.Year(), earlier.Proposal.Number)
	from, sent := earlier.LastJudged()
	from = earlier.Letter(from)
	rep, begun := c.Draft()
	switch {
	case !c.Proposal.Role.Answers():
		return rep, Problem{Field: "答复", Message: "这一件由我方协办，不写答复", Hint: "请在意见里参考" + what}
	case !sent || strings.TrimSpace(from.Body+from.Done+from.Planned) == "":
		return rep, Problem{Field: "答复", Message: what + "没有送达的答复文字", Hint: "请另选一件"}
	case begun && (!rep.SignOff.Signed.IsZero() || !rep.Sent.IsZero()):
		return rep, Problem{Field: "答复", Message: "本件的答复已经签发，文字不能换", Hint: "要再答复的，请打开答复，送达后点“重新答复”"}
	case !begun:
		rep = Reply{ProposalID: c.Proposal.ID, Round: 1}
	}
	rep.Body, rep.Done, rep.Planned, rep.TakenFrom = from.Body, from.Done, from.Planned, what
	return rep, nil
}

// takenProblem says that a reply still has another's words; ok is false where it
// has not, or somebody said that it was reworked.
func takenProblem(rep Reply) (p Problem, ok bool) {
	return Problem{Field: "正文", Message: "取自" + rep.TakenFrom + "的答复，还没有确认改完", Hint: "改好后点正文上方的“已改完”"}, rep.TakenFrom != ""
}

// RelatedUnknown is the answer to a link with a proposal that never was.
var RelatedUnknown = Problem{Field: "相关", Message: "找不到相关的那一件", Hint: "请刷新后再试"}

// Relate links two proposals without merging them (相关), or parts them; both know
// of it.
func Relate(a, b *Proposal, linked bool) {
	for _, x := range [][2]*Proposal{{a, b}, {b, a}} {
		p, other := x[0], x[1].ID
		p.Related = slices.DeleteFunc(slices.Clone(p.Related), func(id ID) bool { return id == other })
		if linked {
			p.Related = append(p.Related, other)
		}
		if len(p.Related) == 0 {
			p.Related = nil
		}
	}
}
