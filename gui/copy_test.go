package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	ui "jianban/gui/widget"
)

// out is a proposal of the district's CPPCC, handed out to 区工信局.
func out() data.Case {
	c := waiting(5, "005", data.NewDate(2022, 4, 1))
	c.Book.Direction, c.Book.HandedBy = data.HandedOut, "政协红塔区委员会"
	c.Book.Meeting.Body, c.Book.Meeting.Level, c.Book.Meeting.Place = data.CPPCC, data.District, "玉溪市红塔区"
	c.Proposal.Kind = data.CPPCCProposal
	return c
}

// The copy of a unit's letter is recorded in one form: letter, sendings to all
// proposers, scan; then the feedback is waited for.
func TestTheCopyOfAUnitsLetter(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := openCase(t, r, 5, TabReply)
		if all := strings.Join(texts(s.Root()), ""); !strings.Contains(all, "区工信局还没有答复") || !strings.Contains(all, "收到会办意见") {
			t.Errorf("shows %s", all)
		}
		r.keep("copy-none")
		tapText(t, s.Root(), "收到副本")
		r.panels[0].Save()
		if all := shownIn(r); strings.Count(all, "没有填写") != 4 {
			t.Errorf("an empty form shows %s", all)
		}
		scan := filepath.Join(t.TempDir(), "答复.pdf")
		if err := os.WriteFile(scan, []byte("%PDF"), 0o600); err != nil {
			t.Fatal(err)
		}
		f := func(placeholder, text string) { entryOf(t, r, placeholder).SetText(text) }
		f("单位的文号", "红工信函〔2022〕8号")
		f("单位主要领导", "杨某")
		f("如 当面送达、邮寄", "邮寄")
		f("可以以后在“附件”里放入", scan)
		choose(t, r, "B 列入计划逐步解决")
		days := datesIn(r)
		days[0].SetText("6月8日")
		days[1].SetText("6月10日")
		r.keep("copy-form")
		r.panels[0].Save()
		settle()
		var letter data.Reply
		sendings, files := 0, 0
		for _, x := range r.memory.Saved() {
			switch x := x.(type) {
			case data.Reply:
				letter = x
			case data.Dispatch:
				sendings++
				if x.ReplyID != letter.ID || x.Date != june(10) || x.Method != "邮寄" {
					t.Errorf("sent %+v", x)
				}
			case data.Attachment:
				files++
			}
		}
		if letter.DocNumber != "红工信函〔2022〕8号" || letter.Class != "B" || letter.SignOff.Signed != june(8) || letter.Sent != june(10) || sendings != 2 || files != 1 {
			t.Fatalf("saved %+v", r.memory.Saved())
		}
		s.Refresh()
		settle()
		r.keep("copy-recorded")
		if got := s.model.Standing.Stage; got != data.ToFeedback {
			t.Errorf("the stage is %s", got)
		}
		r.noFailure()
	}, out())
}

// The round a copy is of: the first, the one under way, or the next after a
// dissatisfied answer.
func TestWhichRoundACopyIsOf(t *testing.T) {
	c := out()
	if r := copied(c, data.RulePack{}); r.Round != 1 || r.Occasion != data.FirstReply {
		t.Errorf("first %+v", r)
	}
	c.Replies = []data.Reply{{ID: 1, Round: 1, Class: "A", Sent: june(1)}}
	if r := copied(c, data.RulePack{}); r.ID != 1 {
		t.Errorf("known %+v", r)
	}
	c.Feedback = []data.Feedback{{ID: 1, Round: 1, ProposerID: 1, Received: june(5), Result: data.Dissatisfied}}
	if r := copied(c, data.RulePack{}); r.Round != 2 || r.Occasion != data.Reanswer {
		t.Errorf("again %+v", r)
	}
}

// A unit that has yet to send its letter keeps the line out of our own work.
func TestHandedOutLettersWaitForTheUnit(t *testing.T) {
	c := out()
	s := data.Standing{Stage: data.ToSend}
	if got := timeGroup(c, s); got != groupOthers {
		t.Errorf("handed out stands in group %d", got)
	}
	c.Book.Direction = data.HandedDown
	if got := timeGroup(c, s); got != groupOurs {
		t.Errorf("handed down stands in group %d", got)
	}
}

// A new proposal of a book that is handed out is answered by a unit: our part is
// offered, in the words of its body.
func TestNewProposalOfAHandedOutBook(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		books, err := r.memory.Books(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		books[0].Direction, books[0].Meeting.Body = data.HandedOut, data.CPPCC
		r.memory.Put(books, nil)
		newProposal(r.deps, r, data.Proposal{BookID: books[0].ID}, func(data.ID) {})
		settle()
		if all := shownIn(r); !strings.Contains(all, "2022年 · 政协市六届一次会议 交出") {
			t.Errorf("the form shows %s", all)
		}
		var role data.Role
		walk(r.panels[0].Content, func(o fyne.CanvasObject) bool {
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
		r.noFailure()
	})
}
