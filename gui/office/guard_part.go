package office

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	"jianban/data/guard"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// guardPart is the settings' part about the passphrase of the window and when it
// is locked; nil where the program has none.
type guardPart struct {
	deps    screen.Deps
	host    screen.Host
	refresh func()
	state   guard.State

	told             *ui.Line
	idle             *ui.Choice[int]
	idleRow          fyne.CanvasObject
	set, none, close *ui.Button
	broken, lost     *ui.Text
	hurt             fyne.CanvasObject // around broken
	root             *fyne.Container
}

func newGuardPart(d screen.Deps, h screen.Host, refresh func()) *guardPart {
	if d.Guard == nil {
		return nil
	}
	p := &guardPart{deps: d, host: h, refresh: refresh, told: ui.NewLine("")}
	var choices []ui.Option[int]
	for _, n := range guard.IdleChoices {
		choices = append(choices, ui.Option[int]{Value: n, Label: idleWords(n)})
	}
	p.idle = ui.NewChoice("", choices, p.onIdle)
	p.idleRow = ui.Columns([]float32{factLabel, 150, 0}, ui.Muted("没人用时"), p.idle)
	p.set = ui.NewButton("", fynetheme.LoginIcon(), p.onSet)
	p.none = ui.NewButton("去掉口令", fynetheme.DeleteIcon(), p.onRemove)
	p.close = ui.NewButton("立即锁定", fynetheme.LogoutIcon(), h.LockNow)
	p.broken, p.lost = ui.NewText(""), ui.NewText("")
	p.lost.SizeName, p.lost.Importance = look.SizeSmall, fw.LowImportance
	p.hurt = tightly(p.broken)
	p.root = container.NewVBox(factLine("打开窗口", p.told), p.idleRow, p.hurt, container.NewHBox(p.set, p.none, p.close),
		ui.NewSmallText("口令只挡住这台电脑上您打开的建办窗口，不加密登记库：能读到您文件的人，不用口令也读得到登记库。要保护文件，请用系统的磁盘加密；要带走的备份，请设备份口令。"),
		tightly(p.lost))
	return p
}

// idleWords name a choice of minutes.
func idleWords(minutes int) string {
	if minutes == 0 {
		return "不锁"
	}
	return fmt.Sprintf("%d分钟后锁定", minutes)
}

// show shows what is set.
func (p *guardPart) show(s guard.State) {
	if p == nil {
		return
	}
	p.state = s
	word, set := "不要口令", "设置口令"
	if s.Set {
		word, set = "要口令", "修改口令"
	}
	p.told.SetText(word)
	p.set.SetText(set)
	p.idle.Fill(int(s.Idle / time.Minute))
	for _, o := range []fyne.CanvasObject{p.idleRow, p.none, p.close} {
		ui.SetShown(o, s.Set)
	}
	p.broken.SetText(s.Broken + "。")
	ui.SetShown(p.hurt, s.Broken != "")
	p.lost.SetText("口令不随登记库和备份走，也找不回来。忘记时：关闭建办，删除文件“" + s.Place + "”，再打开就不要口令，登记库里的内容不变。")
	p.root.Refresh()
}

// work changes the setting off the UI goroutine; shown tells what went wrong
// where there is a form for it.
func (p *guardPart) work(f func() error, done func(), shown func(error) bool) {
	p.host.RunTask("正在设置口令", func(context.Context, screen.Progress) error { return f() }, func(err error) {
		switch {
		case err == nil:
			done()
		case shown == nil || !shown(err):
			p.host.Fail(err)
		}
		p.refresh()
	})
}

func (p *guardPart) onIdle(minutes int) {
	p.work(func() error { return p.deps.Guard.SetIdle(minutes) }, func() {}, nil)
}

// passphraseField is a field that does not show what is typed.
func passphraseField(placeholder string) *ui.Entry {
	e := ui.NewEntry(placeholder)
	e.Password = true
	return e
}

// onSet asks for a passphrase twice, and for the one it takes the place of.
func (p *guardPart) onSet() {
	f := ui.NewForm()
	old := passphraseField("现在的口令")
	first, again := passphraseField(fmt.Sprintf("至少%d个字，可以用汉字", guard.Least)), passphraseField("再输入一次")
	panel := &ui.Panel{Title: p.set.Text, Content: f.Root(), Width: 520, First: first}
	f.AddObject(paragraph("以后打开窗口、解锁都要输入。口令不保存，找不回来；怎样去掉写在“口令与锁屏”里。全角半角、首尾的空格不影响核对。"))
	if p.state.Set {
		f.Add(guard.OldField, true, old, "")
		panel.First = old
	}
	f.Add(guard.Field, true, first, "")
	f.Add("再次输入", true, again, "")
	save := func() {
		wrong := guard.Validate(first.Text)
		if len(wrong) == 0 && guard.Plain(first.Text) != guard.Plain(again.Text) {
			wrong = data.Problems{{Field: "再次输入", Message: "两次输入的不一样", Hint: "请重新输入"}}
		}
		if len(wrong) > 0 {
			showIn(panel, f)(wrong)
			return
		}
		p.work(func() error { return p.deps.Guard.Set(old.Text, first.Text) }, func() {
			p.host.Shut(panel)
			p.host.Say("口令已设置。按 Ctrl+L 可以随时锁定窗口。")
		}, showIn(panel, f))
	}
	p.ask(panel, save, ui.NewAction(panel.Title, nil, save), old, first, again)
}

// showIn shows what is wrong in a form and makes room for it in its panel.
func showIn(panel *ui.Panel, f *ui.Form) func(error) bool {
	return func(err error) bool {
		shown := f.ShowError(err)
		panel.Fit()
		return shown
	}
}

// onRemove asks for the passphrase and takes it away.
func (p *guardPart) onRemove() {
	f := ui.NewForm()
	old := passphraseField("现在的口令")
	f.AddObject(paragraph("以后打开窗口不要口令，也不再锁定。"))
	f.Add(guard.OldField, true, old, "")
	panel := &ui.Panel{Title: "去掉口令", Content: f.Root(), Width: 520, First: old}
	remove := func() {
		p.work(func() error { return p.deps.Guard.Set(old.Text, "") }, func() {
			p.host.Shut(panel)
			p.host.Say("口令已去掉。")
		}, showIn(panel, f))
	}
	p.ask(panel, remove, ui.NewAction(panel.Title, nil, remove), old)
}

// ask opens a panel of passphrases; Enter in each does what the button does.
func (p *guardPart) ask(panel *ui.Panel, do func(), yes *ui.Button, fields ...*ui.Entry) {
	for _, e := range fields {
		e.OnSubmitted = func(string) { do() }
	}
	panel.Save = do
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { p.host.Shut(panel) }), yes}
	p.host.Open(panel)
}
