package office

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// openShared asks which shared registry to open, opens it in a window of its own and
// has done called, which closes this one.
func openShared(d screen.Deps, h screen.Host, done func()) {
	host, port := ui.NewEntry("如 10.0.0.5"), ui.NewEntry("5432")
	database, user, password := ui.NewEntry("如 jianban"), ui.NewEntry("管理员给的用户名"), passphraseField("没有就空着")
	remember := ui.NewTickBox("记住口令（存在本机系统的凭据里）", nil)
	empty := ui.NewChoice("请选择", ui.Options([]screen.SharedEmpty{screen.EmptyRefused, screen.EmptyMoved, screen.EmptyNew}), nil)
	empty.Fill(screen.EmptyRefused)
	f := ui.NewForm()
	f.AddObject(paragraph("几个人要同时办理时，登记库放在一台 PostgreSQL 服务器上。服务器不在本机的，连接必须加密。"))
	f.Pair(f.NewRow("主机", true, host, ""), f.NewRow("端口", false, port, ""))
	f.Pair(f.NewRow("数据库", true, database, ""), f.NewRow("用户", true, user, ""))
	f.Add("口令", false, password, "")
	f.AddObject(remember)
	f.Add("没有登记库时", true, empty, "数据库还是空的时怎么办；移过去的，原来的文件不动")
	panel := &ui.Panel{Title: "打开共享登记库", Content: f.Root(), Width: 620, First: host}
	busy := false
	open := func() {
		ask := screen.SharedAsk{Host: strings.TrimSpace(host.Text), Port: strings.TrimSpace(port.Text), Database: strings.TrimSpace(database.Text), User: strings.TrimSpace(user.Text),
			Password: password.Text, Remember: remember.Checked, Empty: empty.Value()}
		var wrong data.Problems
		for _, x := range []struct{ field, value string }{{"主机", ask.Host}, {"数据库", ask.Database}, {"用户", ask.User}} {
			if x.value == "" {
				wrong = append(wrong, data.Problem{Field: x.field, Message: "没有填写", Hint: "请填写，或问管理员"})
			}
		}
		if busy || len(wrong) > 0 {
			showIn(panel, f)(wrong)
			return
		}
		busy = true
		h.RunTask("打开共享登记库", func(ctx context.Context, tell screen.Progress) error { return d.OpenShared(ctx, ask, tell) }, func(err error) {
			busy = false
			if err == nil {
				h.Shut(panel)
				done()
				return
			}
			if !showIn(panel, f)(err) {
				h.Fail(err)
			}
		})
	}
	for _, e := range []*ui.Entry{host, port, database, user, password} {
		e.OnSubmitted = func(string) { open() }
	}
	panel.Save, panel.Cancel = open, func() { h.Shut(panel) }
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, panel.Cancel), ui.NewAction("打开", fynetheme.LoginIcon(), open)}
	h.Open(panel)
}
