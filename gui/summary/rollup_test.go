package summary

import (
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// rolledUp is a year of three offices, of which one has not closed it and one did not
// come.
func rolledUp() data.Rollup {
	day := data.NewDate(2022, 12, 31)
	return data.Rollup{Year: 2022, Missing: []string{"丙县政府办"}, Open: []string{"乙县政府办"}, Notes: []string{"件数、单位数和人数是各办公室登记的相加，几个办公室共同办理的各算一次"},
		Offices: []data.RolledOffice{{Office: "甲县政府办", AsOf: day, Closed: true}, {Office: "乙县政府办", AsOf: day}},
		Figures: []data.RolledFigure{
			{Name: "总件数", Num: 55, Value: "55", By: []data.RolledNumber{{Num: 15, Value: "15"}, {Num: 40, Value: "40"}}},
			{Name: "办复率", Share: true, Num: 22, Den: 27, Value: "81.5%", By: []data.RolledNumber{{Num: 7, Den: 7, Value: "100%"}, {Num: 15, Den: 20, Value: "75%"}}},
		}}
}

// The year of many offices is added up from files that were added or dropped, with the
// passphrases of backups, and written in the usual format.
func TestOfficesAreAddedUpInTheWindow(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		rollups := &screentest.Rollups{Sealed: "第二个口令", Answer: rolledUp()}
		r.Deps.Rollups = rollups
		s := NewSummaryScreen(r.Deps, r)
		r.Enter(s)
		r.Keep("summary-rollup-button")
		screentest.TapText(t, s.Root(), "汇总")
		r.Keep("rollup-empty")
		panel := r.Panels[0]
		screentest.PressYes(t, r)
		onethread.Settle()
		if shown := screentest.ShownIn(r); len(rollups.Asked) != 0 || !strings.Contains(shown, "还没有文件") {
			t.Fatal(rollups.Asked, shown)
		}
		panel.Drop([]string{"/交来/甲.bak", "/交来/乙.bak", "/交来/甲.bak"})
		screentest.TypeInto(t, r, "年份", "二〇")
		screentest.PressYes(t, r)
		onethread.Settle()
		if shown := screentest.ShownIn(r); len(rollups.Asked) != 0 || !strings.Contains(shown, "不是年份") {
			t.Fatal(rollups.Asked, shown)
		}
		screentest.TypeInto(t, r, "年份", " 2022 ")
		screentest.TypeInto(t, r, "应交来的", "甲县政府办\n\n 乙县政府办\n丙县政府办")
		r.Keep("rollup-ask")
		screentest.PressYes(t, r)
		onethread.Settle()
		if shown := screentest.ShownIn(r); !strings.Contains(shown, "“乙.bak”是加密的备份") {
			t.Fatal(shown)
		}
		screentest.TypeInto(t, r, "口令", "第一个口令")
		screentest.PressYes(t, r)
		onethread.Settle()
		if shown := screentest.ShownIn(r); !strings.Contains(shown, "输入过的口令打不开“乙.bak”") {
			t.Fatal(shown)
		}
		r.Keep("rollup-passphrase")
		screentest.TypeInto(t, r, "口令", "第二个口令")
		screentest.PressYes(t, r)
		onethread.Settle()
		last := rollups.Asked[len(rollups.Asked)-1]
		if strings.Join(last.Paths, "|") != "/交来/甲.bak|/交来/乙.bak" || last.Year != 2022 || len(last.Offices) != 3 || len(last.Passphrases) != 2 {
			t.Errorf("asked %+v", last)
		}
		shown := screentest.ShownIn(r)
		for _, want := range []string{"还没有交来：丙县政府办", "当年还没有封账：乙县政府办", "合计", "55", "81.5%", "未封账"} {
			if !strings.Contains(shown, want) {
				t.Errorf("lacks %q: %s", want, shown)
			}
		}
		r.Keep("rollup-result")
		screentest.TapPanel(t, r, "存为 PDF")
		if len(rollups.Laid) != 1 || len(r.Opened) != 1 || filepath.Ext(r.Opened[0]) != ".pdf" || !strings.Contains(r.Opened[0], "汇总") {
			t.Errorf("laid out %v, opened %v", rollups.Laid, r.Opened)
		}
		r.NoFailure()
	}, story.Lead())
}

// An office without proposals of its own finds it too; what is wrong with a file is told.
func TestAnEmptyOfficeAddsUp(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Deps.Rollups = &screentest.Rollups{Err: data.Problem{Field: "汇总", Message: "找不到“/甲.db”", Hint: "请核对文件的位置"}}
		r.ShownYear = 0
		s := NewSummaryScreen(r.Deps, r)
		r.Enter(s)
		r.Keep("rollup-nothing")
		screentest.TapText(t, s.empty, "汇总")
		r.Panels[0].Drop([]string{"/甲.db"})
		screentest.PressYes(t, r)
		onethread.Settle()
		if len(r.Failed) != 1 || len(r.Panels) != 1 {
			t.Errorf("%v, %d panels", r.Failed, len(r.Panels))
		}
	})
}
