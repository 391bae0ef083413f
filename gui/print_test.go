package gui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jianban/data"
	"jianban/export"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/gui/storybook/story"
)

// printShop is a system with printers that keeps what it is given.
type printShop struct {
	printers []print.Printer
	err      error // of listing
	jobs     []print.Job
	papers   [][]page.Document
}

func (s *printShop) serve(d *Deps) {
	d.Printing = Printing{
		Printers: func(context.Context) ([]print.Printer, error) { return s.printers, s.err },
		Print: func(_ context.Context, papers []page.Document, job print.Job, tell print.Progress) error {
			s.jobs, s.papers = append(s.jobs, job), append(s.papers, papers)
			tell(1, 1)
			return nil
		},
	}
}

func twoPrinters() *printShop {
	return &printShop{printers: []print.Printer{{Name: "走廊"}, {Name: "办公室", Default: true}}}
}

// shownForm finds the facts as askPrint does and opens the panel.
func shownForm(t *testing.T, r *paperRoom, doc page.Document, head bool) *printForm {
	t.Helper()
	ask := printAsk{name: "第12号答复", head: head, instead: func() {}, papers: func() ([]page.Document, error) { return []page.Document{doc}, nil }}
	m, err := findPrint(context.Background(), r.deps, ask)
	if err != nil || m.none != nil {
		t.Fatalf("%v, %v", err, m.none)
	}
	f := newPrintForm(r.deps, r, ask, m)
	f.open()
	settle()
	return f
}

func letterDoc(t *testing.T, r *paperRoom) page.Document {
	t.Helper()
	c := story.Lead()
	settings, err := r.memory.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := export.Reply(c, c.Replies[len(c.Replies)-1], settings, rulesOfStory(t).In(2022), r.deps.Fonts)
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

// The button beside the pages prints the letter as they show it, on the
// system's printer, one copy of every page.
func TestPrintALetter(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		shop := twoPrinters()
		shop.serve(&r.deps)
		s := openReply(t, r, 12, 0)
		tapText(t, s.Root(), "打印")
		if len(r.panels) != 1 || r.panels[0].Title != "打印第12号答复" {
			t.Fatalf("%d panels", len(r.panels))
		}
		top := r.win.Canvas().Overlays().Top()
		checkChinese(t, "print panel", top)
		if all := strings.Join(texts(top), "\n"); !strings.Contains(all, "代用字体：") || !strings.Contains(all, "办公室（系统默认）") {
			t.Errorf("the panel says %q", all)
		}
		r.keep("print")
		tapText(t, top, "打印")
		want := print.Job{Printer: "办公室", Copies: 1, Duplex: print.OneSided, Title: "第12号答复"}
		if len(shop.jobs) != 1 || shop.jobs[0] != want {
			t.Fatalf("jobs %+v", shop.jobs)
		}
		if got := page.Dump(shop.papers[0][0]); got != page.Dump(s.pages.Document()) {
			t.Error("what is printed is not what the pages show")
		}
		if !slices.Contains(r.said, "第12号答复已送到打印机“办公室”") {
			t.Errorf("said %v", r.said)
		}
		r.noFailure()
	}, story.Lead())
}

func TestChoicesOfPrinting(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		shop := twoPrinters()
		shop.serve(&r.deps)
		r.deps.Prefs = fyne.CurrentApp().Preferences()
		doc := letterDoc(t, r)
		f := shownForm(t, r, doc, true)
		f.printer.Choose("走廊")
		f.duplex.Choose(print.LongEdge)
		f.copies.SetText("３")
		f.pages.SetText("1")
		f.onPrint()
		settle()
		want := print.Job{Printer: "走廊", Copies: 3, Pages: "1", Duplex: print.LongEdge, Title: "第12号答复"}
		if len(shop.jobs) != 1 || shop.jobs[0] != want {
			t.Fatalf("jobs %+v", shop.jobs)
		}
		if reds(shop.papers[0]) != 5 {
			t.Errorf("%d red marks on white paper, want 5", reds(shop.papers[0]))
		}
		// The next panel begins with the same printer and sides, and one copy of all.
		f = shownForm(t, r, doc, true)
		if f.printer.Value() != "走廊" || f.duplex.Value() != print.LongEdge || f.copies.Text != "1" || f.pages.Text != "" {
			t.Errorf("%s, %s, %s copies of %q", f.printer.Value(), f.duplex.Value(), f.copies.Text, f.pages.Text)
		}
		if len(r.memory.Saved()) != 0 {
			t.Errorf("saved %v", r.memory.Saved())
		}
	}, story.Lead())
}

// On pre-printed sheets the head stays away and the text moves; the office's
// choice is kept.
func TestPrintOnPreprintedSheets(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		shop := twoPrinters()
		shop.serve(&r.deps)
		doc := letterDoc(t, r)
		f := shownForm(t, r, doc, true)
		if slices.Contains(texts(f.form.Root()), "右移") {
			t.Error("white paper asks by how much to move")
		}
		f.sheet.Choose(true)
		f.right.SetText("1.5")
		f.down.SetText("－2")
		r.keep("print-preprinted")
		f.onPrint()
		settle()
		if len(shop.papers) != 1 || reds(shop.papers[0]) != 0 {
			t.Fatal("the head is printed again")
		}
		want := print.Preprinted(doc, print.Shift{X: 1.5, Y: -2})
		if page.Dump(shop.papers[0][0]) != page.Dump(want) {
			t.Error("the text is not moved by 1.5 and -2 mm")
		}
		saved := r.memory.Saved()
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
		settle()
		if reds(shop.papers[1]) != 5 {
			t.Error("what bears no head was printed without it")
		}
	}, story.Lead())
}

func TestReadOnlyRegistryPrints(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		shop := twoPrinters()
		shop.serve(&r.deps)
		r.memory.ReadOnlyReason = "另一个程序正在使用"
		f := shownForm(t, r, letterDoc(t, r), true)
		f.sheet.Choose(true)
		f.onPrint()
		settle()
		if len(shop.jobs) != 1 || reds(shop.papers[0]) != 0 || len(r.memory.Saved()) != 0 {
			t.Errorf("%d jobs, saved %v", len(shop.jobs), r.memory.Saved())
		}
		r.noFailure()
	}, story.Lead())
}

func TestWrongWishesStayInThePanel(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		shop := twoPrinters()
		shop.printers[1].Default = false
		shop.serve(&r.deps)
		f := shownForm(t, r, letterDoc(t, r), true)
		f.sheet.Choose(true)
		for e, text := range map[interface{ SetText(string) }]string{f.copies: "两", f.pages: "3-1", f.right: "99", f.down: "x"} {
			e.SetText(text)
		}
		f.onPrint()
		settle()
		for row, says := range map[string]string{"打印机": "还没有选择", "份数": "不是数字", "页码": "看不懂", "右移": "太多", "下移": "不是数字"} {
			if got := f.form.Row(row).Error(); !strings.Contains(got, says) {
				t.Errorf("%s says %q, want %s", row, got, says)
			}
		}
		if len(shop.jobs) != 0 {
			t.Error("printed")
		}
	}, story.Lead())
}

// Without a printer, or without a print service, the PDF is offered and written.
func TestNoPrinterGivesThePDF(t *testing.T) {
	for name, shop := range map[string]*printShop{
		"no printer": {},
		"no service": {err: data.Problem{Field: "打印机", Message: "这台电脑没有安装打印服务"}},
	} {
		t.Run(name, func(t *testing.T) {
			inRoom(t, func(t *testing.T, r *paperRoom) {
				shop.serve(&r.deps)
				s := openReply(t, r, 12, 0)
				s.Print()
				settle()
				if len(r.panels) != 1 || r.panels[0].Title != "不能打印" {
					t.Fatalf("%d panels", len(r.panels))
				}
				r.keep("print-none")
				tapText(t, r.win.Canvas().Overlays().Top(), "存为 PDF")
				if !slices.Equal(r.opened, []string{"第12号答复.pdf"}) {
					t.Errorf("opened %v", r.opened)
				}
				r.noFailure()
			}, story.Lead())
		})
	}
}

func TestKeyOfPrinting(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *paperRoom) {
		twoPrinters().serve(&m.deps)
		key := &desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}
		m.keys.TypedShortcut(key)
		settle()
		if !strings.Contains(m.status.said.Text, "没有可以打印的内容") {
			t.Errorf("today says %q", m.status.said.Text)
		}
		m.OpenReply(12, 0)
		settle()
		m.keys.TypedShortcut(key)
		settle()
		if len(m.panels) != 1 || m.panels[0].Title != "打印第12号答复" {
			t.Fatalf("%d panels", len(m.panels))
		}
		escape(m)
		m.Go(PlaceSummary)
		settle()
		if _, ok := m.current().(Printer); !ok {
			t.Error("the summary cannot be printed")
		}
	}, story.Lead())
}
