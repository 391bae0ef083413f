package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// caseOf reads a proposal from the registry.
func caseOf(t *testing.T, r *paperRoom, id data.ID) data.Case {
	t.Helper()
	c, err := r.memory.Case(t.Context(), id)
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
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 12, TabReply)
		if all := strings.Join(texts(s.Root()), "|"); !strings.Contains(all, "2位还没有登记") {
			t.Errorf("shows %s", all)
		}
		tapText(t, s.Root(), "记送达")
		entryOf(t, r, "签收的人，没有就空着").SetText("李某本人")
		entryOf(t, r, "怎么送的").SetText("邮寄")
		r.keep("dispatch-form")
		r.panels[len(r.panels)-1].Save()
		s.Refresh()
		settle()
		c := caseOf(t, r, 12)
		today := data.DateOf(story.Today)
		if len(c.Dispatches) != 1 || c.Dispatches[0].Receipt != "李某本人" || c.Replies[0].Sent != today || c.Replies[0].SentBy != "邮寄" {
			t.Errorf("%+v of %+v", c.Dispatches, c.Replies[0])
		}
		r.keep("dispatch-one")
		tapText(t, s.Root(), "全部今天当面送达")
		s.Refresh()
		settle()
		c = caseOf(t, r, 12)
		if len(c.Dispatches) != 2 || c.Dispatches[0].Method != "邮寄" || c.Dispatches[1].Method != "当面送达" || c.Dispatches[1].ProposerID == c.Dispatches[0].ProposerID {
			t.Errorf("%+v", c.Dispatches)
		}
		if all := strings.Join(texts(s.Root()), "|"); !strings.Contains(all, "2位都已送达") || strings.Contains(all, "全部今天当面送达") {
			t.Errorf("shows %s", all)
		}
		r.keep("dispatch-all")
		r.noFailure()
	}, signed())
}

// The day on which the reply was sent stands; sendings are added to it.
func TestDispatchLeavesTheDaySent(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 12, TabReply)
		tapText(t, s.Root(), "全部同6月8日")
		c := caseOf(t, r, 12)
		if len(c.Dispatches) != 2 || c.Dispatches[0].Date != data.NewDate(2022, 6, 8) || c.Replies[0].Sent != data.NewDate(2022, 6, 8) {
			t.Errorf("%+v of %+v", c.Dispatches, c.Replies[0])
		}
		r.noFailure()
	}, story.Lead())
}

func TestPublishingAReply(t *testing.T) {
	c := story.Lead()
	c.Replies[0].Body = strings.Replace(c.Replies[0].Body, "三、下一步打算", "李某代表提出后，向红联系了住户，电话13800138000。\n三、下一步打算", 1)
	other := story.Draft()
	other.Proposal.Proposers = []data.Proposer{{ID: 9, Name: "向红"}}
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 12, TabReply)
		tapText(t, s.Root(), "去除个人信息")
		r.keep("redact")
		if all := shownIn(r); !strings.Contains(all, "姓名　李某 → ××") || !strings.Contains(all, "电话　13800138000 → ××××") || !strings.Contains(all, "姓名　向红 → ××") {
			t.Fatalf("offers %s", all)
		}
		r.panels[len(r.panels)-1].Save()
		s.Refresh()
		settle()
		text := caseOf(t, r, 12).Disclosure.Text
		for _, gone := range []string{"李某", "王某", "普某", "13800138000", "2010000"} {
			if strings.Contains(text, gone) {
				t.Errorf("%s still stands in %s", gone, text)
			}
		}
		if !strings.Contains(text, "向红联系") || !strings.Contains(text, "××、××代表：") || !strings.Contains(text, "红政函〔2022〕15号") {
			t.Errorf("published %s", text)
		}
		r.keep("disclosure")
		tapText(t, s.Root(), "复制")
		if got := fyne.CurrentApp().Clipboard().Content(); got != text {
			t.Errorf("copied %q", got)
		}
		tapText(t, s.Root(), "存为文本")
		folder, err := r.deps.Papers.Folder()
		if err != nil {
			t.Fatal(err)
		}
		saved, err := os.ReadFile(filepath.Join(folder, "市六届人大一次会议第12号答复（公开）.txt"))
		if err != nil || strings.ReplaceAll(string(saved), "\r\n", "\n") != "\uFEFF"+text+"\n" {
			t.Errorf("saved %q, %v", saved, err)
		}
		r.noFailure()
	}, c, other)
}

func TestDecidingNotToPublishAsksWhy(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 12, TabReply)
		s.editDisclosure()
		settle()
		choice, ok := r.win.Canvas().Focused().(*ui.Choice[data.Openness])
		if !ok {
			t.Fatal("the keyboard should be in the decision")
		}
		choice.Choose(data.NotOpen)
		p := r.panels[len(r.panels)-1]
		p.Save()
		settle()
		if len(r.memory.Saved()) != 0 {
			t.Error("a closed reply was saved without a reason")
		}
		entryOf(t, r, "不公开、部分公开的要写").SetText("涉及个人隐私")
		r.keep("disclosure-form")
		p.Save()
		settle()
		if d := caseOf(t, r, 12).Disclosure; d.Decision != data.NotOpen || d.Reason != "涉及个人隐私" || d.ID != 401 {
			t.Errorf("%+v", d)
		}
		r.noFailure()
	}, story.Lead())
}

func TestMergingAndParting(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 17, TabFacts)
		tapText(t, s.Root(), "并案")
		entry := entryOf(t, r, "输入编号或标题中的字，点右边的箭头选择")
		entry.SetText("99")
		p := r.panels[len(r.panels)-1]
		p.Save()
		settle()
		if all := shownIn(r); !strings.Contains(all, "本年没有“99”这一件") {
			t.Errorf("shows %s", all)
		}
		entry.SetText("012")
		r.keep("merge-form")
		p.Save()
		s.Refresh()
		settle()
		if got := caseOf(t, r, 17).Proposal.MergedInto; got != 12 {
			t.Errorf("merged into %d", got)
		}
		r.keep("merged")
		host := openCase(t, r, 12, TabFacts)
		if all := strings.Join(texts(host.Root()), "|"); !strings.Contains(all, "第17号《关于完善中心城区截污管网的建议》") {
			t.Errorf("the host shows %s", all)
		}
		r.keep("merge-host")
		tapText(t, s.Root(), "解除并案")
		if got := caseOf(t, r, 17).Proposal.MergedInto; got != 0 {
			t.Errorf("still merged into %d", got)
		}
		r.noFailure()
	}, story.Lead(), story.Draft())
}

// Beside a table the detail has little room; what is too wide would push the
// table away.
func TestSendingAndPublishingFitThePane(t *testing.T) {
	c := story.Lead()
	c.Disclosure.Text = "公开文本"
	inRoom(t, func(t *testing.T, r *paperRoom) {
		for _, tab := range []Tab{TabReply, TabFacts} {
			s := openCase(t, r, 12, tab)
			r.win.Resize(fyne.NewSize(430, 692))
			r.keep("pane-" + string(tab))
			if w := s.Detail.Root().MinSize().Width; w > 430 {
				t.Errorf("%s needs %v", tab, w)
			}
		}
	}, c)
}
