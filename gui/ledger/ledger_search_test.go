package ledger

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// otherYears is a window that can show another year.
type otherYears struct {
	*screentest.Room
	shown int
}

func (y *otherYears) ShowYear(year int) { y.shown = year }

// What stands in a text only is found; the place is named, the words are marked
// in title and text, the best come first until a heading is tapped.
func TestTheLedgerShowsWhatASearchFinds(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		s.Filter("管网")
		onethread.Settle()
		if got := numbersOf(s); got != "17" {
			t.Fatalf("finds %s", got)
		}
		columns := ledgerColumns(s.hit)
		i := slices.IndexFunc(columns, func(c ui.Column[*data.LedgerRow]) bool { return c.ID == "title" })
		cell := columns[i].Cell(s.table.Rows()[0])
		if len(cell.Marks) != 1 || cell.Text[cell.Marks[0][0]:cell.Marks[0][1]] != "管网" {
			t.Errorf("the title %q is marked at %v", cell.Text, cell.Marks)
		}
		s.Filter("雨季")
		onethread.Settle()
		if got := numbersOf(s); got != "17 12" {
			t.Errorf("雨季 is found in %s", got)
		}
		s.table.Choose(1)
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.detail.Root()), ""); !strings.Contains(all, "建议内容：") || !strings.Contains(all, "之前要清淤") {
			t.Errorf("the page says %q", all)
		}
		r.Keep("ledger-search")
		h, ok := s.hit(s.Shown()[0].ID)
		found := foundCell(h, ok)
		if !strings.HasPrefix(found.Text, "建议内容：") || len(found.Marks) != 1 || found.Text[found.Marks[0][0]:found.Marks[0][1]] != "雨季" {
			t.Errorf("the place is %+v", found)
		}
		s.table.Heading("number")
		if got := numbersOf(s); got != "12 17" {
			t.Errorf("sorted by number: %s", got)
		}
		s.Filter("")
		if got := numbersOf(s); got != "12 17 21" {
			t.Errorf("without words: %s", got)
		}
		r.NoFailure()
	}, withText(story.Lead(), "雨季内涝，雨季之前要清淤。"), withText(story.Draft(), "入雨季以来，管道不通。"), story.Assist())
}

func withText(c data.Case, text string) data.Case {
	c.Proposal.Text = text
	return c
}

// A search that finds nothing says where it looked, and leads to the years that
// have it.
func TestALedgerWithoutHitsOffersOtherYears(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		y := &otherYears{Room: r}
		s := NewLedgerScreen(r.Deps, y)
		t.Cleanup(s.Close)
		r.Enter(s)
		r.ShownYear = 2021
		s.Refresh()
		onethread.Settle()
		s.model.Rows = []*data.LedgerRow{{ID: 999, Number: "1"}} // the year has others
		s.Filter("管网")
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.empty), ""); !strings.Contains(all, "2021年没有“管网”") || !strings.Contains(all, "2022年1件") {
			t.Errorf("no row shows %q", all)
		}
		screentest.TapText(t, s.empty, "看2022年")
		if y.shown != 2022 {
			t.Errorf("shows %d", y.shown)
		}
	}, story.Lead(), story.Draft(), story.Assist())
}

// Where this year has some, what other years have is told below the table when no
// further key comes, and goes with the search.
func TestALedgerWithHitsNamesOtherYears(t *testing.T) {
	earlier := story.Assist()
	earlier.Book.Meeting.Year, earlier.Proposal.Title = 2021, "关于管网改造的建议"
	earlier.Book.ID, earlier.Book.Meeting.Session, earlier.Proposal.BookID = 77, 5, 77
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		y := &otherYears{Room: r, shown: -1}
		s := NewLedgerScreen(r.Deps, y)
		t.Cleanup(s.Close)
		r.Enter(s)
		said := func() string {
			if !s.foot.Visible() {
				return ""
			}
			return strings.Join(screentest.Texts(s.foot), " ")
		}
		s.Filter("管网")
		onethread.Settle()
		if said() != "" {
			t.Errorf("told on the path of a key: %q", said())
		}
		time.Sleep(2 * stillTyping)
		onethread.Settle()
		if said() != "其他年度还有 1件： 2021年 1件 全部年份一起看" {
			t.Fatalf("tells %q", said())
		}
		r.Keep("ledger-elsewhere")
		screentest.TapText(t, s.foot, "2021年 1件")
		if y.shown != 2021 {
			t.Errorf("shows %d", y.shown)
		}
		screentest.TapText(t, s.foot, "全部年份一起看")
		if y.shown != 0 {
			t.Errorf("shows %d", y.shown)
		}
		s.Filter("管")
		s.Filter("雨季 光伏") // before the first was counted
		onethread.Settle()
		time.Sleep(2 * stillTyping)
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.empty), ""); !strings.Contains(all, "2022年没有同时有“雨季”、“光伏”的") || !strings.Contains(all, "“雨季”有1件，“光伏”没有") || said() != "" {
			t.Errorf("no row shows %q, the foot %q", all, said())
		}
		r.Keep("ledger-apart")
		s.Filter("")
		time.Sleep(2 * stillTyping)
		onethread.Settle()
		if said() != "" {
			t.Errorf("without words: %q", said())
		}
		r.NoFailure()
	}, withText(story.Lead(), "雨季内涝。"), story.Draft(), earlier)
}
