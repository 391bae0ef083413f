package office

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/font"
	"jianban/gui/check"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// fontFacts are what the search for fonts gave.
type fontFacts struct {
	Roles   []font.RoleReport
	Skipped []font.Skipped
	Folder  string // the office's own; "" where none is looked into
}

// findFonts looks through the folders, where that has not been done yet: it
// takes a while and is done off the UI goroutine.
func findFonts(fonts *font.Set) fontFacts {
	return fontFacts{Roles: fonts.Report(), Skipped: fonts.Skipped(), Folder: fonts.Own()}
}

// fontPart is the settings' part about the faces of papers: which font plays
// which role, what was passed over and why, the office's folder, its licence.
// What is changed here is saved at once.
type fontPart struct {
	deps    screen.Deps
	host    screen.Host
	refresh func()
	model   SettingsModel

	roles, skipped *fyne.Container
	folder         *ui.Line
	choose, usual  *ui.Button
	open, again    *ui.Button
	licence        *ui.Choice[bool]
	root           *fyne.Container
}

func newFontPart(d screen.Deps, h screen.Host, refresh func()) *fontPart {
	p := &fontPart{deps: d, host: h, refresh: refresh, roles: container.NewVBox(), skipped: container.NewVBox(), folder: ui.NewLine("")}
	p.choose = ui.NewButton("选择文件夹", fynetheme.FolderOpenIcon(), p.onChoose)
	p.usual = ui.NewButton("用默认文件夹", nil, func() { p.keep("改用默认字体文件夹", func(s *data.Settings) { s.FontsFolder = "" }) })
	p.open = ui.NewButton("打开文件夹", nil, p.onOpen)
	p.again = ui.NewButton("重新查找", fynetheme.ViewRefreshIcon(), p.onAgain)
	p.licence = ui.NewChoice("", []ui.Option[bool]{{Value: false, Label: "未注明已获授权"}, {Value: true, Label: "本单位已获授权"}}, p.onLicence)
	p.root = container.NewVBox(p.roles, ui.Gap(6),
		factLine("字体文件夹", p.folder),
		container.NewHBox(p.choose, p.usual, p.open, p.again),
		ui.NewSmallText("把仿宋、小标宋等字体文件（TTF、TTC）放进字体文件夹，程序按字体名称认出用途。"),
		ui.Columns([]float32{factLabel, 190, 0}, ui.Muted("方正小标宋"), p.licence), p.skipped)
	return p
}

// show shows what was found.
func (p *fontPart) show(m SettingsModel) {
	p.model = m
	p.roles.RemoveAll()
	for _, r := range m.Fonts.Roles {
		badge := ui.NewBadge(ui.ToneGreen, ui.Check, "正式字体")
		if r.StandIn {
			badge = ui.NewBadge(ui.ToneYellow, ui.Dot, r.Note)
		}
		file := "程序内嵌"
		if r.File != "" {
			file = r.File
		}
		p.roles.Add(ui.Columns([]float32{factLabel, 0, 150}, ui.Muted(string(r.Face)),
			container.NewVBox(ui.NewLine(r.Label), ui.Small(file)), badge))
	}
	p.folder.SetText(words.Or(m.Fonts.Folder, "不查找"))
	p.licence.Fill(m.Settings.XBSLicensed)
	free := m.Locked == ""
	ui.Enable(p.choose, free)
	ui.Enable(p.usual, free && m.Settings.FontsFolder != "")
	ui.Enable(p.open, m.Fonts.Folder != "")
	if free {
		p.licence.Enable()
	} else {
		p.licence.Disable()
	}
	p.skipped.RemoveAll()
	if len(m.Fonts.Skipped) > 0 {
		p.skipped.Add(ui.NewStrong(check.CountWord(len(m.Fonts.Skipped), "个字体文件没有采用")))
	}
	for _, s := range m.Fonts.Skipped {
		p.skipped.Add(paragraph(filepath.Base(s.File) + "：" + s.Reason))
	}
	p.root.Refresh()
}

// keep saves one change of the settings.
func (p *fontPart) keep(what string, change func(*data.Settings)) {
	want := p.model.Settings
	change(&want)
	p.host.Save(what, func(tx screen.Tx) error { return tx.SaveSettings(&want) }, func(err error) {
		if err != nil {
			p.host.Fail(err)
		}
		p.refresh()
	})
}

func (p *fontPart) onLicence(yes bool) {
	p.keep("修改小标宋授权", func(s *data.Settings) { s.XBSLicensed = yes })
}

func (p *fontPart) onChoose() {
	ask := form.FileAsk{Title: "选择字体文件夹", Yes: "用这个文件夹", Folders: true}
	if form.IsFolder(p.model.Fonts.Folder) {
		ask.Folder = p.model.Fonts.Folder
	}
	form.AskFile(p.deps, p.host, ask, func(path string) {
		p.keep("修改字体文件夹", func(s *data.Settings) { s.FontsFolder = path })
	})
}

// onOpen shows the folder in the system's file manager, made where missing.
func (p *fontPart) onOpen() {
	dir := p.model.Fonts.Folder
	if err := os.MkdirAll(dir, 0o700); err != nil {
		p.host.Fail(data.Problem{Field: "字体文件夹", Message: "不能建立文件夹“" + dir + "”", Hint: "请换一个文件夹"})
		return
	}
	if err := p.deps.OpenFile(dir); err != nil {
		p.host.Fail(err)
	}
}

// onAgain looks through the folders anew.
func (p *fontPart) onAgain() {
	p.deps.Fonts.Again()
	p.refresh()
}
