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

// Deputies spelt in two ways are offered, made one in one step and parted again
// by one undo; the list goes by pinyin or by strokes.
func TestDeputiesWhoAreLikelyOne(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		err := r.Memory.Do(context.Background(), "登记", func(tx *story.Tx) error {
			for _, p := range []data.Proposer{
				{Name: "曾强", Body: data.Congress, Delegation: "红塔代表团", Phone: "2012345"}, {Name: "曾强", Body: data.Congress, Delegation: "红塔区代表团", Address: "红塔大道5号"},
				{Name: "丁一", Body: data.Congress, Delegation: "研和代表团"}, {Name: "单丽", Body: data.Congress, Delegation: "研和代表团"}, {Name: "单莉", Body: data.Congress, Delegation: "研和代表团"},
			} {
				if err := tx.SaveProposer(&p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		list := openFromSettings(t, r, "代表委员")
		onethread.Settle()
		screentest.TapText(t, list.Content, "查找重复")
		panel := r.Panels[len(r.Panels)-1]
		r.Keep("likely-people")
		all := strings.Join(screentest.Texts(panel.Content), " ")
		for _, want := range []string{"2 对", "曾强 · 红塔代表团 · 2012345", "同名，代表团只是写法不同或没有填写", "同一代表团，姓名读音相同"} {
			if !strings.Contains(all, want) {
				t.Errorf("%q lacks %s", all, want)
			}
		}
		screentest.TapText(t, panel.Content, "对调")
		screentest.TapText(t, panel.Content, "合并")
		onethread.Settle()
		names := func() (out string) {
			people, err := r.Memory.Proposers(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range people {
				if p.Name == "曾强" {
					out += p.Delegation + p.Phone + p.Address + " "
				}
			}
			return out
		}
		if got := names(); got != "红塔区代表团2012345红塔大道5号 " {
			t.Errorf("left is %s", got)
		}
		r.Yes = false // what would be lost is asked first
		chooseRow(t, panel, func(x likelyRow[data.Proposer]) bool { return true })
		screentest.TapText(t, panel.Content, "合并")
		onethread.Settle()
		if all := strings.Join(screentest.Texts(panel.Content), " "); len(r.Asked) != 1 || !strings.Contains(r.Asked[0], "姓名“单莉”（保留的是“单丽”）") || !strings.Contains(all, "1 对") {
			t.Errorf("asked %q, left %s", r.Asked, all)
		}
		screentest.TapText(t, panel.Content, "不是同一个")
		if all := strings.Join(screentest.Texts(panel.Content), " "); !strings.Contains(all, "没有发现重复") {
			t.Errorf("says %s", all)
		}
		if _, err := r.Memory.Undo(context.Background()); err != nil {
			t.Fatal(err)
		}
		if got := names(); got != "红塔代表团2012345 红塔区代表团红塔大道5号 " {
			t.Errorf("undone is %s", got)
		}
		r.NoFailure()
	}, story.Lead())
}

// The lists of people and units lead to the import of their directories.
func TestListsOfferTheImport(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Deps.Imports = struct{ screen.Imports }{}
		for _, name := range []string{"代表委员", "承办单位"} {
			list := openFromSettings(t, r, name)
			onethread.Settle()
			r.Keep("list-import-" + name)
			screentest.TapText(t, list.Content, "导入")
		}
		if got := strings.Join(r.Imported, ","); got != "proposers ,units " {
			t.Errorf("opened %s", got)
		}
	})
}
