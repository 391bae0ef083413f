package gui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
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
	show(m.bar.clerks, len(clerks) > 1)
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

// openClerks edits who may work on this workstation.
func openClerks(d Deps, h Host, done func()) {
	var settings data.Settings
	h.RunTask("正在读取", func(ctx context.Context, _ Progress) (err error) {
		settings, err = d.Store.Settings(ctx)
		return err
	}, func(err error) {
		if err != nil {
			h.Fail(err)
			return
		}
		editClerks(h, settings, done)
	})
}

func editClerks(h Host, settings data.Settings, done func()) {
	e := &editor{host: h, form: ui.NewForm(), width: 480, title: "经办人员", done: done}
	lines := newFieldLines(lineKind[string]{
		Heads: []string{"姓名"}, Widths: []float32{0}, Add: "加一人",
		New: func() string { return "" },
		Fields: func(name string) ([]fyne.CanvasObject, func(*string, *data.Problems)) {
			f := lineEntry("如 王某", name)
			return []fyne.CanvasObject{f}, func(s *string, _ *data.Problems) { *s = strings.TrimSpace(f.Text) }
		},
		Blank: func(s string) bool { return s == "" },
	}, settings.Clerks)
	e.form.AddObject(ui.NewSmallText("这台电脑上轮流办理的人。有两人以上时，打开程序先选由谁经办，窗口上方可以换人，操作记录记在其名下；一个也不填的，记这台电脑的登录用户。"))
	e.form.AddObject(lines.root)
	e.print = lines.print
	e.read = func() (ps data.Problems) {
		settings.Clerks = lines.values(&ps)
		seen := map[string]bool{}
		for _, c := range settings.Clerks {
			if seen[c] {
				ps = append(ps, data.Problem{Field: "经办人员", Message: "“" + c + "”写了两次", Hint: "请删去一个"})
			}
			seen[c] = true
		}
		return ps
	}
	e.write = func(tx Tx) error {
		want := settings
		return tx.SaveSettings(&want)
	}
	e.open(nil)
	if e.panel != nil {
		lines.changed, lines.submit = e.panel.Fit, e.save
	}
}
