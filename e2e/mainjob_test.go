package e2e

import (
	"path/filepath"
	"strings"
	"testing"
)

// Places on the 1366 × 768 screen; the window has its own fonts, so that they
// do not move from machine to machine.
const (
	roleX, roleY   = 907, 200 // 办理方式 in the form of a new proposal
	talkX, talkY   = 247, 707 // 记沟通
	replyX, replyY = 155, 707 // 打开答复
	takeX, takeY   = 357, 124 // 取号
	classX, classY = 553, 124 // 类别
	bodyX, bodyY   = 380, 400 // the letter's text
)

// TestTheMainJob registers a proposal, adds a consultation, writes a reply,
// exports it and finds the text in the PDF: all by keys and mouse.
func TestTheMainJob(t *testing.T) {
	d := open(t)
	d.mainJob()
	if out := d.ask("check"); !strings.Contains(out, "文件和日志损坏：0") {
		t.Errorf("check: %s", out)
	}
}

// mainJob does a clerk's work in the window and gives the PDF of the reply.
func (d *desk) mainJob() string {
	t := d.t
	t.Helper()
	d.shot("1-today")

	d.keys("ctrl+n")
	d.paste("088")
	d.keys("Tab")
	d.paste("2022年4月1日")
	d.choose(roleX, roleY)
	d.keys("Tab")
	d.paste("关于加强端到端检验的建议")
	d.keys("Tab")
	d.paste("李𬱖（红塔代表团）、王某")
	d.keys("Tab")
	d.paste("区住建局")
	d.shot("2-new")
	d.keys("ctrl+s")
	d.await("16th proposal", func() bool { return strings.Contains(d.stats(), `"total": 16`) })
	d.shot("3-detail")

	d.click(talkX, talkY)
	d.paste("2022-04-20")
	d.keys("Tab", "Down", "Return") // the method: the first of its list is face to face
	d.shot("4-talk")
	d.keys("ctrl+s")
	d.await("consultation face to face", func() bool { return strings.Contains(d.stats(), `"consultedFaceToFace": 8`) })

	d.click(replyX, replyY)
	d.click(takeX, takeY)
	d.choose(classX, classY)
	d.click(bodyX, bodyY)
	d.paste("一、基本情况\n窗口、键盘和鼠标写出的正文，李𬱖代表所提问题已经解决。")
	d.shot("5-reply")
	d.keys("ctrl+s")
	d.keys("ctrl+p")
	var found []string
	d.await("exported reply", func() bool {
		found, _ = filepath.Glob(filepath.Join(filepath.Dir(d.registry), "导出文件", "*.pdf"))
		return len(found) == 1
	})
	d.shot("6-exported")
	d.run("qpdf", "--check", found[0])
	text := strings.Join(strings.Fields(d.run("pdftotext", found[0], "-")), "")
	for _, want := range []string{"李𬱖、王某代表：", "第088号", "窗口、键盘和鼠标写出的正文", "红政函〔"} {
		if !strings.Contains(text, want) {
			t.Errorf("the letter lacks %q:\n%s", want, text)
		}
	}
	return found[0]
}

// choose opens a list and takes its first entry.
func (d *desk) choose(x, y int) {
	d.t.Helper()
	d.click(x, y)
	d.keys("Down", "Return")
}

func (d *desk) stats() string {
	d.t.Helper()
	return d.ask("stats", "--year", "2022", "--json")
}
