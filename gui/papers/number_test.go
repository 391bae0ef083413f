package papers

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// A notice asks for its 文号: one that is none is refused in the panel, the next is
// offered the next time, and one without is told where it is written.
func TestANoticeAsksForItsNumber(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Deps.Prefs = fyne.CurrentApp().Preferences()
		c := story.Lead()
		rules, err := r.Deps.Store.RuleYears(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		items := Menu(r.Deps, r, c, rules.Of(c))
		open := func(label string) {
			for _, i := range items {
				if i.Label == label {
					i.Action()
					onethread.Settle()
				}
			}
		}
		written := func() string { return screentest.Words(r.Papers.Written[len(r.Papers.Written)-1]) }
		open("交办通知")
		p := r.Panels[len(r.Panels)-1]
		r.Keep("number")
		entry := screentest.EntryOf(t, r, givens[0].example)
		entry.SetText("九号")
		p.Save()
		if all := screentest.ShownIn(r); !strings.Contains(all, "不是文号") || len(r.Papers.Written) != 0 {
			t.Fatalf("wrote %d, shows %s", len(r.Papers.Written), all)
		}
		entry.SetText("红政办函〔2022〕9号")
		p.Save()
		onethread.Settle()
		if !strings.Contains(written(), "红政办函〔2022〕9号") || len(r.Told) != 0 {
			t.Errorf("told %v, wrote %s", r.Told, written())
		}
		open("交办通知")
		entry = screentest.EntryOf(t, r, givens[0].example)
		if entry.Text != "红政办函〔2022〕10号" {
			t.Errorf("offers %q", entry.Text)
		}
		entry.SetText("")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		if len(r.Told) != 1 || !strings.Contains(r.Told[0], "还没有文号") || !strings.Contains(r.Told[0], "存在 ") {
			t.Errorf("told %v", r.Told)
		}
		open("办理档案")
		screentest.EntryOf(t, r, givens[1].example).SetText("WS-2022-0007")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		if !strings.Contains(written(), "WS-2022-0007") {
			t.Errorf("the dossier is %s", written())
		}
		r.NoFailure()
	}, story.Lead())
}

// The batch panel offers the number too, counts it up, and tells before printing what
// has none.
func TestABatchGivesNumbers(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Deps.Prefs = fyne.CurrentApp().Preferences()
		shop := screentest.TwoPrinters()
		shop.Serve(&r.Deps)
		b := openBatchDialog(t, r)
		b.kind.Choose("assignments")
		b.numbers[givens[0].what].SetText("九号")
		if !strings.Contains(b.form.Row("文号").Error(), "不是文号") {
			t.Errorf("the row says %q", b.form.Row("文号").Error())
		}
		b.numbers[givens[0].what].SetText("")
		b.onPrint()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "请注意：") || !strings.Contains(all, "还没有文号") {
			t.Errorf("before printing it shows %s", all)
		}
		b.numbers[givens[0].what].SetText("红政办函〔2022〕3号")
		b.onStart()
		onethread.Settle()
		again := openBatchDialog(t, r)
		again.kind.Choose("assignments")
		last := b.papers()
		if got := again.numbers[givens[0].what].Text; !strings.HasPrefix(got, "红政办函〔2022〕") || got == last[len(last)-1].DocNumber || slices.ContainsFunc(r.Failed, func(error) bool { return true }) {
			t.Errorf("offers %q after %q", got, last[len(last)-1].DocNumber)
		}
	}, story.Lead(), story.Draft())
}
