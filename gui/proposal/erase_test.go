package proposal

import (
	"io"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// An attachment is erased from its tab, and one that was deleted before from the
// list of what can be restored, where it then no longer stands.
func TestEraseAnAttachment(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		id := story.Lead().Proposal.ID
		one, two := data.Attachment{ProposalID: id, Name: "签收表.pdf", Added: screentest.June(1)}, data.Attachment{ProposalID: id, Name: "照片.jpg", Added: screentest.June(1)}
		do := func(f func(screen.Tx) error) {
			t.Helper()
			if err := r.Deps.Store.Do(t.Context(), "附件", f); err != nil {
				t.Fatal(err)
			}
		}
		do(func(tx screen.Tx) error { return tx.AddAttachment(&one, strings.NewReader("一")) })
		s := openCase(t, r, id, screen.TabFiles)
		r.Keep("erase-attachment")
		screentest.TapText(t, s.Root(), "彻底删除")
		onethread.Settle()
		if err := r.Deps.Store.AttachmentData(t.Context(), one.ID, io.Discard); err == nil {
			t.Error("the bytes are still there")
		}
		do(func(tx screen.Tx) error { return tx.AddAttachment(&two, strings.NewReader("二")) })
		do(func(tx screen.Tx) error { return tx.Remove(data.RecordAttachment, two.ID) })
		s = openCase(t, r, id, screen.TabJournal)
		r.Keep("erase-deleted")
		screentest.TapText(t, s.Root(), "彻底删除")
		onethread.Settle()
		if err := r.Deps.Store.AttachmentData(t.Context(), two.ID, io.Discard); err == nil {
			t.Error("the deleted one's bytes are still there")
		}
		s.Refresh()
		onethread.Settle()
		if slices.Contains(screentest.Texts(s.Root()), "彻底删除") {
			t.Error("what was erased is offered to be restored")
		}
		r.NoFailure()
	}, story.Lead())
}

func TestNameOfDeleted(t *testing.T) {
	for text, want := range map[string]string{"附件名：签收表.pdf；添加日期：2022年6月1日": "签收表.pdf", "添加日期：2022年6月1日；附件名：甲.jpg": "甲.jpg", "": "附件"} {
		if got := nameOfDeleted(data.DeletedRecord{Record: "附件", Text: text}); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
