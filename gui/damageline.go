package gui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// damageLine is the red line below the bar, over every screen, as long as the
// registry is damaged; nothing else says so while wrong figures are looked at.
type damageLine struct {
	badge *ui.Badge
	said  *ui.Line
	root  fyne.CanvasObject
}

func newDamageLine() *damageLine {
	d := &damageLine{badge: ui.NewBadge(ui.ToneRed, ui.Triangle, "登记库已损坏"), said: ui.NewLine("")}
	d.said.Color = look.ColorRed
	side := look.Size(look.SizeMargin)
	d.root = ui.Ground(look.ColorRedSoft, container.New(layout.NewCustomPaddedLayout(6, 6, side, side),
		container.New(layout.NewBorderLayout(nil, nil, d.badge, nil), d.badge,
			container.New(layout.NewCustomPaddedLayout(0, 0, 12, 0), d.said))))
	d.root.Hide()
	return d
}

// show tells what was found; nothing found hides the line.
func (d *damageLine) show(found []string) {
	if len(found) == 0 {
		d.root.Hide()
		return
	}
	more := ""
	if n := len(found); n > 1 {
		more = fmt.Sprintf("，等%d处", n)
	}
	d.said.SetText("这里的数字和文书不可信，不能打印或导出。请用最近的备份恢复。" + found[0] + more)
	d.root.Show()
}
