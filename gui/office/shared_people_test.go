package office

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func somePeople() data.People {
	return data.People{Units: []data.Unit{{ID: 1, Name: "区住建局"}, {ID: 2, Name: "区水利局"}}, All: []data.Person{
		{Name: "王某", Kind: data.PersonClerk, User: "jianban_王某"},
		{Name: "钱科", Kind: data.PersonUnit, Of: "区住建局", User: "jianban_钱科"},
	}}
}

// The owner adds people, changes what they may, gives passwords and takes people away;
// a password that the program made is shown once, and what is wrong at its field.
func TestPeopleOfASharedRegistry(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := &screentest.People{All: somePeople()}
		r.Deps.People = p
		s := openSettings(t, r)
		screentest.TapText(t, s.Root(), "人员和角色")
		list := r.Panels[0]
		if shown := shownIn(list.Content); !strings.Contains(shown, "2 人") || !strings.Contains(shown, "区住建局") || strings.Contains(shown, "只能查看：") {
			t.Fatal(shown)
		}
		r.Keep("people")
		screentest.TapText(t, list.Content, "增加")
		screentest.PressYes(t, r)
		onethread.Settle()
		if shown := screentest.ShownIn(r); len(p.Asked) != 0 || !strings.Contains(shown, "没有填写") {
			t.Fatal(p.Asked, shown)
		}
		screentest.EntryOf(t, r, "如 王某").SetText("李审")
		screentest.EntryOf(t, r, "空着由程序编一个").SetText("a password of mine")
		screentest.PressYes(t, r)
		onethread.Settle()
		if shown := screentest.ShownIn(r); len(p.Asked) != 0 || !strings.Contains(shown, "两次输入的不一样") {
			t.Fatal(p.Asked, shown)
		}
		r.Keep("people-add")
		screentest.EntryOf(t, r, "空着由程序编一个").SetText("")
		screentest.PressYes(t, r)
		onethread.Settle()
		if shown := screentest.ShownIn(r); !strings.Contains(shown, "K7QX2MPLH3WRAZT5") || !strings.Contains(shown, "只显示这一次") || p.Asked[0] != "增加 “李审”（经办人） " {
			t.Fatal(p.Asked, shown)
		}
		r.Keep("people-password")
		screentest.TapPanel(t, r, "复制口令")
		if got := fyne.CurrentApp().Clipboard().Content(); got != "K7QX2MPLH3WRAZT5" {
			t.Errorf("copied %q", got)
		}
		screentest.TapPanel(t, r, "关闭")
		people := openSharedPeople(r.Deps, r)
		onethread.Settle()
		if shown := shownIn(people.list.panel.Content); !strings.Contains(shown, "3 人") {
			t.Error(shown)
		}
		people.edit(p.All.All[1])
		if shown := screentest.ShownIn(r); !strings.Contains(shown, "只能查看本单位承办的件") || !strings.Contains(shown, "区住建局") || strings.Contains(shown, "口令") {
			t.Error(shown)
		}
		screentest.PressYes(t, r)
		onethread.Settle()
		people.password(p.All.All[1])
		for _, hint := range []string{"空着由程序编一个", "再输入一次"} {
			screentest.EntryOf(t, r, hint).SetText("a password of mine")
		}
		screentest.PressYes(t, r)
		onethread.Settle()
		people.remove(p.All.All[0])
		onethread.Settle()
		want := "更改 钱科 “钱科”（承办单位区住建局）|口令 钱科 a password of mine|删去 王某"
		if got := strings.Join(p.Asked[1:], "|"); got != want || len(r.Asked) != 1 {
			t.Errorf("asked %s, want %s; %v", got, want, r.Asked)
		}
		p.Err = data.Problem{Field: "姓名", Message: "服务器上已经有“jianban_李审”这个用户", Hint: "请换一个"}
		people.edit(data.Person{Kind: data.PersonClerk})
		screentest.EntryOf(t, r, "如 王某").SetText("李审")
		screentest.PressYes(t, r)
		onethread.Settle()
		if shown := screentest.ShownIn(r); !strings.Contains(shown, "已经有“jianban_李审”") {
			t.Error(shown)
		}
		r.NoFailure()
	}, story.Lead())
}

// Whoever does not own the registry sees who is there and why nothing can be changed.
func TestPeopleAreTheOwnersToChange(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := &screentest.People{All: somePeople()}
		p.All.Refused = "“王某”（经办人）不能管理人员，只有登记库的建立者“office”能增加、更改和删去人员"
		r.Deps.People = p
		people := openSharedPeople(r.Deps, r)
		onethread.Settle()
		if shown := shownIn(people.list.panel.Content); !strings.Contains(shown, "只能查看：“王某”（经办人）不能管理人员") {
			t.Error(shown)
		}
		r.Keep("people-refused")
		for _, b := range people.acts {
			if !b.Disabled() {
				t.Errorf("%s is offered", b.Text)
			}
		}
		people.list.open(p.All.All[0])
		if len(r.Told) != 1 || !strings.Contains(r.Told[0], "只有登记库的建立者") || len(r.Panels) != 1 {
			t.Error(r.Told, len(r.Panels))
		}
	}, story.Lead())
}
