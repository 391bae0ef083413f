package ledger

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func openLedger(t *testing.T, r *screentest.Room) *LedgerScreen {
	t.Helper()
	s := NewLedgerScreen(r.Deps, r)
	t.Cleanup(s.Close)
	r.Enter(s)
	return s
}

func numbersOf(s *LedgerScreen) string {
	var out []string
	for _, r := range s.table.Rows() {
		out = append(out, r.Number)
	}
	return strings.Join(out, " ")
}

func TestLedgerFiltersByEveryChoice(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		if got := numbersOf(s); got != "12 17 21" {
			t.Fatalf("shows %s", got)
		}
		s.roles.Choose("协办")
		if got := numbersOf(s); got != "21" {
			t.Errorf("协办 shows %s", got)
		}
		if n := len(s.roles.Options); n != 3 {
			t.Errorf("after choosing, %d choices of role are left", n)
		}
		s.roles.Choose("")
		s.lights.Choose(string(data.LightRed))
		if got := numbersOf(s); got != "17 21" {
			t.Errorf("已逾期 shows %s", got)
		}
		s.lights.Choose("")
		s.stages.Choose(string(data.ToFeedback))
		if got := numbersOf(s); got != "12" {
			t.Errorf("待反馈 shows %s", got)
		}
		if s.count.Text != "1 件，共 3 件" {
			t.Errorf("counts %q", s.count.Text)
		}
		s.Filter("没有这样的字")
		if all := strings.Join(screentest.Texts(s.empty), ""); !strings.Contains(all, "没有“没有这样的字”") || !strings.Contains(all, "附件") {
			t.Errorf("no row shows %q", all)
		}
		screentest.TapText(t, s.empty, "清除条件")
		if got := numbersOf(s); got != "12 17 21" {
			t.Errorf("cleared shows %s", got)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft(), story.Assist())
}

func TestLedgerSortsByHeading(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		s.table.Heading("number")
		if got := numbersOf(s); got != "21 17 12" {
			t.Errorf("number again shows %s", got)
		}
		s.table.Heading("title")
		if got := numbersOf(s); got != "12 17 21" { // 推 tuī, 完 wán, 小 xiǎo
			t.Errorf("title shows %s", got)
		}
	}, story.Lead(), story.Draft(), story.Assist())
}

func TestLedgerRowOpensDetail(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		if s.detail.Root().Visible() {
			t.Error("the pane is open before a row is chosen")
		}
		test.TapCanvas(r.Win.Canvas(), fyne.NewPos(300, 52+32+35+17)) // the second row
		onethread.Settle()
		if got, ok := s.table.Selected(); !ok || got.Number != "17" {
			t.Fatalf("chosen %+v", got)
		}
		if !s.detail.Root().Visible() || !slices.Contains(screentest.Texts(s.detail.Root()), "关于完善中心城区截污管网的建议") {
			t.Errorf("the pane shows %q", screentest.Texts(s.detail.Root()))
		}
		list := r.Win.Canvas().Focused()
		if list == nil {
			t.Fatal("the table has not the keyboard")
		}
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		onethread.Settle()
		if s.detail.ID() != 21 {
			t.Errorf("down shows %d", s.detail.ID())
		}
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if len(r.Cases) != 1 || r.Cases[0] != 21 {
			t.Errorf("Enter opens %v", r.Cases)
		}
		r.Keep("ledger-detail")
		if !s.Escape() || s.detail.Root().Visible() {
			t.Error("Esc leaves the pane open")
		}
		r.NoFailure()
	}, story.Lead(), story.Draft(), story.Assist())
}

func TestLedgerShowsOnlyAList(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		s.Only("A类", []data.ID{12, 21})
		onethread.Settle()
		if got := numbersOf(s); got != "12 21" || s.only.Text != "A类（2）" {
			t.Errorf("shows %s under %q", got, s.only.Text)
		}
		test.Tap(s.only)
		onethread.Settle()
		if got := numbersOf(s); got != "12 17 21" {
			t.Errorf("all again shows %s", got)
		}
		s.Only("刚导入的", []data.ID{998, 999}) // taken back since
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.Root()), "\n"); !strings.Contains(all, "“刚导入的”已不在台账里") {
			t.Errorf("of a list that is gone it says\n%s", all)
		}
		screentest.TapText(t, s.Root(), "看全部")
		onethread.Settle()
		if got := numbersOf(s); got != "12 17 21" {
			t.Errorf("all after that shows %s", got)
		}
	}, story.Lead(), story.Draft(), story.Assist())
}

func TestLedgerOfThousands(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		s.Filter("第4000项")
		if got := numbersOf(s); got != "4000" {
			t.Errorf("finds %s", got)
		}
		s.Filter("")
		s.table.Heading("number")
		if got := s.table.Rows()[0].Number; got != "5000" {
			t.Errorf("sorted down starts with %s", got)
		}
		r.Keep("ledger-many")
	}, story.Many(5000)...)
}

func TestLedgerTellsAnError(t *testing.T) {
	screentest.InStory(t, story.Story{Cases: func() []data.Case { return nil }, Fail: true}, func(t *testing.T, r *screentest.Room) {
		openLedger(t, r)
		if len(r.Failed) != 1 {
			t.Errorf("told %v", r.Failed)
		}
	})
}

// An empty ledger offers the import first, and the bar always; where the program
// cannot import neither does.
func TestLedgerOffersTheImport(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		if all := strings.Join(screentest.Texts(s.Root()), " "); strings.Contains(all, "导入") {
			t.Errorf("shows %s", all)
		}
		r.Deps.Imports = struct{ screen.Imports }{}
		s = openLedger(t, r)
		r.Keep("ledger-empty")
		screentest.TapText(t, s.empty, "导入台账")
		screentest.TapText(t, s.bar, "导入")
		screentest.Walk(r.Win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) bool {
			item, ok := o.(fyne.Tappable)
			if ok = ok && slices.Equal(screentest.Texts(o), []string{"建议、答复的原件（文件夹）…"}); ok {
				test.Tap(item)
			}
			return !ok
		})
		if got := strings.Join(r.Imported, ","); got != "proposals ,documents " {
			t.Errorf("opened %s", got)
		}
	})
}

// Where numbers of several books stand together, each has its book beside it.
func TestTheBookStandsBesideNumbersOfSeveralBooks(t *testing.T) {
	other := screentest.OfBook(912, screentest.BookIn(97, 2022, data.CPPCC))
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		r.Enter(s)
		for _, book := range []data.ID{0, 1} {
			r.ShownBook = book
			s.Refresh()
			onethread.Settle()
			all := strings.Join(screentest.Texts(s.Root()), " ")
			if shown := strings.Contains(all, "市人大六届一次"); shown != (book == 0) || strings.Contains(all, "市政协六届一次") != (book == 0) {
				t.Errorf("of book %d: %s", book, all)
			}
		}
	}, story.Lead(), other)
}
