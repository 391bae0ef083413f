package office

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

// The register has all papers with a number in the order of their series; a number
// kept by itself is corrected there, one of a letter leads to the letter.
func TestRegisterOfNumbers(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		c := story.Lead()
		unit := c.Assignments[0].Unit
		if err := r.Deps.Store.Do(t.Context(), "登记", func(tx screen.Tx) error {
			for n, x := range []data.Issue{
				{Kind: data.IssueDossier, ProposalID: c.Proposal.ID, Number: "WS·2022-D30-0012"},
				{Kind: data.IssueNotice, BookID: c.Book.ID, Unit: unit, Assigned: screentest.June(1), Number: "红政办函〔2022〕12号"},
				{Kind: data.IssueNotice, BookID: c.Book.ID, Unit: unit, Assigned: screentest.June(2), Number: "红政办函〔2022〕9号"},
			} {
				x.Date, x.Title = screentest.June(1+n), "关于交办市六届人大一次会议建议的通知"
				if err := tx.SaveIssue(&x); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		r.ShownYear = 2022
		list := openFromSettings(t, r, "发文登记")
		onethread.Settle()
		table := chooseRow(t, list, func(x numberRow) bool { return x.Number == "红政办函〔2022〕12号" })
		r.Keep("numbers")
		var got []string
		for _, x := range table.Rows() {
			got = append(got, x.Number+" "+x.Named())
		}
		want := []string{c.Replies[0].DocNumber + " 第12号的答复", "红政办函〔2022〕9号 " + unit.Name + "的交办通知", "红政办函〔2022〕12号 " + unit.Name + "的交办通知", "WS·2022-D30-0012 第12号的办理档案"}
		if !slices.Equal(got, want) {
			t.Errorf("lists %q\nwant  %q", got, want)
		}
		screentest.TapText(t, list.Content, "缺号")
		if len(r.Told) != 1 || !strings.Contains(r.Told[0], "红政办函〔2022〕9号至12号之间缺10、11号") {
			t.Errorf("told %v", r.Told)
		}
		screentest.TapText(t, list.Content, "编辑")
		form := r.Panels[len(r.Panels)-1]
		entry := first[*ui.Entry](t, form.Content)
		entry.SetText(c.Replies[0].DocNumber)
		form.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "已用于第12号的答复") {
			t.Errorf("another paper's number: %s", all)
		}
		r.Keep("number-form")
		entry.SetText("红政办函〔2022〕10号")
		form.Save()
		onethread.Settle()
		issues, err := r.Deps.Store.Issues(t.Context())
		if err != nil || !slices.ContainsFunc(issues, func(x data.Issue) bool { return x.Number == "红政办函〔2022〕10号" }) {
			t.Errorf("kept %v, %v", issues, err)
		}
		chooseRow(t, list, func(x numberRow) bool { return x.Record == data.RecordReply })
		screentest.TapText(t, list.Content, "打开建议")
		if !slices.Equal(r.Letters, []data.ID{c.Proposal.ID}) {
			t.Errorf("opened %v", r.Letters)
		}
		r.NoFailure()
	}, story.Lead())
}

// first is the first object of a kind.
func first[T fyne.CanvasObject](t *testing.T, in fyne.CanvasObject) (found T) {
	t.Helper()
	there := false
	screentest.Walk(in, func(o fyne.CanvasObject) bool {
		if x, ok := o.(T); ok && !there {
			found, there = x, true
		}
		return !there
	})
	if !there {
		t.Fatal("none there")
	}
	return found
}
