package proposal

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/storybook/story"
)

// The whole year's facts stand on the line, what waits beside the next step
// before them.
func TestTimelineTellsTheWholeYear(t *testing.T) {
	m, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	years, err := m.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := story.Lead()
	c.Proposal.Told = screentest.June(1)
	c.Replies[0].SignOff.Countersigned, c.Replies[0].SignOff.CountersignedBy = screentest.June(2), "区财政局"
	c.Dispatches = []data.Dispatch{{ID: 1, ReplyID: c.Replies[0].ID, ProposerID: c.Proposal.Proposers[0].ID, Date: screentest.June(9), Method: "邮寄"}}
	c.Commitments = []data.Commitment{{ID: 1, ReplyID: c.Replies[0].ID, Text: "修路", Due: screentest.June(20), Kept: screentest.June(12)}, {ID: 2, ReplyID: c.Replies[0].ID, Text: "装灯", Due: screentest.June(20), Kept: screentest.June(12), Told: screentest.June(13)}}
	var all []string
	for _, e := range timeline(c, data.StageOf(c, screentest.June(15), years.Of(c))) {
		all = append(all, e.Title)
	}
	for _, want := range []string{"收回征询意见表", "告知代表承诺已兑现：修路", "造册告知代表", "答复 会签", "答复送到 李某", "兑现承诺", "告知代表承诺已兑现"} {
		if !strings.Contains(strings.Join(all, "\n"), want) {
			t.Errorf("no %s in %v", want, all)
		}
	}
}

// Nothing is told twice: of a letter and of an opinion that took every step.
func TestTimelineTellsEachStepOnce(t *testing.T) {
	every := data.SignOff{
		Drafted: screentest.June(1), DraftedBy: "马某", Reviewed: screentest.June(2), ReviewedBy: "杨某",
		Countersigned: screentest.June(3), CountersignedBy: "区财政局", Signed: screentest.June(4), SignedBy: "钱某",
	}
	letter, opinion := story.Lead(), story.Assist()
	letter.Replies[0].SignOff = every
	opinion.Opinions = []data.Opinion{{ID: 1, ProposalID: opinion.Proposal.ID, Way: data.OpinionOut, Body: "同意。", SignOff: every, Sent: screentest.June(5)}}
	for _, c := range []data.Case{letter, opinion} {
		told := map[event]int{}
		for _, e := range timeline(c, data.Standing{Stage: data.StageClosed}) {
			if told[e]++; told[e] > 1 {
				t.Errorf("%s is told %d times", e.Title, told[e])
			}
		}
		for _, step := range []string{"拟稿", "审核", "会签", "签发"} {
			n := 0
			for e := range told {
				if strings.HasSuffix(e.Title, " "+step) {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s has %d lines", step, n)
			}
		}
	}
}
