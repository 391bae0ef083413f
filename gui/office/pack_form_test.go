package office

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/assets"
	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

func TestPackIsMadeFromAReadyOne(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		list := openFromSettings(t, r, "办理规则")
		var ready *ui.Choice[int]
		screentest.Walk(list.Content, func(o fyne.CanvasObject) bool {
			if c, ok := o.(*ui.Choice[int]); ok {
				ready = c
			}
			return true
		})
		ready.Choose(2)
		onethread.Settle()
		p := panelOf(t, r, "新建办理规则")
		if all := screentest.ShownIn(r); !strings.Contains(all, "名称和期限") {
			t.Fatalf("shows %s", all)
		}
		screentest.CheckChinese(t, "pack form", p.Content)
		r.Keep("setup-pack-limits")
		for i, part := range packParts {
			tapPart(t, p, i)
			screentest.CheckChinese(t, part, p.Content)
			r.Keep(fmt.Sprintf("setup-pack-%d", i))
		}
		p.Save()
		onethread.Settle()
		got := r.Memory.Saved()[0].(data.RulePack)
		if got.Name != "四类做法（D留作参考）" || got.From != data.NewDate(2023, 1, 1) || len(got.Classes) != 4 || got.ReturnWorkdays != 0 || len(got.Limits) != 1 || got.Limits[0].Span() != (data.Span{N: 10, Unit: data.Days}) {
			t.Errorf("saved %s from %s with %d classes", got.Name, got.From, len(got.Classes))
		}
		packs, err := loadPacks(context.Background(), r.Memory)
		if err != nil || len(packs) != 2 || packs[0].Years != "2023年及以后" || packs[1].Years != "2022年及以前" {
			t.Errorf("%v, packs %+v", err, packs)
		}
		r.NoFailure()
	}, story.Lead())
}

// tapPart chooses a part of the pack's form.
func tapPart(t *testing.T, p *ui.Panel, i int) {
	t.Helper()
	screentest.Walk(p.Content, func(o fyne.CanvasObject) bool {
		if b, ok := o.(*ui.TabBar); ok {
			b.Choose(i)
		}
		return true
	})
	onethread.Settle()
}

// openPack opens the default pack in its form.
func openPack(t *testing.T, r *screentest.Room, do string) *ui.Panel {
	t.Helper()
	list := openFromSettings(t, r, "办理规则")
	chooseRow(t, list, func(p packRow) bool { return p.Name == "三类做法（三个月答复）" })
	screentest.TapText(t, list.Content, do)
	return r.Panels[len(r.Panels)-1]
}

func TestPackIsEdited(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := openPack(t, r, "编辑")
		if all := screentest.ShownIn(r); !strings.Contains(all, "这套规则管全部年度") {
			t.Errorf("the form does not tell its years: %s", all)
		}
		screentest.TypeInto(t, r, "答复期限", "0")
		screentest.TypeInto(t, r, "黄灯天数", "x")
		screentest.TypeInto(t, r, "适用日期", "")
		p.Save()
		onethread.Settle()
		all := screentest.ShownIn(r)
		for _, want := range []string{"应在1到120之间", "“x”不是数字", "没有填写"} {
			if !strings.Contains(all, want) {
				t.Errorf("wrong limits are not named: no %q", want)
			}
		}
		r.Keep("setup-pack-wrong")
		screentest.TypeInto(t, r, "答复期限", "4")
		screentest.TypeInto(t, r, "黄灯天数", "２０")
		screentest.TypeInto(t, r, "适用日期", "2019-01-01")
		tapPart(t, p, partLetters)
		screentest.TypeInto(t, r, "答复结尾", "感谢{你}")
		if all := screentest.ShownIn(r); !strings.Contains(all, "不认识“{你}”；可用的有{会议}") {
			t.Errorf("a field that is none is not told while it is typed: %s", all)
		}
		tapPart(t, p, partLimits)
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "不认识“{你}”") {
			t.Errorf("the part with the wrong word is not shown: %s", all)
		}
		screentest.TypeInto(t, r, "答复结尾", "感谢{您}！")
		if all := screentest.ShownIn(r); !strings.Contains(all, "如：感谢你们！") {
			t.Errorf("a wording is not shown as it reads: %s", all)
		}
		p.Save()
		onethread.Settle()
		packs, err := r.Memory.Packs(context.Background())
		if err != nil || len(packs) != 1 {
			t.Fatalf("%v, %d packs: the one under the old day stays", err, len(packs))
		}
		if got := packs[0]; got.ReplyMonths != 4 || got.YellowDays != 20 || got.From.Year() != 2019 || got.Letters.ReplyClose != "感谢{您}！" || len(got.Appraisal.Parts) != 5 {
			t.Errorf("saved %+v", got)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestOnlyPackStays(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := openPack(t, r, "编辑")
		screentest.TapText(t, p.Left, "删除")
		if all := screentest.ShownIn(r); !strings.Contains(all, "唯一的办理规则") {
			t.Errorf("shows %s", all)
		}
	}, story.Lead())
}

func TestPackGoesThroughAFile(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		dir := t.TempDir()
		list := openFromSettings(t, r, "办理规则")
		chooseRow(t, list, func(p packRow) bool { return true })
		screentest.TapText(t, list.Content, "导出规则")
		path := filepath.Join(dir, "规则.toml")
		screentest.EntryOf(t, r, "文件的完整位置").SetText(path)
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		wrong := filepath.Join(dir, "照片.toml")
		if err := os.WriteFile(wrong, []byte("\x89PNG\x00\xff"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, from := range []string{wrong, path} {
			screentest.TapText(t, list.Content, "导入规则")
			screentest.EntryOf(t, r, "文件的完整位置").SetText(from)
			r.Panels[len(r.Panels)-1].Save()
			onethread.Settle()
		}
		if len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error(), "不是办理规则文件") {
			t.Errorf("the picture: %v", r.Failed)
		}
		p := panelOf(t, r, "新建办理规则")
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "已有自这一天起适用的“三类做法") {
			t.Errorf("a second pack of the same day: %s", all)
		}
		screentest.TypeInto(t, r, "适用日期", "2026-01-01")
		p.Save()
		onethread.Settle()
		packs, err := r.Memory.Packs(context.Background())
		if err != nil || len(packs) != 2 || packs[0].From.Year() != 2026 || packs[0].ReplyMonths != packs[1].ReplyMonths {
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
	if got != "{[{甲 [{一 一 5 } {新项 新项 5 }]} {乙 [{一2 一 5 }]}] [{好 90} {差 0}] { 0 false}}" {
		t.Error(got)
	}
}

// The names of the place are part of the rules: shown, changed and saved.
func TestPackHoldsThePlacesNames(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		list := openFromSettings(t, r, "办理规则")
		screentest.Walk(list.Content, func(o fyne.CanvasObject) bool {
			if c, ok := o.(*ui.Choice[int]); ok {
				c.Choose(slices.Index(assets.PackNames(), assets.DemoPack) + 1)
				return false
			}
			return true
		})
		onethread.Settle()
		p := panelOf(t, r, "新建办理规则")
		tapPart(t, p, partPaper)
		places := screentest.EntryOf(t, r, "如 小石桥乡、抚仙湖")
		if !strings.Contains(places.Text, "大营街、研和") {
			t.Fatalf("shows %q", places.Text)
		}
		r.Keep("setup-pack-places")
		places.SetText("滇池，呈贡区、\n斗南")
		p.Save()
		onethread.Settle()
		got := r.Memory.Saved()[0].(data.RulePack)
		if strings.Join(got.Places, "|") != "滇池|呈贡区|斗南" {
			t.Errorf("saved %q", got.Places)
		}
		r.NoFailure()
	}, story.Lead())
}

// The look of letters and the standard paragraphs are part of the rules: changed,
// checked, saved.
func TestPackHoldsPaperAndParagraphs(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := openPack(t, r, "编辑")
		tapPart(t, p, partPaper)
		screentest.Walk(p.Content, func(o fyne.CanvasObject) bool {
			switch o := o.(type) {
			case *ui.Choice[data.LetterForm]:
				o.Choose(data.AsDocument)
			case *ui.TickBox:
				if strings.Contains(o.Text, "部分公开") {
					o.SetChecked(true)
				}
			}
			return true
		})
		tapPart(t, p, partPassages)
		screentest.TapText(t, p.Content, "加一段")
		var last []*ui.Entry
		screentest.Walk(p.Content, func(o fyne.CanvasObject) bool {
			if e, ok := o.(*ui.Entry); ok && e.Text == "" && (e.PlaceHolder == "如 暂不能安排" || e.MultiLine && e.Visible()) {
				last = append(last, e)
			}
			return true
		})
		for _, e := range last {
			e.SetText("新的{您}")
		}
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "没有填写") && len(r.Memory.Saved()) == 0 {
			t.Fatalf("neither saved nor told: %s", all)
		}
		got := r.Memory.Saved()[0].(data.RulePack)
		if got.Paper != (data.PaperRules{Form: data.AsDocument, Openness: true}) {
			t.Errorf("paper %+v", got.Paper)
		}
		if n := len(got.Passages); n != 7 || got.Passages[n-1] != (data.Passage{Name: "新的{您}", Text: "新的{您}"}) {
			t.Errorf("%d paragraphs: %+v", n, got.Passages)
		}
		r.NoFailure()
	}, story.Lead())
}

// What the place means by its rates and what it calls them are part of the rules:
// chosen, checked, saved.
func TestPackHoldsWhatRatesMean(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := openPack(t, r, "编辑")
		tapPart(t, p, partRates)
		screentest.TapText(t, p.Content, "加一个用语")
		screentest.Walk(p.Content, func(o fyne.CanvasObject) bool {
			switch o := o.(type) {
			case *ui.Choice[int]:
				o.Choose(2)
			case *ui.Choice[data.SettledMeaning]:
				o.Choose(data.SettledReplied)
			case *ui.Choice[bool]:
				if o.Value() == false && o.Visible() {
					o.Choose(true)
				}
			case *ui.Choice[string]:
				o.Choose("面商率")
			}
			return true
		})
		screentest.EntryOf(t, r, "如 走访率").SetText("走访率")
		r.Keep("setup-pack-rates")
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "总是100%") {
			t.Errorf("a rate that says nothing is not told: %s", all)
		}
		screentest.Walk(p.Content, func(o fyne.CanvasObject) bool {
			if c, ok := o.(*ui.Choice[data.SettledMeaning]); ok {
				c.Choose(data.SettledClass)
			}
			return true
		})
		p.Save()
		onethread.Settle()
		got := r.Memory.Saved()[0].(data.RulePack).Rates
		if got.Decimals != 2 || got.Settled != data.SettledClass || !got.SettledOfReplied || len(got.Words) != 1 || got.Words[0] != (data.RateWord{Rate: "面商率", Word: "走访率"}) {
			t.Errorf("saved %+v", got)
		}
		r.NoFailure()
	}, story.Lead())
}

// A limit of another form is added; a day that not every year has is named in its part.
func TestOtherLimitsAreEdited(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := openPack(t, r, "编辑")
		tapPart(t, p, partMoreLimits)
		screentest.TapText(t, p.Content, "加一条期限")
		of := screentest.EntryOf(t, r, "全部；几个词用、隔开")
		of.SetText("党派提案、会议期间")
		screentest.EntryOf(t, r, "如 6月30日").SetText("2月29日")
		tapPart(t, p, partLimits)
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "第1条：2月29日不是每年都有。请改为2月28日") {
			t.Errorf("the wrong day is not told: %s", all)
		}
		screentest.EntryOf(t, r, "如 6月30日").SetText("5.10")
		r.Keep("setup-pack-more-limits")
		p.Save()
		onethread.Settle()
		packs, err := r.Memory.Packs(context.Background())
		if err != nil || len(packs) != 1 || len(packs[0].Limits) != 1 {
			t.Fatalf("%v, packs %+v", err, packs)
		}
		if got := packs[0].Limits[0]; got.Words() != "党派提案、会议期间5月10日前" || got.For != data.ForReply {
			t.Errorf("saved %+v", got)
		}
		r.NoFailure()
	}, story.Lead())
}
