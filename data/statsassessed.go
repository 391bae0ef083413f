package data

import "slices"

// BallotCount is what meetings voted on the year's proposals, the latest ballot of
// each: votes, not proposals.
type BallotCount struct {
	Items        int    `json:"items"` // proposals voted on
	Satisfied    int    `json:"satisfied"`
	Mostly       int    `json:"mostly"`
	Dissatisfied int    `json:"dissatisfied"`
	Abstained    int    `json:"abstained"`
	Rate         Rate   `json:"rate"` // votes 满意 and 基本满意 of all cast
	Figure       Figure `json:"-"`    // the proposals
}

// votes is a figure of votes on the proposals voted on.
func (b BallotCount) votes(n int, rule string) Figure {
	return Figure{Num: n, IDs: b.Figure.IDs, Rule: rule}
}

// assessed counts second evaluations, ballots and third parties on a proposal that we
// answer.
func (t *tally) assessed(c Case) {
	id := c.Proposal.ID
	attitude, _ := c.secondMark(AttitudeOf)
	result, _ := c.secondMark(ResultOf)
	if attitude != NoMark || result != NoMark {
		t.Seconds.count(id, true)
	}
	t.SecondAttitude.marked(id, attitude)
	t.SecondResult.marked(id, result)
	if a, ok := c.LastAssessment(ThirdParty); ok {
		t.ThirdParty.marked(id, a.Mark)
	}
	a, ok := c.LastAssessment(Ballot)
	if !ok {
		return
	}
	b := &t.Ballots
	b.Figure.count(id, true)
	b.Satisfied, b.Mostly, b.Dissatisfied, b.Abstained = b.Satisfied+a.Satisfied, b.Mostly+a.Mostly, b.Dissatisfied+a.Dissatisfied, b.Abstained+a.Abstained
	b.Rate.Num, b.Rate.Den = b.Rate.Num+a.Satisfied+a.Mostly, b.Rate.Den+a.Votes()
	b.Rate.IDs, b.Rate.Base = append(b.Rate.IDs, id), append(b.Rate.Base, id)
}

// secondMark is the lead proposer's latest second evaluation, of whatever round.
func (c Case) secondMark(of func(Feedback) Mark) (Mark, Feedback) {
	var seconds []Feedback
	for _, f := range c.Feedback {
		if f.Second {
			seconds = append(seconds, f)
		}
	}
	if len(seconds) == 0 {
		return NoMark, Feedback{}
	}
	c.Feedback = seconds
	return c.LeadMark(of)
}

// marked counts a mark among those that were given.
func (s *Satisfaction) marked(id ID, m Mark) {
	if slices.Contains(Marks, m) {
		s.given(id, m)
		s.Rate.count(id, m != Dissatisfied)
	}
}

// assessedRules are how these are counted, in words.
func (t *tally) assessedRules() {
	t.SecondAttitude.By, t.SecondResult.By, t.ThirdParty.By = map[Mark]Figure{}, map[Mark]Figure{}, map[Mark]Figure{}
	t.Seconds.Rule = "领衔代表对同一答复的二次评价已收回的主办件"
	t.SecondAttitude.Rate.Rule = "二次评价对办理态度满意和基本满意 ÷ 二次评价已收回的件数"
	t.SecondResult.Rate.Rule = "二次评价对办理结果满意和基本满意 ÷ 二次评价已收回的件数"
	t.Ballots.Figure.Rule = "在会议上逐件测评的主办件，一件测评几次的按最近一次"
	t.Ballots.Rate.Rule = "测评的满意票和基本满意票 ÷ 全部测评票（含弃权）"
	t.ThirdParty.Rate.Rule = "第三方评价满意和基本满意 ÷ 第三方评价的主办件"
}

// assessedFigures are these figures under the names that summaries know them by.
func (st Stats) assessedFigures() []NamedFigure {
	b, third := st.Ballots, st.ThirdParty.Rate
	return []NamedFigure{
		countOf("二次评价件数", st.Seconds), shareOf("二次态度满意率", st.SecondAttitude.Rate), shareOf("二次结果满意率", st.SecondResult.Rate),
		countOf("测评件数", b.Figure), countOf("测评满意票", b.votes(b.Satisfied, "逐件测评的满意票")), countOf("测评基本满意票", b.votes(b.Mostly, "逐件测评的基本满意票")),
		countOf("测评不满意票", b.votes(b.Dissatisfied, "逐件测评的不满意票")), shareOf("测评满意率", b.Rate),
		countOf("第三方评价件数", Figure{Num: third.Den, IDs: third.Base, Rule: "第三方评价过的主办件"}), shareOf("第三方评价满意率", third),
	}
}
