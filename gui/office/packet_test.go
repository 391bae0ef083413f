package office

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data/packet"
	"jianban/gui/form"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// returnsPlan is a sitting of two returns with two conflicts.
func returnsPlan() packet.Plan {
	diff := func(number, what, field, base, ours, theirs string, conflict bool) packet.Difference {
		return packet.Difference{Key: number + ":" + what + "." + field, Package: "区住建局2022年第1号任务包的第1次回传.jbpkg", Number: number, Title: "关于加强老旧小区雨污分流和截污管网改造的建议", What: what, Field: field, Base: base, Ours: ours, Theirs: theirs, Conflict: conflict}
	}
	return packet.Plan{Packages: map[string]packet.Counted{"甲": {}, "乙": {}}, Notes: []string{"乙.jbpkg：它是按第1号任务包办的，之后又发过第2号，请核对"}, Differences: []packet.Difference{
		diff("12", "沟通记录2022年5月20日面商", "", "", "", "日期：2022年5月20日；方式：面商；地点：工地；代表意见：赞成", false),
		diff("12", "答复（第1次）", "正文", "您提出的建议收悉。", "您提出的建议收悉。我区已安排资金。", "您提出的建议收悉。工程已经开工。", true),
		diff("17", "交办", "经办人", "王一", "王二", "王三", true),
	}}
}

func packetRoom(t *testing.T, r *screentest.Room, p *screentest.Packets) *SettingsScreen {
	t.Helper()
	r.Deps.Packets = p
	return openSettings(t, r)
}

// Nothing can be taken in until somebody has chosen about every conflict; then what was
// chosen is what is taken.
func TestReturnsAreTakenWhenEveryConflictIsChosen(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := &screentest.Packets{Plan: returnsPlan()}
		s := packetRoom(t, r, p)
		r.Keep("settings-packets")
		s.packets.look([]string{"/回传"})
		onethread.Settle()
		if len(r.Panels) != 1 {
			t.Fatalf("%d panels", len(r.Panels))
		}
		panel := r.Panels[0]
		shown := shownIn(panel.Content)
		for _, want := range []string{"3处不同", "其中2处两边都改了", "还有2处要选择", "之后又发过第2号", "任务包里", "我区已安排资金", "工程已经开工"} {
			if !strings.Contains(shown, want) {
				t.Errorf("lacks %q: %s", want, shown)
			}
		}
		r.Keep("packets-returns")
		screentest.TapPanel(t, r, "并入")
		if len(p.Asked) != 1 {
			t.Errorf("taken with open conflicts: %v", p.Asked)
		}
		screentest.TapText(t, panel.Content, "用登记库的")
		screentest.TapText(t, panel.Content, "用单位的")
		if !strings.Contains(shownIn(panel.Content), "还有0处要选择") {
			t.Errorf("after both: %s", shownIn(panel.Content))
		}
		r.Keep("packets-returns-chosen")
		screentest.TapPanel(t, r, "并入")
		onethread.Settle()
		want := map[string]packet.Choice{"12:答复（第1次）.正文": packet.Ours, "17:交办.经办人": packet.Theirs}
		if fmt.Sprint(p.Taken.Take) != fmt.Sprint(want) || len(r.Said) == 0 || !strings.Contains(r.Said[0], "已并入2个回传") {
			t.Errorf("taken %v, said %v", p.Taken.Take, r.Said)
		}
	}, story.Lead())
}

// Every conflict can be decided at once.
func TestAllConflictsAtOnce(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := &screentest.Packets{Plan: returnsPlan()}
		packetRoom(t, r, p).packets.look([]string{"/回传"})
		onethread.Settle()
		screentest.TapText(t, r.Panels[0].Content, "冲突全用单位的")
		screentest.TapPanel(t, r, "并入")
		onethread.Settle()
		if len(p.Taken.Take) != 2 || p.Taken.Take["17:交办.经办人"] != packet.Theirs || p.Taken.Take["12:答复（第1次）.正文"] != packet.Theirs {
			t.Errorf("taken %v", p.Taken.Take)
		}
	}, story.Lead())
}

// An office writes tasks and reads returns; a unit's registry offers its return instead.
func TestOfficeAndUnitAreOfferedWhatIsTheirs(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := &screentest.Packets{}
		s := packetRoom(t, r, p)
		if s.packets.back.Visible() || !s.packets.tasks.Visible() || !s.packets.take.Visible() {
			t.Error("an office is offered what a unit does")
		}
		screentest.TapText(t, s.packets.root, "制作任务包")
		onethread.Settle()
		if shown := shownIn(r.Panels[0].Content); !strings.Contains(shown, "全部2个单位") {
			t.Errorf("asked: %s", shown)
		}
		r.Keep("packets-units")
		s.packets.writeTasks(2022, []string{"区住建局"}, "/包")
		onethread.Settle()
		if fmt.Sprint(p.Asked) != "[任务包 区住建局 /包]" || !strings.Contains(fmt.Sprint(r.Told), "075c f6e7") {
			t.Errorf("asked %v, told %v", p.Asked, r.Told)
		}
	}, story.Lead())
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := packetRoom(t, r, &screentest.Packets{Of: "区住建局2022年第1号任务包"})
		if !s.packets.back.Visible() || s.packets.tasks.Visible() || s.packets.take.Visible() || !strings.Contains(shownIn(s.packets.root), "区住建局2022年第1号任务包") {
			t.Errorf("a unit is offered: %s", shownIn(s.packets.root))
		}
		r.Keep("settings-packets-unit")
	}, story.Lead())
}

// Returns are read from several files that are marked, or dropped, or from a whole
// folder.
func TestReturnsAreFilesOrAFolder(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		dir := t.TempDir()
		for _, name := range []string{"甲.jbpkg", "乙.jbpkg", "填写.xlsx", "照片.jpg"} {
			if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		p := &screentest.Packets{Plan: returnsPlan()}
		s := packetRoom(t, r, p)
		choose := func() *ui.Table[form.FileRow] {
			t.Helper()
			screentest.TapText(t, s.packets.root, "读入回传包")
			screentest.TypeInto(t, r, "位置", dir)
			screentest.TapPanel(t, r, "查看")
			var table *ui.Table[form.FileRow]
			screentest.Walk(r.Panels[len(r.Panels)-1].Content, func(o fyne.CanvasObject) bool {
				if found, ok := o.(*ui.Table[form.FileRow]); ok {
					table = found
				}
				return table == nil
			})
			return table
		}
		table := choose()
		if shown := screentest.ShownIn(r); len(p.Asked) != 0 || strings.Contains(shown, "照片") || !strings.Contains(shown, "按住 Ctrl 点选几个") {
			t.Fatal(p.Asked, shown)
		}
		table.MarkAll()
		onethread.Settle()
		if shown := screentest.ShownIn(r); !strings.Contains(shown, "已选3个") {
			t.Error(shown)
		}
		r.Keep("packets-files")
		screentest.TapPanel(t, r, "查看")
		choose()
		screentest.TapPanel(t, r, "整个文件夹")
		screentest.TapText(t, s.packets.root, "读入回传包")
		r.Panels[len(r.Panels)-1].Drop([]string{"/一.jbpkg", "/二.xlsx"})
		onethread.Settle()
		s.Drop([]string{"/三.jbpkg", "/四.xlsx"})
		onethread.Settle()
		in := func(names ...string) string {
			for i, n := range names {
				names[i] = filepath.Join(dir, n)
			}
			return strings.Join(names, "、")
		}
		want := "查看 " + in("乙.jbpkg", "填写.xlsx", "甲.jbpkg") + "|查看 " + dir + "|查看 /一.jbpkg、/二.xlsx|查看 /三.jbpkg、/四.xlsx"
		if got := strings.Join(p.Asked, "|"); got != want {
			t.Errorf("asked %s, want %s", got, want)
		}
		r.NoFailure()
	}, story.Lead())
}

// A unit's registry takes a later task package into itself, or makes another registry of
// it; what is there already is told.
func TestAUnitTakesALaterTask(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		p := &screentest.Packets{Of: "区住建局2022年第1号任务包", Plan: returnsPlan()}
		s := packetRoom(t, r, p)
		s.Drop([]string{"/包/第2号.jbpkg"})
		if shown := screentest.ShownIn(r); !strings.Contains(shown, "“第2号.jbpkg”并入现在的登记库") {
			t.Fatal(shown)
		}
		r.Keep("packets-later")
		screentest.PressYes(t, r)
		onethread.Settle()
		shown := screentest.ShownIn(r)
		for _, want := range []string{"新任务包里", "上次任务包里", "用任务包的", "冲突全用任务包的", "还有2处要选择"} {
			if !strings.Contains(shown, want) {
				t.Errorf("lacks %q: %s", want, shown)
			}
		}
		if strings.Contains(shown, "单位回传") || strings.Contains(shown, "用单位的") {
			t.Errorf("speaks of a return: %s", shown)
		}
		r.Keep("packets-later-preview")
		screentest.TapText(t, r.Panels[len(r.Panels)-1].Content, "冲突全用登记库的")
		screentest.TapPanel(t, r, "并入")
		onethread.Settle()
		if fmt.Sprint(p.Asked) != "[查看任务包 /包/第2号.jbpkg 并入]" || p.Taken.Take["17:交办.经办人"] != packet.Ours || !strings.Contains(r.Said[len(r.Said)-1], "已并入任务包") {
			t.Errorf("asked %v, taken %v, said %v", p.Asked, p.Taken.Take, r.Said)
		}
		p.Plan = packet.Plan{Notes: []string{"区住建局2022年第2号任务包已经读入过，这次没有改动"}}
		s.packets.onTask("/包/第2号.jbpkg")
		screentest.PressYes(t, r)
		onethread.Settle()
		if len(r.Told) != 1 || !strings.Contains(r.Told[0], "已经读入过") {
			t.Errorf("told %v", r.Told)
		}
		s.packets.onTask("/包/第2号.jbpkg")
		screentest.TapPanel(t, r, "另建登记库")
		if shown := screentest.ShownIn(r); !strings.Contains(shown, "第2号.db") && r.Panels[len(r.Panels)-1].Title != "本单位的登记库放在哪里" {
			t.Error(shown)
		}
		r.NoFailure()
	}, story.Lead())
}
