package office

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// backupKind is how backups end.
const backupKind = ".bak"

// backupPart is the settings' part about backups: when the last good one was
// made and where, the places, the passphrase; and restoring. nil where the
// program keeps none.
type backupPart struct {
	deps    screen.Deps
	host    screen.Host
	refresh func()
	leave   func(then func()) // asks before what is typed in the settings is lost
	reopen  func()            // closes the window; the program opens another
	state   data.BackupState

	last      *ui.Line
	badge     *ui.Badge
	places    *fyne.Container
	secret    *ui.Line
	now, back *ui.Button
	none      *ui.Button
	root      *fyne.Container
}

func newBackupPart(d screen.Deps, h screen.Host, refresh func(), leave func(func())) *backupPart {
	if d.Backups == nil {
		return nil
	}
	p := &backupPart{deps: d, host: h, refresh: refresh, leave: leave, reopen: func() { h.Window().Close() }, last: ui.NewLine(""), badge: ui.NewBadge(ui.ToneGrey, ui.NoShape, ""),
		places: container.NewVBox(), secret: ui.NewLine("")}
	p.now = ui.NewAction("立即备份", fynetheme.DocumentSaveIcon(), p.onNow)
	p.back = ui.NewButton("撤回恢复", fynetheme.ContentUndoIcon(), p.onTakeBack)
	p.none = ui.NewButton("不用第二位置", nil, func() { p.setSecond("") })
	p.root = container.NewVBox(
		ui.Columns([]float32{factLabel, 0, 150}, ui.Muted("上次备份"), p.last, p.badge),
		p.places, factLine("口令", p.secret),
		ui.Gap(4),
		container.NewHBox(p.now, ui.NewButton("恢复", fynetheme.HistoryIcon(), p.onRestore), p.back),
		container.NewHBox(ui.NewButton("第二位置", fynetheme.FolderOpenIcon(), p.onSecond), p.none, ui.NewButton("备份口令", fynetheme.LoginIcon(), p.onPassphrase)),
		ui.NewSmallText("每天一次，关闭窗口时再备份一次；保留最近7天、4周、12个月各一份，每年最后一份永久保留。每份都重新打开检查过才算数。"))
	return p
}

// show shows where the backups stand; unknown is why that cannot be told.
func (p *backupPart) show(s data.BackupState, unknown string) {
	if p == nil {
		return
	}
	p.state = s
	now := p.deps.Now()
	switch days, warn := s.Overdue(now); {
	case unknown != "":
		p.last.SetText(unknown)
		ui.SetBadge(p.badge, ui.ToneRed, ui.Dot, "读不出来")
	case days < 0:
		p.last.SetText("还没有备份")
		ui.SetBadge(p.badge, ui.ToneRed, ui.Dot, "请立即备份")
	case warn:
		p.last.SetText(lastWords(s, now))
		ui.SetBadge(p.badge, ui.ToneRed, ui.Dot, fmt.Sprintf("已%d天没有备份", days))
	case s.Elsewhere.Made.After(s.Last.Made):
		p.last.SetText(lastWords(s, now))
		ui.SetBadge(p.badge, ui.ToneGreen, ui.Check, "别处已备份")
	default:
		p.last.SetText(lastWords(s, now))
		ui.SetBadge(p.badge, ui.ToneGreen, ui.Check, "已检查")
	}
	p.places.RemoveAll()
	for i, place := range s.Places {
		label := "位置"
		if i > 0 {
			label = "第二位置"
		}
		p.places.Add(ui.Columns([]float32{factLabel, 0}, ui.Muted(label), container.NewVBox(ui.NewLine(place.Folder), ui.Small(placeWords(place, now, !s.Elsewhere.Made.IsZero())))))
	}
	p.secret.SetText("没有设置，备份不加密")
	if s.Encrypted {
		p.secret.SetText("已设置，新的备份都加密")
	}
	ui.SetShown(p.back, s.Aside != "")
	ui.SetShown(p.none, len(s.Places) > 1)
	p.root.Refresh()
}

// lastWords tells when the last backup was made, and who made it where this desk did
// not.
func lastWords(s data.BackupState, now time.Time) string {
	if s.Elsewhere.Made.After(s.Last.Made) {
		return madeWords(s.Elsewhere.Made, now) + "，" + s.Elsewhere.Words()
	}
	return madeWords(s.Last.Made, now)
}

// madeWords tells when a backup was made.
func madeWords(made, now time.Time) string {
	made = made.In(now.Location())
	if data.DateOf(made) == data.DateOf(now) {
		return "今天 " + made.Format("15:04")
	}
	return data.Moment(made)
}

// placeWords tells what a place holds; elsewhere tells whether another desk makes
// backups.
func placeWords(p data.BackupPlace, now time.Time, elsewhere bool) string {
	switch {
	case p.Away && p.Last.Made.IsZero():
		return "现在不在，接上后会自动备份"
	case p.Away:
		return "现在不在，接上后会自动备份；那里最新的一份是" + madeWords(p.Last.Made, now)
	case p.Count == 0 && elsewhere:
		return "这台电脑还没有做过备份"
	case p.Count == 0:
		return "还没有备份"
	}
	return fmt.Sprintf("%d份，共%s，最新一份%s", p.Count, data.SizeWords(p.Size), madeWords(p.Last.Made, now))
}

// onNow makes a backup.
func (p *backupPart) onNow() {
	var made data.BackupMade
	p.host.RunTask("正在备份", func(ctx context.Context, tell screen.Progress) (err error) {
		made, err = p.deps.Backups.Make(ctx, screen.CopyProgress(tell, "已复制"))
		return err
	}, func(err error) {
		if err != nil {
			p.host.Fail(err)
		} else {
			p.host.Say("已备份到“" + made.Path + "”（" + data.SizeWords(made.Size) + "）")
		}
		p.refresh()
	})
}

// work does something short off the UI goroutine.
func (p *backupPart) work(title string, f func() error, done func()) {
	p.host.RunTask(title, func(context.Context, screen.Progress) error { return f() }, func(err error) {
		if err != nil {
			p.host.Fail(err)
		} else {
			done()
		}
		p.refresh()
	})
}

func (p *backupPart) onSecond() {
	form.AskFile(p.deps, p.host, form.FileAsk{Title: "备份的第二位置（另一块硬盘或U盘）", Yes: "用这个文件夹", Folders: true}, p.setSecond)
}

func (p *backupPart) setSecond(folder string) {
	p.work("正在设置", func() error { return p.deps.Backups.SetSecond(folder) }, func() {})
}

// leastPassphrase is how many characters a passphrase has at least.
const leastPassphrase = 8

// onPassphrase asks for the passphrase of backups.
func (p *backupPart) onPassphrase() {
	first, again := ui.NewEntry("至少8个字"), ui.NewEntry("再输入一次")
	first.Password, again.Password = true, true
	f := ui.NewForm()
	f.AddObject(paragraph("以后的备份用口令加密，恢复时要输入。程序不保存口令：口令丢失后无法找回，加密的备份就再也打不开。请把口令写下来，和备份分开保管。已有的备份不变。"))
	f.Add("口令", true, first, "")
	f.Add("再次输入", true, again, "")
	panel := &ui.Panel{Title: "备份口令", Content: f.Root(), Width: 520, First: first}
	save := func() {
		switch {
		case len([]rune(first.Text)) < leastPassphrase:
			f.ShowError(data.Problem{Field: "口令", Message: "口令太短", Hint: fmt.Sprintf("请至少用%d个字", leastPassphrase)})
		case first.Text != again.Text:
			f.ShowError(data.Problem{Field: "再次输入", Message: "两次输入的不一样", Hint: "请重新输入"})
		default:
			p.host.Shut(panel)
			p.work("正在设置口令", func() error { return p.deps.Backups.SetPassphrase(first.Text) }, func() { p.host.Say("以后的备份都加密。口令请另行保管。") })
		}
	}
	panel.Save = save
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { p.host.Shut(panel) }), ui.NewAction("设置口令", nil, save)}
	if p.state.Encrypted {
		panel.Left = ui.NewButton("不再加密", nil, func() {
			p.host.Shut(panel)
			p.work("正在设置", func() error { return p.deps.Backups.SetPassphrase("") }, func() {})
		})
	}
	p.host.Open(panel)
}

// onTakeBack asks whether to take the last restoring back.
func (p *backupPart) onTakeBack() {
	p.host.Ask("撤回恢复", "改回恢复以前的登记库“"+filepath.Base(p.state.Aside)+"”。现在的登记库另存在旁边，不会丢失。窗口会关闭，然后重新打开。", "撤回恢复", func() {
		if err := p.deps.Backups.TakeBack(); err != nil {
			p.host.Fail(err)
			return
		}
		p.leave(p.reopen)
	})
}

// restoring opens the form that restores a backup; nil where there are none.
func (p *backupPart) restoring() func() {
	if p == nil {
		return nil
	}
	return p.onRestore
}

// onRestore asks for a backup, and for its passphrase where it has one.
func (p *backupPart) onRestore() {
	ask := form.FileAsk{Title: "从备份恢复", Yes: "查看这份备份", Kinds: []string{backupKind}}
	if len(p.state.Places) > 0 && form.IsFolder(p.state.Places[0].Folder) {
		ask.Folder = p.state.Places[0].Folder
	}
	p.leave(func() { form.AskFile(p.deps, p.host, ask, p.open) })
}

// open looks whether a backup needs its passphrase, and then into it.
func (p *backupPart) open(path string) {
	encrypted := false
	p.host.RunTask("正在查看", func(context.Context, screen.Progress) (err error) {
		encrypted, err = p.deps.Backups.Encrypted(path)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.host.Fail(err)
		case encrypted:
			p.askPassphrase(path)
		default:
			p.look(path, "", func(err error) { p.host.Fail(err) })
		}
	})
}

// askPassphrase asks for the passphrase of a backup until it fits.
func (p *backupPart) askPassphrase(path string) {
	e := ui.NewEntry("")
	e.Password = true
	f := ui.NewForm()
	f.Add("口令", true, e, "这份备份是加密的。")
	panel := &ui.Panel{Title: "备份口令", Content: f.Root(), Width: 460, First: e}
	open := func() {
		p.look(path, e.Text, func(err error) {
			if !f.ShowError(err) {
				p.host.Fail(err)
			}
		}, panel)
	}
	e.OnSubmitted = func(string) { open() }
	panel.Save = open
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { p.host.Shut(panel) }), ui.NewAction("打开", nil, open)}
	p.host.Open(panel)
}

// look reads a backup whole and shows what is in it.
func (p *backupPart) look(path, passphrase string, fail func(error), shut ...*ui.Panel) {
	var then, today data.BackupManifest
	p.host.RunTask("正在检查备份", func(ctx context.Context, _ screen.Progress) (err error) {
		then, today, err = p.deps.Backups.Look(ctx, path, passphrase)
		return err
	}, func(err error) {
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				fail(err)
			}
			return
		}
		for _, s := range shut {
			p.host.Shut(s)
		}
		p.openRestore(path, passphrase, then, today)
	})
}
