package office

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	ui "jianban/gui/widget"
)

// emptyRoom are the settings of a registry that has the office and a book only.
func emptyRoom(t *testing.T, r *screentest.Room) *SettingsScreen {
	t.Helper()
	r.Deps.Backups = &screentest.Backups{Is: data.BackupState{Places: []data.BackupPlace{{Folder: filepath.Join("甲", "备份")}}}}
	return openSettings(t, r)
}

func TestWhatIsMissingIsListed(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := emptyRoom(t, r)
		s.missing.show(data.Setup{Backups: true, Imports: true}.Missing(), false)
		screentest.CheckChinese(t, "还差什么", s.missing.root)
		r.Keep("settings-missing")
		for label, step := range map[string]data.SetupStep{"办公室名称": data.SetupOffice, "答复机关": data.SetupIssuer, "答复文号代字": data.SetupReplies, "意见文号代字": data.SetupOpinions} {
			s.missing.leads[step]()
			i := slices.IndexFunc(settingFields, func(f settingField) bool { return f.label == label })
			if r.Win.Canvas().Focused() != fyne.Focusable(s.entries[i]) {
				t.Errorf("%s does not lead to its field", label)
			}
		}
		for step, panel := range map[data.SetupStep]string{data.SetupBooks: "备好一年的四册", data.SetupUnits: "承办单位", data.SetupLeaders: "新建牵头领导", data.SetupBackup: "备份的第二位置（另一块硬盘或U盘）"} {
			s.missing.leads[step]()
			onethread.Settle()
			panelOf(t, r, panel)
		}
	})
}

// A line that is skipped is gone, and can be had back; when all is there, so is the
// list.
func TestMissingCanBeSkippedAndEnds(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := emptyRoom(t, r)
		if all := strings.Join(screentest.Texts(s.missing.root), "，"); !strings.Contains(all, "牵头领导") || !strings.Contains(all, "还差什么（3）") {
			t.Fatalf("shows %s", all)
		}
		s.missing.skipStep(data.SetupLeaders)
		if all := strings.Join(screentest.Texts(s.missing.root), "，"); strings.Contains(all, "牵头领导") || !strings.Contains(all, "还差什么（2，另有1项已跳过）") {
			t.Errorf("after skipping shows %s", all)
		}
		screentest.TapText(t, s.missing.root, "重新列出已跳过的")
		if all := strings.Join(screentest.Texts(s.missing.root), "，"); !strings.Contains(all, "牵头领导") {
			t.Errorf("what was skipped does not come back: %s", all)
		}
		for _, m := range s.missing.all {
			s.missing.skipStep(m.Step)
		}
		if s.missing.root.Visible() {
			t.Error("a list of nothing is shown")
		}
		s.missing.unskip()
		s.missing.show(nil, false)
		if s.missing.root.Visible() {
			t.Error("the list is shown though nothing is missing")
		}
	})
}

// The keyboard is on what is missing first, also after that was filled in; it is not
// taken from a field that is typed into.
func TestEnterLeadsToWhatIsMissing(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := emptyRoom(t, r)
		c := r.Win.Canvas()
		enter := func() {
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			onethread.Settle()
		}
		enter()
		list := panelOf(t, r, "承办单位")
		enter() // there are none: on 新建
		panelOf(t, r, "新建承办单位").Close()
		list.Close()
		s.missing.show([]data.Missing{{Step: data.SetupLeaders, What: "牵头领导"}}, false)
		enter()
		panelOf(t, r, "新建牵头领导").Close()
		panelOf(t, r, "牵头领导").Close()
		c.Focus(s.entries[5])
		s.missing.show([]data.Missing{{Step: data.SetupBackup, What: "备份"}}, false)
		if c.Focused() != fyne.Focusable(s.entries[5]) {
			t.Errorf("the keyboard was taken from a field, to %T", c.Focused())
		}
	})
}

func TestFirstStartKeepsTheOffice(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		before := data.Settings{FontsFolder: filepath.Join(t.TempDir(), "字体")}
		FirstStart(r, before)
		p := panelOf(t, r, "填写办公室信息")
		screentest.CheckChinese(t, "first start", p.Content)
		r.Keep("first-start")
		p.Save()
		onethread.Settle()
		if len(r.Memory.Saved()) != 0 || !strings.Contains(screentest.ShownIn(r), "没有填写") {
			t.Errorf("nothing typed: saved %v, shown %s", r.Memory.Saved(), screentest.ShownIn(r))
		}
		for label, text := range map[string]string{"办公室名称": "江川区人民政府办公室", "答复机关": "玉溪市江川区人民政府", "答复文号代字": "江政函", "意见文号代字": "江政办函"} {
			screentest.TypeInto(t, r, label, text)
		}
		p.Save()
		onethread.Settle()
		got, ok := r.Memory.Saved()[0].(data.Settings)
		if !ok || got.Office != "江川区人民政府办公室" || got.OpinionSeries != "江政办函" || got.FontsFolder != before.FontsFolder {
			t.Errorf("saved %+v", got)
		}
		if b, ok := p.Buttons[0].(*ui.Button); !ok || b.Text != "以后再说" {
			t.Error("it cannot be put off")
		}
	})
}

// logonHere stands in for the desk's entry at logon.
type logonHere struct {
	on  bool
	err error
}

func (l *logonHere) On() bool { return l.on }

func (l *logonHere) Set(on bool) error {
	if l.err == nil {
		l.on = on
	}
	return l.err
}

// The notice at logon is off until it is wanted; where the system refuses, the switch
// shows what is.
func TestNoticeAtLogon(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		l := &logonHere{}
		r.Deps.Logon = l
		s := openSettings(t, r)
		if s.logon.Checked {
			t.Error("on before it was wanted")
		}
		s.logon.SetChecked(true)
		if !l.on {
			t.Error("the switch does nothing")
		}
		l.err = data.Problem{Message: "系统没有让程序登记"}
		s.logon.SetChecked(false)
		if !l.on || !s.logon.Checked || len(r.Failed) != 1 {
			t.Errorf("refused: on %v, shown %v, told %v", l.on, s.logon.Checked, r.Failed)
		}
	})
}
