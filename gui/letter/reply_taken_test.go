package letter

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

// A text taken from another reply says so above and in the checks, and keeps the
// letter from being signed, until it is said to be reworked and saved.
func TestATakenTextSaysSoUntilReworked(t *testing.T) {
	c := screentest.Waiting(5, "17", screentest.June(1))
	c.Replies = []data.Reply{{ID: 1, ProposalID: 5, Round: 1, Class: "A", Body: "一、办理情况\n已经办好。", TakenFrom: "2021年第12号", SignOff: data.SignOff{Drafted: screentest.June(10)}}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := NewReplyScreen(r.Deps, r, 5, 0)
		t.Cleanup(s.Close)
		r.Enter(s)
		blocks := func() bool {
			for _, p := range s.checks.Blocking {
				if strings.Contains(p.Error(), "2021年第12号") {
					return true
				}
			}
			return false
		}
		if all := strings.Join(screentest.Texts(s.Root()), "\n"); !blocks() || !strings.Contains(all, "取自2021年第12号的答复") {
			t.Fatalf("it blocks %v and shows\n%s", s.checks.Blocking, all)
		}
		r.Keep("reply-taken")
		s.form.signed.SetText("6月12日")
		s.Save()
		onethread.Settle()
		if rep, _ := s.deps.Store.Case(t.Context(), 5); !rep.Replies[0].SignOff.Signed.IsZero() {
			t.Error("it was signed as it was taken")
		}
		screentest.TapText(t, s.Root(), "已改完")
		if all := strings.Join(screentest.Texts(s.Root()), "\n"); blocks() || strings.Contains(all, "取自2021年第12号") {
			t.Errorf("reworked it blocks %v and shows\n%s", s.checks.Blocking, all)
		}
		s.Save()
		onethread.Settle()
		if got, err := s.deps.Store.Case(t.Context(), 5); err != nil || got.Replies[0].TakenFrom != "" || got.Replies[0].SignOff.Signed.IsZero() {
			t.Errorf("kept is %+v, %v", got.Replies, err)
		}
	}, c)
}
