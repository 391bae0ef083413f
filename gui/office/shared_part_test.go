package office

import (
	"context"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// A shared registry is asked for by its address; what is missing or refused is said at
// its field, and the password is in no message and not shown.
func TestASharedRegistryIsAskedFor(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		var asked []screen.SharedAsk
		var refused error
		r.Deps.OpenShared = func(_ context.Context, ask screen.SharedAsk, _ screen.Progress) error {
			asked = append(asked, ask)
			return refused
		}
		done := 0
		openShared(r.Deps, r, func() { done++ })
		p := r.Panels[len(r.Panels)-1]
		p.Save()
		onethread.Settle()
		if all := strings.Join(screentest.Texts(p.Content), "|"); len(asked) != 0 || strings.Count(all, "没有填写") != 3 {
			t.Fatalf("of nothing typed: asked %v, shown %s", asked, all)
		}
		for hint, typed := range map[string]string{"如 10.0.0.5": " 10.0.0.5 ", "如 jianban": "jianban", "管理员给的用户名": "zhang", "没有就空着": "geheim"} {
			field := screentest.EntryOf(t, r, hint)
			field.SetText(typed)
			if typed == "geheim" && !field.Password {
				t.Error("the password is shown")
			}
		}
		r.Keep("shared-ask")
		refused = data.Problem{Field: "登记库", Message: "连不上共享登记库“jianban@10.0.0.5:5432”", Hint: "请核对地址"}
		p.Save()
		onethread.Settle()
		if all := strings.Join(screentest.Texts(p.Content), "|"); done != 0 || !strings.Contains(all, "连不上共享登记库") {
			t.Errorf("refused: done %d, shown %s", done, all)
		}
		refused = nil
		p.Save()
		onethread.Settle()
		want := screen.SharedAsk{Host: "10.0.0.5", Database: "jianban", User: "zhang", Password: "geheim", Empty: screen.EmptyRefused}
		if done != 1 || asked[len(asked)-1] != want {
			t.Errorf("done %d, asked %+v", done, asked[len(asked)-1])
		}
		r.NoFailure()
	}, story.Lead())
}
