package letter

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// The button beside the pages prints the letter as they show it, on the
// system's printer, one copy of every page.
func TestPrintALetter(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		shop := screentest.TwoPrinters()
		shop.Serve(&r.Deps)
		s := openReply(t, r, 12, 0)
		screentest.TapText(t, s.Root(), "打印")
		if len(r.Panels) != 1 || r.Panels[0].Title != "打印第12号答复" {
			t.Fatalf("%d panels", len(r.Panels))
		}
		top := r.Win.Canvas().Overlays().Top()
		screentest.CheckChinese(t, "print panel", top)
		if all := strings.Join(screentest.Texts(top), "\n"); !strings.Contains(all, "代用字体：") || !strings.Contains(all, "办公室（系统默认）") {
			t.Errorf("the panel says %q", all)
		}
		r.Keep("print")
		screentest.TapText(t, top, "打印")
		want := print.Job{Printer: "办公室", Copies: 1, Duplex: print.OneSided, Title: "第12号答复"}
		if len(shop.Jobs) != 1 || shop.Jobs[0] != want {
			t.Fatalf("jobs %+v", shop.Jobs)
		}
		if got := page.Dump(shop.Papers[0][0]); got != page.Dump(s.pages.Document()) {
			t.Error("what is printed is not what the pages show")
		}
		if !slices.Contains(r.Said, "第12号答复已送到打印机“办公室”") {
			t.Errorf("said %v", r.Said)
		}
		r.NoFailure()
	}, story.Lead())
}

// Without a printer, or without a print service, the PDF is offered and written.
func TestNoPrinterGivesThePDF(t *testing.T) {
	for name, shop := range map[string]*screentest.PrintShop{
		"no printer": {},
		"no service": {Err: data.Problem{Field: "打印机", Message: "这台电脑没有安装打印服务"}},
	} {
		t.Run(name, func(t *testing.T) {
			screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
				shop.Serve(&r.Deps)
				s := openReply(t, r, 12, 0)
				s.Print()
				onethread.Settle()
				if len(r.Panels) != 1 || r.Panels[0].Title != "不能打印" {
					t.Fatalf("%d panels", len(r.Panels))
				}
				r.Keep("print-none")
				screentest.TapText(t, r.Win.Canvas().Overlays().Top(), "存为 PDF")
				if !slices.Equal(r.Opened, []string{"市六届人大一次会议第12号答复.pdf"}) {
					t.Errorf("opened %v", r.Opened)
				}
				r.NoFailure()
			}, story.Lead())
		})
	}
}
