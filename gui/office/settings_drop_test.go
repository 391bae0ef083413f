package office

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/assets"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func TestFilesDroppedOnTheSettings(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		dir := t.TempDir()
		file := func(name, content string) string {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
		s := openSettings(t, r)
		drop := func(path string) {
			s.Drop([]string{path})
			onethread.Settle()
		}
		drop(file("规则.toml", string(assets.Pack("four-steps"))))
		if all := strings.Join(screentest.Texts(panelOf(t, r, "新建办理规则").Content), ""); !strings.Contains(all, "四类做法（D留作参考）") {
			t.Errorf("of a pack shows %s", all)
		}
		drop(file("通知.txt", "2027-01-01 放假 元旦\n2027-02-20 上班 春节\n"))
		if all := strings.Join(screentest.Texts(panelOf(t, r, "录入放假通知").Content), ""); !strings.Contains(all, "放假1天、上班1天") {
			t.Errorf("of a notice shows %s", all)
		}
		ledger := file("台账.csv", "编号,标题,领衔代表\n1,关于修路的建议,李某\n")
		drop(ledger)
		if len(r.Imported) != 1 || !strings.Contains(r.Imported[0], ledger) {
			t.Errorf("imported %v", r.Imported)
		}
		drop(file("照片.jpg", "x"))
		if said := r.Said[len(r.Said)-1]; !strings.Contains(said, "这里可以放入") {
			t.Errorf("of a picture says %q", said)
		}
		r.NoFailure()
	}, story.Lead())
}
