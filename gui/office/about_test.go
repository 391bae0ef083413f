package office

import (
	"os"
	"strings"
	"testing"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

func TestAboutAndChanges(t *testing.T) {
	text, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	all := changesOf(string(text))
	if len(all) < 2 || !strings.HasPrefix(all[0].Title, "0.2") || len(all[0].Items) < 20 || len(all[len(all)-1].Items) == 0 {
		t.Fatalf("of CHANGELOG.md %d versions are read", len(all))
	}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Deps.Changes = "# 更新记录\n\n## 0.2（未发布）\n\n- 命令 `due` 说一句\n- 第二条\n\n## 0.1\n\n- 开头\n"
		s := openSettings(t, r)
		screentest.TapText(t, s.Root(), "关于")
		p := panelOf(t, r, "关于建办")
		if all := strings.Join(screentest.Texts(p.Content), ""); !strings.Contains(all, "试验") || !strings.Contains(all, "registry.db") {
			t.Errorf("about shows %s", all)
		}
		r.Keep("about")
		screentest.TapText(t, p.Left, "新变化")
		onethread.Settle()
		if got := strings.Join(screentest.Texts(panelOf(t, r, "新变化").Content), ""); got != "0.2（未发布）·命令 due 说一句·第二条0.1·开头" {
			t.Errorf("changes show %s", got)
		}
		r.Keep("changes")
	})
}
