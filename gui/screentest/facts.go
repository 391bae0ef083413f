package screentest

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/gui/screen"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// PressYes taps the last button of the panel opened last.
func PressYes(t *testing.T, r *Room) {
	t.Helper()
	buttons := r.Panels[len(r.Panels)-1].Buttons
	yes, ok := buttons[len(buttons)-1].(*ui.Button)
	if !ok {
		t.Fatal("the panel has no button")
	}
	test.Tap(yes)
}

// Out is a proposal of the district's CPPCC, handed out to 区工信局.
func Out() data.Case {
	c := Waiting(5, "005", data.NewDate(2022, 4, 1))
	c.Book.Direction, c.Book.HandedBy = data.HandedOut, "政协红塔区委员会"
	c.Book.Meeting.Body, c.Book.Meeting.Level, c.Book.Meeting.Place = data.CPPCC, data.District, "玉溪市红塔区"
	c.Proposal.Kind = data.CPPCCProposal
	return c
}

// EntryOf finds the field of a label in the panel opened last.
func EntryOf(t *testing.T, r *Room, placeholder string) *ui.Entry {
	t.Helper()
	var found *ui.Entry
	Walk(r.Panels[len(r.Panels)-1].Content, func(o fyne.CanvasObject) bool {
		switch w := o.(type) {
		case *ui.Entry:
			if w.PlaceHolder == placeholder {
				found = w
			}
		case *ui.Combo:
			if w.PlaceHolder == placeholder {
				found = &w.Entry
			}
		case *ui.DateEntry:
			if w.PlaceHolder == placeholder && found == nil {
				found = &w.Entry
			}
		}
		return true
	})
	if found == nil {
		t.Fatalf("no field shows %q", placeholder)
	}
	return found
}

// ShownIn are the texts of the panel opened last.
func ShownIn(r *Room) string {
	return strings.Join(Texts(r.Panels[len(r.Panels)-1].Content), "\n")
}

// Helped is a proposal whose helper owes an opinion and was reminded.
func Helped() data.Case {
	c := Waiting(5, "9", data.NewDate(2022, 4, 20))
	co := c.Assignments[0]
	co.ID, co.Part, co.Unit, co.Assigned = 102, data.CoUnit, data.Unit{ID: 2, Name: "区财政局", FullName: "玉溪市红塔区财政局", Former: []data.FormerName{{Name: "区财税局", Until: data.NewDate(2022, 5, 1)}}}, data.NewDate(2022, 4, 22)
	c.Assignments = append(c.Assignments, co)
	c.Supervisions = []data.Supervision{{ID: 70, ProposalID: 5, Unit: co.Unit, Kind: data.Remind, Date: data.NewDate(2022, 5, 18)}}
	return c
}

// RulesOfStory are the rules that a story's registry has.
func RulesOfStory(t *testing.T) data.RuleYears {
	t.Helper()
	memory, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := memory.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// PrintShop is a system with printers that keeps what it is given.
type PrintShop struct {
	Printers []print.Printer
	Err      error // of listing
	Jobs     []print.Job
	Papers   [][]page.Document
}

// Serve makes d print into the shop.
func (s *PrintShop) Serve(d *screen.Deps) {
	d.Printing = screen.Printing{
		Printers: func(context.Context) ([]print.Printer, error) { return s.Printers, s.Err },
		Print: func(_ context.Context, papers []page.Document, job print.Job, tell print.Progress) error {
			s.Jobs, s.Papers = append(s.Jobs, job), append(s.Papers, papers)
			tell(1, 1)
			return nil
		},
	}
}

// TwoPrinters is a shop with two printers, the second the usual one.
func TwoPrinters() *PrintShop {
	return &PrintShop{Printers: []print.Printer{{Name: "走廊"}, {Name: "办公室", Default: true}}}
}

// Promised is a B reply with a promise of its own and one kept.
func Promised() data.Case {
	c := story.Lead()
	c.Replies[0].Class = "B"
	c.Replies[0].Planned = "计划于2023年6月底前完成二期管网改造。"
	c.Commitments = []data.Commitment{
		{ID: 71, ProposalID: c.Proposal.ID, ReplyID: c.Replies[0].ID, Text: "年底前完成一期", Due: June(30)},
		{ID: 72, ProposalID: c.Proposal.ID, ReplyID: c.Replies[0].ID, Text: "上半年完成立项", Due: June(1)},
	}
	return c
}

// DraftOfPromises is a letter with promises that was not sent.
func DraftOfPromises() data.Case {
	draft := Promised()
	draft.Replies[0].Sent, draft.Feedback = data.Date{}, nil
	return draft
}

// TapPanel taps a button of the panel that is open.
func TapPanel(t *testing.T, r *Room, word string) {
	t.Helper()
	p := r.Panels[len(r.Panels)-1]
	for _, o := range append([]fyne.CanvasObject{p.Content, p.Left}, p.Buttons...) {
		found := false
		Walk(o, func(o fyne.CanvasObject) bool {
			if !found && Contains(Texts(o), word) {
				if b, ok := o.(fyne.Tappable); ok {
					found = true
					test.Tap(b)
				}
			}
			return !found
		})
		if found {
			onethread.Settle()
			return
		}
	}
	t.Fatalf("the panel has nothing to tap that says %q", word)
}

func Contains(all []string, word string) bool {
	return strings.Contains(strings.Join(all, "\x00"), word)
}

// Words are all characters of a document, in painting order.
func Words(doc page.Document) string {
	var b strings.Builder
	for _, pg := range doc.Pages {
		for _, m := range pg.Marks {
			if g, ok := m.(page.Glyphs); ok {
				b.WriteString(g.Text)
			}
		}
	}
	return b.String()
}

// OfBook is the lead proposal as one of another book, handed over on 8 March
// and answered on 8 June of the book's year.
func OfBook(id data.ID, b data.Book) data.Case {
	c := story.Lead()
	c.Book = b
	c.Proposal.ID, c.Proposal.BookID = id, b.ID
	c.Proposal.HandedOver = data.NewDate(b.Meeting.Year, 3, 8)
	c.Replies[0].ID, c.Replies[0].ProposalID, c.Replies[0].Sent = id, id, data.NewDate(b.Meeting.Year, 6, 8)
	return c
}

func BookIn(id data.ID, year int, body data.Body) data.Book {
	b := story.Book()
	b.ID, b.Meeting.Year, b.Meeting.Body = id, year, body
	return b
}

// WithOlderPromises is a proposal of the year before with two promises, one of
// them kept in 2022.
func WithOlderPromises() data.Case {
	older := OfBook(912, BookIn(98, 2021, data.Congress))
	older.Commitments = []data.Commitment{
		{ID: 1, ReplyID: 912, Text: "修路", Due: data.NewDate(2022, 5, 1), Kept: data.NewDate(2022, 4, 1)},
		{ID: 2, ReplyID: 912, Text: "装灯", Due: data.NewDate(2021, 9, 1), Kept: data.NewDate(2021, 8, 1)},
	}
	return older
}

// June is a day of June 2022.
func June(d int) data.Date { return data.NewDate(2022, time.June, d) }

// Waiting is a lead proposal handed over on a day, assigned and accepted.
func Waiting(id data.ID, number string, handed data.Date) data.Case {
	c := story.Lead()
	c.Proposal.ID, c.Proposal.Number, c.Proposal.HandedOver = id, number, handed
	c.Proposal.Proposers[0].Phone = "13900000000"
	c.Assignments[0].Assigned, c.Assignments[0].Accepted = handed.AddDays(1), handed.AddDays(2)
	c.Assignments[0].Contact, c.Assignments[0].ProposalID = "马某", id
	c.Replies, c.Disclosure = nil, data.Disclosure{}
	return c
}
