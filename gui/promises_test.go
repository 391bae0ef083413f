package gui

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/storybook/story"
)

// promised is a B reply with a promise of its own and one kept.
func promised() data.Case {
	c := story.Lead()
	c.Replies[0].Class = "B"
	c.Replies[0].Planned = "计划于2023年6月底前完成二期管网改造。"
	c.Commitments = []data.Commitment{
		{ID: 71, ProposalID: c.Proposal.ID, ReplyID: c.Replies[0].ID, Text: "年底前完成一期", Due: june(30)},
		{ID: 72, ProposalID: c.Proposal.ID, ReplyID: c.Replies[0].ID, Text: "上半年完成立项", Due: june(1)},
	}
	return c
}

func TestPromisesOfAllYears(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		r.year = 2019 // promises outlive their year
		s, ok := NewPromisesScreen(r.deps, r).(*factList[promiseRow])
		if !ok {
			t.Fatal("not a list of facts")
		}
		t.Cleanup(s.Close)
		r.open(s)
		var got []string
		for _, row := range s.table.Rows() {
			got = append(got, promiseCell(row).Text)
		}
		if g := strings.Join(got, " | "); g != "2022-06-01 逾期14天 | 2022-06-30 剩15天" {
			t.Errorf("shows %s", g)
		}
		tapText(t, s.above, "已逾期")
		if n := len(s.table.Rows()); n != 1 {
			t.Errorf("已逾期 shows %d", n)
		}
		s.table.Choose(0)
		settle()
		r.keep("promises")
		r.noFailure()
	}, promised())
}

// Keeping a promise begins the letter that tells the deputy: the next round,
// its class raised, tied to the promise.
func TestKeepingAPromiseWritesToTheDeputy(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, promised().Proposal.ID, TabReply)
		tapText(t, s.Root(), "兑现")
		p := r.panels[len(r.panels)-1]
		entryOf(t, r, "如 竣工验收报告").SetText("验收单")
		p.Save()
		settle()
		c, err := r.memory.Case(t.Context(), promised().Proposal.ID)
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
		r.noFailure()
	}, promised())
}

// Sentences of the reply that name a day to come are offered, the clerk chooses.
func TestTakingPromisesFromTheReply(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, promised().Proposal.ID, TabReply)
		tapText(t, s.Root(), "从答复中取")
		if all := shownIn(r); !strings.Contains(all, "计划于2023年6月底前完成二期管网改造") || !strings.Contains(all, "2023年6月30日") {
			t.Fatalf("offers %s", all)
		}
		r.keep("promises-take")
		r.panels[len(r.panels)-1].Save()
		settle()
		c, err := r.memory.Case(t.Context(), promised().Proposal.ID)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range c.Commitments[2:] {
			got = append(got, p.Text)
		}
		if g := strings.Join(got, "|"); g != "我区将加快二期用地报批和厂房建设，争取年内再引进龙头企业1至2户，并及时向您通报进展|计划于2023年6月底前完成二期管网改造" {
			t.Errorf("took %s", g)
		}
		r.noFailure()
	}, promised())
}

// draftOfPromises is a letter with promises that was not sent.
func draftOfPromises() data.Case {
	draft := promised()
	draft.Replies[0].Sent, draft.Feedback = data.Date{}, nil
	return draft
}

// A promise is made when its letter is sent.
func TestADraftPromisesNothing(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		rows, err := loadPromises(t.Context(), r.deps.Store, factScope{Today: june(15)})
		if err != nil || len(rows) > 0 {
			t.Errorf("promised in a draft: %v %v", rows, err)
		}
	}, draftOfPromises())
}
