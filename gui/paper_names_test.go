package gui

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"jianban/data"
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
	inRoom(t, func(t *testing.T, r *paperRoom) {
		for _, id := range []data.ID{a.Proposal.ID, 912} {
			s := NewReplyScreen(r.deps, r, id, 0)
			r.open(s)
			s.Export()
			settle()
			d := NewCaseScreen(r.deps, r, id, TabReply)
			t.Cleanup(d.Close)
			r.open(d)
			d.Export()
			settle()
		}
		all, err := os.ReadDir(r.papers.dir)
		if err != nil || len(all) != 2 {
			t.Errorf("%d files of two letters, %v: %v", len(all), err, r.opened)
		}
		r.noFailure()
	}, a, b)
}

// What the pages show is what is written; where something newer is not shown
// yet it is laid out.
func TestWhatIsShownIsWritten(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openReply(t, r, 17, 0)
		s.form.body.SetText("已经写好。")
		settle()
		s.Export()
		settle()
		shown, written := s.pages.Document(), r.papers.written[0]
		if !strings.Contains(words(written), "已经写好。") || &shown.Pages[0] != &written.Pages[0] {
			t.Error("the letter on screen was laid out a second time")
		}
		before := s.laid
		s.form.body.SetText("又改了一处。")
		s.laid = before // as where the pages are slow to follow
		s.pages.SetDocument(shown)
		s.Export()
		settle()
		if got := words(r.papers.written[1]); !strings.Contains(got, "又改了一处。") {
			t.Errorf("an older text was written: %s", got)
		}
		if len(r.papers.laid) != 0 {
			t.Errorf("laid out by others: %v", r.papers.laid)
		}
		r.noFailure()
	}, story.Draft())
}

// An attachment's name came from outside; opened, its copy stays in the folder
// for copies.
func TestAnAttachmentIsOpenedInItsFolder(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		temp := t.TempDir()
		r.deps.TempDir = func() (string, error) { return temp, nil }
		photo := data.Attachment{ProposalID: 12, Name: "照片.jpg", Added: data.DateOf(story.Today)}
		if err := r.deps.Store.Do(t.Context(), "放入附件", func(tx Tx) error { return tx.AddAttachment(&photo, []byte("照片")) }); err != nil {
			t.Fatal(err)
		}
		s := openCase(t, r, 12, TabFiles)
		s.openFile(data.Attachment{ID: photo.ID, Name: "../../照片.jpg"})
		settle()
		all, err := os.ReadDir(temp)
		if err != nil || len(all) != 1 || !strings.HasPrefix(all[0].Name(), fmt.Sprintf("%d-", photo.ID)) || !strings.HasSuffix(all[0].Name(), "照片.jpg") {
			t.Errorf("the folder for copies holds %v, %v; opened %v", all, err, r.opened)
		}
		r.noFailure()
	}, story.Lead())
}

// What is printed and written of a summary is what its pages show.
func TestTheSummaryShownIsWritten(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := NewSummaryScreen(r.deps, r)
		r.open(s)
		s.Export() // saves the first draft, which gets its ID
		settle()
		s.Export()
		settle()
		for i, written := range r.papers.written {
			if shown := s.pages.Document(); len(written.Pages) == 0 || i > 0 && &shown.Pages[0] != &written.Pages[0] {
				t.Errorf("writing %d: laid out a second time", i)
			}
		}
		s.editor.title.SetText("又改了一处")
		s.Export() // before the pages follow
		settle()
		if n := len(r.papers.written); n != 3 || !strings.Contains(words(r.papers.written[n-1]), "又改了一处") {
			t.Errorf("%d papers, the last is an older text", n)
		}
		r.noFailure()
	}, story.Lead())
}
