package gui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// sight is, of each screen and panel, the newest change that it is sure to show, where
// others write the registry too.
type sight struct{ seen map[any]data.ID }

// look notes that a screen loads, or a panel opens, now. One in which something is
// typed keeps what it was loaded with.
func (s *sight) look(shared screen.Shared, at any) {
	if shared == nil {
		return
	}
	if t, ok := at.(screen.Typist); ok && s.seen[at] != 0 {
		if _, typed := t.Unsaved(); typed {
			return
		}
	}
	s.is(at, shared.Seen())
}

func (s *sight) is(at any, newest data.ID) {
	if s.seen == nil {
		s.seen = map[any]data.ID{}
	}
	s.seen[at] = newest
}

func (s *sight) forget(at any) { delete(s.seen, at) }

// working is what a save comes from: the panel on top, else the screen.
func (m *Main) working() any {
	if n := len(m.panels); n > 0 {
		return m.panels[n-1]
	}
	return m.current()
}

// saved is what is said of a change, its time behind it: of the last one that is not
// this window's own, that it is another's.
func (m *Main) saved() string {
	if m.deps.Shared != nil && m.changing == "" {
		return "登记内容有变动，已更新 "
	}
	return "已保存 "
}

// saveSeen saves, where others write too over nothing that they changed meanwhile.
func (m *Main) saveSeen(what string, f func(screen.Tx) error, done func(error)) {
	if m.deps.Shared == nil {
		m.change(what, func(ctx context.Context) error { return m.deps.Store.Do(ctx, what, f) }, done)
		return
	}
	from := m.working()
	m.saveOver(saveTry{what: what, f: f, from: from, seen: m.sight.seen[from]}, done)
}

// saveTry is a save that others' changes may stand in the way of.
type saveTry struct {
	what    string
	f       func(screen.Tx) error
	from    any // screen or panel
	seen    data.ID
	decided []data.Decided
}

func (m *Main) saveOver(t saveTry, done func(error)) {
	var newest data.ID
	m.change(t.what, func(ctx context.Context) (err error) {
		newest, err = m.deps.Shared.DoSeen(ctx, t.what, t.seen, t.decided, t.f)
		return err
	}, func(err error) {
		if err == nil {
			m.sight.is(t.from, newest)
		}
		c, conflict := errors.AsType[data.Conflict](err)
		if !conflict {
			done(err)
			if n := len(t.decided); err == nil && n > 0 {
				m.Say(mergedWords(t.decided))
			}
			return
		}
		t.seen = newest
		m.settle(c, func(chosen map[string]data.Side, ok bool) {
			if !ok {
				done(data.Problem{Message: "没有保存：" + c.By + "刚改过这条" + c.Record, Hint: "您填写的内容还在，可以再保存"})
				return
			}
			t.decided = append(t.decided, data.Decided{Conflict: c, Chosen: chosen})
			m.saveOver(t, done)
		})
	})
}

// mergedWords says whose changes were kept beside one's own.
func mergedWords(all []data.Decided) string {
	var labels []string
	for _, d := range all {
		labels = append(labels, d.Taken()...)
	}
	by := all[len(all)-1].By
	if len(labels) == 0 {
		return "已保存，" + by + "同时作的改动已按您的选择处理。"
	}
	return "已保存，" + by + "刚改的" + strings.Join(labels, "、") + "一并保留。"
}

// sideWords are the sides of a field as they are offered.
var sideWords = []ui.Option[data.Side]{{Value: data.Theirs, Label: "用对方的"}, {Value: data.Mine, Label: "用我的"}, {Value: data.Both, Label: "两者都留"}}

// settle has a person choose, field by field, between what somebody else saved and
// what was to be saved; where nothing needs a question it asks none.
func (m *Main) settle(c data.Conflict, then func(chosen map[string]data.Side, ok bool)) {
	asked := c.Asked()
	if len(asked) == 0 {
		then(nil, true)
		return
	}
	body := container.New(layout.NewCustomPaddedVBoxLayout(8),
		ui.NewCloseText(c.By+"在"+data.Moment(c.At)+"保存了这条"+c.Record+"（"+c.What+"）。下面的栏两个人都改了，请逐栏选择；其余的栏自动合并。"))
	choices := make([]*ui.Choice[data.Side], len(asked))
	wrong := ui.NewText("")
	wrong.Hide()
	for i, f := range asked {
		options := sideWords[:2]
		if f.Text {
			options = sideWords
		}
		choices[i] = ui.NewChoice("请选择", options, nil)
		body.Add(container.NewVBox(
			ui.Columns([]float32{0, 160}, ui.NewStrong(f.Label), choices[i]),
			sideLine("原来", f.WasWords), sideLine(c.By, f.TheirWords), sideLine("我", f.MyWords)))
	}
	if taken := c.Taken(); len(taken) > 0 {
		body.Add(ui.NewSmallText("自动保留" + c.By + "改的：" + strings.Join(taken, "、")))
	}
	body.Add(wrong)
	p := &ui.Panel{Title: c.By + "也改了这条" + c.Record, Content: body, Width: 760, First: choices[0]}
	save := func() {
		chosen := map[string]data.Side{}
		for i, f := range asked {
			if chosen[f.Name] = choices[i].Value(); chosen[f.Name] == "" {
				wrong.SetText("“" + f.Label + "”还没有选择。")
				wrong.Show()
				p.Fit()
				m.win.Canvas().Focus(choices[i])
				return
			}
		}
		m.Shut(p)
		then(chosen, true)
	}
	p.Cancel = func() { m.Shut(p); then(nil, false) }
	p.Save = save
	p.Buttons = []fyne.CanvasObject{ui.NewButton("不保存", nil, p.Cancel), ui.NewAction("按所选保存", fynetheme.DocumentSaveIcon(), save)}
	m.Open(p)
}

// sideLine is what one side has in a field, at most some lines of it.
func sideLine(whose, text string) fyne.CanvasObject {
	return ui.Columns([]float32{96, 0}, ui.Muted(whose), ui.NewCloseText(words.Clip(words.Or(text, "（空）"), 300)))
}
