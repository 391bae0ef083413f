package office

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// openRestore shows what a backup holds beside the registry of today, year by
// year, and restores it.
func (p *backupPart) openRestore(path, passphrase string, then, today data.BackupManifest) {
	h := p.host
	rows := data.CompareBackup(then, today)
	box := container.NewVBox(
		factLine("备份", ui.NewLine(path)),
		factLine("备份时间", ui.NewLine(stampWords(then.Made.Format(time.RFC3339))+" "+then.Clerk)),
		factLine("单位", ui.NewLine(words.Or(then.Office, "没有填写"))),
		factLine("最后登记", ui.NewLine(stampWords(then.LastEntry)+"；现在的登记库是"+stampWords(today.LastEntry))),
		ui.Gap(8), restoreTable(rows), ui.Gap(8),
		paragraph(lossWords(rows, then, today)),
		ui.NewSmallText("现在的登记库另存在旁边，不会删除；恢复后在“设置”里点“撤回恢复”就能改回来。窗口会关闭，然后打开恢复好的登记库。"))
	panel := &ui.Panel{Title: "从备份恢复", Content: box, Width: 720}
	no := ui.NewButton("取消", nil, func() { h.Shut(panel) })
	yes := ui.NewAction("恢复", nil, func() {
		h.RunTask("正在恢复", func(ctx context.Context, tell screen.Progress) error {
			return p.deps.Backups.Restore(ctx, path, passphrase, screen.CopyProgress(tell, "已读出"))
		}, func(err error) {
			if err != nil {
				h.Fail(err)
				return
			}
			h.Shut(panel)
			p.reopen()
		})
	})
	panel.Buttons, panel.First = []fyne.CanvasObject{no, yes}, no
	h.Open(panel)
}

// restoreColumns are the widths of the year, both counts and both last entries.
var restoreColumns = []float32{70, 80, 160, 80, 160, 0}

func restoreTable(rows []data.BackupLoss) fyne.CanvasObject {
	head := ui.Columns(restoreColumns, ui.Small("年度"), ui.Small("备份里"), ui.Small("最后登记"), ui.Small("现在"), ui.Small("最后登记"), ui.Small(""))
	box := container.NewVBox(head, ui.HLine(look.ColorLine))
	for _, r := range rows {
		mark := ui.NewBadge(ui.ToneGreen, ui.Check, "相同")
		if r.Changed() {
			mark = ui.NewBadge(ui.ToneYellow, ui.Dot, "不同")
		}
		box.Add(ui.Columns(restoreColumns, ui.NewLine(fmt.Sprintf("%d年", r.Year)), ui.NewLine(countWords(r.Then)), ui.NewLine(stampWords(r.LastThen)),
			ui.NewLine(countWords(r.Today)), ui.NewLine(stampWords(r.LastToday)), mark))
	}
	return box
}

func countWords(n int) string {
	if n == 0 {
		return "—"
	}
	return fmt.Sprintf("%d件", n)
}

// stampWords shows a time of the journal; "" is none.
func stampWords(stamp string) string {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return "—"
	}
	return data.Moment(t)
}

// lossWords tells what would be lost against today.
func lossWords(rows []data.BackupLoss, then, today data.BackupManifest) string {
	if then.Chain == today.Chain && then.Actions == today.Actions {
		return "备份以后没有新的登记，内容相同。"
	}
	var fewer []string
	for _, r := range rows {
		if r.Then < r.Today {
			fewer = append(fewer, fmt.Sprintf("%d年少%d件", r.Year, r.Today-r.Then))
		}
	}
	lost := fmt.Sprintf("恢复后，备份以后的%d次改动不在其中", today.Actions-then.Actions)
	if then.Actions > today.Actions || then.Origin != today.Origin {
		lost = "这份备份与现在的登记库不是同一段记录，恢复后现在登记的内容都不在其中"
	}
	if len(fewer) > 0 {
		lost += "：" + strings.Join(fewer, "，")
	}
	return lost + "。"
}
