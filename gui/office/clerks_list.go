package office

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// openClerks edits who may work on this workstation.
func openClerks(d screen.Deps, h screen.Host, done func()) {
	var settings data.Settings
	h.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
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

func editClerks(h screen.Host, settings data.Settings, done func()) {
	e := &form.Editor{Host: h, Form: ui.NewForm(), Width: 480, Title: "经办人员", Done: done}
	lines := form.NewFieldLines(form.LineKind[string]{
		Heads: []string{"姓名"}, Widths: []float32{0}, Add: "加一人",
		New: func() string { return "" },
		Fields: func(name string) ([]fyne.CanvasObject, func(*string, *data.Problems)) {
			f := form.LineEntry("如 王某", name)
			return []fyne.CanvasObject{f}, func(s *string, _ *data.Problems) { *s = strings.TrimSpace(f.Text) }
		},
		Blank: func(s string) bool { return s == "" },
	}, settings.Clerks)
	e.Form.AddObject(ui.NewSmallText("这台电脑上轮流办理的人。有两人以上时，打开程序先选由谁经办，窗口上方可以换人，操作记录记在其名下；一个也不填的，记这台电脑的登录用户。"))
	e.Form.AddObject(lines.Root)
	e.Print = lines.Print
	e.Read = func() (ps data.Problems) {
		settings.Clerks = lines.Values(&ps)
		seen := map[string]bool{}
		for _, c := range settings.Clerks {
			if seen[c] {
				ps = append(ps, data.Problem{Field: "经办人员", Message: "“" + c + "”写了两次", Hint: "请删去一个"})
			}
			seen[c] = true
		}
		return ps
	}
	e.Write = func(tx screen.Tx) error {
		want := settings
		return tx.SaveSettings(&want)
	}
	e.Open(nil)
	if e.Panel != nil {
		lines.Changed, lines.Submit = e.Panel.Fit, e.Save
	}
}
