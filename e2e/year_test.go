package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// ledger2025 is what the office had kept before it had the program.
const ledger2025 = `届次,建议编号,建议标题,领衔代表,办理方式,主办单位,主办机关,交办时间,答复时间,办理结果类别,办理态度,办理结果
市六届人大四次会议,1,关于整治老旧小区排水管网的建议,张某,主办,区住建局,,2025-03-03,2025-05-06,A,满意,满意
市六届人大四次会议,2,关于增加城区学前教育学位的建议,陈某,主办,区教体局,,2025-03-03,2025-05-20,B,满意,基本满意
市六届人大四次会议,3,关于修复东风水库环湖路的建议,刘某,主办,区住建局,,2025-03-03,2025-10-10,C,基本满意,不满意
市六届人大四次会议,4,关于疏浚九溪河道的建议,杨某,主办,区水利局,,2025-03-03,,,,
市六届人大四次会议,5,关于建设市级非遗展示中心的建议,黄某,协办,区文旅局,市文化和旅游局,2025-03-03,,,,
`

// TestAYearFromNothing keeps a year from an empty registry to its closing, by keys
// alone: the office, its books, units and leaders, a ledger from before, a proposal
// registered, handed out, talked over, answered, judged, a promise kept, an opinion,
// an urging, the summary.
func TestAYearFromNothing(t *testing.T) {
	dir := t.TempDir()
	d := &desk{t: t, bin: filepath.Join(dir, "jianban"), registry: filepath.Join(dir, "库", "registry.db"), shots: os.Getenv("E2E_SHOTS"), hurried: true}
	if err := os.Mkdir(filepath.Dir(d.registry), 0o700); err != nil {
		t.Fatal(err)
	}
	d.run("go", "build", "-o", d.bin, "..")
	d.startX(dir)
	d.start(dir)

	y := &year{desk: d}
	y.setUp()
	y.importLedger(filepath.Join(dir, "台账.csv"))
	y.register()
	y.handOut()
	y.talk(filepath.Join(dir, "proof.png"))
	y.reply()
	y.feedback()
	y.promise()
	y.opinion()
	y.urge()
	y.check()
	y.summary()
	y.close()
}

// year is the run through a year.
type year struct{ *desk }

// figures are those of stats --json that are compared.
type figures struct {
	Total, Lead, Assist, Replied, RepliedOnTime, ConsultedFaceToFace int
	OpinionsDue, OpinionsDelivered                                   int
	ReplyRate, SettledRate, OnTimeRate, FaceToFaceRate, OpinionRate  float64
	Attitude, Result                                                 marks
	Commitments                                                      struct{ Open, Kept, Overdue int }
}

type marks struct {
	Satisfied, Mostly, Dissatisfied int
	Rate                            float64
}

// figures reads the year's statistics as of its end.
func (y *year) figures() (f figures) {
	y.t.Helper()
	if err := json.Unmarshal([]byte(y.run(y.bin, "--registry", y.registry, "stats", "--year", "2025", "--json")), &f); err != nil {
		y.t.Fatal(err)
	}
	return f
}

// fill fills fields one after another, Tab between them.
func (y *year) fill(texts ...string) {
	y.t.Helper()
	tabs := 0
	for _, text := range texts {
		if text != "" {
			if tabs > 0 {
				y.run("xdotool", append([]string{"key", "--clearmodifiers"}, slices.Repeat([]string{"Tab"}, tabs)...)...)
			}
			y.paste(text)
			tabs = 0
		}
		tabs++
	}
	y.again(tabs-1, "Tab") // those left empty at the end
}

// again presses a key several times.
func (y *year) again(n int, key string) {
	y.t.Helper()
	if n > 0 {
		y.act("xdotool", append([]string{"key", "--clearmodifiers"}, slices.Repeat([]string{key}, n)...)...)
	}
}

// over presses keys of which the last opens a panel, and waits until its shade lies
// over the window; back waits until a panel is gone.
func (y *year) over(keys ...string) { y.t.Helper(); y.changes("panel", rail, keys...) }
func (y *year) back(keys ...string) {
	y.t.Helper()
	y.changes("window without the panel", rail, keys...)
}

// turns presses keys of which the first shows another screen.
func (y *year) turns(keys ...string) {
	y.t.Helper()
	y.changes("another screen", area{100, 60, 1360, 300}, keys[0])
	y.keys(keys[1:]...)
}

// changes presses keys and waits until a part of the screen looks otherwise.
func (y *year) changes(what string, a area, keys ...string) {
	y.t.Helper()
	before, err := y.see(a)
	if err != nil {
		y.t.Fatal(err)
	}
	other := func() bool {
		now, err := y.see(a)
		return err == nil && now != before
	}
	for tries := 1; ; tries++ { // a window that is still loading takes no keys
		y.keys(keys...)
		for end := time.Now().Add(within / 5); !other() && time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		}
		if other() {
			break
		}
		if tries == 5 {
			y.shot("failed")
			y.t.Fatalf("no %s after %v", what, keys)
		}
	}
	y.still()
}

// still waits until nothing has moved for a while: what is loading is loaded.
func (y *year) still() {
	y.t.Helper()
	before, since := y.picture(), time.Now()
	y.await("a picture that stands still", func() bool {
		if now := y.picture(); now != before {
			before, since = now, time.Now()
		}
		return time.Since(since) > 500*time.Millisecond
	})
}

// search finds proposals in the ledger and puts the keyboard on the first.
func (y *year) search(words string) {
	y.t.Helper()
	y.keys("ctrl+2", "ctrl+f")
	y.paste(words)
	y.keys("Return")
}

// count is how many rows a table has.
func (y *year) count(table string) string {
	y.t.Helper()
	return strings.TrimSpace(y.run("sqlite3", "-readonly", y.registry, "SELECT count(*) FROM "+table+";"))
}

// saved waits until a table has so many rows.
func (y *year) saved(table, want string) {
	y.t.Helper()
	y.await(want+" rows in "+table, func() bool { return y.count(table) == want })
	y.still()
}

// setUp is what a new office fills in, led from one thing that is missing to the
// next by Enter.
func (y *year) setUp() {
	y.shot("year-01-new")
	y.keys("Return") // the registry was made anew
	y.fill("红塔区人民政府办公室", "玉溪市红塔区人民政府", "玉溪市红塔区人民政府", "红政函", "红政办函")
	y.shot("year-02-office")
	y.keys("Return")
	y.await("the office", func() bool { return y.holds("红政办函") })
	y.still()
	y.shot("year-03-missing")

	y.over("Return")
	y.keys("ctrl+a")
	y.fill("2025", "", "玉溪市", "6", "4", "", "玉溪市", "6", "4", "", "", "9", "4", "", "", "9", "4")
	y.shot("year-04-books")
	y.keys("Return")
	y.saved("books", "4")
	y.back("Escape")
	y.over("Return")
	y.over("Return") // there are no units: 新建
	y.fill("区住建局", "玉溪市红塔区住房和城乡建设局", "", "红住建函", "王某", "赵某", "0877-2012345")
	y.shot("year-05-unit")
	y.keys("Return")
	y.saved("units", "1")
	y.back("Escape")
	y.over("Return")
	y.fill("周某", "副区长")
	y.shot("year-06-leader")
	y.keys("Return")
	y.saved("leaders", "1")
	y.back("Escape")
	y.shot("year-07-set-up")
}

func (y *year) importLedger(path string) {
	if err := os.WriteFile(path, []byte(ledger2025), 0o600); err != nil {
		y.t.Fatal(err)
	}
	y.over("Return")
	y.keys("ctrl+a")
	y.paste(path)
	y.turns("Return")
	y.shot("year-08-import")
	if n := y.figures().Total; n != 0 {
		y.t.Fatalf("%d proposals before the import", n)
	}
	y.keys("ctrl+s")
	y.await("five proposals", func() bool { return y.figures().Total == 5 })
	y.still()
	y.shot("year-09-imported")
}

// register enters a proposal; an impossible day and a number that is taken are
// refused beside their fields, with all that was typed still there.
func (y *year) register() {
	y.over("ctrl+n")
	y.fill("5", "2025-02-30", "")
	y.keys("Tab", "Down", "Return", "Tab") // 主办
	y.fill("关于完善城区停车设施的建议", "李𬱖（红塔代表团）、王某", "", "副区长 周某")
	y.keys("ctrl+s")
	y.shot("year-10-no-such-day")
	if y.figures().Total != 5 {
		y.t.Fatal("30 February was taken")
	}
	y.keys("ctrl+a")
	y.paste("2025-03-05")
	y.keys("ctrl+s")
	y.shot("year-11-number-taken")
	if y.figures().Total != 5 {
		y.t.Fatal("the number of another was taken")
	}
	y.keys("ctrl+a")
	y.paste("6")
	y.keys("ctrl+s")
	y.await("the sixth", func() bool { return y.figures().Total == 6 })
	y.still()
	y.shot("year-12-registered")
}

// handOut is the next step of a proposal that nobody has.
func (y *year) handOut() {
	y.over("F3")
	y.fill("区住建局", "")
	y.keys("Tab", "ctrl+a")
	y.fill("2025-03-10", "2025-03-12")
	y.shot("year-13-hand-out")
	y.keys("Return")
	y.saved("assignments", "6")
}

// talk is the step after it; a picture that was copied is its proof.
func (y *year) talk(proof string) {
	y.over("F3")
	y.fill("2025-03-20")
	y.keys("Tab", "Down", "Return") // 面商
	y.shot("year-14-talk")
	y.keys("ctrl+s")
	y.saved("consultations", "1")
	y.run("convert", "-size", "300x200", "xc:grey", proof)
	if err := exec.Command("xclip", "-selection", "clipboard", "-t", "image/png", "-loops", "0", proof).Run(); err != nil {
		y.t.Fatal(err)
	}
	y.await("the picture in the clipboard", func() bool {
		got, err := exec.Command("xclip", "-selection", "clipboard", "-t", "TARGETS", "-o").Output()
		return err == nil && strings.Contains(string(got), "image/png")
	})
	y.over("ctrl+v")
	y.keys("shift+Tab", "shift+Tab", "Down", "Down", "Return")
	y.shot("year-15-proof")
	y.keys("ctrl+s")
	y.await("the proof", func() bool {
		return strings.TrimSpace(y.run("sqlite3", "-readonly", y.registry, "SELECT count(*) FROM attachments WHERE consultation_id IS NOT NULL;")) == "1"
	})
	y.still()
	y.shot("year-16-talked")
}

// reply writes, numbers, signs, sends and exports the letter.
func (y *year) reply() {
	y.turns("F9")
	y.again(5, "Tab")
	y.fill("2025-05-26", "", "", "一、基本情况\n您们提出的城区停车设施问题，李𬱖代表所提建议已经着手办理。\n二、下步打算\n2025年12月底前建成东风路停车场。")
	y.again(5, "shift+Tab")
	y.keys("Down", "Down", "Return") // B
	y.keys("shift+Tab", "Return")    // 取号
	y.keys("ctrl+Tab", "Tab")
	y.fill("新增路内泊位120个。", "2025年12月底前由区住建局建成东风路停车场")
	y.shot("year-17-letter")
	y.keys("ctrl+Tab", "ctrl+Tab", "Tab")                                                                  // 附件, 审签送达
	y.fill("赵某", "2025-05-20", "", "钱某", "2025-05-22", "", "", "", "", "周某", "", "", "当面送达", "2025-05-28") // no 联合署名
	y.keys("ctrl+s")
	y.await("a reply in time", func() bool { return y.figures().RepliedOnTime == 3 })
	y.still()
	y.shot("year-18-sent")
	y.keys("ctrl+p")
	var found []string
	y.await("the letter's PDF", func() bool {
		found, _ = filepath.Glob(filepath.Join(filepath.Dir(y.registry), "导出文件", "*第6号答复.pdf"))
		return len(found) == 1
	})
	y.still()
	y.shot("year-19-exported")
	y.back("Return")
	text := strings.Join(strings.Fields(y.run("pdftotext", found[0], "-")), "")
	for _, want := range []string{"李𬱖、王某代表：", "第6号", "红政函〔2025〕1号", "2025年12月底前建成东风路停车场", "2025年5月26日"} {
		if !strings.Contains(text, want) {
			y.t.Errorf("the letter lacks %q:\n%s", want, text)
		}
	}
	y.keys("Escape")
}

func (y *year) feedback() {
	y.over("F8")
	y.fill("2025-06-10", "")
	y.keys("Down", "Down", "Return", "Tab", "Down", "Down", "Return")
	y.shot("year-20-form")
	y.keys("ctrl+s")
	y.await("four forms", func() bool { return y.figures().Attitude.Satisfied == 3 })
	y.still()
	y.shot("year-21-judged")
}

// promise takes what the letter promises, and says that it was kept.
func (y *year) promise() {
	y.again(4, "ctrl+Tab") // 答复
	y.again(6, "Tab")      // 打开, 记送达 twice, 全部 twice, 从答复中取
	y.over("Return")
	y.shot("year-22-promises-found")
	y.back("ctrl+s")
	y.saved("commitments", "1")
	y.keys("ctrl+Tab", "ctrl+shift+Tab")
	y.again(9, "Tab") // as before, and 记承诺, 编辑, 兑现
	y.over("Return")
	y.keys("ctrl+a")
	y.fill("2025-12-20", "竣工验收报告")
	y.keys("Tab", "space") // no letter that tells so
	y.shot("year-23-kept")
	y.back("ctrl+s")
	y.await("the promise kept", func() bool { return y.figures().Commitments.Kept == 1 })
}

// opinion is our part of a proposal that others answer.
func (y *year) opinion() {
	y.search("非遗")
	y.turns("F9")
	y.again(3, "Tab")
	y.fill("2025-03-28", "", "", "建议纳入市级文化设施规划，我区愿提供场地。")
	y.again(4, "shift+Tab")
	y.keys("Return")                                                                               // 取号
	y.keys("ctrl+Tab", "ctrl+Tab", "Tab")                                                          // 附件, 审签报送
	y.fill("赵某", "2025-03-24", "", "钱某", "2025-03-26", "", "", "", "", "周某", "", "", "2025-03-31") // no 联合署名
	y.shot("year-24-opinion")
	y.keys("ctrl+s")
	y.await("the opinion sent", func() bool { return y.figures().OpinionsDelivered == 1 })
	y.still()
	y.turns("Escape")
}

// urge writes to the unit that has not begun.
func (y *year) urge() {
	y.turns("ctrl+4", "Down")
	y.shot("year-25-to-urge")
	y.over("Return")
	y.keys("shift+Tab", "ctrl+a")
	y.fill("2025-06-05", "", "", "", "", "请于6月10日前报送办理情况。", "")
	y.keys("ctrl+a") // the day that is proposed
	y.paste("2025-06-10")
	y.shot("year-26-urging")
	y.keys("ctrl+s")
	y.saved("supervisions", "1")
	found := ""
	y.await("the notice", func() bool {
		all, _ := filepath.Glob(filepath.Join(filepath.Dir(y.registry), "导出文件", "催办*.pdf"))
		found = strings.Join(all, "")
		return found != ""
	})
	y.still()
	y.back("Return", "Return") // it is stored; there is no program to open it, and no 文号
	if text := strings.Join(strings.Fields(y.run("pdftotext", found, "-")), ""); !strings.Contains(text, "请于6月10日前报送办理情况") {
		y.t.Errorf("the notice says %s", text)
	}
}

// check compares the year's figures with those worked out by hand: 1, 2, 3, 4 and 6
// are ours to answer, 5 is not. 1, 2 and 6 were answered within three months, 3 was
// late and its deputy is not satisfied, 4 is open; 6 alone was talked over.
func (y *year) check() {
	got := y.figures()
	want := figures{Total: 6, Lead: 5, Assist: 1, Replied: 4, RepliedOnTime: 3, ConsultedFaceToFace: 1, OpinionsDue: 1, OpinionsDelivered: 1,
		ReplyRate: 80, SettledRate: 60, OnTimeRate: 75, FaceToFaceRate: 20, OpinionRate: 100,
		Attitude: marks{Satisfied: 3, Mostly: 1, Rate: 100}, Result: marks{Satisfied: 2, Mostly: 1, Dissatisfied: 1, Rate: 75}}
	want.Commitments.Kept = 1
	if got != want {
		y.t.Errorf("the year's figures are\n%+v, worked out\n%+v", got, want)
	}
}

// summary writes the year's report as it stands; its figures are those.
func (y *year) summary() {
	y.turns("ctrl+8")
	y.shot("year-27-summary")
	y.keys("ctrl+p")
	found := ""
	y.await("the summary's PDF", func() bool {
		all, _ := filepath.Glob(filepath.Join(filepath.Dir(y.registry), "导出文件", "*总结*.pdf"))
		found = strings.Join(all, "")
		return found != ""
	})
	y.still()
	y.shot("year-28-summary-stored")
	y.back("Return")
	text := strings.Join(strings.Fields(y.run("pdftotext", found, "-")), "")
	for _, want := range []string{"建议提案共6件，其中主办5件、协办1件", "已答复4件，办复率80%、面商率20%", "办理结果满意率75%", "报送率100%"} {
		if !strings.Contains(text, want) {
			y.t.Errorf("the summary lacks %q:\n%s", want, text)
		}
	}
}

// close closes the year, open as 3 and 4 are; it outlives a loss of power.
func (y *year) close() {
	y.again(2, "Tab") // 保存 has nothing to do; 打印, 封账
	y.over("Return")
	y.shot("year-29-closing")
	y.keys("Return")
	y.saved("year_closings", "1")
	y.shot("year-30-closed")
	y.kill()
	if out := y.run(y.bin, "--registry", y.registry, "check"); !strings.Contains(out, "文件和日志损坏：0") {
		y.t.Errorf("check: %s", out)
	}
	if n := y.count("year_closings"); n != "1" {
		y.t.Errorf("%s closings after a kill", n)
	}
}
