package data_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// A reply taken from another proposal is marked; while it is, it cannot be signed
// and the checks say why; merged proposals that take it are told as well.
func TestATakenReplyIsNotSentUnnoticed(t *testing.T) {
	earlier := data.Case{Book: data.Book{Meeting: data.Meeting{Year: 2021}}, Proposal: data.Proposal{ID: 1, Number: "12", Role: data.Lead},
		Replies: []data.Reply{{Round: 1, Body: "旧正文", Done: "旧已落实", Sent: datatest.Day(5, 1)}, {Round: 2, Occasion: data.FollowUp, Body: "承诺的已完成", Sent: datatest.Day(9, 1)}, {Round: 3, Body: "没有送达的"}}}
	c := data.Case{Proposal: data.Proposal{ID: 2, Number: "7", Role: data.Lead}, Replies: []data.Reply{{ID: 9, ProposalID: 2, Round: 1, Class: "B", Body: "写了一半"}}}
	rep, err := data.DraftFrom(c, earlier)
	if err != nil || rep.ID != 9 || rep.Class != "B" || rep.Body != "旧正文" || rep.Done != "旧已落实" || rep.TakenFrom != "2021年第12号" {
		t.Fatalf("the draft is %+v, %v", rep, err)
	}
	if a := data.AlikeOf(earlier, 1, datatest.Day(12, 1)); a.Body != "旧正文" || a.Replied != datatest.Day(5, 1) {
		t.Errorf("what was answered is %+v", a)
	}
	names := func(ps data.Problems) bool {
		return slices.ContainsFunc(ps, func(p data.Problem) bool {
			return p.Field == "正文" && strings.Contains(p.Message, "2021年第12号")
		})
	}
	all := func(rune) bool { return true }
	blocking, _ := data.CheckReply(c, rep, data.Settings{}, datatest.Rules(), all, nil)
	if !names(blocking) {
		t.Errorf("the check says %v", blocking)
	}
	host := data.Case{Proposal: data.Proposal{ID: 3, Role: data.Lead}, Host: data.Host{ID: 2, Replies: []data.Reply{rep}}}
	if blocking, _ := data.CheckReply(host, data.Reply{Round: 1}, data.Settings{}, datatest.Rules(), all, nil); !names(blocking) {
		t.Errorf("of a merged one the check says %v", blocking)
	}
	c.Replies = []data.Reply{rep}
	if impossible, _ := data.CheckFacts(c, datatest.Rules()); names(impossible) {
		t.Error("a draft is refused")
	}
	c.Replies[0].SignOff.Signed = datatest.Day(6, 1)
	if impossible, _ := data.CheckFacts(c, datatest.Rules()); !names(impossible) {
		t.Errorf("signing says %v", impossible)
	}
	var p data.Problem
	if _, err := data.DraftFrom(c, earlier); !errors.As(err, &p) || !strings.Contains(p.Message, "签发") {
		t.Errorf("a signed letter is overwritten: %v", err)
	}
	earlier.Replies = earlier.Replies[2:]
	if _, err := data.DraftFrom(data.Case{Proposal: data.Proposal{Role: data.Lead}}, earlier); !errors.As(err, &p) {
		t.Errorf("a reply that was never sent is taken: %v", err)
	}
}

// Links are on both sides, once, and go on both.
func TestRelateIsMutual(t *testing.T) {
	a, b := data.Proposal{ID: 1, Related: []data.ID{5}}, data.Proposal{ID: 2}
	data.Relate(&a, &b, true)
	data.Relate(&a, &b, true)
	if !slices.Equal(a.Related, []data.ID{5, 2}) || !slices.Equal(b.Related, []data.ID{1}) {
		t.Errorf("linked: %v, %v", a.Related, b.Related)
	}
	data.Relate(&b, &a, false)
	if !slices.Equal(a.Related, []data.ID{5}) || b.Related != nil {
		t.Errorf("parted: %v, %v", a.Related, b.Related)
	}
}

// What is rare decides, not how much stock there is; titles alone are compared
// where a text is missing.
func TestWhatIsRareDecides(t *testing.T) {
	const said = "关于加强的建议近年来群众反映强烈为此建议"
	stock := data.Pairs(said)
	l := data.NewLikeness("关于加强古井保护的建议", "近年来群众反映强烈，古井无人看护。为此建议")
	l.Weigh(func(p data.Pair) float64 {
		if slices.Contains(stock, p) || p.Alone() && strings.ContainsRune(said, p.B) {
			return 0.1
		}
		return math.Log(100)
	}, 1000)
	same, other := l.Share("关于古井修缮的建议", "村里的古井要看护。"), l.Share("关于加强停车管理的建议", "近年来群众反映强烈，车停满了。为此建议")
	if same < 2*other || other > 0.1 {
		t.Errorf("古井 %.2f, 停车 %.2f", same, other)
	}
	if full := l.Share("关于加强古井保护的建议", ""); math.Abs(full-1) > 1e-9 {
		t.Errorf("the same title without text is alike %.2f", full)
	}
}
