package office

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/storybook/story"
)

// of12 is a finding of 第12号.
var of12 = data.Finding{Weight: data.WeightRemind, What: "沟通：送达前没有当面沟通记录。请补记面商，或记下代表表示无需走访", Where: "市六届人大一次会议第12号 关于加强老旧小区雨污分流和截污管网改造的建议", Way: data.WayOpen, Proposal: 12, About: data.AboutTalk}

var (
	indexHurt = data.Finding{Weight: data.WeightDamage, What: "索引与记录不一致，查找和统计会漏掉记录；记录本身还在", Where: "承办单位的索引", Way: data.WayRepair}
	rowHurt   = data.Finding{Weight: data.WeightDamage, What: "答复第7条记录与操作日志不符", Where: "市六届人大一次会议第12号 关于加强老旧小区雨污分流和截污管网改造的建议", Way: data.WayRestore, Proposal: 12}
	cannotBe  = data.Finding{Weight: data.WeightMust, What: "签收日期：2022年3月1日早于交办单位日期。请核对两个日期", Where: "市六届人大一次会议第17号 关于完善中心城区截污干管的建议", Way: data.WayOpen, Proposal: 17, About: data.AboutReturn}
)

// checkRoom opens the settings over checks that find something.
func checkRoom(t *testing.T, r *screentest.Room, finds ...data.Finding) (*SettingsScreen, *screentest.Checks) {
	t.Helper()
	c := &screentest.Checks{Finds: finds}
	r.Deps.Checks, r.Deps.Backups = c, &screentest.Backups{}
	return openSettings(t, r), c
}

func shownIn(o fyne.CanvasObject) string {
	return strings.ReplaceAll(strings.Join(screentest.Texts(o), "\n"), "\n", "")
}

func TestCheckedAt(t *testing.T) {
	at := time.Date(2026, 11, 29, 10, 12, 0, 0, time.UTC)
	for want, m := range map[string]data.CheckMade{
		"还没有检查过": {}, "2026年11月29日 10:12，没有问题": {At: at},
		"2026年11月29日 10:12，损坏2处": {At: at, Damage: 2}, "2026年11月29日 10:12，须处理1处、提醒12处": {At: at, Must: 1, Remind: 12},
	} {
		if got := checkedAt(m, at); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// The settings check at once and list what is found; each line leads to its place.
func TestFindingsAreListedAndLeadToTheirPlace(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, c := checkRoom(t, r, cannotBe, of12)
		if shown := shownIn(s.check.root); !strings.Contains(shown, "还没有检查过") || strings.Contains(shown, "查看清单") {
			t.Errorf("before: %s", shown)
		}
		screentest.TapText(t, s.check.root, "立即检查")
		if shown := shownIn(s.check.root); !strings.Contains(shown, "须处理1处、提醒1处") || !strings.Contains(shown, "查看清单（2）") {
			t.Errorf("after: %s", shown)
		}
		r.Keep("check-list")
		list := r.Panels[0]
		shown := shownIn(list.Content)
		for _, want := range []string{"登记库没有损坏", "须处理", "第17号", "签收日期：2022年3月1日早于", "提醒", "第12号", "去处理"} {
			if !strings.Contains(shown, want) {
				t.Errorf("lacks %q: %s", want, shown)
			}
		}
		if strings.Index(shown, "第17号") > strings.Index(shown, "第12号") {
			t.Error("the heavier one stands below")
		}
		screentest.TapText(t, list.Content, "去处理")
		if !slices.Equal(r.Cases, []data.ID{17}) || fmt.Sprint(c.Asked) != "[检查]" {
			t.Errorf("opened %v, asked %v", r.Cases, c.Asked)
		}
	}, story.Lead(), story.Draft())
}

// Nothing found is said and opens nothing; a check that fails is told.
func TestCheckThatFindsNothing(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, c := checkRoom(t, r)
		screentest.TapText(t, s.check.root, "立即检查")
		if len(r.Panels) != 0 || !slices.Equal(r.Said, []string{"已检查登记库，没有问题。"}) || !strings.Contains(shownIn(s.check.root), "没有问题") {
			t.Errorf("%d panels, said %v, shown %s", len(r.Panels), r.Said, shownIn(s.check.root))
		}
		c.Err = data.Problem{Message: "读不出来"}
		screentest.TapText(t, s.check.root, "立即检查")
		if len(r.Failed) != 1 {
			t.Errorf("failed %v", r.Failed)
		}
	}, story.Lead())
}

// Damage is repaired where it can be, and what is left leads to the backups.
func TestDamageIsRepairedOrLeadsToTheBackups(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, c := checkRoom(t, r, indexHurt, rowHurt)
		c.Left = []data.Finding{rowHurt}
		screentest.TapText(t, s.check.root, "立即检查")
		r.Keep("check-damage")
		if shown := shownIn(r.Panels[0].Content); !strings.Contains(shown, "请先修复：修复前自动备份") || !strings.Contains(shown, "恢复备份") {
			t.Errorf("shown: %s", shown)
		}
		screentest.TapText(t, r.Panels[0].Content, "修复")
		told := r.Panels[len(r.Panels)-1]
		r.Keep("check-repaired")
		if shown := shownIn(told.Content); !strings.Contains(shown, "修复前已备份到") || !strings.Contains(shown, "重建了全部索引") || !strings.Contains(shown, "还有1处损坏，请恢复备份") {
			t.Errorf("told: %s", shown)
		}
		screentest.TapText(t, told.Buttons[0], "知道了")
		screentest.TapText(t, r.Panels[len(r.Panels)-1].Content, "恢复备份")
		if got := r.Panels[len(r.Panels)-1].Title; got != "从备份恢复" || fmt.Sprint(c.Asked) != "[检查 修复]" {
			t.Errorf("opens %q, asked %v", got, c.Asked)
		}
	}, story.Lead())
}

// A registry with very many findings lists the first of each weight and says how
// many there are more; it fits a small window.
func TestVeryManyFindings(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Win.Resize(fyne.NewSize(916, 524))
		s, _ := checkRoom(t, r, slices.Concat([]data.Finding{cannotBe}, slices.Repeat([]data.Finding{of12}, 30_000))...)
		r.Win.Resize(fyne.NewSize(916, 524))
		screentest.TapText(t, s.check.root, "立即检查")
		r.Keep("check-many")
		if shown := shownIn(r.Panels[0].Content); !strings.Contains(shown, "“提醒”还有29900处没有列出") || !strings.Contains(shown, "第17号") {
			t.Errorf("shown: %.300s", shown)
		}
	}, story.Lead())
}
