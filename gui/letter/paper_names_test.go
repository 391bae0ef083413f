package letter

import (
	"os"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// The same number in two books of one year.
func TestTwoLettersOfOneNumberAreTwoFiles(t *testing.T) {
	a, b := story.Lead(), story.Lead()
	b.Proposal.ID, b.Book.ID, b.Proposal.BookID = 912, 99, 99
	b.Book.Meeting.Body = data.CPPCC
	b.Proposal.Kind = data.CPPCCProposal
	for i := range b.Replies {
		b.Replies[i].ID, b.Replies[i].DocNumber = b.Replies[i].ID+900, "红政函〔2022〕99号"
		b.Replies[i].ProposalID = 912
	}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		for _, id := range []data.ID{a.Proposal.ID, 912} {
			s := NewReplyScreen(r.Deps, r, id, 0)
			r.Enter(s)
			s.Export()
			onethread.Settle()
			d := proposal.NewCaseScreen(r.Deps, r, id, screen.TabReply)
			t.Cleanup(d.Close)
			r.Enter(d)
			d.Export()
			onethread.Settle()
		}
		all, err := os.ReadDir(r.Papers.Dir)
		if err != nil || len(all) != 2 {
			t.Errorf("%d files of two letters, %v: %v", len(all), err, r.Opened)
		}
		r.NoFailure()
	}, a, b)
}

// What the pages show is what is written; where something newer is not shown
// yet it is laid out.
func TestWhatIsShownIsWritten(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 17, 0)
		s.form.body.SetText("已经写好。")
		onethread.Settle()
		s.Export()
		onethread.Settle()
		shown, written := s.pages.Document(), r.Papers.Written[0]
		if !strings.Contains(screentest.Words(written), "已经写好。") || &shown.Pages[0] != &written.Pages[0] {
			t.Error("the letter on screen was laid out a second time")
		}
		before := s.laid
		s.form.body.SetText("又改了一处。")
		s.laid = before // as where the pages are slow to follow
		s.pages.SetDocument(shown)
		s.Export()
		onethread.Settle()
		if got := screentest.Words(r.Papers.Written[1]); !strings.Contains(got, "又改了一处。") {
			t.Errorf("an older text was written: %s", got)
		}
		if len(r.Papers.Laid) != 0 {
			t.Errorf("laid out by others: %v", r.Papers.Laid)
		}
		r.NoFailure()
	}, story.Draft())
}
