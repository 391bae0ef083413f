package proposal

import (
	"os"
	"path/filepath"
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

// caseOf reads a proposal from the registry.
func caseOf(t *testing.T, r *screentest.Room, id data.ID) data.Case {
	t.Helper()
	c, err := r.Memory.Case(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// signed is a letter that was signed and has not left the house.
func signed() data.Case {
	c := story.Lead()
	c.Replies[0].Sent, c.Replies[0].SentBy = data.Date{}, ""
	return c
}

func TestFirstDispatchSendsTheReply(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabReply)
		if all := strings.Join(screentest.Texts(s.Root()), "|"); !strings.Contains(all, "2位还没有登记") {
			t.Errorf("shows %s", all)
		}
		screentest.TapText(t, s.Root(), "记送达")
		screentest.EntryOf(t, r, "签收的人，没有就空着").SetText("李某本人")
		screentest.EntryOf(t, r, "怎么送的").SetText("邮寄")
		r.Keep("dispatch-form")
		r.Panels[len(r.Panels)-1].Save()
		s.Refresh()
		onethread.Settle()
		c := caseOf(t, r, 12)
		today := data.DateOf(story.Today)
		if len(c.Dispatches) != 1 || c.Dispatches[0].Receipt != "李某本人" || c.Replies[0].Sent != today || c.Replies[0].SentBy != "邮寄" {
			t.Errorf("%+v of %+v", c.Dispatches, c.Replies[0])
		}
		r.Keep("dispatch-one")
		screentest.TapText(t, s.Root(), "全部今天当面送达")
		s.Refresh()
		onethread.Settle()
		c = caseOf(t, r, 12)
		if len(c.Dispatches) != 2 || c.Dispatches[0].Method != "邮寄" || c.Dispatches[1].Method != "当面送达" || c.Dispatches[1].ProposerID == c.Dispatches[0].ProposerID {
			t.Errorf("%+v", c.Dispatches)
		}
		if all := strings.Join(screentest.Texts(s.Root()), "|"); !strings.Contains(all, "2位都已送达") || strings.Contains(all, "全部今天当面送达") {
			t.Errorf("shows %s", all)
		}
		r.Keep("dispatch-all")
		r.NoFailure()
	}, signed())
}

// The day on which the reply was sent stands; sendings are added to it.
func TestDispatchLeavesTheDaySent(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabReply)
		screentest.TapText(t, s.Root(), "全部同6月8日")
		c := caseOf(t, r, 12)
		if len(c.Dispatches) != 2 || c.Dispatches[0].Date != data.NewDate(2022, 6, 8) || c.Replies[0].Sent != data.NewDate(2022, 6, 8) {
			t.Errorf("%+v of %+v", c.Dispatches, c.Replies[0])
		}
		r.NoFailure()
	}, story.Lead())
}

func TestPublishingAReply(t *testing.T) {
	c := story.Lead()
	c.Replies[0].Body = strings.Replace(c.Replies[0].Body, "三、下一步打算", "李某代表提出后，向红联系了住户，电话13800138000。\n三、下一步打算", 1)
	other := story.Draft()
	other.Proposal.Proposers = []data.Proposer{{ID: 9, Name: "向红"}}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabReply)
		screentest.TapText(t, s.Root(), "去除个人信息")
		r.Keep("redact")
		if all := screentest.ShownIn(r); !strings.Contains(all, "姓名　李某 → ××") || !strings.Contains(all, "电话　13800138000 → ××××") || !strings.Contains(all, "姓名　向红 → ××") {
			t.Fatalf("offers %s", all)
		}
		r.Panels[len(r.Panels)-1].Save()
		s.Refresh()
		onethread.Settle()
		text := caseOf(t, r, 12).Disclosure.Text
		for _, gone := range []string{"李某", "王某", "普某", "13800138000", "2010000"} {
			if strings.Contains(text, gone) {
				t.Errorf("%s still stands in %s", gone, text)
			}
		}
		if !strings.Contains(text, "向红联系") || !strings.Contains(text, "××、××代表：") || !strings.Contains(text, "红政函〔2022〕15号") {
			t.Errorf("published %s", text)
		}
		r.Keep("disclosure")
		screentest.TapText(t, s.Root(), "复制")
		if got := fyne.CurrentApp().Clipboard().Content(); got != text {
			t.Errorf("copied %q", got)
		}
		screentest.TapText(t, s.Root(), "存为文本")
		folder, err := r.Deps.Papers.Folder()
		if err != nil {
			t.Fatal(err)
		}
		saved, err := os.ReadFile(filepath.Join(folder, "市六届人大一次会议第12号答复（公开）.txt"))
		if err != nil || strings.ReplaceAll(string(saved), "\r\n", "\n") != "\uFEFF"+text+"\n" {
			t.Errorf("saved %q, %v", saved, err)
		}
		r.NoFailure()
	}, c, other)
}

func TestDecidingNotToPublishAsksWhy(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabReply)
		s.editDisclosure()
		onethread.Settle()
		choice, ok := r.Win.Canvas().Focused().(*ui.Choice[data.Openness])
		if !ok {
			t.Fatal("the keyboard should be in the decision")
		}
		choice.Choose(data.NotOpen)
		p := r.Panels[len(r.Panels)-1]
		p.Save()
		onethread.Settle()
		if len(r.Memory.Saved()) != 0 {
			t.Error("a closed reply was saved without a reason")
		}
		screentest.EntryOf(t, r, "不公开、部分公开的要写").SetText("涉及个人隐私")
		r.Keep("disclosure-form")
		p.Save()
		onethread.Settle()
		if d := caseOf(t, r, 12).Disclosure; d.Decision != data.NotOpen || d.Reason != "涉及个人隐私" || d.ID != 401 {
			t.Errorf("%+v", d)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestMergingAndParting(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 17, screen.TabFacts)
		screentest.TapText(t, s.Root(), "并案")
		entry := screentest.EntryOf(t, r, "输入编号或标题中的字，点右边的箭头选择")
		entry.SetText("99")
		p := r.Panels[len(r.Panels)-1]
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "本年没有“99”这一件") {
			t.Errorf("shows %s", all)
		}
		entry.SetText("012")
		r.Keep("merge-form")
		p.Save()
		s.Refresh()
		onethread.Settle()
		if got := caseOf(t, r, 17).Proposal.MergedInto; got != 12 {
			t.Errorf("merged into %d", got)
		}
		r.Keep("merged")
		host := openCase(t, r, 12, screen.TabFacts)
		if all := strings.Join(screentest.Texts(host.Root()), "|"); !strings.Contains(all, "第17号《关于完善中心城区截污管网的建议》") {
			t.Errorf("the host shows %s", all)
		}
		r.Keep("merge-host")
		screentest.TapText(t, s.Root(), "解除并案")
		if got := caseOf(t, r, 17).Proposal.MergedInto; got != 0 {
			t.Errorf("still merged into %d", got)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft())
}

// Beside a table the detail has little room; what is too wide would push the
// table away.
func TestSendingAndPublishingFitThePane(t *testing.T) {
	c := story.Lead()
	c.Disclosure.Text = "公开文本"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		for _, tab := range []screen.Tab{screen.TabReply, screen.TabFacts} {
			s := openCase(t, r, 12, tab)
			r.Win.Resize(fyne.NewSize(430, 692))
			r.Keep("pane-" + string(tab))
			if w := s.Detail.Root().MinSize().Width; w > 430 {
				t.Errorf("%s needs %v", tab, w)
			}
		}
	}, c)
}
