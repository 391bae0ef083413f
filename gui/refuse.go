package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/assets"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// refusal is a small window with one button that shows why there is none to work
// in.
func refusal(a fyne.App, text string) fyne.Window {
	a.Settings().SetTheme(look.InLook(look.LookSystem))
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	win := a.NewWindow("建办没有打开")
	ok := ui.NewAction("关闭", nil, win.Close)
	pad := look.Size(look.SizeMargin)
	win.SetPadded(false)
	win.SetContent(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad),
		container.NewBorder(ui.NewHeading("没有打开"), container.NewHBox(layout.NewSpacer(), ok), nil, nil,
			container.NewVScroll(ui.NewText(text)))))
	win.Resize(fyne.NewSize(520, 240))
	win.CenterOnScreen()
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
			win.Close()
		}
	})
	return win
}
