package gui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/fault"
	"jianban/data/guard"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// lock is what keeps the window from others. While it is on, nothing of the
// window is shown or reached but the field for the passphrase; what is under way
// goes on, and panels that open meanwhile wait.
type lock struct {
	state guard.State
	idle  guard.Idle
	view  *lockView      // nil where the window is open
	under fyne.Focusable // where the keyboard was in the window
	left  bool           // it was asked to close while it was locked
}

// on tells whether the window is locked.
func (l *lock) on() bool { return l.view != nil }

// startLocked locks the window before anybody saw it, where a passphrase is set
// or cannot be read.
func (m *Main) startLocked() {
	if m.deps.Guard == nil {
		return
	}
	m.lock.state = m.deps.Guard.State()
	m.lock.idle.Touch(m.deps.Now())
	if m.lock.state.Set {
		m.cover("请输入口令", "")
	}
}

// LockNow locks the window, or says that no passphrase is set.
func (m *Main) LockNow() {
	if m.deps.Guard == nil || m.lock.on() {
		return
	}
	m.lock.state = m.deps.Guard.State()
	if !m.lock.state.Set {
		m.Say("还没有设置口令。要锁定窗口，请先在“设置”的“口令与锁屏”里设置口令。")
		return
	}
	m.cover(locked, stillThere)
}

// What a window says that was locked.
const (
	locked     = "窗口已锁定"
	stillThere = "正在填写的内容和正在做的事都还在。"
)

// cover hides everything and shows the field for the passphrase, under a title
// and with what is to be known besides.
func (m *Main) cover(title, kept string) {
	m.keepDrafts()
	c := m.win.Canvas()
	for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
		if n := m.panelOnTop(); n >= 0 {
			m.panels[n].Cover(c)
			continue
		}
		top.Hide() // a list that was dropped down closes
		c.Overlays().Remove(top)
	}
	m.lock.under = c.Focused()
	m.lock.view = newLockView(title, kept, m.lock.state, m.onPassphrase, m.onClose)
	c.Unfocus()
	m.whole.Hide()
	m.root.Add(m.lock.view.root)
	m.lock.view.focus(c)
}

// panelOnTop is the panel that lies uppermost; -1 where another thing does.
func (m *Main) panelOnTop() int {
	for i, p := range m.panels {
		if p.OnTop(m.win.Canvas()) {
			return i
		}
	}
	return -1
}

// uncover shows everything as it was, with the keyboard where it was, and then
// the panels that waited.
func (m *Main) uncover() {
	c := m.win.Canvas()
	c.Unfocus()
	m.root.Remove(m.lock.view.root)
	m.lock.view, m.lock.left = nil, false
	m.whole.Show()
	m.root.Refresh()
	if m.lock.under != nil {
		c.Focus(m.lock.under)
		m.lock.under = nil
	}
	for _, p := range m.panels {
		if p.Shown() {
			p.Uncover(c)
		} else {
			m.present(p)
		}
	}
	m.lock.idle.Touch(m.deps.Now())
}

// onPassphrase tries a passphrase off the UI goroutine.
func (m *Main) onPassphrase(passphrase string) {
	v := m.lock.view
	if v == nil || v.trying {
		return
	}
	v.try(true)
	fault.Go(func() {
		err := fault.Try(func() error { return m.deps.Guard.Check(passphrase) })
		ui.Do(func() {
			if m.handBack != nil {
				m.handBack.Reset(afterLeaving) // what it took to try it
			}
			if m.lock.view != v {
				return
			}
			v.try(false)
			if err != nil {
				v.wrong(m.win.Canvas(), err)
				return
			}
			m.uncover()
		})
	})
}

// closeLocked is what closing does first while the window is locked: where
// something must be answered before, that waits, and this says so. It tells
// whether to go on.
func (m *Main) closeLocked() bool {
	if !m.lock.on() {
		return true
	}
	again := m.lock.left
	m.lock.left = true
	m.lock.view.say("正在关闭。如果没有关上，说明还有内容要先处理，请输入口令。")
	return !again
}

// focused is what has the keyboard, or had it before the window was locked.
func (m *Main) focused() fyne.Focusable {
	if m.lock.on() {
		return m.lock.under
	}
	return m.win.Canvas().Focused()
}

// unfocus takes the keyboard from the window's parts; a panel over them keeps it.
func (m *Main) unfocus() {
	if m.lock.on() {
		m.lock.under = nil
		return
	}
	if len(m.panels) == 0 {
		m.win.Canvas().Unfocus()
	}
}

// lookIdle is how often the window looks whether it is to be locked.
const lookIdle = 2 * time.Second

// watchIdle locks the window that nobody touches, until stop is closed. What
// other windows of the desk set is known by the next look.
func (m *Main) watchIdle(stop <-chan struct{}) {
	if m.deps.Guard == nil {
		return
	}
	fault.Go(func() {
		look := time.NewTicker(lookIdle)
		defer look.Stop()
		for {
			select {
			case <-stop:
				return
			case <-look.C:
				state := m.deps.Guard.State()
				ui.Do(func() { m.lockIfIdle(state) })
			}
		}
	})
}

// lockIfIdle locks the window where it was not touched for long enough.
func (m *Main) lockIfIdle(state guard.State) {
	m.lock.state = state
	if m.lock.idle.Over(m.deps.Now(), state.Idle) && state.Set && !m.lock.on() {
		m.cover(locked, stillThere)
	}
}

// touched notes a key or a movement of the mouse. The first one after a long
// while, such as the one that wakes the machine, comes too late.
func (m *Main) touched() {
	m.putOffAhead(aheadAfter)
	if m.lock.on() {
		return
	}
	m.lockIfIdle(m.lock.state)
	if !m.lock.on() {
		m.lock.idle.Touch(m.deps.Now())
	}
}

// lockView is what a locked window shows.
type lockView struct {
	entry  *ui.Entry
	open   *ui.Button
	form   *ui.Form
	told   *ui.Text
	trying bool
	root   *fyne.Container
}

func newLockView(title, kept string, s guard.State, onTry func(string), onClose func()) *lockView {
	v := &lockView{entry: ui.NewEntry(""), form: ui.NewForm(), told: ui.NewText("")}
	v.told.SizeName = look.SizeSmall
	v.told.Hide()
	brand := ui.NewHeading("建办")
	brand.TextSize, brand.Color, brand.Align = look.SizeBrand, fynetheme.ColorNamePrimary, fyne.TextAlignCenter
	if s.Lost {
		title = "窗口不能打开"
	}
	head := ui.NewHeading(title)
	head.Align = fyne.TextAlignCenter
	box := container.NewVBox(brand, head, ui.Gap(10))
	if s.Broken != "" {
		box.Add(ui.NewText(s.Broken + "。"))
	}
	end := ui.NewButton("关闭窗口", nil, onClose)
	v.root = container.NewStack(ui.NewPlane(look.ColorPane), container.NewCenter(ui.Wide(400, box)))
	if s.Lost {
		v.entry.Hide()
		box.Add(container.NewHBox(layout.NewSpacer(), end))
		box.Add(v.told)
		return v
	}
	v.entry.Password = true
	v.entry.OnSubmitted = onTry
	v.form.LabelWidth = 48
	v.form.Add(guard.Field, false, v.entry, "")
	v.open = ui.NewAction("打开", fynetheme.LoginIcon(), func() { onTry(v.entry.Text) })
	box.Add(v.form.Root())
	box.Add(container.NewHBox(end, layout.NewSpacer(), v.open))
	box.Add(v.told)
	box.Add(ui.Gap(6))
	box.Add(ui.NewSmallText(kept + "口令找不回来；忘记时怎样去掉，写在使用说明的“口令与锁屏”里。"))
	return v
}

// focus puts the keyboard into the field.
func (v *lockView) focus(c fyne.Canvas) {
	if v.entry.Visible() {
		c.Focus(v.entry)
	}
}

// try shows that a passphrase is being tried.
func (v *lockView) try(yes bool) {
	v.trying = yes
	ui.Enable(v.open, !yes)
	word := "打开"
	if yes {
		word = "正在核对"
	}
	v.open.SetText(word)
}

// wrong says what was wrong and lets another be typed.
func (v *lockView) wrong(c fyne.Canvas, err error) {
	v.entry.Fill("")
	if !v.form.ShowError(err) {
		v.say(data.Sentence(err))
	}
	v.root.Refresh()
	v.focus(c)
}

// say says something below the field.
func (v *lockView) say(text string) {
	v.told.SetText(text)
	v.told.Show()
	v.root.Refresh()
}
