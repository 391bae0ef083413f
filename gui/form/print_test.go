package form

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// shownForm finds the facts as AskPrint does and opens the panel.
func shownForm(t *testing.T, r *screentest.Room, doc page.Document, head bool) *printForm {
	t.Helper()
	ask := PrintAsk{Name: "第12号答复", Head: head, Instead: func() {}, Papers: func(context.Context) ([]page.Document, error) { return []page.Document{doc}, nil }}
	m, err := findPrint(context.Background(), r.Deps, ask)
	if err != nil || m.none != nil {
		t.Fatalf("%v, %v", err, m.none)
	}
	f := newPrintForm(r.Deps, r, ask, m)
	f.open()
	onethread.Settle()
	return f
}

func letterDoc(t *testing.T, r *screentest.Room) page.Document {
	t.Helper()
	c := story.Lead()
	settings, err := r.Memory.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := export.Reply(c, c.Replies[len(c.Replies)-1], settings, screentest.RulesOfStory(t).Of(c), r.Deps.Fonts)
	return doc
}

func reds(docs []page.Document) (n int) {
	for _, m := range docs[0].Pages[0].Marks {
		switch m := m.(type) {
		case page.Glyphs:
			if m.Color == page.Red {
				n++
			}
		case page.Rule:
			if m.Color == page.Red {
				n++
			}
		}
	}
	return n
}

func TestChoicesOfPrinting(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		shop := screentest.TwoPrinters()
		shop.Serve(&r.Deps)
		r.Deps.Prefs = fyne.CurrentApp().Preferences()
		doc := letterDoc(t, r)
		f := shownForm(t, r, doc, true)
		f.printer.Choose("走廊")
		f.duplex.Choose(print.LongEdge)
		f.copies.SetText("３")
		f.pages.SetText("1")
		f.onPrint()
		onethread.Settle()
		want := print.Job{Printer: "走廊", Copies: 3, Pages: "1", Duplex: print.LongEdge, Title: "第12号答复"}
		if len(shop.Jobs) != 1 || shop.Jobs[0] != want {
			t.Fatalf("jobs %+v", shop.Jobs)
		}
		if reds(shop.Papers[0]) != 5 {
			t.Errorf("%d red marks on white paper, want 5", reds(shop.Papers[0]))
		}
		// The next panel begins with the same printer and sides, and one copy of all.
		f = shownForm(t, r, doc, true)
		if f.printer.Value() != "走廊" || f.duplex.Value() != print.LongEdge || f.copies.Text != "1" || f.pages.Text != "" {
			t.Errorf("%s, %s, %s copies of %q", f.printer.Value(), f.duplex.Value(), f.copies.Text, f.pages.Text)
		}
		if len(r.Memory.Saved()) != 0 {
			t.Errorf("saved %v", r.Memory.Saved())
		}
	}, story.Lead())
}

// On pre-printed sheets the head stays away and the text moves; the office's
// choice is kept.
func TestPrintOnPreprintedSheets(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		shop := screentest.TwoPrinters()
		shop.Serve(&r.Deps)
		doc := letterDoc(t, r)
		f := shownForm(t, r, doc, true)
		if slices.Contains(screentest.Texts(f.form.Root()), "右移") {
			t.Error("white paper asks by how much to move")
		}
		f.sheet.Choose(true)
		f.right.SetText("1.5")
		f.down.SetText("－2")
		r.Keep("print-preprinted")
		f.onPrint()
		onethread.Settle()
		if len(shop.Papers) != 1 || reds(shop.Papers[0]) != 0 {
			t.Fatal("the head is printed again")
		}
		want := print.Preprinted(doc, print.Shift{X: 1.5, Y: -2})
		if page.Dump(shop.Papers[0][0]) != page.Dump(want) {
			t.Error("the text is not moved by 1.5 and -2 mm")
		}
		saved := r.Memory.Saved()
		if len(saved) != 1 {
			t.Fatalf("saved %v", saved)
		}
		if s, ok := saved[0].(data.Settings); !ok || !s.Preprinted || s.PreprintX != 1.5 || s.PreprintY != -2 {
			t.Errorf("saved %+v", saved[0])
		}
		f = shownForm(t, r, doc, true)
		if !f.sheet.Value() || f.right.Text != "1.5" || f.down.Text != "-2" {
			t.Errorf("begins again with %v, %q, %q", f.sheet.Value(), f.right.Text, f.down.Text)
		}
		// A summary has no head: it is printed as it is.
		shownForm(t, r, doc, false).onPrint()
		onethread.Settle()
		if reds(shop.Papers[1]) != 5 {
			t.Error("what bears no head was printed without it")
		}
	}, story.Lead())
}

func TestReadOnlyRegistryPrints(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		shop := screentest.TwoPrinters()
		shop.Serve(&r.Deps)
		r.Memory.ReadOnlyReason = "另一个程序正在使用"
		f := shownForm(t, r, letterDoc(t, r), true)
		f.sheet.Choose(true)
		f.onPrint()
		onethread.Settle()
		if len(shop.Jobs) != 1 || reds(shop.Papers[0]) != 0 || len(r.Memory.Saved()) != 0 {
			t.Errorf("%d jobs, saved %v", len(shop.Jobs), r.Memory.Saved())
		}
		r.NoFailure()
	}, story.Lead())
}

func TestWrongWishesStayInThePanel(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		shop := screentest.TwoPrinters()
		shop.Printers[1].Default = false
		shop.Serve(&r.Deps)
		f := shownForm(t, r, letterDoc(t, r), true)
		f.sheet.Choose(true)
		for e, text := range map[interface{ SetText(string) }]string{f.copies: "两", f.pages: "3-1", f.right: "99", f.down: "x"} {
			e.SetText(text)
		}
		f.onPrint()
		onethread.Settle()
		for row, says := range map[string]string{"打印机": "还没有选择", "份数": "不是数字", "页码": "看不懂", "右移": "太多", "下移": "不是数字"} {
			if got := f.form.Row(row).Error(); !strings.Contains(got, says) {
				t.Errorf("%s says %q, want %s", row, got, says)
			}
		}
		if len(shop.Jobs) != 0 {
			t.Error("printed")
		}
	}, story.Lead())
}
