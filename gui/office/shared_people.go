package office

import (
	"context"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// sharedPeople are who may work at the shared registry, in a list that its owner
// changes; others see why they may not.
type sharedPeople struct {
	deps  screen.Deps
	host  screen.Host
	known atomic.Pointer[data.People] // as loaded last
	list  *recordList[data.Person]
	why   *ui.Text
	acts  []*ui.Button // that change somebody
}

// openSharedPeople shows the people of the shared registry.
func openSharedPeople(d screen.Deps, h screen.Host) *sharedPeople {
	s := &sharedPeople{deps: d, host: h, why: ui.NewText("")}
	s.known.Store(&data.People{})
	s.why.Hide()
	act := func(word string, icon fyne.Resource, do func()) *ui.Button {
		b := ui.NewButton(word, icon, do)
		ui.Enable(b, false)
		s.acts = append(s.acts, b)
		return b
	}
	kind := recordKind[data.Person]{
		Title: "人员和角色", Unit: "人",
		About: "能打开这个共享登记库的人。每人一个用户名和口令，能看什么、改什么由服务器按角色管住。登记库的建立者管理人员，自己不在表里。",
		Load: func(ctx context.Context, _ screen.Reader) ([]data.Person, error) {
			known, err := d.People.Known(ctx)
			if err == nil {
				s.known.Store(&known)
			}
			return known.All, err
		},
		Key: func(p data.Person) int64 { return keyOf(*s.known.Load(), p) },
		Find: func(p data.Person) data.RowWords {
			return data.RowWords{People: []string{p.Name}, Names: []string{p.Of}, Texts: []string{p.Kind.Name(), p.User}}
		},
		Columns: []ui.Column[data.Person]{
			recordText("name", "姓名", 110, 0.5, func(p data.Person) string { return p.Name }),
			recordText("kind", "角色", 90, 0, func(p data.Person) string { return p.Kind.Name() }),
			recordText("unit", "单位", 140, 0.7, func(p data.Person) string { return words.Dash(p.Of) }),
			recordText("user", "用户名", 150, 0.5, func(p data.Person) string { return p.User }),
			dropped(1, recordText("rights", "能做什么", 200, 1.6, func(p data.Person) string { return p.Kind.Rights() })),
		},
		Nothing: [2]string{"还没有别的人", "点“增加”：填姓名、角色，口令交给本人。"},
		Open:    func(_ *recordList[data.Person], p data.Person) { s.edit(p) },
		Under:   tightly(s.why),
		Right: func(l *recordList[data.Person]) []fyne.CanvasObject {
			return []fyne.CanvasObject{
				act("增加", fynetheme.ContentAddIcon(), func() { s.edit(data.Person{Kind: data.PersonClerk}) }),
				act("重设口令", fynetheme.LoginIcon(), l.onChosen("人员", s.password)),
				act("删去", fynetheme.DeleteIcon(), l.onChosen("人员", s.remove)),
			}
		},
	}
	s.list = openRecords(d, h, kind)
	s.list.shown = s.show
	return s
}

// keyOf is the place of a person in the list: a name stands there once.
func keyOf(known data.People, p data.Person) int64 {
	for i, x := range known.All {
		if x.User == p.User {
			return int64(i + 1)
		}
	}
	return 0
}

// show offers what may be done, and tells why where nothing may.
func (s *sharedPeople) show() {
	refused := s.known.Load().Refused
	s.why.SetText("只能查看：" + refused)
	ui.SetShown(s.why, refused != "")
	for _, b := range s.acts {
		ui.Enable(b, refused == "")
	}
	s.list.panel.Content.Refresh()
}

// refused tells why nothing may be changed; false where it may.
func (s *sharedPeople) refused() bool {
	why := s.known.Load().Refused
	if why == "" {
		return false
	}
	s.host.Tell("人员和角色", why)
	return true
}

// personForm is the form of a person's role and password.
type personForm struct {
	form            *ui.Form
	name            *ui.Entry
	kind            *ui.Choice[data.PersonKind]
	unit            *ui.Choice[string]
	unitRow         *ui.Row
	rights          *ui.Text
	password, again *ui.Entry
}

func (s *sharedPeople) newPersonForm(p data.Person) *personForm {
	f := &personForm{form: ui.NewForm(), name: ui.NewEntry("如 王某"), rights: ui.NewText("")}
	f.name.Fill(p.Name)
	f.name.SetReadOnly(p.User != "")
	var kinds []ui.Option[data.PersonKind]
	for _, k := range data.PersonKinds {
		kinds = append(kinds, ui.Option[data.PersonKind]{Value: k, Label: k.Name()})
	}
	var units []ui.Option[string]
	for _, u := range s.known.Load().Units {
		units = append(units, ui.Option[string]{Value: u.Name, Label: u.Name})
	}
	f.kind = ui.NewChoice("请选择", kinds, func(data.PersonKind) { f.tell() })
	f.kind.Fill(p.Kind)
	f.unit = ui.NewChoice("请选择单位", units, nil)
	f.unit.Fill(p.Of)
	f.form.Add("姓名", true, f.name, "")
	f.form.Add("角色", true, f.kind, "")
	f.form.AddObject(tightly(f.rights))
	f.unitRow = f.form.Add("单位", true, f.unit, "")
	if p.User == "" {
		f.addPassword()
	}
	f.tell()
	return f
}

// addPassword adds the fields of a password.
func (f *personForm) addPassword() {
	f.password, f.again = passphraseField("空着由程序编一个"), passphraseField("再输入一次")
	f.form.Add("口令", false, f.password, "至少12个字母、数字或标点；空着的，程序编一个，只显示一次")
	f.form.Add("再次输入", false, f.again, "")
}

// tell tells what the chosen role may do.
func (f *personForm) tell() {
	k := f.kind.Value()
	f.rights.SetText(k.Name() + k.Rights() + "。")
	f.unitRow.Show(k == data.PersonUnit)
}

// read is the person as typed.
func (f *personForm) read() data.Person {
	p := data.Person{Name: f.name.Text, Kind: f.kind.Value()}
	if p.Kind == data.PersonUnit {
		p.Of = f.unit.Value()
	}
	return p
}

// chosen is the password as typed, "" for none, or that it was typed in two ways.
func (f *personForm) chosen() (string, data.Problems) {
	if f.password.Text != f.again.Text {
		return "", data.Problems{{Field: "再次输入", Message: "两次输入的不一样", Hint: "请重新输入"}}
	}
	return f.password.Text, nil
}

// edit opens the form of a person; one without a user is new.
func (s *sharedPeople) edit(p data.Person) {
	if s.refused() {
		return
	}
	f := s.newPersonForm(p)
	panel := &ui.Panel{Title: "增加人员", Content: f.form.Root(), Width: 560, First: f.name}
	if p.User != "" {
		panel.Title, panel.First = "更改“"+p.Name+"”的角色", f.kind
	}
	f.kind.OnChoose(func(data.PersonKind) {
		f.tell()
		panel.Fit()
	})
	s.ask(panel, f.form, func() (data.Problems, func(context.Context) (string, string, error)) {
		want := f.read()
		wrong := want.Validate()
		if p.User != "" {
			return wrong, func(ctx context.Context) (string, string, error) {
				now, err := s.deps.People.Change(ctx, p.Name, want)
				return "已改为" + now.Title() + "，他开着的窗口要重新打开", "", err
			}
		}
		password, bad := f.chosen()
		return append(wrong, bad...), func(ctx context.Context) (string, string, error) {
			added, made, err := s.deps.People.Add(ctx, want, password)
			return "已增加" + added.Title() + "，用户名 " + added.User, made, err
		}
	}, f.name, f.password, f.again)
}

// password asks for another password of a person.
func (s *sharedPeople) password(p data.Person) {
	f := &personForm{form: ui.NewForm()}
	f.form.AddObject(paragraph("给" + p.Title() + "一个新口令。原来的口令马上不能用，他开着的窗口要用新口令重新打开。"))
	f.addPassword()
	panel := &ui.Panel{Title: "重设口令", Content: f.form.Root(), Width: 560, First: f.password}
	s.ask(panel, f.form, func() (data.Problems, func(context.Context) (string, string, error)) {
		password, bad := f.chosen()
		return bad, func(ctx context.Context) (string, string, error) {
			_, made, err := s.deps.People.SetPassword(ctx, p.Name, password)
			return "已重设“" + p.Name + "”的口令", made, err
		}
	}, f.password, f.again)
}

// ask opens a panel whose form is read when a person wants it done: what is wrong is
// told at its field, else it is done, and what came of it is said. Enter in a field
// does so too.
func (s *sharedPeople) ask(panel *ui.Panel, f *ui.Form, read func() (data.Problems, func(context.Context) (said, made string, err error)), fields ...*ui.Entry) {
	busy := false
	save := func() {
		wrong, do := read()
		if busy || len(wrong) > 0 {
			showIn(panel, f)(wrong)
			return
		}
		busy = true
		var said, made string
		s.host.RunTask(panel.Title, func(ctx context.Context, _ screen.Progress) (err error) {
			said, made, err = do(ctx)
			return err
		}, func(err error) {
			busy = false
			if err != nil {
				if !showIn(panel, f)(err) {
					s.host.Fail(err)
				}
				return
			}
			s.host.Shut(panel)
			s.list.Refresh()
			if s.host.Say(said); made != "" {
				s.tellPassword(said, made)
			}
		})
	}
	for _, e := range fields {
		if e != nil {
			e.OnSubmitted = func(string) { save() }
		}
	}
	panel.Save, panel.Cancel = save, func() { s.host.Shut(panel) }
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, panel.Cancel), ui.NewAction("确定", fynetheme.ConfirmIcon(), save)}
	s.host.Open(panel)
}

// tellPassword shows a password that was made, the only time.
func (s *sharedPeople) tellPassword(said, made string) {
	shown := ui.NewSelectable(made)
	shown.TextStyle.Bold = true
	panel := &ui.Panel{Title: "口令", Width: 560, Content: container.NewVBox(paragraph(said+"。"), ui.Gap(4),
		ui.Columns([]float32{factLabel, 0}, ui.Muted("口令"), shown), ui.Gap(4),
		paragraph("口令只显示这一次，关闭后谁也查不到。请现在抄下或复制，交给本人；忘记了可以重设。"))}
	shut := func() { s.host.Shut(panel) }
	copyIt := ui.NewAction("复制口令", fynetheme.ContentCopyIcon(), func() {
		fyne.CurrentApp().Clipboard().SetContent(made)
		s.host.Say("口令已复制")
	})
	panel.Cancel, panel.First = shut, copyIt
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("关闭", nil, shut), copyIt}
	s.host.Open(panel)
}

// remove asks before a person's role is taken away.
func (s *sharedPeople) remove(p data.Person) {
	s.host.Ask("删去人员", "删去"+p.Title()+"以后，他不能再打开这个登记库，正开着的窗口也会断开。他登记过的内容和操作记录里的姓名都保留。", "删去", func() {
		var dropped bool
		s.host.RunTask("正在删去", func(ctx context.Context, _ screen.Progress) (err error) {
			dropped, err = s.deps.People.Remove(ctx, p.Name)
			return err
		}, func(err error) {
			if s.list.Refresh(); err != nil {
				s.host.Fail(err)
				return
			}
			said := "已删去“" + strings.TrimSpace(p.Name) + "”"
			if !dropped {
				said += "；服务器上的用户不是这个登记库建立的，没有删去"
			}
			s.host.Say(said)
		})
	})
}
