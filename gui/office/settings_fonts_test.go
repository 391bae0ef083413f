package office

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/font"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// fontRoom opens the settings with a folder of fonts: a text that is none.
func fontRoom(t *testing.T, r *screentest.Room) (*SettingsScreen, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "坏.ttf"), []byte("不是字体"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.Deps.Fonts = font.Find(font.Options{Own: dir})
	return openSettings(t, r), dir
}

func TestSettingsTellEveryFaceAndWhatWasSkipped(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, dir := fontRoom(t, r)
		r.Keep("settings-fonts")
		shown := strings.Join(screentest.Texts(s.fonts.root), "\n")
		for _, want := range []string{"小标宋", "思源宋体半粗", "代替方正小标宋", "仿宋", "霞鹜文楷细体", "代替仿宋", "程序内嵌", dir, "1 个字体文件没有采用", "坏.ttf：不是字体文件"} {
			if !strings.Contains(shown, want) {
				t.Errorf("the settings lack %q:\n%s", want, shown)
			}
		}
		r.NoFailure()
	}, story.Lead())
}

func TestFontFolderAndLicenceAreSavedAtOnce(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, dir := fontRoom(t, r)
		if !s.fonts.usual.Disabled() {
			t.Error("the usual folder is offered while it is in use")
		}
		s.fonts.onLicence(true)
		onethread.Settle()
		s.fonts.onChoose()
		onethread.Settle()
		r.Keep("settings-fonts-choose")
		place := screentest.EntryOf(t, r, "文件夹的完整位置")
		if place.Text != dir {
			t.Errorf("the panel begins in %q", place.Text)
		}
		place.SetText(filepath.Join(dir, "没有"))
		r.Panels[0].Save()
		if !strings.Contains(screentest.ShownIn(r), "没有“没有”这个文件夹") {
			t.Errorf("a folder that is not there was taken: %s", screentest.ShownIn(r))
		}
		other := t.TempDir()
		place.SetText(other)
		r.Panels[0].Save()
		onethread.Settle()
		saved := r.Memory.Saved()
		last, ok := saved[len(saved)-1].(data.Settings)
		if len(saved) != 2 || !ok || last.FontsFolder != other || !last.XBSLicensed || last.Office == "" {
			t.Errorf("saved %+v", saved)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestLookingForFontsAgain(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, dir := fontRoom(t, r)
		if err := os.WriteFile(filepath.Join(dir, "又一个.ttf"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		s.fonts.onAgain()
		onethread.Settle()
		if shown := strings.Join(screentest.Texts(s.fonts.root), "\n"); !strings.Contains(shown, "又一个.ttf：文件是空的") {
			t.Errorf("a new file is not seen: %s", shown)
		}
		s.fonts.onOpen()
		if len(r.Opened) != 1 {
			t.Errorf("opened %v", r.Opened)
		}
	}, story.Lead())
}
