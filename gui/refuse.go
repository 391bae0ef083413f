package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/assets"
	"jianban/data"
	"jianban/data/fault"
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

// AskPassword asks, in a small window before any other, for the password of a shared
// registry; why is said above the field. open opens it with what was typed, off the UI
// goroutine; what it refuses is said, and asked again. It returns when the window is
// closed. It is for the main goroutine, and no other window comes after it.
func AskPassword(why string, open func(password string, remember bool) error) error {
	if err := CanDraw(); err != nil {
		return err
	}
	passwordWindow(app.NewWithID(appID), why, open).ShowAndRun()
	return nil
}

func passwordWindow(a fyne.App, why string, open func(password string, remember bool) error) fyne.Window {
	a.Settings().SetTheme(look.InLook(look.LookSystem))
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	win := a.NewWindow("打开共享登记库")
	text := ui.NewText(why)
	field := ui.NewEntry("管理员给的口令")
	field.Password = true
	remember := ui.NewTickBox("记住口令（存在本机系统的凭据里）", nil)
	var ok *ui.Button
	try := func() {
		password, keep := field.Text, remember.Checked
		ok.Disable()
		text.SetText("正在连接……")
		fault.Go(func() {
			err := fault.Try(func() error { return open(password, keep) })
			ui.Do(func() {
				if err == nil {
					win.Close()
					return
				}
				ok.Enable()
				text.SetText(data.Sentence(err))
				win.Canvas().Focus(field)
			})
		})
	}
	ok = ui.NewAction("打开", nil, try)
	field.OnSubmitted = func(string) { try() }
	pad := look.Size(look.SizeMargin)
	win.SetPadded(false)
	win.SetContent(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad),
		container.NewBorder(ui.NewHeading("打开共享登记库"), container.NewHBox(layout.NewSpacer(), ui.NewButton("关闭", nil, win.Close), ok), nil, nil,
			container.NewVScroll(container.NewVBox(text, field, remember)))))
	win.Resize(fyne.NewSize(520, 280))
	win.CenterOnScreen()
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			win.Close()
		}
	})
	win.Canvas().Focus(field)
	return win
}
