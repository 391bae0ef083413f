package gui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// panelOf is the panel opened last under a title.
func panelOf(t *testing.T, r *paperRoom, title string) *ui.Panel {
	t.Helper()
	for i := len(r.panels) - 1; i >= 0; i-- {
		if r.panels[i].Title == title {
			return r.panels[i]
		}
	}
	t.Fatalf("no panel %q", title)
	return nil
}

// openFromSettings opens a list by its button in the settings.
func openFromSettings(t *testing.T, r *paperRoom, word string) *ui.Panel {
	t.Helper()
	s := openSettings(t, r)
	tapText(t, s.Root(), word)
	return panelOf(t, r, word)
}

// chooseRow chooses the row of a table in which a text stands.
func chooseRow[R any](t *testing.T, p *ui.Panel, fits func(R) bool) *ui.Table[R] {
	t.Helper()
	var table *ui.Table[R]
	walk(p.Content, func(o fyne.CanvasObject) bool {
		if w, ok := o.(*ui.Table[R]); ok {
			table = w
		}
		return table == nil
	})
	if table == nil {
		t.Fatal("no table")
	}
	for i, r := range table.Rows() {
		if fits(r) {
			table.Choose(i)
			settle()
			return table
		}
	}
	t.Fatalf("no such row of %d", len(table.Rows()))
	return nil
}

// Every list opens by one click, in Chinese, and fits the window.
func TestEveryListOfTheSettingsOpens(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		for _, word := range []string{"办理规则", "放假安排", "办理册", "承办单位", "牵头领导", "代表委员", "经办人员"} {
			p := openFromSettings(t, r, word)
			checkChinese(t, word, p.Content)
			r.keep("setup-" + word)
			p.Close()
		}
		r.noFailure()
	}, story.Lead(), story.Draft())
}

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

const notice2023 = "国务院办公厅关于2023年部分节假日安排的通知\n国办发明电〔2022〕16号\n一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。\n二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。"

func TestHolidayNoticeIsEntered(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		p := &holidayPart{deps: r.deps, host: r, year: 2031, done: func() {}}
		cal := data.Calendar{}
		if rows := holidayRows(cal, nil, 2031); len(rows) != 0 {
			t.Errorf("a year without a notice has %d days", len(rows))
		}
		if _, _, word := p.state(nil); !strings.Contains(word, "暂定") {
			t.Errorf("it says %q", word)
		}
		list := openFromSettings(t, r, "放假安排")
		r.keep("setup-holidays")
		tapText(t, list.Content, "录入通知")
		form := r.panels[len(r.panels)-1]
		typeInto(t, r, "通知内容", "春节：1月21日至27日放假，共8天")
		if all := shownIn(r); !strings.Contains(all, "写共8天，起止日期却是7天") {
			t.Errorf("a wrong count: %s", all)
		}
		form.Save()
		settle()
		if len(r.memory.Saved()) > 0 {
			t.Fatal("a wrong notice was saved")
		}
		typeInto(t, r, "通知内容", notice2023)
		if all := shownIn(r); !strings.Contains(all, "放假10天、上班2天") {
			t.Errorf("it read: %s", all)
		}
		r.keep("setup-notice")
		form.Save()
		settle()
		days, err := r.memory.Holidays(context.Background())
		if err != nil || len(days) != 12 || days[0].Source != "国办发明电〔2022〕16号" {
			t.Fatalf("%v, %d days", err, len(days))
		}
		tapText(t, list.Content, "录入通知") // the same again: no day twice
		typeInto(t, r, "通知内容", notice2023)
		r.panels[len(r.panels)-1].Save()
		settle()
		if days, err = r.memory.Holidays(context.Background()); err != nil || len(days) != 12 {
			t.Errorf("%v, entered twice gives %d days", err, len(days))
		}
		r.keep("setup-holidays-own")
		r.noFailure()
	}, story.Lead())
}

func TestHolidayOfTheProgramIsNotEdited(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "放假安排")
		chooseRow(t, list, func(h holidayRow) bool { return h.Date == data.NewDate(2022, 10, 3) })
		tapText(t, list.Content, "编辑")
		if len(r.failed) != 1 || !strings.Contains(r.failed[0].Error(), "程序自带") {
			t.Fatalf("told %v", r.failed)
		}
		tapText(t, list.Content, "加一天") // the same day goes before the program's
		typeInto(t, r, "日期", "10-3")
		typeInto(t, r, "节日名称", "国庆节")
		r.panels[len(r.panels)-1].Save()
		settle()
		table := chooseRow(t, list, func(h holidayRow) bool { return h.Date == data.NewDate(2022, 10, 3) && h.own() })
		table.Open()
		settle()
		tapText(t, r.panels[len(r.panels)-1].Left, "删除")
		if days, err := r.memory.Holidays(context.Background()); err != nil || len(days) != 0 {
			t.Errorf("%v, %d days stay", err, len(days))
		}
	}, story.Lead())
}

func TestHolidayTableIsImported(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		dir := t.TempDir()
		gbk := filepath.Join(dir, "放假.csv")
		// 日期,安排,节日 / 2031-01-01,放假,元旦 as Excel on Chinese Windows writes it
		if err := os.WriteFile(gbk, []byte("\xc8\xd5\xc6\xda,\xb0\xb2\xc5\xc5,\xbd\xda\xc8\xd5\r\n2031-01-01,\xb7\xc5\xbc\xd9,\xd4\xaa\xb5\xa9\r\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		list := openFromSettings(t, r, "放假安排")
		tapText(t, list.Content, "导入文件")
		entryOf(t, r, "文件的完整位置").SetText(gbk)
		r.panels[len(r.panels)-1].Save()
		settle()
		panelOf(t, r, "录入放假通知").Save()
		settle()
		if days, err := r.memory.Holidays(context.Background()); err != nil || len(days) != 1 || days[0].Name != "元旦" {
			t.Errorf("%v, days %+v", err, days)
		}
		r.noFailure()
	}, story.Lead())
}

func TestFourBooksOfAYear(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "办理册")
		tapText(t, list.Content, "备好一年的四册")
		typeInto(t, r, "年份", "2023")
		r.keep("setup-four-books")
		form := r.panels[len(r.panels)-1]
		form.Save()
		settle()
		if all := shownIn(r); !strings.Contains(all, "地名") {
			t.Errorf("books without a place: %s", all)
		}
		texts := map[string][]string{"如 玉溪市": {"玉溪市", "玉溪市", "玉溪市红塔区", "玉溪市红塔区"}, "届": {"6", "6", "6", "6"}, "次": {"2", "2", "2", "2"}}
		walk(form.Content, func(o fyne.CanvasObject) bool {
			if e, ok := o.(*ui.Entry); ok && len(texts[e.PlaceHolder]) > 0 {
				e.SetText(texts[e.PlaceHolder][0])
				texts[e.PlaceHolder] = texts[e.PlaceHolder][1:]
			}
			return true
		})
		form.Save()
		settle()
		books, err := r.memory.Books(context.Background())
		if err != nil || len(books) != 5 {
			t.Fatalf("%v, %d books", err, len(books))
		}
		down, out := books[1], books[3]
		if down.Name() != "市六届人大二次会议" || down.Direction != data.HandedDown || down.HandedBy != "玉溪市人民政府办公室" || len(down.CopyTo) != len(story.Book().CopyTo) {
			t.Errorf("handed down %+v", down)
		}
		if out.Name() != "区六届人大二次会议" || out.Direction != data.HandedOut || out.Issuer != "" {
			t.Errorf("handed out %+v", out)
		}
		r.keep("setup-books")
		r.noFailure()
	}, story.Lead())
}

func TestBookTakesItsOwnRules(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "办理册")
		chooseRow(t, list, func(b data.Book) bool { return true })
		tapText(t, list.Content, "编辑")
		typeInto(t, r, "答复期限", "5")
		typeInto(t, r, "抄送", "选联工委、督查室")
		tapText(t, r.panels[len(r.panels)-1].Content, "加一类")
		entryOf(t, r, "A").SetText("甲")
		entryOf(t, r, "如 已解决或基本解决").SetText("解决")
		r.keep("setup-book")
		r.panels[len(r.panels)-1].Save()
		settle()
		b, ok := r.memory.Saved()[0].(data.Book)
		if !ok || b.ReplyMonths != 5 || len(b.CopyTo) != 2 || len(b.Classes) != 1 || b.Classes[0].Letter != "甲" {
			t.Errorf("saved %+v", b)
		}
		r.noFailure()
	}, story.Lead())
}

// A unit that is renamed keeps its old name for the papers of its time.
func TestUnitIsRenamed(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "承办单位")
		tapText(t, list.Content, "改名")
		if len(r.failed) != 1 {
			t.Fatal("renaming nothing is not refused")
		}
		r.failed = nil
		var before data.Unit
		chooseRow(t, list, func(u data.Unit) bool { before = u; return true })
		tapText(t, list.Content, "改名")
		form := r.panels[len(r.panels)-1]
		form.Save()
		settle()
		if all := shownIn(r); !strings.Contains(all, "没有填写") {
			t.Errorf("no name: %s", all)
		}
		typeInto(t, r, "新简称", "区城建局")
		typeInto(t, r, "旧名用到", "2022-06-10")
		r.keep("setup-rename")
		form.Save()
		settle()
		u, ok := r.memory.Saved()[0].(data.Unit)
		if !ok || u.ID != before.ID || u.Name != "区城建局" {
			t.Fatalf("saved %+v", u)
		}
		if old, now := u.At(data.NewDate(2022, 6, 10)), u.At(data.NewDate(2022, 6, 11)); old.Name != before.Name || now.Name != "区城建局" {
			t.Errorf("then %s, later %s", old.Name, now.Name)
		}
		table := chooseRow(t, list, func(x data.Unit) bool { return x.ID == u.ID })
		table.Open()
		settle()
		r.keep("setup-unit")
		if all := shownIn(r); !strings.Contains(all, "曾用名") {
			t.Errorf("the form shows %s", all)
		}
		r.noFailure()
	}, story.Lead())
}

func TestLeaderChangesPost(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "牵头领导")
		tapText(t, list.Content, "新建")
		typeInto(t, r, "领导姓名", "赵某")
		typeInto(t, r, "职务", "副区长")
		r.panels[len(r.panels)-1].Save()
		settle()
		chooseRow(t, list, func(l data.Leader) bool { return l.Name == "赵某" })
		tapText(t, list.Content, "改任")
		typeInto(t, r, "新职务", "区长")
		r.panels[len(r.panels)-1].Save()
		settle()
		all := r.memory.Saved()
		l, ok := all[len(all)-1].(data.Leader)
		if !ok || l.Post != "区长" || l.At(r.deps.Today()).Post != "副区长" || l.At(r.deps.Today().AddDays(1)).Post != "区长" {
			t.Errorf("saved %+v", l)
		}
		r.noFailure()
	})
}

func TestDeputyIsEdited(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "代表委员")
		test.Type(entryIn(t, list.Content, "查找"), "没有这个人")
		settle()
		if all := strings.Join(texts(list.Content), "\n"); !strings.Contains(all, "没有找到") {
			t.Error("the search shows everybody")
		}
		entryIn(t, list.Content, "查找").SetText("")
		settle()
		table := chooseRow(t, list, func(data.Proposer) bool { return true })
		table.Open()
		settle()
		typeInto(t, r, "联系电话", "13800000000")
		r.panels[len(r.panels)-1].Save()
		settle()
		if p, ok := r.memory.Saved()[0].(data.Proposer); !ok || p.Phone != "13800000000" {
			t.Errorf("saved %+v", r.memory.Saved()[0])
		}
		r.noFailure()
	}, story.Lead())
}

// entryIn is the entry of a panel with a placeholder.
func entryIn(t *testing.T, root fyne.CanvasObject, placeholder string) *ui.Entry {
	t.Helper()
	var found *ui.Entry
	walk(root, func(o fyne.CanvasObject) bool {
		if e, ok := o.(*ui.Entry); ok && e.PlaceHolder == placeholder {
			found = e
		}
		return true
	})
	if found == nil {
		t.Fatalf("no field %q", placeholder)
	}
	return found
}

// Who works is asked at start where several may; the bar changes it.
func TestClerkIsChosenAtStart(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		useOneThread(t)
		settings := story.Office()
		settings.Clerks = []string{"王某", "李某"}
		if err := r.memory.SaveSettings(&settings); err != nil {
			t.Fatal(err)
		}
		r.deps.Prefs = fyne.CurrentApp().Preferences()
		start := func() *Main {
			m, err := NewMain(r.deps, fyne.CurrentApp())
			if err != nil {
				t.Fatal(err)
			}
			m.win.Resize(fyne.NewSize(1366, 768))
			settle()
			return m
		}
		m := start()
		if len(m.panels) != 1 || m.bar.clerks.Visible() != true {
			t.Fatal("nobody is asked who works")
		}
		r.win = m.win
		r.keep("setup-who")
		tapText(t, m.panels[0].Content, "李某")
		if r.memory.Clerk() != "李某" || m.bar.clerk.Value() != "李某" || len(m.panels) != 0 {
			t.Errorf("works %s, shown %s", r.memory.Clerk(), m.bar.clerk.Value())
		}
		m.bar.clerk.Choose("王某")
		settle()
		m.Close()
		r.memory.SetClerk("")
		m = start()
		if len(m.panels) != 0 || r.memory.Clerk() != "王某" {
			t.Errorf("the second time %d panels, works %s", len(m.panels), r.memory.Clerk())
		}
		settings.Clerks = nil
		if err := r.memory.SaveSettings(&settings); err != nil {
			t.Fatal(err)
		}
		r.memory.Changed()
		settle()
		if m.bar.clerks.Visible() || r.memory.Clerk() != "普某" {
			t.Errorf("with nobody listed works %s", r.memory.Clerk())
		}
		m.Close()
	}, story.Lead())
}

func TestClerksAreEdited(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		p := openFromSettings(t, r, "经办人员")
		tapText(t, p.Content, "加一人")
		entryOf(t, r, "如 王某").SetText("王某")
		tapText(t, p.Content, "加一人")
		entryOf(t, r, "如 王某").SetText("王某")
		p.Save()
		settle()
		if all := shownIn(r); !strings.Contains(all, "“王某”写了两次") {
			t.Errorf("twice the same: %s", all)
		}
		entryOf(t, r, "如 王某").SetText("李某")
		r.keep("setup-clerks")
		p.Save()
		settle()
		s, ok := r.memory.Saved()[0].(data.Settings)
		if !ok || fmt.Sprint(s.Clerks) != "[王某 李某]" {
			t.Errorf("saved %v", s.Clerks)
		}
	})
}
