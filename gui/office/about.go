package office

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// OpenAbout shows what the program is: its version, its licence, whose work is in it.
func OpenAbout(d screen.Deps, h screen.Host) {
	box := container.NewVBox()
	for _, f := range [][2]string{
		{"程序", "建办：人大代表建议、政协提案办理"},
		{"版本", d.Version},
		{"登记库", d.Store.Path()},
		{"网络", "不联网：不上传、不下载，也不自动更新"},
		{"许可", "MIT 许可，可以自由使用、复制、修改"},
		{"字体", "思源黑体、思源宋体（Adobe）、霞鹜文楷（LXGW，改名后内嵌），SIL 开放字体许可"},
		{"所用软件", "窗口 Fyne，数据库 SQLite，表格 excelize，PDF 文字 PDFium，备份加密 age，拼音 go-pinyin，分词词表 jieba；各依其许可"},
	} {
		box.Add(ui.Columns([]float32{factLabel, 0}, ui.Muted(f[0]), paragraph(f[1])))
	}
	p := &ui.Panel{Title: "关于建办", Content: box, Width: 640}
	p.Left = ui.NewButton("新变化", fynetheme.InfoIcon(), func() {
		h.Shut(p)
		OpenChanges(d, h)
	})
	done := ui.NewAction("知道了", nil, func() { h.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{done}, done
	h.Open(p)
}

// OpenChanges shows what the versions brought, the newest first.
func OpenChanges(d screen.Deps, h screen.Host) {
	box := container.New(layout.NewCustomPaddedVBoxLayout(6))
	for _, v := range changesOf(d.Changes) {
		box.Add(ui.NewStrong(v.Title))
		for _, item := range v.Items {
			box.Add(ui.Columns([]float32{10, 0}, ui.NewSmall("·"), paragraph(item)))
		}
		box.Add(ui.Gap(8))
	}
	p := &ui.Panel{Title: "新变化", Content: box, Width: 820, Height: 620}
	done := ui.NewAction("知道了", nil, func() { h.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{done}, done
	h.Open(p)
}

// versionChanges is what one version brought.
type versionChanges struct {
	Title string
	Items []string
}

// changesOf reads CHANGELOG.md: a heading (##) a version, a line (-) a change.
func changesOf(text string) (all []versionChanges) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(strings.ReplaceAll(line, "`", ""))
		title, heads := strings.CutPrefix(line, "## ")
		item, lists := strings.CutPrefix(line, "- ")
		switch {
		case heads:
			all = append(all, versionChanges{Title: title})
		case lists && len(all) > 0:
			v := &all[len(all)-1]
			v.Items = append(v.Items, item)
		}
	}
	return all
}
