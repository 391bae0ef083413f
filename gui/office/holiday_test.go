package office

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

const notice2023 = "国务院办公厅关于2023年部分节假日安排的通知\n国办发明电〔2022〕16号\n一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。\n二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。"

func TestHolidayNoticeIsEntered(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := &holidayPart{deps: r.Deps, host: r, year: 2031, done: func() {}}
		cal := data.Calendar{}
		if rows := holidayRows(cal, nil, 2031); len(rows) != 0 {
			t.Errorf("a year without a notice has %d days", len(rows))
		}
		if _, _, word := p.state(nil); !strings.Contains(word, "暂定") {
			t.Errorf("it says %q", word)
		}
		list := openFromSettings(t, r, "放假安排")
		r.Keep("setup-holidays")
		screentest.TapText(t, list.Content, "录入通知")
		form := r.Panels[len(r.Panels)-1]
		screentest.TypeInto(t, r, "通知内容", "春节：1月21日至27日放假，共8天")
		if all := screentest.ShownIn(r); !strings.Contains(all, "写共8天，起止日期却是7天") {
			t.Errorf("a wrong count: %s", all)
		}
		form.Save()
		onethread.Settle()
		if len(r.Memory.Saved()) > 0 {
			t.Fatal("a wrong notice was saved")
		}
		screentest.TypeInto(t, r, "通知内容", notice2023)
		if all := screentest.ShownIn(r); !strings.Contains(all, "放假10天、上班2天") {
			t.Errorf("it read: %s", all)
		}
		r.Keep("setup-notice")
		form.Save()
		onethread.Settle()
		days, err := r.Memory.Holidays(context.Background())
		if err != nil || len(days) != 12 || days[0].Source != "国办发明电〔2022〕16号" {
			t.Fatalf("%v, %d days", err, len(days))
		}
		screentest.TapText(t, list.Content, "录入通知") // the same again: no day twice
		screentest.TypeInto(t, r, "通知内容", notice2023)
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		if days, err = r.Memory.Holidays(context.Background()); err != nil || len(days) != 12 {
			t.Errorf("%v, entered twice gives %d days", err, len(days))
		}
		r.Keep("setup-holidays-own")
		r.NoFailure()
	}, story.Lead())
}

func TestHolidayOfTheProgramIsNotEdited(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		list := openFromSettings(t, r, "放假安排")
		chooseRow(t, list, func(h holidayRow) bool { return h.Date == data.NewDate(2022, 10, 3) })
		screentest.TapText(t, list.Content, "编辑")
		if len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error(), "程序自带") {
			t.Fatalf("told %v", r.Failed)
		}
		screentest.TapText(t, list.Content, "加一天") // the same day goes before the program's
		screentest.TypeInto(t, r, "日期", "10-3")
		screentest.TypeInto(t, r, "节日名称", "国庆节")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		table := chooseRow(t, list, func(h holidayRow) bool { return h.Date == data.NewDate(2022, 10, 3) && h.own() })
		table.Open()
		onethread.Settle()
		screentest.TapText(t, r.Panels[len(r.Panels)-1].Left, "删除")
		if days, err := r.Memory.Holidays(context.Background()); err != nil || len(days) != 0 {
			t.Errorf("%v, %d days stay", err, len(days))
		}
	}, story.Lead())
}

func TestHolidayTableIsImported(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		dir := t.TempDir()
		gbk := filepath.Join(dir, "放假.csv")
		// 日期,安排,节日 / 2031-01-01,放假,元旦 as Excel on Chinese Windows writes it
		if err := os.WriteFile(gbk, []byte("\xc8\xd5\xc6\xda,\xb0\xb2\xc5\xc5,\xbd\xda\xc8\xd5\r\n2031-01-01,\xb7\xc5\xbc\xd9,\xd4\xaa\xb5\xa9\r\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		list := openFromSettings(t, r, "放假安排")
		screentest.TapText(t, list.Content, "导入文件")
		screentest.EntryOf(t, r, "文件的完整位置").SetText(gbk)
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		panelOf(t, r, "录入放假通知").Save()
		onethread.Settle()
		if days, err := r.Memory.Holidays(context.Background()); err != nil || len(days) != 1 || days[0].Name != "元旦" {
			t.Errorf("%v, days %+v", err, days)
		}
		r.NoFailure()
	}, story.Lead())
}
