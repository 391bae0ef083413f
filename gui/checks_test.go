package gui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// After opening the registry is checked quietly where that is due; what matters
// is said, and after a kill also that nothing is damaged.
func TestRegistryIsCheckedByItself(t *testing.T) {
	damage := data.Finding{Weight: data.WeightDamage, What: "索引"}
	for name, c := range map[string]struct {
		checks      screentest.Checks
		asked, said string
	}{
		"not due":      {screentest.Checks{Finds: []data.Finding{damage}}, "[]", ""},
		"whole":        {screentest.Checks{IsDue: true}, "[后台检查]", ""},
		"after a kill": {screentest.Checks{IsDue: true, Is: data.CheckState{Unclean: true}}, "[后台检查]", "没有损坏"},
		"damaged":      {screentest.Checks{IsDue: true, Finds: []data.Finding{damage}}, "[后台检查]", "1处损坏，详见“设置”里的“检查”"},
		"reminders":    {screentest.Checks{IsDue: true, Finds: []data.Finding{{Weight: data.WeightRemind}}}, "[后台检查]", ""},
		"cannot be":    {screentest.Checks{IsDue: true, Finds: []data.Finding{{Weight: data.WeightMust}}}, "[后台检查]", "1处须处理"},
		"fails":        {screentest.Checks{IsDue: true, Err: data.Problem{Message: "读不出来"}}, "[后台检查]", "没有检查成"},
	} {
		t.Run(name, func(t *testing.T) {
			screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
				onethread.Use(t)
				r.Deps.Checks = &c.checks
				m, err := NewMain(r.Deps, fyne.CurrentApp())
				if err != nil {
					t.Fatal(err)
				}
				onethread.Settle()
				m.status.said.SetText("")
				m.checkIfDue()
				onethread.Settle()
				if got := fmt.Sprint(c.checks.Asked); got != c.asked || c.said == "" && m.status.said.Text != "" || !strings.Contains(m.status.said.Text, c.said) {
					t.Errorf("asked %s, said %q", got, m.status.said.Text)
				}
				m.Close()
			}, story.Lead())
		})
	}
}
