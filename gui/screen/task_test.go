package screen

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	ui "jianban/gui/widget"
)

// panels is a window that counts what is opened and shut.
type panels struct {
	Host
	opened, shut int
	last         *ui.Panel
}

func (p *panels) Open(panel *ui.Panel) { p.opened, p.last = p.opened+1, panel }
func (p *panels) Shut(*ui.Panel)       { p.shut++ }

// Work that lasts shows its panel and shuts it; quick work shows none. 取消 ends
// the work, which is told as such.
func TestTaskShowsAPanelWhereItLasts(t *testing.T) {
	for lasts, want := range map[time.Duration]int{100 * time.Millisecond: 0, time.Second: 1} {
		synctest.Test(t, func(t *testing.T) {
			test.NewTempApp(t)
			var h panels
			done := 0
			RunTask(&h, "导出", func(context.Context, Progress) error { time.Sleep(lasts); return nil }, func(error) { done++ })
			time.Sleep(2 * time.Second)
			synctest.Wait()
			if h.opened != want || h.shut != want || done != 1 {
				t.Errorf("work of %s: opened %d, shut %d, done %d", lasts, h.opened, h.shut, done)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		test.NewTempApp(t)
		var h panels
		var ended error
		RunTask(&h, "导出", func(ctx context.Context, _ Progress) error { <-ctx.Done(); return ctx.Err() }, func(err error) { ended = err })
		time.Sleep(time.Second)
		h.last.Cancel()
		synctest.Wait()
		if !errors.Is(ended, context.Canceled) || h.shut != 1 {
			t.Errorf("ended with %v, shut %d", ended, h.shut)
		}
	})
}

// A panel whose moment comes just when the work has ended stays away.
func TestTaskThatEndedShowsNothing(t *testing.T) {
	test.NewTempApp(t)
	var h panels
	x := &task{host: &h, panel: &ui.Panel{}, what: ui.NewLine("")}
	x.end()
	x.show()
	x.progress(1, 2, "第1件")
	if h.opened != 0 || h.shut != 0 || x.what.Text != "" {
		t.Errorf("opened %d, shut %d, says %q", h.opened, h.shut, x.what.Text)
	}
}
