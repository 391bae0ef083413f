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
	win := smallWindow(a, "建办没有打开", 240)
	fillSmall(win, "没有打开", ui.NewText(text), ui.NewAction("关闭", nil, win.Close))
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
			win.Close()
		}
	})
	return win
}

// smallWindow is a window for a few lines, where there is no window to work in.
func smallWindow(a fyne.App, title string, height float32) fyne.Window {
	a.Settings().SetTheme(look.InLook(look.LookSystem))
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	win := a.NewWindow(title)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(520, height))
	win.CenterOnScreen()
	return win
}

// fillSmall puts a heading, what is said or asked, and buttons into a small window.
func fillSmall(win fyne.Window, heading string, body fyne.CanvasObject, buttons ...fyne.CanvasObject) {
	pad := look.Size(look.SizeMargin)
	foot := container.NewHBox(append([]fyne.CanvasObject{layout.NewSpacer()}, buttons...)...)
	win.SetContent(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad),
		container.NewBorder(ui.NewHeading(heading), foot, nil, nil, container.NewVScroll(body))))
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
	win := smallWindow(a, "打开共享登记库", 280)
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
	fillSmall(win, "打开共享登记库", container.NewVBox(text, field, remember), ui.NewButton("关闭", nil, win.Close), ok)
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			win.Close()
		}
	})
	win.Canvas().Focus(field)
	return win
}
