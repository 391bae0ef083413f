package manual

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data/manual"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	ui "jianban/gui/widget"
)

// opened is the panel at a page, with what the window was asked.
func opened(t *testing.T, id string, f func(r *screentest.Room, b *book)) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		b := newBook(r.Deps, r.Host, Pages([]manual.Block{{Kind: manual.Keys, Mark: "F9", Text: "打开答复或协办意见"}}), id)
		r.Win.SetContent(b.panel.Content)
		r.Win.Resize(fyne.NewSize(1100, 600))
		onethread.Settle()
		f(r, b)
	})
}

// typeInto types anew what is searched for.
func typeInto(e *ui.Entry, text string) {
	e.SetText("")
	for _, r := range text {
		e.TypedRune(r)
	}
}

func said(b *book) string { return strings.Join(screentest.Texts(b.sheet.root), "\n") }

func TestThePageAskedForIsShown(t *testing.T) {
	opened(t, Letters, func(r *screentest.Room, b *book) {
		if s := said(b); !strings.Contains(s, "写答复与协办意见") || !strings.Contains(s, "取号") {
			t.Errorf("shown: %s", s)
		}
		if row, ok := b.table.Selected(); !ok || row.page.ID != Letters {
			t.Error("the contents do not choose the page")
		}
		r.Keep("manual-letters")
		b.table.SelectKey(0)
		b.table.OnSelect(b.table.Rows()[0])
		if s := said(b); !strings.Contains(s, "第一天") {
			t.Errorf("shown: %s", s)
		}
		r.Keep("manual-first-day")
	})
}

// Every block has room of its own: none lies over the next, none is wider than the page.
func TestBlocksStandBelowEachOther(t *testing.T) {
	opened(t, FirstDay, func(r *screentest.Room, b *book) {
		for _, width := range []float32{1100, 700, 1300} {
			r.Win.Resize(fyne.NewSize(width, 600))
			onethread.Settle()
			for i, o := range b.sheet.column.Objects {
				if o.Size().Height < o.MinSize().Height-0.1 || o.Size().Width > width-258 {
					t.Errorf("at %v block %d is %v, needs %v", width, i, o.Size(), o.MinSize())
				}
				if i > 0 {
					if before := b.sheet.column.Objects[i-1]; before.Position().Y+before.Size().Height > o.Position().Y {
						t.Errorf("at %v block %d lies over the one before", width, i)
					}
				}
			}
			if last := b.sheet.column.Objects[len(b.sheet.column.Objects)-1]; last.Position().Y+last.Size().Height > b.sheet.scroll.Content.Size().Height {
				t.Errorf("at %v the end cannot be scrolled to", width)
			}
		}
	})
}

func TestSearchOverAllPages(t *testing.T) {
	opened(t, FirstDay, func(r *screentest.Room, b *book) {
		typeInto(b.search, "小标宋 字体")
		if rows := b.table.Rows(); len(rows) != 1 || rows[0].page.Title != "打印与字体" || len(rows[0].hits) == 0 {
			t.Fatalf("found %d pages", len(rows))
		}
		if s := said(b); !strings.Contains(s, "打印与字体") {
			t.Errorf("shown: %s", s)
		}
		r.Keep("manual-search")
		typeInto(b.search, "f9")
		found := false
		for _, row := range b.table.Rows() {
			found = found || row.page.ID == Keys
		}
		if !found {
			t.Error("a shortcut is not found")
		}
		typeInto(b.search, "没有这种说法")
		if len(b.table.Rows()) != 0 || !strings.Contains(strings.Join(screentest.Texts(b.none), ""), "没有找到") {
			t.Error("nothing found, and nothing said")
		}
	})
}

// The manual leaves the program as a PDF of all its pages.
func TestManualIsWritten(t *testing.T) {
	opened(t, FirstDay, func(r *screentest.Room, b *book) {
		b.onExport()
		onethread.Settle()
		r.NoFailure()
		if len(r.Papers.Written) != 1 || len(r.Papers.Written[0].Bookmarks) != len(b.pages) || len(r.Opened) != 1 {
			t.Errorf("written %d, opened %v", len(r.Papers.Written), r.Opened)
		}
	})
}

// Everything is reached without a mouse: the contents, the search, the buttons.
func TestPanelHasTheKeyboard(t *testing.T) {
	opened(t, FirstDay, func(_ *screentest.Room, b *book) {
		if b.panel.First == nil || b.panel.First != b.table.Keyboard() || b.search.OnDown == nil {
			t.Error("the keyboard is not in the contents")
		}
		passed := 0
		b.sheet.keys.pass = func(*fyne.KeyEvent) { passed++ }
		at := func(key fyne.KeyName) float32 {
			b.sheet.keys.TypedKey(&fyne.KeyEvent{Name: key})
			return b.sheet.scroll.Offset.Y
		}
		down, page, end := at(fyne.KeyDown), at(fyne.KeyPageDown), at(fyne.KeyEnd)
		if down != step || page <= down+300 || end <= page || at(fyne.KeyDown) != end || at(fyne.KeyHome) != 0 || at(fyne.KeyUp) != 0 {
			t.Errorf("scrolled to %v, %v, %v", down, page, end)
		}
		if at(fyne.KeyEscape); passed != 1 {
			t.Error("Esc is kept from the window")
		}
		var words []string
		for _, o := range b.panel.Buttons {
			words = append(words, o.(*ui.Button).Text)
		}
		if got := strings.Join(words, " "); got != "打印 存为 PDF  关闭" {
			t.Errorf("buttons: %s", got)
		}
	})
}
