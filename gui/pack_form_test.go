package gui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

func TestPackIsMadeFromAReadyOne(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "办理规则")
		var ready *ui.Choice[int]
		walk(list.Content, func(o fyne.CanvasObject) bool {
			if c, ok := o.(*ui.Choice[int]); ok {
				ready = c
			}
			return true
		})
		ready.Choose(2)
		settle()
		p := panelOf(t, r, "新建办理规则")
		if all := shownIn(r); !strings.Contains(all, "名称和期限") {
			t.Fatalf("shows %s", all)
		}
		checkChinese(t, "pack form", p.Content)
		r.keep("setup-pack-limits")
		for i, part := range packParts {
			tapPart(t, p, i)
			checkChinese(t, part, p.Content)
			r.keep(fmt.Sprintf("setup-pack-%d", i))
		}
		p.Save()
		settle()
		got := r.memory.Saved()[0].(data.RulePack)
		if got.Name != "四类做法（D留作参考）" || got.From != data.NewDate(2023, 1, 1) || len(got.Classes) != 4 || got.ReturnWorkdays != 10 {
			t.Errorf("saved %s from %s with %d classes", got.Name, got.From, len(got.Classes))
		}
		packs, err := loadPacks(context.Background(), r.memory)
		if err != nil || len(packs) != 2 || packs[0].Years != "2023年及以后" || packs[1].Years != "2022年及以前" {
			t.Errorf("%v, packs %+v", err, packs)
		}
		r.noFailure()
	}, story.Lead())
}

// tapPart chooses a part of the pack's form.
func tapPart(t *testing.T, p *ui.Panel, i int) {
	t.Helper()
	walk(p.Content, func(o fyne.CanvasObject) bool {
		if b, ok := o.(*ui.TabBar); ok {
			b.Choose(i)
		}
		return true
	})
	settle()
}

// openPack opens the default pack in its form.
func openPack(t *testing.T, r *paperRoom, do string) *ui.Panel {
	t.Helper()
	list := openFromSettings(t, r, "办理规则")
	chooseRow(t, list, func(p packRow) bool { return p.Name == "红塔区做法" })
	tapText(t, list.Content, do)
	return r.panels[len(r.panels)-1]
}

func TestPackIsEdited(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		p := openPack(t, r, "编辑")
		if all := shownIn(r); !strings.Contains(all, "这套规则管全部年度") {
			t.Errorf("the form does not tell its years: %s", all)
		}
		typeInto(t, r, "答复期限", "0")
		typeInto(t, r, "黄灯天数", "x")
		typeInto(t, r, "适用日期", "")
		p.Save()
		settle()
		all := shownIn(r)
		for _, want := range []string{"应在1到120之间", "“x”不是数字", "没有填写"} {
			if !strings.Contains(all, want) {
				t.Errorf("wrong limits are not named: no %q", want)
			}
		}
		r.keep("setup-pack-wrong")
		typeInto(t, r, "答复期限", "4")
		typeInto(t, r, "黄灯天数", "２０")
		typeInto(t, r, "适用日期", "2019-01-01")
		tapPart(t, p, 3)
		typeInto(t, r, "答复结尾", "感谢{你}")
		tapPart(t, p, 0)
		p.Save()
		settle()
		if all := shownIn(r); !strings.Contains(all, "不认识“{你}”") {
			t.Errorf("the part with the wrong word is not shown: %s", all)
		}
		typeInto(t, r, "答复结尾", "感谢{您}！")
		p.Save()
		settle()
		packs, err := r.memory.Packs(context.Background())
		if err != nil || len(packs) != 1 {
			t.Fatalf("%v, %d packs: the one under the old day stays", err, len(packs))
		}
		if got := packs[0]; got.ReplyMonths != 4 || got.YellowDays != 20 || got.From.Year != 2019 || got.Letters.ReplyClose != "感谢{您}！" || len(got.Appraisal.Parts) != 5 {
			t.Errorf("saved %+v", got)
		}
		r.noFailure()
	}, story.Lead())
}

func TestOnlyPackStays(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		p := openPack(t, r, "编辑")
		tapText(t, p.Left, "删除")
		if all := shownIn(r); !strings.Contains(all, "唯一的办理规则") {
			t.Errorf("shows %s", all)
		}
	}, story.Lead())
}

func TestPackGoesThroughAFile(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		dir := t.TempDir()
		list := openFromSettings(t, r, "办理规则")
		chooseRow(t, list, func(p packRow) bool { return true })
		tapText(t, list.Content, "导出")
		path := filepath.Join(dir, "规则.toml")
		entryOf(t, r, "文件的完整位置").SetText(path)
		r.panels[len(r.panels)-1].Save()
		settle()
		wrong := filepath.Join(dir, "照片.toml")
		if err := os.WriteFile(wrong, []byte("\x89PNG\x00\xff"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, from := range []string{wrong, path} {
			tapText(t, list.Content, "导入")
			entryOf(t, r, "文件的完整位置").SetText(from)
			r.panels[len(r.panels)-1].Save()
			settle()
		}
		if len(r.failed) != 1 || !strings.Contains(r.failed[0].Error(), "不是办理规则文件") {
			t.Errorf("the picture: %v", r.failed)
		}
		p := panelOf(t, r, "新建办理规则")
		p.Save()
		settle()
		if all := shownIn(r); !strings.Contains(all, "已有自这一天起适用的“红塔区做法”") {
			t.Errorf("a second pack of the same day: %s", all)
		}
		typeInto(t, r, "适用日期", "2026-01-01")
		p.Save()
		settle()
		packs, err := r.memory.Packs(context.Background())
		if err != nil || len(packs) != 2 || packs[0].From.Year != 2026 || packs[0].ReplyMonths != packs[1].ReplyMonths {
			t.Errorf("%v, packs %d", err, len(packs))
		}
	}, story.Lead())
}

// New items of the appraisal get keys of their own; parts are put together by
// name.
func TestAppraisalFromLines(t *testing.T) {
	item := func(part, key, name string) packItem {
		return packItem{part, data.AppraisalItem{Key: key, Name: name, Points: 5}}
	}
	a := appraisalOf([]packItem{item("甲", "一", "一"), item("乙", "", "一"), item("甲", "", "新项")},
		[]data.Grade{{Name: "差", Least: 0}, {Name: "好", Least: 90}})
	got := fmt.Sprint(a)
	if got != "{[{甲 [{一 一 5 } {新项 新项 5 }]} {乙 [{一2 一 5 }]}] [{好 90} {差 0}]}" {
		t.Error(got)
	}
}

// The names of the place are part of the rules: shown, changed and saved.
func TestPackHoldsThePlacesNames(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "办理规则")
		walk(list.Content, func(o fyne.CanvasObject) bool {
			if c, ok := o.(*ui.Choice[int]); ok {
				c.Choose(1)
				return false
			}
			return true
		})
		settle()
		p := panelOf(t, r, "新建办理规则")
		tapPart(t, p, partLetters)
		places := entryOf(t, r, "如 小石桥乡、抚仙湖")
		if !strings.Contains(places.Text, "大营街、研和") {
			t.Fatalf("shows %q", places.Text)
		}
		r.keep("setup-pack-places")
		places.SetText("滇池，呈贡区、\n斗南")
		p.Save()
		settle()
		got := r.memory.Saved()[0].(data.RulePack)
		if strings.Join(got.Places, "|") != "滇池|呈贡区|斗南" {
			t.Errorf("saved %q", got.Places)
		}
		r.noFailure()
	}, story.Lead())
}
