package letter

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
)

// While an opinion is missing, the editor's checks keep the lead reply from
// being signed and name the unit; they lead to where it is recorded.
func TestMissingOpinionStandsInTheChecks(t *testing.T) {
	c := screentest.Helped()
	c.Replies = []data.Reply{{ID: 1, ProposalID: 5, Round: 1, Class: "A", DocNumber: "红政函〔2022〕9号", Body: "一、办理情况\n已经办好。", SignOff: data.SignOff{Drafted: screentest.June(10)}}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewReplyScreen(r.Deps, r, 5, 0)
		t.Cleanup(s.Close)
		r.Enter(s)
		var found data.Problem
		for _, p := range s.checks.Blocking {
			if strings.Contains(p.Error(), "区财政局") {
				found = p
			}
		}
		if found.Field != "协办意见" || !s.canMend(found) {
			t.Fatalf("the checks block %v", s.checks.Blocking)
		}
		r.Keep("reply-gate")
		r.NoFailure()
	}, c)
}
