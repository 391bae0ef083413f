package papers

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// Replies to publish are looked through one after the other from the batch, each find
// taken out or left where it stands, and only what was looked through is written.
func TestRepliesToPublishAreLookedThrough(t *testing.T) {
	one, two, closed := story.Lead(), screentest.OfBook(912, story.Lead().Book), story.Draft()
	one.Replies[0].Body += "\n王某的电话是13800138000，向红联系。"
	two.Disclosure = data.Disclosure{ID: 490, ProposalID: two.Proposal.ID, Decision: data.PartlyOpen, Reason: "涉及个人隐私"}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		b := openBatchDialog(t, r)
		b.kind.Choose(Published)
		if !b.start.Disabled() || !strings.HasPrefix(b.review.state.Text, "已核对 0 件，还没有核对 2 件") {
			t.Fatalf("%q, can start %v", b.review.state.Text, !b.start.Disabled())
		}
		b.onReview()
		onethread.Settle()
		r.Keep("redact-batch")
		p := r.Panels[len(r.Panels)-1]
		if all := screentest.ShownIn(r); !strings.Contains(all, "第1件，共2件") || !strings.Contains(all, "电话　13800138000 → ××××") {
			t.Fatalf("shows %s", all)
		}
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "第2件，共2件") || !strings.Contains(all, "部分公开") {
			t.Fatalf("shows %s", all)
		}
		screentest.TapPanel(t, r, "跳过")
		onethread.Settle()
		if b.start.Disabled() || b.count.Text != "将写出 1 件" || !strings.HasPrefix(b.review.state.Text, "已核对 1 件，还没有核对 1 件") {
			t.Errorf("%q, %q", b.count.Text, b.review.state.Text)
		}
		c, err := r.Deps.Store.Case(t.Context(), one.Proposal.ID)
		if err != nil || strings.Contains(c.Disclosure.Text, "13800138000") || !strings.Contains(c.Disclosure.Text, "××代表") {
			t.Errorf("kept %q, %v", c.Disclosure.Text, err)
		}
		b.onStart()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "公开文本未核对，没有编入") {
			t.Errorf("the report says %s", all)
		}
		r.NoFailure()
	}, one, two, closed)
}

// A letter changed after its published text was looked through is looked through again.
func TestALetterChangedSinceIsLookedThroughAgain(t *testing.T) {
	one := story.Lead()
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		rep, d := one.Replies[0], one.Disclosure
		save := func(body, text string) {
			t.Helper()
			rep.Body = body
			d.Text = text
			if err := r.Deps.Store.Do(t.Context(), "修改", func(tx screen.Tx) error {
				return errors.Join(tx.SaveReply(&rep), tx.SaveDisclosure(&d))
			}); err != nil {
				t.Fatal(err)
			}
		}
		save("一、年底前完工。", "一、年底前完工。")
		save("一、明年完工。", "一、年底前完工。")
		b := openBatchDialog(t, r)
		b.kind.Choose(Published)
		if !strings.HasPrefix(b.review.state.Text, "已核对 0 件，审定后答复改过 1 件") || b.review.start.Text != "逐件核对" {
			t.Fatalf("%q, %q", b.review.state.Text, b.review.start.Text)
		}
		b.onReview()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "答复在公开文本审定后改过，请重新核对。") || !strings.Contains(all, "明年完工") {
			t.Fatalf("shows %s", all)
		}
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		if !strings.HasPrefix(b.review.state.Text, "已核对 1 件") {
			t.Errorf("then %q", b.review.state.Text)
		}
		r.NoFailure()
	}, one)
}

// A click on a place in the text takes it out or leaves it.
func TestAPlaceInTheTextIsChosenThere(t *testing.T) {
	one := story.Lead()
	one.Replies[0].Body = strings.Repeat("铺垫一段文字，占去几行。\n", 30) + "联系电话13800138000。"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		texts, err := readTexts(t.Context(), r.Deps, []RedactAsk{{Case: one, Reply: one.Replies[0], Rules: screentest.RulesOfStory(t).Of(one)}}, func(int, int, string) {})
		if err != nil {
			t.Fatal(err)
		}
		p := &redactPanel{deps: r.Deps, host: r, texts: texts}
		p.open()
		p.result.Resize(fyne.NewSize(500, 900))
		last := len(p.ticks) - 1
		for last >= 0 && texts[0].found[last].Text != "13800138000" {
			last--
		}
		if last < 0 {
			t.Fatalf("found %+v", texts[0].found)
		}
		was := p.ticks[last].Checked
		p.onPiece(p.place[last])
		if p.ticks[last].Checked == was || strings.Contains(p.result.String(), "13800138000") != was {
			t.Errorf("a click changed nothing: %v", p.ticks[last].Checked)
		}
		p.showPlace(last)
		if p.scroll.Offset.Y <= 0 {
			t.Errorf("the text stands at %v", p.scroll.Offset)
		}
	}, one)
}
