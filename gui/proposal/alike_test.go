package proposal

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// twoAlike are a proposal that was answered, with a promise kept and one that is
// late, and a new one that says the same in other words.
func twoAlike() (then, now data.Case) {
	then = screentest.Waiting(5, "31", data.NewDate(2021, 3, 8))
	then.Book.ID, then.Book.Meeting.Year, then.Book.Meeting.Term, then.Book.Meeting.Session = 71, 2021, 5, 5
	then.Proposal.BookID = 71
	then.Proposal.Title, then.Proposal.Text = "关于疏通老城区排水沟渠的建议", "老城区沟渠多年没有清淤，一下大雨就漫水，商户进水受损。建议每年汛前清淤，划分责任段。"
	then.Replies = []data.Reply{{ID: 61, ProposalID: 5, Round: 1, Class: "B", DocNumber: "红政函〔2021〕3号", Body: "您提出的建议收悉，现答复如下：\n一、已清淤沟渠12公里。\n二、其余纳入2022年计划。",
		SignOff: data.SignOff{Drafted: data.NewDate(2021, 5, 1), DraftedBy: "马某", Signed: data.NewDate(2021, 5, 6), SignedBy: "钱某"}, Sent: data.NewDate(2021, 5, 7), SentBy: "邮寄"}}
	then.Commitments = []data.Commitment{
		{ID: 81, ProposalID: 5, ReplyID: 61, Text: "完成余下8公里清淤", Due: data.NewDate(2021, 10, 1), Kept: data.NewDate(2021, 9, 20), Proof: "验收单"},
		{ID: 82, ProposalID: 5, ReplyID: 61, Text: "设立责任段标牌", Due: data.NewDate(2021, 12, 1)},
	}
	now = screentest.Waiting(6, "40", data.NewDate(2022, 3, 8))
	now.Proposal.Title, now.Proposal.Text = "关于老城区排水沟渠亟待疏通的建议", "大雨漫水，商户受损，老城区沟渠多年没清淤了。建议划分责任段，汛前清淤。"
	return then, now
}

// The page tells which earlier proposal is alike, what was answered and whether
// promises were kept; its reply becomes a marked draft; the two are linked and
// both say so; undoing parts them.
func TestAnEarlierProposalIsFoundTakenAndLinked(t *testing.T) {
	then, now := twoAlike()
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 6, screen.TabTimeline)
		onethread.Settle()
		all := strings.Join(screentest.Texts(s.Root()), "\n")
		for _, want := range []string{"类似建议", "2021年第31号　" + then.Proposal.Title, "B类 · 2021年5月7日答复 · 承诺2项，兑现1项，逾期1项 · 一、已清淤沟渠12公里。"} {
			if !strings.Contains(all, want) {
				t.Fatalf("the page lacks %q:\n%s", want, all)
			}
		}
		r.Keep("alike-page")
		screentest.TapText(t, s.Root(), "2021年第31号　"+then.Proposal.Title)
		shown := screentest.ShownIn(r)
		for _, want := range []string{"完成余下8公里清淤", "2021年9月20日已兑现", "设立责任段标牌", "已逾期", "二、其余纳入2022年计划。"} {
			if !strings.Contains(shown, want) {
				t.Errorf("the earlier one lacks %q:\n%s", want, shown)
			}
		}
		r.Keep("alike-open")
		panel := r.Panels[len(r.Panels)-1]
		left, ok := panel.Left.(*ui.Button)
		if !ok || left.Text != "设为相关" {
			t.Fatalf("offers %v", panel.Left)
		}
		left.OnTapped()
		onethread.Settle()
		related := func(id data.ID) []data.ID {
			c, err := r.Memory.Case(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			return c.Proposal.Related
		}
		if !slices.Equal(related(5), []data.ID{6}) || !slices.Equal(related(6), []data.ID{5}) {
			t.Fatalf("linked %v, %v", related(5), related(6))
		}
		other := openCase(t, r, 5, screen.TabFacts)
		if all := strings.Join(screentest.Texts(other.Root()), "\n"); !strings.Contains(all, "2022年第40号") || !strings.Contains(all, "解除相关") {
			t.Errorf("the other page shows %s", all)
		}
		r.Keep("related-page")
		s.Refresh()
		onethread.Settle()
		r.Win.SetContent(s.Root())
		s.toAlike()
		r.Keep("alike-related")
		if all := strings.Join(screentest.Texts(s.alikeBox), "\n"); !strings.Contains(all, "已相关") {
			t.Errorf("the row shows %s", all)
		}
		screentest.TapText(t, s.alikeBox, "解除")
		s.Refresh()
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.alikeBox), "\n"); strings.Contains(all, "已相关") || len(related(5))+len(related(6)) != 0 {
			t.Errorf("parted, the row shows %s", all)
		}
		s.relate(5, "2021年第31号", true)
		onethread.Settle()
		if _, err := r.Memory.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(related(5))+len(related(6)) != 0 {
			t.Error("undoing leaves a link")
		}
		s.Refresh()
		onethread.Settle()
		screentest.TapText(t, s.Root(), "取作草稿")
		var rep data.Reply
		for _, x := range r.Memory.Saved() {
			if x, ok := x.(data.Reply); ok {
				rep = x
			}
		}
		if rep.ProposalID != 6 || rep.TakenFrom != "2021年第31号" || rep.Body != then.Replies[0].Body || !rep.Sent.IsZero() {
			t.Errorf("the draft is %+v", rep)
		}
		r.NoFailure()
	}, then, now)
}

// The first look at a proposal says that there are alike ones and leads to them; one
// that has none says nothing.
func TestTheFirstLookLeadsToWhatIsAlike(t *testing.T) {
	then, now := twoAlike()
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		const told = "以前有类似的 1 件，最像的是2021年第31号 B类"
		for _, tab := range []screen.Tab{screen.TabFacts, screen.TabTimeline} {
			s := openCase(t, r, 6, tab)
			onethread.Settle()
			if all := screentest.Texts(s.body); len(all) == 0 || all[0] != told {
				t.Fatalf("%s begins with %q", tab, all)
			}
			r.Keep("alike-told-" + string(tab))
			r.Win.Resize(fyne.NewSize(900, 420)) // so that it must be scrolled
			screentest.TapText(t, s.body, told)
			if end := s.body.MinSize().Height + 20 - s.scroll.Size().Height; s.Tab() != screen.TabTimeline || s.scroll.Offset.Y < end-4 || end < 20 {
				t.Errorf("from %s it goes to %s, %v of %v", tab, s.Tab(), s.scroll.Offset.Y, end)
			}
		}
		s := openCase(t, r, 5, screen.TabTimeline)
		onethread.Settle()
		if s.alikeTold.Visible() {
			t.Error("of the earliest something earlier is told")
		}
		r.NoFailure()
	}, then, now)
}

// While a new proposal is typed its form names what is alike, and nothing where
// nothing is.
func TestTheFormOfANewProposalNamesWhatIsAlike(t *testing.T) {
	then, _ := twoAlike()
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		openCase(t, r, story.Lead().Proposal.ID, screen.TabFacts)
		NewProposal(r.Deps, r, data.Proposal{}, func(data.ID) {})
		onethread.Settle()
		title := screentest.EntryOf(t, r, "如 关于……的建议")
		title.SetText("关于疏通老城区沟渠的建议")
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "以前有类似的：") || !strings.Contains(all, "2021年第31号") {
			t.Errorf("the form shows %s", all)
		}
		r.Keep("alike-form")
		title.SetText("关于弘扬花灯戏曲的提案")
		onethread.Settle()
		if all := screentest.ShownIn(r); strings.Contains(all, "以前有类似的") {
			t.Errorf("of nothing alike the form shows %s", all)
		}
	}, then, story.Lead())
}
