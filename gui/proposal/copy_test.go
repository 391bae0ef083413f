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
	ui "jianban/gui/widget"
)

// The copy of a unit's letter is recorded in one form: letter, sendings to all
// proposers, scan; then the feedback is waited for.
func TestTheCopyOfAUnitsLetter(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 5, screen.TabReply)
		if all := strings.Join(screentest.Texts(s.Root()), ""); !strings.Contains(all, "区工信局还没有答复") || !strings.Contains(all, "收到会办意见") {
			t.Errorf("shows %s", all)
		}
		r.Keep("copy-none")
		screentest.TapText(t, s.Root(), "收到副本")
		r.Panels[0].Save()
		if all := screentest.ShownIn(r); strings.Count(all, "没有填写") != 4 {
			t.Errorf("an empty form shows %s", all)
		}
		scan := filepath.Join(t.TempDir(), "答复.pdf")
		if err := os.WriteFile(scan, []byte("%PDF"), 0o600); err != nil {
			t.Fatal(err)
		}
		f := func(placeholder, text string) { screentest.EntryOf(t, r, placeholder).SetText(text) }
		f("单位的文号", "红工信函〔2022〕8号")
		f("单位主要领导", "杨某")
		f("如 当面送达、邮寄", "邮寄")
		r.Panels[len(r.Panels)-1].Drop([]string{scan})
		choose(t, r, "B 列入计划逐步解决")
		days := datesIn(r)
		days[0].SetText("6月8日")
		days[1].SetText("6月10日")
		r.Keep("copy-form")
		r.Panels[0].Save()
		onethread.Settle()
		var letter data.Reply
		sendings, files := 0, 0
		for _, x := range r.Memory.Saved() {
			switch x := x.(type) {
			case data.Reply:
				letter = x
			case data.Dispatch:
				sendings++
				if x.ReplyID != letter.ID || x.Date != screentest.June(10) || x.Method != "邮寄" {
					t.Errorf("sent %+v", x)
				}
			case data.Attachment:
				files++
			}
		}
		if letter.DocNumber != "红工信函〔2022〕8号" || letter.Class != "B" || letter.SignOff.Signed != screentest.June(8) || letter.Sent != screentest.June(10) || sendings != 2 || files != 1 {
			t.Fatalf("saved %+v", r.Memory.Saved())
		}
		s.Refresh()
		onethread.Settle()
		r.Keep("copy-recorded")
		if got := s.model.Standing.Stage; got != data.ToFeedback {
			t.Errorf("the stage is %s", got)
		}
		r.NoFailure()
	}, screentest.Out())
}

// The round a copy is of: the first, the one under way, or the next after a
// dissatisfied answer.
func TestWhichRoundACopyIsOf(t *testing.T) {
	c := screentest.Out()
	if r := copied(c, data.RulePack{}); r.Round != 1 || r.Occasion != data.FirstReply {
		t.Errorf("first %+v", r)
	}
	c.Replies = []data.Reply{{ID: 1, Round: 1, Class: "A", Sent: screentest.June(1)}}
	if r := copied(c, data.RulePack{}); r.ID != 1 {
		t.Errorf("known %+v", r)
	}
	c.Feedback = []data.Feedback{{ID: 1, Round: 1, ProposerID: 1, Received: screentest.June(5), Result: data.Dissatisfied}}
	if r := copied(c, data.RulePack{}); r.Round != 2 || r.Occasion != data.Reanswer {
		t.Errorf("again %+v", r)
	}
}

// A new proposal of a book that is handed out is answered by a unit: our part is
// offered, in the words of its body.
func TestNewProposalOfAHandedOutBook(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		books, err := r.Memory.Books(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		books[0].Direction, books[0].Meeting.Body = data.HandedOut, data.CPPCC
		r.Memory.Put(books, nil)
		NewProposal(r.Deps, r, data.Proposal{BookID: books[0].ID}, func(data.ID) {})
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "2022年 · 政协市六届一次会议 交出") {
			t.Errorf("the form shows %s", all)
		}
		var role data.Role
		screentest.Walk(r.Panels[0].Content, func(o fyne.CanvasObject) bool {
			if c, ok := o.(*ui.Choice[data.Role]); ok {
				role = c.Value()
			}
			return true
		})
		if role != data.Lead {
			t.Errorf("offers the part %q", role)
		}
		if got := roleOptions(data.CPPCC)[1].Label; got != "会办" {
			t.Errorf("assisting is called %s", got)
		}
		r.NoFailure()
	})
}
