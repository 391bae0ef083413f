package office

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func openSettings(t *testing.T, r *screentest.Room) *SettingsScreen {
	t.Helper()
	s := NewSettingsScreen(r.Deps, r)
	r.Enter(s)
	t.Cleanup(s.Close)
	return s
}

func TestSettingsAreShownAndSaved(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSettings(t, r)
		r.Keep("settings")
		want := story.Office()
		for i, f := range settingFields {
			if got := s.entries[i].Text; got != *f.at(&want) {
				t.Errorf("%s shows %q", f.label, got)
			}
		}
		s.form.Row("联系人").SetError("")
		s.entries[5].SetText("张某")
		if s.status.Word != "未保存" {
			t.Errorf("after an edit: %s", s.status.Word)
		}
		s.Save()
		onethread.Settle()
		got, ok := r.Memory.Saved()[0].(data.Settings)
		if !ok || got.Contact != "张某" || got.Issuer != want.Issuer || !got.Demo {
			t.Errorf("saved %+v", got)
		}
		if s.status.Word != "已保存" {
			t.Errorf("after saving: %s", s.status.Word)
		}
		r.NoFailure()
	}, story.Lead())
}

// TestEverySettingIsChecked empties each required field in turn: its own row
// must say so. This holds the form's labels and the check's together.
func TestEverySettingIsChecked(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSettings(t, r)
		for i, f := range settingFields {
			if !f.required {
				continue
			}
			before := s.entries[i].Text
			s.entries[i].SetText("")
			s.Save()
			onethread.Settle()
			if s.form.Row(f.label).Error() == "" {
				t.Errorf("%s: an empty field is not named", f.label)
			}
			r.Keep("settings-wrong")
			s.entries[i].SetText(before)
		}
		if len(r.Memory.Saved()) != 0 {
			t.Error("wrong settings were saved")
		}
	}, story.Lead())
}

// What is typed while the settings are being saved is saved after them.
func TestTypingWhileSettingsAreSaved(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSettings(t, r)
		s.entries[0].SetText("区政府办公室")
		r.Slow = make(chan struct{})
		s.Save()
		s.entries[0].SetText("区人民政府办公室")
		next := 0
		s.saveThen(func() { next++ })
		if r.Changes != 1 || next != 0 {
			t.Errorf("asked for %d changes at once, went on %d times", r.Changes, next)
		}
		close(r.Slow)
		onethread.Settle()
		if r.Changes != 2 || next != 1 {
			t.Errorf("asked for %d changes, went on %d times", r.Changes, next)
		}
		if now, err := r.Memory.Settings(t.Context()); err != nil || now.Office != "区人民政府办公室" || s.dirty() {
			t.Errorf("saved %q, unsaved %v, %v", now.Office, s.dirty(), err)
		}
	}, story.Lead())
}

// The rules shown are those of the year that the bar shows, in words, on a page of
// their own.
func TestRulesOfTheYearShown(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		rules, err := r.Memory.RuleYears(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		old := rules.In(2022).Pack
		new := old
		old.Name, old.From, old.ReplyMonths = "旧规则", data.NewDate(2020, 1, 1), 2
		new.Name, new.From, new.ReplyMonths = "新规则", data.NewDate(2022, 1, 1), 3
		for _, p := range []data.RulePack{old, new} {
			if err := r.Deps.Store.Do(t.Context(), "规则", func(tx screen.Tx) error { return tx.SavePack(&p) }); err != nil {
				t.Fatal(err)
			}
		}
		r.ShownYear = 2021
		s := openSettings(t, r)
		s.pages.Choose(pagePacks)
		onethread.Settle()
		all := strings.Join(screentest.Texts(s.packs.facts), "\n")
		if !strings.Contains(all, "自交办之日起2个月") {
			t.Errorf("of 2021 shows %s", all)
		}
		screentest.CheckChinese(t, "rules", s.Root())
		r.Keep("settings-rules")
		for i, row := range s.packs.list.table.Rows() {
			if row.Name == "新规则" {
				s.packs.list.table.Choose(i)
			}
		}
		all = strings.ReplaceAll(strings.Join(screentest.Texts(s.packs.facts), ""), "\n", "")
		for _, want := range []string{"自交办之日起3个月", "自交办之日起5个工作日", "已解决或基本解决（计入采纳率，答复即办结）"} {
			if !strings.Contains(all, want) {
				t.Errorf("the rules chosen lack %q:\n%s", want, all)
			}
		}
		if got := s.packs.title.Text; !strings.Contains(got, "2022年") {
			t.Errorf("their years are told as %q", got)
		}
	}, story.Lead())
}

func TestOpenOtherRegistry(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		dir := t.TempDir()
		other := filepath.Join(dir, "旧库.db")
		for _, f := range []string{other, filepath.Join(dir, "照片.jpg")} {
			if err := os.WriteFile(f, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var opened []string
		r.Deps.OpenOther = func(path string, create bool) error {
			opened = append(opened, fmt.Sprint(filepath.Base(path), create))
			return data.Problem{Message: "不是登记库"}
		}
		s := openSettings(t, r)
		s.model.Path = filepath.Join(dir, "登记库.db")
		s.onOpenOther()
		onethread.Settle()
		r.Keep("settings-open")
		place := screentest.EntryOf(t, r, "文件的完整位置")
		r.Panels[0].Save() // only a folder stands in the field: it is shown, not taken
		onethread.Settle()
		place.SetText(filepath.Join(dir, "没有.db"))
		r.Panels[0].Save()
		if !strings.Contains(screentest.ShownIn(r), "没有“没有.db”这个文件") || len(opened) > 0 {
			t.Errorf("a file that is not there: opened %v, shown %s", opened, screentest.ShownIn(r))
		}
		place.SetText(other)
		r.Panels[0].Save()
		s.onCreate()
		onethread.Settle()
		r.Panels[1].Save()
		if got := fmt.Sprint(opened); got != "[旧库.dbfalse 登记库.dbtrue]" {
			t.Errorf("opened %s", got)
		}
	}, story.Lead())
}
