package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	ui "jianban/gui/widget"
)

// prefClerk keeps who worked last on this workstation.
const prefClerk = "clerk"

// showClerks offers the clerks in the bar and takes up the one who worked last;
// a single one works without being asked.
func (m *Main) showClerks(clerks []string) {
	options := make([]ui.Option[string], len(clerks))
	for i, c := range clerks {
		options[i] = ui.Option[string]{Value: c, Label: c}
	}
	m.bar.clerk.SetChoices(options)
	ui.SetShown(m.bar.clerks, len(clerks) > 1)
	now := m.lastClerk()
	if len(clerks) == 1 {
		now = clerks[0]
	}
	if !slices.Contains(clerks, now) {
		now = ""
	}
	m.deps.Store.SetClerk(now)
	m.bar.clerk.Fill(now)
	m.bar.root.Refresh()
}

func (m *Main) lastClerk() string {
	if m.deps.Prefs == nil {
		return m.clerk
	}
	return m.deps.Prefs.String(prefClerk)
}

// onClerk lets another clerk work.
func (m *Main) onClerk(name string) {
	m.clerk = name
	if m.deps.Prefs != nil {
		m.deps.Prefs.SetString(prefClerk, name)
	}
	m.deps.Store.SetClerk(name)
	m.Say("现在由" + name + "经办，操作记录记在" + name + "名下。")
}

// askClerk asks at start who works, where several may and nobody is known yet.
func (m *Main) askClerk(clerks []string) {
	if len(clerks) < 2 || m.bar.clerk.Value() != "" {
		return
	}
	p := &ui.Panel{Title: "今天由谁经办？", Width: 420}
	box := container.NewVBox(ui.NewSmallText("操作记录会记下经办人。以后在窗口上方可以换人；按取消则记系统用户“" + m.deps.Store.Clerk() + "”。"))
	for i, name := range clerks {
		b := ui.NewButton(name, fynetheme.AccountIcon(), func() {
			m.Shut(p)
			m.bar.clerk.Fill(name)
			m.onClerk(name)
		})
		box.Add(b)
		if i == 0 {
			p.First = b
		}
	}
	p.Content = box
	p.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { m.Shut(p) })}
	m.Open(p)
}
