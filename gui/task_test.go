package gui

import (
	"context"
	"errors"
	"testing"
	"time"

	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// The panel of long work comes after patience, says how far the work is, and is
// gone when the work ends, however it ends.
func TestTheProgressPanelIsShutWhenTheWorkEnds(t *testing.T) {
	broken := errors.New("broken")
	for _, want := range []error{nil, broken} {
		inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
			var got []error
			end := make(chan error)
			m.RunTask("导出", func(_ context.Context, tell screen.Progress) error {
				tell(3, 10, "第3件")
				return <-end
			}, func(err error) { got = append(got, err) })
			onethread.Settle()
			if len(m.panels) != 0 || len(m.win.Canvas().Overlays().List()) != 0 {
				t.Fatal("a panel before patience is over")
			}
			time.Sleep(time.Second)
			onethread.Settle()
			if len(m.panels) != 1 || m.panels[0].Title != "导出" {
				t.Fatalf("long work shows %d panels", len(m.panels))
			}
			if len(got) != 0 {
				t.Fatal("done before the end")
			}
			end <- want
			onethread.Settle()
			if n, over := len(m.panels), len(m.win.Canvas().Overlays().List()); n != 0 || over != 0 {
				t.Errorf("after the end %d panels, %d over the window", n, over)
			}
			if len(got) != 1 || !errors.Is(got[0], want) {
				t.Errorf("done was told %v", got)
			}
		}, story.Lead())
	}
}

// 取消 ends the work's context; its panel goes with the work.
func TestCancellingAProgressPanelEndsTheWork(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
		var got error
		m.RunTask("导出", func(ctx context.Context, _ screen.Progress) error {
			<-ctx.Done()
			return ctx.Err()
		}, func(err error) { got = err })
		time.Sleep(time.Second)
		onethread.Settle()
		escape(m)
		if len(m.panels) != 0 || !errors.Is(got, context.Canceled) {
			t.Errorf("after Esc %d panels, done was told %v", len(m.panels), got)
		}
	}, story.Lead())
}
