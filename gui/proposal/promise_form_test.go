package proposal

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

// Keeping a promise begins the letter that tells the deputy: the next round,
// its class raised, tied to the promise.
func TestKeepingAPromiseWritesToTheDeputy(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, screentest.Promised().Proposal.ID, screen.TabReply)
		screentest.TapText(t, s.Root(), "兑现")
		p := r.Panels[len(r.Panels)-1]
		screentest.EntryOf(t, r, "如 竣工验收报告").SetText("验收单")
		p.Save()
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), screentest.Promised().Proposal.ID)
		if err != nil {
			t.Fatal(err)
		}
		last, _ := c.Draft()
		if last.Round != 2 || last.Occasion != data.FollowUp || last.Class != "A" || !strings.Contains(last.Body, "年底前完成一期") && !strings.Contains(last.Body, "上半年完成立项") {
			t.Errorf("the letter is %+v", last)
		}
		kept := 0
		for _, p := range c.Commitments {
			if !p.Kept.IsZero() && p.FollowUp == last.ID && p.Proof == "验收单" {
				kept++
			}
		}
		if kept != 1 {
			t.Errorf("%d promises are kept and tied to the letter", kept)
		}
		r.NoFailure()
	}, screentest.Promised())
}

// Sentences of the reply that name a day to come are offered, the clerk chooses.
func TestTakingPromisesFromTheReply(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, screentest.Promised().Proposal.ID, screen.TabReply)
		screentest.TapText(t, s.Root(), "从答复中取")
		if all := screentest.ShownIn(r); !strings.Contains(all, "计划于2023年6月底前完成二期管网改造") || !strings.Contains(all, "2023年6月30日") {
			t.Fatalf("offers %s", all)
		}
		r.Keep("promises-take")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), screentest.Promised().Proposal.ID)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range c.Commitments[2:] {
			got = append(got, p.Text)
		}
		if g := strings.Join(got, "|"); g != "一期6万平方米标准厂房主体完工，6月底前交付3万平方米，水、电、路、网同步到位|我区将加快二期用地报批和厂房建设，争取年内再引进龙头企业1至2户，并及时向您通报进展|计划于2023年6月底前完成二期管网改造" {
			t.Errorf("took %s", g)
		}
		r.NoFailure()
	}, screentest.Promised())
}
