package papers

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/batch"
	"jianban/gui/screentest"
	"jianban/gui/storybook/story"
)

// The window's batch refuses a letter under another's 文号 too, and lists the
// letters of several years in their order, each by its own year's rules.
func TestTheBatchKnowsOtherPapersNumbers(t *testing.T) {
	lead, assist := story.Lead(), story.Assist()
	assist.Opinions = []data.Opinion{{ID: 91, ProposalID: assist.Proposal.ID, Way: data.OpinionOut, DocNumber: lead.Replies[0].DocNumber, Body: "没有不同意见。", SignOff: data.SignOff{Signed: screentest.June(1)}, Sent: screentest.June(2)}}
	older := screentest.OfBook(912, screentest.BookIn(98, 2021, data.Congress))
	older.Replies[0].DocNumber = "红政函〔2021〕3号"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		f, err := loadBatch(t.Context(), r.Deps, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		ids := []data.ID{lead.Proposal.ID, assist.Proposal.ID, older.Proposal.ID}
		opinions := f.papers(kindOf(t, "opinions"), ids, batch.Choices{})
		if len(opinions) != 1 {
			t.Fatalf("%d opinions", len(opinions))
		}
		if _, err := opinions[0].Document(); err == nil || !strings.Contains(err.Error(), "已经用过") {
			t.Errorf("a number used twice: %v", err)
		}
		replies := f.papers(kindOf(t, "replies"), ids, batch.Choices{})
		if len(replies) != 2 || replies[0].ProposalID != older.Proposal.ID {
			t.Fatalf("replies %+v", replies)
		}
		if _, err := replies[0].Document(); err != nil {
			t.Error(err)
		}
	}, lead, assist, older)
}

func kindOf(t *testing.T, name string) batch.Kind {
	t.Helper()
	k, ok := batch.KindNamed(name)
	if !ok {
		t.Fatalf("no kind %s", name)
	}
	return k
}
