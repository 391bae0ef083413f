package screen

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data/fault"
	ui "jianban/gui/widget"
)

// patience is how long work may last before its panel shows.
const patience = 300 * time.Millisecond

// task is long work with its panel.
type task struct {
	host   Host
	panel  *ui.Panel
	bar    *fw.ProgressBar
	what   *ui.Line
	shown  bool
	ended  bool
	cancel context.CancelFunc
}

// RunTask does work off the UI goroutine, shows a panel with progress and
// cancel where it lasts, then calls done on the UI goroutine.
func RunTask(host Host, title string, work func(context.Context, Progress) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	t := &task{host: host, bar: fw.NewProgressBar(), what: ui.NewLine("正在准备……"), cancel: cancel}
	t.bar.TextFormatter = func() string { return fmt.Sprintf("%.0f%%", t.bar.Value*100) }
	stop := ui.NewButton("取消", nil, t.onCancel)
	t.panel = &ui.Panel{Title: title, Content: container.NewVBox(t.what, t.bar), Width: 420, Buttons: []fyne.CanvasObject{stop}, Cancel: t.onCancel}
	timer := fault.After(patience, func() { ui.Do(t.show) })
	fault.Go(func() {
		err := fault.Try(func() error { return work(ctx, t.progress) })
		timer.Stop()
		ui.Do(func() {
			cancel()
			t.end()
			done(err)
		})
	})
}

func (t *task) show() {
	if !t.ended {
		t.shown = true
		t.host.Open(t.panel)
	}
}

func (t *task) end() {
	t.ended = true
	if t.shown {
		t.host.Shut(t.panel)
	}
}

func (t *task) onCancel() {
	t.cancel()
	t.what.SetText("正在取消……")
}

// progress may be called on any goroutine.
func (t *task) progress(done, total int, what string) {
	ui.Do(func() {
		if t.ended {
			return
		}
		t.what.SetText(what)
		if total > 0 {
			t.bar.SetValue(float64(done) / float64(total))
		}
	})
}
